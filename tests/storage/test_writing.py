"""One transaction a change set: what is touched, what clashes, what the bin keeps."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from diary.domain.change import Change, ChangeSet
from diary.domain.day import Limit, PlanAnswer
from diary.domain.diary import Diary
from diary.domain.errors import InvalidValueError, Reason, StaleChangeError
from diary.domain.knee import Knee, KneeDay, Sign
from diary.domain.person import Contact, ContactKind, Person
from diary.domain.settings import Settings
from diary.storage.integrity import check_file, check_open
from diary.storage.reading import read_diary
from diary.storage.store import SqliteStore
from tests.builders import (
    FixedClock,
    a_day,
    a_diary,
    a_knee_day,
    a_run,
    a_score,
    a_shoe,
    filling,
)

OneChange = Change | tuple[Change, ...]


def written(store: SqliteStore, *changes: Change) -> ChangeSet:
    return store.write(ChangeSet(changes))


def rows(path: Path, table: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()
    finally:
        connection.close()


def test_one_score_touches_its_own_row_alone(store: SqliteStore, clock: FixedClock) -> None:
    day = a_day(left=a_knee_day(2, 4, signs={Sign.SWELLING: False}), note="stairs")
    written(store, Change(None, day))
    before = {table: rows(store.path, table) for table in ("days", "knee_days", "scores")}
    clock.turn(hours=1)
    scored = day.with_knee(Knee.LEFT, replace(day.knee(Knee.LEFT), morning=a_score(5)))
    written(store, Change(day, scored))
    assert rows(store.path, "days") == before["days"]
    assert rows(store.path, "knee_days") == before["knee_days"]
    after = rows(store.path, "scores")
    assert len(after) == 2
    assert len(set(after) - set(before["scores"])) == 1


def test_two_programs_do_not_undo_each_other(
    path: Path, opened: Callable[[Path], SqliteStore]
) -> None:
    window, command_line = opened(path), opened(path)
    window.load()
    command_line.load()
    written(window, Change(None, a_day(left=3)))
    back = written(command_line, Change(None, a_day(right=a_knee_day(morning=1))))
    both = a_day(left=3, right=a_knee_day(morning=1))
    assert window.load().days == {both.on: both}
    assert back.changes[0].after == both


def test_a_change_of_something_else_meanwhile_is_refused_whole(
    path: Path, opened: Callable[[Path], SqliteStore]
) -> None:
    first, second = opened(path), opened(path)
    day = a_day(left=3)
    written(first, Change(None, day))
    run = a_run()
    with pytest.raises(StaleChangeError):
        written(second, Change(None, run), Change(None, a_day(left=7)))
    assert first.load() == a_diary([day])


def test_a_chain_of_changes_of_one_entity_is_written_as_its_end(store: SqliteStore) -> None:
    empty, one, two = a_day(), a_day(left=1), a_day(left=1, right=2)
    written(store, Change(None, one), Change(one, two))
    assert store.load().days == {empty.on: two}
    assert len(rows(store.path, "scores")) == 2


def test_an_undone_deletion_revives_the_same_rows(store: SqliteStore, clock: FixedClock) -> None:
    diary = a_diary([a_day(left=a_knee_day(1, 2, areas=()))], [a_run(left=4)], [a_shoe()])
    first = store.write(filling(diary))
    tables = ("days", "knee_days", "scores", "runs", "shoes")
    ids = {table: [row[:2] for row in rows(store.path, table)] for table in tables}
    clock.turn(days=2)
    store.write(first.inverse())
    assert store.load() == Diary()
    assert all(row[3] is not None for table in tables for row in rows(store.path, table))
    clock.turn(days=2)
    store.write(first)
    assert store.load() == diary
    assert {table: [row[:2] for row in rows(store.path, table)] for table in tables} == ids
    assert check_file(store.path) == []


def test_what_is_typed_anew_leaves_the_bin_alone(store: SqliteStore) -> None:
    day = a_day(note="first")
    written(store, Change(None, day))
    written(store, Change(day, None))
    written(store, Change(None, a_day(note="second")))
    notes = {(row[-2], row[3] is None) for row in rows(store.path, "days")}
    assert notes == {("first", False), ("second", True)}


def test_a_run_in_shoes_that_are_not_there_is_refused(store: SqliteStore) -> None:
    with pytest.raises(InvalidValueError) as refused:
        written(store, Change(None, a_run(shoe_id="nobody's")))
    assert refused.value.reason is Reason.NAMES_NOTHING
    assert store.load() == Diary()


def test_half_a_letter_is_refused_and_nothing_is_written(store: SqliteStore) -> None:
    with pytest.raises(InvalidValueError):
        written(store, Change(None, a_day(note="\ud800")), Change(None, a_run()))
    assert store.load() == Diary()


def test_settings_go_back_to_their_defaults(store: SqliteStore) -> None:
    chosen = Settings(green_max=3, amber_max=6, worse_watch=None)
    written(store, Change(Settings(), chosen))
    assert store.load().settings == chosen
    written(store, Change(chosen, Settings(amber_max=6)))
    assert store.load().settings == Settings(amber_max=6)


def test_a_person_may_be_written_from_nothing(store: SqliteStore) -> None:
    written(store, Change(None, Person(initials="J.K.")))
    written(store, Change(Person(initials="J.K."), Person(initials="J.K.", goal="10 km")))
    assert store.load().person == Person(initials="J.K.", goal="10 km")


def test_contacts_come_change_and_go_one_by_one(store: SqliteStore, path: Path) -> None:
    def with_contacts(*contacts: Contact) -> Person:
        return Person(goal="10 km", contacts=contacts)

    anna, other = Contact(ContactKind.PT, "Anna", "1"), Contact(ContactKind.PT, "Berg", "2")
    emergency = Contact(ContactKind.EMERGENCY, phone="112")
    steps = [(anna,), (anna, emergency), (other, emergency), (emergency,), (), (anna, emergency)]
    before = Person()
    for contacts in steps:
        after = with_contacts(*contacts)
        written(store, Change(before, after))
        assert store.load().person == after
        assert check_open(path) == []
        assert read_diary(path)[0].person == after
        before = after


def test_a_number_and_a_goal_that_are_given_side_by_side_are_both_kept(store: SqliteStore) -> None:
    anna = Contact(ContactKind.PT, "Anna", "1")
    written(store, Change(Person(), Person(contacts=(anna,))))
    written(store, Change(Person(), Person(goal="10 km")))
    assert store.load().person == Person(goal="10 km", contacts=(anna,))


def test_a_thousand_entries_are_one_change_set(store: SqliteStore) -> None:
    runs = [a_run(f"run-{number}", left=number % 10) for number in range(1000)]
    added = store.write(filling(a_diary(runs=runs, shoes=[a_shoe()])))
    faster = ChangeSet(
        tuple(Change(run, replace(run, moving_s=2400.0, shoe_id="shoe-1")) for run in runs)
    )
    store.write(faster)
    assert {run.moving_s for run in store.load().runs.values()} == {2400.0}
    store.write(faster.inverse())
    store.write(added.inverse())
    assert store.load() == Diary()
    assert check_file(store.path) == []


def test_a_setting_of_a_day_changes_that_row_alone(store: SqliteStore, clock: FixedClock) -> None:
    day = a_day(left=3, plan=PlanAnswer.AS_PLANNED)
    written(store, Change(None, day))
    scores = rows(store.path, "scores")
    clock.turn(minutes=5)
    written(store, Change(day, replace(day, limits={Limit.STAIRS: True})))
    assert rows(store.path, "scores") == scores
    (row,) = rows(store.path, "days")
    assert row[1] != row[2]


def test_a_knee_that_is_emptied_leaves_no_row(store: SqliteStore) -> None:
    day = a_day(left=a_knee_day(areas=()), note="kept")
    written(store, Change(None, day))
    written(store, Change(day, day.with_knee(Knee.LEFT, KneeDay())))
    assert store.load().days[day.on] == a_day(note="kept")
