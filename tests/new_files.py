"""New diary files for tests: one is made as the program makes it, the others are copies of it.

A copy is another diary: it has an id of its own. Whatever tests how a diary is made makes one with
`bootstrap.create_store` instead.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path

from diary import bootstrap
from diary.domain.change import whole_diary
from diary.domain.diary import Diary
from diary.storage.database import SIDE_FILES, make_folder
from diary.storage.migrations import m0002_about


def write_new_diary(path: Path, diary: Diary) -> None:
    """Make a diary file that holds these entries."""
    _lay_down(path)
    changes = whole_diary(diary)
    if not changes.changes:
        return
    store = bootstrap.open_store(path)
    try:
        store.write(changes)
    finally:
        store.close()


@cache
def _empty() -> bytes:
    with tempfile.TemporaryDirectory(prefix="kneelog-new-") as folder:
        path = Path(folder) / "empty.sqlite3"
        bootstrap.create_store(path).close()
        return path.read_bytes()


def _lay_down(path: Path) -> None:
    if any(Path(f"{path}{ending}").exists() for ending in ("", *SIDE_FILES)):
        # What a diary that is gone left is the program's to put aside.
        bootstrap.create_store(path).close()
        return
    make_folder(path.parent)
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(_empty())
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        (created_at,) = connection.execute("SELECT created_at FROM about").fetchone()
        connection.execute("DELETE FROM about")
        m0002_about.fill(connection, created_at)
        connection.execute("COMMIT")
