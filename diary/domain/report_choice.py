"""What of a diary a visit report shows: days, knees, paper, and what stays private.

What is not to leave is taken out of the diary before anything is made of it (`shown_part`), so that
no section can print it by mistake. Start times stay, since runs are ordered by them; whoever prints
them asks the choice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from diary.domain.checks import real_day
from diary.domain.day import Day, Painkiller
from diary.domain.diary import Diary
from diary.domain.errors import InvalidValueError, Reason
from diary.domain.event import Event, EventKind
from diary.domain.exercise import KeptExercise
from diary.domain.knee import Knee
from diary.domain.period import ONE_DAY, Span, local
from diary.domain.person import Person
from diary.domain.pt_note import PtNote, without_run
from diary.domain.run import Run, start_order
from diary.domain.session import Session, day_order

USUAL_DAYS = 28
VISIT_KINDS = (EventKind.PT_VISIT, EventKind.DOCTOR_VISIT)


class Paper(StrEnum):
    """The sheets a report is printed on."""

    A4 = "a4"
    LETTER = "letter"


class PersonShown(StrEnum):
    """How the person is named on a report."""

    NAME = "full_name"
    INITIALS = "initials"
    CODE = "code"


class NoteKind(StrEnum):
    """What a text that leaves is about, or who wrote it."""

    OF_PERSON = "of_person"
    FINDINGS = "findings"
    SHOE = "shoe"
    EXERCISE = "exercise"
    PT = "pt"


@dataclass(frozen=True, slots=True)
class ReportNote:
    """A text about a day, a run, an event, a session, shoes, an exercise, or one of the PT.

    Its `key` tells it from all others; `called` is the name of the shoes or the exercise.
    """

    key: str
    on: date
    text: str
    run: Run | None = None
    is_event: bool = False
    is_session: bool = False
    kind: NoteKind = NoteKind.OF_PERSON
    called: str = ""


@dataclass(frozen=True, slots=True)
class ReportChoice:
    """What a report shows. `left_out_notes` are keys of `ReportNote`; with `has_notes` False none.

    `visit_on` is the day of the visit it is made for, None where none was named. `knees_gone` are
    knees of which a file says that they were taken out of it.
    """

    span: Span
    knees: tuple[Knee, ...] = (Knee.LEFT, Knee.RIGHT)
    paper: Paper = Paper.A4
    person: PersonShown = PersonShown.INITIALS
    has_notes: bool = True
    left_out_notes: frozenset[str] = frozenset()
    has_painkiller_names: bool = True
    has_start_times: bool = False
    visit_on: date | None = None
    knees_gone: tuple[Knee, ...] = ()

    def __post_init__(self) -> None:
        if not len(self.span):
            raise InvalidValueError("span", Reason.REQUIRED)
        if not self.knees:
            raise InvalidValueError("knees", Reason.REQUIRED)
        object.__setattr__(self, "knees", tuple(each for each in Knee if each in self.knees))
        real_day("visit_on", self.visit_on)


def last_visit_on(diary: Diary, today: date) -> date | None:
    """The day of the last visit to a PT or doctor before today; None = none is known."""
    visits = (each.on for each in diary.events.values() if each.kind in VISIT_KINDS)
    return max((on for on in visits if on < today), default=None)


def usual_span(diary: Diary, today: date) -> Span:
    """The days since the day after the last visit up to today, else the last four weeks."""
    visit_on = last_visit_on(diary, today)
    start = today - timedelta(USUAL_DAYS - 1) if visit_on is None else visit_on + ONE_DAY
    return Span(start, today + ONE_DAY)


def with_days_before(span: Span) -> Span:
    """The days with as many before them, as far as the calendar reaches back."""
    room = (span.start - date.min).days
    return Span(span.start - min(len(span), room) * ONE_DAY, span.end)


def usual_knees(diary: Diary, span: Span) -> tuple[Knee, ...]:
    """The knees a report shows unless others were chosen: those tracked, and those written about.

    A knee nobody tracks may still hurt; what was written about it must not be missing unsaid.
    """
    tracked = diary.person.tracked_knees
    if len(tracked) == len(Knee):
        return tracked
    known = {*tracked, *_written_about(diary, span)}
    return tuple(knee for knee in Knee if knee in known)


def knees_left_out(diary: Diary, choice: ReportChoice) -> tuple[Knee, ...]:
    """The knees that were written about, here or before a file was made, and are not shown."""
    if len(choice.knees) == len(Knee):
        return ()
    known = {*choice.knees_gone, *_written_about(diary, choice.span)}
    return tuple(knee for knee in Knee if knee in known and knee not in choice.knees)


def _written_about(diary: Diary, span: Span) -> set[Knee]:
    """The knees of which these days, or those a report compares them with, tell anything."""
    days = with_days_before(span)
    found = {knee for on, day in diary.days.items() if on in days for knee in day.knees}
    if len(found) == len(Knee):
        return found
    found |= {knee for run in diary.runs.values() if run.on in days for knee in run.knees}
    events = (each for each in diary.events.values() if is_event_in(each, days))
    totals = (each for each in diary.totals.values() if each.on in days)
    found |= {knee for each in events if (knee := each.knee) is not None}
    found |= {knee for each in totals if (knee := each.knee) is not None}
    sessions = (each for each in diary.sessions.values() if each.on in days)
    return found | {knee for each in sessions for done in each.exercises for knee in done.knees}


def usual_choice(diary: Diary, today: date) -> ReportChoice:
    """What a report shows before anything was chosen."""
    person, span = diary.person, usual_span(diary, today)
    has_next = person.next_visit_on is not None and person.next_visit_on >= today
    return ReportChoice(
        span=span,
        knees=usual_knees(diary, span),
        visit_on=person.next_visit_on if has_next else None,
    )


def report_notes(diary: Diary, span: Span) -> tuple[ReportNote, ...]:
    """Every text about the days of a span, by day: of the day, its runs, events and sessions."""
    found = [*_day_notes(diary, span), *_run_notes(diary, span), *_event_notes(diary, span)]
    found += _session_notes(diary, span)
    return tuple(sorted(found, key=lambda note: (note.on, note.run is not None)))


def leaving_notes(diary: Diary, span: Span) -> tuple[ReportNote, ...]:
    """Every text that leaves with a span, by day: the person's, findings, of shoes, of the PT."""
    found = [
        *report_notes(diary, span),
        *_findings(diary, span),
        *_shoe_notes(diary, span),
        *_exercise_notes(diary, span),
        *_pt_notes(diary, span),
    ]
    return tuple(sorted(found, key=lambda note: note.on))


def is_note_about(note: PtNote, diary: Diary, span: Span) -> bool:
    """True for a note about a day or run in the span; about a visit, for one that came in it."""
    on = _day_of(note, diary)
    return on is None or on in span


def _day_of(note: PtNote, diary: Diary) -> date | None:
    pin = without_run(note, diary.runs).pin
    at = note.received_at
    return pin.on if pin.on is not None or at is None else local(at, diary.person.timezone).date()


def _findings(diary: Diary, span: Span) -> Iterator[ReportNote]:
    for event in diary.events.values():
        if has_written_findings(event) and is_event_in(event, span):
            key, text = _findings_key(event.id), "; ".join(event.findings)
            yield ReportNote(key, event.on, text, is_event=True, kind=NoteKind.FINDINGS)


def _shoe_notes(diary: Diary, span: Span) -> Iterator[ReportNote]:
    # Every pair goes along, whenever it was run in.
    for shoe in diary.shoes.values():
        if shoe.note.strip():
            key, name = f"shoe.{shoe.id}", shoe.name
            yield ReportNote(key, span.start, shoe.note, kind=NoteKind.SHOE, called=name)


def _exercise_notes(diary: Diary, span: Span) -> Iterator[ReportNote]:
    # As with shoes, all of them go along.
    for kept in diary.exercises.values():
        if kept.exercise.note.strip():
            note, name = kept.exercise.note, kept.exercise.name
            yield ReportNote(
                f"exercise.{kept.id}", span.start, note, kind=NoteKind.EXERCISE, called=name
            )


def _pt_notes(diary: Diary, span: Span) -> Iterator[ReportNote]:
    for note in diary.pt_notes.values():
        if is_note_about(note, diary, span):
            on = _day_of(note, diary) or span.end - ONE_DAY
            run = diary.runs.get(note.pin.run_id or "")
            yield ReportNote(_pt_key(note.id), on, note.text, run, kind=NoteKind.PT)


def _day_notes(diary: Diary, span: Span) -> Iterator[ReportNote]:
    for on, day in diary.days.items():
        if on in span and day.note.strip():
            yield ReportNote(_day_key(on), on, day.note)


def _run_notes(diary: Diary, span: Span) -> Iterator[ReportNote]:
    runs = (run for run in diary.runs.values() if run.on in span and run.note.strip())
    for run in sorted(runs, key=start_order):
        yield ReportNote(_run_key(run.id), run.on, run.note, run)


def _event_notes(diary: Diary, span: Span) -> Iterator[ReportNote]:
    for event in diary.events.values():
        if is_event_in(event, span) and event.text.strip():
            yield ReportNote(_event_key(event.id), event.on, event.text, is_event=True)


def _session_notes(diary: Diary, span: Span) -> Iterator[ReportNote]:
    sessions = (each for each in diary.sessions.values() if each.on in span and each.text.strip())
    for each in sorted(sessions, key=day_order):
        yield ReportNote(_session_key(each.id), each.on, each.text, is_session=True)


def has_written_findings(event: Event) -> bool:
    """True with findings that somebody wrote; of help that was arranged they are keys of signs."""
    return bool(event.findings) and event.kind is not EventKind.HELP_ARRANGED


def is_event_in(event: Event, span: Span) -> bool:
    """True for an event that reaches into the span."""
    return event.on < span.end and (event.until or event.on) >= span.start


def _findings_key(event_id: str) -> str:
    return f"findings.{event_id}"


def _pt_key(note_id: str) -> str:
    return f"pt.{note_id}"


def _day_key(on: date) -> str:
    return f"day.{on.isoformat()}"


def _run_key(run_id: str) -> str:
    return f"run.{run_id}"


def _event_key(event_id: str) -> str:
    return f"event.{event_id}"


def _session_key(session_id: str) -> str:
    return f"session.{session_id}"


def shown_name(person: Person, shown: PersonShown) -> str:
    """How the person is named: what was asked for, "" where the diary does not know it.

    Initials that were not given are made of the name.
    """
    if shown is PersonShown.NAME:
        return (person.name or "").strip()
    if shown is PersonShown.CODE:
        return (person.code or "").strip()
    given = (person.initials or "").strip()
    letters = (word[0].upper() for word in (person.name or "").split())
    return given or "".join(f"{letter}." for letter in letters)


def printed_name(person: Person, shown: PersonShown) -> str:
    """What stands on a report: what was asked for, else the initials, else the code.

    A sheet without any name could be anybody's; "" where the diary knows none.
    """
    asked = (shown, PersonShown.INITIALS, PersonShown.CODE)
    return next(filter(None, (shown_name(person, each) for each in asked)), "")


def shown_part(diary: Diary, choice: ReportChoice) -> Diary:
    """The diary without what is not to be seen: names, notes, painkillers, the other knee."""
    return replace(
        diary,
        person=_shown_person(diary.person, choice),
        days={on: _shown_day(day, choice) for on, day in diary.days.items()},
        runs={key: _shown_run(run, choice) for key, run in diary.runs.items()},
        events={
            key: _shown_event(event, choice)
            for key, event in diary.events.items()
            if event.knee is None or event.knee in choice.knees
        },
        totals={
            key: total
            for key, total in diary.totals.items()
            if total.knee is None or total.knee in choice.knees
        },
        pt_notes={
            key: note for key, note in diary.pt_notes.items() if _is_kept(_pt_key(note.id), choice)
        },
        exercises={key: _shown_exercise(kept, choice) for key, kept in diary.exercises.items()},
        sessions={key: _shown_session(each, choice) for key, each in diary.sessions.items()},
    )


def _shown_exercise(kept: KeptExercise, choice: ReportChoice) -> KeptExercise:
    if not kept.exercise.note or _is_kept(f"exercise.{kept.id}", choice):
        return kept
    return replace(kept, exercise=replace(kept.exercise, note=""))


def _shown_session(session: Session, choice: ReportChoice) -> Session:
    changes: dict[str, Any] = {}
    if session.text and not _is_kept(_session_key(session.id), choice):
        changes["text"] = ""
    if any(knee not in choice.knees for done in session.exercises for knee in done.knees):
        changes["exercises"] = tuple(
            replace(
                done, knees={knee: done.knees[knee] for knee in done.knees.keys() & choice.knees}
            )
            for done in session.exercises
        )
    return replace(session, **changes) if changes else session


def _is_kept(key: str, choice: ReportChoice) -> bool:
    return choice.has_notes and key not in choice.left_out_notes


def _shown_person(person: Person, choice: ReportChoice) -> Person:
    name = printed_name(person, choice.person)
    return replace(person, name=name, initials="", code="", tracked_knees=choice.knees, contacts=())


def _shown_day(day: Day, choice: ReportChoice) -> Day:
    # Most days have nothing to hide and stay the same value: decades are many.
    changes: dict[str, Any] = {}
    if day.note and not _is_kept(_day_key(day.on), choice):
        changes["note"] = ""
    if day.painkiller is not None:
        kept_name = day.painkiller.name if choice.has_painkiller_names else ""
        changes["painkiller"] = Painkiller(kept_name)
    if any(knee not in choice.knees for knee in day.knees):
        changes["knees"] = {knee: said for knee, said in day.knees.items() if knee in choice.knees}
    return replace(day, **changes) if changes else day


def _shown_event(event: Event, choice: ReportChoice) -> Event:
    changes: dict[str, Any] = {}
    if event.text and not _is_kept(_event_key(event.id), choice):
        changes["text"] = ""
    # Without the notes at all a report still tells what was found at a visit.
    if has_written_findings(event) and _findings_key(event.id) in choice.left_out_notes:
        changes["findings"] = ()
    return replace(event, **changes) if changes else event


def _shown_run(run: Run, choice: ReportChoice) -> Run:
    changes: dict[str, Any] = {}
    if run.note and not _is_kept(_run_key(run.id), choice):
        changes["note"] = ""
    if run.title:
        changes["title"] = ""
    if any(knee not in choice.knees for knee in run.knees):
        changes["knees"] = {knee: said for knee, said in run.knees.items() if knee in choice.knees}
    return replace(run, **changes) if changes else run
