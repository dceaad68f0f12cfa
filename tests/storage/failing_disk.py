"""A connection to a disk that fails at a chosen statement."""

import sqlite3
from dataclasses import dataclass, field
from typing import Any, TypeAlias

# Whatever the values of a statement are given as.
Given: TypeAlias = Any


@dataclass
class Fault:
    """The number of the statement that fails, once or with all that follow; 0 = none."""

    at: int
    is_lasting: bool = False
    seen: list[str] = field(default_factory=list)

    def meet(self, sql: str) -> None:
        self.seen.append(sql)
        number = len(self.seen)
        if number == self.at or (self.is_lasting and number > self.at > 0):
            raise sqlite3.OperationalError("disk I/O error")


class Failing(sqlite3.Connection):
    """A connection that meets its fault, if it has one."""

    fault: Fault | None = None

    def execute(self, sql: str, *values: Given) -> sqlite3.Cursor:
        self._meet(sql)
        return super().execute(sql, *values)

    def executemany(self, sql: str, *values: Given) -> sqlite3.Cursor:
        self._meet(sql)
        return super().executemany(sql, *values)

    def _meet(self, sql: str) -> None:
        if self.fault is not None:
            self.fault.meet(sql)
