"""The series behind the chart "Signs and care": yes, no and not answered, day by day.

Not answered is never counted as no: each column has how many days say yes and how many answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple, TypeAlias

from diary.domain.chart_columns import ChartColumns, columns_of
from diary.domain.day import Care, Day, Limit
from diary.domain.diary import Diary
from diary.domain.knee import Knee, KneeDay, Sign, SwellingSize
from diary.domain.period import Span
from diary.domain.rules.safety import safety_signs

# What the person typed in their own words is a plain text; of more than these the rarest are left
# out of the chart.
MOST_OWN = 12
Asked: TypeAlias = Sign | Limit | Care | str


class SignGroup(StrEnum):
    """What the rows are about, in the order in which they stand."""

    LEFT = "left"
    RIGHT = "right"
    LIMITS = "limits"
    CARE = "care"


_GROUPS = {Knee.LEFT: SignGroup.LEFT, Knee.RIGHT: SignGroup.RIGHT}


class Tally(NamedTuple):
    """Of the days of a column, those that say yes and those that answer at all."""

    yes: int = 0
    answered: int = 0


@dataclass(frozen=True, slots=True)
class SignRow:
    """The answers about one thing, one tally for every column.

    `urgent` tells the columns in which it was a sign to be looked at soon or now. What the person
    typed in their own words (`is_own`) is known as yes only.
    """

    group: SignGroup
    asked: Asked
    tallies: tuple[Tally, ...]
    urgent: frozenset[int] = frozenset()
    is_own: bool = False

    @property
    def total(self) -> Tally:
        """Yes and answers of the whole span."""
        return Tally(
            sum(each.yes for each in self.tallies), sum(each.answered for each in self.tallies)
        )


@dataclass(frozen=True, slots=True)
class SignSeries:
    """Everything of a span that has an answer, in rows; the columns are days where they fit.

    `answered_days` are days with any answer, `own_left_out` things in own words without a row.
    """

    columns: ChartColumns
    rows: tuple[SignRow, ...]
    answered_days: int
    own_left_out: int = 0

    @property
    def span(self) -> Span:
        """The days shown."""
        return self.columns.span

    @property
    def groups(self) -> tuple[SignGroup, ...]:
        """The groups that have rows."""
        return tuple(each for each in SignGroup if self.rows_of(each))

    def rows_of(self, group: SignGroup) -> tuple[SignRow, ...]:
        """The rows of a group."""
        return tuple(row for row in self.rows if row.group is group)

    @property
    def is_by_day(self) -> bool:
        """True when each column is one day."""
        return len(self.columns) == len(self.span)


_Key: TypeAlias = tuple[SignGroup, Asked, bool]


def sign_series(diary: Diary, span: Span, knees: Sequence[Knee] | None = None) -> SignSeries:
    """Signs, limits and care of a span; `knees` None takes the tracked ones."""
    columns = columns_of(span)
    chosen = tuple(diary.person.tracked_knees if knees is None else knees)
    counting = _Counting(len(columns))
    answered_days = 0
    for on, place in columns.places().items():
        day = diary.days.get(on)
        if day is not None:
            answered_days += counting.add(day, place, chosen)
    rows = counting.rows
    own = [key for key, _count in _own_by_number(rows)]
    for key in own[MOST_OWN:]:
        del rows[key]
    ordered = sorted(rows, key=lambda key: _order(key, own))
    return SignSeries(
        columns,
        tuple(rows[key].row(key) for key in ordered),
        answered_days,
        max(0, len(own) - MOST_OWN),
    )


class _Counted:
    """The answers about one thing by column, while they are counted."""

    __slots__ = ("answered", "urgent", "yes")

    def __init__(self, count: int) -> None:
        self.yes = [0] * count
        self.answered = [0] * count
        self.urgent: set[int] = set()

    def row(self, key: _Key) -> SignRow:
        """What was counted as a row."""
        group, asked, is_own = key
        tallies = tuple(map(Tally, self.yes, self.answered))
        return SignRow(group, asked, tallies, frozenset(self.urgent), is_own)


class _Counting:
    """Counts day after day; decades have half a million answers."""

    def __init__(self, count: int) -> None:
        self._count = count
        self.rows: dict[_Key, _Counted] = {}

    def add(self, day: Day, place: int, knees: Sequence[Knee]) -> bool:
        """Count the answers of a day in its column; True when there is any."""
        has_signs = False
        for knee in knees:
            said = day.knees.get(knee)
            if said is not None and said.signs:
                has_signs = True
                self._answers(_GROUPS[knee], said.signs, place)
                self._mark_urgent(_GROUPS[knee], said, place)
        self._answers(SignGroup.LIMITS, day.limits, place)
        self._answers(SignGroup.CARE, day.care, place)
        # The same words twice on one day are one thing.
        texts = dict.fromkeys(" ".join(each.split()) for each in day.care_own)
        self._answers(SignGroup.CARE, {text: True for text in texts if text}, place, is_own=True)
        return has_signs or bool(day.limits or day.care or any(texts))

    def _answers(
        self, group: SignGroup, answers: Mapping[Any, bool], place: int, *, is_own: bool = False
    ) -> None:
        for asked, is_yes in answers.items():
            counted = self._of((group, asked, is_own))
            counted.answered[place] += 1
            if is_yes:
                counted.yes[place] += 1

    def _mark_urgent(self, group: SignGroup, said: KneeDay, place: int) -> None:
        found = safety_signs(said) if any(said.signs.values()) else None
        if found is None:
            return
        for noted in (*found.noted, *found.besides):
            sign = Sign.SWELLING if isinstance(noted, SwellingSize) else noted
            if isinstance(sign, Sign) and said.signs.get(sign):
                self._of((group, sign, False)).urgent.add(place)

    def _of(self, key: _Key) -> _Counted:
        counted = self.rows.get(key)
        if counted is None:
            counted = self.rows[key] = _Counted(self._count)
        return counted


def _own_by_number(
    rows: Mapping[_Key, _Counted],
) -> list[tuple[_Key, int]]:
    """What was typed in own words, the most frequent first."""
    own = [(key, sum(each.yes)) for key, each in rows.items() if key[2]]
    return sorted(own, key=lambda pair: (-pair[1], pair[0][1]))


def _order(key: _Key, own: Sequence[_Key]) -> tuple[int, int]:
    """In the order of the questions, own words last."""
    group, asked, is_own = key
    place = list(SignGroup).index(group)
    if is_own:
        return place, len(Sign) + own.index(key)
    return place, list[str](type(asked)).index(asked) if isinstance(asked, StrEnum) else 0
