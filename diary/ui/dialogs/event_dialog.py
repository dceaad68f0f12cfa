"""Asks what happened and when; hands an event back and saves nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from diary.domain.event import Event, EventKind
from diary.texts.labels import label
from diary.ui.dialogs.form_parts import ChoiceBox
from diary.ui.dialogs.question_dialog import QuestionDialog
from diary.ui.widgets.announce import announce
from diary.ui.widgets.button import push_button
from diary.ui.widgets.date_button import DateButton
from diary.ui.widgets.fields import LineField
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.text import plain_label
from diary.words import _

_WIDTH_EM = 26
# So much fits beside a mark of the chart.
TEXT_MOST = 40
_NEVER_OFFERED = EventKind.HELP_ARRANGED


class EventDialog(QuestionDialog):
    """`event_given` carries the event as it is now; `removal_requested` the one to take out.

    `is_new` tells whether the event is in the diary already and can be taken out.
    """

    event_given = Signal(object)
    removal_requested = Signal(object)

    def __init__(self, parent: QWidget, event: Event, *, is_new: bool) -> None:
        title = _("Add event") if is_new else _("Change event")
        super().__init__(parent, title, name="event", width_em=_WIDTH_EM)
        self._event = event
        kinds = [
            (kind, label(kind))
            for kind in EventKind
            if kind is not _NEVER_OFFERED or kind is event.kind
        ]
        self.kind = ChoiceBox(_("What happened"), kinds, name="event.kind")
        self.kind.set_choice(event.kind)
        self.first = DateButton(event.on, label=_("First day"), name="event.first")
        self.last = DateButton(event.until or event.on, label=_("Last day"), name="event.last")
        self.text = LineField(_("In a few words"), name="event.text")
        self.text.edit.setMaxLength(max(TEXT_MOST, len(event.text)))
        self.text.set_text(event.text)
        self._error = plain_label("", role="error", word_wrap=True, name="event.error")
        self._error.hide()
        days = QWidget()
        row = FlowLayout(days, spacing=20)
        row.addWidget(_field(_("First day"), self.first))
        row.addWidget(_field(_("Last day"), self.last))
        parts: list[QWidget] = [_field(_("What happened"), self.kind), days, self.text, self._error]
        if not is_new:
            self.remove = push_button(_("Remove event"), name="event.remove")
            self.remove.clicked.connect(self._on_remove_clicked)
            # As wide as its text, not as the dialog.
            aside = QWidget()
            FlowLayout(aside).addWidget(self.remove)
            parts.append(aside)
        self.put(*parts, answer=_("Add event") if is_new else _("Change event"), answer_name="put")
        self.first.date_picked.connect(self._on_first_date_picked)
        self.last.date_picked.connect(self._on_last_date_picked)
        self.kind.setFocus()

    def submit(self) -> None:
        """Hand the event on; say what is wrong with days that are no span."""
        first, last = self.first.day(), self.last.day()
        if last < first:
            self._show_error(_("Pick a last day that is not before the first."))
            return
        event = replace(
            self._event,
            kind=EventKind(str(self.kind.choice())),
            on=first,
            until=None if last == first else last,
            text=self.text.text(),
        )
        self.accept()
        self.event_given.emit(event)

    def _show_error(self, text: str) -> None:
        self._error.setText(text)
        self._error.setHidden(not text)
        self.last.setAccessibleDescription(text)
        if text:
            announce(self.last, text)
            self.last.setFocus()

    @Slot(object)
    def _on_first_date_picked(self, on: date) -> None:
        # An event of one day stays one; a longer one is not made to end before it begins.
        if self._event.until is None or self.last.day() < on:
            self.last.set_day(on)
        self._show_error("")

    @Slot(object)
    def _on_last_date_picked(self, _on: date) -> None:
        self._show_error("")

    @Slot(bool)
    def _on_remove_clicked(self, _is_on: bool) -> None:
        self.accept()
        self.removal_requested.emit(self._event)


def _field(title: str, part: QWidget) -> QWidget:
    field = QWidget()
    column = QVBoxLayout(field)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(plain_label(title, role="strong"))
    column.addWidget(part)
    return field
