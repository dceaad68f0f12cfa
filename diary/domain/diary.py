"""The whole diary as one value: what rules, charts, exports and pages are computed from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from diary.domain.day import Day
from diary.domain.event import Event
from diary.domain.exercise import KeptExercise
from diary.domain.knee import Knee, Moment, Score
from diary.domain.person import Person
from diary.domain.plan import Plan
from diary.domain.pt_note import PtNote
from diary.domain.reminder_state import ReminderKey, ReminderState
from diary.domain.run import Run, start_order
from diary.domain.run_walk import RunWalk
from diary.domain.session import Session, day_order
from diary.domain.settings import SettingChange, Settings
from diary.domain.shoe import Shoe
from diary.domain.total import Total


@dataclass(frozen=True, slots=True)
class DatedScore:
    """A score with the day, knee, moment and run it is about."""

    on: date
    knee: Knee
    moment: Moment
    run_id: str | None
    score: Score


class _RunsByDay:
    """The runs asked about last, by day: a page asks a dozen times about one long list."""

    def __init__(self) -> None:
        self._last: tuple[Mapping[str, Run], dict[date, list[Run]]] = ({}, {})

    def of(self, runs: Mapping[str, Run]) -> Mapping[date, list[Run]]:
        """The same runs by day."""
        # Read once: another thread may ask about other runs.
        known, by_day = self._last
        if known is not runs:
            by_day = {}
            for run in runs.values():
                by_day.setdefault(run.on, []).append(run)
            self._last = (runs, by_day)
        return by_day


_by_day = _RunsByDay()


@dataclass(frozen=True, slots=True)
class Diary:
    """All entries; `days` by date, the others by id or key. Never changed in place: `change.py`."""

    person: Person = field(default_factory=Person)
    settings: Settings = field(default_factory=Settings)
    setting_changes: tuple[SettingChange, ...] = ()
    days: Mapping[date, Day] = field(default_factory=dict)
    runs: Mapping[str, Run] = field(default_factory=dict)
    shoes: Mapping[str, Shoe] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    reminder_states: Mapping[ReminderKey, ReminderState] = field(default_factory=dict)
    totals: Mapping[str, Total] = field(default_factory=dict)
    pt_notes: Mapping[str, PtNote] = field(default_factory=dict)
    exercises: Mapping[str, KeptExercise] = field(default_factory=dict)
    plans: Mapping[str, Plan] = field(default_factory=dict)
    sessions: Mapping[str, Session] = field(default_factory=dict)
    run_walk: RunWalk | None = None

    def day(self, on: date) -> Day:
        """The day, or an empty one."""
        return self.days.get(on) or Day(on)

    def runs_on(self, on: date) -> list[Run]:
        """The activities of a day in order of start, then id."""
        return sorted(_by_day.of(self.runs).get(on, ()), key=start_order)

    def days_with_runs(self) -> Collection[date]:
        """The days that have an activity, each once and in no order."""
        return _by_day.of(self.runs).keys()

    def runs_in_order(self) -> list[Run]:
        """All activities by day, start and id."""
        return sorted(self.runs.values(), key=start_order)

    def sessions_on(self, on: date) -> list[Session]:
        """The sessions of a day in order of their ids."""
        return sorted((each for each in self.sessions.values() if each.on == on), key=day_order)

    def scores(self) -> Iterator[DatedScore]:
        """Every score by day, knee and moment order."""
        runs_by_day: dict[date, list[Run]] = {}
        for run in self.runs_in_order():
            if run.knees:
                runs_by_day.setdefault(run.on, []).append(run)
        for on in sorted(self.days.keys() | runs_by_day.keys()):
            day = self.days.get(on)
            for knee in Knee:
                yield from _scores_of(on, knee, day, runs_by_day.get(on, []))


def _scores_of(on: date, knee: Knee, day: Day | None, runs: list[Run]) -> Iterator[DatedScore]:
    said = day.knees.get(knee) if day else None
    if said and said.morning:
        yield DatedScore(on, knee, Moment.MORNING, None, said.morning)
    for run in runs:
        on_run = run.knees.get(knee)
        if on_run and on_run.during:
            yield DatedScore(on, knee, Moment.DURING, run.id, on_run.during)
        if on_run and on_run.after:
            yield DatedScore(on, knee, Moment.AFTER, run.id, on_run.after)
    if said and said.worst:
        yield DatedScore(on, knee, Moment.WORST, None, said.worst)
