"""Theme, text size and place of the window: chosen by the person, remembered, put back at start."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow

from diary.ui.theme import ThemeName, apply_theme
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

    def apply(self) -> None:
        """Dress every window."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_theme(app, self.theme(), self.text_percent())

    def place(self, window: QMainWindow) -> None:
        """Put the window where it was, or in the middle when that screen is gone."""
        window.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
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
