"""The columns of charts that count: days, ISO weeks, months or years, cut to the span shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import islice, pairwise

from diary.domain.period import ONE_DAY, Span


class ColumnUnit(StrEnum):
    """How long a column is, shortest first."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


# Days beside one another that can still be told apart: a quarter of a year.
MOST_DAYS = 92
# The same for weeks and months: ten years of months, with one at either end.
MOST_COLUMNS = 122


@dataclass(frozen=True, slots=True)
class ChartColumns:
    """Spans that follow one another and together are `span`; the first and last may be cut."""

    span: Span
    unit: ColumnUnit
    spans: tuple[Span, ...]

    def __len__(self) -> int:
        return len(self.spans)

    @property
    def last_on(self) -> date | None:
        """The last day there is; None in an empty span."""
        return self.span.end - ONE_DAY if len(self.span) else None

    def places(self) -> dict[date, int]:
        """The column of every day."""
        return {on: place for place, each in enumerate(self.spans) for on in each}


def columns_of(span: Span, finest: ColumnUnit = ColumnUnit.DAY) -> ChartColumns:
    """The columns of a span: the shortest unit from `finest` on of which there are few enough."""
    units = list(ColumnUnit)[list(ColumnUnit).index(finest) :]
    unit = next((each for each in units if _is_few(span, each)), ColumnUnit.YEAR)
    return ChartColumns(span, unit, tuple(_between(_starts(span, unit), span.end)))


def _is_few(span: Span, unit: ColumnUnit) -> bool:
    most = MOST_DAYS if unit is ColumnUnit.DAY else MOST_COLUMNS
    return len(list(islice(_starts(span, unit), most + 1))) <= most


def _between(starts: Iterable[date], end: date) -> Iterator[Span]:
    for start, after in pairwise((*starts, end)):
        yield Span(start, after)


def _starts(span: Span, unit: ColumnUnit) -> Iterator[date]:
    """The first day of every column."""
    if not len(span):
        return
    yield span.start
    last = span.end - ONE_DAY
    on = span.start
    while (next_start := _next_start(on, unit)) is not None and next_start <= last:
        yield next_start
        on = next_start


def _next_start(on: date, unit: ColumnUnit) -> date | None:
    """The first day of the unit after that of `on`; None after the end of the calendar."""
    if unit in (ColumnUnit.DAY, ColumnUnit.WEEK):
        days = 1 if unit is ColumnUnit.DAY else 7 - on.weekday()
        left = date.max.toordinal() - on.toordinal()
        return on + timedelta(days) if days <= left else None
    year, month = (on.year, on.month + 1) if unit is ColumnUnit.MONTH else (on.year + 1, 1)
    year, month = (year + 1, 1) if month == 13 else (year, month)
    return date(year, month, 1) if year <= date.max.year else None
