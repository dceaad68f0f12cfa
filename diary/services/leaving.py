"""What of a diary leaves this computer: whole parts and single notes are taken out before.

Whom to call never leaves. Times of typing stay, since they tell what was entered late.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from diary.domain.day import Day, Painkiller
from diary.domain.diary import Diary
from diary.domain.event import Event
from diary.domain.exercise import KeptExercise
from diary.domain.hand_over import KNEE_PARTS, Part
from diary.domain.knee import Knee, KneeDay
from diary.domain.period import Span
from diary.domain.person import Person
from diary.domain.pt_note import PtNote, without_run
from diary.domain.reminder_state import ReminderKey, ReminderState
from diary.domain.report_choice import has_written_findings
from diary.domain.run import Run, RunKnee
from diary.domain.session import Session
from diary.domain.shoe import Shoe
from diary.services.run_order import without_start_times

_OfKnee = TypeVar("_OfKnee", KneeDay, RunKnee, int)


@dataclass(frozen=True, slots=True)
class Leaving:
    """What a person chose to hand on.

    `span` None = every day. `left_out_notes` are keys of `domain.report_choice.ReportNote`, the
    notes that were looked through and are not to leave. Of the two knees one stays at least.
    `shown` are the days in the span that it is about, None = all of them.
    """

    span: Span | None = None
    without: frozenset[Part] = frozenset()
    left_out_notes: frozenset[str] = frozenset()
    shown: Span | None = None

    @property
    def knees_gone(self) -> frozenset[Knee]:
        """The knees of which nothing leaves."""
        return frozenset(knee for knee, part in KNEE_PARTS.items() if part in self.without)


def leaving_part(diary: Diary, leaving: Leaving) -> Diary:
    """The diary without what is not to leave; nothing is cut to the span."""
    without = leaving.without
    runs = () if Part.RUNS in without else diary.runs.values()
    part = replace(
        diary,
        person=_person(diary.person, leaving),
        days={day.on: _day(day, leaving) for day in diary.days.values()},
        runs={run.id: _run(run, leaving) for run in runs},
        shoes=_shoes(diary, leaving),
        events={
            key: _event(event, leaving)
            for key, event in diary.events.items()
            if event.knee not in leaving.knees_gone
        },
        totals={
            key: total
            for key, total in diary.totals.items()
            if total.knee not in leaving.knees_gone
        },
        reminder_states=_states(diary, leaving),
        pt_notes=_pt_notes(diary, leaving),
        exercises={key: _exercise(kept, leaving) for key, kept in diary.exercises.items()},
        sessions={key: _session(each, leaving) for key, each in diary.sessions.items()},
        # The steps tell on which days it was run, and how that went.
        run_walk=None if Part.RUNS in without else diary.run_walk,
    )
    return without_start_times(part) if Part.TIMES in without else part


def _is_kept(key: str, leaving: Leaving) -> bool:
    return Part.NOTES not in leaving.without and key not in leaving.left_out_notes


def _person(person: Person, leaving: Leaving) -> Person:
    knees = tuple(knee for knee in person.tracked_knees if knee not in leaving.knees_gone)
    return replace(
        person,
        name=None if Part.NAME in leaving.without else person.name,
        contacts=(),
        tracked_knees=knees or tuple(knee for knee in Knee if knee not in leaving.knees_gone),
    )


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
    if leaving.knees_gone & day.knees.keys():
        changes["knees"] = _kept_knees(day.knees, leaving)
    return replace(day, **changes) if changes else day


def _kept_knees(knees: Mapping[Knee, _OfKnee], leaving: Leaving) -> Mapping[Knee, _OfKnee]:
    return {knee: said for knee, said in knees.items() if knee not in leaving.knees_gone}


def _run(run: Run, leaving: Leaving) -> Run:
    without = leaving.without
    changes: dict[str, Any] = {}
    if run.note and not _is_kept(f"run.{run.id}", leaving):
        changes["note"] = ""
    if run.title and without & {Part.NOTES, Part.NAME}:
        changes["title"] = ""
    if Part.SHOES in without:
        changes["shoe_id"] = None
    if leaving.knees_gone & run.knees.keys():
        changes["knees"] = _kept_knees(run.knees, leaving)
    if run.source is not None and without & {Part.NAME, Part.TIMES}:
        # Names of files have names and times in them, and the number of a run leads to a person.
        changes["source"] = replace(
            run.source, name="", member=None, external_id=None, imported_at=None
        )
    return replace(run, **changes) if changes else run


def _shoes(diary: Diary, leaving: Leaving) -> Mapping[str, Shoe]:
    """The pairs; without their runs each with the distance that was run up to the end."""
    if Part.SHOES in leaving.without:
        return {}
    metres: dict[str, float] = {}
    if Part.RUNS in leaving.without:
        for run in diary.runs.values():
            if run.shoe_id is not None and (leaving.span is None or run.on < leaving.span.end):
                metres[run.shoe_id] = metres.get(run.shoe_id, 0.0) + (run.distance_m or 0.0)
    return {
        key: _shoe(shoe, leaving, metres.get(shoe.id, 0.0)) for key, shoe in diary.shoes.items()
    }


def _shoe(shoe: Shoe, leaving: Leaving, run_m: float) -> Shoe:
    changes: dict[str, Any] = {}
    if shoe.note and not _is_kept(f"shoe.{shoe.id}", leaving):
        changes["note"] = ""
    if run_m:
        changes["distance_before_span_m"] = (shoe.distance_before_span_m or 0.0) + run_m
    return replace(shoe, **changes) if changes else shoe


def _event(event: Event, leaving: Leaving) -> Event:
    changes: dict[str, Any] = {}
    if event.text and not _is_kept(f"event.{event.id}", leaving):
        changes["text"] = ""
    if has_written_findings(event) and not _is_kept(f"findings.{event.id}", leaving):
        changes["findings"] = ()
    return replace(event, **changes) if changes else event


def _exercise(kept: KeptExercise, leaving: Leaving) -> KeptExercise:
    if not kept.exercise.note or _is_kept(f"exercise.{kept.id}", leaving):
        return kept
    return replace(kept, exercise=replace(kept.exercise, note=""))


def _session(session: Session, leaving: Leaving) -> Session:
    changes: dict[str, Any] = {}
    if session.text and not _is_kept(f"session.{session.id}", leaving):
        changes["text"] = ""
    if any(leaving.knees_gone & done.knees.keys() for done in session.exercises):
        changes["exercises"] = tuple(
            replace(done, knees=_kept_knees(done.knees, leaving)) for done in session.exercises
        )
    return replace(session, **changes) if changes else session


def _states(diary: Diary, leaving: Leaving) -> Mapping[ReminderKey, ReminderState]:
    without = leaving.without
    if Part.REMINDERS in without:
        return {}
    gone: set[str] = {knee.value for knee in leaving.knees_gone}
    if Part.SHOES in without:
        gone |= diary.shoes.keys()
    if Part.RUNS in without:
        gone |= diary.runs.keys()
    return {
        key: state
        for key, state in diary.reminder_states.items()
        if state.subject not in gone and state.knee not in leaving.knees_gone
    }


def _pt_notes(diary: Diary, leaving: Leaving) -> Mapping[str, PtNote]:
    kept = {key: note for key, note in diary.pt_notes.items() if _is_kept(f"pt.{key}", leaving)}
    if Part.RUNS not in leaving.without:
        return kept
    return {key: without_run(note, diary.runs) for key, note in kept.items()}
