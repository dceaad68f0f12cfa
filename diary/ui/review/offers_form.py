"""What a PT may suggest; the runner takes it or not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from diary.domain.errors import InvalidValueError, Reason
from diary.domain.exercise import SessionKind
from diary.domain.offer import (
    ExerciseOffer,
    LimitsOffer,
    NextVisitOffer,
    Offer,
    StageOffer,
    TargetOffer,
)
from diary.domain.settings import Settings
from diary.texts.labels import label
from diary.ui.dialogs.form_parts import ChoiceBox, Labelled
from diary.ui.review.exercise_offer import ExerciseOfferPart
from diary.ui.widgets.announce import announce
from diary.ui.widgets.button import push_button
from diary.ui.widgets.date_button import DateButton
from diary.ui.widgets.fields import LineField
from diary.ui.widgets.flow_layout import FlowLayout
from diary.words import _

_LIMITS, _VISIT, _TARGET = "limits", "next_visit", "target"
_EXERCISE, _STAGE = "exercise", "stage"


class OffersForm(QWidget):
    """One suggestion at a time; `offered` carries it. `new_id` names it."""

    offered = Signal(object)

    def __init__(self, new_id: Callable[[], str], today: date) -> None:
        super().__init__()
        self._new_id = new_id
        kinds: list[tuple[object, str]] = [
            (_LIMITS, _("Pain limits")),
            (_VISIT, _("Next visit")),
            (_TARGET, _("How often a week")),
            (_EXERCISE, _("Exercise")),
            (_STAGE, _("Stage of the way back to running")),
        ]
        self.kind = ChoiceBox(_("What to suggest"), kinds, name="review.offer_kind")
        self.green = LineField(_("Fine up to"), name="review.offer_green")
        self.amber = LineField(_("Stop above"), name="review.offer_amber")
        self.visit = DateButton(today, label=_("Next visit"), name="review.offer_visit")
        self._visit = Labelled(_("Next visit"), self.visit, is_wide=False)
        self._visit_on: date | None = None
        sessions: list[tuple[object, str]] = [(each, label(each)) for each in SessionKind]
        self.session = ChoiceBox(_("What to do"), sessions, name="review.offer_session")
        self.per_week = LineField(_("Times a week"), name="review.offer_per_week")
        self.exercise = ExerciseOfferPart()
        self.stage = LineField(_("Stage"), name="review.offer_stage")
        self._lines = {
            "green_max": self.green,
            "amber_max": self.amber,
            "per_week": self.per_week,
            "stage": self.stage,
            **self.exercise.lines,
        }
        self._fields: dict[object, QWidget] = {
            _LIMITS: _row(self.green, self.amber),
            _VISIT: _row(self._visit),
            _TARGET: _row(Labelled(_("What to do"), self.session), self.per_week),
            _EXERCISE: self.exercise,
            _STAGE: _row(self.stage),
        }
        self.add = push_button(_("Add suggestion"), name="review.offer_add")
        self._lay_out()
        self._show_form(_LIMITS)
        self.kind.choice_changed.connect(self._on_kind_choice_changed)
        self.add.clicked.connect(self._on_add_clicked)
        self.visit.date_picked.connect(self._on_visit_date_picked)
        self.begin_visit_at(today)

    def show_limits(self, settings: Settings) -> None:
        """Begin with the limits that are in use."""
        self.green.set_text(str(settings.green_max))
        self.amber.set_text(str(settings.amber_max))
        self._say(None)

    def begin_visit_at(self, on: date) -> None:
        """Have no day of the next visit; the calendar opens at this one."""
        self._visit_on = None
        self.visit.set_day(on)
        self.visit.setText(_("Pick a day"))
        self.visit.setAccessibleName(_("Next visit, no day picked"))

    def _lay_out(self) -> None:
        for box in (self.kind, self.session):
            box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            box.setSizeAdjustPolicy(box.SizeAdjustPolicy.AdjustToContents)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        # Only one of the forms is there at a time, and no other takes any room.
        for part in (_row(self.kind), *self._fields.values(), _row(self.add)):
            column.addWidget(part)

    def _show_form(self, kind: object) -> None:
        for key, form in self._fields.items():
            form.setHidden(key != kind)

    def _offer(self) -> Offer:
        kind = self.kind.choice()
        if kind == _LIMITS:
            numbers = _number(self.green, "green_max"), _number(self.amber, "amber_max")
            return LimitsOffer(self._new_id(), *numbers)
        if kind == _VISIT:
            if self._visit_on is None:
                raise InvalidValueError("next_visit_on", Reason.REQUIRED)
            return NextVisitOffer(self._new_id(), self._visit_on)
        if kind == _TARGET:
            session = SessionKind(str(self.session.choice()))
            return TargetOffer(self._new_id(), session, _number(self.per_week, "per_week"))
        if kind == _EXERCISE:
            return ExerciseOffer(self._new_id(), self.exercise.exercise())
        return StageOffer(self._new_id(), _number(self.stage, "stage"))

    def _say(self, error: InvalidValueError | None) -> None:
        """Say what is wrong beside the field it is wrong in; None takes it away."""
        text = "" if error is None else _error_text(error)
        named = "" if error is None else error.field
        for name, field in self._lines.items():
            field.set_error(text if name == named else "")
        self._visit.say_below(text if named == "next_visit_on" else "", is_error=True)
        self.add.setAccessibleDescription(text)
        if text:
            announce(self, text)
            line = self._lines.get(named)
            (self.visit if line is None else line.edit).setFocus()

    @Slot(object)
    def _on_visit_date_picked(self, on: date) -> None:
        self._visit_on = on
        self._say(None)

    @Slot(object)
    def _on_kind_choice_changed(self, kind: object) -> None:
        self._show_form(kind)
        self._say(None)

    @Slot(bool)
    def _on_add_clicked(self, _is_on: bool) -> None:
        try:
            offer = self._offer()
        except InvalidValueError as error:
            self._say(error)
            return
        self._say(None)
        self.offered.emit(offer)


def _number(field: LineField, name: str) -> int:
    text = field.text()
    try:
        return int(text)
    except ValueError as error:
        raise InvalidValueError(name, Reason.NOT_A_NUMBER, text) from error


def _error_text(error: InvalidValueError) -> str:
    """What to do about a field that stands right above."""
    if error.field == "next_visit_on":
        return _("Pick the day of the next visit.")
    if error.reason is Reason.OUT_OF_RANGE:
        return _("Type a whole number from {low} to {high}.").format(low=error.low, high=error.high)
    if error.reason is Reason.WRONG_ORDER:
        return _("Type a number above “Fine up to”.")
    return _("Type a whole number.")


def _row(*parts: QWidget) -> QWidget:
    made = QWidget()
    row = FlowLayout(made)
    for part in parts:
        row.addWidget(part)
    return made
