"""What the person chose to see, and the span of days it means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from diary.domain.diary import Diary
from diary.domain.knee import Knee, Moment
from diary.domain.load import LoadMeasure
from diary.domain.pain_and_load import first_day, range_of_days
from diary.domain.period import ONE_DAY, Span

RangeKey = Literal["4w", "12w", "6m", "1y", "all"]
RANGE_KEYS: tuple[RangeKey, ...] = get_args(RangeKey)
DAYS: dict[RangeKey, int] = {"4w": 28, "12w": 84, "6m": 182, "1y": 365}
DEFAULT_RANGE: RangeKey = "12w"
_AROUND_DAYS = 28


@dataclass(frozen=True, slots=True)
class ChartChoice:
    """Which days, knees and numbers are shown.

    `range_key` None means the days were picked one by one; then `span` holds them. `moment` None
    is the day's highest.
    """

    range_key: RangeKey | None = DEFAULT_RANGE
    span: Span | None = None
    knees: tuple[Knee, ...] = (Knee.LEFT, Knee.RIGHT)
    moment: Moment | None = None
    measure: LoadMeasure = LoadMeasure.DISTANCE
    has_events: bool = True

    def days(self, diary: Diary, today: date) -> Span:
        """The span that is shown."""
        if self.range_key is None and self.span is not None:
            return self.span
        return range_span(self.range_key or DEFAULT_RANGE, diary, today)


def range_span(key: RangeKey, diary: Diary, today: date) -> Span:
    """The days of a range that ends today; all of them begin with the first entry."""
    if key in DAYS:
        return range_of_days(today, DAYS[key])
    start = first_day(diary) or today
    # A week at least, so that the axis has something to show.
    return Span(min(start, range_of_days(today, 7).start), today + ONE_DAY)


def span_around(evidence: Span, today: date) -> Span:
    """The days of a reminder with four weeks before them and a fortnight after."""
    start = date.fromordinal(max(1, evidence.start.toordinal() - _AROUND_DAYS))
    end = min(evidence.end.toordinal() + _AROUND_DAYS // 2, today.toordinal() + 1)
    return Span(start, date.fromordinal(max(end, evidence.end.toordinal())))


def moved(span: Span, days: int, today: date) -> Span:
    """The span `days` later, not beyond today."""
    days = min(days, today.toordinal() + 1 - span.end.toordinal())
    start = max(1, span.start.toordinal() + days)
    return Span(date.fromordinal(start), date.fromordinal(start + len(span)))
