"""The harness tried on SQLite alone, whose promises are known.

In the write-ahead log, `OFF` and `NORMAL` lose what was acknowledged when the power goes, `FULL`
loses nothing. A harness that says otherwise is wrong.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from tests.faults.errand import Errand
from tests.faults.judging import Judgement, listened

_ROWS = 30


class Plain:
    """Rows in a table, written with one setting of `synchronous`."""

    def __init__(self, synchronous: str) -> None:
        self.name = f"plain SQLite, synchronous = {synchronous}"
        self._synchronous = synchronous

    @property
    def is_safe(self) -> bool:
        """True when nothing that was acknowledged may be lost."""
        return self._synchronous == "FULL"

    def prepare(self, folder: Path) -> Errand:
        """An empty table."""
        path = folder / "plain.sqlite3"
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("CREATE TABLE kept (number, text)")
        return Errand("plain", str(path), count=_ROWS, other=self._synchronous)

    def judge(self, errand: Errand, said: Sequence[str]) -> Judgement:
        """All rows that were called kept, in their order, and at most one more."""
        judgement = Judgement()
        last = listened(said, judgement) or 0
        try:
            with closing(sqlite3.connect(errand.path, isolation_level=None)) as connection:
                ((check,),) = connection.execute("PRAGMA integrity_check(1)").fetchall()
                rows = connection.execute("SELECT number FROM kept ORDER BY rowid").fetchall()
        except sqlite3.Error as error:
            judgement.breaches.append(f"it does not open: {error}")
            return judgement
        judgement.state = "on its way" if len(rows) > last else "as said"
        judgement.require(check == "ok", f"it is damaged: {check}")
        is_whole = rows == [(number,) for number in range(len(rows))]
        judgement.require(is_whole and len(rows) in {last, last + 1}, f"{last} said, {len(rows)}")
        return judgement
