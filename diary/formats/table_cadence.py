"""Whether a column of cadence counts the steps of both feet or of one: runs decide, then walks.

Walkers take about 110 steps a minute and runners 80 with each foot, so one limit for all would
double the steps of walks, and of the runs beside them. Where distance and time are known, the
length of a step tells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from diary.domain.run import Sport
from diary.domain.table_cells import length_m, number_in, time_s
from diary.domain.table_match import (
    ONE_LEG_CADENCE_MOST,
    DecimalMark,
    TableField,
    TableUnit,
)
from diary.formats.recorded import ON_FOOT
from diary.formats.sport_words import sport_of
from diary.formats.table_columns import Column, column_of
from diary.formats.table_text import Table

_F = TableField
_LOOKED_AT = 400
# Half of what a walker takes, and a little more.
_WALK_STRIDES_BELOW = 80.0
# A step of a slow run at 80 a minute is longer than that, one of a walk or shuffle shorter.
_STEP_LONGEST_M = 1.2


@dataclass(frozen=True, slots=True)
class _Row:
    """What a row says about one activity; None = nothing."""

    cadence: float
    sport: Sport | None
    speed_m_per_min: float | None

    @property
    def unit(self) -> TableUnit:
        """What its cadence looks like."""
        if self.cadence >= ONE_LEG_CADENCE_MOST:
            return TableUnit.STEPS
        if self.speed_m_per_min:
            is_one = self.speed_m_per_min / self.cadence > _STEP_LONGEST_M
        else:
            is_walk = self.sport in (Sport.WALK, Sport.HIKE)
            is_one = self.cadence < (_WALK_STRIDES_BELOW if is_walk else ONE_LEG_CADENCE_MOST)
        return TableUnit.STRIDES if is_one else TableUnit.STEPS


def settle_cadence(table: Table, columns: list[Column], mark: DecimalMark) -> None:
    """Give the cadence its unit where its name says none; the other units are known by then."""
    column = column_of(columns, _F.CADENCE)
    if column is None or column.unit is not None:
        return
    rows = list(_rows(table, columns, column, mark))
    groups = (
        [row for row in rows if row.sport is Sport.RUN],
        [row for row in rows if row.sport in ON_FOOT],
        [row for row in rows if row.sport is None],
    )
    deciding = next(filter(None, groups), [])
    seen = Counter(row.unit for row in deciding)
    strides, steps = seen[TableUnit.STRIDES], seen[TableUnit.STEPS]
    column.unit = TableUnit.STRIDES if strides > steps else TableUnit.STEPS
    column.is_guessed |= min(strides, steps) * 4 > max(strides, steps)


def _rows(table: Table, columns: list[Column], column: Column, mark: DecimalMark) -> Iterator[_Row]:
    sport, distance = column_of(columns, _F.SPORT), column_of(columns, _F.DISTANCE)
    moving = column_of(columns, _F.MOVING, _F.ELAPSED)
    for _, cells in islice(table.rows(), _LOOKED_AT):
        cadence = number_in(_cell(cells, column), mark)
        if cadence is None or cadence <= 0:
            continue
        metres = distance and length_m(_cell(cells, distance), distance.unit, mark)
        seconds = moving and time_s(_cell(cells, moving), moving.unit, mark)
        speed = metres / seconds * 60 if metres and seconds and seconds > 0 else None
        yield _Row(cadence, sport_of(_cell(cells, sport))[0], speed)


def _cell(cells: Sequence[str], column: Column | None) -> str:
    return cells[column.number] if column is not None and column.number < len(cells) else ""
