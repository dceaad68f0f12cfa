from datetime import date, timedelta

import pytest

from diary.domain.exercise import Exercise, Side
from diary.domain.plan import WeeklyTargets
from diary.domain.rules.responses import Light
from diary.domain.rules.stage_sessions import StageSession
from diary.domain.run_walk import EIGHT_STAGES, Stage
from diary.domain.settings import DistanceUnit, SetBy
from diary.texts.numbers import Formats
from diary.texts.plans import (
    dose_text,
    plan_line,
    season_line,
    stage_run_text,
    stage_text,
    week_line,
    weight_value,
)
from tests.builders import ON, a_plan

KM, MI = Formats(), Formats(DistanceUnit.MI)


@pytest.mark.parametrize(
    ("exercise", "formats", "said"),
    [
        (Exercise("A", (), 3, 10), KM, "3 x 10"),
        (Exercise("A", (), 2, seconds=30.0, side=Side.BOTH), KM, "2 x 30 s, each side"),
        (Exercise("A", (), 1, seconds=300.0), KM, "1 x 5 min"),
        (Exercise("A", (), 3, 8, load_kg=7.5, side=Side.LEFT), KM, "3 x 8, left side, 7.5 kg"),
        (Exercise("A", (), 3, 8, load_kg=4.536), MI, "3 x 8, 10 lb"),
        (Exercise("A", (), 3), KM, "3 sets"),
        (Exercise("A", reps=10), KM, "10 times"),
        (Exercise("A", (), 3, 2, 5.0), KM, "3 x 2, 5 s each"),
        (Exercise("A", (), None, 10, 5.0, side=Side.BOTH), KM, "10 times, 5 s each, each side"),
        (Exercise("A", seconds=30.0), KM, "30 s"),
        (Exercise("A"), KM, ""),
    ],
)
def test_how_much_of_an_exercise(exercise: Exercise, formats: Formats, said: str) -> None:
    assert dose_text(exercise, formats) == said


def test_a_weight_is_read_in_the_units_of_the_person() -> None:
    assert (weight_value(5.0, KM), weight_value(5.0, MI)) == ("5", "11")


def test_the_targets_of_a_plan_in_words() -> None:
    assert plan_line(a_plan(), KM) == "Strength: 3 a week (set by you)"
    plan = a_plan(
        until=date(2026, 12, 30),
        set_by=SetBy.PT,
        per_week=WeeklyTargets(strength=3, mobility=2, runs=4),
    )
    assert plan_line(plan, KM) == (
        "Strength: 3 a week · Mobility: 2 a week · Runs: 4 a week until Wed 30 Dec 2026"
        " (set by your PT)"
    )
    assert season_line(1, is_in_season=True) == "Strength: 1 a week in season"
    assert [week_line(2, 3), week_line(1, None), week_line(2, 0)] == [
        *("2 of 3", "1 session", "2 sessions"),
    ]


def test_a_stage_in_words() -> None:
    assert stage_text(EIGHT_STAGES[0]) == "8 x (1 min run, 2 min walk)"
    assert stage_text(EIGHT_STAGES[-1]) == "25 min run"
    assert stage_text(Stage(5, 0, 3)) == "3 x 5 min run"
    assert stage_text(Stage(5, 1, 1)) == "5 min run, 1 min walk"


def test_how_a_run_of_a_stage_was_taken() -> None:
    run = StageSession("r", ON, 3, Light.AMBER, is_provisional=True)
    day = "Fri 20 Nov: left 4 / 4 / -"
    scores = "left 4 / 4 / -"
    assert stage_run_text(run, scores, ON, KM) == (
        f"{day}, hold so far, the next morning is still to come"
    )
    later = ON + timedelta(days=4)
    assert stage_run_text(run, scores, later, KM) == (
        f"{day}, hold, without a score the next morning"
    )
    unsaid = StageSession("r", ON, 3, None)
    assert stage_run_text(unsaid, "", ON, KM) == "Fri 20 Nov: no scores yet"
