"""The columns of a table while it is found out what they mean."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from diary.domain.table_match import TableField, TableUnit


@dataclass(slots=True)
class Column:
    """What stands in a column, from the first rows that hold something in it."""

    number: int
    name: str
    cells: list[str]
    field: TableField | None = None
    unit: TableUnit | None = None
    is_guessed: bool = False

    def share(self, fits: Callable[[str], bool]) -> float:
        """How much of what stands in it fits."""
        return sum(map(fits, self.cells)) / len(self.cells) if self.cells else 0.0


def column_of(columns: list[Column], *fields: TableField) -> Column | None:
    """The column of the first of these fields that there is."""
    for wanted in fields:
        for column in columns:
            if column.field is wanted:
                return column
    return None
