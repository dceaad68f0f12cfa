"""What a card asks in place: the day a pair retires, its new limit, what its sole looks like."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from diary.domain.shoe import SoleFinding
from diary.texts.labels import label
from diary.ui.widgets.button import push_button
from diary.ui.widgets.chip_group import ChipGroup
from diary.ui.widgets.date_button import DateButton
from diary.ui.widgets.fields import LineField
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.text import plain_label
from diary.words import _


class Panel(QWidget):
    """A question inside a card; `answered` carries the answer, `cancelled` that there is none."""

    answered = Signal(object)
    cancelled = Signal()

    def __init__(self, name: str, question: str, action_text: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 4, 0, 0)
        self.body.setSpacing(8)
        self.body.addWidget(plain_label(question, role="strong", word_wrap=True))
        self.action_button: QPushButton = push_button(
            action_text, kind="primary", name=f"{name}.save"
        )
        self.action_button.clicked.connect(self.answer)
        self._cancel = push_button(_("Cancel"), name=f"{name}.cancel")
        self._cancel.clicked.connect(self.cancelled)

    def first_stop(self) -> QWidget:
        """What gets the focus when the question is asked."""
        raise NotImplementedError

    @Slot()
    def answer(self) -> None:
        """Tell the answer, if there is one."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.answer()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _add_buttons(self) -> None:
        row = FlowLayout(self.body)
        row.addWidget(self.action_button)
        row.addWidget(self._cancel)


class RetirePanel(Panel):
    """Asks from which day on a pair is retired; answers with a `date`."""

    def __init__(self, name: str, shoe_name: str, today: date) -> None:
        question = _("Retire {shoe} on this day? Runs keep it.").format(shoe=shoe_name)
        super().__init__(name, question, _("Retire"))
        self._day = DateButton(today, label=_("Retired on"), last_day=today, name=f"{name}.day")
        FlowLayout(self.body).addWidget(self._day)
        self._add_buttons()

    def first_stop(self) -> QWidget:
        return self._day

    @Slot()
    def answer(self) -> None:
        self.answered.emit(self._day.day())


class LimitPanel(Panel):
    """Asks for another limit; answers with the text as typed."""

    def __init__(self, name: str, limit: str, unit: str) -> None:
        super().__init__(name, _("From today on, these shoes last until"), _("Change limit"))
        self._field = LineField(_("Limit"), unit=unit, name=f"{name}.limit")
        self._field.set_text(limit)
        self.body.addWidget(self._field)
        self._add_buttons()

    def first_stop(self) -> QWidget:
        self._field.edit.selectAll()
        return self._field.edit

    def show_error(self, text: str) -> None:
        """Say what is wrong with the limit."""
        self._field.set_error(text)
        self._field.edit.setFocus()

    @Slot()
    def answer(self) -> None:
        self.answered.emit(self._field.text())


class SolePanel(Panel):
    """Asks what the sole looks like; answers with a tuple of findings, empty = looks fine."""

    def __init__(self, name: str, seen: Sequence[SoleFinding] | None) -> None:
        super().__init__(name, _("Look at the sole. What do you see?"), _("Save look"))
        labels = {finding.value: label(finding) for finding in SoleFinding}
        self._chips = ChipGroup(labels, none_label=_("Looks fine"), name=f"{name}.findings")
        if seen is not None:
            self._chips.set_answers({finding: finding in seen for finding in SoleFinding})
        self._error = plain_label("", role="error", word_wrap=True)
        self._error.hide()
        self.body.addWidget(self._chips)
        self.body.addWidget(self._error)
        self._add_buttons()

    def first_stop(self) -> QWidget:
        none = self._chips.none_chip()
        return none if none is not None else self._chips

    @Slot()
    def answer(self) -> None:
        answers = self._chips.answers()
        if all(yes is None for yes in answers.values()):
            self._error.setText(_("Tick what you see, or “Looks fine”."))
            self._error.show()
            self.first_stop().setFocus()
            return
        self.answered.emit(tuple(finding for finding in SoleFinding if answers[finding]))
