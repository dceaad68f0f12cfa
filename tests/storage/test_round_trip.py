"""What is written comes back: value by value, through every reader, after reopening."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diary.domain.change import Change, ChangeSet, Entity
from diary.domain.day import NOTE_LONGEST, Day
from diary.domain.diary import Diary
from diary.domain.knee import Area, Knee, KneeDay, Sign
from diary.storage.integrity import check_file
from diary.storage.reading import read_diary
from diary.storage.store import SqliteStore, open_store
from tests.builders import (
    FixedClock,
    a_day,
    a_diary,
    a_knee_day,
    a_run,
    a_run_knee,
    counted_ids,
    diaries,
    filling,
)
from tests.thorough import cases

few = settings(
    max_examples=cases(12),
    deadline=None,
    # The template is an empty file that no example changes.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def becoming(before: Diary, after: Diary) -> ChangeSet:
    """The change set that makes one diary of another; what is in neither stays out."""
    pairs: list[tuple[Entity | None, Entity | None]] = [
        (before.person, after.person),
        (before.settings, after.settings),
    ]
    kinds: tuple[tuple[Mapping[Any, Entity], Mapping[Any, Entity]], ...] = (
        (before.days, after.days),
        (before.shoes, after.shoes),
        (before.runs, after.runs),
        (before.events, after.events),
        (before.reminder_states, after.reminder_states),
        (before.totals, after.totals),
        (before.pt_notes, after.pt_notes),
        (_dated(before), _dated(after)),
    )
    for old, new in kinds:
        pairs += [(old.get(key), new.get(key)) for key in {**old, **new}]
    return ChangeSet(tuple(Change(old, new) for old, new in pairs))


def _dated(diary: Diary) -> dict[object, Entity]:
    return {(each.at, each.name): each for each in diary.setting_changes}


@few
@given(diary=diaries())
def test_any_diary_comes_back_as_it_was(template: Path, diary: Diary) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "diary.sqlite3"
        shutil.copy(template, path)
        store = open_store(path, FixedClock(), counted_ids())
        assert store.write(filling(diary)).changes
        assert store.load() == diary
        assert store.problems == []
        assert read_diary(path) == (diary, [])
        store.close()

        store = open_store(path, FixedClock(), counted_ids())
        assert store.load() == diary
        store.close()
        assert read_diary(path) == (diary, [])
        assert check_file(path) == []


@few
@given(first=diaries(), second=diaries())
def test_any_change_and_its_inverse_come_back(template: Path, first: Diary, second: Diary) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "diary.sqlite3"
        shutil.copy(template, path)
        store = open_store(path, FixedClock(), counted_ids())
        store.write(filling(first))
        written = store.write(becoming(first, second))
        assert store.load() == second
        store.write(written.inverse())
        assert store.load() == first
        store.close()
        assert check_file(path) == []


def test_unanswered_none_no_and_zero_stay_four_things(store: SqliteStore) -> None:
    said = a_day(
        left=KneeDay(areas=None, signs={}),
        right=a_knee_day(worst=0, areas=(), signs={Sign.LOCKING: False}),
    )
    store.write(filling(a_diary([said])))
    day = store.load().days[said.on]
    assert Knee.LEFT not in day.knees
    right = day.knees[Knee.RIGHT]
    assert right.areas == ()
    assert right.qualities is None
    assert right.signs == {Sign.LOCKING: False}
    assert right.worst is not None
    assert right.worst.value == 0


def test_each_part_of_a_run_knee_is_kept(store: SqliteStore) -> None:
    runs = [
        a_run("limped", left=a_run_knee(limped=False)),
        a_run("turned", right=a_run_knee(turned_sharp=True)),
        a_run("both", left=a_run_knee(0), right=a_run_knee(None, 10, limped=True)),
        a_run("2026-11-20", left=a_run_knee(3)),
    ]
    day = a_day(left=a_knee_day(2, 4, areas=(Area.FRONT,)))
    diary = a_diary([day], runs)
    store.write(filling(diary))
    assert store.load() == diary


@few
@given(note=st.text(st.characters(exclude_categories=["Cs"]), max_size=NOTE_LONGEST))
def test_notes_come_back_byte_for_byte(template: Path, note: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "diary.sqlite3"
        shutil.copy(template, path)
        store = open_store(path, FixedClock(), counted_ids())
        day = a_day(note=note)
        store.write(ChangeSet((Change(None, day),)))
        store.close()
        found = read_diary(path)[0].days.get(day.on, Day(day.on)).note
        assert found.encode() == note.encode()
