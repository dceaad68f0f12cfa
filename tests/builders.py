"""Small domain values for tests: plain builders with sensible defaults, hypothesis strategies.

A plain builder takes every field of its value by name; the strategies stand in `strategies.py`
and are passed on from here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any, TypeAlias

from diary.domain.change import Change, ChangeSet, whole_diary
from diary.domain.day import Day
from diary.domain.diary import Diary
from diary.domain.event import Event, EventKind
from diary.domain.exercise import Exercise, KeptExercise
from diary.domain.knee import Knee, KneeDay, Score
from diary.domain.plan import Plan, WeeklyTargets
from diary.domain.pt_note import Pin, PtNote
from diary.domain.run import Run, RunKnee, RunSource, SourceFormat
from diary.domain.run_walk import RunWalk
from diary.domain.session import Session
from diary.domain.shoe import Shoe, ShoeKind
from diary.domain.total import Scale, Total
from tests.new_files import write_new_diary
from tests.strategies import (
    all_settings,
    days,
    diaries,
    events,
    knee_days,
    persons,
    pt_notes,
    reminder_states,
    run_knees,
    runs,
    scores,
    setting_changes,
    shoes,
    sources,
    totals,
)
from tests.strategies_basics import ON, texts
from tests.strategies_notes import knee_notes

__all__ = [
    "AT",
    "ON",
    "ZONE",
    "FixedClock",
    "a_day",
    "a_diary",
    "a_knee_day",
    "a_late_score",
    "a_note",
    "a_plan",
    "a_run",
    "a_run_knee",
    "a_run_walk",
    "a_score",
    "a_session",
    "a_shoe",
    "a_source",
    "a_total",
    "all_settings",
    "an_event",
    "an_exercise",
    "counted_ids",
    "days",
    "diaries",
    "events",
    "filling",
    "knee_days",
    "knee_notes",
    "persons",
    "pt_notes",
    "reminder_states",
    "run_knees",
    "runs",
    "scores",
    "setting_changes",
    "shoes",
    "sources",
    "texts",
    "totals",
    "write_new_diary",
]

# Whatever a field of a value may be given as.
Given: TypeAlias = Any

AT = datetime(2026, 11, 20, 18, 42, tzinfo=UTC)
ZONE = "Europe/Lisbon"


@dataclass
class FixedClock:
    """A clock that stands still until it is set."""

    at: datetime = AT
    zone_name: str = ZONE

    def now(self) -> datetime:
        return self.at

    def zone(self) -> str:
        return self.zone_name

    def turn(self, **by: float) -> None:
        """Go on by so many `days`, `hours`, `minutes`, `seconds`."""
        self.at += timedelta(**by)


def counted_ids(first: int = 1) -> Callable[[], str]:
    """A source of ids that look like UUIDv7 and count up from `first`."""
    numbers = count(first)
    return lambda: f"01900000-0000-7000-8000-{next(numbers):012x}"


def a_score(value: int = 3, at: datetime | None = AT, **other: Given) -> Score:
    """A score typed at `at` in Lisbon."""
    return Score(value, at, **{"timezone": ZONE if at else None, **other})


def a_late_score(value: int = 3) -> Score:
    """A score of a day long past, typed on 20 November 2026."""
    return a_score(value, AT + timedelta(minutes=1))


def a_knee_day(
    morning: int | Score | None = None, worst: int | Score | None = None, **other: Given
) -> KneeDay:
    """One knee on one day; scores may be given as numbers."""
    return KneeDay(_score(morning), _score(worst), **other)


def a_run_knee(
    during: int | Score | None = None, after: int | Score | None = None, **other: Given
) -> RunKnee:
    """One knee on one run; scores may be given as numbers."""
    return RunKnee(_score(during), _score(after), **other)


def _score(value: int | Score | None) -> Score | None:
    return a_score(value) if isinstance(value, int) else value


def a_day(on: date = ON, **other: Given) -> Day:
    """A day; `left` and `right` take a `KneeDay` or the number of its worst score.

    Scores for which no other instant was given are typed in the evening of the day.
    """
    knees = dict(other.pop("knees", {}))
    for knee in Knee:
        said = other.pop(knee.value, None)
        if said is not None:
            knees[knee] = said if isinstance(said, KneeDay) else a_knee_day(worst=said)
    evening = datetime.combine(on, AT.timetz())
    return Day(on, {knee: _typed_at(evening, said) for knee, said in knees.items()}, **other)


def _typed_at(at: datetime, said: KneeDay) -> KneeDay:
    scores = {
        moment: replace(score, recorded_at=at)
        for moment in ("morning", "worst")
        if (score := getattr(said, moment)) is not None and score.recorded_at == AT
    }
    return replace(said, **scores)


def a_run(run_id: str = "run-1", on: date = ON, **other: Given) -> Run:
    """A run of 8.2 km in 45:10; `left` and `right` take a `RunKnee` or the score after."""
    knees = dict(other.pop("knees", {}))
    for knee in Knee:
        said = other.pop(knee.value, None)
        if said is not None:
            knees[knee] = said if isinstance(said, RunKnee) else a_run_knee(after=said)
    return Run(run_id, on, **{"distance_m": 8200.0, "moving_s": 2710.0, **other}, knees=knees)


def a_source(**other: Given) -> RunSource:
    """The file of an imported run."""
    known = {"name": "run.fit", "format": SourceFormat.FIT, "sha256": "ab" * 32, "imported_at": AT}
    return RunSource(**{**known, **other})


def a_shoe(shoe_id: str = "shoe-1", name: str = "Blue 12", **other: Given) -> Shoe:
    """A daily trainer with a limit of 650 km."""
    return Shoe(shoe_id, name, **{"kind": ShoeKind.DAILY, "limit_m": 650_000.0, **other})


def an_event(event_id: str = "event-1", on: date = ON, **other: Given) -> Event:
    """A visit to the physical therapist."""
    return Event(event_id, on, **{"kind": EventKind.PT_VISIT, **other})


def a_total(
    total_id: str = "total-1",
    on: date = ON,
    total: float = 70,
    scale: Scale = Scale.AKPS,
    **other: Given,
) -> Total:
    """70 of 100 points of AKPS about the left knee."""
    return Total(total_id, on, scale, total, **{"knee": Knee.LEFT, **other})


def a_note(note_id: str = "note-1", pin: Pin | None = None, **other: Given) -> PtNote:
    """A note of a PT about 20 November 2026."""
    return PtNote(note_id, pin or Pin(ON), **{"text": "downhill?", **other})


def an_exercise(
    exercise_id: str = "exercise-1", name: str = "Step-down", **other: Given
) -> KeptExercise:
    """An exercise of a diary; `from_pt` and `retired_on` are its own, the rest what is set."""
    kept = {key: other.pop(key) for key in ("from_pt", "retired_on") if key in other}
    return KeptExercise(exercise_id, Exercise(name, **{"sets": 3, "reps": 10, **other}), **kept)


def a_plan(
    plan_id: str = "plan-1", from_on: date = ON - timedelta(days=14), **other: Given
) -> Plan:
    """Three strength sessions a week, from two weeks before 20 November 2026."""
    known = {"name": "Hips and thighs", "per_week": WeeklyTargets(strength=3)}
    return Plan(plan_id, from_on, **{**known, **other})


def a_session(session_id: str = "session-1", on: date = ON, **other: Given) -> Session:
    """A strength session that was done."""
    return Session(session_id, on, **{"is_done": True, **other})


def a_run_walk(**other: Given) -> RunWalk:
    """Eight stages, begun on 20 November 2026."""
    return RunWalk(**{"started_on": ON, **other})


def a_diary(
    days: Iterable[Day] = (),
    runs: Iterable[Run] = (),
    shoes: Iterable[Shoe] = (),
    events: Iterable[Event] = (),
    **other: Given,
) -> Diary:
    """A diary of these entries; `person`, `settings`, `setting_changes` by name."""
    return Diary(
        days={day.on: day for day in days},
        runs={run.id: run for run in runs},
        shoes={shoe.id: shoe for shoe in shoes},
        events={event.id: event for event in events},
        **other,
    )


def scored(left: int) -> ChangeSet:
    """The first entry of a day: one score of the left knee."""
    return ChangeSet((Change(None, a_day(left=left)),))


def filling(diary: Diary) -> ChangeSet:
    """The change set that makes an empty diary equal to this one."""
    return whole_diary(diary)
