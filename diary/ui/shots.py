"""Draws every page of the window into pictures, without showing anything."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEventLoop, QSize, Qt, QTimer

from diary.paths import default_diary_path
from diary.ui.context import PageContext
from diary.ui.look import WindowLook
from diary.ui.main_window.page_table import page_entries
from diary.ui.main_window.window import MainWindow
from diary.ui.theme import ThemeName, set_reduced_motion

_LOOK_MS = 20
_TURNS = 3


def take_shots(
    context: PageContext,
    out: Path,
    theme: ThemeName,
    text_percent: int,
    size: tuple[int, int],
) -> list[Path]:
    """Write one PNG a page into the folder `out` and return the files in order of the pages.

    `size` is in pixels; at large text the window may need more than that. The choices of theme
    and text size are put back.
    """
    out.mkdir(parents=True, exist_ok=True)
    kept = (context.ui_state.get("theme", "system"), context.ui_state.get("text_percent", 100))
    set_reduced_motion(is_reduced=True)
    window = _dressed(context, theme, text_percent)
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    window.resize(QSize(*size))
    window.show()
    written = []
    for entry in page_entries():
        window.show_page(entry.key)
        _settle(context)
        width, height = window.width(), window.height()
        file = out / f"{entry.key}-{theme}-{text_percent}-{width}x{height}.png"
        if not window.grab().save(str(file)):
            raise OSError(f"{file} could not be written")
        written.append(file)
    window.hide()
    window.deleteLater()
    context.ui_state.set("theme", kept[0])
    context.ui_state.set("text_percent", kept[1])
    return written


def _dressed(context: PageContext, theme: ThemeName, text_percent: int) -> MainWindow:
    context.ui_state.set("theme", theme)
    context.ui_state.set("text_percent", text_percent)
    WindowLook(context.ui_state).apply()
    return MainWindow(context, Path(default_diary_path().name))


def _settle(context: PageContext) -> None:
    """Let layouts, timers and drawing threads come to an end."""
    loop = QEventLoop()
    turns = 0

    def look() -> None:
        nonlocal turns
        turns = 0 if context.tasks.is_busy else turns + 1
        if turns >= _TURNS:
            loop.quit()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(_LOOK_MS)
    loop.exec()
    timer.stop()
