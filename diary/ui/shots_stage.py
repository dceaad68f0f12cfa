"""A real window that is drawn and never shown; every scene leaves it as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget

if TYPE_CHECKING:
    from diary.domain.change import ChangeSet
    from diary.ui.context import PageContext
    from diary.ui.main_window.later_parts import LaterParts
    from diary.ui.main_window.window import MainWindow
    from diary.ui.pages.page import Page

_LOOK_MS = 5
_TURNS = 3


@dataclass(frozen=True)
class Stage:
    """A window on a diary that may be changed, and what takes care of that diary."""

    window: MainWindow
    later: LaterParts

    @property
    def context(self) -> PageContext:
        """The parts the pages work with."""
        return self.window.context

    def page(self, key: str) -> Page:
        """Show a page as it is when it is visited, and return it."""
        self.window.show_page(key)
        self.settle()
        return self.window.page(key)

    def find(self, name: str, inside: QWidget | None = None) -> QWidget | None:
        """The widget with this object name, in the window unless another one is given."""
        found = (inside or self.window).findChild(QWidget, name)
        return found if isinstance(found, QWidget) else None

    def click(self, name: str, inside: QWidget | None = None) -> None:
        """Press the button with this object name, if there is one."""
        button = self.find(name, inside)
        if isinstance(button, QAbstractButton):
            button.click()

    def dialog(self, open_it: Callable[[], object]) -> QDialog | None:
        """Do what opens a dialog and return it once it is filled; None = nothing opened."""
        before = set(QApplication.topLevelWidgets())
        open_it()
        self.settle()
        opened = [
            widget
            for widget in QApplication.topLevelWidgets()
            if isinstance(widget, QDialog) and widget.isVisible() and widget not in before
        ]
        return opened[-1] if opened else None

    @contextmanager
    def changed(self, changes: ChangeSet) -> Iterator[None]:
        """Show the diary with these changes, and take them back."""
        is_changed = bool(changes.changes) and self.context.undo.push("", changes)
        self.context.messages.forget_toast()
        self.settle()
        yield
        if is_changed:
            self.context.undo.undo()

    def settle(self) -> None:
        """Let layouts, timers and drawing threads come to an end."""
        loop = QEventLoop()
        turns = 0

        def look() -> None:
            nonlocal turns
            turns = 0 if self.context.tasks.is_busy else turns + 1
            if turns >= _TURNS:
                loop.quit()

        timer = QTimer()
        timer.timeout.connect(look)
        timer.start(_LOOK_MS)
        loop.exec()
        timer.stop()

    def clear(self) -> None:
        """Close what lies over the window."""
        for widget in QApplication.topLevelWidgets():
            if widget is not self.window and widget.isVisible():
                widget.close()
        self.context.messages.forget_toast()
        self.window.window_strip.take_away()
