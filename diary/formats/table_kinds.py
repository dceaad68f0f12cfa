"""Tables of programs that are known by their header: which column is what, and their traps."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from diary.domain.run import SourceFormat
from diary.domain.table_match import TableField, TableMatch, TableUnit
from diary.formats.recorded import Recorded

Columns: TypeAlias = Mapping[int, tuple[TableField, TableUnit | None]]
# Changes what was read of a row (its cells by column) where its program writes something odd.
Mend: TypeAlias = Callable[[Recorded, Sequence[str], TableMatch], None]


def leave(recorded: Recorded, cells: Sequence[str], match: TableMatch) -> None:
    """Nothing odd."""


@dataclass(frozen=True, slots=True)
class TableKind:
    """A kind of table; without `columns` they are found by their names and what stands in them.

    `guessed` are those that were found, or their units, by what stands in them.
    """

    format: SourceFormat = SourceFormat.TABLE
    columns: Columns = field(default_factory=dict)
    mend: Mend = leave
    guessed: frozenset[int] = frozenset()
