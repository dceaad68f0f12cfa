"""The pages about the person: knees, name, visit, turnover of the day, units."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

from PySide6.QtCore import Slot

from diary.domain.errors import InvalidValueError, Reason
from diary.domain.knee import Knee
from diary.domain.settings import DEFAULTS, DistanceUnit, WeightUnit
from diary.services.settings import reset_settings, set_person
from diary.texts.labels import label
from diary.texts.problems import problem_text
from diary.ui.context import PageContext
from diary.ui.preferences.page import PreferencesPage
from diary.ui.preferences.rows import ButtonRow
from diary.ui.widgets.button import push_button
from diary.ui.widgets.date_button import DateButton
from diary.ui.widgets.fields import ChoiceRow, LineField
from diary.ui.widgets.text import flowing_label
from diary.words import _

LEFT, RIGHT, BOTH = "left", "right", "both"


class YouPage(PreferencesPage):
    """Name, tracked knees, next visit, and when a day of the diary ends."""

    key = "you"

    @classmethod
    def heading(cls) -> str:
        return _("You and your knees")

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._build_knees()
        self._build_person()
        self._build_visit()
        self._build_day()
        self.body.addStretch(1)

    def refresh(self) -> None:
        super().refresh()
        diary, formats = self.context.journal.diary, self.context.formats()
        person = diary.person
        self.knees.set_choice(BOTH if len(person.tracked_knees) > 1 else person.tracked_knees[0])
        for field, text in (
            (self.name_field, person.name or ""),
            (self.initials, person.initials or ""),
            (self.turnover, formats.time_of_day(diary.settings.day_turnover)),
        ):
            if not field.edit.hasFocus():
                field.set_text(text)
        has_visit = person.next_visit_on is not None
        self._visit_text.setHidden(has_visit)
        self.no_visit.setEnabled(has_visit)
        self.visit.set_day(person.next_visit_on or self.context.today())
        if not has_visit:
            self.visit.setText(_("Choose a day"))

    def can_reset(self) -> bool:
        return True

    def reset(self) -> None:
        at = self.context.stamp().recorded_at
        changes = reset_settings(self.context.journal.diary, frozenset({"day_turnover"}), at)
        self.push(_("reset of “{page}”").format(page=self.title), changes)

    # ---- parts ---------------------------------------------------------------------------------

    def _build_knees(self) -> None:
        card = self.card(
            _("Knees on Today"),
            _("The other knee can be added on any day. Nothing that was entered goes away."),
        )
        choices = {LEFT: label(Knee.LEFT), RIGHT: label(Knee.RIGHT), BOTH: _("Both knees")}
        self.knees = ChoiceRow(_("Knees on Today"), choices, name="preferences.you.knees")
        self.knees.choice_changed.connect(self._on_knees_choice_changed)
        card.body.addWidget(self.knees)

    def _build_person(self) -> None:
        card = self.card(_("Who keeps this diary"))
        self.name_field = LineField(
            _("Name"),
            hint=_("Leaves this computer only when you tick it in an export."),
            name="preferences.you.name",
        )
        self.initials = LineField(_("Initials"), name="preferences.you.initials")
        self.name_field.edit.editingFinished.connect(self._on_name_editing_finished)
        self.initials.edit.editingFinished.connect(self._on_initials_editing_finished)
        card.body.addWidget(self.name_field)
        card.body.addWidget(self.initials)

    def _build_visit(self) -> None:
        card = self.card(_("Next visit to my PT"))
        self._visit_text = flowing_label(_("No visit is planned."), role="hint")
        self.visit = DateButton(
            self.context.today(), label=_("Next visit"), name="preferences.you.visit"
        )
        self.visit.date_picked.connect(self._on_visit_date_picked)
        self.no_visit = push_button(_("No visit"), name="preferences.you.no_visit")
        self.no_visit.clicked.connect(self._on_no_visit_clicked)
        card.body.addWidget(self._visit_text)
        card.body.addWidget(ButtonRow((self.visit, self.no_visit)))

    def _build_day(self) -> None:
        card = self.card(_("When a day ends"))
        self.turnover = LineField(
            _("A new day begins at"),
            hint=_("Usually 03:00; from 00:00 to 06:00. No entry ever changes its day."),
            name="preferences.you.turnover",
        )
        self.turnover.edit.editingFinished.connect(self._on_turnover_editing_finished)
        card.body.addWidget(self.turnover)

    # ---- what the person does ------------------------------------------------------------------

    def _change_person(self, text: str, **values: Any) -> None:  # noqa: ANN401 - fields of Person
        diary = self.context.journal.diary
        self.push(text, set_person(diary, replace(diary.person, **values)))
        self.refresh()

    @Slot(object)
    def _on_knees_choice_changed(self, key: object) -> None:
        if key is None:
            self.refresh()
            return
        knees = tuple(Knee) if key == BOTH else (Knee(str(key)),)
        self._change_person(_("knees on Today"), tracked_knees=knees)

    @Slot()
    def _on_name_editing_finished(self) -> None:
        self._take_text(self.name_field, "name", _("name"))

    @Slot()
    def _on_initials_editing_finished(self) -> None:
        self._take_text(self.initials, "initials", _("initials"))

    def _take_text(self, field: LineField, attribute: str, text: str) -> None:
        try:
            self._change_person(text, **{attribute: field.text() or None})
        except InvalidValueError as error:
            field.set_error(problem_text(error, self.context.formats()))
        else:
            field.set_error("")

    @Slot(object)
    def _on_visit_date_picked(self, on: date) -> None:
        self._change_person(_("next visit"), next_visit_on=on)

    @Slot()
    def _on_no_visit_clicked(self) -> None:
        self._change_person(_("next visit"), next_visit_on=None)

    @Slot()
    def _on_turnover_editing_finished(self) -> None:
        try:
            at = _typed_time(self.turnover.text())
            self.choose({"day_turnover": at}, _("turnover of the day"))
        except InvalidValueError:
            self.turnover.set_error(_("Type a time from 00:00 to 06:00, such as 03:00."))
        else:
            self.turnover.set_error("")
            self.refresh()


class UnitsPage(PreferencesPage):
    """Kilometres or miles, kilograms or pounds, and how dates are written."""

    key = "units"

    @classmethod
    def heading(cls) -> str:
        return _("Units and dates")

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        card = self.card(
            _("Distance"), _("Only what is shown changes; every run is kept in metres.")
        )
        self.distance = ChoiceRow(
            _("Distance"),
            {DistanceUnit.KM.value: _("Kilometres"), DistanceUnit.MI.value: _("Miles")},
            name="preferences.units.distance",
        )
        self.distance.choice_changed.connect(self._on_distance_choice_changed)
        card.body.addWidget(self.distance)
        card = self.card(_("Weight"))
        self.weight = ChoiceRow(
            _("Weight"),
            {WeightUnit.KG.value: _("Kilograms"), WeightUnit.LB.value: _("Pounds")},
            name="preferences.units.weight",
        )
        self.weight.choice_changed.connect(self._on_weight_choice_changed)
        card.body.addWidget(self.weight)
        card = self.card(_("Dates and numbers"))
        self._example = flowing_label("", name="preferences.units.example")
        card.body.addWidget(self._example)
        self.body.addStretch(1)

    def refresh(self) -> None:
        super().refresh()
        settings, formats = self.context.journal.diary.settings, self.context.formats()
        self.distance.set_choice(settings.distance_unit)
        self.weight.set_choice(settings.weight_unit)
        self._example.setText(
            _("{day} and {distance}, as your system writes them.").format(
                day=formats.day(self.context.today()), distance=formats.distance(8250, 2)
            )
        )

    def can_reset(self) -> bool:
        return False

    @Slot(object)
    def _on_distance_choice_changed(self, key: object) -> None:
        unit = DistanceUnit(str(key or DEFAULTS.distance_unit))
        self.choose({"distance_unit": unit}, _("unit of distance"))
        self.refresh()

    @Slot(object)
    def _on_weight_choice_changed(self, key: object) -> None:
        unit = WeightUnit(str(key or DEFAULTS.weight_unit))
        self.choose({"weight_unit": unit}, _("unit of weight"))
        self.refresh()


def _typed_time(text: str) -> time:
    hours, _mark, minutes = text.replace(".", ":").partition(":")
    try:
        return time(int(hours), int(minutes or 0))
    except ValueError as error:
        raise InvalidValueError("day_turnover", Reason.NOT_A_TIME, text) from error
