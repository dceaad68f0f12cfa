"""What the person chose to see, and the span of days it means."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args

from diary.domain.delays import Delay
from diary.domain.diary import Diary
from diary.domain.knee import Knee, Moment
from diary.domain.load import LoadMeasure
from diary.domain.pain_and_load import first_day, range_of_days
from diary.domain.period import ONE_DAY, Span
from diary.ui.pages.charts.shown import ChartKey

RangeKey = Literal["4w", "12w", "6m", "1y", "all"]
RANGE_KEYS: tuple[RangeKey, ...] = get_args(RangeKey)
DAYS: dict[RangeKey, int] = {"4w": 28, "12w": 84, "6m": 182, "1y": 365}
DEFAULT_RANGE: RangeKey = "12w"
DEFAULT_CHART: ChartKey = "pain_and_load"
_AROUND_DAYS = 28
_LEAST_DAYS = 7


@dataclass(frozen=True, slots=True)
class ChartChoice:
    """Which chart of which days, knees and numbers is shown.

    `range_key` None means the days were picked one by one; then `span` holds them. `moment` None
    is the day's highest. The days of `evidence` are shaded. `delay` and `knee` belong to the chart
    that compares with a delay, which shows one knee; None = the first that is tracked.
    `has_load_numbers` adds a table for those who asked for it.
    """

    kind: ChartKey = DEFAULT_CHART
    range_key: RangeKey | None = DEFAULT_RANGE
    span: Span | None = None
    knees: tuple[Knee, ...] = (Knee.LEFT, Knee.RIGHT)
    moment: Moment | None = None
    measure: LoadMeasure = LoadMeasure.DISTANCE
    has_events: bool = True
    evidence: Span | None = None
    delay: Delay = Delay.ONE_DAY
    knee: Knee | None = None
    has_load_numbers: bool = False

    def days(self, diary: Diary, today: date) -> Span:
        """The span that is shown."""
        if self.range_key is None and self.span is not None:
            return self.span
        return range_span(self.range_key or DEFAULT_RANGE, diary, today)


def asked_for(choice: ChartChoice, where: object) -> ChartChoice:
    """The choice with what another page asks for: days to shade (a `Span`), or a chart by its key.

    Only one chart shades days; the person's own choice stays remembered.
    """
    if isinstance(where, Span) and len(where):
        return replace(choice, kind=DEFAULT_CHART, evidence=where)
    kinds: tuple[ChartKey, ...] = get_args(ChartKey)
    kind = next((each for each in kinds if each == where), choice.kind)
    return replace(choice, kind=kind, evidence=None)


def range_span(key: RangeKey, diary: Diary, today: date) -> Span:
    """The days of a range that ends today; all of them begin with the first entry."""
    if key in DAYS:
        return range_of_days(today, DAYS[key])
    start = first_day(diary) or today
    # A week at least, so that the axis has something to show.
    return Span(min(start, range_of_days(today, 7).start), today + ONE_DAY)


def offered_knees(diary: Diary) -> tuple[Knee, ...]:
    """The knees that are tracked, and the other one if anything was ever said about it."""
    found = set(diary.person.tracked_knees)
    for knees in (each.knees for said in (diary.days, diary.runs) for each in said.values()):
        if len(found) == len(Knee):
            break
        found.update(knees)
    return tuple(each for each in Knee if each in found)


def whole_of(diary: Diary, today: date, shown: Span) -> Span:
    """All days there are, and those that are shown."""
    every = range_span("all", diary, today)
    return Span(min(every.start, shown.start), max(every.end, shown.end))


def span_around(evidence: Span, today: date) -> Span:
    """The days of a reminder with four weeks before them and a fortnight after."""
    start = date.fromordinal(max(1, evidence.start.toordinal() - _AROUND_DAYS))
    end = min(evidence.end.toordinal() + _AROUND_DAYS // 2, today.toordinal() + 1)
    return Span(start, date.fromordinal(max(end, evidence.end.toordinal())))


def zoomed(span: Span, factor: float, around: date, whole: Span) -> Span:
    """The span `factor` times as long, with `around` at the same place; inside `whole`.

    It is never made shorter than a week.
    """
    least = min(_LEAST_DAYS, len(span))
    days = min(max(round(len(span) * factor), least), len(whole))
    if days == len(span) and factor != 1.0:
        days = min(max(days + (1 if factor > 1 else -1), least), len(whole))
    share = ((around - span.start).days + 0.5) / len(span)
    start = round((around - whole.start).days + 0.5 - share * days)
    return _inside(start, days, whole)


def between(first_on: date, last_on: date, shown: Span, whole: Span) -> Span:
    """The days from the first to the last one, made a week at least; inside `whole`.

    Of fewer days `shown` none are added.
    """
    least = min(_LEAST_DAYS, len(shown))
    days = min(max((last_on - first_on).days + 1, least), len(whole))
    spare = days - (last_on - first_on).days - 1
    return _inside((first_on - whole.start).days - spare // 2, days, whole)


def panned(span: Span, days: int, whole: Span) -> Span:
    """The span `days` later, inside `whole`."""
    return _inside((span.start - whole.start).days + days, min(len(span), len(whole)), whole)


def _inside(start: int, days: int, whole: Span) -> Span:
    """So many days from the day number `start` of the whole on, or as near to it as they fit."""
    number = whole.start.toordinal() + min(max(start, 0), len(whole) - days)
    return Span(date.fromordinal(number), date.fromordinal(number + days))


def moved(span: Span, days: int, today: date) -> Span:
    """The span `days` later, not beyond today."""
    days = min(days, today.toordinal() + 1 - span.end.toordinal())
    start = max(1, span.start.toordinal() + days)
    return Span(date.fromordinal(start), date.fromordinal(start + len(span)))
