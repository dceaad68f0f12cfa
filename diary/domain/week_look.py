"""One ISO week in numbers: load, pain, runs, sessions, shoes and what changed.

Every number is the one charts, rules and reports have; nothing is counted in a second way here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.load import WEEK_DAYS, LoadHistory, UsualWeek
from diary.domain.pain_and_load import (
    KneeSeries,
    TimelineMark,
    first_day,
    pain_and_load_series,
    timeline_marks,
)
from diary.domain.pain_limits import limit_changes
from diary.domain.period import ONE_DAY, Span, local
from diary.domain.plan import Plan, begin_order
from diary.domain.plan_weeks import PlanKind, PlanRow, plan_weeks
from diary.domain.rules.engine import runs_by_shoe
from diary.domain.rules.facts import Facts
from diary.domain.rules.shoe_wear import ShoeWear, shoe_wear
from diary.domain.rules.single_run import is_much_longer, run_spike
from diary.domain.run import Run, start_order
from diary.domain.run_responses import SettledCount, run_responses
from diary.domain.run_walk import StageStep
from diary.domain.settings import SettingChange
from diary.domain.shoe import LimitChange, Shoe
from diary.domain.trends import MEDIAN_LEAST, median

MOST_SHOES = 2
_WEEKS_BEFORE = 4


@dataclass(frozen=True, slots=True)
class WeekLoad:
    """What was run; None = too little is known. With `is_incomplete` it is that much at least.

    `usual` is the usual week of before; None = there is none yet.
    """

    run_count: int
    distance_m: float | None
    is_incomplete: bool
    usual: UsualWeek | None


@dataclass(frozen=True, slots=True)
class WeekPain:
    """One knee: days with a score, their middle (from 4 days on) and highest, and when.

    `before` is the middle of the four weeks before.
    """

    knee: Knee
    days: int
    middle: float | None
    highest: int | None
    highest_on: date | None
    before: float | None
    settled: SettledCount


@dataclass(frozen=True, slots=True)
class LongerRun:
    """A run that was much longer than those of the 30 days before it, in metres."""

    run: Run
    longest_m: float


@dataclass(frozen=True, slots=True)
class WeekChanges:
    """What was new; `marks` are events, safety signs, first and last days of shoes."""

    marks: tuple[TimelineMark, ...] = ()
    shoe_limits: tuple[tuple[Shoe, LimitChange], ...] = ()
    pain_limits: tuple[SettingChange, ...] = ()
    plans_begun: tuple[Plan, ...] = ()
    plans_ended: tuple[Plan, ...] = ()
    steps: tuple[StageStep, ...] = ()
    longer_runs: tuple[LongerRun, ...] = ()
    away_days: int = 0


@dataclass(frozen=True, slots=True)
class WeekLook:
    """A week from Monday to Sunday, up to today; `days` are those that have begun.

    `recorded` are those with a score. `rows` are the kinds of session done, skipped or aimed at.
    `shoes` are the pairs nearest to their limit, as they stood at its end.
    """

    monday: date
    days: int
    recorded: int
    load: WeekLoad
    pains: tuple[WeekPain, ...]
    rows: tuple[PlanRow, ...]
    shoes: tuple[tuple[Shoe, ShoeWear], ...]
    changes: WeekChanges

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + timedelta(WEEK_DAYS - 1)

    @property
    def is_over(self) -> bool:
        """False while it lasts."""
        return self.days == WEEK_DAYS


def monday_of(on: date) -> date:
    """The Monday of the week a day is in."""
    return on - timedelta(on.weekday())


def week_to_look_at(today: date) -> date:
    """The Monday of the week that is worth a look: on a Monday that of the week before."""
    monday = monday_of(today)
    return monday - timedelta(WEEK_DAYS) if today == monday else monday


def first_week(diary: Diary, today: date) -> date:
    """The Monday of the first week with anything in it."""
    found = [first_day(diary), min((each.on for each in diary.sessions.values()), default=None)]
    return monday_of(min((on for on in found if on is not None), default=today))


def week_look(diary: Diary, monday: date, today: date) -> WeekLook:
    """The week of a Monday that is not after today."""
    days = Span(monday, min(monday + timedelta(WEEK_DAYS), today + ONE_DAY))
    plan = plan_weeks(diary, days, today)
    return WeekLook(
        monday=monday,
        days=len(days),
        recorded=plan.pain.recorded_days,
        load=_load(diary, days, today),
        pains=_pains(diary, days, today, plan.pain.knees),
        rows=tuple(row for row in plan.rows if row.kind is PlanKind.STRENGTH or row.highest),
        shoes=_shoes(diary, days.end - ONE_DAY),
        changes=_changes(diary, days, today),
    )


def _load(diary: Diary, days: Span, today: date) -> WeekLoad:
    history = LoadHistory(diary, today=today)
    runs = _runs(diary, days)
    lacks = any(run.distance_m is None for run in runs)
    total = history.total(days)
    return WeekLoad(
        run_count=len(runs),
        distance_m=None if lacks and not total else total,
        is_incomplete=lacks,
        # Of the four weeks that end with the Sunday before.
        usual=history.usual_week(days.start + timedelta(WEEK_DAYS - 1)),
    )


def _runs(diary: Diary, days: Span) -> list[Run]:
    runs = (run for run in diary.runs.values() if run.is_run and run.on in days)
    return sorted(runs, key=start_order)


def _pains(
    diary: Diary, days: Span, today: date, knees: tuple[KneeSeries, ...]
) -> tuple[WeekPain, ...]:
    start = max(days.start.toordinal() - _WEEKS_BEFORE * WEEK_DAYS, 1)
    before = pain_and_load_series(diary, Span(date.fromordinal(start), days.start), today=today)
    # The morning after its last day belongs to the last run.
    known_on = min(today, days.end)
    most = max(1, len(diary.runs))
    responses = run_responses(diary, days, known_on, most=most)
    settled = {each.knee: each.settled() for each in responses.knees}
    found = []
    for each in knees:
        values = [value.value for value in each.values if value]
        earlier = before.knee(each.knee)
        said = [value.value for value in (earlier.values if earlier else ()) if value]
        highest = max(values, default=None)
        on = None
        for place, value in enumerate(each.values):
            if value is not None and value.value == highest:
                on = days.start + timedelta(place)
        found.append(
            WeekPain(
                each.knee,
                len(values),
                _middle(values),
                highest,
                on,
                _middle(said),
                settled[each.knee],
            )
        )
    return tuple(found)


def _middle(values: list[int]) -> float | None:
    return median(values) if len(values) >= MEDIAN_LEAST else None


def _shoes(diary: Diary, on: date) -> tuple[tuple[Shoe, ShoeWear], ...]:
    """The pairs in use that are nearest to their limit, the nearest first."""
    runs = runs_by_shoe(diary.runs.values())
    used = [
        (shoe, shoe_wear(shoe, list(runs.get(shoe.id, {}).values()), diary.settings, on))
        for shoe in diary.shoes.values()
        if (shoe.retired_on is None or shoe.retired_on > on)
        and (shoe.first_used_on is None or shoe.first_used_on <= on)
    ]
    known = [pair for pair in used if pair[1].distance_m > 0]
    known.sort(key=lambda pair: (-pair[1].share, pair[0].name))
    return tuple(known[:MOST_SHOES])


def _changes(diary: Diary, days: Span, today: date) -> WeekChanges:
    zone = diary.person.timezone
    plans = sorted(diary.plans.values(), key=begin_order)
    run_walk = diary.run_walk
    return WeekChanges(
        marks=timeline_marks(diary, days, diary.person.tracked_knees),
        shoe_limits=tuple(
            (shoe, each)
            for shoe in diary.shoes.values()
            for each in shoe.limit_changes
            if each.on in days
        ),
        pain_limits=tuple(
            each for each in limit_changes(diary) if local(each.at, zone).date() in days
        ),
        plans_begun=tuple(plan for plan in plans if plan.from_on in days),
        plans_ended=tuple(
            plan
            for plan in plans
            if plan.until is not None and plan.until in days and plan.until < today
        ),
        steps=tuple(
            step for step in (run_walk.steps if run_walk is not None else ()) if step.on in days
        ),
        longer_runs=_longer_runs(diary, days),
        away_days=sum(on in diary.days and diary.days[on].away is True for on in days),
    )


def _longer_runs(diary: Diary, days: Span) -> tuple[LongerRun, ...]:
    runs = _runs(diary, days)
    if not runs:
        return ()
    facts, settings = Facts(diary), diary.settings
    recent_m = diary.person.longest_recent_run_m
    found = []
    for run in runs:
        spike = run_spike(facts, run, settings, recent_m)
        if spike is not None and spike.longest_m and is_much_longer(run, spike, settings):
            found.append(LongerRun(run, spike.longest_m))
    return tuple(found)
