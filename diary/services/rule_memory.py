"""Everything the rules found that need not be computed anew after a change of the diary."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from diary.domain.change import ChangeSet
from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.rule import Rule
from diary.domain.rules.daily import DailyRule
from diary.domain.rules.engine import (
    Outside,
    RuleKey,
    RuleResult,
    ShoeResult,
    findings_of,
    is_learning,
    recurrences,
    rules_of,
    runs_by_shoe,
    shoe_result,
)
from diary.domain.rules.facts import Facts
from diary.domain.rules.findings import Findings, RuleEvent
from diary.domain.rules.shoe_wear import ShoeUse
from diary.domain.rules.worsening import KneeRules
from diary.domain.run import Run
from diary.domain.session import Session
from diary.domain.settings import Settings
from diary.domain.shoe import Shoe

STRIDE_DAYS = 14


class RuleMemory:
    """Everything about one diary that need not be computed anew after a change."""

    def __init__(self, diary: Diary, backed_up_on: date | None = None) -> None:
        self._diary = diary
        self._outside = Outside(backed_up_on)
        self._facts = Facts(diary)
        self._activities: dict[date, dict[str, Run]] = {}
        for run in diary.runs.values():
            self._activities.setdefault(run.on, {})[run.id] = run
        self._sessions: dict[date, dict[str, Session]] = {}
        for session in diary.sessions.values():
            self._sessions.setdefault(session.on, {})[session.id] = session
        self._runs_of_shoe = runs_by_shoe(diary.runs.values())
        self._shoes: dict[str, _ShoeMemory] = {}
        self._rules: dict[RuleKey, _RuleMemory] = {}
        self._begin()

    def _begin(self) -> None:
        """Take every rule anew; nothing is kept of what they said."""
        rules = rules_of(self._facts, self._diary, self._outside)
        self._rules = {key: _RuleMemory(rule) for key, rule in rules.items()}

    def note_backup(self, on: date | None) -> None:
        """Take the one rule about backups anew; None = on no day that is known."""
        self._outside = Outside(on)
        key = (Rule.BACKUP.value, "")
        rule = rules_of(self._facts, self._diary, self._outside).get(key)
        self._rules.pop(key, None)
        if rule is not None:
            self._rules[key] = _RuleMemory(rule)

    @property
    def diary(self) -> Diary:
        """The diary all of it is about."""
        return self._diary

    @property
    def facts(self) -> Facts:
        """What the rules read of the diary as it is now; to be read only."""
        return self._facts

    def findings(self, on: date) -> Findings:
        """What the rules say on a day."""
        diary, until = self._diary, on.toordinal()
        results = [memory.result(until) for memory in self._rules.values()]
        learning = [
            Knee(subject)
            for (_, subject), memory in self._rules.items()
            if memory.is_learning(until)
        ]
        results += recurrences(self._facts, diary.settings, results, until)
        shoes = [self._shoe(shoe).result(until) for shoe in diary.shoes.values()]
        return findings_of(diary, on, results, shoes, learning)

    def _shoe(self, shoe: Shoe) -> _ShoeMemory:
        memory = self._shoes.get(shoe.id)
        if memory is None:
            runs = self._runs_of_shoe.get(shoe.id, {}).values()
            memory = _ShoeMemory(ShoeUse(shoe, runs, self._diary.settings))
            self._shoes[shoe.id] = memory
        return memory

    def follow(self, diary: Diary, change_set: ChangeSet) -> None:
        """Go over to the diary as it is after a change set, forgetting what that touches."""
        before, self._diary = self._diary, diary
        days: set[date] = set()
        for change in change_set.changes:
            kind, identity = change.key
            if isinstance(identity, date):
                days.add(identity)
            elif kind == "run":
                # What was known here counts: another program may have changed the run as well.
                old, new = (side.runs.get(str(identity)) for side in (before, diary))
                days |= self._follow_run(old, new)
            elif kind == "session":
                gone, come = (side.sessions.get(str(identity)) for side in (before, diary))
                days |= self._follow_session(gone, come)
            elif kind == "shoe":
                self._shoes.pop(str(identity), None)
        for on in days:
            self._renew_day(on)
        has_other_numbers = _have_other_numbers(before.settings, diary.settings)
        if has_other_numbers:
            self._shoes.clear()
        if has_other_numbers or _has_other_frame(before, diary):
            self._begin()

    def _follow_run(self, old: Run | None, new: Run | None) -> set[date]:
        """Take a changed run into the indexes; returns the days it is or was on."""
        if old is not None:
            self._activities.get(old.on, {}).pop(old.id, None)
            self._runs_of_shoe.get(old.shoe_id or "", {}).pop(old.id, None)
        if new is not None:
            self._activities.setdefault(new.on, {})[new.id] = new
            self._runs_of_shoe.setdefault(new.shoe_id or "", {})[new.id] = new
        sides = [side for side in (old, new) if side is not None]
        for side in sides:
            self._shoes.pop(side.shoe_id or "", None)
        return {side.on for side in sides}

    def _follow_session(self, old: Session | None, new: Session | None) -> set[date]:
        """Take a changed session into the index; returns the days it is or was on."""
        if old is not None:
            self._sessions.get(old.on, {}).pop(old.id, None)
        if new is not None:
            self._sessions.setdefault(new.on, {})[new.id] = new
        return {side.on for side in (old, new) if side is not None}

    def _renew_day(self, on: date) -> None:
        activities = self._activities.get(on, {}).values()
        sessions = self._sessions.get(on, {}).values()
        self._facts.renew_day(on, self._diary.days.get(on), activities, sessions)
        for memory in self._rules.values():
            memory.forget_from(on.toordinal())


def _has_other_frame(before: Diary, after: Diary) -> bool:
    """True when something has changed that is no entry of a day and that rules are built on."""
    return (
        after.person != before.person
        or after.events != before.events
        or after.plans != before.plans
        or after.setting_changes != before.setting_changes
    )


def _have_other_numbers(before: Settings, after: Settings) -> bool:
    """True when a rule may find something else.

    Which kinds are wanted is asked where they are listed; the rules find the same.
    """
    return before is not after and replace(before, rules_off=after.rules_off) != after


@dataclass(frozen=True, slots=True)
class _Mark:
    """Where a rule stood at the start of a day, with the number of events until then."""

    day: int
    state: Any
    events: int


class _RuleMemory:
    """One rule, evaluated in strides and taken back to the day of an edit."""

    def __init__(self, rule: DailyRule[Any]) -> None:
        self._rule = rule
        self._events: list[RuleEvent] = []
        self._begin()

    def _begin(self) -> None:
        self._first = self._rule.first
        self._marks = [_Mark(self._first, self._rule.first_state, 0)]
        self._last_state: Any = self._rule.first_state
        self._events.clear()

    def forget_from(self, day: int) -> None:
        """Evaluate a day and what comes after it again when asked."""
        if self._rule.first != self._first:
            self._begin()
        else:
            self._back_to(day)

    def result(self, until: int) -> RuleResult:
        """What the rule said up to a day, and its numbers of that day."""
        self._back_to(until)
        rule, stop, mark = self._rule, until + 1, self._marks[-1]
        while mark.day + STRIDE_DAYS <= stop:
            day = mark.day + STRIDE_DAYS
            state, events = rule.advance(mark.state, mark.day, day)
            self._events += events
            mark = _Mark(day, state, len(self._events))
            self._marks.append(mark)
        self._last_state, events = rule.advance(mark.state, mark.day, stop)
        return RuleResult((*self._events, *events), rule.latest(self._last_state, until))

    def is_learning(self, until: int) -> bool:
        """True for a knee with too few entries for a usual level on the day asked last."""
        rule = self._rule
        return isinstance(rule, KneeRules) and is_learning(rule, self._last_state, until)

    def _back_to(self, day: int) -> None:
        """Drop what was evaluated for this day and the later ones."""
        while len(self._marks) > 1 and self._marks[-1].day > day:
            self._marks.pop()
        del self._events[self._marks[-1].events :]


class _ShoeMemory:
    """The rule of one pair with its result for the day that was asked last."""

    def __init__(self, use: ShoeUse) -> None:
        self._use = use
        self._asked: int | None = None
        self._result = ShoeResult((), {})

    def result(self, until: int) -> ShoeResult:
        """The events up to a day and the numbers on it."""
        if self._asked != until:
            self._asked = until
            self._result = shoe_result(self._use, until)
        return self._result
