"""Sessions done, week by week, against the target that held then.

A day counts once for a kind, whether a session of it was done, the day's care says so, or both.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from diary.domain.day import Care
from diary.domain.diary import Diary
from diary.domain.exercise import SessionKind
from diary.domain.person import Season
from diary.domain.plan import Plan, begin_order

WEEK_DAYS = 7
_CARE = {SessionKind.STRENGTH: Care.STRENGTH, SessionKind.MOBILITY: Care.MOBILITY}
# "Stretching or mobility" is one answer of the day, so both are one kind of target.
_ALSO = {SessionKind.MOBILITY: SessionKind.STRETCHING}


@dataclass(frozen=True, slots=True)
class SessionWeek:
    """Seven days from `from_on` to `to_on`, both included: the days done and the target.

    `target` is the one of the last day; None = there was none. Days after today are simply not
    done yet.
    """

    from_on: date
    to_on: date
    done_on: tuple[date, ...]
    target: int | None

    @property
    def done(self) -> int:
        """On how many days it was done."""
        return len(self.done_on)


def plan_on(diary: Diary, on: date) -> Plan | None:
    """The plan that holds on a day: of several the one that began last; None = none."""
    return next(_plans_on(diary, on), None)


def target_on(diary: Diary, on: date, kind: SessionKind) -> int | None:
    """How often a week something was to be done on that day; None = there was no target.

    The plan that began last and says something about the kind wins over every other plan, and a
    plan wins over the season, which has a target for strength only.
    """
    for plan in _plans_on(diary, on):
        told = plan.per_week.of(kind)
        if told is not None:
            return told
    if kind is not SessionKind.STRENGTH or diary.person.season is None:
        return None
    if diary.person.season is Season.IN:
        return diary.settings.strength_target_in
    return diary.settings.strength_target_off


def runs_target_on(diary: Diary, on: date) -> int | None:
    """How many runs a week a plan names for that day; None = none does."""
    told = (plan.per_week.runs for plan in _plans_on(diary, on))
    return next((runs for runs in told if runs is not None), None)


def done_days(diary: Diary, kind: SessionKind) -> tuple[date, ...]:
    """The days on which something of the kind was done, each once and in order."""
    kinds = {kind, _ALSO.get(kind, kind)}
    days = {each.on for each in diary.sessions.values() if each.is_done and each.kind in kinds}
    care = _CARE.get(kind)
    if care is not None:
        days |= {on for on, day in diary.days.items() if day.care.get(care) is True}
    return tuple(sorted(days))


def done_in_plan(diary: Diary, plan: Plan, kind: SessionKind, to_on: date) -> tuple[date, ...]:
    """The days of a plan on which something of the kind was done, up to a day."""
    return tuple(on for on in done_days(diary, kind) if plan.holds_on(on) and on <= to_on)


def week_of(diary: Diary, on: date, kind: SessionKind) -> SessionWeek:
    """The week from Monday to Sunday that a day is in."""
    return block(diary, on + timedelta(days=6 - on.weekday()), kind)


def block(diary: Diary, to_on: date, kind: SessionKind) -> SessionWeek:
    """The seven days that end with `to_on`."""
    return _week(diary, to_on, kind, done_days(diary, kind))


def weeks(diary: Diary, from_on: date, to_on: date, kind: SessionKind) -> list[SessionWeek]:
    """Every week from Monday to Sunday that has a day from `from_on` to `to_on`, in order."""
    done = done_days(diary, kind)
    sunday = from_on + timedelta(days=6 - from_on.weekday())
    found = []
    while sunday - timedelta(days=6) <= to_on:
        found.append(_week(diary, sunday, kind, done))
        sunday += timedelta(days=WEEK_DAYS)
    return found


def _week(diary: Diary, to_on: date, kind: SessionKind, done: tuple[date, ...]) -> SessionWeek:
    from_on = to_on - timedelta(days=WEEK_DAYS - 1)
    within = done[bisect_left(done, from_on) : bisect_right(done, to_on)]
    return SessionWeek(from_on, to_on, within, target_on(diary, to_on, kind))


def _plans_on(diary: Diary, on: date) -> Iterator[Plan]:
    holding = (plan for plan in diary.plans.values() if plan.holds_on(on))
    return iter(sorted(holding, key=begin_order, reverse=True))
