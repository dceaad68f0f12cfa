from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from diary.domain.day import Care, Day
from diary.domain.exercise import SessionKind
from diary.domain.person import Season
from diary.domain.plan import WeeklyTargets
from diary.domain.settings import SetBy
from diary.ui.pages.plan.plan_form import PlanFormDialog
from tests.builders import a_diary, a_plan, a_session, an_exercise
from tests.ui.conftest import Build
from tests.ui.house import TODAY, Keyboard, focus_name
from tests.ui.pages.plan.plan_hands import (
    BOTH,
    choose_in,
    heard,
    plan_page,
    planned_diary,
    press,
    press_in,
    the_dialog,
    tick,
    todays,
)
from tests.ui.room import cut_off
from tests.ui.tree import dump, twins, unnamed

pytestmark = pytest.mark.begins_at("plan")

Key = Qt.Key
WEEK = "plan.week.strength"


def test_without_anything_the_page_says_how_to_begin(build: Build) -> None:
    house = build(a_diary())
    plan_page(house)
    assert focus_name() == "plan.empty.exercise"
    assert house.find("plan.week").isHidden()
    assert house.find("plan.session").isHidden()
    edit = house.find("plan.edit")
    assert isinstance(edit, QAbstractButton)
    assert edit.text() == "Make a plan"


def test_the_head_says_the_target_in_words(build: Build) -> None:
    plan = a_plan(
        until=TODAY + timedelta(days=20),
        set_by=SetBy.PT,
        per_week=WeeklyTargets(strength=3, runs=4),
        total_sessions=18,
    )
    house = build(planned_diary(plans={plan.id: plan}))
    plan_page(house)
    assert house.text("plan.target") == (
        "Hips and thighs · Strength: 3 a week · Runs: 4 a week until Thu 10 Dec 2026"
        " (set by your PT)"
    )
    assert house.text("plan.whole") == "0 of 18 sessions of the plan done"
    assert house.text(f"{WEEK}.count") == "0 of 3"


def test_the_season_has_a_target_where_no_plan_holds(build: Build) -> None:
    session = a_session("s", TODAY - timedelta(days=30))
    person = replace(BOTH, season=Season.OFF)
    house = build(a_diary(sessions={"s": session}, person=person))
    plan_page(house)
    assert house.text("plan.target") == "Strength: 3 a week off season"


def test_a_day_is_ticked_and_unticked(build: Build) -> None:
    house = build(planned_diary())
    plan_page(house)
    tick(house, 2).click()
    wednesday = TODAY - timedelta(days=2)
    assert [each.is_done for each in house.stored().sessions_on(wednesday)] == [True]
    assert house.text(f"{WEEK}.count") == "1 of 3"
    assert house.context.undo.undo_text() == "strength of 18 Nov"
    tick(house, 2).click()
    assert house.stored().sessions_on(wednesday) == []
    house.context.undo.undo()
    assert tick(house, 2).isChecked()


def test_a_planned_session_is_planned_again_when_its_tick_is_taken_back(build: Build) -> None:
    planned = a_session("s", TODAY - timedelta(days=1), is_done=None)
    house = build(planned_diary(sessions={"s": planned}))
    plan_page(house)
    for is_done in (True, None, True, None):
        tick(house, 3).click()
        assert house.stored().sessions == {"s": replace(planned, is_done=is_done)}


def test_a_plan_for_runs_does_not_hide_the_session_of_another_plan(build: Build) -> None:
    runs = a_plan("runs", TODAY - timedelta(days=1), name="5 km", per_week=WeeklyTargets(runs=3))
    own = a_plan(exercise_ids=("step", "plank"), total_sessions=18)
    house = build(planned_diary(plans={each.id: each for each in (own, runs)}))
    page = plan_page(house)
    assert house.text("plan.target") == "5 km · Runs: 3 a week (set by you)"
    assert "Hips and thighs runs at the same time: Strength: 3 a week (set by you)." in house.text(
        "plan.also"
    )
    assert house.text("plan.whole") == "0 of 18 sessions of the plan done"
    assert not page.session.card.isHidden()
    assert page.mobility.card.isHidden()
    assert page.session.shown is not None
    assert page.session.shown.plan_id == own.id
    press(house, "plan.session.done")
    assert [each.plan_id for each in todays(house)] == [own.id]


def test_plans_for_strength_and_for_mobility_have_a_session_each(build: Build) -> None:
    own = a_plan(exercise_ids=("step",))
    other = a_plan(
        "more", TODAY, exercise_ids=("plank",), per_week=WeeklyTargets(strength=None, mobility=2)
    )
    house = build(planned_diary(plans={each.id: each for each in (own, other)}))
    page = plan_page(house)
    shown = [page.session.shown, page.mobility.shown]
    assert [each and (each.kind, each.plan_id) for each in shown] == [
        (SessionKind.STRENGTH, own.id),
        (SessionKind.MOBILITY, other.id),
    ]


def test_what_goes_with_an_unticked_day_is_named_with_a_way_back(build: Build) -> None:
    monday = TODAY - timedelta(days=4)
    day = Day(monday, care={Care.STRENGTH: True})
    house = build(planned_diary(days=[day], sessions={"s": a_session("s", monday)}))
    told = heard(house)
    plan_page(house)
    tick(house, 0).click()
    assert told[-1] == "Session of 16 Nov open again. Strength work of 16 Nov removed from Today."
    house.context.undo.undo()
    assert house.stored().day(monday).care == {Care.STRENGTH: True}
    assert house.stored().sessions["s"].is_done is True


def test_a_tick_from_today_says_where_it_comes_from(build: Build) -> None:
    skipped = a_session("s", TODAY, is_done=False)
    day = Day(TODAY, care={Care.STRENGTH: True})
    house = build(planned_diary(days=[day], sessions={"s": skipped}))
    plan_page(house)
    assert tick(house, 4).isChecked()
    assert house.text(f"{WEEK}.source") == "Ticked on the Today page: Today"
    tick(house, 3).click()
    assert house.text(f"{WEEK}.source") == "Ticked on the Today page: Today"
    tick(house, 4).click()
    assert house.find(f"{WEEK}.source").isHidden()


def test_mobility_that_was_done_has_a_row_without_a_target(build: Build) -> None:
    stretched = a_session("s", TODAY - timedelta(days=1), kind=SessionKind.STRETCHING)
    house = build(planned_diary(sessions={"s": stretched}))
    page = plan_page(house)
    assert [row.kind for row in page.week.rows()] == [SessionKind.STRENGTH, SessionKind.MOBILITY]
    assert house.text("plan.week.mobility.count") == "1 session"


def test_with_exercises_and_no_plan_a_plan_is_the_next_step(build: Build, qtbot: QtBot) -> None:
    house = build(a_diary())
    page = plan_page(house)
    choose_in(page.lists.menu(), "Hips")
    assert focus_name() == "plan.week.make_plan"
    press(house, "plan.week.make_plan")
    form = the_dialog(qtbot, PlanFormDialog)
    press_in(form, "plan_form.six_weeks")
    form.submit()
    assert house.find("plan.week.make_plan").isHidden()
    assert not house.find("plan.session").isHidden()


def test_a_session_that_says_more_is_planned_again(build: Build) -> None:
    told = a_session("s", TODAY - timedelta(days=2), text="Slow")
    house = build(planned_diary(sessions={"s": told}))
    plan_page(house)
    tick(house, 2).click()
    assert house.stored().sessions["s"] == replace(told, is_done=None)


def test_what_the_care_of_a_day_says_is_ticked_and_can_be_taken_back(build: Build) -> None:
    monday = TODAY - timedelta(days=4)
    day = Day(monday, care={Care.STRENGTH: True, Care.ICE: True})
    house = build(planned_diary(days=[day]))
    plan_page(house)
    assert tick(house, 0).isChecked()
    tick(house, 0).click()
    assert house.stored().day(monday).care == {Care.ICE: True}
    assert not tick(house, 0).isChecked()


def test_days_to_come_cannot_be_ticked(build: Build) -> None:
    house = build(planned_diary())
    plan_page(house)
    assert [tick(house, place).isEnabled() for place in range(7)] == [True] * 5 + [False] * 2


def test_the_week_is_one_stop_with_arrows(build: Build, keys: Keyboard) -> None:
    house = build(planned_diary())
    page = plan_page(house)
    assert focus_name() == f"{WEEK}.4"
    keys.press(Key.Key_Left)
    assert focus_name() == f"{WEEK}.3"
    keys.press(Key.Key_Right)
    keys.press(Key.Key_Right)
    assert focus_name() == f"{WEEK}.4"
    keys.press(Key.Key_Space)
    assert [each.is_done for each in todays(house)] == [True]
    keys.tab()
    assert focus_name().startswith("plan.session.")
    assert page.week.stops() == [house.find(f"{WEEK}.4")]


def test_mobility_has_its_own_days(build: Build) -> None:
    plan = a_plan(per_week=WeeklyTargets(strength=3, mobility=2))
    house = build(planned_diary(plans={plan.id: plan}))
    page = plan_page(house)
    assert [row.kind for row in page.week.rows()] == [SessionKind.STRENGTH, SessionKind.MOBILITY]
    press(house, "plan.week.mobility.4")
    assert [each.kind for each in todays(house)] == [SessionKind.MOBILITY]
    assert house.text("plan.week.mobility.count") == "1 of 2"
    assert house.text(f"{WEEK}.count") == "0 of 3"


def test_stretches_are_in_a_session_of_their_own(build: Build) -> None:
    step, stretch = an_exercise("step"), an_exercise("calf", "Calf stretch")
    plan = a_plan(per_week=WeeklyTargets(strength=3, mobility=2), exercise_ids=("step", "calf"))
    exercises = {each.id: each for each in (step, stretch)}
    house = build(planned_diary(plans={plan.id: plan}, exercises=exercises))
    page = plan_page(house)
    assert "Strength" in house.text("plan.session.about")
    assert "Mobility" in house.text("plan.mobility.about")
    press(house, "plan.mobility.exercise.calf.done")
    press(house, "plan.mobility.done")
    (session,) = todays(house)
    assert (session.kind, session.is_done) == (SessionKind.MOBILITY, True)
    assert [each.exercise_id for each in session.exercises] == ["calf"]
    # The other session of the day is still there to do.
    assert not house.find("plan.session.done").isHidden()
    assert house.find("plan.past").isHidden()
    press(house, "plan.exercise.step.done")
    assert {each.kind for each in todays(house)} == {SessionKind.STRENGTH, SessionKind.MOBILITY}
    rows = dump(house.window)
    assert unnamed(rows) == []
    assert twins(rows) == []
    assert page.mobility.shown is not None


def test_a_plan_of_one_kind_has_one_session_with_everything(build: Build) -> None:
    stretch = an_exercise("calf", "Calf stretch")
    plan = a_plan(exercise_ids=("calf",))
    house = build(planned_diary(plans={plan.id: plan}, exercises={"calf": stretch}))
    plan_page(house)
    assert house.find("plan.mobility").isHidden()
    assert not house.find("plan.exercise.calf.done").isHidden()


def test_every_control_has_its_name_and_nothing_is_cut_off(build: Build, qtbot: QtBot) -> None:
    house = build(planned_diary())
    plan_page(house)
    rows = dump(house.window)
    assert unnamed(rows) == []
    assert twins(rows) == []
    qtbot.waitUntil(lambda: cut_off(house.window) == [])
    edit = house.find("plan.exercise.step.score.left.edit")
    assert isinstance(edit, QLineEdit)
    assert edit.accessibleName() == "Step-down, left knee, score after, 0 to 10"
