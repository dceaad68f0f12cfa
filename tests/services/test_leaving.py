from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from diary.domain.day import Care, Day, Painkiller
from diary.domain.diary import Diary
from diary.domain.event import Event, EventKind
from diary.domain.hand_over import Part
from diary.domain.knee import Knee, KneeDay, Score
from diary.domain.period import Span
from diary.domain.person import Contact, ContactKind, Person
from diary.domain.pt_note import Pin, PtNote
from diary.domain.reminder_state import DismissReason, ReminderState, StateName
from diary.domain.report_choice import leaving_notes
from diary.domain.rule import Rule
from diary.domain.rules.shoe_wear import shoe_wear
from diary.domain.run import Run, RunKnee, RunSource, SourceFormat
from diary.domain.run_walk import RunWalk, StageStep, StepReason
from diary.formats.exchange import encode_diary
from diary.services.handing_over import file_name, part_of
from diary.services.leaving import Leaving, leaving_part
from tests.builders import AT, ON, a_diary, a_session, a_shoe, a_total, an_exercise

SOURCE = RunSource("jane-0605.fit", SourceFormat.FIT, "00" * 32, "jane/0605.fit", "strava-77", AT)


STEP = StageStep(ON, 1, 2, StepReason.PROGRESS)


def a_full_diary() -> Diary:
    """Every text in it says which part it belongs to."""
    day = Day(
        ON,
        knees={Knee.LEFT: KneeDay(morning=Score(3))},
        care={Care.PAINKILLER: True},
        painkiller=Painkiller("PILL", time(19, 30)),
        note="NOTE day",
    )
    run = Run(
        "r1",
        ON,
        started_at=datetime(2026, 11, 20, 6, 5, tzinfo=UTC),
        timezone="Asia/Tokyo",
        distance_m=8200.0,
        shoe_id="s1",
        title="NOTE title of jane",
        note="NOTE run",
        source=SOURCE,
    )
    event = Event("e1", ON, EventKind.PT_VISIT, text="NOTE event", findings=("NOTE hips",))
    shoe = a_shoe("s1", "SHOE", note="NOTE shoe")
    diary = a_diary([day], [run], [shoe], [event])
    states = (_state(Rule.SHOE, "s1"), _state(Rule.SPIKE, "r1"), _state(Rule.WORSE, "left"))
    return replace(
        diary,
        person=Person("Jane", "J.K.", contacts=(Contact(ContactKind.PT, "PHONE", "1"),)),
        reminder_states={each.key: each for each in states},
        pt_notes={"n1": PtNote("n1", Pin(run_id="r1"), "NOTE pt")},
        exercises={"x1": an_exercise("x1", note="NOTE exercise")},
        sessions={"t1": a_session("t1", text="NOTE session")},
        run_walk=RunWalk(stage=2, started_on=ON, steps=(STEP,)),
    )


def _state(rule: Rule, subject: str) -> ReminderState:
    return ReminderState(rule, subject, ON, StateName.DISMISSED, reason=DismissReason.KNOWN, at=AT)


def leaving(*without: Part) -> Diary:
    return leaving_part(a_full_diary(), Leaving(without=frozenset(without)))


def written(diary: Diary) -> str:
    return encode_diary(diary, made_at=AT, program="kneelog 0.1.0").decode()


def test_without_anything_left_out_all_but_whom_to_call_leaves() -> None:
    diary = a_full_diary()
    assert leaving() == replace(diary, person=replace(diary.person, contacts=()))


@pytest.mark.parametrize(
    ("part", "gone"),
    [
        (Part.NOTES, ["NOTE"]),
        (Part.NAME, ["Jane", "jane", "strava-77"]),
        (Part.TIMES, ["06:05", "19:30", "0605", "Asia/Tokyo"]),
        (Part.SHOES, ["SHOE", "s1", "NOTE shoe"]),
        (Part.RUNS, ['"distance_m":8200', "r1", "NOTE run", "strava", '"reason":"progress"']),
        (Part.PAINKILLERS, ["PILL", "19:30"]),
        (Part.REMINDERS, ["R-SHOE", "R-WORSE", "dismissed"]),
    ],
)
def test_what_is_left_out_is_nowhere_in_the_file(part: Part, gone: list[str]) -> None:
    whole, content = written(leaving()), written(leaving(part))
    for each in gone:
        assert each in whole
        assert each not in content


def test_what_is_not_left_out_stays() -> None:
    found = leaving(Part.NOTES, Part.NAME, Part.TIMES, Part.SHOES, Part.PAINKILLERS)
    (run,) = found.runs.values()
    day = found.day(ON)
    assert (run.distance_m, run.shoe_id, run.source and run.source.sha256) == (
        8200.0,
        None,
        "00" * 32,
    )
    assert day.care == {Care.PAINKILLER: True}
    assert found.person.initials == "J.K."
    assert [key[1] for key in found.reminder_states] == [Rule.SPIKE, Rule.WORSE]
    assert leaving(Part.TIMES).day(ON).painkiller == Painkiller("PILL")


def test_the_stages_do_not_leave_without_the_runs() -> None:
    assert leaving(Part.RUNS).run_walk is None
    assert leaving(Part.NOTES).run_walk == a_full_diary().run_walk


def test_a_pin_to_a_run_that_does_not_leave_becomes_its_day() -> None:
    assert leaving(Part.RUNS).pt_notes["n1"].pin == Pin(on=ON)
    assert leaving(Part.NOTES).pt_notes == {}


def test_single_notes_stay_here() -> None:
    keys = frozenset({"day.2026-11-20", "event.e1", "session.t1"})
    found = leaving_part(a_full_diary(), Leaving(left_out_notes=keys))
    assert found.day(ON).note == ""
    assert found.events["e1"].text == ""
    assert found.sessions["t1"].text == ""
    assert found.exercises["x1"].exercise.note == "NOTE exercise"
    assert found.runs["r1"].note == "NOTE run"
    run_only = leaving_part(a_full_diary(), Leaving(left_out_notes=frozenset({"run.r1"})))
    assert run_only.runs["r1"].note == ""
    assert run_only.day(ON).note == "NOTE day"


def test_a_pair_keeps_how_far_it_went_before_the_span_without_the_runs() -> None:
    diary = a_full_diary()
    span = Span(date(2026, 11, 21), date(2026, 11, 22))
    found = part_of(diary, Leaving(span, frozenset({Part.RUNS})))
    assert found.shoes["s1"].distance_before_span_m == 8200.0
    assert not found.days


def test_a_name_tells_the_days_and_never_the_person() -> None:
    span = Span(date(2026, 10, 23), date(2026, 11, 21))
    diary = a_full_diary()
    assert file_name(diary, span, ON) == "knee-diary-2026-10-23_2026-11-20.kneelog"
    assert file_name(diary, None, ON, ".pdf") == "knee-diary-2026-11-20_2026-11-20.pdf"
    assert file_name(Diary(), None, ON) == "knee-diary-2026-11-20_2026-11-20.kneelog"


def test_every_text_that_is_listed_stays_here_when_it_is_not_ticked() -> None:
    """What a person unticks after looking through all notes is nowhere in the file."""
    diary = a_full_diary()
    span = Span(ON, date(2026, 11, 21))
    notes = leaving_notes(diary, span)
    texts = {note.text for note in notes}
    of_days = {"NOTE day", "NOTE run", "NOTE event", "NOTE session"}
    assert of_days | {"NOTE shoe", "NOTE exercise", "NOTE hips", "NOTE pt"} == texts
    keys = frozenset(note.key for note in notes)
    content = written(part_of(diary, Leaving(span, left_out_notes=keys)))
    assert content.replace("NOTE title of jane", "").count("NOTE") == 0
    for note in notes:
        content = written(part_of(diary, Leaving(span, left_out_notes=frozenset({note.key}))))
        assert [each for each in texts if each not in content] == [note.text]


def test_a_pair_keeps_its_whole_distance_without_the_runs() -> None:
    diary = a_full_diary()
    without_runs = frozenset({Part.RUNS})
    for span in (None, Span(ON, date(2026, 11, 21))):
        found = part_of(diary, Leaving(span, without_runs))
        wear = shoe_wear(found.shoes["s1"], [], found.settings, ON)
        assert wear == replace(
            shoe_wear(diary.shoes["s1"], list(diary.runs.values()), diary.settings, ON),
            m_per_week=wear.m_per_week,
            forecast_on=wear.forecast_on,
            forecast_from=wear.forecast_from,
            forecast_to=wear.forecast_to,
        )
    before = part_of(diary, Leaving(Span(date(2026, 11, 1), ON), without_runs))
    assert before.shoes["s1"].distance_before_span_m == 0.0


def test_nothing_of_a_knee_that_is_left_out_leaves() -> None:
    """Neither its scores nor its totals, events and reminders; the other knee stays as it is."""
    diary = a_full_diary()
    both = {Knee.LEFT: KneeDay(morning=Score(3)), Knee.RIGHT: KneeDay(morning=Score(7))}
    run_knees = {Knee.LEFT: RunKnee(during=Score(2)), Knee.RIGHT: RunKnee(during=Score(9))}
    states = (_state(Rule.WORSE, "right"), _state(Rule.WORSE, "left"))
    response = replace(_state(Rule.RESP, "r1"), knee=Knee.RIGHT)
    diary = replace(
        diary,
        days={ON: replace(diary.day(ON), knees=both)},
        runs={"r1": replace(diary.runs["r1"], knees=run_knees)},
        events={
            "e1": replace(diary.events["e1"], knee=Knee.RIGHT),
            "e2": Event("e2", ON, EventKind.PT_VISIT, knee=Knee.LEFT),
        },
        totals={
            each.id: each
            for each in (a_total("l", ON, knee=Knee.LEFT), a_total("r", ON, knee=Knee.RIGHT))
        },
        reminder_states={each.key: each for each in (*states, response)},
    )
    found = leaving_part(diary, Leaving(without=frozenset({Part.RIGHT_KNEE})))
    assert found.person.tracked_knees == (Knee.LEFT,)
    assert found.day(ON).knees == {Knee.LEFT: both[Knee.LEFT]}
    assert found.runs["r1"].knees == {Knee.LEFT: run_knees[Knee.LEFT]}
    assert (set(found.events), set(found.totals)) == ({"e2"}, {"l"})
    assert [key[2] for key in found.reminder_states] == ["left"]
    assert found.day(ON).note == "NOTE day"
