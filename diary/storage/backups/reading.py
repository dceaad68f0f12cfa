"""Reads finished backups; nothing is written, and nothing is left behind."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from diary.domain.backup import Backup
from diary.domain.diary import Diary
from diary.domain.errors import DiaryMissingError
from diary.domain.file_problem import Problem, ProblemCode
from diary.storage.backups.making import examine
from diary.storage.database import identify, read_with
from diary.storage.failures import translated
from diary.storage.migrations.runner import SCHEMA, migrate
from diary.storage.reading import diary_of
from diary.storage.whole_files import digest_of


def looked_at(backup: Backup, problems: list[Problem]) -> Backup:
    """Read a whole backup again; returns what the file itself says, and what is wrong with it.

    The hash and the fingerprint of its manifest are compared with the file; without a manifest
    its rows, counts and links decide. Raises a `DiaryFileError` when it may not be read.
    """
    path = Path(backup.path)
    try:
        with translated(path):
            size, sha256 = path.stat().st_size, digest_of(path)
        content = examine(path, problems, has_links=True)
    except DiaryMissingError:
        problems.append(Problem(ProblemCode.MISSING))
        return replace(backup, is_verified=False)
    if content is None:
        return replace(backup, size_bytes=size, is_verified=False)
    if backup.sha256 not in {"", sha256} or backup.content not in {"", content.fingerprint}:
        problems.append(Problem(ProblemCode.CHANGED_FILE))
    return replace(
        backup,
        schema=content.schema,
        days=content.days,
        runs=content.runs,
        shoes=content.shoes,
        last_on=content.last_on,
        size_bytes=size,
        sha256=sha256,
        content=content.fingerprint,
        is_verified=not problems,
    )


def read_backup(path: Path) -> Diary:
    """The entries of a backup; one of an older schema is migrated in memory.

    Raises `DiaryMissingError`, `DiaryForeignError`, `DiaryNewerError` or `DiaryDamagedError`.
    """
    schema = identify(path)
    with translated(path):
        return read_with(path, _entries if schema == SCHEMA else _migrated_entries)


def _entries(connection: sqlite3.Connection) -> Diary:
    return diary_of(connection, [])


def _migrated_entries(connection: sqlite3.Connection) -> Diary:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as memory:
        connection.backup(memory)
        migrate(memory)
        return _entries(memory)
