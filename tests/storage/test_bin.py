"""What is deleted lies in the bin, comes back as it was, and goes after thirty days of use."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from diary.domain.bin import DeletedKind, Omission
from diary.domain.change import Change, ChangeSet
from diary.domain.diary import Diary
from diary.domain.errors import DiaryReplacedError
from diary.domain.knee import Knee, KneeDay, Moment
from diary.domain.person import Contact, ContactKind, Person
from diary.domain.reminder_state import ReminderState, StateName
from diary.domain.rule import Rule
from diary.domain.settings import Settings
from diary.services.events import EventBus
from diary.services.journal import Journal
from diary.storage.integrity import check_file
from diary.storage.store import SqliteStore
from tests.builders import (
    AT,
    ON,
    FixedClock,
    a_day,
    a_diary,
    a_knee_day,
    a_note,
    a_run,
    a_score,
    a_shoe,
    a_source,
    a_total,
    an_event,
    filling,
)

Opening = Callable[[Path], SqliteStore]


def written(store: SqliteStore, *changes: Change) -> ChangeSet:
    return store.write(ChangeSet(changes))


def count(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        (number,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(number)


# ---- what lies in it ---------------------------------------------------------------------------


def test_an_empty_bin_has_no_entries(store: SqliteStore) -> None:
    written(store, Change(None, a_run()))
    assert store.deleted() == []


def test_what_was_deleted_comes_back_by_the_journal_and_can_be_undone(store: SqliteStore) -> None:
    run = a_run(left=4, shoe_id="shoe-1", note="wet")
    diary = a_diary([a_day(left=3)], [run], [a_shoe()])
    store.write(filling(diary))
    journal = Journal(EventBus(), store.load())
    journal.attach(store)
    journal.apply(Change(run, None))
    (entry,) = store.deleted()
    assert (entry.kind, entry.runs, entry.deleted_at) == (DeletedKind.RUN, (run,), AT + TICK)
    restored = journal.apply(entry.restore)
    assert journal.diary == store.load() == diary
    assert store.deleted() == []
    journal.apply(restored.inverse())
    assert [each.runs for each in store.deleted()] == [(run,)]
    assert check_file(store.path) == []


TICK = timedelta(microseconds=1)


def test_what_went_together_is_one_entry_and_the_newest_comes_first(
    store: SqliteStore, clock: FixedClock
) -> None:
    runs = [a_run("run-1", shoe_id="shoe-1"), a_run("run-2", left=2)]
    store.write(filling(a_diary([a_day(note="stairs")], runs, [a_shoe()], [an_event()])))
    clock.turn(hours=1)
    written(store, *(Change(run, None) for run in runs), Change(a_shoe(), None))
    clock.turn(hours=1)
    written(store, Change(an_event(), None))
    # At the same instant by a clock that stands still: yet another entry.
    written(store, Change(a_day(note="stairs"), None))
    assert [entry.kind for entry in store.deleted()] == [
        *(DeletedKind.DAY, DeletedKind.EVENT, DeletedKind.SEVERAL)
    ]
    together = store.deleted()[2]
    assert {run.id for run in together.runs} == {"run-1", "run-2"}
    assert together.shoes == (a_shoe(),)
    store.write(together.restore)
    assert store.load() == a_diary(runs=runs, shoes=[a_shoe()])


def test_a_total_and_a_note_of_the_pt_come_back_as_they_were(store: SqliteStore) -> None:
    diary = a_diary(totals={"total-1": a_total()}, pt_notes={"note-1": a_note()})
    store.write(filling(diary))
    written(store, Change(a_total(), None))
    written(store, Change(a_note(), None))
    note, total = store.deleted()
    assert (note.kind, total.kind) == (DeletedKind.PT_NOTE, DeletedKind.TOTAL)
    store.write(note.restore)
    store.write(total.restore)
    assert store.load() == diary
    assert store.deleted() == []
    assert check_file(store.path) == []


def test_a_run_brings_its_deleted_pair_along(store: SqliteStore) -> None:
    run = a_run(shoe_id="shoe-1")
    store.write(filling(a_diary(runs=[run], shoes=[a_shoe()])))
    written(store, Change(run, None))
    written(store, Change(a_shoe(), None))
    pair, ran = store.deleted()
    assert (pair.kind, ran.kind) == (DeletedKind.SHOE, DeletedKind.RUN)
    store.write(ran.restore)
    assert store.load() == a_diary(runs=[run], shoes=[a_shoe()])
    assert store.deleted() == []


def test_what_was_taken_out_of_a_day_is_merged_into_what_it_is_now(store: SqliteStore) -> None:
    day = a_day(left=a_knee_day(2, 4), note="stairs")
    written(store, Change(None, day))
    emptied = replace(day, knees={Knee.LEFT: KneeDay(worst=a_score(4))})
    written(store, Change(day, emptied))
    written(store, Change(emptied, None))
    now = a_day(left=a_knee_day(worst=7), right=1)
    written(store, Change(None, now))
    whole, score = store.deleted()
    assert score.days == (a_day(left=a_knee_day(2)),)
    assert whole.days == (emptied,)
    assert [(part.why, part.field) for part in whole.left_out] == [
        (Omission.ANSWERED_SINCE, "left.worst")
    ]
    store.write(whole.restore)
    store.write(score.restore)
    wanted = a_day(left=a_knee_day(2, 7), right=1, note="stairs")
    assert store.load() == a_diary([wanted])
    # What could not come back is still there to be read; what did is no entry any more.
    assert [bool(entry.restore) for entry in store.deleted()] == [False]
    assert check_file(store.path) == []


def test_a_score_of_a_run_comes_back_to_the_run(store: SqliteStore) -> None:
    run = a_run(left=4, right=2)
    written(store, Change(None, run))
    cleared = run.with_knee(Knee.LEFT, run.knee(Knee.LEFT).with_score(Moment.AFTER, None))
    written(store, Change(run, cleared))
    (entry,) = store.deleted()
    assert entry.kind is DeletedKind.SCORE
    assert entry.scores[0].score == a_score(4)
    written(store, Change(cleared, None))
    gone, waiting = store.deleted()
    assert [part.why for part in waiting.left_out] == [Omission.RUN_DELETED]
    store.write(gone.restore)
    store.write(store.deleted()[0].restore)
    assert store.load() == a_diary(runs=[run])


def test_a_setting_that_is_back_at_its_default_was_not_deleted(store: SqliteStore) -> None:
    chosen = Settings(green_max=3, amber_max=6)
    written(store, Change(Settings(), chosen))
    written(store, Change(chosen, Settings()))
    assert store.deleted() == []


def test_a_row_that_cannot_be_read_costs_itself_alone(store: SqliteStore) -> None:
    run, other = a_run(left=4), a_run("run-2")
    store.write(filling(a_diary(runs=[run, other])))
    written(store, Change(run, None))
    written(store, Change(other, None))
    store._connection.execute("UPDATE runs SET rpe = 99 WHERE id = 'run-2'")
    store._connection.execute("UPDATE scores SET score = 99")
    assert [entry.runs for entry in store.deleted()] == [(a_run(),)]
    store._connection.execute("UPDATE runs SET deleted_at = 'yesterday' WHERE id = 'run-1'")
    assert store.deleted() == []


# ---- emptied by hand ---------------------------------------------------------------------------


def test_the_bin_can_be_emptied_at_once(store: SqliteStore, path: Path) -> None:
    imported = a_run("imported", left=4, source=a_source(), note="private", shoe_id="shoe-1")
    typed = a_run("typed", note="secret words", shoe_id="shoe-1")
    kept = a_run("kept", left=1)
    gone = a_diary([a_day(left=3, note="also private")], [imported, typed], [a_shoe()])
    store.write(filling(a_diary(runs=[kept])))
    store.write(filling(gone))
    store.write(filling(gone).inverse())
    assert store.deleted()
    store.empty_bin_now()
    assert store.deleted() == []
    assert store.load() == a_diary(runs=[kept])
    assert {trace.sha256 for trace in store.traces_in_bin()} == {"ab" * 32}
    assert {table: count(path, table) for table in ("runs", "shoes", "days", "scores")} == {
        "runs": 2,
        "shoes": 0,
        "days": 0,
        "scores": 1,
    }
    # Neither the file nor its log still shows what was removed.
    for each in path.parent.iterdir():
        assert b"private" not in each.read_bytes()
        assert b"secret" not in each.read_bytes()
    assert check_file(path) == []
    store.empty_bin_now()


def test_what_was_removed_for_good_can_be_undone_while_it_is_remembered(
    store: SqliteStore,
) -> None:
    imported = a_run("imported", left=4, source=a_source(), note="private", shoe_id="shoe-1")
    added = store.write(filling(a_diary([a_day(left=3)], [imported], [a_shoe()])))
    removed = store.write(added.inverse())
    store.empty_bin_now()
    store.write(removed.inverse())
    assert store.load() == a_diary([a_day(left=3)], [imported], [a_shoe()])
    assert check_file(store.path) == []


def test_a_bin_of_a_replaced_file_is_not_emptied(store: SqliteStore, path: Path) -> None:
    run = a_run()
    written(store, Change(None, run))
    written(store, Change(run, None))
    path.rename(path.with_name("moved.sqlite3"))
    with pytest.raises(DiaryReplacedError):
        store.empty_bin_now()
    assert len(store.deleted()) == 1


# ---- thirty days -------------------------------------------------------------------------------


@pytest.fixture
def visit(path: Path, opened: Opening, clock: FixedClock) -> Callable[..., None]:
    """Opens the diary some time later, writes a run unless told, and closes it."""

    def one(*changes: Change, writes: bool = True, **later: float) -> None:
        clock.turn(**later)
        store = opened(path)
        if writes:
            written(store, Change(None, a_run(f"run at {clock.at}")))
        if changes:
            written(store, *changes)
        store.close()

    return one


Visit = Callable[..., None]


def test_a_number_that_was_taken_out_is_gone_after_thirty_days(
    path: Path, opened: Opening, visit: Visit
) -> None:
    anna = Person(contacts=(Contact(ContactKind.PT, "Anna Berg", "030 1234"),))
    store = opened(path)
    written(store, Change(Person(), anna))
    written(store, Change(anna, Person()))
    assert store.deleted() == []
    store.close()
    visit(days=29)
    assert count(path, "contacts") == 1
    visit(days=2)
    visit(days=1)
    assert count(path, "contacts") == 0
    assert check_file(path) == []


def test_what_was_done_with_a_reminder_and_taken_back_is_gone_after_thirty_days(
    path: Path, opened: Opening, visit: Visit
) -> None:
    state = ReminderState(Rule.SHOE, "s", ON, StateName.SNOOZED, until=ON)
    store = opened(path)
    written(store, Change(None, state))
    assert store.load().reminder_states == {state.key: state}
    written(store, Change(state, None))
    assert store.deleted() == []
    written(store, Change(None, state))
    assert count(path, "reminders") == 1
    written(store, Change(state, None))
    store.close()
    visit(days=31)
    visit(days=1)
    assert count(path, "reminders") == 0
    assert check_file(path) == []


def test_the_bin_is_emptied_after_thirty_days_but_for_what_tells_a_run_again(
    path: Path, opened: Opening, clock: FixedClock, visit: Visit
) -> None:
    store = opened(path)
    imported = a_run("imported", left=4, source=a_source(), note="private", shoe_id="shoe-1")
    typed = a_run("typed", note="private")
    added = store.write(filling(a_diary([a_day(left=3)], [imported, typed], [a_shoe()])))
    store.write(added.inverse())
    store.close()
    visit(days=29)
    assert (count(path, "days"), count(path, "scores"), count(path, "shoes")) == (1, 2, 1)
    visit(days=2)
    visit(days=1)
    assert (count(path, "days"), count(path, "scores"), count(path, "shoes")) == (0, 0, 0)
    store = opened(path)
    assert store.deleted() == []
    assert {trace.sha256 for trace in store.traces_in_bin()} == {"ab" * 32}
    (row,) = store._connection.execute("SELECT * FROM runs WHERE id = 'imported'").fetchall()
    assert 8200.0 in row
    assert "private" not in row
    assert not store._connection.execute("SELECT * FROM runs WHERE id = 'typed'").fetchall()
    assert check_file(path) == []


def test_a_clock_that_is_years_ahead_for_a_session_takes_nothing(
    path: Path, clock: FixedClock, visit: Visit
) -> None:
    day = a_day(left=3)
    visit(Change(None, day))
    visit(Change(day, None))
    right = clock.at
    clock.at = datetime(2035, 1, 1, tzinfo=UTC)
    visit()
    clock.at = right + timedelta(days=1)
    visit()
    assert count(path, "days") == 1
    # Neither does the entry of that session keep the bin from ever being emptied.
    visit(days=40)
    visit(days=1)
    assert count(path, "days") == 0


def test_a_clock_that_jumps_ahead_in_the_middle_takes_nothing(
    path: Path, opened: Opening, clock: FixedClock
) -> None:
    store = opened(path)
    day = a_day(left=3)
    written(store, Change(None, day))
    written(store, Change(day, None))
    clock.turn(days=4000)
    written(store, Change(None, a_run()))
    store.close()
    assert count(path, "days") == 1


def test_a_clock_that_was_set_back_makes_nothing_look_old(
    path: Path, clock: FixedClock, visit: Visit
) -> None:
    day = a_day(left=3)
    visit(Change(None, day))
    right = clock.at
    clock.at = datetime(1970, 1, 1, tzinfo=UTC)
    visit(Change(day, None), writes=False)
    clock.at = right
    visit(days=1)
    visit(days=1)
    assert count(path, "days") == 1
    visit(days=30)
    visit(days=1)
    assert count(path, "days") == 0


def test_a_diary_that_was_left_alone_keeps_its_bin_until_it_is_used_again(
    path: Path, visit: Visit
) -> None:
    day = a_day(left=3)
    visit(Change(None, day))
    visit(Change(day, None))
    visit(writes=False, days=400)
    visit()
    assert count(path, "days") == 1
    visit(days=1)
    assert count(path, "days") == 0


def test_closing_an_untouched_diary_looks_at_no_entry(
    path: Path, opened: Opening, clock: FixedClock, visit: Visit
) -> None:
    visit(Change(None, a_run("run-1", source=a_source())))
    store = opened(path)
    written(store, Change(a_run("run-1", source=a_source()), None))
    store.empty_bin_now()
    clock.turn(days=60)
    statements: list[str] = []
    store._connection.set_trace_callback(statements.append)
    store.close()
    assert not [sql for sql in statements if "updated_at" in sql]


def test_an_empty_diary_has_no_newest_row(store: SqliteStore) -> None:
    written(store, Change(None, a_day(left=1)), Change(a_day(left=1), None))
    assert store.load() == Diary()
    assert store.deleted() == []
