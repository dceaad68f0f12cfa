"""The columns of a table that hold scores of a knee, and the cells in them that are none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from diary.domain.knee import SCORE_HIGHEST, SCORE_LOWEST
from diary.domain.table_cells import is_missing, number_in
from diary.domain.table_match import ColumnUse, DecimalMark, OddScore, TableMatch

_NAMED_MOST, _CELL_SHOWN = 50, 20


def score_in(text: str, mark: DecimalMark) -> int | None:
    """The whole number of 0 to 10 in a cell; None for anything else."""
    value = number_in(text, mark)
    if value is None or value not in range(SCORE_LOWEST, SCORE_HIGHEST + 1):
        return None
    return int(value)


@dataclass(slots=True)
class OddScores:
    """Collects the cells that are no scores, of the columns that hold scores or look like it."""

    columns: frozenset[int]
    mark: DecimalMark
    count: int = 0
    named: list[OddScore] = field(default_factory=list)

    def add(self, number: int, cells: Sequence[str]) -> None:
        """Take note of one row."""
        for column in sorted(self.columns):
            text = cells[column] if column < len(cells) else ""
            if is_missing(text) or score_in(text, self.mark) is not None:
                continue
            self.count += 1
            if len(self.named) < _NAMED_MOST:
                self.named.append(OddScore(number, column, " ".join(text.split())[:_CELL_SHOWN]))


def odd_scores(match: TableMatch, pains: Iterable[ColumnUse]) -> OddScores:
    """Nothing yet, for the columns of scores that are used and those that are not."""
    used = {use.column for use in match.uses if use.field.is_score}
    return OddScores(frozenset(used | {use.column for use in pains}), match.decimal_mark)
