"""Plans, exercises and sessions: what is changed, what is refused, and that history stays."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pytest

from diary.domain.change import ChangeSet, apply
from diary.domain.diary import Diary
from diary.domain.errors import InvalidValueError, Reason
from diary.domain.exercise import SessionKind
from diary.domain.knee import Knee
from diary.domain.plan import WeeklyTargets
from diary.domain.session import SessionExercise
from diary.domain.sessions_by_week import target_on
from diary.domain.settings import SetBy
from diary.services.plans import (
    end_plan,
    exercises_on,
    has_history,
    new_session,
    overlapping,
    put_exercise,
    put_plan,
    put_session,
    remove_exercise,
    remove_plan,
    remove_session,
    retire_exercise,
)
from diary.texts.problems import problem_text
from tests.builders import ON, Given, a_diary, a_plan, a_session, an_exercise

DAY = timedelta(days=1)
DONE = a_session("done", ON - DAY, plan_id="plan-1", exercises=(SessionExercise("step"),))
PLANNED = a_session(
    "planned",
    ON + DAY,
    plan_id="plan-1",
    is_done=None,
    exercises=(SessionExercise("step"), SessionExercise("hold")),
)


def a_full_diary() -> Diary:
    return a_diary(
        exercises={"step": an_exercise("step"), "hold": an_exercise("hold", "Plank")},
        plans={"plan-1": a_plan(exercise_ids=("step", "hold"))},
        sessions={"done": DONE, "planned": PLANNED},
    )


def scored(diary: Diary, session: str, exercise: str, score: int | None) -> SessionExercise:
    """What was done of an exercise, with this score of the left knee after it."""
    done = diary.sessions[session].exercise(exercise) or SessionExercise(exercise)
    return done.with_score(Knee.LEFT, score)


def put_done(diary: Diary, session: str, done: SessionExercise) -> ChangeSet:
    """What was done of one exercise of a session."""
    return put_session(diary, diary.sessions[session].with_exercise(done), ON)


def ids() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"new-{next(numbers)}"


def refused(error: InvalidValueError, field: str, reason: Reason) -> str:
    """The words for an error that must be about this."""
    assert (error.field, error.reason) == (field, reason)
    return problem_text(error)


def done_and_undone(diary: Diary, changes: ChangeSet) -> Diary:
    """The diary after the changes, which can be taken back."""
    after = apply(diary, changes)
    assert changes
    assert apply(after, changes.inverse()) == diary
    return after


# ---- plans --------------------------------------------------------------------------------------


def test_a_plan_is_started_changed_and_taken_back() -> None:
    plan = a_plan(from_on=ON)
    started = done_and_undone(Diary(), put_plan(Diary(), plan, ON, ids()))
    fewer = a_plan(from_on=ON, per_week=WeeklyTargets(strength=2))
    changed = done_and_undone(started, put_plan(started, fewer, ON, ids()))
    assert changed.plans == {"plan-1": fewer}
    assert not put_plan(changed, fewer, ON, ids())


def running(**other: Given) -> Diary:
    """A diary with a plan of three weeks so far, and sessions before, on and after today."""
    plan = a_plan(from_on=ON - 20 * DAY, exercise_ids=("step",), **other)
    sessions = {
        str(days): a_session(str(days), ON + days * DAY, plan_id=plan.id, is_done=is_done)
        for days, is_done in ((-9, True), (-2, True), (0, True), (3, None))
    }
    kept = {"step": an_exercise("step")}
    return a_diary(exercises=kept, plans={plan.id: plan}, sessions=sessions)


def test_another_target_leaves_the_days_before_as_they_were() -> None:
    diary = running(until=ON + 20 * DAY)
    before = diary.plans["plan-1"]
    told = replace(before, per_week=WeeklyTargets(strength=4))
    after = done_and_undone(diary, put_plan(diary, told, ON, ids()))
    assert after.plans == {
        "plan-1": replace(before, until=ON - DAY),
        "new-1": replace(told, id="new-1", from_on=ON),
    }
    assert [target_on(after, ON - days * DAY, SessionKind.STRENGTH) for days in (1, 0)] == [3, 4]
    plans_named = [each.plan_id for each in after.sessions.values()]
    assert plans_named == ["plan-1", "plan-1", "new-1", "new-1"]
    again = replace(after.plans["new-1"], per_week=WeeklyTargets(strength=2))
    assert len(apply(after, put_plan(after, again, ON, ids())).plans) == 2


def test_of_all_sessions_those_that_are_left_are_asked_for_from_today() -> None:
    diary = running(total_sessions=18)
    before = diary.plans["plan-1"]
    told = replace(before, per_week=WeeklyTargets(strength=4), set_by=SetBy.PT)
    after = apply(diary, put_plan(diary, told, ON, ids())).plans
    assert (after["plan-1"].total_sessions, after["new-1"].total_sessions) == (18, 16)
    assert (after["plan-1"].set_by, after["new-1"].set_by) == (SetBy.ME, SetBy.PT)
    few = replace(told, total_sessions=2)
    assert apply(diary, put_plan(diary, few, ON, ids())).plans["new-1"].total_sessions is None


def test_what_is_no_target_is_changed_in_the_plan_itself() -> None:
    diary = running(total_sessions=18)
    before = diary.plans["plan-1"]
    for told in (
        replace(before, name="Hips", total_sessions=20, until=ON + DAY),
        replace(before, from_on=ON - 9 * DAY),
        replace(before, until=ON - DAY),
    ):
        assert apply(diary, put_plan(diary, told, ON, ids())).plans == {"plan-1": told}


@pytest.mark.parametrize("first_on", [ON, ON + 5 * DAY])
@pytest.mark.parametrize("targets", [WeeklyTargets(strength=3), WeeklyTargets(strength=4)])
def test_a_first_day_that_is_moved_on_leaves_the_days_before_as_they_were(
    first_on: date, targets: WeeklyTargets
) -> None:
    diary = running(until=ON + 20 * DAY)
    before = diary.plans["plan-1"]
    told = replace(before, from_on=first_on, per_week=targets)
    after = done_and_undone(diary, put_plan(diary, told, ON, ids()))
    assert after.plans == {
        "plan-1": replace(before, until=ON - DAY),
        "new-1": replace(told, id="new-1"),
    }
    assert target_on(after, ON - DAY, SessionKind.STRENGTH) == 3
    assert target_on(after, first_on, SessionKind.STRENGTH) == targets.strength


def test_a_plan_that_is_ended_in_the_past_keeps_the_target_it_had() -> None:
    diary = running(until=ON + 20 * DAY)
    before = diary.plans["plan-1"]
    told = replace(before, until=ON - DAY, per_week=WeeklyTargets(strength=1))
    after = done_and_undone(diary, put_plan(diary, told, ON, ids()))
    assert after.plans == {"plan-1": replace(before, until=ON - DAY)}
    assert target_on(after, ON - 9 * DAY, SessionKind.STRENGTH) == 3


def test_a_plan_that_is_over_is_not_started() -> None:
    over = a_plan(from_on=ON - 9 * DAY, until=ON - DAY)
    with pytest.raises(InvalidValueError) as caught:
        put_plan(Diary(), over, ON, ids())
    assert "over before it begins" in refused(caught.value, "until", Reason.IN_PAST)
    assert put_plan(Diary(), a_plan(from_on=ON - 9 * DAY, until=ON), ON, ids())


def test_a_plan_that_is_over_can_still_be_put_right() -> None:
    over = a_plan(from_on=ON - 9 * DAY, until=ON - DAY)
    diary = a_diary(plans={"plan-1": over})
    assert put_plan(diary, a_plan(from_on=ON - 8 * DAY, until=ON - DAY), ON, ids())


@pytest.mark.parametrize("targets", [WeeklyTargets(), WeeklyTargets(0, 0, 0), WeeklyTargets(0)])
def test_a_plan_that_asks_for_nothing_is_refused(targets: WeeklyTargets) -> None:
    with pytest.raises(InvalidValueError) as caught:
        put_plan(Diary(), a_plan(per_week=targets), ON, ids())
    assert "above 0" in refused(caught.value, "per_week", Reason.REQUIRED)


def test_a_plan_names_exercises_that_are_there() -> None:
    with pytest.raises(InvalidValueError) as caught:
        put_plan(Diary(), a_plan(exercise_ids=("gone",)), ON, ids())
    assert "exercise" in refused(caught.value, "exercise_id", Reason.NAMES_NOTHING)


def test_plans_that_overlap_are_named_and_taken() -> None:
    diary = a_diary(plans={"b": a_plan("b", ON - DAY), "a": a_plan("a", ON - 9 * DAY)})
    plan = a_plan("c", ON)
    assert [each.id for each in overlapping(diary, plan)] == ["a", "b"]
    assert put_plan(diary, plan, ON, ids())
    assert overlapping(diary, a_plan("c", ON - 20 * DAY, until=ON - 10 * DAY)) == ()


def test_a_plan_ends_with_a_day() -> None:
    diary = a_full_diary()
    ended = done_and_undone(diary, end_plan(diary, "plan-1", ON))
    assert ended.plans["plan-1"].until == ON
    assert ended.sessions == diary.sessions
    assert not end_plan(ended, "plan-1", ON + DAY)


def test_a_plan_that_has_not_begun_goes_into_the_bin() -> None:
    diary = a_diary(plans={"plan-1": a_plan(from_on=ON + DAY)})
    assert apply(diary, end_plan(diary, "plan-1", ON)).plans == {}


def test_what_was_done_stays_when_its_plan_goes() -> None:
    diary = a_full_diary()
    after = done_and_undone(diary, remove_plan(diary, "plan-1"))
    assert after.plans == {}
    assert list(after.sessions) == ["done"]
    assert after.sessions["done"].plan_id is None
    assert not remove_plan(after, "plan-1")


# ---- exercises ----------------------------------------------------------------------------------


def test_an_exercise_is_added_to_a_plan_in_one_step() -> None:
    diary = a_full_diary()
    after = done_and_undone(diary, put_exercise(diary, an_exercise("new", "Bridge"), "plan-1"))
    assert after.plans["plan-1"].exercise_ids == ("step", "hold", "new")
    assert not put_exercise(after, an_exercise("new", "Bridge"), "plan-1")


def test_an_exercise_of_no_plan_is_refused() -> None:
    with pytest.raises(InvalidValueError) as caught:
        put_exercise(Diary(), an_exercise(), "gone")
    refused(caught.value, "plan_id", Reason.NAMES_NOTHING)


def test_an_exercise_is_put_aside_and_taken_up_again() -> None:
    diary = a_full_diary()
    aside = done_and_undone(diary, retire_exercise(diary, "step", ON))
    plan = aside.plans["plan-1"]
    assert [each.id for each in exercises_on(aside, ON, plan)] == ["hold"]
    assert [each.id for each in exercises_on(aside, ON - DAY, plan)] == ["step", "hold"]
    assert apply(aside, retire_exercise(aside, "step", None)) == diary
    assert not retire_exercise(diary, "step", None)


def test_an_exercise_without_history_goes_and_nothing_names_it() -> None:
    diary = a_full_diary()
    assert not has_history(diary, "hold")
    after = done_and_undone(diary, remove_exercise(diary, "hold", ON))
    assert list(after.exercises) == ["step"]
    assert after.plans["plan-1"].exercise_ids == ("step",)
    assert after.sessions["planned"].exercises == (SessionExercise("step"),)


def test_an_exercise_with_history_is_put_aside_and_keeps_its_name() -> None:
    diary = a_full_diary()
    assert has_history(diary, "step")
    after = done_and_undone(diary, remove_exercise(diary, "step", ON))
    assert after.exercises["step"].retired_on == ON
    assert after.exercises["step"].name == "Step-down"
    assert after.sessions["done"] == DONE
    assert after.plans["plan-1"].exercise_ids == ("hold",)


def test_an_exercise_with_history_that_is_put_aside_already_is_explained() -> None:
    diary = a_full_diary()
    after = apply(diary, remove_exercise(diary, "step", ON))
    with pytest.raises(InvalidValueError) as caught:
        remove_exercise(after, "step", ON)
    assert "keeps its name" in refused(caught.value, "exercise_id", Reason.NEEDS_OTHER)
    assert not remove_exercise(after, "gone", ON)


@pytest.mark.parametrize(
    "part",
    [
        {"is_done": True},
        {"is_done": False},
        {"knees": {Knee.LEFT: 0}},
        {"sets": 2},
        {"reps": 8},
        {"seconds": 30.0},
        {"load_kg": 4.0},
    ],
)
def test_an_answer_about_an_exercise_is_history(part: dict[str, object]) -> None:
    told = SessionExercise("step", **part)  # type: ignore[arg-type] # one of its fields
    session = a_session(is_done=None, exercises=(told,))
    assert has_history(a_diary(sessions={"session-1": session}), "step")


@pytest.mark.parametrize("part", [{"text": "ached"}, {"minutes": 25}, {"rpe": 4}])
def test_what_was_written_in_a_session_stays_without_plan_and_exercise(
    part: dict[str, Given],
) -> None:
    noted = a_session(
        plan_id="plan-1", is_done=None, exercises=(SessionExercise("step", load_kg=4.0),), **part
    )
    diary = replace(a_full_diary(), sessions={noted.id: noted})
    after = done_and_undone(diary, remove_plan(diary, "plan-1"))
    assert after.sessions == {noted.id: replace(noted, plan_id=None)}
    after = done_and_undone(diary, remove_exercise(diary, "step", ON))
    assert after.sessions == {noted.id: noted}
    assert after.exercises["step"].retired_on == ON


# ---- sessions -----------------------------------------------------------------------------------


def test_a_session_is_planned_with_the_exercises_of_its_plan() -> None:
    diary = a_full_diary()
    session = new_session(diary, "new", ON, diary.plans["plan-1"])
    assert (session.is_done, session.plan_id, session.kind) == (
        None,
        "plan-1",
        SessionKind.STRENGTH,
    )
    assert session.exercises == (SessionExercise("step"), SessionExercise("hold"))
    after = done_and_undone(diary, put_session(diary, session, ON))
    assert after.sessions["new"] == session
    assert new_session(diary, "own", ON, kind=SessionKind.YOGA).exercises == ()


def test_a_session_is_done_skipped_and_planned_again() -> None:
    diary = a_full_diary()
    skipped = done_and_undone(
        diary, put_session(diary, replace(diary.sessions["done"], is_done=False), ON)
    )
    assert skipped.sessions["done"].is_done is False
    assert skipped.sessions["done"].exercises == DONE.exercises
    again = apply(
        skipped, put_session(skipped, replace(skipped.sessions["done"], is_done=None), ON)
    )
    assert again.sessions["done"].is_done is None
    assert not put_session(again, replace(again.sessions["done"], is_done=None), ON)


def test_a_session_to_come_is_skipped_but_not_done() -> None:
    diary = a_full_diary()
    assert put_session(diary, replace(diary.sessions["planned"], is_done=False), ON)
    with pytest.raises(InvalidValueError) as caught:
        put_session(diary, replace(diary.sessions["planned"], is_done=True), ON)
    assert "not happened yet" in refused(caught.value, "on", Reason.IN_FUTURE)
    with pytest.raises(InvalidValueError):
        put_done(diary, "planned", scored(diary, "planned", "step", 2))


def test_a_score_after_an_exercise_is_kept_with_its_session() -> None:
    diary = a_full_diary()
    after = done_and_undone(diary, put_done(diary, "done", scored(diary, "done", "step", 2)))
    assert after.sessions["done"].exercises == (SessionExercise("step", knees={Knee.LEFT: 2}),)
    assert apply(after, put_done(after, "done", scored(after, "done", "step", None))) == diary
    more = apply(diary, put_done(diary, "done", scored(diary, "done", "hold", 0)))
    assert more.sessions["done"].exercise("hold") == SessionExercise("hold", knees={Knee.LEFT: 0})


def test_what_was_done_of_an_exercise_is_kept() -> None:
    diary = a_full_diary()
    told = SessionExercise("step", is_done=True, sets=2, reps=8)
    after = done_and_undone(diary, put_done(diary, "done", told))
    assert after.sessions["done"].exercises == (told,)


@pytest.mark.parametrize(
    ("part", "field"),
    [
        ({"plan_id": "gone"}, "plan_id"),
        ({"exercises": (SessionExercise("gone"),)}, "exercise_id"),
    ],
)
def test_a_session_names_what_is_there(part: dict[str, Given], field: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        put_session(Diary(), a_session(**part), ON)
    refused(caught.value, field, Reason.NAMES_NOTHING)


def test_a_session_goes_into_the_bin() -> None:
    diary = a_full_diary()
    assert "done" not in done_and_undone(diary, remove_session(diary, "done")).sessions
    assert not remove_session(diary, "gone")
