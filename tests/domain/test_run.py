import math
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diary.domain.errors import InvalidValueError, Reason
from diary.domain.knee import Knee, Moment, Score
from diary.domain.run import Aid, Run, RunKnee, Sport, start_order
from tests.builders import AT, ON, Given, a_run, a_source, run_knees, runs, scores


@pytest.mark.parametrize(
    ("field", "given_as"),
    [
        ("id", {"id": ""}),
        ("distance_m", {"distance_m": None}),
        ("distance_m", {"distance_m": -1.0}),
        ("distance_m", {"distance_m": 2_000_001.0}),
        ("distance_m", {"distance_m": math.nan}),
        ("distance_m", {"distance_m": math.inf}),
        ("moving_s", {"moving_s": -1.0}),
        ("elapsed_s", {"elapsed_s": 40 * 86_400 + 1.0}),
        ("ascent_m", {"ascent_m": 30_001.0}),
        ("avg_hr", {"avg_hr": 19}),
        ("max_hr", {"max_hr": 261}),
        ("cadence_spm", {"cadence_spm": 0.0}),
        ("rpe", {"rpe": 0}),
        ("rpe", {"rpe": 11}),
        ("run_walk_stage", {"run_walk_stage": 0}),
        ("started_at", {"started_at": AT.replace(tzinfo=None)}),
        ("timezone", {"timezone": ""}),
        ("note", {"note": "x" * 501}),
        ("title", {"title": "x" * 201}),
    ],
)
def test_a_wrong_value_names_its_field(field: str, given_as: Given) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Run(**{"id": "run-1", "on": ON, "distance_m": 8200.0, **given_as})
    assert caught.value.field == field


@pytest.mark.parametrize("name", ["distance_m", "moving_s", "elapsed_s"])
def test_one_measure_is_enough(name: str) -> None:
    measure: Given = {name: 100.0}
    assert getattr(Run("run-1", ON, **measure), name) == 100.0


def test_without_any_measure_the_distance_is_asked_for() -> None:
    with pytest.raises(InvalidValueError) as caught:
        Run("run-1", ON)
    assert (caught.value.field, caught.value.reason) == ("distance_m", Reason.REQUIRED)


@example(a_run(distance_m=5e-324))
@example(a_run(distance_m=0.0))
@given(runs())
def test_pace_is_time_by_distance_where_both_are_known(run: Run) -> None:
    assert run.duration_s == (run.elapsed_s if run.moving_s is None else run.moving_s)
    pace = run.pace_s_per_km
    if run.distance_m is not None and run.distance_m >= 1 and run.duration_s:
        assert pace == pytest.approx(run.duration_s / run.distance_m * 1000)
    else:
        assert pace is None


@given(runs(), run_knees())
def test_one_knee_is_changed_and_the_other_stays(run: Run, said: RunKnee) -> None:
    changed = run.with_knee(Knee.RIGHT, said)
    assert changed.knee(Knee.RIGHT) == said
    assert changed.knee(Knee.LEFT) == run.knee(Knee.LEFT)
    assert not any(each.is_empty for each in changed.knees.values())


@given(run_knees(), scores() | st.none())
def test_the_scores_of_a_run_are_put_and_read_by_moment(said: RunKnee, score: Score | None) -> None:
    assert said.with_score(Moment.DURING, score).score(Moment.DURING) == score
    assert said.with_score(Moment.AFTER, score).score(Moment.AFTER) == score
    assert said.with_score(Moment.AFTER, score).during == said.during
    assert said.score(Moment.MORNING) is None


@given(st.lists(runs(), max_size=6))
def test_runs_stand_by_day_then_start_and_without_a_start_last(activities: list[Run]) -> None:
    ordered = sorted(activities, key=start_order)
    assert [run.on for run in ordered] == sorted(run.on for run in activities)
    for earlier, later in pairwise(ordered):
        if earlier.on == later.on and earlier.started_at is None:
            assert later.started_at is None
        elif earlier.on == later.on and later.started_at is not None:
            assert earlier.started_at is not None
            assert earlier.started_at <= later.started_at


def test_two_runs_of_one_start_stand_by_id() -> None:
    second, first = a_run("b", started_at=AT), a_run("a", started_at=AT)
    before = a_run("z", started_at=AT - timedelta(hours=1))
    assert sorted([second, first, before], key=start_order) == [before, first, second]


def test_only_a_run_is_a_run() -> None:
    assert [sport for sport in Sport if a_run(sport=sport).is_run] == [Sport.RUN]


def test_aids_are_kept_once_each_in_order() -> None:
    assert a_run(aids=(Aid.TAPE, Aid.INSOLE, Aid.TAPE)).aids == (Aid.INSOLE, Aid.TAPE)
    assert a_run(aids=()).aids == ()
    assert a_run().aids is None


def test_the_source_refuses_an_instant_without_a_zone() -> None:
    with pytest.raises(InvalidValueError):
        a_source(imported_at=AT.replace(tzinfo=None))
