"""Children that are not alone with a diary: a command line, a second start, a file that goes.

A window is the program's services without what is painted: the lock, the store, the journal.
"""

from __future__ import annotations

import ctypes
import io
import json
import os
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from diary import bootstrap
from diary.bootstrap import command_line_parts
from diary.bootstrap.backups import backups_of
from diary.bootstrap.locks import DiaryLocks
from diary.cli.main import main as command
from diary.domain.backup import BackupReason
from diary.domain.change import Change, ChangeSet, apply
from diary.domain.day import Day
from diary.domain.diary import Diary
from diary.domain.errors import DiaryError, DiaryReplacedError
from diary.domain.knee import Knee, Score
from diary.services.diary_files import save_as_new
from diary.services.events import EventBus
from diary.services.journal import Journal
from diary.services.ports import DiaryStore
from diary.storage import database
from diary.storage.lock import DiaryLock
from diary.storage.store import SqliteStore
from tests.faults.book import entry
from tests.faults.errand import Errand, Say

# A score that two programs are after; what it is replaced by depends on what was seen.
KNEES = tuple(Knee)
ON = "2024-01-01"
# What lets root write where nobody may: the first two capabilities after CAP_CHOWN.
_OVERRIDES = 0b110
_CAPABILITIES = 0x20080522


# ---- two programs -----------------------------------------------------------------------------


def label(score: Score | None) -> str | None:
    """What tells one answer from every other: its value and the microsecond it was given."""
    if score is None:
        return None
    assert score.recorded_at is not None
    return f"{score.value} {score.recorded_at.isoformat()} {score.source}"


def links(asked: ChangeSet) -> list[tuple[str, str | None, str | None]]:
    """Which answer was to be replaced by which, by knee, as whoever asked had seen it."""
    found = []
    for change in asked.changes:
        before, after = _morning(change, is_after=False), _morning(change, is_after=True)
        found += [
            (knee.value, before[knee], after[knee]) for knee in KNEES if before[knee] != after[knee]
        ]
    return found


def _morning(change: Change, *, is_after: bool) -> dict[Knee, str | None]:
    day = change.after if is_after else change.before
    assert day is None or isinstance(day, Day)
    return {knee: None if day is None else label(day.knee(knee).morning) for knee in KNEES}


class Listening:
    """A store that tells what was asked of it and written."""

    def __init__(self, store: DiaryStore, say: Say) -> None:
        self._store = store
        self._say = say

    def load(self) -> Diary:
        """Everything."""
        return self._store.load()

    def write(self, change_set: ChangeSet, *, unless_foreign: bool = False) -> ChangeSet:
        """Write, and then say so."""
        written = self._store.write(change_set, unless_foreign=unless_foreign)
        for link in links(change_set):
            self._say(f"wrote {json.dumps(link)}")
        return written

    def close(self) -> None:
        """Close it."""
        self._store.close()


def commanding(errand: Errand, say: Say) -> None:
    """The command line, called again and again while the window is open."""
    parts = replace(
        command_line_parts(),
        open_store=lambda path: Listening(bootstrap.open_store(path), say),  # type: ignore[arg-type,return-value] # what `log` needs
    )
    say("ready")
    for number in range(errand.start, errand.start + errand.count):
        knee = KNEES[number % len(KNEES)]
        line = ["--diary", errand.diary, "log", "score", knee, "morning", str(number % 11)]
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            status = command([*line, "--on", ON], parts)
        say(f"status {status}")


def second_start(errand: Errand, say: Say) -> None:
    """The program started once more on the same diary."""
    from diary.ui.one_instance import ask_to_show  # noqa: PLC0415 - loads Qt's network

    if DiaryLocks().take(errand.path):
        say("took the diary")
    say("shown" if ask_to_show(errand.path) else "nobody answered")


def second_start_without_lock(errand: Errand, say: Say) -> None:
    """The lock is not looked at."""
    with patch.object(DiaryLock, "acquire", lambda *_: True):
        second_start(errand, say)


# ---- a file that goes -------------------------------------------------------------------------


def at_the_window(errand: Errand, say: Say) -> None:
    """Make entries until the file is not what it was; then save everything to a new one.

    `pauses`: say so before each of them, and go on when told to.
    """
    lock = DiaryLock(errand.path)
    lock.acquire()
    store = bootstrap.open_store(errand.path)
    journal = Journal(EventBus(), store.load())
    journal.attach(store)
    say("ready")
    for number in range(errand.start, errand.start + errand.count):
        if errand.pauses:
            say(f"before {number}")
            os.read(0, 3)
        change = entry(number, journal.diary)
        try:
            journal.apply(change)
        except DiaryReplacedError:
            say(f"noticed {number}")
            everything = apply(journal.diary, change)
            save_as_new(everything, Path(errand.other), bootstrap.create_store)
            say(f"saved {number + 1}")
            break
        say(f"done {number + 1}")
    journal.detach()
    lock.release()
    say("closed")


def at_the_window_blindly(errand: Errand, say: Say) -> None:
    """Nobody looks whether the path still leads to the open file."""
    with ExitStack() as stack:
        for name in ("_require_same_file", "_require_same_diary"):
            stack.enter_context(patch.object(SqliteStore, name, lambda _store: None))
        at_the_window(errand, say)


def never_giving_up(errand: Errand, say: Say) -> None:
    """Make entries one by one; one that is refused is made again until it is kept."""
    store = bootstrap.open_store(errand.path)
    journal = Journal(EventBus(), store.load())
    journal.attach(store)
    say("ready")
    number = errand.start
    while number < errand.start + errand.count:
        try:
            journal.apply(entry(number, journal.diary))
        except DiaryError as error:
            say(f"no {type(error).__name__}")
        else:
            number += 1
            say(f"done {number}")


def never_giving_up_the_old_way(errand: Errand, say: Say) -> None:
    """SQLite may look at a file without a byte, and deletes the log beside it."""
    with patch.object(database, "_refuse_begun_copy", lambda _path: None):
        never_giving_up(errand, say)


# ---- locks that were left ---------------------------------------------------------------------


def holding(errand: Errand, say: Say) -> None:
    """Hold the diary until killed."""
    lock = DiaryLock(errand.path)
    say(f"holds {lock.acquire()}")
    os.read(0, 3)


def starting(errand: Errand, say: Say) -> None:
    """Start on a diary, make an entry and a backup, close; with the rights of an ordinary user."""
    _give_up_overrides()
    _start(errand, say)


def _give_up_overrides() -> None:
    """Let rights hold for root too; whoever is not root has none of these."""
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(_CAPABILITIES, 0)
    sets = (ctypes.c_uint32 * 6)()
    if libc.capget(header, sets) == 0:
        # Effective, permitted and inheritable of the first 32, then those of the rest.
        sets[0] &= ~_OVERRIDES
        libc.capset(header, sets)


def starting_behind_a_file(errand: Errand, say: Say) -> None:
    """A lock file that is there keeps everybody out."""
    lock = errand.path.with_name(f".{errand.path.name}.lock")
    with patch.object(DiaryLock, "acquire", lambda *_: not os.path.lexists(lock)):
        starting(errand, say)


def _start(errand: Errand, say: Say) -> None:
    started = time.monotonic()
    lock = DiaryLock(errand.path)
    if not lock.acquire():
        say("locked out")
        return
    store = bootstrap.open_store(errand.path)
    journal = Journal(EventBus(), store.load())
    journal.attach(store)
    say(f"open {time.monotonic() - started:.3f}")
    journal.apply(entry(errand.start, journal.diary))
    say(f"done {errand.start + 1}")
    backups_of(errand.path).make(BackupReason.CHANGE)
    say(f"made {time.monotonic() - started:.3f}")
    journal.detach()
    lock.release()


WORKS_BESIDE: Mapping[str, Callable[[Errand, Say], None]] = {
    "commanding": commanding,
    "second_start": second_start,
    "at_the_window": at_the_window,
    "never_giving_up": never_giving_up,
    "holding": holding,
    "starting": starting,
}
WRONG_BESIDE: Mapping[str, Callable[[Errand, Say], None]] = {
    "second_start_without_lock": second_start_without_lock,
    "at_the_window_blindly": at_the_window_blindly,
    "never_giving_up_the_old_way": never_giving_up_the_old_way,
    "starting_behind_a_file": starting_behind_a_file,
}
