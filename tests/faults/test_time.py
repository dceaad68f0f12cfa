"""Days, weeks and clocks: a little of what the part `time` tries, and what is worked out for it."""

import ast
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeAlias

import pytest
from PySide6.QtWidgets import QApplication

from tests.faults import clocks, days, reckoning
from tests.faults.course import Course
from tests.faults.reckoning import day_of, monday_of, transitions

Cases: TypeAlias = Callable[[int, int], Iterator[days.Case]]

SEED = 1


# ---- what is expected ---------------------------------------------------------------------------


def test_what_is_expected_is_worked_out_without_the_program() -> None:
    tree = ast.parse(Path(reckoning.__file__).read_text())
    names = [
        *(each.module for each in ast.walk(tree) if isinstance(each, ast.ImportFrom)),
        *(
            name.name
            for each in ast.walk(tree)
            if isinstance(each, ast.Import)
            for name in each.names
        ),
    ]
    assert names
    assert not [name for name in names if name is None or name.startswith(("diary", "tests"))]


@pytest.mark.parametrize(
    ("at", "zone", "on"),
    [
        # From the clocks of those nights, by hand.
        ("2026-10-25T00:30", "Europe/Berlin", "2026-10-24"),
        ("2026-10-25T01:59", "Europe/Berlin", "2026-10-24"),
        ("2026-10-25T02:00", "Europe/Berlin", "2026-10-25"),
        ("2026-03-29T00:59", "Europe/Berlin", "2026-03-28"),
        ("2026-03-29T01:00", "Europe/Berlin", "2026-03-29"),
        ("2026-04-04T15:30", "Australia/Lord_Howe", "2026-04-04"),
        ("2026-04-04T16:30", "Australia/Lord_Howe", "2026-04-05"),
        ("2026-11-20T21:14", "Asia/Kathmandu", "2026-11-20"),
        ("2026-11-20T21:15", "Asia/Kathmandu", "2026-11-21"),
        # Samoa had no 30 December 2011.
        ("2011-12-30T09:59", "Pacific/Apia", "2011-12-29"),
        ("2011-12-30T13:00", "Pacific/Apia", "2011-12-31"),
        ("2028-02-29T23:00", "UTC", "2028-02-29"),
    ],
)
def test_days_turn_at_three_by_the_clock_on_the_wall(at: str, zone: str, on: str) -> None:
    instant = datetime.fromisoformat(at).replace(tzinfo=UTC)
    assert day_of(instant, zone) == date.fromisoformat(on)


def test_the_last_week_of_2026_goes_on_into_january() -> None:
    assert {monday_of(date(2027, 1, on)) for on in (1, 2, 3)} == {date(2026, 12, 28)}
    assert monday_of(date(2027, 1, 4)) == date(2027, 1, 4)


def test_there_are_enough_zones_and_changes() -> None:
    assert len(reckoning.ZONES) >= 12
    assert sum(len(transitions(zone)) for zone in reckoning.ZONES) >= 60
    assert len(reckoning.JOURNEYS) == 3


# ---- what is tried ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cases", "count"),
    [
        (days.clock_changes, 3),
        (days.seldom_days, 2),
        (days.travels, 3),
        (days.wrong_clocks, 2),
    ],
)
def test_no_entry_ever_changes_its_day(course: Course, cases: Cases, count: int) -> None:
    tally = days.tried(course, "entries", "", cases(SEED, count))
    assert tally.breaches == []
    assert tally.rounds == count


@pytest.mark.parametrize(
    ("cases", "works", "found"),
    [
        (days.clock_changes, ("entering_by_utc", "reading"), "in the file: "),
        (days.travels, ("entering_where_it_began", "reading"), "in the file: "),
        (days.clock_changes, ("entering", "reading_by_own_zone"), "read: "),
        (days.seldom_days, ("entering", "reading_weeks_of_sunday"), "weeks hold "),
    ],
)
def test_days_and_weeks_that_are_wrong_are_found(
    course: Course, cases: Cases, works: tuple[str, str], found: str
) -> None:
    tally = days.tried(course, "entries", "", cases(SEED, 1), works)
    assert any(found in breach for breach in tally.breaches)


def test_a_clock_set_back_and_forth_puts_nothing_off_and_tells_nothing_twice(
    course: Course, qapp: QApplication
) -> None:
    assert clocks.set_back_and_forth(course, 1, beats=60).breaches == []


@pytest.mark.parametrize(
    ("wrongly", "found"),
    [
        (clocks.believing_the_clock, "no backup for "),
        (clocks.thinning_by_the_clock, "are left"),
        (clocks.remembering_for_a_day, "told again "),
    ],
)
def test_a_program_that_believes_its_clock_is_found(
    course: Course, qapp: QApplication, wrongly: Callable[[], ExitStack], found: str
) -> None:
    tally = clocks.set_back_and_forth(course, 1, wrongly, beats=60)
    assert any(found in breach for breach in tally.breaches)


def test_months_of_backups_under_a_wrong_clock_keep_what_counts(course: Course) -> None:
    assert clocks.thinned_over_months(course, 8).breaches == []
    assert clocks.thinned_over_months(course, 1, clocks.by_the_clock_alone).breaches
