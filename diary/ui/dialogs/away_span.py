"""Asks for the first and the last day of being away; `span_chosen` carries both."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from diary.services.entries import AWAY_MOST_DAYS
from diary.ui.dialogs.question_dialog import QuestionDialog
from diary.ui.widgets.announce import announce
from diary.ui.widgets.date_button import DateButton
from diary.ui.widgets.day_mark import MarkOfDay
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.text import plain_label
from diary.words import _

_WIDTH_EM = 26


class AwaySpanDialog(QuestionDialog):
    """Two days, both included; days to come can be picked here."""

    span_chosen = Signal(object, object)

    def __init__(self, parent: QWidget, on: date, day_mark: MarkOfDay) -> None:
        super().__init__(parent, _("Away for some days"), name="away_span", width_em=_WIDTH_EM)
        self.first = DateButton(on, label=_("First day"), day_mark=day_mark, name="away_span.first")
        self.last = DateButton(on, label=_("Last day"), day_mark=day_mark, name="away_span.last")
        for button in (self.first, self.last):
            button.date_picked.connect(self._on_day_picked)
        days = QWidget()
        row = FlowLayout(days, spacing=20)
        row.addWidget(_field(_("First day"), self.first))
        row.addWidget(_field(_("Last day"), self.last))
        self._error = plain_label("", role="error", word_wrap=True, name="away_span.error")
        self._error.hide()
        text = _("Nothing is asked on these days, and what is in the diary stays there.")
        hint = plain_label(text, role="hint", word_wrap=True)
        self.put(days, self._error, hint, answer=_("Set as away"), answer_name="set")
        self.last.setFocus()

    def submit(self) -> None:
        """Hand on the days; say what is wrong with days that are no span."""
        first, last = self.first.day(), self.last.day()
        if last < first:
            self._show_error(_("Pick a last day that is not before the first."))
        elif last - first >= timedelta(days=AWAY_MOST_DAYS):
            self._show_error(_("Pick at most {n} days.").format(n=AWAY_MOST_DAYS))
        else:
            self.accept()
            self.span_chosen.emit(first, last)

    @Slot()
    def _on_day_picked(self) -> None:
        self._show_error("")

    def _show_error(self, text: str) -> None:
        self._error.setText(text)
        self._error.setHidden(not text)
        self.last.setAccessibleDescription(text)
        if text:
            announce(self.last, text)
            self.last.setFocus()


def _field(title: str, button: DateButton) -> QWidget:
    field = QWidget()
    column = QVBoxLayout(field)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(plain_label(title, role="strong"))
    column.addWidget(button)
    return field
