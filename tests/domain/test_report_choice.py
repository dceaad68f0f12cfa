"""What of a diary a visit report shows, and that what is private is gone from what is left."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from diary.domain.day import Care, Painkiller
from diary.domain.errors import InvalidValueError
from diary.domain.event import EventKind
from diary.domain.knee import Knee, Sign
from diary.domain.period import Span
from diary.domain.person import Contact, ContactKind, Person
from diary.domain.pt_note import Pin
from diary.domain.report_choice import (
    PersonShown,
    ReportChoice,
    knees_left_out,
    printed_name,
    report_notes,
    shown_name,
    shown_part,
    usual_choice,
    usual_knees,
    usual_span,
)
from diary.domain.session import SessionExercise
from tests.builders import (
    ON,
    a_day,
    a_diary,
    a_knee_day,
    a_note,
    a_run,
    a_run_knee,
    a_session,
    a_total,
    an_event,
    an_exercise,
)

SPAN = Span(ON - timedelta(27), ON + timedelta(1))


def back(days: int) -> date:
    return ON - timedelta(days)


# ---- which days ---------------------------------------------------------------------------------


def test_the_days_begin_after_the_last_visit() -> None:
    visits = [
        an_event("a", back(30)),
        an_event("b", back(12), kind=EventKind.DOCTOR_VISIT),
        an_event("c", back(5), kind=EventKind.RACE),
    ]
    assert usual_span(a_diary(events=visits), ON) == Span(back(11), ON + timedelta(1))


def test_a_visit_of_today_is_the_one_the_report_is_made_for() -> None:
    visits = [an_event("a", back(10)), an_event("b", ON)]
    assert usual_span(a_diary(events=visits), ON).start == back(9)


def test_without_a_visit_the_days_are_four_weeks() -> None:
    assert usual_span(a_diary(), ON) == SPAN


def test_the_next_visit_is_named_until_it_is_over() -> None:
    coming = a_diary(person=Person(next_visit_on=ON, tracked_knees=(Knee.LEFT,)))
    choice = usual_choice(coming, ON)
    assert (choice.visit_on, choice.knees) == (ON, (Knee.LEFT,))
    assert usual_choice(coming, ON + timedelta(1)).visit_on is None


LEFT_ONLY = Person(tracked_knees=(Knee.LEFT,))
EXERCISE = SessionExercise("e", knees={Knee.RIGHT: 3})


@pytest.mark.parametrize(
    "written",
    [
        {"days": [a_day(ON, right=a_knee_day(signs={Sign.NO_WEIGHT: True}))]},
        {"days": [a_day(back(28), right=2)]},
        {"runs": [a_run("r", back(3), right=a_run_knee(1))]},
        {"events": [an_event("e", back(3), knee=Knee.RIGHT)]},
        {"totals": {"t": a_total("t", back(3), knee=Knee.RIGHT)}},
        {"sessions": {"s": a_session("s", back(3), exercises=(EXERCISE,))}},
    ],
)
def test_a_knee_that_was_written_about_is_shown_though_nobody_tracks_it(
    written: dict[str, Any],
) -> None:
    diary = a_diary(**written, person=LEFT_ONLY)
    assert usual_knees(diary, SPAN) == usual_choice(diary, ON).knees == (Knee.LEFT, Knee.RIGHT)
    assert knees_left_out(diary, ReportChoice(SPAN, (Knee.LEFT,))) == (Knee.RIGHT,)
    assert knees_left_out(diary, ReportChoice(SPAN)) == ()


def test_a_knee_of_long_ago_or_of_later_is_neither_shown_nor_left_out() -> None:
    days = [a_day(ON, left=1), a_day(back(56), right=2), a_day(ON + timedelta(1), right=2)]
    diary = a_diary(days, person=LEFT_ONLY)
    assert usual_knees(diary, SPAN) == (Knee.LEFT,)
    alone = ReportChoice(SPAN, (Knee.LEFT,))
    assert knees_left_out(diary, alone) == ()
    # What a file lacks is known from the file alone.
    assert knees_left_out(diary, replace(alone, knees_gone=(Knee.RIGHT,))) == (Knee.RIGHT,)


def test_a_choice_has_days_and_knees_in_their_order() -> None:
    assert ReportChoice(SPAN, (Knee.RIGHT, Knee.LEFT)).knees == (Knee.LEFT, Knee.RIGHT)
    with pytest.raises(InvalidValueError):
        ReportChoice(SPAN, ())
    with pytest.raises(InvalidValueError):
        ReportChoice(Span(ON, ON))


# ---- who ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("person", "shown", "name"),
    [
        (Person(name="Jo Karlsen", initials="JoK"), PersonShown.NAME, "Jo Karlsen"),
        (Person(name="Jo Karlsen", initials="JoK"), PersonShown.INITIALS, "JoK"),
        (Person(name="jo van Dyk"), PersonShown.INITIALS, "J.V.D."),
        (Person(name="Jo Karlsen", code="K-17"), PersonShown.CODE, "K-17"),
        (Person(name="Jo Karlsen"), PersonShown.CODE, ""),
        (Person(), PersonShown.NAME, ""),
    ],
)
def test_a_person_is_named_as_chosen(person: Person, shown: PersonShown, name: str) -> None:
    assert shown_name(person, shown) == name


@pytest.mark.parametrize(
    ("person", "shown", "name"),
    [
        (Person(name="Jo Karlsen"), PersonShown.NAME, "Jo Karlsen"),
        (Person(initials="JoK"), PersonShown.NAME, "JoK"),
        (Person(name="Jo Karlsen"), PersonShown.CODE, "J.K."),
        (Person(code="K-17"), PersonShown.INITIALS, "K-17"),
        (Person(), PersonShown.CODE, ""),
    ],
)
def test_another_name_stands_in_on_paper(person: Person, shown: PersonShown, name: str) -> None:
    assert printed_name(person, shown) == name
    printed = shown_part(a_diary(person=person), ReportChoice(SPAN, person=shown)).person
    assert (printed.name, printed.initials, printed.code) == (name, "", "")


# ---- notes --------------------------------------------------------------------------------------


def test_notes_are_those_of_days_runs_and_events_in_order() -> None:
    diary = a_diary(
        days=[a_day(ON, note="of the day"), a_day(back(40), note="before")],
        runs=[a_run("r", ON, note="of the run"), a_run("s", back(3), note=" ")],
        events=[an_event("e", back(2), text="first visit"), an_event("f", back(1))],
    )
    notes = report_notes(diary, SPAN)
    assert [(each.key, each.text) for each in notes] == [
        ("event.e", "first visit"),
        (f"day.{ON}", "of the day"),
        ("run.r", "of the run"),
    ]


def test_what_was_left_out_is_gone_and_the_rest_is_there() -> None:
    diary = a_diary(
        days=[a_day(ON, note="of the day")],
        runs=[a_run("r", ON, note="of the run")],
        events=[an_event("e", back(2), text="first visit")],
    )
    for key in ("run.r", f"day.{ON}", "event.e"):
        choice = ReportChoice(SPAN, left_out_notes=frozenset({key}))
        kept = {each.key for each in report_notes(shown_part(diary, choice), SPAN)}
        assert kept == {"run.r", f"day.{ON}", "event.e"} - {key}


def test_nothing_that_is_private_is_left() -> None:
    diary = a_diary(
        days=[
            a_day(
                ON,
                left=3,
                right=7,
                note="SECRET",
                care={Care.PAINKILLER: True},
                painkiller=Painkiller("SECRET", time(8)),
            )
        ],
        runs=[a_run("r", note="SECRET", title="SECRET", right=a_run_knee(9))],
        events=[
            an_event("e", text="SECRET"),
            an_event("h", kind=EventKind.HELP_ARRANGED, knee=Knee.RIGHT, text="SECRET"),
        ],
        person=Person(
            name="SECRET",
            initials="SECRET",
            code="K-17",
            contacts=(Contact(ContactKind.PT, "SECRET"),),
        ),
        pt_notes={"n": a_note("n", Pin(ON), text="SECRET")},
        totals={"t": a_total("t", knee=Knee.RIGHT), "u": a_total("u")},
        exercises={"x": an_exercise("x", note="SECRET")},
        sessions={
            "s": a_session(
                "s",
                text="SECRET",
                exercises=(SessionExercise("x", knees={Knee.LEFT: 1, Knee.RIGHT: 2}),),
            )
        },
    )
    choice = ReportChoice(
        SPAN,
        (Knee.LEFT,),
        person=PersonShown.CODE,
        has_notes=False,
        has_painkiller_names=False,
    )
    shown = shown_part(diary, choice)
    assert "SECRET" not in repr(shown)
    assert shown.person.name == "K-17"
    assert set(shown.days[ON].knees) == {Knee.LEFT}
    assert not shown.runs["r"].knees
    assert list(shown.totals) == ["u"]
    assert shown.days[ON].care[Care.PAINKILLER]
    assert not shown.pt_notes
    assert shown.sessions["s"].exercises[0].knees == {Knee.LEFT: 1}


def test_what_nobody_hides_stays_the_same() -> None:
    day, run = a_day(ON, left=3), a_run(left=4)
    shown = shown_part(a_diary([day], [run]), replace(ReportChoice(SPAN), has_notes=True))
    assert shown.days[ON] is day
    assert shown.runs[run.id] is run
