"""The same work done wrongly on purpose: a harness that finds nothing in these finds nothing."""

from __future__ import annotations

import signal
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from diary import bootstrap
from diary.bootstrap.backups import backups_of
from diary.bootstrap.foreign import open_reader
from diary.domain.backup import BackupReason
from diary.domain.errors import DiaryError
from diary.services.events import EventBus
from diary.services.importing import Importing
from diary.services.journal import Journal
from diary.storage.backups.manifest import manifest_bytes
from diary.storage.backups.names import BackupName
from diary.storage.columns import APPLICATION_ID
from diary.storage.migrations.runner import STEPS
from tests.faults.book import diary_after, entry
from tests.faults.errand import Errand, Say
from tests.faults.works import Work

_SECTOR = 512


def _worst_moment(errand: Errand, say: Say) -> None:
    if errand.pauses:
        say("here")
        signal.pause()


def entries_said_too_early(errand: Errand, say: Say) -> None:
    """Call an entry kept before it is written."""
    say("ready")
    store = bootstrap.open_store(errand.path)
    for number in range(errand.start, errand.start + errand.count):
        say(f"done {number + 1}")
        _worst_moment(errand, say)
        store.write(entry(number, diary_after(number)))


def entries_said_though_refused(errand: Errand, say: Say) -> None:
    """Call an entry kept whatever the store says of it."""
    store = bootstrap.open_store(errand.path)
    for number in range(errand.start, errand.start + errand.count):
        try:
            store.write(entry(number, diary_after(number)))
        except DiaryError:
            say("refused and passed over 0.0")
        say(f"done {number + 1}")


def importing_in_pieces(errand: Errand, say: Say) -> None:
    """Write one transaction a file."""
    store = bootstrap.open_store(errand.path)
    journal = Journal(EventBus(), store.load())
    journal.attach(store)
    clock = bootstrap.SystemClock()
    task = Importing(journal, open_reader, clock, bootstrap.new_id, store.traces_in_bin)
    files = sorted(Path(errand.other).iterdir())
    say("ready")
    for file in files:
        task.commit(task.look([file]))
        _worst_moment(errand, say)
    say(f"done {len(files)}")


def migrating_in_pieces(errand: Errand, say: Say) -> None:
    """Commit every statement of the steps by itself, the version last."""
    say("ready")
    with closing(sqlite3.connect(errand.path, isolation_level=None)) as connection:
        for step in STEPS[1:]:
            for statement in step.statements:
                connection.execute(statement)
        _worst_moment(errand, say)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {STEPS[-1].number}")
    say("done")


def backing_up_unchecked(errand: Errand, say: Say) -> None:
    """Give a backup its name and its manifest first, and its bytes after that."""
    shelf = backups_of(errand.path).shelf
    whole = shelf.make(BackupReason.BY_HAND)
    name = BackupName(whole.number + 1, whole.made_at, whole.schema, BackupReason.CHANGE)
    backup = replace(whole, number=name.number, reason=name.reason)
    content = Path(whole.path).read_bytes()
    say("ready")
    with (shelf.folder / name.file).open("wb", buffering=0) as file:
        file.truncate(len(content))
        (shelf.folder / name.manifest).write_bytes(manifest_bytes(backup, "broken"))
        _worst_moment(errand, say)
        for start in range(0, len(content), _SECTOR):
            file.write(content[start : start + _SECTOR])
    say(f"made {backup.number}")


def restoring_beside_the_log(errand: Errand, say: Say) -> None:
    """Put a backup in the place of the diary and leave the log of the old one beside it."""
    say("ready")
    backups_of(errand.path).shelf.make(BackupReason.RESTORE)
    part = errand.path.with_name("backup.part")
    part.write_bytes(Path(errand.other).read_bytes())
    part.replace(errand.path)
    _worst_moment(errand, say)
    say("done")


def is_found_by_sqlite(path: Path) -> bool:
    """True when SQLite's own check finds something wrong; it knows nothing of values."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as found:
            return found.execute("PRAGMA integrity_check").fetchall() != [("ok",)]
    except sqlite3.Error:
        return True


def plain(errand: Errand, say: Say) -> None:
    """Write rows with SQLite alone; `other` is how it is asked to sync."""
    say("ready")
    with closing(sqlite3.connect(errand.path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA synchronous = {errand.other}")
        for number in range(errand.start, errand.start + errand.count):
            connection.execute("INSERT INTO kept VALUES (?, ?)", (number, str(number) * 300))
            say(f"done {number + 1}")


BROKEN: Mapping[str, Work] = {
    "entries_said_too_early": entries_said_too_early,
    "entries_said_though_refused": entries_said_though_refused,
    "importing_in_pieces": importing_in_pieces,
    "migrating_in_pieces": migrating_in_pieces,
    "backing_up_unchecked": backing_up_unchecked,
    "restoring_beside_the_log": restoring_beside_the_log,
    "plain": plain,
}
