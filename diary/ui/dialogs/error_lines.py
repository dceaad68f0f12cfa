"""The errors below the lines of a form: all of them shown by Save, each gone once it is mended."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QLineEdit

from diary.domain.errors import InvalidValueError
from diary.ui.dialogs.form_dialog import FormDialog
from diary.ui.widgets.fields import LineField

_PRESSED_MS = 50


class ErrorLines(QObject):
    """Holds the lines of a form by the field each becomes.

    `find` reads what is typed now and returns what is wrong by field, `words` says one error.
    """

    def __init__(
        self,
        form: FormDialog,
        lines: Mapping[str, LineField],
        find: Callable[[], Mapping[str, InvalidValueError]],
        words: Callable[[InvalidValueError], str],
    ) -> None:
        super().__init__(form)
        self._form = form
        self._lines = lines
        self._find = find
        self._words = words
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._on_again_timeout)
        for line in lines.values():
            line.edit.editingFinished.connect(self.look_again)

    def show(self, errors: Mapping[str, InvalidValueError]) -> list[QLineEdit]:
        """Show these errors and no others; returns the lines that are wrong."""
        for field, line in self._lines.items():
            self._show_in(line, errors.get(field))
        return [line.edit for line in self._lines.values() if line.has_error()]

    @Slot()
    def look_again(self) -> None:
        """Something was changed: soon take away the errors of what is right now."""
        if any(line.has_error() for line in self._lines.values()):
            self._again.start(0)

    def _show_in(self, line: LineField, error: InvalidValueError | None) -> None:
        line.set_error(self._words(error) if error else "")

    @Slot()
    def _on_again_timeout(self) -> None:
        # Nothing moves away from under a button of the mouse that is held down, such as on Save.
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._again.start(_PRESSED_MS)
            return
        errors = self._find()
        for field, line in self._lines.items():
            # What was not complained about yet is left until Save.
            if line.has_error():
                self._show_in(line, errors.get(field))
        self._form.fit()
