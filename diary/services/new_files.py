"""Files and folders that appear whole or not at all: written beside, then put into their place.

Only the owner may read them.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from diary.domain.errors import DiaryExistsError

# The first bytes of a store, of what lies beside one that is open, and of what undoes a write.
_STORE_BEGINS = (
    b"SQLite format 3\x00",
    b"\x37\x7f\x06\x82",
    b"\x37\x7f\x06\x83",
    b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7",
)


def is_store_file(path: Path) -> bool:
    """True for a file in which entries may lie: a diary, a backup, or a part of one.

    Raises `OSError` when the file cannot be read.
    """
    # Anything but a file may keep whoever opens it waiting.
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(max(map(len, _STORE_BEGINS))).startswith(_STORE_BEGINS)


def place_beside(path: Path) -> Path:
    """A name in the same folder that nothing has."""
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")


def write_whole(path: Path, content: bytes) -> None:
    """Put a file with this content at the path, in place of the file that is there.

    Raises `OSError`, also for what is there and no file: a folder, a device, a pipe.
    """
    if path.is_dir():
        raise IsADirectoryError(21, os.strerror(21), str(path))
    if path.exists() and not path.is_file():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    with taken_away(place_beside(path)) as beside:
        try:
            _write_new(beside, content)
            beside.replace(path)
        except OSError as error:
            # The person knows nothing of the name beside.
            raise OSError(error.errno, error.strerror, str(path)) from error
    _keep_name(path.parent)


def write_where_free(path: Path, content: bytes) -> None:
    """Put a file with this content where nothing stands.

    Raises `OSError`, and `DiaryExistsError` when something has the name.
    """
    with taken_away(place_beside(path)) as beside:
        try:
            _write_new(beside, content)
        except OSError as error:
            # The person knows nothing of the name beside.
            raise OSError(error.errno, error.strerror, str(path)) from error
        put_in_place(beside, path)


def write_folder(path: Path, contents: Mapping[str, bytes]) -> None:
    """Make a folder of these files by their names; raises `OSError` when anything stands there."""
    if path.exists() or path.is_symlink():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    beside = place_beside(path)
    try:
        beside.mkdir(mode=0o700)
        for name, content in contents.items():
            _write_new(beside / name, content)
        _keep_name(beside)
        beside.rename(path)
    except OSError as error:
        shutil.rmtree(beside, ignore_errors=True)
        # The person knows nothing of the name beside.
        raise OSError(error.errno, error.strerror, str(path)) from error
    _keep_name(path.parent)


def _write_new(path: Path, content: bytes) -> None:
    """A file that was not there before, for its owner, on the disk."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def put_in_place(beside: Path, path: Path) -> None:
    """Give a finished file its name; raises `DiaryExistsError` when something has it."""
    try:
        path.hardlink_to(beside)
    except FileExistsError as error:
        raise DiaryExistsError(str(path)) from error
    except OSError as error:
        # Some file systems have no links; between the look and the renaming little can happen.
        if path.exists():
            raise DiaryExistsError(str(path)) from error
        beside.rename(path)
    _keep_name(path.parent)


@contextmanager
def taken_away(beside: Path) -> Iterator[Path]:
    """Whatever happens, nothing is left under this name afterwards."""
    try:
        yield beside
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                beside.with_name(beside.name + ending).unlink(missing_ok=True)


def _keep_name(folder: Path) -> None:
    """Have the folder's list of names on the disk too, where the system can."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
