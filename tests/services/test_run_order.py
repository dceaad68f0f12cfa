"""Runs of one day stay in their order when their start times do not leave."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from diary.domain.day import Day
from diary.domain.diary import Diary
from diary.domain.hand_over import Part
from diary.domain.knee import Knee, KneeDay, Score
from diary.domain.knee_notes import KneeNotes
from diary.domain.period import Span
from diary.domain.pt_note import Pin
from diary.domain.reminder_state import DismissReason, ReminderState, StateName
from diary.domain.rule import Rule
from diary.domain.run_responses import run_responses
from diary.formats.exchange import decode_diary, encode_diary
from diary.services.leaving import Leaving, leaving_part
from diary.services.pt_notes import news_of
from tests.builders import AT, ON, a_diary, a_note, a_run

EARLY = datetime(2026, 11, 19, 6, 0, tzinfo=UTC)
BEFORE = ON - timedelta(1)
WITHOUT_TIMES = Leaving(without=frozenset({Part.TIMES}))


def two_runs() -> Diary:
    """The run of the evening has the smaller id."""
    runs = [
        a_run("b", BEFORE, started_at=EARLY, distance_m=3000.0),
        a_run("a", BEFORE, started_at=EARLY.replace(hour=18), distance_m=9000.0),
    ]
    state = ReminderState(
        Rule.SPIKE, "a", ON, StateName.DISMISSED, reason=DismissReason.KNOWN, at=AT
    )
    morning = Day(ON, knees={Knee.LEFT: KneeDay(morning=Score(2))})
    return replace(
        a_diary([morning], runs, pt_notes={"n": a_note("n", Pin(run_id="a"))}),
        reminder_states={state.key: state},
    )


def handed_on() -> Diary:
    content = encode_diary(leaving_part(two_runs(), WITHOUT_TIMES), made_at=AT, program="test")
    found = decode_diary(content)
    assert not found.problems
    assert found.diary is not None
    return found.diary


def test_the_next_morning_stays_with_the_last_run_of_the_day() -> None:
    for diary in (two_runs(), handed_on()):
        assert [run.distance_m for run in diary.runs_on(BEFORE)] == [3000.0, 9000.0]
        series = run_responses(diary, Span(BEFORE, ON), ON, knees=(Knee.LEFT,))
        mornings = [course.morning for course in series.knees[0].courses]
        assert [None if each is None else each.value for each in mornings] == [None, 2]


def test_what_is_about_a_run_goes_along_with_it() -> None:
    diary = handed_on()
    last = diary.runs_on(BEFORE)[-1]
    assert diary.pt_notes["n"].pin == Pin(run_id=last.id)
    assert [key[2] for key in diary.reminder_states] == [last.id]
    assert all(run.started_at is None for run in diary.runs.values())


def test_a_note_that_comes_back_finds_its_run() -> None:
    last = handed_on().runs_on(BEFORE)[-1]
    given = KneeNotes((a_note("back", Pin(run_id=last.id)),))
    news = news_of(given, two_runs(), AT, ON)
    assert [note.pin for note in news.notes] == [Pin(run_id="a")]
    assert news.moved == 0
    unknown = KneeNotes((a_note("back", Pin(run_id="001.gone")),))
    assert news_of(unknown, two_runs(), AT, ON).moved == 1


def test_runs_keep_their_ids_where_the_order_holds() -> None:
    runs = [a_run("a", BEFORE, started_at=EARLY), a_run("b", BEFORE), a_run("c", ON)]
    diary = a_diary(runs=runs)
    assert set(leaving_part(diary, WITHOUT_TIMES).runs) == {"a", "b", "c"}
    assert leaving_part(two_runs(), Leaving()).runs == two_runs().runs
