"""What is said of the session of the day: done, skipped, exercises, scores and the note."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLineEdit

from diary.domain.knee import Knee
from tests.ui.conftest import Build
from tests.ui.house import TODAY
from tests.ui.pages.plan.plan_hands import (
    choose_in,
    plan_page,
    planned_diary,
    press,
    tick,
    todays,
    type_into,
)

pytestmark = pytest.mark.begins_at("plan")


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
