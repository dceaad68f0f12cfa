"""When a backup is due, and that a second folder never costs one."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary.domain.backup import Backup, BackupReason
from diary.domain.diary import Diary
from diary.domain.errors import BackupFailedError, BackupFault
from diary.domain.file_problem import Problem
from diary.services.backups import AFTER_CHANGE, BETWEEN, Backups, BackupSchedule
from tests.builders import AT

MINUTE = timedelta(minutes=1)


def at(minutes: float) -> datetime:
    return AT + minutes * MINUTE


# ---- when -------------------------------------------------------------------------------------


def test_nothing_is_due_before_anything_changed() -> None:
    schedule = BackupSchedule()
    assert schedule.due_at() is None
    schedule.made(at(0))
    assert schedule.due_at() is None


def test_it_is_due_five_minutes_after_the_last_change() -> None:
    schedule = BackupSchedule()
    schedule.changed(at(0))
    assert schedule.due_at() == at(5)
    schedule.changed(at(3))
    assert schedule.due_at() == at(8)


def test_it_is_due_no_sooner_than_half_an_hour_after_the_last_one() -> None:
    schedule = BackupSchedule()
    schedule.changed(at(0))
    schedule.made(at(5))
    assert schedule.due_at() is None
    schedule.changed(at(6))
    assert schedule.due_at() == at(35)
    schedule.changed(at(34))
    assert schedule.due_at() == at(36)


def test_a_clock_that_is_set_back_puts_nothing_off() -> None:
    schedule = BackupSchedule()
    schedule.clock_set_back(90 * MINUTE)
    assert schedule.due_at() is None
    schedule.made(at(1000))
    schedule.changed(at(1010))
    schedule.clock_set_back(1000 * MINUTE)
    assert schedule.due_at() == at(30)


def test_what_changed_while_one_was_made_waits_for_the_next() -> None:
    schedule = BackupSchedule()
    schedule.changed(at(0))
    schedule.changed(at(6))
    schedule.made(at(5))
    assert schedule.due_at() == at(35)


def test_somebody_who_never_stops_typing_gets_one_all_the_same() -> None:
    schedule = BackupSchedule()
    for minute in range(0, 40, 4):
        schedule.changed(at(minute))
    assert schedule.due_at() == at(30)


def test_a_clock_set_back_delays_the_next_one_by_half_an_hour_at_most() -> None:
    schedule = BackupSchedule()
    schedule.changed(at(0))
    schedule.made(at(5))
    schedule.changed(at(-24 * 60))
    assert schedule.due_at() == at(-24 * 60 + 30)
    schedule.changed(at(-48 * 60))
    assert schedule.due_at() == at(-48 * 60 + 30)


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 300)), max_size=30))
def test_whatever_comes_it_is_due_soon_after_a_change_and_not_before(
    steps: list[tuple[bool, int]],
) -> None:
    schedule, now, last_made, first_open = BackupSchedule(), AT, None, None
    for is_backup, minutes in steps:
        now += minutes * MINUTE
        if is_backup:
            schedule.made(now)
            last_made, first_open = now, None
        else:
            schedule.changed(now)
            first_open = first_open or now
        due = schedule.due_at()
        assert (due is None) == (first_open is None)
        if due is not None and first_open is not None:
            assert last_made is None or due >= last_made + BETWEEN
            assert due >= first_open + AFTER_CHANGE
            assert due <= max(first_open + BETWEEN, (last_made or first_open) + BETWEEN)


# ---- making -----------------------------------------------------------------------------------


def a_backup(number: int, *, is_verified: bool = True) -> Backup:
    reason = BackupReason.CHANGE
    return Backup("", number, AT, 1, reason, 3, 2, 1, None, 4096, "", "", is_verified)


@dataclass
class FakeShelf:
    """A shelf that remembers what it was asked for."""

    kept: list[Backup] = field(default_factory=list)
    asked: list[object] = field(default_factory=list)
    failure: BackupFailedError | None = None
    folder: Path = Path("backups")

    def entries(self) -> list[Backup]:
        return self.kept[::-1]

    def make(self, reason: BackupReason) -> Backup:
        self.asked.append(reason)
        if self.failure is not None:
            raise self.failure
        self.kept.append(a_backup(len(self.kept) + 1))
        return self.kept[-1]

    def is_current(self) -> bool:
        return False

    def verify(self, backup: Backup) -> list[Problem]:
        return []

    def newest_good(self) -> Backup | None:
        return self.kept[-1]

    def read(self, backup: Backup) -> Diary:
        return Diary()

    def thin(self) -> list[Backup]:
        self.asked.append("thin")
        return self.kept[:1]

    def copy_newest_to(self, folder: Path) -> None:
        self.asked.append(folder)
        if not folder.name:
            raise BackupFailedError(BackupFault.NO_FOLDER, str(folder))


def backups_in(shelf: FakeShelf, second: Callable[[], Path | None] = lambda: None) -> Backups:
    return Backups(shelf, second)


def test_making_one_thins_and_fills_the_second_folder() -> None:
    shelf = FakeShelf([a_backup(1)])
    outcome = backups_in(shelf, lambda: Path("stick")).make(BackupReason.CLOSE)
    assert outcome.backup.number == 2
    assert [each.number for each in outcome.removed] == [1]
    assert outcome.second_problem is None
    assert shelf.asked == [BackupReason.CLOSE, "thin", Path("stick")]


def test_a_second_folder_that_fails_costs_no_backup() -> None:
    shelf = FakeShelf()
    outcome = backups_in(shelf, Path).make(BackupReason.CHANGE)
    assert outcome.backup.number == 1
    assert outcome.second_problem is not None
    assert outcome.second_problem.fault is BackupFault.NO_FOLDER


def test_where_no_second_folder_was_chosen_none_is_filled() -> None:
    shelf = FakeShelf()
    assert backups_in(shelf).make(BackupReason.CHANGE).second_problem is None
    assert shelf.asked == [BackupReason.CHANGE, "thin"]


def test_without_a_new_backup_nothing_is_thinned() -> None:
    shelf = FakeShelf(failure=BackupFailedError(BackupFault.NO_SPACE, "backups"))
    with pytest.raises(BackupFailedError):
        backups_in(shelf, lambda: Path("stick")).make(BackupReason.CHANGE)
    assert shelf.asked == [BackupReason.CHANGE]


def test_the_last_one_is_the_newest_that_is_verified() -> None:
    shelf = FakeShelf([a_backup(1), a_backup(2), a_backup(3, is_verified=False)])
    backups = backups_in(shelf)
    last = backups.last()
    assert last is not None
    assert last.number == 2
    assert [each.number for each in backups.entries()] == [3, 2, 1]
    assert backups.shelf is shelf
    assert backups_in(FakeShelf()).last() is None
