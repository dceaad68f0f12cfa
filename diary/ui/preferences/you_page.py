"""The page about the person: knees, name, season, visit, turnover of the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

from PySide6.QtCore import Slot

from diary.domain.change import ChangeSet
from diary.domain.errors import InvalidValueError, Reason
from diary.domain.knee import Knee
from diary.domain.person import Season
from diary.services.settings import reset_settings, set_person, set_season
from diary.texts.labels import label
from diary.texts.problems import problem_text
from diary.ui.context import PageContext
from diary.ui.display import KneeView
from diary.ui.look import WindowLook
from diary.ui.preferences.page import PreferencesPage
from diary.ui.preferences.rows import ButtonRow
from diary.ui.widgets.button import push_button
from diary.ui.widgets.date_button import DateButton
from diary.ui.widgets.fields import ChoiceRow, LineField
from diary.ui.widgets.text import flowing_label
from diary.words import _

LEFT, RIGHT, BOTH = "left", "right", "both"


class YouPage(PreferencesPage):
    """Name, tracked knees, how they are drawn, season, next visit, and when a day ends."""

    key = "you"

    @classmethod
    def heading(cls) -> str:
        return _("You and your knees")

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._look = WindowLook(context.ui_state)
        self._build_knees()
        self._build_map()
        self._build_person()
        self._build_season()
        self._build_visit()
        self._build_day()
        self.body.addStretch(1)

    def refresh(self) -> None:
        super().refresh()
        diary, formats = self.diary(), self.context.formats()
        person = diary.person
        self.knees.set_choice(BOTH if len(person.tracked_knees) > 1 else person.tracked_knees[0])
        self.map_view.set_choice(self._look.display().knee_view)
        self.season.set_choice(person.season or Season.OFF)
        self.show_line(self.name_field, person.name or "")
        self.show_line(self.initials, person.initials or "")
        self.show_line(self.turnover, formats.time_of_day(diary.settings.day_turnover))
        has_visit = person.next_visit_on is not None
        self._visit_text.setHidden(has_visit)
        self.no_visit.setEnabled(has_visit)
        self.visit.set_day(person.next_visit_on or self.context.today())
        if not has_visit:
            self.visit.setText(_("Choose a day"))

    def can_reset(self) -> bool:
        return True

    def reset(self) -> None:
        self.forget_wrong()
        diary, at = self.diary(), self.context.stamp().recorded_at
        turnover = reset_settings(diary, frozenset({"day_turnover"}), at)
        season = set_season(diary, None, at)
        both = ChangeSet((*turnover.changes, *season.changes))
        self.push(_("reset of “{page}”").format(page=self.title), both)
        self._look.choose_display(replace(self._look.display(), knee_view="own"))

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

    def _build_map(self) -> None:
        card = self.card(
            _("How the knee is drawn"),
            _(
                "As you look down: the outer side of your left knee is drawn on the left. "
                "Facing me: as your PT sees it from the front, so it is drawn on the right. "
                "What you tick means the same in both."
            ),
        )
        views: dict[str, str] = {"own": _("As I look down"), "facing": _("Facing me")}
        name = "preferences.you.map_view"
        self.map_view = ChoiceRow(_("How the knee is drawn"), views, name=name)
        self.map_view.choice_changed.connect(self._on_map_view_choice_changed)
        card.body.addWidget(self.map_view)
        self.words += " " + " ".join(views.values())

    def _build_person(self) -> None:
        card = self.card(_("Who keeps this diary"))
        self.name_field = LineField(
            _("Name"),
            hint=_("Goes along only where you choose your full name for a report or an export."),
            name="preferences.you.name",
        )
        self.initials = LineField(_("Initials"), name="preferences.you.initials")
        self.name_field.edit.editingFinished.connect(self._on_name_editing_finished)
        self.initials.edit.editingFinished.connect(self._on_initials_editing_finished)
        card.body.addWidget(self.name_field)
        card.body.addWidget(self.initials)
        self.words += f" {_('Name')} {_('Initials')}"

    def _build_season(self) -> None:
        card = self.card(_("Season"), _("Kept for your PT, who may plan by it."))
        seasons: dict[str, str] = {each: label(each) for each in (Season.OFF, Season.IN)}
        self.season = ChoiceRow(_("Season"), seasons, name="preferences.you.season")
        self.season.choice_changed.connect(self._on_season_choice_changed)
        card.body.addWidget(self.season)

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
            hint=_("Default 03:00; from 00:00 to 06:00. No entry ever changes its day."),
            name="preferences.you.turnover",
        )
        self.turnover.edit.editingFinished.connect(self._on_turnover_editing_finished)
        card.body.addWidget(self.turnover)
        self.words += f" {_('A new day begins at')}"

    # ---- what the person does ------------------------------------------------------------------

    def _change_person(self, text: str, **values: Any) -> None:  # noqa: ANN401 - fields of Person
        diary = self.diary()
        self.push(text, set_person(diary, replace(diary.person, **values)))
        self.refresh()

    @Slot(object)
    def _on_knees_choice_changed(self, key: object) -> None:
        if key is None:
            self.refresh()
            return
        knees = tuple(Knee) if key == BOTH else (Knee(str(key)),)
        self._change_person(_("knees on Today"), tracked_knees=knees)

    @Slot(object)
    def _on_map_view_choice_changed(self, key: object) -> None:
        view: KneeView = "facing" if key == "facing" else "own"
        self._look.choose_display(replace(self._look.display(), knee_view=view))
        self.refresh()

    @Slot(object)
    def _on_season_choice_changed(self, key: object) -> None:
        season = None if key is None else Season(str(key))
        at = self.context.stamp().recorded_at
        self.push(_("season"), set_season(self.diary(), season, at))
        self.refresh()

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


def _typed_time(text: str) -> time:
    hours, _mark, minutes = text.replace(".", ":").partition(":")
    try:
        return time(int(hours), int(minutes or 0))
    except ValueError as error:
        raise InvalidValueError("day_turnover", Reason.NOT_A_TIME, text) from error
