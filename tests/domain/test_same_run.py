"""Runs from watch, phone, archive and memory, one or two."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest

from diary.domain.run import Run, RunSource, SourceFormat, Sport
from diary.domain.same_run import (
    RunTrace,
    Sameness,
    is_beginning,
    sameness,
    start_apart,
    trace_of,
    wall_clock,
)
from tests.builders import Given, a_run

START = datetime(2026, 11, 2, 6, 40, tzinfo=UTC)
ON = START.date()
HOME = "Europe/Berlin"
_ids = count()


def recorded(start: datetime = START, **values: Given) -> Run:
    """A run of a watch."""
    given = {
        "on": start.date(),
        "distance_m": 8200.0,
        "moving_s": 2710.0,
        "source": RunSource("a.fit", SourceFormat.FIT, values.pop("sha256", "aa")),
        **values,
    }
    run_id = f"watch {next(_ids)}"
    return a_run(run_id, started_at=start, timezone=given.pop("timezone", "+01:00"), **given)


def tabled(start: datetime | None = START, **values: Given) -> Run:
    """A run of a table."""
    source = RunSource("a.csv", SourceFormat.TABLE, values.pop("sha256", "bb"))
    given = {"on": ON, "distance_m": 8200.0, "moving_s": 2710.0, "timezone": HOME, **values}
    return a_run(f"table {next(_ids)}", started_at=start, source=source, **given)


def how(one: Run, other: Run) -> Sameness | None:
    found = sameness(trace_of(one), trace_of(other))
    assert sameness(trace_of(other), trace_of(one)) is found
    return found


@pytest.mark.parametrize(
    ("seconds", "distance_m", "is_same"),
    [(120, 8200.0, True), (121, 8200.0, False), (60, 8364.0, True), (60, 8400.0, False)],
)
def test_start_and_distance(seconds: int, distance_m: float, *, is_same: bool) -> None:
    other = recorded(START + timedelta(seconds=seconds), distance_m=distance_m, moving_s=2650.0)
    assert (how(recorded(sha256="other"), other) is Sameness.START) is is_same


def test_repetitions_that_were_recorded_one_by_one() -> None:
    """Three times 400 m in 80 seconds with 20 seconds between them are three activities."""
    first, second, third = (
        recorded(START + timedelta(seconds=seconds), distance_m=400.0, moving_s=80.0, sha256=str(n))
        for n, seconds in enumerate((0, 100, 179))
    )
    assert how(first, second) is None
    # Starts are kept without their part of a second.
    assert how(second, third) is None
    in_archive = RunSource("a.csv", SourceFormat.GARMIN_CSV, "cc")
    assert how(first, replace(second, source=in_archive)) is None
    assert how(first, replace(first, id="again", source=in_archive)) is Sameness.START
    without = [replace(run, distance_m=None) for run in (first, second)]
    assert how(without[0], without[1]) is None


def test_short_recordings_that_overlap_are_one() -> None:
    one = recorded(distance_m=400.0, moving_s=80.0)
    later = START + timedelta(seconds=60)
    assert how(one, recorded(later, distance_m=401.0, moving_s=79.0, sha256="p")) is Sameness.START
    # A table of minutes does not say in which second it began.
    minutes = tabled(START + timedelta(seconds=100), distance_m=400.0, moving_s=80.0)
    assert how(one, minutes) is Sameness.START


def test_across_midnight_and_zones() -> None:
    late = datetime(2026, 11, 2, 23, 59, 30, tzinfo=UTC)
    one = recorded(late, timezone="UTC")
    other = recorded(late + timedelta(minutes=1), timezone="Asia/Tokyo", moving_s=2600.0, sha256="")
    assert how(one, other) is Sameness.START


def test_the_same_file_though_the_distance_was_put_right() -> None:
    assert how(recorded(), recorded(distance_m=5000.0)) is Sameness.SOURCE


def test_two_runs_of_one_file() -> None:
    later = START + timedelta(hours=1)
    assert how(recorded(), recorded(later)) is None
    assert how(tabled(), tabled(START + timedelta(hours=11))) is None
    numbered = [
        replace(run, source=RunSource("a.csv", SourceFormat.STRAVA_CSV, None, None, name))
        for run, name in ((tabled(), "11122"), (tabled(START + timedelta(hours=11)), "11123"))
    ]
    assert how(numbered[0], numbered[1]) is None
    # Without a start only the numbers are left.
    assert how(tabled(None), tabled(None)) is Sameness.EQUAL
    assert how(tabled(None), tabled(None, moving_s=3000.0)) is None


def test_a_recording_decides_by_its_start_however_equal_the_numbers() -> None:
    evening = START + timedelta(hours=11)
    assert how(recorded(), recorded(evening, sha256="other")) is None


def test_what_was_typed_is_the_same_run_by_equal_numbers() -> None:
    typed = a_run(on=ON, distance_m=8200.0, moving_s=2710.0)
    assert how(typed, recorded(distance_m=8203.9, moving_s=2710.6)) is Sameness.EQUAL
    assert how(typed, recorded(distance_m=8211.0)) is None
    assert how(typed, recorded(moving_s=2712.0)) is None
    # A start that was typed may be the hour of typing.
    at_night = replace(typed, started_at=START + timedelta(hours=13), timezone=HOME)
    assert how(at_night, recorded()) is Sameness.EQUAL


def test_any_of_the_two_times_may_be_the_equal_one() -> None:
    typed = a_run(on=ON, distance_m=8200.0, moving_s=2900.0)
    assert how(typed, recorded(moving_s=2710.0, elapsed_s=2900.0)) is Sameness.EQUAL


def test_a_table_of_local_times_that_was_read_in_another_zone() -> None:
    there = tabled(datetime(2026, 11, 1, 22, 40, tzinfo=UTC), timezone="Asia/Tokyo")
    assert how(recorded(), there) is Sameness.START
    # Of two recordings only the instants count.
    other = recorded(datetime(2026, 11, 1, 22, 40, tzinfo=UTC), timezone="+09:00", sha256="x")
    assert trace_of(other).wall == trace_of(recorded()).wall
    assert how(recorded(), other) is None


def test_a_recording_counts_for_the_day_of_any_zone() -> None:
    late = datetime(2026, 11, 2, 20, 0, tzinfo=UTC)
    typed = a_run(on=date(2026, 11, 2), distance_m=8200.0, moving_s=2710.0)
    in_tokyo = recorded(late, on=date(2026, 11, 3), timezone="Asia/Tokyo")
    assert how(typed, in_tokyo) is Sameness.EQUAL_NEXT_DAY
    assert how(replace(typed, on=date(2026, 11, 4)), in_tokyo) is None


def test_a_treadmill_without_distance() -> None:
    watch = recorded(distance_m=None, moving_s=1860.0)
    phone = recorded(START + timedelta(seconds=20), distance_m=5100.0, moving_s=1840.0, sha256="p")
    assert how(watch, phone) is Sameness.START
    assert how(watch, replace(phone, moving_s=300.0)) is None
    assert how(watch, recorded(START + timedelta(hours=1), distance_m=None, sha256="p")) is None
    dated = tabled(None, distance_m=None, moving_s=1860.0)
    assert how(dated, tabled(None, distance_m=None, moving_s=1860.0, sha256="c")) is Sameness.EQUAL
    assert how(dated, phone) is None


def test_only_the_elapsed_time_is_known() -> None:
    one = tabled(None, moving_s=None, elapsed_s=2710.0)
    assert how(one, recorded(elapsed_s=2710.0, moving_s=2600.0)) is Sameness.EQUAL


def test_where_no_time_is_known_the_distance_decides() -> None:
    nothing = tabled(None, moving_s=None, elapsed_s=None)
    assert how(nothing, recorded()) is Sameness.EQUAL
    assert how(nothing, recorded(distance_m=8300.0)) is None


def test_sources_that_name_an_activity_alike() -> None:
    one = tabled(None, distance_m=5.0, sha256="1")
    other = tabled(None, distance_m=9.0, sha256="2", on=date(2026, 1, 1))
    assert one.source is not None
    assert other.source is not None
    named = [
        replace(run, source=replace(run.source, external_id="3141592653"))  # type: ignore[type-var] # both have one
        for run in (one, other)
    ]
    assert how(named[0], named[1]) is Sameness.SOURCE
    # Numbers from 1 name nothing outside their own file.
    numbered = [
        replace(run, source=replace(run.source, external_id="7"))  # type: ignore[type-var] # as above
        for run in (one, other)
    ]
    assert how(numbered[0], numbered[1]) is None


def test_an_export_of_the_diary_names_its_runs_by_their_ids() -> None:
    mine = a_run("0190-typed", on=ON, distance_m=8200.0)
    source = RunSource("diary.json", SourceFormat.KNEELOG, "cc", external_id="0190-typed")
    again = a_run("new", on=date(2026, 1, 1), distance_m=1.0, source=source)
    assert how(mine, again) is Sameness.SOURCE


def test_what_is_left_of_a_run_that_was_removed_for_good() -> None:
    left = RunTrace("gone", ON, distance_m=8200.0, sha256="old")
    again = trace_of(tabled(None, sha256="new"))
    assert sameness(left, again) is Sameness.EQUAL
    with_start = RunTrace("gone", ON, START, wall_clock(START, HOME), 8200.0, sha256="old")
    assert sameness(with_start, trace_of(recorded())) is Sameness.START
    later = trace_of(recorded(START + timedelta(hours=11), sha256="old"))
    assert sameness(with_start, later) is None


def test_a_zone_that_nobody_knows_is_utc() -> None:
    assert wall_clock(START, "Mars/Olympus") == START.replace(tzinfo=None)
    assert wall_clock(None, HOME) is None


def test_the_nearest_start() -> None:
    one, other = trace_of(recorded()), trace_of(recorded(START + timedelta(minutes=5)))
    assert start_apart(one, other) == timedelta(minutes=5)
    assert start_apart(one, trace_of(tabled(None))) == timedelta(days=1)


def test_a_recording_that_breaks_off_is_the_beginning_of_the_whole() -> None:
    whole = recorded()
    half = recorded(sha256="half", distance_m=4000.0, moving_s=1300.0)
    assert how(half, whole) is Sameness.START
    assert (begins(half, whole), begins(whole, half)) == (True, False)
    # A minute later it would be another one, and so would one of a table.
    later = recorded(START + timedelta(seconds=60), sha256="x", distance_m=4000.0, moving_s=1300.0)
    assert how(later, whole) is None
    assert how(tabled(distance_m=4000.0, moving_s=1300.0), whole) is None
    # Of the same file it was shortened by hand, and a hair is no half.
    assert not begins(recorded(distance_m=4000.0, moving_s=1300.0), whole)
    assert not begins(recorded(sha256="x", distance_m=8150.0, moving_s=2700.0), whole)


def begins(part: Run, whole: Run) -> bool:
    return is_beginning(trace_of(part), trace_of(whole))


def test_the_beginning_may_be_from_another_device() -> None:
    phone = RunSource("phone.gpx", SourceFormat.GPX, "bb")
    assert begins(recorded(source=phone, distance_m=3000.0, moving_s=900.0), recorded())
    # Two that measure differently end together.
    whole = recorded(elapsed_s=2720.0)
    assert not begins(recorded(source=phone, distance_m=7900.0, elapsed_s=2718.0), whole)


def test_a_beginning_with_pauses_lasted_longer_than_the_whole_moved() -> None:
    whole = recorded(moving_s=1800.0, elapsed_s=3300.0)
    for moving_s in (2000.0, None):
        part = recorded(sha256="x", distance_m=4000.0, moving_s=moving_s, elapsed_s=2000.0)
        assert begins(part, whole)
    # What they do not both say tells nothing, and the distance alone is enough.
    assert begins(
        recorded(sha256="x", distance_m=4000.0, moving_s=None, elapsed_s=2000.0),
        recorded(moving_s=1800.0),
    )
    assert begins(recorded(sha256="x", distance_m=None, moving_s=900.0), recorded(distance_m=None))


def test_a_run_and_a_ride_of_one_second_are_two() -> None:
    run = recorded(distance_m=8200.0)
    for sport in (Sport.RIDE, Sport.SWIM):
        other = recorded(sha256="x", sport=sport, distance_m=21000.0, moving_s=3600.0)
        assert how(run, other) is None
        assert not begins(run, other)
    # On foot names differ, and a file that breaks off may not say what it was.
    for sport in (Sport.WALK, Sport.HIKE, Sport.OTHER):
        assert begins(recorded(sha256="x", sport=sport, distance_m=4000.0, moving_s=900.0), run)


def test_a_slow_ride_that_breaks_off_may_be_taken_for_a_run() -> None:
    ride = recorded(sport=Sport.RIDE, distance_m=40_000.0, moving_s=8000.0, elapsed_s=9000.0)
    part = recorded(sha256="x", distance_m=12_000.0, moving_s=None, elapsed_s=2500.0)
    assert begins(part, ride)
