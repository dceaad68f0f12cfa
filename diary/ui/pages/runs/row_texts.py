"""Rows of the run table as text for a spreadsheet: headings first, columns apart by tabs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from diary.domain.run import Run
from diary.texts.numbers import Formats
from diary.ui.models.run_cells import RunCells
from diary.ui.models.run_columns import Column, long_heading

# A spreadsheet takes a text that begins with one of these for a formula.
_FORMULA = ("=", "+", "-", "@")


def rows_text(
    runs: Iterable[Run], columns: Sequence[Column], cells: RunCells, formats: Formats
) -> str:
    """The columns of these runs as shown, but for the day, which is written as 2026-11-20."""
    lines = ["\t".join(long_heading(column, formats) for column in columns)]
    for run in runs:
        texts = cells.texts(run)
        lines.append("\t".join(_cell(run, column, texts[column]) for column in columns))
    return "\n".join(lines) + "\n"


def _cell(run: Run, column: Column, text: str) -> str:
    if column is Column.DATE:
        return run.on.isoformat()
    line = " ".join(text.split())
    return f"'{line}" if line.startswith(_FORMULA) else line
