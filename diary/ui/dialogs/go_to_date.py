"""Asks for a day that is typed; `day_chosen` carries it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QWidget

from diary.domain.errors import InvalidValueError, Reason
from diary.domain.typed_day import parse_day
from diary.texts.numbers import Formats
from diary.texts.problems import problem_text
from diary.ui.dialogs.question_dialog import QuestionDialog
from diary.ui.widgets.fields import LineField
from diary.words import _

_WIDTH_EM = 22


def is_day_first() -> bool:
    """True when the locale writes the day before the month."""
    pattern = QLocale().dateFormat(QLocale.FormatType.ShortFormat).casefold()
    return pattern.find("d") < pattern.find("m")


class GoToDateDialog(QuestionDialog):
    """One field that takes "-3", "yesterday", "15.11." or "2026-11-15"."""

    day_chosen = Signal(object)

    def __init__(self, parent: QWidget, today: date, last_day: date, formats: Formats) -> None:
        super().__init__(parent, _("Go to date"), name="go_to_date", width_em=_WIDTH_EM)
        self._today = today
        self._last_day = last_day
        self._formats = formats
        hint = _("Such as {day}, yesterday, or -3 for three days ago.").format(day=today)
        self.field = LineField(_("Day"), hint=hint, name="go_to_date.day")
        self.put(self.field, answer=_("Go"), answer_name="go")
        self.field.edit.setFocus()

    def submit(self) -> None:
        """Go to the day that was typed; say what is wrong with what is none."""
        try:
            on = self._typed_day()
        except InvalidValueError as error:
            self.field.set_error(problem_text(error, self._formats))
            self.field.edit.setFocus()
            return
        self.accept()
        self.day_chosen.emit(on)

    def _typed_day(self) -> date:
        on = parse_day(self.field.text(), self._today, is_day_first=is_day_first())
        if on > self._last_day:
            raise InvalidValueError("on", Reason.IN_FUTURE, on)
        return on
