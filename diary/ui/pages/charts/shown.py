"""What the page shows of one chart, whatever its kind: picture, words and tables.

Everything here is made in a thread from the diary and the choice; nothing of it changes later.
"""

from __future__ import annotations

import bisect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, TypeAlias, TypeVar, overload

from diary.charts.kinds import Chart
from diary.domain.period import ONE_DAY, Span

ChartKey = Literal["pain_and_load", "run_responses", "delay", "spots", "signs", "shoes", "plan"]
# What the button of an empty chart does: go to Today or to Plan, log a run, or that and add shoes.
EmptyWay = Literal["today", "run", "shoes", "plan"]
SortValue: TypeAlias = float | date | str | None
T = TypeVar("T")


class Cell(NamedTuple):
    """The text of a cell and what it is sorted by; None or "" = unknown, which sorts last.

    A copied table has `copied`, else the whole number in the unit of the heading, the ISO date or
    the text.
    """

    text: str
    value: SortValue = None
    copied: str | None = None


@dataclass(frozen=True, slots=True)
class ChartTable:
    """The numbers of a chart; rows stand as they are shown at first and may be made when asked for.

    `title` names the table where a chart has several. Each heading names its unit. `columns` has
    for every row the column of the chart it belongs to; () where rows belong to none. `samples` are
    texts a column should have room for, "" for as much as its heading needs; () for all of them.
    """

    title: str
    headings: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]
    columns: Sequence[int] = ()
    samples: tuple[str, ...] = ()


class MadeWhenAsked(Sequence[T]):
    """So many parts, each made when somebody looks at it: rows of a long table, cells of a row."""

    def __init__(self, count: int, make: Callable[[int], T]) -> None:
        self._places = range(count)
        self._make = make

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[T]: ...
    def __getitem__(self, place: int | slice) -> T | Sequence[T]:
        if isinstance(place, slice):
            return [self._make(each) for each in self._places[place]]
        return self._make(self._places[place])


class WhyNot(NamedTuple):
    """What an empty chart says: a title, a sentence with what is still missing, the way to it."""

    title: str
    sentence: str
    way: EmptyWay = "today"


class Question(NamedTuple):
    """Something the person may ask about a chart: the text of a button and what answers.

    `answer` is called in a thread and returns the answer as text of one or more paragraphs. It
    stays the same for as long as `about` is equal.
    """

    text: str
    answer: Callable[[], str]
    about: object


def _nothing(_column: int) -> str:
    return ""


def _no_days(_days: Span) -> Sequence[date]:
    return ()


@dataclass(frozen=True, slots=True)
class ShownChart:
    """One chart with everything said about it.

    `name` is what it is called ("Chart of pain and load"), `description` the whole of it in a
    sentence for those who cannot see it, `answer` what it is looked at for where that is a
    sentence, `coverage` how much was recorded, `note` what it does not say. `days` has the day of
    every column, never falling; () for a chart without columns, which has no cursor and cannot be
    zoomed. `readout` is everything about one column in a line.
    A column reaches to the day before the next one, the last one to `last_on` (None: its own day);
    of one that is longer than a day `telling` finds the days with what the chart shows.
    With `why_not` there is no picture and no table.
    """

    key: ChartKey
    chart: Chart
    name: str
    description: str
    coverage: str
    tables: tuple[ChartTable, ...]
    days: Sequence[date] = ()
    last_on: date | None = None
    readout: Callable[[int], str] = _nothing
    telling: Callable[[Span], Sequence[date]] = _no_days
    answer: str = ""
    note: str = ""
    why_not: WhyNot | None = None
    question: Question | None = None

    @property
    def column_count(self) -> int:
        """How many columns there are."""
        return len(self.days)

    @property
    def is_enough(self) -> bool:
        """True when there is something to draw."""
        return self.why_not is None

    def day_of(self, column: int) -> date | None:
        """The day of a column; None outside."""
        return self.days[column] if 0 <= column < len(self.days) else None

    def last_day_of(self, column: int) -> date | None:
        """The last day of a column, which may be longer than a day; None outside."""
        on = self.day_of(column)
        if on is None or column == len(self.days) - 1:
            return on and max(self.last_on or on, on)
        return max(self.days[column + 1] - ONE_DAY, on)

    def is_long(self, column: int) -> bool:
        """True when a column has more than one day."""
        return self.day_of(column) != self.last_day_of(column)

    def day_to_open(self, column: int, near: date | None = None) -> date | None:
        """The day of a column that is worth a look: `near`, else the first that tells something.

        The first of all when none does; None outside.
        """
        first_on, last_on = self.day_of(column), self.last_day_of(column)
        if first_on is None or last_on is None or first_on == last_on:
            return first_on
        telling = self.telling(Span(first_on, last_on + ONE_DAY))
        return near if near in telling else min(telling, default=first_on)

    def column_of(self, on: date) -> int | None:
        """The column of a day or the last one before it, the first at least; None without any."""
        if not self.days:
            return None
        return max(bisect.bisect_right(self.days, on) - 1, 0)
