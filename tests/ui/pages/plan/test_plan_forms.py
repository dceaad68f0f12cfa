from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from diary.domain.exercise import Side
from diary.domain.plan import WeeklyTargets
from diary.domain.session import SessionExercise
from diary.domain.settings import DistanceUnit, SetBy
from diary.texts.numbers import Formats
from diary.ui.pages.plan.exercise_form import ExerciseFormDialog
from diary.ui.pages.plan.plan_form import PlanFormDialog
from diary.ui.widgets.date_button import DateButton
from tests.builders import a_diary, a_plan, a_session, an_exercise
from tests.ui.conftest import Build
from tests.ui.house import TODAY
from tests.ui.pages.plan.plan_hands import (
    choose_in,
    plan_page,
    planned_diary,
    press,
    press_in,
    the_dialog,
    type_into,
)

pytestmark = pytest.mark.begins_at("plan")


def text_of(part: QWidget, name: str) -> str:
    label = part.findChild(QLabel, name)
    assert isinstance(label, QLabel), name
    return label.text()


def said_of(part: QWidget, name: str) -> str:
    edit = part.findChild(QLineEdit, f"{name}.edit")
    assert isinstance(edit, QLineEdit), name
    return edit.accessibleDescription()


def set_day(part: QWidget, name: str, days: int) -> None:
    button = part.findChild(DateButton, name)
    assert isinstance(button, DateButton)
    button.set_day(TODAY + timedelta(days=days))
    button.date_picked.emit(button.day())


# ---- the plan -----------------------------------------------------------------------------------


def test_the_ready_plan_is_six_weeks_of_three(build: Build, qtbot: QtBot) -> None:
    house = build(a_diary())
    plan_page(house)
    press(house, "plan.edit")
    form = the_dialog(qtbot, PlanFormDialog)
    button = form.findChild(QPushButton, "plan_form.six_weeks")
    assert isinstance(button, QPushButton)
    assert button.text() == "Six weeks, three times a week"
    button.click()
    form.submit()
    (plan,) = house.stored().plans.values()
    assert plan.name == "Six weeks, three times a week"
    assert (plan.from_on, plan.until) == (TODAY, TODAY + timedelta(days=41))
    assert (plan.per_week.strength, plan.total_sessions) == (3, 18)
    assert plan.set_by is SetBy.ME
    assert house.context.undo.undo_text() == "start plan"
    assert not house.find("plan.session").isHidden()
    house.context.undo.undo()
    assert house.stored().plans == {}


def test_a_plan_without_a_target_is_explained(build: Build, qtbot: QtBot) -> None:
    house = build(a_diary())
    plan_page(house)
    press(house, "plan.edit")
    form = the_dialog(qtbot, PlanFormDialog)
    for typed, said in (
        ("0", "Set at least one target above 0."),
        ("8", "The strength sessions a week must be from 0 to 7."),
        ("often", "Type the strength sessions a week as a number."),
    ):
        type_into(form, "plan_form.strength.edit", typed)
        form.submit()
        assert said_of(form, "plan_form.strength") == said
    assert house.stored().plans == {}
    form.reject()


def test_all_that_is_wrong_with_a_plan_is_said_at_once(build: Build, qtbot: QtBot) -> None:
    house = build(planned_diary())
    plan_page(house)
    press(house, "plan.edit")
    form = the_dialog(qtbot, PlanFormDialog)
    assert said_of(form, "plan_form.total") == "Whole plan, 1 to 1000, or empty"
    for field, typed in (("strength", "8"), ("mobility", "x"), ("runs", "15"), ("total", "0")):
        type_into(form, f"plan_form.{field}.edit", typed)
    form.submit()
    assert (
        said_of(form, "plan_form.strength") == "The strength sessions a week must be from 0 to 7."
    )
    assert said_of(form, "plan_form.mobility") == "Type the mobility sessions a week as a number."
    assert said_of(form, "plan_form.runs") == "The runs a week must be from 0 to 14."
    assert said_of(form, "plan_form.total") == "The sessions in all must be from 1 to 1000."
    for field, typed in (("strength", "0"), ("mobility", ""), ("runs", ""), ("total", "")):
        type_into(form, f"plan_form.{field}.edit", typed)
    form.submit()
    assert said_of(form, "plan_form.strength") == (
        "Set at least one target above 0. To do nothing for a while, end the plan."
    )
    form.reject()


def test_a_last_day_before_the_first_is_explained(build: Build, qtbot: QtBot) -> None:
    house = build(planned_diary())
    plan_page(house)
    press(house, "plan.edit")
    form = the_dialog(qtbot, PlanFormDialog)
    press_in(form, "plan_form.has_end")
    set_day(form, "plan_form.until", -20)
    form.submit()
    assert text_of(form, "plan_form.until.error") == "Put the last day after the first day."
    set_day(form, "plan_form.until", 20)
    form.submit()
    (plan,) = house.stored().plans.values()
    assert plan.until == TODAY + timedelta(days=20)


def test_a_plan_in_the_past_and_one_beside_it_are_said(build: Build, qtbot: QtBot) -> None:
    old = a_plan("old", TODAY - timedelta(days=30), name="Hips", per_week=WeeklyTargets(3))
    new = a_plan("new", TODAY - timedelta(days=2), name="Calves", per_week=WeeklyTargets(2))
    house = build(planned_diary(plans={"old": old, "new": new}))
    plan_page(house)
    assert house.text("plan.target").startswith("Calves · Strength: 2 a week")
    assert house.text("plan.also") == (
        "Hips runs at the same time: Strength: 3 a week (set by you). For what both name, the plan"
        " that began last counts."
    )
    press(house, "plan.edit")
    form = the_dialog(qtbot, PlanFormDialog)
    assert text_of(form, "plan_form.notes") == (
        "It begins in the past: sessions done since then count.\n"
        "At the same time runs: Hips. The plan that began last counts."
    )
    form.reject()


def test_a_plan_ends_today_or_is_deleted(build: Build, qtbot: QtBot) -> None:
    done = a_session("s", TODAY - timedelta(days=2), plan_id="plan-1")
    house = build(planned_diary(sessions={"s": done}))
    plan_page(house)
    press(house, "plan.edit")
    press_in(the_dialog(qtbot, PlanFormDialog), "plan_form.end")
    assert house.stored().plans["plan-1"].until == TODAY
    assert "Today is the last day of this plan." in house.text("plan.also")
    house.context.undo.undo()
    assert "Today is the last day of this plan." not in house.text("plan.also")
    press(house, "plan.edit")
    press_in(the_dialog(qtbot, PlanFormDialog), "plan_form.delete")
    assert house.stored().plans == {}
    assert house.stored().sessions["s"].is_done is True
    house.context.undo.undo()
    assert house.stored().plans["plan-1"].until is None


def test_exercises_are_chosen_and_those_put_aside_stay_in_their_plan(
    build: Build, qtbot: QtBot
) -> None:
    gone = an_exercise("gone", "Gone", retired_on=TODAY - timedelta(days=1))
    kept = an_exercise("step")
    new = an_exercise("new", "New")
    plan = a_plan(exercise_ids=("gone", "step"))
    exercises = {each.id: each for each in (gone, kept, new)}
    house = build(a_diary(plans={plan.id: plan}, exercises=exercises))
    plan_page(house)
    press(house, "plan.edit")
    form = the_dialog(qtbot, PlanFormDialog)
    press_in(form, "plan_form.exercises.new")
    press_in(form, "plan_form.exercises.step")
    form.submit()
    assert house.stored().plans["plan-1"].exercise_ids == ("gone", "new")


# ---- exercises ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "typed", "kg"),
    [(DistanceUnit.KM, "7,5", 7.5), (DistanceUnit.MI, "10", 4.536)],
)
def test_an_exercise_is_added_and_becomes_part_of_the_plan(
    build: Build, qtbot: QtBot, unit: DistanceUnit, typed: str, kg: float
) -> None:
    house = build(planned_diary(), formats=Formats(unit))
    plan_page(house)
    press(house, "plan.exercises.add")
    form = the_dialog(qtbot, ExerciseFormDialog)
    form.submit()
    assert said_of(form, "exercise_form.name") == "Fill in the name."
    type_into(form, "exercise_form.name.edit", "Goblet squat")
    type_into(form, "exercise_form.sets.edit", "0")
    form.submit()
    assert said_of(form, "exercise_form.sets") == "The sets must be from 1 to 10."
    type_into(form, "exercise_form.sets.edit", "3")
    type_into(form, "exercise_form.reps.edit", "8")
    type_into(form, "exercise_form.load.edit", typed)
    press_in(form, "exercise_form.areas.hips")
    press_in(form, "exercise_form.from_pt")
    form.submit()
    kept = next(each for each in house.stored().exercises.values() if "Goblet" in each.name)
    assert kept.from_pt
    assert kept.exercise.load_kg == pytest.approx(kg)
    assert house.stored().plans["plan-1"].exercise_ids[-1] == kept.id
    assert house.context.undo.undo_text() == "add Goblet squat"


def test_an_exercise_that_is_only_looked_at_stays_as_it_is(build: Build, qtbot: QtBot) -> None:
    odd = an_exercise("odd", "Odd", load_kg=7.123, side=Side.LEFT, seconds=12.0)
    house = build(a_diary(exercises={"odd": odd}), formats=Formats(DistanceUnit.MI))
    plan_page(house)
    press(house, "plan.exercises.odd.edit")
    the_dialog(qtbot, ExerciseFormDialog).submit()
    assert house.stored().exercises["odd"] == odd


def test_a_list_is_taken_once(build: Build) -> None:
    house = build(a_diary())
    page = plan_page(house)
    assert "Ask your PT whether these exercises suit you." in page.exercises.hint.text()
    choose_in(page.lists.menu(), "Stretching")
    names = [each.name for each in house.stored().exercises.values()]
    assert names[0] == "Hip-flexor stretch"
    first = next(iter(house.stored().exercises.values())).exercise
    assert (first.seconds, first.side) == (30.0, Side.BOTH)
    choose_in(page.lists.menu(), "Stretching")
    assert len(house.stored().exercises) == len(names)
    assert house.context.undo.undo_text() == "add list Stretching"


def test_a_deleted_exercise_with_history_is_put_aside_and_that_is_said(build: Build) -> None:
    done = a_session("s", TODAY - timedelta(days=2), exercises=(SessionExercise("step", True),))
    house = build(planned_diary(sessions={"s": done}))
    told: list[str] = []
    house.context.messages.told.connect(told.append)
    plan_page(house)
    press(house, "plan.exercises.step.delete")
    assert house.stored().exercises["step"].retired_on == TODAY
    assert told[-1] == (
        "Step-down is part of sessions you did, so it was put aside and keeps its name."
    )
    assert house.stored().sessions["s"] == done
    press(house, "plan.exercises.plank.delete")
    assert "plank" not in house.stored().exercises
    house.context.undo.undo()
    house.context.undo.undo()
    assert house.stored().exercises["step"].retired_on is None


def test_what_is_put_aside_and_was_done_has_nothing_to_delete(build: Build) -> None:
    done = a_session("s", TODAY - timedelta(days=2), exercises=(SessionExercise("step", True),))
    house = build(planned_diary(sessions={"s": done}))
    page = plan_page(house)
    press(house, "plan.exercises.step.aside")
    press(house, "plan.exercises.plank.aside")
    step, plank = page.exercises.row("step"), page.exercises.row("plank")
    assert step is not None
    assert plank is not None
    assert [each.text() for each in step.buttons.values()] == ["Edit", "Use again"]
    assert [each.text() for each in plank.buttons.values()] == ["Edit", "Use again", "Delete"]


def test_the_buttons_of_all_exercises_stand_in_columns(build: Build, qtbot: QtBot) -> None:
    done = a_session("s", TODAY - timedelta(days=2), exercises=(SessionExercise("step", True),))
    house = build(planned_diary(sessions={"s": done}))
    plan_page(house)
    press(house, "plan.exercises.step.aside")

    def left(name: str) -> int:
        part = house.find(f"plan.exercises.{name}")
        return part.mapTo(house.window, part.rect().topLeft()).x()

    qtbot.waitUntil(lambda: left("step.edit") == left("plank.edit"))
    qtbot.waitUntil(lambda: left("step.use") == left("plank.aside"))


def test_everything_wrong_with_an_exercise_is_said_at_once(build: Build, qtbot: QtBot) -> None:
    house = build(a_diary())
    plan_page(house)
    press(house, "plan.exercises.add")
    form = the_dialog(qtbot, ExerciseFormDialog)
    assert said_of(form, "exercise_form.sets") == "1 to 10, or empty"
    assert said_of(form, "exercise_form.reps") == "1 to 50, or empty"
    assert said_of(form, "exercise_form.seconds") == "5 to 300, or empty"
    for field, typed in (("sets", "99"), ("reps", "abc"), ("seconds", "3"), ("load", "-2")):
        type_into(form, f"exercise_form.{field}.edit", typed)
    form.submit()
    assert {
        field: said_of(form, f"exercise_form.{field}")
        for field in ("name", "sets", "reps", "seconds", "load")
    } == {
        "name": "Fill in the name.",
        "sets": "The sets must be from 1 to 10.",
        "reps": "Type the repeats as a number.",
        "seconds": "The seconds must be from 5 to 300.",
        "load": "The weight must be from 0 to 1000.",
    }
    assert house.stored().exercises == {}
    form.reject()


def test_a_long_name_is_told_at_its_limit_and_kept_as_typed(build: Build, qtbot: QtBot) -> None:
    house = build(a_diary())
    plan_page(house)
    press(house, "plan.exercises.add")
    form = the_dialog(qtbot, ExerciseFormDialog)
    type_into(form, "exercise_form.name.edit", "a" * 80)
    assert said_of(form, "exercise_form.name") == "In your words, or those of your PT"
    type_into(form, "exercise_form.name.edit", "a" * 81)
    assert said_of(form, "exercise_form.name") == "Shorten the name to 80 characters."
    form.submit()
    assert house.stored().exercises == {}
    form.reject()


def test_what_a_pt_set_beyond_the_usual_stays(build: Build, qtbot: QtBot) -> None:
    kept = an_exercise("step", reps=100)
    house = build(a_diary(exercises={"step": kept}))
    plan_page(house)
    press(house, "plan.exercises.step.edit")
    form = the_dialog(qtbot, ExerciseFormDialog)
    type_into(form, "exercise_form.name.edit", "Heel raise")
    form.submit()
    exercise = house.stored().exercises["step"].exercise
    assert (exercise.name, exercise.reps) == ("Heel raise", 100)


def test_an_exercise_is_put_aside_and_taken_up(build: Build) -> None:
    house = build(planned_diary())
    plan_page(house)
    press(house, "plan.exercises.step.aside")
    assert house.stored().exercises["step"].retired_on == TODAY
    press(house, "plan.exercises.step.use")
    assert house.stored().exercises["step"].retired_on is None
