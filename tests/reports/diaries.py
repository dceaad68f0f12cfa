"""Diaries for printed reports: crowded ones, nearly empty ones, and what people may type."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from diary.domain.day import Care, Day, Limit, Painkiller, PlanAnswer
from diary.domain.diary import Diary
from diary.domain.event import EventKind
from diary.domain.exercise import NAME_LONGEST as EXERCISE_LONGEST
from diary.domain.knee import Area, Knee, Quality, Sign, SwellingSize, WorseWith
from diary.domain.period import Span
from diary.domain.person import (
    GOAL_LONGEST,
    NAME_LONGEST,
    QUESTION_LONGEST,
    QUESTIONS_MOST,
    Person,
)
from diary.domain.plan import NAME_LONGEST as PLAN_LONGEST
from diary.domain.plan import WeeklyTargets
from diary.domain.pt_note import Pin
from diary.domain.report_choice import ReportChoice
from diary.domain.run import NOTE_LONGEST, Finish, Hills, Run, RunKind, Surface
from diary.domain.run_walk import StageStep, StepReason
from diary.domain.session import SessionExercise
from diary.domain.settings import LimitPreset, SetBy, SettingChange
from diary.domain.shoe import NAME_LONGEST as SHOE_LONGEST
from diary.reports.content import VisitReport, visit_report
from diary.services.sample import sample_diary
from diary.texts.numbers import Formats
from tests.builders import (
    AT,
    ON,
    ZONE,
    a_day,
    a_diary,
    a_knee_day,
    a_note,
    a_plan,
    a_run,
    a_run_knee,
    a_run_walk,
    a_session,
    a_shoe,
    a_total,
    an_event,
    an_exercise,
)

WEEKS = 12
WORDS = "Sore on the stairs after the long run, better after an hour of sitting still. "


def filled(words: str, length: int) -> str:
    """As much of a text, again and again, as is allowed."""
    return (words * (length // len(words) + 1))[:length].strip()


def span(days: int, last_on: date = ON) -> Span:
    """So many days up to and with the last one."""
    return Span(last_on - timedelta(days - 1), last_on + timedelta(1))


def report_of(
    diary: Diary, days: int = 28, formats: Formats | None = None, **choice: object
) -> VisitReport:
    """The report of the last days of a diary."""
    usual = ReportChoice(span(days), visit_on=ON + timedelta(4))
    wanted = replace(usual, **choice)  # type: ignore[arg-type]  # any of its fields
    return visit_report(diary, wanted, ON, formats or Formats(), file_id="7F3A")


def example(days: int = 140) -> Diary:
    """The example diary of the program."""
    return sample_diary(days, 1, ON, ZONE)


def _run(place: int, on: date, words: str) -> Run:
    return a_run(
        f"run-{place}",
        on,
        started_at=datetime.combine(on, time(7), UTC),
        timezone=ZONE,
        distance_m=5000.0 + 700 * (place % 9),
        ascent_m=1200.0 + place,
        kind=RunKind.INTERVALS,
        surface=Surface.CONCRETE,
        hills=Hills.DOWNHILL,
        rpe=10,
        shoe_id=f"shoe-{place % 7}",
        finish=Finish.CUT_SHORT_KNEE if place % 5 == 0 else Finish.CUT_SHORT_OTHER,
        note=filled(words, NOTE_LONGEST),
        left=a_run_knee(place % 11, 10),
        right=a_run_knee(10, place % 11),
    )


def _person(words: str) -> Person:
    name = filled(words, NAME_LONGEST)
    return Person(
        name=name,
        initials=name,
        code=name,
        timezone=ZONE,
        running_since_year=1998,
        trouble_since_on=ON - timedelta(60),
        earlier_knee_problem=True,
        next_visit_on=ON + timedelta(4),
        questions=tuple(
            filled(f"{number} {words}", QUESTION_LONGEST) for number in range(QUESTIONS_MOST)
        ),
        goal=filled(words, GOAL_LONGEST),
    )


def crowded(words: str = WORDS, days: int = WEEKS * 7) -> Diary:
    """Every field as long as it may be, every list long, everything ticked now and then."""
    when = [ON - timedelta(back) for back in range(2 * days)]
    return a_diary(
        days=[_day(on, place, words) for place, on in enumerate(when)],
        runs=[_run(place, on, words) for place, on in enumerate(when[::2])],
        shoes=[
            a_shoe(f"shoe-{number}", filled(f"{number} {words}", SHOE_LONGEST))
            for number in range(7)
        ],
        events=[
            an_event(
                f"event-{number}",
                ON - timedelta(3 * number),
                kind=tuple(EventKind)[number % 8],
                text=filled(words, 120),
            )
            for number in range(20)
        ],
        person=_person(words),
        setting_changes=tuple(
            SettingChange(
                AT - timedelta(10 * number), name, value, LimitPreset.AGREED, SetBy.PT, "M.S."
            )
            for number in range(6)
            for name, value in (("green_max", 2), ("amber_max", 5 + number % 3))
        ),
        totals={
            total.id: total
            for total in (
                a_total(f"total-{number}", ON - timedelta(14 * number), 70 + number)
                for number in range(8)
            )
        },
        pt_notes={
            note.id: note
            for note in (
                a_note(f"note-{number}", Pin(ON - timedelta(number)), text=filled(words, 300))
                for number in range(8)
            )
        },
        **_plan_part(words, when),
    )


def _plan_part(words: str, when: list[date]) -> dict[str, Any]:
    """Three plans at once, twenty exercises, a session a day and a step every other day."""
    exercises = [
        an_exercise(f"exercise-{n}", filled(f"{n} {words}", EXERCISE_LONGEST), load_kg=7.5)
        for n in range(20)
    ]
    ids = tuple(each.id for each in exercises)
    plans = [
        a_plan(
            f"plan-{n}",
            when[-1] + timedelta(n),
            name=filled(f"{n} {words}", PLAN_LONGEST),
            set_by=SetBy.PT,
            per_week=WeeklyTargets(7, 7, 14),
            total_sessions=1000,
            exercise_ids=ids,
        )
        for n in range(3)
    ]
    done = tuple(
        SessionExercise(each, True, 3, 10, 30.0, 12.5, {Knee.LEFT: n % 11, Knee.RIGHT: 10})
        for n, each in enumerate(ids)
    )
    sessions = [
        a_session(f"session-{n}", on, minutes=90, text=filled(words, 500), exercises=done)
        for n, on in enumerate(when)
    ]
    sessions.append(a_session("session-next", ON + timedelta(1), is_done=None))
    steps = tuple(StageStep(on, 3, 4, StepReason.BY_HAND) for on in when[::2])
    return {
        "exercises": {each.id: each for each in exercises},
        "plans": {each.id: each for each in plans},
        "sessions": {each.id: each for each in sessions},
        "run_walk": a_run_walk(stage=4, is_paused=True, started_on=when[-1], steps=steps),
    }


def _day(on: date, place: int, words: str) -> Day:
    signs = {sign: (place + number) % 3 == 0 for number, sign in enumerate(Sign)}
    said = {
        knee: a_knee_day(
            (place + 2 * number) % 11,
            10,
            areas=tuple(Area)[:6],
            qualities=tuple(Quality),
            worse_with=tuple(WorseWith),
            signs=signs,
            swelling_size=SwellingSize.LARGE_FAST if signs[Sign.SWELLING] else None,
        )
        for number, knee in enumerate(Knee)
    }
    return a_day(
        on,
        knees=said,
        plan=PlanAnswer.SKIPPED_KNEE if place % 6 == 0 else PlanAnswer.AS_PLANNED,
        held_back=place % 4 == 0,
        limits=dict.fromkeys(Limit, place % 2 == 0),
        care=dict.fromkeys(Care, True),
        care_own=tuple(filled(f"{number} {words}", 24) for number in range(12)),
        painkiller=Painkiller(filled(words, 80)),
        note=filled(words, NOTE_LONGEST),
    )


def barely_begun() -> Diary:
    """Three entries."""
    return a_diary(
        days=[
            a_day(ON, left=a_knee_day(3, 4, signs={Sign.SWELLING: True}), note="Stairs"),
            a_day(ON - timedelta(1), right=2),
        ],
        runs=[a_run(left=a_run_knee(2, 3))],
    )
