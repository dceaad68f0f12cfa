from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from diary.domain.run import RunKind, RunSource, SourceFormat, Sport, Surface
from diary.domain.same_run import Sameness, sameness, trace_of
from diary.services.import_compare import COMPARED, compared, filled, with_fields
from tests.builders import ON, Given, a_run

START = datetime(2026, 11, 20, 6, 40, tzinfo=UTC)
SOURCE = RunSource("a.fit", SourceFormat.FIT, "aa")


def test_both_side_by_side() -> None:
    rows = {
        row.name: row for row in compared(a_run(note="mine", avg_hr=150), a_run("b", note="theirs"))
    }
    assert list(rows) == [
        *("sport", "started_at", "distance_m", "moving_s"),
        *("avg_hr", "note"),
    ]
    assert (rows["note"].here, rows["note"].there) == ("mine", "theirs")
    assert rows["avg_hr"].is_empty_there
    assert not rows["avg_hr"].is_empty_here
    assert "knees" not in COMPARED


def test_a_start_brings_its_day_and_zone() -> None:
    there = a_run("b", ON - timedelta(days=1), started_at=START, timezone="+01:00", source=SOURCE)
    taken = with_fields(a_run(), there, {"started_at", "note", "knees", "id"})
    assert (taken.on, taken.timezone) == (there.on, "+01:00")
    assert (taken.id, taken.note, taken.source) == ("run-1", "", SOURCE)
    assert with_fields(a_run(), there, {"note"}) == a_run()


def test_filling_leaves_the_run_on_its_day() -> None:
    there = a_run("b", ON - timedelta(days=1), started_at=START - timedelta(days=1), max_hr=170)
    run = filled(a_run(), [there])
    assert (run.on, run.started_at, run.max_hr) == (ON, None, 170)


def test_the_typed_time_stays_the_one_that_is_shown() -> None:
    typed = a_run(moving_s=None, elapsed_s=2900.0)
    assert filled(typed, [a_run("b", moving_s=2710.0)]).duration_s == 2900.0
    imported = replace(typed, source=SOURCE)
    assert filled(imported, [a_run("b", moving_s=2710.0)]).duration_s == 2900.0
    # Nor does a field that is filled before it let it go.
    bare = replace(typed, distance_m=None)
    run = filled(bare, [a_run("b", moving_s=2850.0, max_hr=170, source=SOURCE)])
    assert (run.distance_m, run.max_hr, run.source) == (8200.0, 170, SOURCE)
    assert run.duration_s == 2900.0


@pytest.mark.parametrize(
    ("here", "there", "stays_empty"),
    [
        ({"moving_s": 1600.0}, {"moving_s": 1500.0, "elapsed_s": 1520.0}, "elapsed_s"),
        ({"max_hr": 130}, {"avg_hr": 142, "max_hr": 167}, "avg_hr"),
        ({"avg_hr": 150}, {"avg_hr": 120, "max_hr": 149}, "max_hr"),
        ({"distance_m": None, "pain_onset_m": 9000.0}, {}, "distance_m"),
        ({"moving_s": None, "pain_onset_s": 3000.0}, {}, "moving_s"),
        ({"kind": RunKind.EASY}, {"kind": RunKind.RUN_WALK, "run_walk_stage": 3}, "run_walk_stage"),
        ({"sport": Sport.WALK}, {"shoe_id": "blue"}, "shoe_id"),
        # Two that are one by the name of their source, of which one was put right by hand.
        ({"distance_m": None, "moving_s": 600.0}, {"moving_s": 2700.0}, "distance_m"),
        ({"distance_m": 5000.0, "moving_s": None}, {"distance_m": 9000.0}, "moving_s"),
    ],
)
def test_what_is_filled_contradicts_nothing(
    here: dict[str, Given], there: dict[str, Given], stays_empty: str
) -> None:
    typed = a_run(title="", surface=None, **here)
    run = filled(typed, [a_run("b", title="Park", **there)])
    assert getattr(run, stays_empty) is None
    # What has nothing to do with it is filled all the same.
    assert run == replace(typed, title="Park")


def test_what_goes_together_is_filled_together() -> None:
    typed = a_run(moving_s=1500.0, kind=None)
    there = a_run(
        "b",
        moving_s=1500.4,
        elapsed_s=1520.0,
        avg_hr=142,
        max_hr=167,
        kind=RunKind.RUN_WALK,
        run_walk_stage=3,
    )
    run = filled(typed, [there])
    assert (run.moving_s, run.elapsed_s, run.avg_hr, run.max_hr) == (1500.0, 1520.0, 142, 167)
    assert (run.kind, run.run_walk_stage) == (RunKind.RUN_WALK, 3)


def test_numbers_that_contradicted_each_other_before_hinder_nothing() -> None:
    typed = a_run(moving_s=1600.0, elapsed_s=1500.0)
    assert filled(typed, [a_run("b", avg_hr=142)]).avg_hr == 142


def test_the_first_that_has_a_field_fills_it() -> None:
    others = [a_run("b", surface=Surface.TRAIL), a_run("c", surface=Surface.ROAD, title="Park")]
    run = filled(a_run(), others)
    assert (run.surface, run.title) == (Surface.TRAIL, "Park")


def test_no_field_is_filled_that_would_make_two_of_one_run() -> None:
    """A watch without distance, and two others who do not agree about it."""
    watch = a_run("w", started_at=START, distance_m=None, source=SOURCE)
    one = a_run("b", started_at=START, distance_m=8000.0)
    other = a_run("c", started_at=START, distance_m=9000.0, title="Park")
    assert sameness(trace_of(watch), trace_of(one)) is Sameness.START
    assert sameness(trace_of(watch), trace_of(other)) is Sameness.START
    run = filled(watch, [one, other])
    assert (run.distance_m, run.title) == (None, "Park")
    assert filled(watch, [one]).distance_m == 8000.0
