"""Everything the rules found that need not be computed anew after a change of the diary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from diary.domain.change import ChangeSet
from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.rules.engine import (
    KneeResult,
    ShoeResult,
    findings_of,
    knee_result,
    painkiller_days,
    runs_by_shoe,
    shoe_result,
    takes_painkiller,
)
from diary.domain.rules.findings import Findings, RuleEvent
from diary.domain.rules.pain_series import PainSeries, day_value, day_values
from diary.domain.rules.shoe_wear import ShoeUse
from diary.domain.rules.worsening import KneeRules, Standing
from diary.domain.run import Run
from diary.domain.settings import Settings
from diary.domain.shoe import Shoe

STRIDE_DAYS = 28


class RuleMemory:
    """Everything about one diary that need not be computed anew after a change."""

    def __init__(self, diary: Diary) -> None:
        self._diary = diary
        self._painkillers = painkiller_days(diary)
        self._runs_of_day: dict[date, dict[str, Run]] = {}
        for run in diary.runs.values():
            if run.knees:
                self._runs_of_day.setdefault(run.on, {})[run.id] = run
        self._runs_of_shoe = runs_by_shoe(diary.runs.values())
        self._knees = {
            knee: _KneeMemory(knee, PainSeries(values), self._painkillers)
            for knee, values in day_values(diary).items()
        }
        self._shoes: dict[str, _ShoeMemory] = {}

    def findings(self, on: date) -> Findings:
        """What the rules say on a day."""
        diary, until = self._diary, on.toordinal()
        knees = {knee: memory.result(diary.settings, until) for knee, memory in self._knees.items()}
        shoes = [self._shoe(shoe).result(until) for shoe in diary.shoes.values()]
        return findings_of(diary, on, knees, shoes)

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
        if diary.settings != before.settings:
            self._shoes.clear()
            for memory in self._knees.values():
                memory.forget()
        days: set[date] = set()
        for change in change_set.changes:
            kind, identity = change.key
            if isinstance(identity, date):
                days.add(identity)
            elif kind == "run":
                # What was known here counts: another program may have changed the run as well.
                old, new = (side.runs.get(str(identity)) for side in (before, diary))
                days |= self._follow_run(old, new)
            elif kind == "shoe":
                self._shoes.pop(str(identity), None)
        for on in days:
            self._renew_day(on)

    def _follow_run(self, old: Run | None, new: Run | None) -> set[date]:
        """Take a changed run into the indexes; returns the days whose values may differ."""
        if old is not None:
            self._runs_of_day.get(old.on, {}).pop(old.id, None)
            self._runs_of_shoe.get(old.shoe_id or "", {}).pop(old.id, None)
        if new is not None:
            self._runs_of_day.setdefault(new.on, {})[new.id] = new
            self._runs_of_shoe.setdefault(new.shoe_id or "", {})[new.id] = new
        sides = [side for side in (old, new) if side is not None]
        for side in sides:
            self._shoes.pop(side.shoe_id or "", None)
        return {side.on for side in sides}

    def _renew_day(self, on: date) -> None:
        day, runs, number = self._diary.days.get(on), self._runs_of_day.get(on, {}), on.toordinal()
        is_painkiller_day = day is not None and takes_painkiller(day)
        is_other_care = is_painkiller_day != (number in self._painkillers)
        if is_other_care:
            self._painkillers ^= {number}
        for knee, memory in self._knees.items():
            memory.put(number, day_value(day, runs.values(), knee), is_other_care=is_other_care)


@dataclass(frozen=True, slots=True)
class _Mark:
    """Where a knee stood at the start of a day, with the number of events until then."""

    day: int
    standing: Standing
    events: int


class _KneeMemory:
    """The rules of one knee, evaluated in strides and taken back to the day of an edit."""

    def __init__(self, knee: Knee, series: PainSeries, painkillers: set[int]) -> None:
        self._knee = knee
        self._series = series
        self._painkillers = painkillers
        self._events: list[RuleEvent] = []
        self._marks: list[_Mark] = []
        self.forget()

    def forget(self) -> None:
        """Evaluate from the first entry when asked again."""
        self._marks = [_Mark(self._series.first, Standing(), 0)]
        self._events.clear()

    def put(self, day: int, value: int | None, *, is_other_care: bool) -> None:
        """Give a day another value; only what comes from that day on is evaluated again."""
        if self._series.value(day) == value and not is_other_care:
            return
        first = self._series.first
        self._series.put(day, value)
        if self._series.first != first:
            self.forget()
        else:
            self._back_to(day)

    def result(self, settings: Settings, until: int) -> KneeResult:
        """The events up to a day, and whether the knee is still learning then."""
        self._back_to(until)
        rules = KneeRules(self._knee, self._series, settings, self._painkillers)
        stop = rules.last_step(until) + 1
        mark = self._marks[-1]
        while mark.day + STRIDE_DAYS <= stop:
            day = mark.day + STRIDE_DAYS
            standing, events = rules.advance(mark.standing, mark.day, day)
            self._events += events
            mark = _Mark(day, standing, len(self._events))
            self._marks.append(mark)
        standing, events = rules.advance(mark.standing, mark.day, stop)
        return knee_result(rules, standing, (*self._events, *events), until)

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
