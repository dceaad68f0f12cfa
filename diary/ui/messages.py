"""What the program says without being asked: toasts for what was done, strips for what went wrong.

Nothing here stops the person. Every message is announced to screen readers too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from diary.ui.widgets.announce import announce

if TYPE_CHECKING:
    from diary.texts.numbers import Formats
    from diary.ui.widgets.toast import Toast


class Messages(QObject):
    """Says things in the window it was given with `speak_in`.

    `told` carries the text of every message, for the status bar; `problem_told` the text of one
    that should stay until it is closed, `fault_told` such a text with the error it is about.
    """

    told = Signal(str)
    problem_told = Signal(str)
    fault_told = Signal(str, object)

    def __init__(self, formats: Callable[[], Formats] | None = None) -> None:
        super().__init__()
        self._formats = formats
        self._window: QWidget | None = None
        self._toast: Toast | None = None
        self._action: Callable[[], None] | None = None

    def speak_in(self, window: QWidget) -> None:
        """Show later messages over this window."""
        self._window = window

    def toast(
        self,
        text: str,
        action_text: str | None = None,
        action: Callable[[], None] | None = None,
    ) -> None:
        """Say what was just done, with at most one way back, for eight seconds."""
        self._action = action
        if self._window is not None:
            self._toast_in(self._window).show_message(text, action_text or "")
        self.told.emit(text)

    def tell(self, text: str) -> None:
        """Say something in the status line; a toast about the step before goes."""
        self.forget_toast()
        self.told.emit(text)
        self.say(text)

    @Slot()
    def forget_toast(self) -> None:
        """Take the toast away: what it offers to take back is not the last step any more."""
        self._action = None
        if self._toast is not None:
            self._toast.dismiss()

    def problem(self, error: Exception) -> None:
        """Say in plain words what went wrong; it stays until it is closed."""
        from diary.texts.problems import problem_text  # noqa: PLC0415 - seldom needed

        text = problem_text(error, self._formats() if self._formats is not None else None)
        self.fault_told.emit(text, error)
        self.say(text, is_urgent=True)

    def say(self, text: str, *, is_urgent: bool = False) -> None:
        """Announce a text that can be seen elsewhere already."""
        if self._window is not None:
            announce(self._window, text, is_urgent=is_urgent)

    def _toast_in(self, window: QWidget) -> Toast:
        if self._toast is None:
            from diary.ui.widgets.toast import Toast  # noqa: PLC0415 - after the first paint

            self._toast = Toast(window)
            self._toast.action_requested.connect(self._on_toast_action_requested)
        return self._toast

    @Slot()
    def _on_toast_action_requested(self) -> None:
        action, self._action = self._action, None
        if action is not None:
            action()
