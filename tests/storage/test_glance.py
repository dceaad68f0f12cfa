"""The first look at a diary equals what the store loads, costs little and leaves no trace."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from diary.domain.diary import Diary
from diary.domain.event import EventKind
from diary.storage.glance import DAYS_BEFORE, glance
from diary.storage.reading import read_diary
from diary.storage.store import SqliteStore
from tests.builders import ON, a_day, a_diary, a_run, a_shoe, an_event, filling
from tests.storage.released import RELEASED, released_diary

ROOT = Path(__file__).parent.parent.parent
BARE = """
import sys
for name in ("sqlalchemy", "PySide6", "numpy", "matplotlib", "filelock"):
    sys.modules[name] = None
from datetime import date
from pathlib import Path
from diary.storage.glance import glance
from diary.storage.integrity import check_file
from diary.storage.reading import read_diary
path = Path(sys.argv[1])
print(len(glance(path, date(2026, 11, 20)).days), len(read_diary(path)[0].days), check_file(path))
"""


def expected(diary: Diary) -> Diary:
    """The part of a whole diary that a first look shows."""
    first = ON - DAYS_BEFORE
    before = dict.fromkeys(diary.shoes, 0.0)
    for run in diary.runs.values():
        if run.shoe_id and run.on < first:
            before[run.shoe_id] += run.distance_m or 0.0
    return Diary(
        person=diary.person,
        settings=diary.settings,
        days={on: day for on, day in diary.days.items() if first <= on <= ON},
        runs={key: run for key, run in diary.runs.items() if first <= run.on <= ON},
        shoes={
            key: replace(
                shoe,
                distance_before_span_m=(shoe.distance_before_span_m or 0.0) + before[key],
            )
            for key, shoe in diary.shoes.items()
        },
        events={
            key: event
            for key, event in diary.events.items()
            if event.kind is EventKind.HELP_ARRANGED and first <= event.on <= ON
        },
        reminder_states=diary.reminder_states,
        exercises=diary.exercises,
        plans=diary.plans,
        sessions={key: each for key, each in diary.sessions.items() if each.on >= first},
        run_walk=diary.run_walk,
    )


@pytest.mark.parametrize("schema", RELEASED)
def test_it_equals_what_is_loaded_from_each_schema(schema: int) -> None:
    assert glance(RELEASED[schema], ON) == expected(released_diary(schema))


def test_only_four_days_are_read_and_the_pairs_know_what_went_before(
    store: SqliteStore, path: Path
) -> None:
    ago = [ON - timedelta(days=number) for number in range(-1, 7)]
    runs = [
        a_run(f"run-{number}", on, left=number, distance_m=1000.0 * number, shoe_id="shoe-1")
        for number, on in enumerate(ago)
    ]
    help_on = [
        an_event(f"help-{number}", on, kind=EventKind.HELP_ARRANGED)
        for number, on in enumerate(ago)
    ]
    diary = a_diary([a_day(on, right=1) for on in ago], runs, [a_shoe()], [an_event(), *help_on])
    store.write(filling(diary))
    gone = a_run("gone", ON, shoe_id="shoe-1")
    store.write(filling(a_diary(runs=[gone])))
    store.write(filling(a_diary(runs=[gone])).inverse())
    found = glance(path, ON)
    assert found == expected(diary)
    assert len(found.days) == len(found.runs) == len(found.events) == 4
    assert found.shoes["shoe-1"].distance_before_span_m == 5000.0 + 6000.0 + 7000.0


def test_nothing_yet_is_an_empty_diary(tmp_path: Path, path: Path) -> None:
    assert glance(tmp_path / "missing", ON) == Diary()
    assert glance(path, ON) == Diary()


@pytest.mark.parametrize("read", [lambda path: glance(path, ON), read_diary])
def test_no_file_appears_beside_a_closed_diary(path: Path, read: Callable[[Path], object]) -> None:
    before = path.read_bytes()
    read(path)
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    assert path.read_bytes() == before


def test_it_sees_what_another_program_has_just_written(store: SqliteStore, path: Path) -> None:
    store._connection.execute("PRAGMA wal_autocheckpoint = 0")
    store.write(filling(a_diary([a_day(left=3)])))
    store._connection.execute("BEGIN IMMEDIATE")
    assert glance(path, ON) == a_diary([a_day(left=3)])
    store._connection.execute("ROLLBACK")


def test_a_listing_reads_only_its_kind(store: SqliteStore, path: Path) -> None:
    diary = a_diary([a_day(left=3)], [a_run(left=4)], [a_shoe()], [an_event()])
    store.write(filling(diary))
    assert read_diary(path, {"runs"}) == (a_diary(runs=diary.runs.values()), [])
    assert read_diary(path, {"days"}) == (a_diary(diary.days.values()), [])
    assert read_diary(path, ()) == (Diary(), [])


def test_reading_needs_the_standard_library_alone() -> None:
    done = subprocess.run(
        [sys.executable, "-c", BARE, str(RELEASED[1])],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split("\n")[0] == "2 3 []", done.stderr
