"""Puts a finished file in the place of a diary: at every instant a whole one stands there.

What can end in the middle is written down first, in a file beside the diary, and brought to its
end at the next start. The steps, and why each stands where it does:

1. The new file lies beside the diary, checked and on the disk, before anything is written down:
   from then on going on needs nothing but names.
2. The note is written, with how the present files look. Before it the diary is the old one, after
   it the new one. Somebody who wrote into the old one meanwhile shows by its looks; then it stays.
3. A diary that is not kept as a backup is given a second name in a folder of its own, its log
   before it: what has the diary's name there has its log, too.
4. The log goes from beside the diary while the old file is still there. After the swap it would
   be played onto the new file and bring back what was to be undone; and a log that a program puts
   there after the swap belongs to the new file and has to stay.
5. One renaming puts the new file in the place of the old one; the path never leads to nothing.
6. The folder is put on the disk before the note goes.
"""

from __future__ import annotations

import json
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from diary.domain.errors import DiaryBusyError, DiaryFileError
from diary.storage.database import BUSY_WAIT_S, SIDE_FILES, connect, make_folder, real_path
from diary.storage.failures import translated
from diary.storage.whole_files import (
    copy_to_disk,
    digest_of,
    give_name,
    part_of,
    sync_folder,
    taken_away,
)

# What a file of the diary looked like: its size and when it was changed.
Looks: TypeAlias = tuple[int, int]
_PAUSE_S = 0.01
# The log is kept before the file that it belongs to.
_KEPT = ("-wal", "-journal", "")


@dataclass(frozen=True, slots=True)
class _Note:
    """What is being done: the SHA-256 (hex) of the new file, where the old one is kept, its looks.

    `kept_at` None: the old one is kept as a backup. `looks` is by ending: "" is the diary itself.
    """

    sha256: str
    kept_at: Path | None
    looks: Mapping[str, Looks]


def finish_interrupted(path: Path) -> bool:
    """Bring to its end what was cut off while a diary was being replaced; True = the new one is in.

    To be called before a diary is opened; costs two looks at the folder when nothing was cut off.
    The diary is wholly the old or wholly the new one afterwards. Raises `DiaryBusyError` while
    another program is replacing it, `DiaryUnwritableError` when the folder cannot be written.
    """
    path = real_path(path)
    with translated(path):
        has_note = _note_path(path).exists()
        if not has_note and not new_file(path).exists():
            return False
        try:
            with turn(path, wait_s=BUSY_WAIT_S if has_note else 0):
                return settle(path)
        except DiaryBusyError:
            if has_note:
                raise
            # A copy is still being made: the diary is the old one and may be opened.
            return False


def new_file(path: Path) -> Path:
    """Where the file lies that is to take the place of the diary."""
    return path.with_name(f".{path.name}.restored")


def _note_path(path: Path) -> Path:
    return path.with_name(f".{path.name}.restoring")


def _draft_path(path: Path) -> Path:
    return path.with_name(f".{path.name}.restoring.part")


@contextmanager
def opening(path: Path) -> Iterator[None]:
    """Open a diary while nobody replaces it; what was cut off before is finished first.

    A program that opened the old file and then its log by name would join the log of the new one.
    """
    path = real_path(path)
    with turn(path):
        if _note_path(path).exists():
            settle(path)
        yield


@contextmanager
def turn(path: Path, wait_s: float = BUSY_WAIT_S) -> Iterator[None]:
    """Be the only one who replaces or opens a diary of this folder, for a moment.

    Raises `DiaryBusyError` when somebody else is for longer than `wait_s`. Where the system or the
    disk has no such locks nobody waits; the renaming is one step all the same.
    """
    if not hasattr(os, "O_DIRECTORY"):
        yield
        return
    # The folder itself is locked: a file for it would have to stay beside every diary.
    try:
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        yield
        return
    try:
        _lock(folder, path, wait_s)
        yield
    finally:
        os.close(folder)


def _lock(folder: int, path: Path, wait_s: float) -> None:
    import fcntl  # noqa: PLC0415 - not there on every system

    until = time.monotonic() + wait_s
    while True:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= until:
                raise DiaryBusyError(str(path), "being replaced") from error
            threading.Event().wait(_PAUSE_S)
        except OSError:
            return
        else:
            return


def open_file(path: Path, mode: str) -> sqlite3.Connection:
    """A bare connection, `mode` ro or rw; raises `sqlite3.Error`."""
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=BUSY_WAIT_S,
        isolation_level=None,
    )


@contextmanager
def held(path: Path) -> Iterator[Callable[[], None]]:
    """Keep writers out of a damaged file, if SQLite can make anything of it.

    What it gives ends that before its time.
    """
    with ExitStack() as stack:
        if path.exists():
            try:
                with translated(path):
                    # The last connection that is closed takes the log into the file, which is to
                    # stay as it lies; one that only reads cannot.
                    last = stack.enter_context(closing(open_file(path, "ro")))
                    last.execute("PRAGMA schema_version").fetchone()
                    connection = stack.enter_context(closing(open_file(path, "rw")))
                    connection.execute("BEGIN IMMEDIATE")
            except DiaryBusyError:
                raise
            except DiaryFileError:
                # What SQLite does not open it does not write into either.
                stack.close()
        yield stack.close


def settle(path: Path) -> bool:
    """Finish or take back what a note tells of; in the caller's turn; raises `OSError`."""
    note = _read_note(path)
    new = new_file(path)
    if note is None:
        # Cut off before anything was to be done, or a note that was not written whole.
        _clear_journal(path)
        for each in (_note_path(path), _draft_path(path), new):
            each.unlink(missing_ok=True)
        return False
    if _is_in_place(path, note):
        _forget(path)
        return True
    if new.exists() and digest_of(new) == note.sha256:
        # Nobody may write between the look and the swap: it would be lost.
        with held(path) as let_go, suppress(OSError):
            if _is_as_noted(path, note):
                if os.name == "nt":
                    let_go()
                _carry_out(path, note)
                return True
    _take_back(path, note)
    new.unlink(missing_ok=True)
    return False


def put_in_place(path: Path, digest: str, kept_at: Path | None) -> None:
    """Swap `new_file(path)`, whose SHA-256 is `digest`, with the diary; raises `OSError`.

    `kept_at`: the name under which the present files are kept; None = they are in a backup. In
    the caller's turn, with nobody writing. After an error the diary is as it was.
    """
    found = {ending: _looks(Path(f"{path}{ending}")) for ending in _KEPT}
    note = _Note(digest, kept_at, {end: looks for end, looks in found.items() if looks})
    _write_note(path, note)
    try:
        _carry_out(path, note)
    except BaseException:
        _take_back(path, note)
        raise


def _clear_journal(path: Path) -> None:
    """Take away the journal of somebody who was cut off while folding in the log.

    SQLite rolls back what is in it, and leaves one with nothing in it where it is for good.
    """
    journal = Path(f"{path}-journal")
    if not journal.exists() or not path.exists():
        return
    with suppress(sqlite3.Error, OSError), closing(connect(path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        # Nobody keeps a journal while somebody else writes with a log.
        if connection.execute("PRAGMA journal_mode").fetchone() == ("wal",):
            journal.unlink(missing_ok=True)
        connection.execute("ROLLBACK")


# ---- steps ------------------------------------------------------------------------------------


def _carry_out(path: Path, note: _Note) -> None:
    """Steps 3 to 6; those that were done before do nothing."""
    if note.kept_at is not None:
        make_folder(note.kept_at.parent)
        for ending in _KEPT:
            if ending in note.looks:
                _keep(Path(f"{path}{ending}"), Path(f"{note.kept_at}{ending}"))
        sync_folder(note.kept_at.parent)
    for ending in SIDE_FILES:
        Path(f"{path}{ending}").unlink(missing_ok=True)
    sync_folder(path.parent)
    new_file(path).replace(path)
    _forget(path)


def _take_back(path: Path, note: _Note) -> None:
    """The old diary stands, with its log; raises `OSError` when it cannot be brought back."""
    if _is_in_place(path, note):
        # Only the note was still there.
        _forget(path)
        return
    if note.kept_at is not None and _looks(path) == note.looks.get(""):
        for ending in SIDE_FILES:
            kept, place = Path(f"{note.kept_at}{ending}"), Path(f"{path}{ending}")
            if ending in note.looks and kept.exists() and not place.exists():
                _keep(kept, place)
    _forget(path)
    if note.kept_at is not None:
        for ending in note.looks:
            # A second name of what is in use again; anything else is the last of its kind.
            kept, place = Path(f"{note.kept_at}{ending}"), Path(f"{path}{ending}")
            if _looks(place) == note.looks[ending]:
                kept.unlink(missing_ok=True)


def _keep(source: Path, target: Path) -> None:
    """Give a file a second name, or a copy where there is no such thing."""
    if target.exists():
        return
    try:
        target.hardlink_to(source)
    except FileExistsError:
        return
    except OSError:
        with taken_away(part_of(target)) as part:
            copy_to_disk(source, part)
            give_name(part, target)


def _is_in_place(path: Path, note: _Note) -> bool:
    """True when the diary is the new file, whatever was written into it since."""
    if new_file(path).exists() or not path.exists():
        return False
    return _looks(path) != note.looks.get("") or digest_of(path) == note.sha256


def _is_as_noted(path: Path, note: _Note) -> bool:
    """True when nobody has written into the old diary since; what is gone was taken by a step."""
    for ending in _KEPT:
        looks = _looks(Path(f"{path}{ending}"))
        if looks is not None and looks != note.looks.get(ending):
            return False
    return True


def _looks(path: Path) -> Looks | None:
    """None = there is no such file, or a log with nothing in it."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    if status.st_size == 0 and path.name.endswith(SIDE_FILES):
        return None
    return status.st_size, status.st_mtime_ns


# ---- the note ---------------------------------------------------------------------------------


def _write_note(path: Path, note: _Note) -> None:
    content = {
        "sha256": note.sha256,
        "kept_at": None if note.kept_at is None else _from_folder(note.kept_at, path),
        "looks": note.looks,
    }
    draft = _draft_path(path)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    try:
        with os.fdopen(os.open(draft, flags, 0o600), "wb") as file:
            file.write(json.dumps(content).encode())
            file.flush()
            os.fsync(file.fileno())
        draft.replace(_note_path(path))
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def _from_folder(place: Path, path: Path) -> str:
    # The disk may be in another place at the next start.
    is_below = path.parent in place.parents
    return str(place.relative_to(path.parent) if is_below else place)


def _read_note(path: Path) -> _Note | None:
    """None = there is none, or nothing that was written whole."""
    try:
        content = json.loads(_note_path(path).read_bytes())
        kept_at, listed = content["kept_at"], content["looks"].items()
        looks = {ending: (int(size), int(changed)) for ending, (size, changed) in listed}
        return _Note(str(content["sha256"]), path.parent / kept_at if kept_at else None, looks)
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _forget(path: Path) -> None:
    # Nothing may be forgotten before the names are on the disk.
    sync_folder(path.parent)
    _note_path(path).unlink(missing_ok=True)
    sync_folder(path.parent)
