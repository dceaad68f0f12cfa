"""Sessions done, skipped and aimed at in every ISO week, under the pain of the same days.

Weeks are counted whole, also where a span begins or ends inside one: a target is one of a week.
A week in which a plan begins or ends is asked for its share (`sessions_by_week.week_target`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from statistics import median

from diary.domain.diary import Diary
from diary.domain.exercise import SessionKind
from diary.domain.knee import Knee
from diary.domain.pain_and_load import PainAndLoadSeries, pain_and_load_series
from diary.domain.period import ONE_DAY, Span
from diary.domain.rules.cadence import (
    RECENT_DAYS,
    RECENT_RUNS,
    cadence_course,
    cadence_target,
)
from diary.domain.rules.facts import Facts
from diary.domain.run import Run
from diary.domain.sessions_by_week import (
    WEEK_DAYS,
    done_days,
    runs_target_on,
    targets_by_day,
    week_target,
    weeks,
)
from diary.domain.shoe_weeks import weeks_in_bar


class PlanKind(StrEnum):
    """What is counted by week; `other` are the kinds of session that never have a target."""

    STRENGTH = "strength"
    MOBILITY = "mobility"
    OTHER = "other"
    RUNS = "runs"


SESSIONS_OF: dict[PlanKind, tuple[SessionKind, ...]] = {
    PlanKind.STRENGTH: (SessionKind.STRENGTH,),
    PlanKind.MOBILITY: (SessionKind.MOBILITY, SessionKind.STRETCHING),
    PlanKind.OTHER: (
        SessionKind.ROLLING,
        SessionKind.YOGA,
        SessionKind.PILATES,
        SessionKind.OTHER,
    ),
}

_LAST_DAY = date.max - timedelta(2 * WEEK_DAYS - 2)


@dataclass(frozen=True, slots=True)
class PlanWeek:
    """One kind in one week: how much was done, what was skipped besides, and the target.

    Sessions are counted as days; runs one by one. `target` None or 0 = there was none.
    """

    done: int
    skipped: int = 0
    target: int | None = None


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One kind in every week of the series."""

    kind: PlanKind
    weeks: tuple[PlanWeek, ...]

    @property
    def highest(self) -> int:
        """The most that stands in a week, the target among it."""
        return max(
            (max(each.done + each.skipped, each.target or 0) for each in self.weeks), default=0
        )

    @property
    def has_target(self) -> bool:
        """True when some week has one."""
        return any(each.target for each in self.weeks)


@dataclass(frozen=True, slots=True)
class CadencePoint:
    """The steps a minute of one easy run at a pace like that of the base."""

    on: date
    spm: float


@dataclass(frozen=True, slots=True)
class CadenceLine:
    """Cadence at like pace: the base of `base_on`, the runs, and what to try next (None: stay)."""

    base_on: date
    base: float
    target: int | None
    points: tuple[CadencePoint, ...]


@dataclass(frozen=True, slots=True)
class CadenceMark:
    """One run, or the middle and both ends of the runs of several weeks; `at` is a day number."""

    at: float
    middle: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class PlanWeeksSeries:
    """The weeks of a span by kind, with the pain of its days and cadence for those who took it up.

    `starts` are the Mondays as day numbers. `is_recorded` tells weeks with any entry at all, a day
    away among them. `today` is in the week that is not over yet.
    """

    span: Span
    pain: PainAndLoadSeries
    starts: tuple[int, ...]
    rows: tuple[PlanRow, ...]
    is_recorded: tuple[bool, ...]
    today: date
    cadence: CadenceLine | None = None

    @property
    def has_anything(self) -> bool:
        """True with something done, skipped or aimed at, or with a run of the cadence."""
        return bool(self.cadence and self.cadence.points) or any(each.highest for each in self.rows)

    def place_of(self, on: date) -> int:
        """The index of the week a day of the span is in."""
        return min((on.toordinal() - self.starts[0]) // WEEK_DAYS, len(self.starts) - 1)

    def week_days(self, place: int) -> Span:
        """All seven days of a week."""
        start = date.fromordinal(self.starts[place])
        return Span(start, start + timedelta(WEEK_DAYS))

    def is_over(self, place: int) -> bool:
        """False for the week of today and those after it."""
        return self.starts[place] + WEEK_DAYS <= self.today.toordinal()


@dataclass(frozen=True, slots=True)
class PlanBar:
    """A bar of one week, or the average of several; `highest` is the most done in one of them."""

    first: int
    last: int
    done: float
    skipped: float
    highest: int


def plan_bars(series: PlanWeeksSeries, row: PlanRow) -> tuple[PlanBar, ...]:
    """At most 60 bars; a year of weeks has a bar for each."""
    count = len(row.weeks)
    each = weeks_in_bar(count)
    bars = []
    for first in range(0, count, each):
        part = row.weeks[first : first + each]
        # Weeks to come are not part of an average.
        begun = [
            week
            for place, week in enumerate(part, first)
            if series.starts[place] <= series.today.toordinal()
        ] or list(part)
        bars.append(
            PlanBar(
                first,
                first + len(part) - 1,
                sum(week.done for week in begun) / len(begun),
                sum(week.skipped for week in begun) / len(begun),
                max(week.done for week in begun),
            )
        )
    return tuple(bars)


def cadence_marks(series: PlanWeeksSeries) -> tuple[CadenceMark, ...]:
    """A mark for every run, in more than a year of weeks one for the runs of each bar."""
    if series.cadence is None:
        return ()
    each = weeks_in_bar(len(series.starts))
    points = series.cadence.points
    if each == 1:
        return tuple(CadenceMark(one.on.toordinal(), *[one.spm] * 3) for one in points)
    found: dict[int, list[float]] = {}
    for one in points:
        found.setdefault(series.place_of(one.on) // each, []).append(one.spm)
    return tuple(
        CadenceMark(
            series.starts[0] + (bar + 0.5) * each * WEEK_DAYS, median(spms), min(spms), max(spms)
        )
        for bar, spms in sorted(found.items())
    )


def plan_weeks(
    diary: Diary, span: Span, today: date, *, knees: Sequence[Knee] | None = None
) -> PlanWeeksSeries:
    """The series of a span; `knees` None takes the tracked ones.

    Strength is always a row; another kind is one when it was done, skipped or aimed at, runs only
    when a plan names how many.
    """
    days = pain_and_load_series(diary, span, knees=knees, today=today)
    starts = _mondays(span)
    rows = [_session_row(diary, span, kind, today) for kind in SESSIONS_OF]
    rows = [each for each in rows if each.kind is PlanKind.STRENGTH or each.highest]
    runs = _run_row(diary, starts, today)
    return PlanWeeksSeries(
        span=span,
        pain=_pain_only(days),
        starts=tuple(starts),
        rows=(*rows, *((runs,) if runs.has_target else ())),
        is_recorded=_recorded(diary, starts),
        today=today,
        cadence=cadence_line(diary, span, today),
    )


def cadence_line(diary: Diary, span: Span, today: date) -> CadenceLine | None:
    """The runs of a span at like pace; None while not taken up or before there is a base.

    What to try next counts from the middle of the runs of the last seven days that end with the
    last of them, or of the last two.
    """
    taken_up_on = diary.settings.cadence_taken_up_on
    if taken_up_on is None or not len(span):
        return None
    until = min(today, span.end - ONE_DAY)
    course = cadence_course(Facts(diary), diary.settings, until)
    if course is None:
        return None
    runs = course.runs
    recent = [run for run in runs if (runs[-1].on - run.on).days < RECENT_DAYS]
    recent = recent if len(recent) >= RECENT_RUNS else list(runs[-RECENT_RUNS:])
    current = median(map(_spm, recent)) if recent else course.base.spm
    return CadenceLine(
        course.base.on,
        course.base.spm,
        cadence_target(current, course.base.spm, diary.settings),
        tuple(CadencePoint(run.on, _spm(run)) for run in runs if run.on in span),
    )


def _spm(run: Run) -> float:
    return run.cadence_spm or 0.0


def _mondays(span: Span) -> range:
    if not len(span):
        return range(0)
    start = span.start.toordinal()
    return range(start - span.start.weekday(), _last_of(span).toordinal() + 1, WEEK_DAYS)


def _last_of(span: Span) -> date:
    """The last day of a span of which the whole week, and the next one, are days at all."""
    return max(min(span.end - ONE_DAY, _LAST_DAY), span.start)


def _session_row(diary: Diary, span: Span, kind: PlanKind, today: date) -> PlanRow:
    kinds = SESSIONS_OF[kind]
    if not len(span):
        return PlanRow(kind, ())
    last_on = _last_of(span)
    done = sorted({on for each in kinds for on in done_days(diary, each)})
    skipped = {
        each.on for each in diary.sessions.values() if each.is_done is False and each.kind in kinds
    }
    left_out = sorted(skipped.difference(done))
    return PlanRow(
        kind,
        tuple(
            PlanWeek(
                _count(done, week.from_on, week.to_on),
                _count(left_out, week.from_on, week.to_on),
                week.target,
            )
            # The first kind has the target; a plan names none for the others.
            for week in weeks(diary, span.start, last_on, kinds[0], today)
        ),
    )


def _count(days: Sequence[date], from_on: date, to_on: date) -> int:
    return bisect_left(days, to_on + ONE_DAY) - bisect_left(days, from_on)


def _run_row(diary: Diary, starts: Iterable[int], today: date) -> PlanRow:
    if not any(plan.per_week.runs for plan in diary.plans.values()):
        return PlanRow(PlanKind.RUNS, ())
    days = sorted(run.on for run in diary.runs.values() if run.is_run)
    target_of = targets_by_day(diary, lambda on: runs_target_on(diary, on))
    found = []
    for start in starts:
        monday = date.fromordinal(start)
        sunday = monday + timedelta(WEEK_DAYS - 1)
        target = week_target(target_of, sunday, today)
        found.append(PlanWeek(_count(days, monday, sunday), target=target))
    return PlanRow(PlanKind.RUNS, tuple(found))


def _recorded(diary: Diary, starts: range) -> tuple[bool, ...]:
    if not starts:
        return ()
    days = set(diary.days) | {run.on for run in diary.runs.values()}
    days |= {each.on for each in diary.sessions.values() if each.is_done is not None}
    found = [False] * len(starts)
    for on in days:
        place = (on.toordinal() - starts.start) // WEEK_DAYS
        if 0 <= place < len(found):
            found[place] = True
    return tuple(found)


def _pain_only(days: PainAndLoadSeries) -> PainAndLoadSeries:
    """The same scores without load and marks, which have no panel here."""
    count = len(days.span)
    nothing, none = (None,) * count, (False,) * count
    return replace(
        days,
        loads=nothing,
        is_incomplete=none,
        week_sums=nothing,
        usual_weeks=nothing,
        marks=(),
        is_week_incomplete=none,
        has_run=none,
        is_week_of_rest=none,
    )
