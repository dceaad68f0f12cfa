"""Fault 3: flipped bits, cut ends, zeroed pages and wrong files, in a diary and in its backups.

Whether a change matters is decided by reading the file before and after with SQLite alone and
comparing every row, so that the program's check is held against something it did not make. What
changes a row must be found by the check and before a backup is made; the backups that stand stay
as they are, the newest good one is offered, and the damaged file is not touched.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from random import Random
from typing import TypeAlias

from diary.bootstrap.backups import backups_of
from diary.bootstrap.restoring import restoring_of
from diary.domain.backup import Backup, BackupReason
from diary.domain.errors import BackupFailedError, BackupFault, DiaryFileError, DiaryNewerError
from diary.storage.integrity import check_file
from tests.faults.ground import BACKUPS, Ground, content_of_backup, files_in
from tests.faults.judging import Judgement, rows_of
from tests.faults.tally import Tally
from tests.faults.trials_of_backups import PAGE

# One change of a file's bytes, with its name.
Damage: TypeAlias = tuple[str, Callable[[bytes], bytes]]
# True when it finds something wrong in a file.
Check: TypeAlias = Callable[[Path], bool]
# Everything that is read of a file; None = SQLite cannot read it.
Rows: TypeAlias = dict[str, object] | None


# ---- what is done to a file -------------------------------------------------------------------


def flips(draw: Random, size: int, count: int) -> Iterator[Damage]:
    """Single bits, anywhere."""
    for _ in range(count):
        bit = draw.randrange(size * 8)
        yield f"bit {bit}", partial(_flipped, bit)


def _flipped(bit: int, content: bytes) -> bytes:
    changed = bytearray(content)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def truncations(draw: Random, size: int, count: int) -> Iterator[Damage]:
    """Ends cut off: half of them at a page, as file systems do."""
    for number in range(count):
        length = draw.randrange(1, size)
        length = length if number % 2 else max(PAGE, length // PAGE * PAGE)
        yield f"cut to {length} bytes", partial(_cut, length)


def _cut(length: int, content: bytes) -> bytes:
    return content[:length]


def zeroed(size: int) -> Iterator[Damage]:
    """Each page full of zeros."""
    for start in range(0, size, PAGE):
        yield f"page {start // PAGE} zeroed", partial(_zeroed, start)


def _zeroed(start: int, content: bytes) -> bytes:
    return content[:start] + bytes(PAGE) + content[start + PAGE :]


def wrong_files(folder: Path) -> Iterator[Damage]:
    """Files that are no diary at all; the folder is for making them."""
    other = folder / "other.sqlite3"
    other.unlink(missing_ok=True)
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE scores (id)")
        connection.execute("PRAGMA application_id = 42")
        connection.commit()
    for name, instead in (
        ("empty", b""),
        ("a text", b"Dear diary, " * 500),
        ("another program's file", other.read_bytes()),
    ):
        yield name, partial(_replaced, instead)


def _replaced(instead: bytes, _: bytes) -> bytes:
    return instead


# ---- a diary ----------------------------------------------------------------------------------


def is_found(path: Path) -> bool:
    """True when the program's own check finds something wrong."""
    return bool(check_file(path))


def damage_to_a_diary(
    ground: Ground, folder: Path, way: str, cases: Iterable[Damage], check: Check = is_found
) -> Tally:
    """Spoil the diary in each way, look at it, and try to make a backup of it."""
    tally = Tally("damage to a diary", way)
    path = ground.lay(folder)
    whole, before = path.read_bytes(), _rows(path)
    for about, spoil in cases:
        path.write_bytes(spoil(whole))
        judgement = Judgement()
        is_changed = _rows(path) != before
        files = files_in(folder)
        has_found = _asked(lambda: check(path), judgement)
        judgement.require(has_found or not is_changed, "changed and not found")
        judgement.require(files_in(folder) == files, "the check touched a file")
        judgement.state = _state(is_changed=is_changed, has_found=has_found)
        if _require_backup(path, judgement, before, is_changed=is_changed):
            ground.lay(folder)
        tally.take(judgement, about)
    return tally


def _asked(check: Callable[[], bool], judgement: Judgement) -> bool:
    """What a check says; one that ends in an error of its own has found nothing."""
    try:
        return check()
    except Exception as error:  # noqa: BLE001 - whatever it is, the check has failed
        judgement.breaches.append(f"the check ends in {error!r}")
        return False


def _state(*, is_changed: bool, has_found: bool) -> str:
    what = "content changed" if is_changed else "no content changed"
    return f"{what}, found" if has_found else f"{what}, passed"


def _require_backup(path: Path, judgement: Judgement, before: Rows, *, is_changed: bool) -> bool:
    """A damaged diary must not be rotated in, and what is behind it must stay and be offered.

    A backup of a file that has lost nothing may be made, and then holds everything. True when one
    was made.
    """
    backups = backups_of(path)
    files, newest = files_in(path.parent), backups.shelf.entries()[0]
    try:
        made = backups.make(BackupReason.CHANGE).backup
    except BackupFailedError as error:
        judgement.require(error.fault is BackupFault.DIARY_DAMAGED, f"refused as {error.fault}")
    except DiaryFileError:
        # What is no diary at all is refused as that.
        pass
    except Exception as error:  # noqa: BLE001 - whatever it is, it has no words for a person
        judgement.breaches.append(f"the backup ends in {error!r}")
    else:
        judgement.require(not is_changed, "a backup was made of it")
        judgement.require(_rows(Path(made.path)) == before, "the backup of it is not whole")
        return True
    after = files_in(path.parent)
    other = [name for name in files.keys() | after.keys() if files.get(name) != after.get(name)]
    judgement.require(not other, f"the failed backup touched {other}")
    good = backups.shelf.newest_good()
    judgement.require(good == newest, "the newest backup is not offered")
    return False


def _rows(path: Path) -> Rows:
    try:
        return rows_of(path, is_alone=True)
    except (sqlite3.Error, UnicodeDecodeError):
        return None


# ---- a backup ---------------------------------------------------------------------------------


def is_refused(path: Path, backup: Backup) -> bool:
    """True when the program finds something wrong in a backup of the diary at `path`."""
    return bool(backups_of(path).shelf.verify(backup))


def damage_to_a_backup(
    ground: Ground,
    folder: Path,
    way: str,
    cases: Iterable[Damage],
    check: Callable[[Path, Backup], bool] = is_refused,
) -> Tally:
    """Spoil the newest backup in each way; it must be found out, and the one before it offered."""
    tally = Tally("damage to a backup", way)
    path = ground.lay(folder)
    newest, second = backups_of(path).shelf.entries()[:2]
    file = Path(newest.path)
    whole, before = file.read_bytes(), _rows(file)
    for about, spoil in cases:
        _overwrite(file, spoil(whole))
        judgement = Judgement()
        is_changed = _rows(file) != before
        files = files_in(folder)
        has_found = _asked(lambda: check(path, newest), judgement)
        judgement.state = _state(is_changed=is_changed, has_found=has_found)
        judgement.require(has_found or not is_changed, "changed and not found")
        if has_found:
            good = backups_of(path).shelf.newest_good()
            judgement.require(good == second, "the backup before it is not offered")
            _require_not_restored(path, newest, judgement)
        judgement.require(files_in(folder) == files, "a file was touched")
        tally.take(judgement, about)
    return tally


def _require_not_restored(path: Path, backup: Backup, judgement: Judgement) -> None:
    try:
        restoring_of(path).replace(backup)
    except (BackupFailedError, DiaryNewerError):
        return
    judgement.breaches.append("it was put in the place of the diary")


def damage_to_a_manifest(ground: Ground, folder: Path, way: str, cases: Iterable[Damage]) -> Tally:
    """Spoil the list of what is in the newest backup: it may be doubted and never believed."""
    tally = Tally("damage to a backup's manifest", way)
    path = ground.lay(folder)
    newest, second = backups_of(path).shelf.entries()[:2]
    file = Path(newest.path).with_suffix(".json")
    whole = file.read_bytes()
    for about, spoil in cases:
        _overwrite(file, spoil(whole))
        judgement = Judgement()
        files = files_in(folder)
        good = backups_of(path).shelf.newest_good()
        is_offered = good is not None and good.path == newest.path
        judgement.state = "still offered" if is_offered else "the one before it is offered"
        judgement.require(is_offered or good == second, "no backup is offered")
        if good is not None and is_offered:
            kept = backups_of(path).shelf.read(good) == content_of_backup(BACKUPS)
            judgement.require(kept, "what is offered is not what was kept")
        judgement.require(files_in(folder) == files, "a file was touched")
        tally.take(judgement, about)
    return tally


def _overwrite(file: Path, content: bytes) -> None:
    """Write as a disk rots: rights do not matter and stay."""
    rights = file.stat().st_mode
    file.chmod(0o600)
    file.write_bytes(content)
    file.chmod(rights)
