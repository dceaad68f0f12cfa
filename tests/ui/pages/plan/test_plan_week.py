from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from diary.domain.day import Care, Day
from diary.domain.exercise import SessionKind
from diary.domain.knee import Knee
from diary.domain.person import Season
from diary.domain.plan import WeeklyTargets
from diary.domain.settings import SetBy
from diary.ui.pages.plan.plan_form import PlanFormDialog
from tests.builders import a_diary, a_plan, a_session, an_exercise
from tests.ui.conftest import Build
from tests.ui.house import TODAY, House, Keyboard, focus_name
from tests.ui.pages.plan.plan_hands import (
    BOTH,
    choose_in,
    heard,
    plan_page,
    planned_diary,
    press,
    press_in,
    the_dialog,
    todays,
    type_into,
)
from tests.ui.room import cut_off
from tests.ui.tree import dump, twins, unnamed

pytestmark = pytest.mark.begins_at("plan")

Key = Qt.Key
WEEK = "plan.week.strength"


def tick(house: House, place: int) -> QAbstractButton:
    found = house.find(f"{WEEK}.{place}")
    assert isinstance(found, QAbstractButton)
    return found


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


def test_what_goes_with_an_unticked_day_is_named_with_a_way_back(build: Build) -> None:
    monday = TODAY - timedelta(days=4)
    day = Day(monday, care={Care.STRENGTH: True})
    house = build(planned_diary(days=[day], sessions={"s": a_session("s", monday)}))
    told = heard(house)
    plan_page(house)
    tick(house, 0).click()
    assert told[-1] == "Session of 16 Nov removed. Strength work of 16 Nov removed from Today."
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


def test_todays_session_is_marked_done_and_taken_back(build: Build) -> None:
    house = build(planned_diary())
    plan_page(house)
    assert todays(house) == []
    press(house, "plan.session.done")
    assert [each.is_done for each in todays(house)] == [True]
    assert tick(house, 4).isChecked()
    assert "done" in house.text("plan.session.about")
    press(house, "plan.session.take_back")
    assert [each.is_done for each in todays(house)] == [None]
    press(house, "plan.session.skip")
    assert [each.is_done for each in todays(house)] == [False]
    for _ in range(3):
        house.context.undo.undo()
    assert todays(house) == []


def test_exercises_scores_and_note_are_kept_at_once(build: Build) -> None:
    house = build(planned_diary())
    plan_page(house)
    press(house, "plan.exercise.step.done")
    type_into(house.window, "plan.exercise.step.score.left.edit", "3")
    type_into(house.window, "plan.exercise.plank.score.right.edit", "0")
    type_into(house.window, "plan.session.note.edit", "Left wobbled")
    session = todays(house)[0]
    assert (session.is_done, session.text) == (None, "Left wobbled")
    step, plank = session.exercise("step"), session.exercise("plank")
    assert step is not None
    assert plank is not None
    assert (step.is_done, step.knees) == (True, {Knee.LEFT: 3})
    assert (plank.is_done, plank.knees) == (None, {Knee.RIGHT: 0})
    assert house.stored().days == {}
    type_into(house.window, "plan.exercise.step.score.left.edit", "")
    emptied = todays(house)[0].exercise("step")
    assert emptied is not None
    assert emptied.knees == {}


def test_what_is_no_score_is_said_and_not_kept(build: Build) -> None:
    house = build(planned_diary())
    plan_page(house)
    type_into(house.window, "plan.exercise.step.score.left.edit", "11")
    assert house.text("plan.exercise.step.error") == "Give a whole number from 0 to 10."
    assert todays(house) == []
    type_into(house.window, "plan.exercise.step.score.left.edit", "7")
    assert house.find("plan.exercise.step.error").isHidden()


def test_what_is_no_score_holds_done_and_stays_in_its_field(build: Build) -> None:
    house = build(planned_diary())
    page = plan_page(house)
    type_into(house.window, "plan.exercise.step.score.left.edit", "11")
    press(house, "plan.session.done")
    assert todays(house) == []
    page.refresh()
    edit = house.find("plan.exercise.step.score.left.edit")
    assert isinstance(edit, QLineEdit)
    assert (edit.text(), edit.hasFocus()) == ("11", True)
    # Another field that is fine does not take the words away.
    type_into(house.window, "plan.exercise.step.score.right.edit", "2")
    assert house.text("plan.exercise.step.error") == "Give a whole number from 0 to 10."
    assert edit.text() == "11"
    type_into(house.window, "plan.exercise.step.score.left.edit", "1")
    press(house, "plan.session.done")
    (session,) = todays(house)
    assert session.is_done is True
    step = session.exercise("step")
    assert step is not None
    assert step.knees == {Knee.LEFT: 1, Knee.RIGHT: 2}


def test_a_skipped_session_asks_nothing(build: Build) -> None:
    house = build(planned_diary())
    page = plan_page(house)
    press(house, "plan.session.skip")
    names = [each.objectName() for each in page.session.card.stops()]
    assert names == ["plan.session.take_back", "plan.session.note.edit"]
    press(house, "plan.session.take_back")
    names = [each.objectName() for each in page.session.card.stops()]
    assert "plan.exercise.step.done" in names


def test_what_is_typed_at_midnight_belongs_to_the_day_before(build: Build) -> None:
    house = build(planned_diary())
    plan_page(house)
    note, score = (
        house.find("plan.session.note.edit"),
        house.find("plan.exercise.step.score.left.edit"),
    )
    assert isinstance(note, QLineEdit)
    assert isinstance(score, QLineEdit)
    for edit, text in ((note, "Left wobbled"), (score, "4")):
        edit.setText(text)
        edit.setModified(True)
    house.clock.pass_seconds(24 * 3600)
    house.context.bridge.day_changed.emit()
    (session,) = house.stored().sessions.values()
    assert (session.on, session.text) == (TODAY, "Left wobbled")
    step = session.exercise("step")
    assert step is not None
    assert step.knees == {Knee.LEFT: 4}
    assert note.text() == ""


def test_a_score_being_typed_outlives_another_exercise(build: Build) -> None:
    house = build(planned_diary())
    page = plan_page(house)
    edit = house.find("plan.exercise.step.score.left.edit")
    assert isinstance(edit, QLineEdit)
    edit.setText("3")
    edit.setModified(True)
    choose_in(page.lists.menu(), "Core")
    assert house.find("plan.exercise.step.score.left.edit") is edit
    page.settle()
    step = todays(house)[0].exercise("step")
    assert step is not None
    assert step.knees == {Knee.LEFT: 3}


def test_a_new_day_has_a_session_of_its_own(build: Build) -> None:
    house = build(planned_diary())
    page = plan_page(house)
    press(house, "plan.session.done")
    house.clock.pass_seconds(24 * 3600)
    page.refresh()
    press(house, "plan.session.done")
    assert sorted(each.on for each in house.stored().sessions.values()) == [
        TODAY,
        TODAY + timedelta(days=1),
    ]


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
