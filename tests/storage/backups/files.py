"""A diary to make backups of, and what a test does to files."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from tests.builders import ON, a_day, a_diary, a_run, a_shoe

DIARY = a_diary([a_day(ON - timedelta(days=3), left=4)], [a_run(left=3)], [a_shoe()])


def change(path: Path, *statements: str) -> None:
    """What another program may do to a file."""
    path.chmod(0o600)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def names(folder: Path) -> set[str]:
    """Everything in a folder but its lock."""
    return {each.name for each in folder.iterdir() if each.name != ".lock"}
