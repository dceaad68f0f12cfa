"""What is looked at after a fault: does the diary open, how fast, and is it sound?"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from diary import bootstrap
from diary.domain.diary import Diary
from diary.domain.errors import DiaryError
from diary.storage.integrity import check_file
from diary.storage.lock import DiaryLock

# Seconds within which the next start has the diary, and a fault its message.
MOST_TO_OPEN_S = 3.0
MOST_TO_SAY_S = 2.0


@dataclass(slots=True)
class Judgement:
    """What one fault left behind: which state it is in, and every promise that was broken."""

    state: str = ""
    breaches: list[str] = field(default_factory=list)
    open_s: float = 0.0

    def require(self, is_kept: object, breach: str) -> None:
        """Note a broken promise."""
        if not is_kept:
            self.breaches.append(breach)


def opened(path: Path, judgement: Judgement) -> Diary | None:
    """The diary as the next start finds it, with no question asked; what is amiss is noted."""
    if not path.exists():
        judgement.breaches.append("there is no diary any more")
        return None
    started = time.monotonic()
    lock = DiaryLock(path)
    judgement.require(lock.acquire(), "a dead program's lock keeps the diary shut")
    try:
        store = bootstrap.open_store(path)
        try:
            diary = store.load()
        finally:
            judgement.open_s = time.monotonic() - started
            store.close()
    except DiaryError as error:
        judgement.breaches.append(f"it does not open: {error!r}")
        return None
    finally:
        lock.release()
    judgement.require(judgement.open_s <= MOST_TO_OPEN_S, f"{judgement.open_s:.1f} s to open")
    problems = check_file(path)
    judgement.require(not problems, f"it is damaged: {problems[:3]}")
    return diary


def listened(said: Sequence[str], judgement: Judgement) -> int | None:
    """The number after the last `done`, 0 when it stands alone; None = nothing was called done."""
    done = None
    for line in said:
        word, *rest = line.split(" ", 1)
        if word == "done":
            done = int(rest[0]) if rest else 0
        elif word == "refused":
            seconds = float(line.rsplit(" ", 1)[1])
            judgement.require(seconds <= MOST_TO_SAY_S, f"{seconds:.1f} s until it was said")
        elif word in {"breach:", "locked"}:
            judgement.breaches.append(line)
    return done


def rows_of(path: Path, *, is_alone: bool = False) -> dict[str, object]:
    """Everything the program ever reads of a file, byte by byte as SQLite gives it.

    Not made with the program's own reading, so that the two can be held against each other.
    `is_alone`: there is no log beside the file, and none may be made. Raises `sqlite3.Error`.
    """
    options = "mode=ro&immutable=1" if is_alone else "mode=ro"
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?{options}", uri=True)) as connection:
        connection.text_factory = bytes
        schema = connection.execute("SELECT type, name, sql FROM sqlite_schema").fetchall()
        found: dict[str, object] = {"schema": sorted(map(repr, schema))}
        for kind, name, _ in schema:
            if kind == b"table":
                quoted = name.decode().replace('"', '""')
                rows = connection.execute(f'SELECT * FROM "{quoted}"').fetchall()
                found[f"table {quoted}"] = sorted(map(repr, rows))
        for pragma in ("application_id", "user_version"):
            found[pragma] = connection.execute(f"PRAGMA {pragma}").fetchone()
    return found
