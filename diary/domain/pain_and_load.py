"""The series behind the chart and the table of pain and load: plain values, one for every day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from diary.domain.diary import Diary
from diary.domain.event import Event
from diary.domain.knee import Knee, Moment, Quality, Sign, SwellingSize
from diary.domain.load import DayLoad, LoadHistory, LoadMeasure, UsualWeek
from diary.domain.period import ONE_DAY, Span
from diary.domain.pt_note import PtNote, pinned_on
from diary.domain.rules.safety import safety_signs
from diary.domain.run import Run, start_order
from diary.domain.shoe import Shoe
from diary.domain.trends import (
    MEDIAN_DAYS,
    DayValue,
    Lateness,
    day_value,
    days_before,
    knee_scores,
    rolling_medians,
)


class MarkKind(StrEnum):
    """What a mark on the time axis stands for; EVENT and PT_NOTE are kept in the diary."""

    SIGN = "sign"
    EVENT = "event"
    PT_NOTE = "pt_note"
    SHOE_FIRST = "shoe_first"
    SHOE_LAST = "shoe_last"


@dataclass(frozen=True, slots=True)
class TimelineMark:
    """Something that happened from `on` to `until`, both included.

    `event` belongs to EVENT, `note` to PT_NOTE, `shoe` to the two SHOE kinds, `signs` and `knee` to
    SIGN.
    """

    kind: MarkKind
    on: date
    until: date
    event: Event | None = None
    note: PtNote | None = None
    shoe: Shoe | None = None
    signs: tuple[Sign | SwellingSize | Quality, ...] = ()
    knee: Knee | None = None


@dataclass(frozen=True, slots=True)
class KneeSeries:
    """The values of one knee, one for every day of the span; None = unknown.

    A median is that of the known values of the seven days that end with the day, at least four.
    """

    knee: Knee
    values: tuple[DayValue | None, ...]
    medians: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class PainAndLoadSeries:
    """Pain of the chosen knees and load, one value for every day of `span`.

    `moment` None is the day's highest. `is_recorded` tells days with a score of that moment for one
    of the knees. Loads are in the unit of `measure` (metres, seconds, effort times minutes).
    `is_incomplete` marks days with a run that lacks it, `is_week_incomplete` days with such a run
    among the seven that end with them: a load there is that much at least, and None, not 0, where
    none of the runs has it. Loads are also None before `first_on`, the first day of the diary, on
    days away, and where nothing was entered for a long time: rules of `load.LoadHistory`.
    `has_run` marks days with a run, `is_week_of_rest` those that end seven known days without one.
    `is_late` tells days with a value that was entered late.
    """

    span: Span
    moment: Moment | None
    measure: LoadMeasure
    knees: tuple[KneeSeries, ...]
    is_recorded: tuple[bool, ...]
    loads: tuple[float | None, ...]
    is_incomplete: tuple[bool, ...]
    week_sums: tuple[float | None, ...]
    usual_weeks: tuple[UsualWeek | None, ...]
    marks: tuple[TimelineMark, ...]
    is_week_incomplete: tuple[bool, ...] = ()
    has_run: tuple[bool, ...] = ()
    is_week_of_rest: tuple[bool, ...] = ()
    is_late: tuple[bool, ...] = ()
    first_on: date | None = None

    @property
    def recorded_days(self) -> int:
        """Days with a score."""
        return sum(self.is_recorded)

    @property
    def late_days(self) -> int:
        """Days of which a value that is shown was entered late."""
        return sum(self.is_late)

    def part(self, span: Span) -> PainAndLoadSeries:
        """The same of some of its days, equal to what is counted anew for them."""
        at = slice(self.place(span.start), self.place(span.end))
        return PainAndLoadSeries(
            span=span,
            moment=self.moment,
            measure=self.measure,
            knees=tuple(
                KneeSeries(each.knee, each.values[at], each.medians[at]) for each in self.knees
            ),
            is_recorded=self.is_recorded[at],
            loads=self.loads[at],
            is_incomplete=self.is_incomplete[at],
            week_sums=self.week_sums[at],
            usual_weeks=self.usual_weeks[at],
            marks=_sorted_marks(_marks_in(self.marks, span)),
            is_week_incomplete=self.is_week_incomplete[at],
            has_run=self.has_run[at],
            is_week_of_rest=self.is_week_of_rest[at],
            is_late=self.is_late[at],
            first_on=self.first_on,
        )

    def place(self, on: date) -> int:
        """The index of a day in every tuple."""
        return (on - self.span.start).days

    def knee(self, knee: Knee) -> KneeSeries | None:
        """The series of a knee; None when it was not chosen."""
        return next((each for each in self.knees if each.knee is knee), None)


def runs_by_day(runs: Iterable[Run]) -> dict[date, list[Run]]:
    """The activities of every day in order of start."""
    found: dict[date, list[Run]] = {}
    for run in runs:
        found.setdefault(run.on, []).append(run)
    for of_day in found.values():
        if len(of_day) > 1:
            of_day.sort(key=start_order)
    return found


def first_day(diary: Diary) -> date | None:
    """The first day with a score or a run; None in an empty diary."""
    scored = min((on for on, day in diary.days.items() if day.knees), default=None)
    run = min(diary.days_with_runs(), default=None)
    return min((on for on in (scored, run) if on is not None), default=None)


def scored_days(diary: Diary) -> set[date]:
    """The days with a score of any knee and moment."""
    said = {
        on
        for on, day in diary.days.items()
        if any(each.morning or each.worst for each in day.knees.values())
    }
    on_runs = {
        run.on
        for run in diary.runs.values()
        if any(each.during or each.after for each in run.knees.values())
    }
    return said | on_runs


def pain_and_load_series(
    diary: Diary,
    span: Span,
    moment: Moment | None = None,
    *,
    measure: LoadMeasure = LoadMeasure.DISTANCE,
    knees: Sequence[Knee] | None = None,
    today: date | None = None,
) -> PainAndLoadSeries:
    """The series of a span; `moment` None takes the day's highest, `knees` None the tracked ones.

    Days before the span are read for medians, sums and the usual week. What is dated after `today`
    ends no silence.
    """
    wide = days_before(span, MEDIAN_DAYS - 1)
    runs = runs_by_day([run for run in diary.runs.values() if wide.start <= run.on < wide.end])
    chosen = tuple(diary.person.tracked_knees if knees is None else knees)
    series = tuple(_knee_series(diary, span, wide, runs, (knee, moment)) for knee in chosen)
    history = LoadHistory(diary, measure, today=today)
    lacks_week = tuple(history.are_weeks_incomplete(span))
    days = tuple(span)
    loads = [history.load(on) for on in days]
    return PainAndLoadSeries(
        span=span,
        moment=moment,
        measure=measure,
        knees=series,
        is_recorded=_recorded(series, len(days)),
        loads=tuple(_known(each) for each in loads),
        is_incomplete=tuple(each is not None and each.is_incomplete for each in loads),
        week_sums=tuple(
            None if is_so and not each else each
            for each, is_so in zip(history.week_sums(span), lacks_week, strict=True)
        ),
        usual_weeks=tuple(history.usual_weeks(span)),
        marks=timeline_marks(diary, span, chosen),
        is_week_incomplete=lacks_week,
        has_run=tuple(on in history.loads for on in days),
        is_week_of_rest=tuple(history.are_weeks_of_rest(span)),
        is_late=late_places(series, len(days)),
        first_on=history.first_on,
    )


def _recorded(series: Sequence[KneeSeries], count: int) -> tuple[bool, ...]:
    if not series:
        return (False,) * count
    by_day = zip(*(each.values for each in series), strict=True)
    return tuple(any(values) for values in by_day)


def late_places(series: Sequence[KneeSeries], count: int) -> tuple[bool, ...]:
    """For each of `count` days: was a value of it entered late."""
    found = [False] * count
    for each in series:
        for place, value in enumerate(each.values):
            if value and value.is_late:
                found[place] = True
    return tuple(found)


def _known(load: DayLoad | None) -> float | None:
    """The load of a day as far as it is known; a run that lacks its number is not 0."""
    return None if load is None or (load.is_incomplete and not load.amount) else load.amount


def _knee_series(
    diary: Diary,
    span: Span,
    wide: Span,
    runs: Mapping[date, list[Run]],
    which: tuple[Knee, Moment | None],
) -> KneeSeries:
    knee, moment = which
    lateness = Lateness(diary.person.timezone, diary.settings.day_turnover)
    values: dict[date, DayValue] = {}
    for on in wide:
        scores = knee_scores(diary.days.get(on), runs.get(on, ()), knee, moment)
        value = day_value(on, scores, lateness)
        if value is not None:
            values[on] = value
    medians = rolling_medians({on: value.value for on, value in values.items()}, span)
    return KneeSeries(knee, tuple(values.get(on) for on in span), medians)


def timeline_marks(diary: Diary, span: Span, knees: Sequence[Knee]) -> tuple[TimelineMark, ...]:
    """Safety signs of these knees, events, notes of the PT and days of shoes, in order of days."""
    last = span.end - ONE_DAY
    marks = [mark for knee in knees for mark in _sign_marks(diary, span, knee)]
    marks += [
        TimelineMark(MarkKind.EVENT, event.on, event.until or event.on, event=event)
        for event in diary.events.values()
        if event.on <= last and (event.until or event.on) >= span.start
    ]
    marks += [mark for mark in _note_marks(diary) if mark.on in span]
    marks += [mark for mark in _shoe_marks(diary) if mark.on in span]
    return _sorted_marks(marks)


def _sorted_marks(marks: Iterable[TimelineMark]) -> tuple[TimelineMark, ...]:
    order = list(MarkKind)

    def place(mark: TimelineMark) -> tuple[date, int, date, str]:
        return mark.on, order.index(mark.kind), mark.until, mark.knee or ""

    return tuple(sorted(marks, key=place))


def _marks_in(marks: Iterable[TimelineMark], span: Span) -> Iterator[TimelineMark]:
    """Those of a span; rows of signs are cut to it, and events stay whole."""
    last = span.end - ONE_DAY
    for mark in marks:
        if mark.until < span.start or mark.on > last:
            continue
        if mark.kind is MarkKind.SIGN:
            on, until = max(mark.on, span.start), min(mark.until, last)
            # Of a span of no days nothing is left.
            if on <= until:
                yield replace(mark, on=on, until=until)
        else:
            yield mark


def _sign_marks(diary: Diary, span: Span, knee: Knee) -> Iterator[TimelineMark]:
    """One mark for every row of days with the same signs."""
    row: TimelineMark | None = None
    said = {
        on: day.knees[knee]
        for on, day in diary.days.items()
        if span.start <= on < span.end and knee in day.knees
    }
    for on in sorted(said):
        answers = said[on]
        # What no sign can be made of is not looked at more closely: that is most days.
        if not (answers.signs or answers.swelling_size or answers.qualities):
            continue
        found = safety_signs(answers)
        if found is None:
            continue
        if row is not None and (found.noted != row.signs or on - row.until != ONE_DAY):
            yield row
            row = None
        start = on if row is None else row.on
        row = TimelineMark(MarkKind.SIGN, start, on, signs=found.noted, knee=knee)
    if row is not None:
        yield row


def _note_marks(diary: Diary) -> Iterator[TimelineMark]:
    """The notes of the PT that are about a day or a run; those about the visit have no day."""
    for note in diary.pt_notes.values():
        on = pinned_on(note, diary.runs)
        if on is not None:
            yield TimelineMark(MarkKind.PT_NOTE, on, on, note=note)


def _shoe_marks(diary: Diary) -> Iterator[TimelineMark]:
    """The first day of every pair, and the last day of those that were retired."""
    used: dict[str, tuple[date, date]] = {}
    for run in diary.runs.values():
        if run.shoe_id is not None:
            low, high = used.get(run.shoe_id, (run.on, run.on))
            used[run.shoe_id] = (min(low, run.on), max(high, run.on))
    for shoe in diary.shoes.values():
        of_runs = used.get(shoe.id)
        first_on = shoe.first_day(of_runs[0] if of_runs else None)
        if first_on is not None:
            yield TimelineMark(MarkKind.SHOE_FIRST, first_on, first_on, shoe=shoe)
        if shoe.retired_on is not None:
            last_on = of_runs[1] if of_runs else shoe.retired_on
            yield TimelineMark(MarkKind.SHOE_LAST, last_on, last_on, shoe=shoe)


def range_of_days(last_on: date, days: int) -> Span:
    """The span of `days` days that ends with `last_on`, both ends included."""
    return Span(last_on - timedelta(days - 1), last_on + ONE_DAY)
