"""How much room the columns of a short table need: as much as their longest texts."""

from __future__ import annotations

from collections.abc import Sequence

from diary.ui.pages.charts.shown import Cell

# The rest of a longer text is seen when its column is made wider.
_LONGEST = 40


def longest_texts(rows: Sequence[Sequence[Cell]], column_count: int) -> tuple[str, ...]:
    """The longest text of every column, cut at forty letters; "" without rows."""
    columns = [[row[column].text for row in rows] for column in range(column_count)]
    return tuple(max(texts, key=len, default="")[:_LONGEST] for texts in columns)
