"""R-STRENGTH: fewer sessions than aimed at, in both of the last two weeks of seven days.

The target is that of the plan, else of the season the person set; without either nothing is said.
A target counts from two weeks after it began, also that of a season, which begins on the day it
was set where that was noted. A week counts when the diary was kept in it and the person was away
on fewer than four of its days.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from diary.domain.diary import Diary
from diary.domain.exercise import SessionKind
from diary.domain.rules.daily import Evidence, WhileTrue
from diary.domain.rules.facts import Facts
from diary.domain.rules.findings import Rule
from diary.domain.rules.pain_series import NO_DAY
from diary.domain.sessions_by_week import WEEK_DAYS, target_on, turns_of

SUBJECT = "diary"
BOTH_WEEKS = 2 * WEEK_DAYS
AWAY_DAYS = 4
_BEFORE_ALL = -1


def is_under_target(counts: tuple[int, int], target: int) -> bool:
    """True when both weeks have fewer sessions than the target; the newest week first."""
    return max(counts) < target


@dataclass(frozen=True, slots=True)
class Targets:
    """The target of every day; `starts` are the ordinals from which each of `targets` holds."""

    starts: tuple[int, ...]
    targets: tuple[int | None, ...]

    def held(self, day: int, days: int) -> int | None:
        """The target that held on a day and on so many days up to it; None = none did."""
        at = bisect_right(self.starts, day) - 1
        return self.targets[at] if self.starts[at] <= day - days + 1 else None

    @property
    def is_never(self) -> bool:
        """True when no day has a target that can be missed."""
        return not any(self.targets)


def targets_of(diary: Diary, kind: SessionKind) -> Targets:
    """The targets of all days; one that stays the same over the end of a plan began before it."""
    starts, targets = [_BEFORE_ALL], [target_on(diary, date.min, kind)]
    for on in turns_of(diary):
        target = target_on(diary, on, kind)
        if target != targets[-1]:
            starts.append(on.toordinal())
            targets.append(target)
    return Targets(tuple(starts), tuple(targets))


def counts_until(facts: Facts, day: int, kind: SessionKind) -> tuple[int, int]:
    """On how many days it was done in the seven days up to one, and in the seven before."""
    done, middle = facts.done[kind], day - WEEK_DAYS + 1
    return done.count(middle, day + 1), done.count(middle - WEEK_DAYS, middle)


def strength_rule(facts: Facts, diary: Diary) -> WhileTrue | None:
    """The rule about strength sessions; None while no day has a target."""
    targets = targets_of(diary, SessionKind.STRENGTH)
    if targets.is_never:
        return None

    def condition(day: int) -> Evidence | None:
        target = targets.held(day, BOTH_WEEKS)
        if not target:
            return None
        counts = counts_until(facts, day, SessionKind.STRENGTH)
        if not is_under_target(counts, target) or not _are_kept(facts, day):
            return None
        return {"counts": list(counts), "target": target}

    # A week without any entry says nothing, so it can only be true within a week of one.
    return WhileTrue(Rule.STRENGTH, SUBJECT, facts.entries, WEEK_DAYS, condition)


def _are_kept(facts: Facts, day: int) -> bool:
    """True when the diary was kept in both weeks, and from their first day on."""
    start = day - BOTH_WEEKS + 1
    if facts.entries.first == NO_DAY or facts.entries.first > start:
        return False
    weeks = ((start, start + WEEK_DAYS), (start + WEEK_DAYS, day + 1))
    return all(facts.entries.count(*week) and facts.away.count(*week) < AWAY_DAYS for week in weeks)
