"""Files that appear whole or not at all: copied beside their place, checked, then named.

Only their owner may read them. What has a name is on the disk.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from diary.domain.errors import DiaryExistsError
from diary.storage.database import SIDE_FILES

_CHUNK = 1 << 20


def part_of(path: Path) -> Path:
    """A hidden name in the same folder that nothing has."""
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")


def copy_to_disk(source: Path, part: Path) -> str:
    """Copy a file to a name that nothing has, onto the disk; its SHA-256 (hex); raises `OSError`.

    Not for a file that this process has open as a diary: closing it drops SQLite's locks.
    """
    digest = sha256()
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with source.open("rb") as read, os.fdopen(os.open(part, flags, 0o600), "wb") as written:
        while chunk := read.read(_CHUNK):
            digest.update(chunk)
            written.write(chunk)
        written.flush()
        os.fsync(written.fileno())
    return digest.hexdigest()


def digest_of(path: Path) -> str:
    """SHA-256 (hex) of a file that no diary is open from; raises `OSError`."""
    digest = sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def sync_file(path: Path) -> None:
    """Have the content of a finished file on the disk; raises `OSError`."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def give_name(part: Path, path: Path) -> None:
    """Give a finished file its name; raises `DiaryExistsError` when something has it."""
    try:
        path.hardlink_to(part)
    except FileExistsError as error:
        raise DiaryExistsError(str(path)) from error
    except OSError as error:
        # Some file systems have no links; between the look and the renaming little can happen.
        if path.is_symlink() or path.exists():
            raise DiaryExistsError(str(path)) from error
        part.rename(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Have the folder's list of names on the disk too, where the system can."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


@contextmanager
def taken_away(part: Path) -> Iterator[Path]:
    """Whatever happens, nothing is left under this name afterwards."""
    try:
        yield part
    finally:
        for ending in ("", *SIDE_FILES):
            with suppress(OSError):
                Path(f"{part}{ending}").unlink(missing_ok=True)
