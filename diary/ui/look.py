"""What the window looks like and where it stands: chosen, remembered, put back at the start."""

from __future__ import annotations

import os

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow

from diary import words
from diary.ui.display import Display, KneeView, use_display
from diary.ui.theme import ThemeName, apply_theme, set_reduced_motion
from diary.ui.ui_state import UiState

TEXT_SIZES = tuple(range(80, 201, 10))
NORMAL = 100
LEAST_WIDTH, LEAST_HEIGHT = 720, 540
_USUAL = QRect(0, 0, 1280, 800)
_THEMES: tuple[ThemeName, ...] = ("system", "light", "dark", "contrast")


class WindowLook:
    """Dresses the application as chosen."""

    def __init__(self, ui_state: UiState) -> None:
        self._ui_state = ui_state

    def theme(self) -> ThemeName:
        """Return the theme chosen."""
        kept = self._ui_state.get("theme", "system")
        return next((name for name in _THEMES if name == kept), "system")

    def text_percent(self) -> int:
        """Return the text size chosen, in per cent of the system's."""
        kept = self._ui_state.get("text_percent", NORMAL)
        return min(max(kept, TEXT_SIZES[0]), TEXT_SIZES[-1])

    def choose_theme(self, name: str) -> None:
        """Change to another theme and remember it."""
        self._ui_state.set("theme", name)
        self.apply()

    def resize_text(self, by: int) -> None:
        """Go to the next larger (1) or smaller (-1) text size, or to the normal one (0)."""
        present = self.text_percent()
        larger = [size for size in TEXT_SIZES if size > present]
        smaller = [size for size in TEXT_SIZES if size < present]
        wanted = NORMAL if by == 0 else (larger[:1] if by > 0 else smaller[-1:])
        percent = wanted if isinstance(wanted, int) else (wanted[0] if wanted else present)
        self.choose_text_size(percent)

    def choose_text_size(self, percent: int) -> None:
        """Change to another text size and remember it."""
        self._ui_state.set("text_percent", percent)
        self.apply()

    def language(self) -> str:
        """Return the key of the language chosen; `words.SYSTEM` follows the system."""
        return self._ui_state.get("language", words.SYSTEM)

    def choose_language(self, key: str) -> None:
        """Remember a language; windows speak it from the next start on."""
        self._ui_state.set("language", key)

    def begin(self) -> None:
        """Choose the language and whether things move; once, before a window is built."""
        if self.language() != words.SYSTEM and words.VARIABLE not in os.environ:
            words.install(self.language())
        self.apply_motion()

    def has_name_in_title(self) -> bool:
        """Return whether the title of the window names the diary."""
        return self._ui_state.get("has_name_in_title", True)

    def choose_name_in_title(self, *, has_name: bool) -> None:
        """Name the diary in the title of the window or not, and remember it."""
        self._ui_state.set("has_name_in_title", has_name)
        self.apply()

    def display(self) -> Display:
        """Return how knees, marks, tables and calendars are drawn."""
        kept, usual = self._ui_state, Display()
        view: KneeView = "facing" if kept.get("knee_view", usual.knee_view) == "facing" else "own"
        return Display(
            view,
            kept.get("is_map_plain", usual.is_map_plain),
            kept.get("has_large_markers", usual.has_large_markers),
            kept.get("has_dense_tables", usual.has_dense_tables),
            kept.get("first_weekday", usual.first_weekday),
        )

    def choose_display(self, wanted: Display) -> None:
        """Draw knees, marks, tables and calendars in another way and remember it."""
        kept: str = wanted.knee_view
        self._ui_state.set("knee_view", kept)
        self._ui_state.set("is_map_plain", wanted.is_map_plain)
        self._ui_state.set("has_large_markers", wanted.has_large_markers)
        self._ui_state.set("has_dense_tables", wanted.has_dense_tables)
        self._ui_state.set("first_weekday", wanted.first_weekday)
        self.apply()

    def has_motion(self) -> bool:
        """Return whether the few animations were left to the system; else they are off."""
        return self._ui_state.get("has_motion", True)

    def choose_motion(self, *, has_motion: bool) -> None:
        """Leave animations to the system or switch them off, and remember it."""
        self._ui_state.set("has_motion", has_motion)
        self.apply_motion()

    def apply_motion(self) -> None:
        """Switch animations off where the person or the system does not want them."""
        set_reduced_motion(is_reduced=not self.has_motion() or _wants_no_motion())

    def apply(self) -> None:
        """Dress every window."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            use_display(self.display())
            apply_theme(app, self.theme(), self.text_percent())

    def place(self, window: QMainWindow) -> None:
        """Put the window where it was, or in the middle when that screen is gone."""
        window.setMinimumSize(least_size())
        kept = self._ui_state.get("place", list[int]())
        screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
        rect = QRect(*kept) if len(kept) == 4 else QRect()
        if rect.isValid() and any(
            screen.intersects(rect.adjusted(40, 0, -40, -40)) for screen in screens
        ):
            window.setGeometry(rect)
        else:
            fits = _USUAL.size().boundedTo(screens[0].size()) if screens else _USUAL.size()
            window.resize(fits)
        if self._ui_state.get("is_maximized", False):
            window.showMaximized()

    def remember(self, window: QMainWindow) -> None:
        """Keep where the window is."""
        rect = window.normalGeometry() if window.isMaximized() else window.geometry()
        self._ui_state.set("place", [rect.x(), rect.y(), rect.width(), rect.height()])
        self._ui_state.set("is_maximized", window.isMaximized())


def least_size() -> QSize:
    """The smallest size a window is given: what it says stays on a screen that is smaller still."""
    least = QSize(LEAST_WIDTH, LEAST_HEIGHT)
    for screen in QGuiApplication.screens()[:1]:
        # With the scale of a screen its size in these pixels becomes smaller.
        least = least.boundedTo(screen.availableSize())
    return least


def _wants_no_motion() -> bool:
    """True when the system asks for less motion; Qt tells it from 6.12 on."""
    hints = QGuiApplication.styleHints()
    if not hasattr(hints, "accessibility"):
        return False
    told = getattr(hints.accessibility(), "motionPreference", None)
    return told is not None and "Reduced" in str(told())
