"""What of a diary leaves this computer: whole parts and single notes are taken out before.

Whom to call never leaves. Times of typing stay, since they tell what was entered late.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from diary.domain.day import Day, Painkiller
from diary.domain.diary import Diary
from diary.domain.event import Event
from diary.domain.exercise import KeptExercise
from diary.domain.hand_over import Part
from diary.domain.period import Span
from diary.domain.person import Person
from diary.domain.pt_note import PtNote, without_run
from diary.domain.reminder_state import ReminderKey, ReminderState
from diary.domain.run import Run
from diary.domain.session import Session
from diary.domain.shoe import Shoe


@dataclass(frozen=True, slots=True)
class Leaving:
    """What a person chose to hand on.

    `span` None = every day. `left_out_notes` are keys of `domain.report_choice.ReportNote`, the
    notes that were looked through and are not to leave.
    """

    span: Span | None = None
    without: frozenset[Part] = frozenset()
    left_out_notes: frozenset[str] = frozenset()


def leaving_part(diary: Diary, leaving: Leaving) -> Diary:
    """The diary without what is not to leave; nothing is cut to the span."""
    without = leaving.without
    has_runs, has_shoes = Part.RUNS not in without, Part.SHOES not in without
    runs = diary.runs.values() if has_runs else ()
    return replace(
        diary,
        person=_person(diary.person, without),
        days={day.on: _day(day, leaving) for day in diary.days.values()},
        runs={run.id: _run(run, leaving) for run in runs},
        shoes={key: _shoe(shoe, without) for key, shoe in diary.shoes.items()} if has_shoes else {},
        events={key: _event(event, leaving) for key, event in diary.events.items()},
        reminder_states=_states(diary, without),
        pt_notes=_pt_notes(diary, without),
        exercises={key: _exercise(kept, without) for key, kept in diary.exercises.items()},
        sessions={key: _session(each, leaving) for key, each in diary.sessions.items()},
    )


def _is_kept(key: str, leaving: Leaving) -> bool:
    return Part.NOTES not in leaving.without and key not in leaving.left_out_notes


def _person(person: Person, without: Collection[Part]) -> Person:
    return replace(person, name=None if Part.NAME in without else person.name, contacts=())


def _day(day: Day, leaving: Leaving) -> Day:
    # Most days have nothing to hide and stay the same value: decades are many.
    changes: dict[str, Any] = {}
    if day.note and not _is_kept(f"day.{day.on.isoformat()}", leaving):
        changes["note"] = ""
    if day.painkiller is not None:
        if Part.PAINKILLERS in leaving.without:
            changes["painkiller"] = None
        elif Part.TIMES in leaving.without:
            changes["painkiller"] = Painkiller(day.painkiller.name)
    return replace(day, **changes) if changes else day


def _run(run: Run, leaving: Leaving) -> Run:
    without = leaving.without
    changes: dict[str, Any] = {}
    if run.note and not _is_kept(f"run.{run.id}", leaving):
        changes["note"] = ""
    if run.title and without & {Part.NOTES, Part.NAME}:
        changes["title"] = ""
    if Part.SHOES in without:
        changes["shoe_id"] = None
    if Part.TIMES in without:
        changes |= {"started_at": None, "timezone": None}
    if run.source is not None and without & {Part.NAME, Part.TIMES}:
        # Names of files have names and times in them, and the number of a run leads to a person.
        changes["source"] = replace(
            run.source, name="", member=None, external_id=None, imported_at=None
        )
    return replace(run, **changes) if changes else run


def _shoe(shoe: Shoe, without: Collection[Part]) -> Shoe:
    return replace(shoe, note="") if shoe.note and Part.NOTES in without else shoe


def _event(event: Event, leaving: Leaving) -> Event:
    if Part.NOTES in leaving.without:
        return replace(event, text="", findings=())
    return event if _is_kept(f"event.{event.id}", leaving) else replace(event, text="")


def _exercise(kept: KeptExercise, without: Collection[Part]) -> KeptExercise:
    if not kept.exercise.note or Part.NOTES not in without:
        return kept
    return replace(kept, exercise=replace(kept.exercise, note=""))


def _session(session: Session, leaving: Leaving) -> Session:
    if not session.text or _is_kept(f"session.{session.id}", leaving):
        return session
    return replace(session, text="")


def _states(diary: Diary, without: Collection[Part]) -> Mapping[ReminderKey, ReminderState]:
    if Part.REMINDERS in without:
        return {}
    gone: set[str] = set()
    if Part.SHOES in without:
        gone |= diary.shoes.keys()
    if Part.RUNS in without:
        gone |= diary.runs.keys()
    return {key: state for key, state in diary.reminder_states.items() if state.subject not in gone}


def _pt_notes(diary: Diary, without: Collection[Part]) -> Mapping[str, PtNote]:
    if Part.NOTES in without:
        return {}
    if Part.RUNS not in without:
        return diary.pt_notes
    return {key: without_run(note, diary.runs) for key, note in diary.pt_notes.items()}
