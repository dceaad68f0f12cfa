"""What is typed into a form of the plan waits when it is closed or refused, until it is kept."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from diary.domain.change import Change, ChangeSet
from diary.domain.exercise import BodyArea, SessionKind, Side
from diary.domain.knee import Knee
from diary.domain.session import SessionExercise
from diary.domain.settings import SetBy
from diary.ui.drafts import NEW
from diary.ui.entry_forms.kept_drafts import DraftKind, plain_draft
from diary.ui.pages.plan.exercise_form import ExerciseFormDialog
from diary.ui.pages.plan.kept_plans import EXERCISE, PLAN, SESSION, STAGES
from diary.ui.pages.plan.plan_draft import ExerciseDraft, PlanDraft
from diary.ui.pages.plan.plan_form import PlanFormDialog
from diary.ui.pages.plan.session_draft import SessionDraft
from diary.ui.pages.plan.session_form import SessionFormDialog
from diary.ui.pages.plan.stages_draft import StagesDraft
from diary.ui.pages.plan.stages_form import StagesFormDialog
from diary.ui.widgets.strip import MessageStrip
from tests.builders import a_diary, a_session, an_exercise
from tests.ui.conftest import Build
from tests.ui.house import TODAY, House, Keyboard, fill, foreign_write
from tests.ui.main_window.hands import settle
from tests.ui.pages.plan.plan_hands import (
    choose_in,
    plan_page,
    planned_diary,
    press,
    press_in,
    the_dialog,
    todays,
    type_into,
)
from tests.ui.pages.plan.test_plan_stages import in_stages

AnyDraft = PlanDraft | ExerciseDraft | SessionDraft | StagesDraft
FIELD = "session_form.exercises"
FULL_PLAN = PlanDraft(
    TODAY, TODAY + timedelta(days=20), "Hips", "3", "x", "", "9", SetBy.PT, ("step", "plank")
)
FULL_EXERCISE = ExerciseDraft(
    "Plank", (BodyArea.HIPS,), "3", "", "30", "7,5", Side.LEFT, "slow\nand long", from_pt=True
)
FULL_SESSION = SessionDraft(
    TODAY,
    SessionKind.YOGA,
    is_done=False,
    minutes="25",
    rpe=4,
    text="wobbly",
    ticks={"step": True, "plank": False},
    amounts={("step", "sets"): "3", ("step", "left"): "2"},
)
FULL_STAGES = StagesDraft({1: ("1", "2", "x"), 2: ("", "1", "8")})


def edit_of(form: QWidget, name: str) -> QLineEdit:
    edit = form.findChild(QLineEdit, name)
    assert isinstance(edit, QLineEdit), name
    return edit


def asked(form: QDialog) -> str | None:
    """What the form asks above its fields; None = nothing."""
    strip = form.findChild(MessageStrip, f"{form.objectName()}.draft")
    return None if strip is None else strip.accessibleName()


def back(house: House, qtbot: QtBot) -> None:
    settle(house, qtbot)
    house.window.activateWindow()


def edit_plan(house: House, qtbot: QtBot) -> PlanFormDialog:
    back(house, qtbot)
    press(house, "plan.edit")
    return the_dialog(qtbot, PlanFormDialog)


def add_session(house: House, qtbot: QtBot) -> SessionFormDialog:
    back(house, qtbot)
    press(house, "plan.add")
    return the_dialog(qtbot, SessionFormDialog)


def edit_exercise(house: House, qtbot: QtBot) -> ExerciseFormDialog:
    back(house, qtbot)
    press(house, "plan.exercises.step.edit")
    return the_dialog(qtbot, ExerciseFormDialog)


def test_a_new_plan_that_was_closed_is_offered_and_kept_until_it_is_saved(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build(a_diary())
    plan_page(house)
    form = edit_plan(house, qtbot)
    assert asked(form) is None
    type_into(form, "plan_form.name.edit", "Hips")
    type_into(form, "plan_form.strength.edit", "3")
    keys.press(Qt.Key.Key_Escape)
    form = edit_plan(house, qtbot)
    assert asked(form) == "Info: Continue the plan you started?"
    assert not edit_of(form, "plan_form.name.edit").text()
    press_in(form, "plan_form.draft.continue")
    assert edit_of(form, "plan_form.name.edit").text() == "Hips"
    form.submit()
    (plan,) = house.stored().plans.values()
    assert (plan.name, plan.per_week.strength) == ("Hips", 3)
    assert asked(edit_plan(house, qtbot)) is None


def test_what_is_discarded_is_not_offered_again(build: Build, qtbot: QtBot) -> None:
    house = build(planned_diary())
    plan_page(house)
    form = edit_plan(house, qtbot)
    type_into(form, "plan_form.name.edit", "Hips")
    form.reject()
    form = edit_plan(house, qtbot)
    assert asked(form) == "Info: Continue your changes?"
    press_in(form, "plan_form.draft.discard")
    form.reject()
    assert asked(edit_plan(house, qtbot)) is None


def test_changes_of_a_plan_go_onto_the_plan_as_it_is_now(build: Build, qtbot: QtBot) -> None:
    house = build(planned_diary())
    plan_page(house)
    form = edit_plan(house, qtbot)
    type_into(form, "plan_form.name.edit", "Mine")
    press_in(form, "plan_form.exercises.plank")
    form.reject()
    plan, new = house.diary.plans["plan-1"], an_exercise("new", "New")
    now = replace(plan, total_sessions=12, exercise_ids=("new", "step", "plank"))
    foreign_write(house.path, ChangeSet((Change(None, new), Change(plan, now))))
    house.context.journal.reload_if_foreign()
    form = edit_plan(house, qtbot)
    press_in(form, "plan_form.draft.continue")
    form.submit()
    kept = house.stored().plans["plan-1"]
    assert (kept.name, kept.total_sessions, kept.exercise_ids) == ("Mine", 12, ("new", "step"))


def test_a_refused_plan_waits_for_the_next_form(build: Build, qtbot: QtBot) -> None:
    house = build(planned_diary())
    plan_page(house)
    form = edit_plan(house, qtbot)
    type_into(form, "plan_form.name.edit", "Mine")
    type_into(form, "plan_form.total.edit", "9")
    plan = house.diary.plans["plan-1"]
    foreign_write(house.path, ChangeSet((Change(plan, replace(plan, name="Theirs")),)))
    for _again in range(2):
        form.submit()
        assert form.isVisible()
        assert house.stored().plans["plan-1"].name == "Theirs"
    form.reject()
    form = edit_plan(house, qtbot)
    assert edit_of(form, "plan_form.name.edit").text() == "Theirs"
    press_in(form, "plan_form.draft.continue")
    form.submit()
    kept = house.stored().plans["plan-1"]
    assert (kept.name, kept.total_sessions) == ("Mine", 9)


def test_a_plan_that_is_deleted_takes_what_was_typed_with_it(build: Build, qtbot: QtBot) -> None:
    house = build(planned_diary())
    plan_page(house)
    form = edit_plan(house, qtbot)
    type_into(form, "plan_form.name.edit", "Mine")
    press_in(form, "plan_form.delete")
    assert house.stored().plans == {}
    assert house.context.drafts.kept("plan", "plan-1") is None
    assert asked(edit_plan(house, qtbot)) is None


def test_a_session_waits_with_its_exercises_without_those_that_are_gone(
    build: Build, qtbot: QtBot
) -> None:
    house = build(planned_diary())
    plan_page(house)
    form = add_session(house, qtbot)
    for exercise, score in (("step", "2"), ("plank", "4")):
        press_in(form, f"{FIELD}.{exercise}")
        type_into(form, f"{FIELD}.{exercise}.score.left.edit", score)
    type_into(form, f"{FIELD}.step.sets.edit", "3")
    type_into(form, "session_form.minutes.edit", "soon")
    press_in(form, "session_form.state.done")
    form.reject()
    press(house, "plan.exercises.plank.delete")
    form = add_session(house, qtbot)
    assert asked(form) == "Info: Continue the session you started?"
    press_in(form, "session_form.draft.continue")
    assert edit_of(form, "session_form.minutes.edit").text() == "soon"
    type_into(form, "session_form.minutes.edit", "20")
    form.submit()
    (session,) = todays(house)
    (step,) = session.exercises
    assert (session.is_done, session.minutes) == (True, 20)
    assert (step.is_done, step.sets, step.knees) == (True, 3, {Knee.LEFT: 2})
    assert house.context.drafts.kept("session", NEW) is None


def test_a_session_that_was_taken_away_meanwhile_can_be_added_as_a_new_one(
    build: Build, qtbot: QtBot
) -> None:
    done = a_session("s", TODAY - timedelta(days=2), exercises=(SessionExercise("step", True),))
    house = build(planned_diary(sessions={"s": done}))
    plan_page(house)
    press(house, "plan.past.s.edit")
    form = the_dialog(qtbot, SessionFormDialog)
    type_into(form, "session_form.note.edit", "Left wobbled")
    foreign_write(house.path, ChangeSet((Change(done, None),)))
    form.submit()
    assert form.isVisible()
    form.reject()
    form = add_session(house, qtbot)
    press_in(form, "session_form.draft.continue")
    form.submit()
    (session,) = house.stored().sessions.values()
    assert (session.on, session.text) == (done.on, "Left wobbled")
    assert [each.exercise_id for each in session.exercises if each.is_done] == ["step"]


def test_changes_of_an_exercise_wait(build: Build, qtbot: QtBot) -> None:
    house = build(planned_diary())
    plan_page(house)
    form = edit_exercise(house, qtbot)
    type_into(form, "exercise_form.sets.edit", "99")
    form.reject()
    step = house.diary.exercises["step"]
    named = replace(step, exercise=replace(step.exercise, name="Slow step-down"))
    foreign_write(house.path, ChangeSet((Change(step, named),)))
    house.context.journal.reload_if_foreign()
    form = edit_exercise(house, qtbot)
    press_in(form, "exercise_form.draft.continue")
    assert edit_of(form, "exercise_form.name.edit").text() == "Slow step-down"
    assert edit_of(form, "exercise_form.sets.edit").text() == "99"
    type_into(form, "exercise_form.sets.edit", "4")
    form.submit()
    assert house.stored().exercises["step"].exercise.sets == 4
    assert asked(edit_exercise(house, qtbot)) is None


def test_the_table_of_stages_waits(build: Build, qtbot: QtBot) -> None:
    house = build(in_stages(2))
    page = plan_page(house)

    def opened() -> StagesFormDialog:
        back(house, qtbot)
        choose_in(page.run_walk.card.other.menu(), "Change the stages")
        return the_dialog(qtbot, StagesFormDialog)

    form = opened()
    type_into(form, "stages_form.1.run_min", "a while")
    press_in(form, "stages_form.8.remove")
    form.reject()
    form = opened()
    press_in(form, "stages_form.draft.continue")
    assert edit_of(form, "stages_form.1.run_min").text() == "a while"
    assert edit_of(form, "stages_form.1.run_min").hasFocus()
    type_into(form, "stages_form.1.run_min", "2")
    form.submit()
    stored = house.stored().run_walk
    assert stored is not None
    assert (len(stored.stages), stored.stages[0].run_min) == (7, 2)
    assert asked(opened()) is None


def test_another_diary_is_not_asked_about_them(build: Build, qtbot: QtBot) -> None:
    house = build(planned_diary())
    fill(house.path.with_name("Other.sqlite3"), planned_diary())
    plan_page(house)
    form = edit_plan(house, qtbot)
    type_into(form, "plan_form.name.edit", "Hips")
    form.reject()
    other = house.path.with_name("Other.sqlite3")
    house.session.open(other)
    qtbot.waitUntil(lambda: house.session.path == other and house.context.journal.is_attached)
    back(house, qtbot)
    plan_page(house)
    assert asked(edit_plan(house, qtbot)) is None


@pytest.mark.parametrize(
    ("kind", "draft"),
    [
        (PLAN, FULL_PLAN),
        (EXERCISE, FULL_EXERCISE),
        (SESSION, FULL_SESSION),
        (STAGES, FULL_STAGES),
    ],
)
def test_a_draft_comes_back_from_plain_json(
    build: Build, kind: DraftKind[Any], draft: AnyDraft
) -> None:
    drafts = build(a_diary()).context.drafts
    drafts.keep(kind.name, NEW, plain_draft(draft, draft))
    kept = kind.read(drafts.kept(kind.name, NEW))
    assert kept is not None
    assert kept.typed == draft


GARBAGE: tuple[tuple[DraftKind[Any], Any, str, object], ...] = (
    (PLAN, FULL_PLAN, "from_on", "0001-01-01"),
    (PLAN, FULL_PLAN, "until", "soon"),
    (PLAN, FULL_PLAN, "set_by", "nobody"),
    (PLAN, FULL_PLAN, "exercise_ids", [3]),
    (EXERCISE, FULL_EXERCISE, "areas", ["wings"]),
    (EXERCISE, FULL_EXERCISE, "name", None),
    (SESSION, FULL_SESSION, "kind", "gone"),
    (SESSION, FULL_SESSION, "rpe", 11),
    (SESSION, FULL_SESSION, "amounts", [[["step"], "3"]]),
    (SESSION, FULL_SESSION, "ticks", {"step": True}),
    (STAGES, FULL_STAGES, "rows", []),
    (STAGES, FULL_STAGES, "rows", [[1, ["1", "2"]]]),
)


@pytest.mark.parametrize(("kind", "draft", "name", "value"), GARBAGE)
def test_a_draft_that_cannot_be_read_is_left_out(
    kind: DraftKind[Any], draft: AnyDraft, name: str, value: object
) -> None:
    plain = plain_draft(draft, draft)
    typed = plain["typed"]
    assert isinstance(typed, dict)
    assert kind.read({**plain, "typed": {**typed, name: value}}) is None
    assert kind.read([]) is None
    assert kind.read(plain) is not None


def test_a_form_opens_beside_a_draft_that_cannot_be_read(build: Build, qtbot: QtBot) -> None:
    house = build(planned_diary())
    house.context.drafts.keep("plan", "plan-1", {"opened": 3, "typed": [[]]})
    plan_page(house)
    assert asked(edit_plan(house, qtbot)) is None
