"""The work that is broken off: each kind goes through the program's own services and storage.

`ready` is said where the work begins. After it a line is said only when the thing it names is on
the disk: `done`, `made`. `refused` tells that the program said no in its own words, with the
seconds that took; what is not one of its own errors ends the child with a traceback.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias, TypeVar
from unittest.mock import patch

from diary import bootstrap
from diary.bootstrap.backups import backups_of
from diary.bootstrap.foreign import open_reader
from diary.bootstrap.restoring import restoring_of
from diary.domain.backup import BackupReason
from diary.domain.change import apply
from diary.domain.diary import Diary
from diary.domain.errors import DiaryError
from diary.services.events import EventBus
from diary.services.importing import Importing
from diary.services.journal import Journal
from diary.services.ports import DiaryStore
from diary.storage import database
from diary.storage.lock import DiaryLock
from tests.faults.book import entry
from tests.faults.errand import Errand, Say
from tests.faults.templates import Templates

Work: TypeAlias = Callable[[Errand, Say], None]
Result = TypeVar("Result")


class GaveUpError(Exception):
    """The program said no as often as it was asked."""


def entries(errand: Errand, say: Say) -> None:
    """Open the diary as the window does, make entries one by one, close it."""
    say("ready")
    lock = DiaryLock(errand.path)
    if not lock.acquire():
        say("locked out")
        return
    journal, store = _attached(errand, say)
    for number in range(errand.start, errand.start + errand.count):
        _keep(journal, store, number, errand, say)
    journal.detach()
    lock.release()
    say("closed")


def _attached(errand: Errand, say: Say) -> tuple[Journal, DiaryStore]:
    store = _attempt(lambda: bootstrap.open_store(errand.path), errand, say)
    journal = Journal(EventBus(), store.load())
    journal.attach(store)
    return journal, store


def _keep(journal: Journal, store: DiaryStore, number: int, errand: Errand, say: Say) -> None:
    """Make one entry; refused, make room and try again with what the person still sees."""
    before = journal.diary
    for _ in range(errand.tries):
        started = time.monotonic()
        try:
            journal.apply(entry(number, before))
        except DiaryError as error:
            say(f"refused {type(error).__name__} {time.monotonic() - started:.3f}")
            _relieve(errand)
            if journal.diary != before or not _holds(store, before, number):
                say(f"breach: refused entry {number} is shown as kept")
        else:
            say(f"done {number + 1}")
            return
    raise GaveUpError(number)


def _holds(store: DiaryStore, before: Diary, number: int) -> bool:
    """True when the file holds the diary of before, as far as it can be read just then.

    An error in the last moment of a commit leaves open which of the two it holds.
    """
    try:
        return store.load() in (before, apply(before, entry(number, before)))
    except DiaryError:
        return True


def _relieve(errand: Errand) -> None:
    """What a person does about a full disk."""
    if errand.ballast:
        Path(errand.ballast).unlink(missing_ok=True)
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


def entries_on_network(errand: Errand, say: Say) -> None:
    """The same on a file system of another computer, where SQLite keeps no log."""
    # The only thing that makes a difference there.
    with patch.object(database, "is_on_network", lambda _: True):
        entries(errand, say)


def importing(errand: Errand, say: Say) -> None:
    """Import every file in a folder."""
    journal, _ = _attached(errand, say)
    removed = journal.traces_in_bin()
    clock = bootstrap.SystemClock()
    task = Importing(journal, open_reader, clock, bootstrap.new_id, lambda: removed)
    plan = task.look([Path(errand.other)])
    say("ready")
    outcome = _attempt(lambda: task.commit(plan), errand, say)
    say(f"done {outcome.added}")
    journal.detach()


def opening(errand: Errand, say: Say) -> None:
    """Open a diary, which takes an older one to the present schema."""
    say("ready")
    _attempt(lambda: bootstrap.open_store(errand.path).close(), errand, say)
    say("done")


def backing_up(errand: Errand, say: Say) -> None:
    """Make an entry and a backup of it, again and again, with the diary open."""
    journal, store = _attached(errand, say)
    say("ready")
    for number in range(errand.start, errand.start + errand.count):
        _keep(journal, store, number, errand, say)
        made = _attempt(lambda: backups_of(errand.path).make(BackupReason.CHANGE), errand, say)
        say(f"made {made.backup.number}")
    journal.detach()


def restoring(errand: Errand, say: Say) -> None:
    """Put a backup in the place of the diary, which nobody has open."""
    restoring = restoring_of(errand.path)
    backup = restoring.backup_at(Path(errand.other))
    say("ready")
    _attempt(lambda: restoring.replace(backup), errand, say)
    say("done")


def _attempt(work: Callable[[], Result], errand: Errand, say: Say) -> Result:
    """Do it; refused, make room and do it again."""
    for _ in range(errand.tries):
        started = time.monotonic()
        try:
            return work()
        except DiaryError as error:
            say(f"refused {type(error).__name__} {time.monotonic() - started:.3f}")
            _relieve(errand)
    raise GaveUpError


def warm_up(folder: Path) -> None:
    """Do everything once, so that what is imported at its first use is there."""
    templates = Templates(folder)
    for errand in (
        Errand("entries", str(templates.empty), count=8),
        Errand("backing_up", str(templates.empty), start=8, count=2),
        Errand("importing", str(templates.filled), other=str(templates.watch)),
        Errand("opening", str(templates.old)),
    ):
        WORKS[errand.work](errand, lambda _: None)
    backup = backups_of(templates.empty).entries()[0]
    errand = Errand("restoring", str(templates.empty), other=backup.path)
    WORKS[errand.work](errand, lambda _: None)


WORKS: Mapping[str, Work] = {
    "entries": entries,
    "entries_on_network": entries_on_network,
    "importing": importing,
    "opening": opening,
    "backing_up": backing_up,
    "restoring": restoring,
}
