"""Asks for the name of a new diary; `name_chosen` carries the path of its file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from diary.domain.errors import InvalidValueError, Reason
from diary.services.diary_files import (
    FORBIDDEN,
    LONGEST_NAME,
    diary_path,
    has_backups,
    is_taken,
)
from diary.ui.dialogs.question_dialog import QuestionDialog
from diary.ui.widgets.announce import announce
from diary.ui.widgets.fields import LineField
from diary.words import _

_WIDTH_EM = 26


class NewDiaryDialog(QuestionDialog):
    """One field; what is wrong with a name stands below it."""

    name_chosen = Signal(object)

    def __init__(self, parent: QWidget, folder: Path) -> None:
        super().__init__(parent, _("New diary"), name="new_diary", width_em=_WIDTH_EM)
        self._folder = folder
        hint = _("Such as your name. Each diary is one file on this computer.")
        self.field = LineField(_("Name of the diary"), hint=hint, name="new_diary.name")
        self.field.edit.textEdited.connect(self._on_edit_text_edited)
        self.put(self.field, answer=_("Make diary"), answer_name="make")
        self.field.edit.setFocus()

    def submit(self) -> None:
        """Make a path of the name; say what is wrong with one that cannot be taken."""
        try:
            path = diary_path(self.field.text(), self._folder)
        except InvalidValueError as error:
            self._show_error(name_problem_text(error))
            return
        if is_taken(path):
            self._show_error(
                _("Choose another name. There is a diary “{name}” already.").format(name=path.stem)
            )
            return
        if has_backups(path):
            # They would be mixed with those of the new one.
            self._show_error(
                _("Choose another name. There are backups of another diary “{name}”.").format(
                    name=path.stem
                )
            )
            return
        self.accept()
        self.name_chosen.emit(path)

    def _show_error(self, text: str) -> None:
        self.field.set_error(text)
        self.field.edit.setFocus()
        self.field.edit.selectAll()
        announce(self.field, text, is_urgent=True)

    @Slot()
    def _on_edit_text_edited(self) -> None:
        self.field.set_error("")


def name_problem_text(error: InvalidValueError) -> str:
    """What to do about a name that no file can have."""
    if error.reason is Reason.REQUIRED:
        return _("Type a name.")
    if error.reason is Reason.TOO_LONG:
        return _("Shorten the name to {most} characters.").format(most=LONGEST_NAME)
    value = str(error.value)
    if len(value) > 1:
        return _("Choose another name. Some computers cannot have a file called “{name}”.").format(
            name=value
        )
    if value in FORBIDDEN:
        return _("Leave out {letters}. A file name cannot have them.").format(
            letters=" ".join(FORBIDDEN)
        )
    return _("Leave out the character that cannot be seen. A file name cannot have it.")
