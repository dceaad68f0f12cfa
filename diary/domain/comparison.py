"""What one diary has and another has not; the two are never changed.

`present` is the diary that is kept now, `other` the one that would take its place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from diary.domain.day import Day
from diary.domain.diary import Diary
from diary.domain.event import Event
from diary.domain.exercise import KeptExercise
from diary.domain.plan import Plan, begin_order
from diary.domain.pt_note import PtNote
from diary.domain.run import Run, start_order
from diary.domain.session import Session, day_order
from diary.domain.shoe import Shoe
from diary.domain.total import Total, in_order_of_time

Key = TypeVar("Key")
Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class LostOn:
    """What would be lost or would become another of one date.

    `day` and `runs` are wholly lost, `changed_day` and `changed_runs` are there with other
    content; all of them as the present diary has them. At least one is there.
    """

    on: date
    day: Day | None = None
    runs: tuple[Run, ...] = ()
    changed_day: Day | None = None
    changed_runs: tuple[Run, ...] = ()

    @property
    def is_lost(self) -> bool:
        """True when a day or a run is wholly lost; False = some are only different."""
        return self.day is not None or bool(self.runs)


@dataclass(frozen=True, slots=True)
class Difference:
    """What `present` has and `other` has not, as `present` has it, each in order of time or name.

    `lost_…` are not in `other` at all, `changed_…` are there with other content. `more_…` counts
    what `other` has and `present` has not.
    """

    lost_days: tuple[Day, ...] = ()
    changed_days: tuple[Day, ...] = ()
    lost_runs: tuple[Run, ...] = ()
    changed_runs: tuple[Run, ...] = ()
    lost_shoes: tuple[Shoe, ...] = ()
    changed_shoes: tuple[Shoe, ...] = ()
    lost_events: tuple[Event, ...] = ()
    changed_events: tuple[Event, ...] = ()
    lost_totals: tuple[Total, ...] = ()
    changed_totals: tuple[Total, ...] = ()
    lost_pt_notes: tuple[PtNote, ...] = ()
    changed_pt_notes: tuple[PtNote, ...] = ()
    lost_exercises: tuple[KeptExercise, ...] = ()
    changed_exercises: tuple[KeptExercise, ...] = ()
    lost_plans: tuple[Plan, ...] = ()
    changed_plans: tuple[Plan, ...] = ()
    lost_sessions: tuple[Session, ...] = ()
    changed_sessions: tuple[Session, ...] = ()
    has_other_run_walk: bool = False
    has_other_settings: bool = False
    has_other_person: bool = False
    more_days: int = 0
    more_runs: int = 0
    more_shoes: int = 0
    more_events: int = 0
    more_totals: int = 0
    more_pt_notes: int = 0
    more_exercises: int = 0
    more_plans: int = 0
    more_sessions: int = 0
    has_more_run_walk: bool = False

    @property
    def is_nothing_lost(self) -> bool:
        """True when `other` holds everything that `present` holds, and as it does."""
        return not (
            self.lost_days
            or self.changed_days
            or self.lost_runs
            or self.changed_runs
            or self.lost_shoes
            or self.changed_shoes
            or self.lost_events
            or self.changed_events
            or self.lost_totals
            or self.changed_totals
            or self.lost_pt_notes
            or self.changed_pt_notes
            or self.lost_exercises
            or self.changed_exercises
            or self.lost_plans
            or self.changed_plans
            or self.lost_sessions
            or self.changed_sessions
            or self.has_other_run_walk
            or self.has_other_settings
            or self.has_other_person
        )

    @property
    def is_same(self) -> bool:
        """True when both hold the same."""
        more = self.more_days + self.more_runs + self.more_shoes + self.more_events
        more += self.more_totals + self.more_pt_notes + self.more_exercises
        more += self.more_plans + self.more_sessions + self.has_more_run_walk
        return self.is_nothing_lost and not more

    def by_date(self) -> list[LostOn]:
        """Days and runs that would be lost or different, together by date, newest first."""
        days = {day.on: day for day in self.lost_days}
        changed = {day.on: day for day in self.changed_days}
        runs, changed_runs = _by_date(self.lost_runs), _by_date(self.changed_runs)
        return [
            LostOn(on, days.get(on), runs.get(on, ()), changed.get(on), changed_runs.get(on, ()))
            for on in sorted({*days, *changed, *runs, *changed_runs}, reverse=True)
        ]


def _by_date(runs: tuple[Run, ...]) -> dict[date, tuple[Run, ...]]:
    found: dict[date, tuple[Run, ...]] = {}
    for run in runs:
        found[run.on] = (*found.get(run.on, ()), run)
    return found


def compare(present: Diary, other: Diary) -> Difference:
    """What would be lost if `other` took the place of `present`.

    A day that says nothing is no day, and the time of a day's last change is no content.
    """
    days, other_days = _said(present), _said(other)
    lost_days, changed_days = _missing(days, other_days, _is_same_day)
    lost_runs, changed_runs = _missing(present.runs, other.runs)
    lost_shoes, changed_shoes = _missing(present.shoes, other.shoes)
    lost_events, changed_events = _missing(present.events, other.events)
    lost_totals, changed_totals = _missing(present.totals, other.totals)
    lost_notes, changed_notes = _missing(present.pt_notes, other.pt_notes)
    lost_exercises, changed_exercises = _missing(present.exercises, other.exercises)
    lost_plans, changed_plans = _missing(present.plans, other.plans)
    lost_sessions, changed_sessions = _missing(present.sessions, other.sessions)
    run_walk, other_run_walk = present.run_walk, other.run_walk
    return Difference(
        tuple(sorted(lost_days, key=lambda day: day.on)),
        tuple(sorted(changed_days, key=lambda day: day.on)),
        tuple(sorted(lost_runs, key=start_order)),
        tuple(sorted(changed_runs, key=start_order)),
        tuple(sorted(lost_shoes, key=_by_name)),
        tuple(sorted(changed_shoes, key=_by_name)),
        tuple(sorted(lost_events, key=_by_day)),
        tuple(sorted(changed_events, key=_by_day)),
        tuple(in_order_of_time(lost_totals)),
        tuple(in_order_of_time(changed_totals)),
        tuple(sorted(lost_notes, key=_by_id)),
        tuple(sorted(changed_notes, key=_by_id)),
        tuple(sorted(lost_exercises, key=_by_name)),
        tuple(sorted(changed_exercises, key=_by_name)),
        tuple(sorted(lost_plans, key=begin_order)),
        tuple(sorted(changed_plans, key=begin_order)),
        tuple(sorted(lost_sessions, key=day_order)),
        tuple(sorted(changed_sessions, key=day_order)),
        has_other_run_walk=run_walk is not None and run_walk != other_run_walk,
        has_other_settings=present.settings != other.settings
        or present.setting_changes != other.setting_changes,
        has_other_person=present.person != other.person,
        more_days=len(other_days.keys() - days.keys()),
        more_runs=len(other.runs.keys() - present.runs.keys()),
        more_shoes=len(other.shoes.keys() - present.shoes.keys()),
        more_events=len(other.events.keys() - present.events.keys()),
        more_totals=len(other.totals.keys() - present.totals.keys()),
        more_pt_notes=len(other.pt_notes.keys() - present.pt_notes.keys()),
        more_exercises=len(other.exercises.keys() - present.exercises.keys()),
        more_plans=len(other.plans.keys() - present.plans.keys()),
        more_sessions=len(other.sessions.keys() - present.sessions.keys()),
        has_more_run_walk=run_walk is None and other_run_walk is not None,
    )


def last_on(diary: Diary) -> date | None:
    """The latest date with a day that says something or a run; None = no entries."""
    return max((*_said(diary), *(run.on for run in diary.runs.values())), default=None)


def day_count(diary: Diary) -> int:
    """How many days say something."""
    return len(_said(diary))


def _said(diary: Diary) -> Mapping[date, Day]:
    return {on: day for on, day in diary.days.items() if not day.is_empty}


def _missing(
    present: Mapping[Key, Entry],
    other: Mapping[Key, Entry],
    is_same: Callable[[Entry, Entry], bool] = lambda one, two: one == two,
) -> tuple[list[Entry], list[Entry]]:
    lost, changed = [], []
    for key, entry in present.items():
        counterpart = other.get(key)
        if counterpart is None:
            lost.append(entry)
        elif not is_same(entry, counterpart):
            changed.append(entry)
    return lost, changed


def _is_same_day(one: Day, two: Day) -> bool:
    return one == two or replace(one, recorded_at=None) == replace(two, recorded_at=None)


def _by_name(named: Shoe | KeptExercise) -> tuple[str, str]:
    return named.name, named.id


def _by_day(event: Event) -> tuple[date, str]:
    return event.on, event.id


def _by_id(note: PtNote) -> str:
    return note.id
