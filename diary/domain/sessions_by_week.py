"""Sessions done, week by week, against the target that held then.

A day counts once for a kind, whether a session of it was done, the day's care says so, or both.
The target of a week is that of its last day on which there was one; a week in which there was one
on some days only is asked for the share of these days, rounded down (`week_target`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from diary.domain.day import Care
from diary.domain.diary import Diary
from diary.domain.exercise import SessionKind
from diary.domain.period import diary_day, local
from diary.domain.person import Season
from diary.domain.plan import Plan, begin_order
from diary.domain.settings import DEFAULTS, SettingChange

WEEK_DAYS = 7
TARGET_KINDS = (SessionKind.STRENGTH, SessionKind.MOBILITY)
_CARE = {SessionKind.STRENGTH: Care.STRENGTH, SessionKind.MOBILITY: Care.MOBILITY}
# "Stretching or mobility" is one answer of the day, so both are one kind of target.
_ALSO = {SessionKind.MOBILITY: SessionKind.STRETCHING}
# How a change of the season is noted among the changes of settings.
SEASON = "season"
_SEASON_TARGETS = {Season.IN: "strength_target_in", Season.OFF: "strength_target_off"}


@dataclass(frozen=True, slots=True)
class SessionWeek:
    """Seven days from `from_on` to `to_on`, both included: the days done and the target.

    `target` is what `week_target` says; None = there was none. Days after today are simply not
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


@dataclass(frozen=True, slots=True)
class SessionPlans:
    """The plan that asks for strength and the one that asks for mobility; often they are one."""

    strength: Plan | None = None
    mobility: Plan | None = None

    @property
    def first(self) -> Plan | None:
        """That of strength, else that of mobility; None = no plan asks for sessions."""
        return self.strength or self.mobility

    @property
    def first_kind(self) -> SessionKind:
        """The kind of session the first one is about."""
        is_other = self.strength is None and self.mobility is not None
        return SessionKind.MOBILITY if is_other else SessionKind.STRENGTH

    @property
    def has_both(self) -> bool:
        """True when strength and mobility are asked for."""
        return self.strength is not None and self.mobility is not None

    @property
    def by_kind(self) -> tuple[tuple[SessionKind, Plan], ...]:
        """What is asked for, each with its plan."""
        told = ((SessionKind.STRENGTH, self.strength), (SessionKind.MOBILITY, self.mobility))
        return tuple((kind, plan) for kind, plan in told if plan is not None)


def plan_on(diary: Diary, on: date) -> Plan | None:
    """The plan that holds on a day: of several the one that began last; None = none."""
    return next(_plans_on(diary, on), None)


def target_on(diary: Diary, on: date, kind: SessionKind) -> int | None:
    """How often a week something was to be done on that day; None = there was no target.

    The plan that began last and says something about the kind wins over every other plan, and a
    plan wins over the season, which has a target for strength only.
    """
    plan = target_plan_on(diary, on, kind)
    if plan is not None:
        return plan.per_week.of(kind)
    return _season_target_on(diary, on) if kind is SessionKind.STRENGTH else None


def target_plan_on(diary: Diary, on: date, kind: SessionKind) -> Plan | None:
    """The plan a target is from: the one that began last of those that say something of it."""
    plans = _plans_on(diary, on)
    return next((plan for plan in plans if plan.per_week.of(kind) is not None), None)


def session_plans_on(diary: Diary, on: date) -> SessionPlans:
    """The plans that ask for sessions on a day; one about runs alone does not hide them."""
    told = ((kind, target_plan_on(diary, on, kind)) for kind in TARGET_KINDS)
    asking = {kind: plan for kind, plan in told if plan is not None and plan.per_week.of(kind)}
    return SessionPlans(asking.get(SessionKind.STRENGTH), asking.get(SessionKind.MOBILITY))


def plan_for_target(diary: Diary, on: date, kind: SessionKind) -> Plan | None:
    """The plan a target or a session of the kind belongs to: that it is from, else any that holds.

    Of several that hold the one that began last.
    """
    return target_plan_on(diary, on, kind) or plan_on(diary, on)


def plan_for_exercises(diary: Diary, on: date) -> Plan | None:
    """The plan new exercises are part of: one that asks for sessions, else the one that holds."""
    return session_plans_on(diary, on).first or plan_on(diary, on)


def turns_of(diary: Diary) -> list[date]:
    """The days on which another target may hold than on the day before, from the first day on."""
    names = (SEASON, *_SEASON_TARGETS.values())
    turns = {date.min, *(_day_of(diary, each) for name in names for each in _changes(diary, name))}
    for plan in diary.plans.values():
        turns.add(plan.from_on)
        if plan.until is not None:
            turns.add(plan.until + timedelta(days=1))
    return sorted(turns)


def targets_by_day(
    diary: Diary, target_of: Callable[[date], int | None]
) -> Callable[[date], int | None]:
    """The same targets for many days, asked for no more often than they can turn."""
    turns = turns_of(diary)
    targets = [target_of(on) for on in turns]
    return lambda on: targets[bisect_right(turns, on) - 1]


def _season_target_on(diary: Diary, on: date) -> int | None:
    """The target of the season on a day, as far as it was noted when it was set.

    A season of which nobody noted when it was set counts for all days.
    """
    changes = _changes(diary, SEASON)
    season = diary.person.season
    if changes and on < _day_of(diary, changes[-1]):
        known = [each.value for each in changes if _day_of(diary, each) <= on]
        season = next((each for each in Season if known and each == known[-1]), None)
    if season is None:
        return None
    name = _SEASON_TARGETS[season]
    changes, value = _changes(diary, name), getattr(diary.settings, name)
    if changes and on < _day_of(diary, changes[-1]):
        numbers = [each.value for each in changes if _day_of(diary, each) <= on]
        value = numbers[-1] if numbers else getattr(DEFAULTS, name)
    return int(value) if isinstance(value, int | float) else None


def _changes(diary: Diary, name: str) -> list[SettingChange]:
    """The noted changes of a setting, the oldest first."""
    found = [each for each in diary.setting_changes if each.name == name]
    return sorted(found, key=lambda each: each.at)


def _day_of(diary: Diary, change: SettingChange) -> date:
    """The day the diary was on: what is set at one in the morning belongs to the day before."""
    return diary_day(local(change.at, diary.person.timezone), diary.settings.day_turnover)


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


def asked_kinds(plan: Plan) -> tuple[SessionKind, ...]:
    """The kinds of session a plan asks for."""
    return tuple(kind for kind in TARGET_KINDS if plan.per_week.of(kind))


def done_of_plan(plan: Plan, to_on: date, count: Callable[[SessionKind, date, date], int]) -> int:
    """How much of a plan was done up to a day: each kind it asks for, once a day.

    `count` tells on how many days from one to another, both included, a kind was done; see
    `days_done`.
    """
    last_on = to_on if plan.until is None else min(to_on, plan.until)
    return sum(count(kind, plan.from_on, last_on) for kind in asked_kinds(plan))


def days_done(diary: Diary) -> Callable[[SessionKind, date, date], int]:
    """Tells on how many days from one to another, both included, a kind was done."""
    done = {kind: done_days(diary, kind) for kind in TARGET_KINDS}

    def count(kind: SessionKind, from_on: date, to_on: date) -> int:
        return max(0, bisect_right(done[kind], to_on) - bisect_left(done[kind], from_on))

    return count


def week_target(
    target_of: Callable[[date], int | None], to_on: date, today: date | None = None
) -> int | None:
    """The target of the seven days that end with `to_on`; None = there was none.

    It is that of the last day that has one, in the running week up to `today`. Where fewer than
    seven of the days have one, as in the week a plan begins or ends, it is the share of these
    days, rounded down: 3 a week over four days is 1. A target of 0 asks for nothing.
    """
    days = [date.fromordinal(to_on.toordinal() - back) for back in range(WEEK_DAYS)]
    targets = {on: target for on in days if (target := target_of(on))}
    is_running = today is not None and days[-1] <= today <= to_on
    told = [target for on, target in targets.items() if not is_running or on <= (today or on)]
    return told[0] * len(targets) // WEEK_DAYS or None if told else None


def runs_week_target(diary: Diary, today: date) -> int | None:
    """How many runs plans ask for in the week of today; see `week_target`."""
    sunday = today + timedelta(days=6 - today.weekday())
    return week_target(lambda on: runs_target_on(diary, on), sunday, today)


def week_of(diary: Diary, on: date, kind: SessionKind) -> SessionWeek:
    """The week from Monday to Sunday that a day is in, as it stands on that day."""
    sunday = on + timedelta(days=6 - on.weekday())
    return next(iter(weeks(diary, sunday, sunday, kind, on)))


def weeks(
    diary: Diary, from_on: date, to_on: date, kind: SessionKind, today: date | None = None
) -> list[SessionWeek]:
    """Every week from Monday to Sunday that has a day from `from_on` to `to_on`, in order.

    That of `today` has the target as it stands on that day.
    """
    done = done_days(diary, kind)
    target_of = targets_by_day(diary, lambda on: target_on(diary, on, kind))
    sunday = from_on + timedelta(days=6 - from_on.weekday())
    found = []
    while (monday := sunday - timedelta(days=6)) <= to_on:
        within = done[bisect_left(done, monday) : bisect_right(done, sunday)]
        found.append(SessionWeek(monday, sunday, within, week_target(target_of, sunday, today)))
        sunday += timedelta(days=WEEK_DAYS)
    return found


def _plans_on(diary: Diary, on: date) -> Iterator[Plan]:
    holding = (plan for plan in diary.plans.values() if plan.holds_on(on))
    return iter(sorted(holding, key=begin_order, reverse=True))
