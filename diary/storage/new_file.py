"""Makes an empty diary file beside its place and gives it its name only when it is whole."""

from __future__ import annotations

import os
import secrets
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from diary.domain.errors import DiaryExistsError, MigrationFailedError
from diary.storage.database import SIDE_FILES, connect, make_folder
from diary.storage.mapping.cells import instant_text
from diary.storage.migrations.runner import migrate


def make_new_file(path: Path, at: datetime) -> None:
    """Make an empty diary at `path`; its folder is made for its owner alone.

    Raises `DiaryExistsError` when something stands there, `MigrationFailedError`, and `OSError`.
    """
    if path.is_symlink() or path.exists():
        raise DiaryExistsError(str(path))
    make_folder(path.parent)
    _set_logs_aside(path)
    # Made beside its place, so that a half-made file never stands under a diary's name.
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        _make(draft, at)
        _put_in_place(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _set_logs_aside(path: Path) -> None:
    """Give what a diary that is gone left another name: it would be played into a new one."""
    token = secrets.token_hex(4)
    for ending in SIDE_FILES:
        left = Path(f"{path}{ending}")
        if left.exists():
            left.rename(f"{path}.left-{token}{ending}")


def _make(draft: Path, at: datetime) -> None:
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    with closing(connect(draft)) as connection:
        try:
            migrate(connection, created_at=instant_text(at))
        except sqlite3.Error as error:
            raise MigrationFailedError(str(draft), str(error)) from error
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _put_in_place(draft: Path, path: Path) -> None:
    try:
        path.hardlink_to(draft)
    except FileExistsError as error:
        raise DiaryExistsError(str(path)) from error
    except OSError:
        # A file system without hard links; renaming would replace what came in between.
        if path.exists():
            raise DiaryExistsError(str(path)) from None
        draft.rename(path)
    if hasattr(os, "O_DIRECTORY"):
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
