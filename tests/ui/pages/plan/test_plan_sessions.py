"""Sessions that are typed: what is filled, what is put right later, and what is refused."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from diary.domain.exercise import SessionKind
from diary.domain.knee import Knee
from diary.domain.plan import EXERCISES_MOST
from diary.domain.session import SessionExercise
from diary.domain.settings import DistanceUnit
from diary.texts.numbers import Formats
from diary.ui.dialogs.form_parts import ChoiceBox
from diary.ui.pages.plan.exercise_form import ExerciseFormDialog
from diary.ui.pages.plan.session_form import SessionFormDialog
from diary.ui.widgets.date_button import DateButton
from tests.builders import a_plan, a_session, an_exercise
from tests.ui.conftest import Build
from tests.ui.house import TODAY, Keyboard
from tests.ui.pages.plan.plan_hands import (
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

pytestmark = pytest.mark.begins_at("plan")

FIELD = "session_form.exercises"


def text_of(form: SessionFormDialog, name: str) -> str:
    label = form.findChild(QLabel, name)
    assert isinstance(label, QLabel), name
    return label.text()


def said_of(form: SessionFormDialog, name: str) -> str:
    edit = form.findChild(QLineEdit, f"{name}.edit")
    assert isinstance(edit, QLineEdit), name
    return edit.accessibleDescription()


def set_day(form: SessionFormDialog, days: int) -> None:
    button = form.findChild(DateButton, "session_form.day")
    assert isinstance(button, DateButton)
    button.set_day(TODAY + timedelta(days=days))
    button.date_picked.emit(button.day())


def test_a_session_added_as_done_fills_the_planned_one(build: Build, qtbot: QtBot) -> None:
    planned = a_session(
        "s", TODAY, is_done=None, text="Slow", exercises=(SessionExercise("step", True),)
    )
    house = build(planned_diary(sessions={"s": planned}))
    plan_page(house)
    press(house, "plan.add")
    form = the_dialog(qtbot, SessionFormDialog)
    press_in(form, "session_form.state.done")
    press_in(form, f"{FIELD}.plank")
    form.submit()
    (session,) = todays(house)
    assert (session.id, session.is_done, session.text) == ("s", True, "Slow")
    assert {each.exercise_id for each in session.exercises if each.is_done} == {"step", "plank"}
    assert "done" in house.text("plan.session.about")


def test_a_session_of_no_answer_is_said_to_be_planned_and_shown(build: Build, qtbot: QtBot) -> None:
    house = build(planned_diary(plans={}))
    told = heard(house)
    plan_page(house)
    press(house, "plan.add")
    the_dialog(qtbot, SessionFormDialog).submit()
    assert told == ["Session planned for 20 Nov. Mark it done once you did it."]
    assert not house.find("plan.session").isHidden()
    assert not house.find("plan.session.done").isHidden()


def test_another_kind_leaves_the_exercises_of_the_plan_out(build: Build, qtbot: QtBot) -> None:
    house = build(planned_diary())
    plan_page(house)
    press(house, "plan.add")
    form = the_dialog(qtbot, SessionFormDialog)
    kind = form.findChild(ChoiceBox, "session_form.kind")
    assert isinstance(kind, ChoiceBox)
    kind.set_choice(SessionKind.YOGA)
    press_in(form, "session_form.state.done")
    press_in(form, f"{FIELD}.plank")
    form.submit()
    (session,) = todays(house)
    assert session.kind is SessionKind.YOGA
    assert [each.exercise_id for each in session.exercises] == ["plank"]


@pytest.mark.parametrize(("unit", "kg"), [(DistanceUnit.KM, 5.0), (DistanceUnit.MI, 2.268)])
def test_scores_and_amounts_of_a_past_session_are_put_right(
    build: Build, qtbot: QtBot, unit: DistanceUnit, kg: float
) -> None:
    exercises = (SessionExercise("step", True, knees={Knee.LEFT: 6}),)
    done = a_session("s", TODAY - timedelta(days=2), exercises=exercises)
    house = build(planned_diary(sessions={"s": done}), formats=Formats(unit))
    plan_page(house)
    press(house, "plan.past.s.edit")
    form = the_dialog(qtbot, SessionFormDialog)
    type_into(form, f"{FIELD}.step.score.left.edit", "2")
    type_into(form, f"{FIELD}.step.sets.edit", "3")
    type_into(form, f"{FIELD}.step.load.edit", "5")
    press_in(form, f"{FIELD}.plank")
    type_into(form, f"{FIELD}.plank.score.right.edit", "11")
    form.submit()
    assert form.isVisible()
    assert "0 to 10" in text_of(form, f"{FIELD}.plank.error")
    type_into(form, f"{FIELD}.plank.score.right.edit", "0")
    form.submit()
    step, plank = house.stored().sessions["s"].exercises
    assert (step.is_done, step.sets, step.knees) == (True, 3, {Knee.LEFT: 2})
    assert step.load_kg == pytest.approx(kg)
    assert (plank.is_done, plank.knees) == (True, {Knee.RIGHT: 0})
    row = plan_page(house).past.row("s")
    assert row is not None
    assert row.line.detail == (
        "Step-down, Plank\nAfter Step-down: left knee 2\nAfter Plank: right knee 0"
    )


def test_a_past_session_that_is_only_looked_at_stays_as_it_is(build: Build, qtbot: QtBot) -> None:
    told = SessionExercise("step", None, 2, 8, 12.5, 7.123, {Knee.LEFT: 1})
    done = a_session("s", TODAY - timedelta(days=2), exercises=(told,))
    house = build(planned_diary(sessions={"s": done}), formats=Formats(DistanceUnit.MI))
    plan_page(house)
    press(house, "plan.past.s.edit")
    the_dialog(qtbot, SessionFormDialog).submit()
    assert house.stored().sessions["s"] == done


def test_a_plan_that_is_full_keeps_new_exercises_beside_it(build: Build, qtbot: QtBot) -> None:
    many = {f"e{n}": an_exercise(f"e{n}", f"Exercise {n}") for n in range(EXERCISES_MOST)}
    plan = a_plan(exercise_ids=tuple(many))
    house = build(planned_diary(exercises=many, plans={plan.id: plan}))
    told = heard(house)
    page = plan_page(house)
    press(house, "plan.exercises.add")
    form = the_dialog(qtbot, ExerciseFormDialog)
    type_into(form, "exercise_form.name.edit", "Goblet squat")
    form.submit()
    full = "The plan holds 100 exercises at most, so they are not part of it."
    assert told[-1] == f"Goblet squat added. {full}"
    assert len(house.stored().exercises) == EXERCISES_MOST + 1
    choose_in(page.lists.menu(), "Hips")
    assert told[-1].endswith(full)
    assert house.stored().plans[plan.id] == plan


def test_a_form_that_is_refused_stays_open_with_what_was_typed(build: Build, qtbot: QtBot) -> None:
    house = build(planned_diary())
    plan_page(house)
    press(house, "plan.add")
    form = the_dialog(qtbot, SessionFormDialog)
    press_in(form, "session_form.state.done")
    type_into(form, "session_form.note.edit", "Left wobbled")
    # The clock was set back while the form was open.
    house.clock.pass_seconds(-24 * 3600)
    form.submit()
    assert form.isVisible()
    assert house.stored().sessions == {}
    house.clock.pass_seconds(24 * 3600)
    form.submit()
    (session,) = todays(house)
    assert session.text == "Left wobbled"


def test_a_session_is_added_by_key_and_deleted_with_a_way_back(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build(planned_diary())
    plan_page(house)
    keys.press(
        Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    form = the_dialog(qtbot, SessionFormDialog)
    set_day(form, -3)
    press_in(form, "session_form.state.done")
    press_in(form, "session_form.exercises.plank")
    type_into(form, "session_form.minutes.edit", "25")
    form.submit()
    (session,) = house.stored().sessions.values()
    assert (session.on, session.is_done, session.minutes) == (TODAY - timedelta(days=3), True, 25)
    plank = session.exercise("plank")
    assert plank is not None
    assert plank.is_done is True
    press(house, f"plan.past.{session.id}.delete")
    assert house.stored().sessions == {}
    house.context.undo.undo()
    assert house.stored().sessions == {session.id: session}


def test_what_cannot_be_of_a_session_is_explained(build: Build, qtbot: QtBot) -> None:
    house = build(planned_diary())
    plan_page(house)
    press(house, "plan.add")
    form = the_dialog(qtbot, SessionFormDialog)
    set_day(form, 3)
    press_in(form, "session_form.state.done")
    form.submit()
    assert text_of(form, "session_form.day.error") == (
        "That day has not happened yet. Pick today or an earlier day."
    )
    set_day(form, 0)
    type_into(form, "session_form.minutes.edit", "2000")
    form.submit()
    assert said_of(form, "session_form.minutes") == "The minutes must be from 0 to 1440."
    assert house.stored().sessions == {}
    form.reject()


def test_a_session_is_edited(build: Build, qtbot: QtBot) -> None:
    done = a_session("s", TODAY - timedelta(days=2), minutes=20)
    house = build(planned_diary(sessions={"s": done}))
    plan_page(house)
    press(house, "plan.past.s.edit")
    form = the_dialog(qtbot, SessionFormDialog)
    press_in(form, "session_form.state.skipped")
    form.submit()
    assert house.stored().sessions["s"].is_done is False
    assert house.context.undo.undo_text() == "edit session of 18 Nov"
