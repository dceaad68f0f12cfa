"""Asks for a day that is typed; `day_chosen` carries it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from diary.domain.errors import InvalidValueError, Reason
from diary.domain.typed_day import parse_day
from diary.texts.numbers import Formats
from diary.texts.problems import problem_text
from diary.ui.theme import em
from diary.ui.widgets.button import push_button
from diary.ui.widgets.fields import LineField
from diary.words import _

_WIDTH_EM = 22


def is_day_first() -> bool:
    """True when the locale writes the day before the month."""
    pattern = QLocale().dateFormat(QLocale.FormatType.ShortFormat).casefold()
    return pattern.find("d") < pattern.find("m")


class GoToDateDialog(QDialog):
    """One field that takes "-3", "yesterday", "15.11." or "2026-11-15"."""

    day_chosen = Signal(object)

    def __init__(self, parent: QWidget, today: date, last_day: date, formats: Formats) -> None:
        super().__init__(parent)
        self.setObjectName("go_to_date")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Go to date"))
        self.setMinimumWidth(_WIDTH_EM * em())
        self._today = today
        self._last_day = last_day
        self._formats = formats
        hint = _("Such as {day}, yesterday, or -3 for three days ago.").format(day=today)
        self.field = LineField(_("Day"), hint=hint, name="go_to_date.day")
        go = push_button(_("Go"), kind="primary", name="go_to_date.go")
        go.setDefault(True)
        go.clicked.connect(self._on_go_clicked)
        cancel = push_button(_("Cancel"), name="go_to_date.cancel")
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.field)
        layout.addLayout(buttons)
        self.field.edit.setFocus()

    @Slot()
    def _on_go_clicked(self) -> None:
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
