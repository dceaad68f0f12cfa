"""What a diary file holds, read with SQLite alone from a copy, so that looking changes nothing."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


@contextmanager
def copy_of(diary: Path) -> Iterator[Path]:
    """A copy of a diary, with what its program has not folded in yet, under a plain name."""
    with TemporaryDirectory(prefix="kneelog-copy-") as folder:
        copy = Path(folder) / "copy.sqlite3"
        for end in ("", "-wal", "-journal"):
            beside = diary.with_name(diary.name + end)
            if beside.exists():
                shutil.copyfile(beside, copy.with_name(copy.name + end))
        yield copy


def scores_in(diary: Path) -> dict[str, int]:
    """Every score that is there, by id. Raises `sqlite3.Error` when it cannot be read."""
    with copy_of(diary) as copy, closing(sqlite3.connect(copy)) as connection:
        rows = connection.execute("SELECT id, score FROM scores WHERE deleted_at IS NULL")
        return dict(rows.fetchall())
