"""Exercises, plans, sessions and the way back to running, in a file and out of it."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings

from diary.domain.diary import Diary
from diary.domain.exchange_problem import ExchangeCode
from diary.domain.exercise import SessionKind
from diary.domain.knee import Knee
from diary.domain.run_walk import EIGHT_STAGES, RunWalk, Stage, StageStep, StepReason
from diary.domain.session import SessionExercise
from diary.domain.settings import SetBy
from diary.formats.csv_tables import csv_tables
from diary.formats.exchange import decode_diary
from tests.builders import ON, a_diary, a_plan, a_run_walk, a_session, an_exercise
from tests.formats.test_exchange import a_file, encoded, found, read
from tests.strategies_plans import run_walks
from tests.thorough import cases

DONE = SessionExercise("step", is_done=True, sets=3, reps=10, knees={Knee.LEFT: 2})
WHOLE = a_diary(
    exercises={"step": an_exercise("step", from_pt=True), "hold": an_exercise("hold", "Plank")},
    plans={"plan-1": a_plan(set_by=SetBy.PT, total_sessions=18, exercise_ids=("step", "hold"))},
    sessions={"session-1": a_session(plan_id="plan-1", minutes=25, exercises=(DONE,))},
    run_walk=a_run_walk(stage=2, steps=(StageStep(ON, 1, 2, StepReason.PROGRESS),)),
)


def test_they_are_written_by_the_keys_of_the_format() -> None:
    told = json.loads(encoded(WHOLE))
    assert [each["id"] for each in told["exercises"]] == ["hold", "step"]
    assert told["exercises"][1] == {
        "id": "step",
        "name": "Step-down",
        "areas": [],
        "sets": 3,
        "reps": 10,
        "seconds": None,
        "load_kg": None,
        "side": None,
        "from_pt": True,
        "note": "",
        "retired_on": None,
    }
    (plan,) = told["plans"]
    assert (plan["from"], plan["until"], plan["set_by"]) == ("2026-11-06", None, "pt")
    assert plan["per_week"] == {"strength": 3, "mobility": None, "runs": None}
    (session,) = told["sessions"]
    assert (session["done"], session["plan_id"], session["kind"]) == (True, "plan-1", "strength")
    assert session["exercises"][0]["knees"] == {"left": 2, "right": None}
    run_walk = told["run_walk"]
    assert run_walk["plan"] == "eight_stage"
    assert run_walk["stages"][0] == [1, 2, 8]
    assert run_walk["steps"] == [{"on": "2026-11-20", "from": 1, "to": 2, "reason": "progress"}]


def test_they_come_back_as_they_were() -> None:
    decoded = decode_diary(encoded(WHOLE))
    assert decoded.problems == ()
    assert decoded.diary == WHOLE


@settings(max_examples=cases(20), deadline=None)
@given(run_walks())
def test_any_way_back_to_running_comes_back(drawn: RunWalk) -> None:
    assert read(encoded(Diary(run_walk=drawn))) == Diary(run_walk=drawn)


def test_a_diary_without_them_says_so() -> None:
    told = json.loads(encoded(Diary()))
    assert (told["exercises"], told["plans"], told["sessions"]) == ([], [], [])
    assert told["run_walk"] is None


def test_what_was_not_said_has_its_usual_value() -> None:
    decoded = decode_diary(
        a_file(
            exercises=[{"id": "x", "name": "Step-down"}],
            plans=[{"id": "p", "from": "2026-11-09"}],
            sessions=[{"id": "s", "on": "2026-11-19"}],
            run_walk={},
        )
    )
    assert decoded.problems == ()
    assert decoded.diary is not None
    assert decoded.diary.plans["p"].set_by is SetBy.ME
    session = decoded.diary.sessions["s"]
    assert (session.kind, session.is_done) == (SessionKind.OTHER, None)
    assert decoded.diary.run_walk == RunWalk(EIGHT_STAGES)


def test_stages_of_ones_own_are_kept() -> None:
    own = RunWalk((Stage(2, 1, 10), Stage(30, 0, 1)), 2, date(2026, 11, 1))
    written = encoded(Diary(run_walk=own))
    assert json.loads(written)["run_walk"]["plan"] is None
    assert read(written).run_walk == own


def test_what_says_too_little_is_left_out_and_named() -> None:
    decoded = decode_diary(
        a_file(
            sessions=[{"id": "s", "on": "2026-11-19", "exercises": [{"done": True}]}],
            run_walk={"steps": [{"on": "2026-11-10"}]},
        )
    )
    assert found(decoded) == [
        ("$.sessions[0].exercises[0]", ExchangeCode.INCOMPLETE),
        ("$.run_walk.steps[0]", ExchangeCode.INCOMPLETE),
    ]
    assert decoded.diary is not None
    assert decoded.diary.sessions["s"].exercises == ()
    assert decoded.diary.run_walk == RunWalk()


def test_what_names_something_that_was_lost_is_written_without_it() -> None:
    lost = a_diary(
        plans={"p": a_plan("p", exercise_ids=("gone",))},
        sessions={"s": a_session("s", plan_id="gone", exercises=(SessionExercise("gone"),))},
    )
    diary = read(encoded(lost))
    assert diary.plans["p"].exercise_ids == ()
    assert (diary.sessions["s"].plan_id, diary.sessions["s"].exercises) == (None, ())


@pytest.mark.parametrize(
    ("key", "member", "place"),
    [
        ("exercises", {"id": "x"}, ("$.exercises[0].name", "missing_key")),
        ("exercises", {"id": "x", "name": " "}, ("$.exercises[0].name", "missing_key")),
        ("exercises", {"id": "x", "name": "a", "sets": 0}, ("$.exercises[0].sets", "out_of_range")),
        ("plans", {"id": "p"}, ("$.plans[0].from", "missing_key")),
        (
            "plans",
            {"id": "p", "from": "2026-11-09", "until": "2026-11-08"},
            ("$.plans[0].until", "inconsistent"),
        ),
        (
            "plans",
            {"id": "p", "from": "2026-11-09", "per_week": {"strength": 8}},
            ("$.plans[0].per_week.strength", "out_of_range"),
        ),
        (
            "plans",
            {"id": "p", "from": "2026-11-09", "exercise_ids": ["gone"]},
            ("$.plans[0].exercise_ids[0]", "names_nothing"),
        ),
        (
            "sessions",
            {"id": "s", "on": "2026-11-19", "exercises": [{"exercise_id": "gone"}]},
            ("$.sessions[0].exercises[0].exercise_id", "names_nothing"),
        ),
        (
            "sessions",
            {"id": "s", "on": "2026-11-19", "plan_id": "gone"},
            ("$.sessions[0].plan_id", "names_nothing"),
        ),
        ("sessions", {"id": "s"}, ("$.sessions[0].on", "missing_key")),
        (
            "sessions",
            {"id": "s", "on": "2026-11-19", "rpe": 11},
            ("$.sessions[0].rpe", "out_of_range"),
        ),
    ],
)
def test_what_cannot_be_refuses_the_file_with_its_place(
    key: str, member: dict[str, Any], place: tuple[str, str]
) -> None:
    decoded = decode_diary(a_file(**{key: [member]}))
    assert decoded.diary is None
    assert place in found(decoded)


@pytest.mark.parametrize(
    ("run_walk", "place"),
    [
        ({"stages": [[1, 2]]}, ("$.run_walk.stages[0]", "out_of_range")),
        ({"stages": [[1, 2, 8], [0, 2, 8]]}, ("$.run_walk.stages[1].run_min", "out_of_range")),
        ({"stages": [[1.5, 2, 8]]}, ("$.run_walk.stages[0][0]", "wrong_type")),
        ({"stage": 9}, ("$.run_walk.stage", "out_of_range")),
        ({"steps": [{"from": 1}]}, ("$.run_walk.steps[0].on", "missing_key")),
        ([], ("$.run_walk", "wrong_type")),
    ],
)
def test_stages_that_cannot_be_refuse_the_file_with_their_place(
    run_walk: object, place: tuple[str, str]
) -> None:
    decoded = decode_diary(a_file(run_walk=run_walk))
    assert decoded.diary is None
    assert place in found(decoded)


def test_each_is_there_once() -> None:
    plan = {"id": "p", "from": "2026-11-09"}
    decoded = decode_diary(a_file(plans=[plan, plan]))
    assert decoded.diary is None
    assert found(decoded) == [("$.plans[1].id", "duplicate")]


def test_tables_for_a_spreadsheet_have_them() -> None:
    tables = {name: raw.decode("utf-8-sig") for name, raw in csv_tables(encoded(WHOLE)).items()}
    assert "step,Step-down,[],3,10" in tables["exercises.csv"]
    assert "2026-11-06" in tables["plans.csv"]
    header, line = tables["sessions.exercises.csv"].splitlines()
    assert header.startswith("sessions.id,exercise_id,done,sets")
    assert line.startswith("session-1,step,true,3,10")
    assert "eight_stage" in tables["run_walk.csv"]
