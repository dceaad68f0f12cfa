"""What is said of the notes and offers of a PT."""

from dataclasses import replace
from datetime import date

import pytest

from diary.domain.diary import Diary
from diary.domain.exercise import BodyArea, Exercise, SessionKind, Side
from diary.domain.knee_notes import Belonging, KneeNotes, NewsOfNotes, NotesAbout, Standing
from diary.domain.offer import (
    ExerciseOffer,
    LimitsOffer,
    NextVisitOffer,
    Offer,
    PlanOffer,
    StageOffer,
    TargetOffer,
)
from diary.domain.plan import Plan, WeeklyTargets
from diary.domain.pt_note import THE_VISIT, Pin
from diary.domain.run_walk import RunWalk
from diary.formats.kneenotes import read_notes
from diary.texts.exchange import notes_problem_text
from diary.texts.numbers import Formats
from diary.texts.pt_notes import (
    belonging_text,
    news_text,
    note_name,
    offer_text,
    pin_text,
    standing_text,
    taking_text,
)
from tests.builders import ON, a_diary, a_note, a_run

PLAIN = Formats()


def test_a_note_is_named_by_its_beginning() -> None:
    assert note_name(a_note(author="M.S.")) == "Note from M.S.: “downhill?”"
    assert note_name(a_note(text="<b>a</b>\n b")) == "Note from your PT: “<b>a</b> b”"
    long = note_name(a_note(text="so " * 300))
    assert long.endswith("so…”")
    assert len(long) < 90


def test_a_note_says_what_it_is_about() -> None:
    runs = {"r": a_run("r", ON)}
    assert pin_text(a_note(), runs, PLAIN) == "Fri 20 Nov 2026"
    assert pin_text(a_note(pin=Pin(run_id="r")), runs, PLAIN) == "Run on Fri 20 Nov 2026"
    for pin in (THE_VISIT, Pin(run_id="gone")):
        assert pin_text(a_note(pin=pin), runs, PLAIN) == "The visit"


@pytest.mark.parametrize(
    ("offer", "expected"),
    [
        (LimitsOffer("o", 2, 3), "Use these pain limits: fine up to 2, stop above 3?"),
        (NextVisitOffer("o", date(2026, 12, 8)), "Set your next visit to Tue 8 Dec 2026?"),
        (TargetOffer("o", SessionKind.STRENGTH, 2), "Strength: 2 times a week?"),
        (TargetOffer("o", SessionKind.YOGA, 1), "Yoga: 1 time a week?"),
        (StageOffer("o", 3), "Go to stage 3 of the way back to running?"),
        (
            ExerciseOffer("o", Exercise("Step-down", (BodyArea.HIPS,), 3, 10, side=Side.BOTH)),
            "Add this exercise: Step-down, 3 x 10, each side?",
        ),
        (
            ExerciseOffer("o", Exercise("Plank", sets=2, seconds=30.0, load_kg=2.5)),
            "Add this exercise: Plank, 2 x 30 s, 2.5 kg?",
        ),
        (ExerciseOffer("o", Exercise("Hop", reps=12)), "Add this exercise: Hop, 12 times?"),
    ],
)
def test_an_offer_is_a_question(offer: Offer, expected: str) -> None:
    assert offer_text(offer, PLAIN) == expected


def test_what_cannot_be_taken_says_why() -> None:
    assert standing_text(Standing.OPEN) == ""
    assert all(standing_text(each) for each in Standing if each is not Standing.OPEN)


def _plan(**targets: int) -> Plan:
    return Plan("p", ON, "Hips", per_week=WeeklyTargets(**targets))


STRENGTH = TargetOffer("o", SessionKind.STRENGTH, 4)
STEP_DOWN = ExerciseOffer("o", Exercise("Step-down", note="Slowly."))
AT_TWO = replace(a_diary(), run_walk=RunWalk(stage=2))


@pytest.mark.parametrize(
    ("offer", "diary", "expected"),
    [
        (STRENGTH, a_diary(), "A plan set by your PT begins today."),
        (STRENGTH, a_diary(plans={"p": _plan(strength=3)}), "“Hips” it takes the place of 3 a"),
        (STRENGTH, a_diary(plans={"p": _plan(runs=3)}), "It is added to your plan “Hips”."),
        (STEP_DOWN, a_diary(), "Slowly.\nIt is added to your exercises, as from your PT."),
        (STEP_DOWN, a_diary(plans={"p": _plan(runs=3)}), "It is added to your plan, as from your"),
        (StageOffer("o", 8), a_diary(), "Stage 8 is 25 min run. The stages begin there today"),
        (StageOffer("o", 3), AT_TWO, "You are at stage 2 now."),
        (StageOffer("o", 5), AT_TWO, "You are at stage 2 now. 2 stages are left out."),
        (StageOffer("o", 9), AT_TWO, ""),
    ],
)
def test_an_offer_for_the_plan_says_what_it_would_do(
    offer: PlanOffer, diary: Diary, expected: str
) -> None:
    assert expected in taking_text(offer, diary, ON)


@pytest.mark.parametrize(
    ("belonging", "initials", "words"),
    [
        (Belonging.SAME, "J.K.", "came from this diary"),
        (Belonging.LIKELY, "J.K.", "a diary of J.K., as this one"),
        (Belonging.NOT_TOLD, "", "do not say whose diary"),
        (Belonging.OTHER, "A.B.", "a diary of A.B., and this one is not"),
    ],
)
def test_a_file_says_whether_it_is_about_this_diary(
    belonging: Belonging, initials: str, words: str
) -> None:
    notes = KneeNotes(about=NotesAbout(initials=initials))
    assert words in belonging_text(NewsOfNotes(belonging), notes)


def test_the_news_are_counted() -> None:
    offers = ((StageOffer("o", 1), Standing.OPEN),)
    some = NewsOfNotes(Belonging.LIKELY, (a_note("a"), a_note("b")), 1, 1, offers)
    assert news_text(some) == (
        "2 new notes, 1 that is here already, 1 suggestion. 1 note is about a run that is not in"
        " this diary; it is kept for the visit."
    )
    assert news_text(NewsOfNotes(Belonging.LIKELY)) == "There is nothing in this file."


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'{"format":"kneelog","version":1}', "This is no file of notes for a Kneelog diary."),
        (b" " * 1_000_001, "This file is larger than 1 MB, the most it may be."),
        (b"[" * 100_000, "Lists and objects are nested too deeply."),
        (
            b'{"format":"kneenotes","version":2}',
            "$.version: This file was made by a newer version (form 2, known here 1).",
        ),
    ],
)
def test_a_file_that_is_refused_says_why(content: bytes, expected: str) -> None:
    assert [notes_problem_text(each) for each in read_notes(content).problems] == [expected]
