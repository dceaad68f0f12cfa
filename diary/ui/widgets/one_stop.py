"""Radio buttons that together are one tab stop and may have no answer at all."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget


class OneStopGroup(QObject):
    """Keeps one of ``buttons`` checked, or none, and lets Tab reach only that one or the first.

    Qt alone stops at the first button once a value was set from code.
    """

    def __init__(self, owner: QWidget, buttons: Sequence[QRadioButton]) -> None:
        super().__init__(owner)
        self._owner = owner
        self._buttons = tuple(buttons)
        self._is_read_only = False
        self._group = QButtonGroup(self)
        for number, button in enumerate(buttons):
            self._group.addButton(button, number)
        self._place_stop()

    def chosen(self) -> int | None:
        """Return the place of the checked button; ``None`` if there is none."""
        number = self._group.checkedId()
        return None if number < 0 else number

    def choose(self, number: int | None) -> None:
        """Check one button or none, and take the focus along if it is in the group."""
        if number is None:
            self._uncheck()
        else:
            self._buttons[number].setChecked(True)
        self._place_stop()

    def stop(self) -> QRadioButton:
        """Return the button that Tab reaches."""
        return self._buttons[self.chosen() or 0]

    def set_read_only(self, *, is_read_only: bool) -> None:
        """Let the mouse no longer move the focus inside the group."""
        self._is_read_only = is_read_only
        self._place_stop()

    def _uncheck(self) -> None:
        checked = self._group.checkedButton()
        if checked is not None:
            # An exclusive group refuses to have no checked button.
            self._group.setExclusive(False)
            checked.setChecked(False)
            self._group.setExclusive(True)

    def _place_stop(self) -> None:
        has_focus = any(button.hasFocus() for button in self._buttons)
        stop = self.stop()
        others = Qt.FocusPolicy.NoFocus if self._is_read_only else Qt.FocusPolicy.ClickFocus
        stop.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._owner.setFocusProxy(stop)
        if has_focus and not stop.hasFocus():
            stop.setFocus(Qt.FocusReason.OtherFocusReason)
        for button in self._buttons:
            if button is not stop:
                button.setFocusPolicy(others)
