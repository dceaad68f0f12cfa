"""What comes back from a PT: what is new, taken in one step or one by one, and undone."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from diary import bootstrap
from diary.domain.change import ChangeSet, apply
from diary.domain.diary import Diary
from diary.domain.errors import InvalidValueError
from diary.domain.exercise import Exercise, SessionKind
from diary.domain.knee_notes import Belonging, KneeNotes, NotesAbout, Standing
from diary.domain.offer import (
    ExerciseOffer,
    LimitsOffer,
    NextVisitOffer,
    Offer,
    StageOffer,
    TargetOffer,
)
from diary.domain.person import Person
from diary.domain.pt_note import THE_VISIT, Pin
from diary.domain.settings import LimitPreset, SetBy, Settings
from diary.services.events import EventBus
from diary.services.journal import Journal
from diary.services.pt_notes import news_of, remove_note, standing_of, take_notes, take_offer
from diary.services.settings import preset_of
from tests.builders import AT, ON, ZONE, a_diary, a_note, a_run, filling

OURS = a_diary(runs=[a_run("run-1", ON)], person=Person(initials="J.K."))
GIVEN = KneeNotes(
    (
        a_note("n1"),
        a_note("n2", Pin(run_id="run-1")),
        a_note("n3", Pin(run_id="theirs")),
        a_note("n4", THE_VISIT),
    ),
    (LimitsOffer("o1", 2, 3), NextVisitOffer("o2", ON + timedelta(days=18))),
    NotesAbout("7F3A", "ab" * 32, "J.K."),
    "M.S.",
)
LIMITS = GIVEN.offers[0]


def taken(diary: Diary, offer: Offer, given: KneeNotes = GIVEN) -> Diary:
    return apply(diary, take_offer(diary, offer, given, AT, ZONE))


# ---- whose they are ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("initials", "sha256", "expected"),
    [
        ("J.K.", "", Belonging.LIKELY),
        ("jk", "", Belonging.LIKELY),
        (" J. K. ", "00", Belonging.LIKELY),
        ("A.B.", "", Belonging.OTHER),
        ("A.B.", "ab", Belonging.OTHER),
        ("J.K.", "ab", Belonging.SAME),
        ("", "ab", Belonging.SAME),
        ("", "", Belonging.NOT_TOLD),
        ("..", "00", Belonging.NOT_TOLD),
    ],
)
def test_a_file_is_matched_by_what_was_handed_over_then_by_initials(
    initials: str, sha256: str, expected: Belonging
) -> None:
    given = replace(GIVEN, about=NotesAbout("", sha256, initials))
    assert news_of(given, OURS, AT, ON, {"ab"}).belonging is expected


def test_a_diary_without_initials_cannot_tell() -> None:
    assert news_of(GIVEN, Diary(), AT, ON).belonging is Belonging.NOT_TOLD


# ---- notes ------------------------------------------------------------------------------------


def test_notes_of_somebody_else_can_be_taken_all_the_same() -> None:
    given = replace(GIVEN, about=NotesAbout(initials="A.B."))
    news = news_of(given, OURS, AT, ON)
    assert news.belonging is Belonging.OTHER
    assert set(apply(OURS, take_notes(OURS, news)).pt_notes) == {"n1", "n2", "n3", "n4"}


def test_new_notes_say_by_whom_and_since_when() -> None:
    news = news_of(GIVEN, OURS, AT, ON)
    assert (len(news.notes), news.known, news.moved) == (4, 0, 1)
    assert {(note.author, note.received_at) for note in news.notes} == {("M.S.", AT)}
    assert [note.pin for note in news.notes] == [
        Pin(ON),
        Pin(run_id="run-1"),
        THE_VISIT,
        THE_VISIT,
    ]


def test_notes_that_are_here_already_are_skipped_and_stay_as_they_are() -> None:
    diary = replace(OURS, pt_notes={"n1": a_note("n1", text="as it was")})
    news = news_of(GIVEN, diary, AT, ON)
    assert (len(news.notes), news.known) == (3, 1)
    after = apply(diary, take_notes(diary, news))
    assert after.pt_notes["n1"].text == "as it was"
    again = news_of(GIVEN, after, AT, ON)
    assert (again.notes, again.known, take_notes(after, again)) == ((), 4, ChangeSet(()))
    # The same news taken twice, as by two clicks.
    assert take_notes(after, news) == ChangeSet(())


def test_notes_are_taken_in_one_step_deleted_and_undone(tmp_path: Path) -> None:
    store = bootstrap.create_store(tmp_path / "diary.sqlite3")
    store.write(filling(OURS))
    journal = Journal(EventBus(), store.load())
    journal.attach(store)
    step = journal.apply(take_notes(journal.diary, news_of(GIVEN, journal.diary, AT, ON)))
    assert len(store.load().pt_notes) == 4
    gone = journal.apply(remove_note(journal.diary, "n1"))
    assert set(store.load().pt_notes) == {"n2", "n3", "n4"}
    journal.apply(gone.inverse())
    journal.apply(step.inverse())
    assert store.load() == journal.diary == OURS
    journal.detach()
    assert remove_note(OURS, "n1") == ChangeSet(())


# ---- offers -----------------------------------------------------------------------------------


def test_limits_are_taken_as_agreed_with_the_pt_and_undone() -> None:
    step = take_offer(OURS, LIMITS, GIVEN, AT, ZONE)
    after = apply(OURS, step)
    assert (after.settings.green_max, after.settings.amber_max) == (2, 3)
    (noted,) = after.setting_changes
    assert (noted.at, noted.name, noted.value) == (AT, "amber_max", 3)
    assert (noted.preset, noted.set_by, noted.initials) == (LimitPreset.AGREED, SetBy.PT, "M.S.")
    assert preset_of(after) is LimitPreset.AGREED
    assert apply(after, step.inverse()) == OURS


def test_limits_that_are_in_use_already_are_noted_as_agreed() -> None:
    usual = LimitsOffer("o", 2, 5)
    assert standing_of(usual, GIVEN, OURS, ON) is Standing.OPEN
    after = taken(OURS, usual)
    assert after.settings == Settings()
    assert {each.name for each in after.setting_changes} == {"green_max", "amber_max"}
    assert {(each.set_by, each.initials) for each in after.setting_changes} == {(SetBy.PT, "M.S.")}
    assert standing_of(usual, GIVEN, after, ON) is Standing.TAKEN
    assert taken(after, usual) == after


def test_the_same_limits_of_another_pt_are_open() -> None:
    after = taken(OURS, LIMITS)
    assert standing_of(LIMITS, GIVEN, after, ON) is Standing.TAKEN
    assert standing_of(LIMITS, replace(GIVEN, initials="X.Y."), after, ON) is Standing.OPEN


def test_the_next_visit_is_taken_while_it_lies_ahead() -> None:
    visit = NextVisitOffer("o", ON + timedelta(days=1))
    assert standing_of(visit, GIVEN, OURS, ON) is Standing.OPEN
    assert standing_of(NextVisitOffer("o", ON), GIVEN, OURS, ON) is Standing.OPEN
    assert standing_of(visit, GIVEN, OURS, visit.on + timedelta(days=1)) is Standing.PAST
    after = taken(OURS, visit)
    assert after.person == replace(OURS.person, next_visit_on=visit.on)
    assert standing_of(visit, GIVEN, after, ON) is Standing.TAKEN


@pytest.mark.parametrize(
    "offer",
    [
        TargetOffer("o", SessionKind.STRENGTH, 2),
        ExerciseOffer("o", Exercise("Step-down")),
        StageOffer("o", 3),
    ],
)
def test_what_is_for_the_plan_stands_open_and_is_taken_by_itself(offer: Offer) -> None:
    assert news_of(replace(GIVEN, offers=(offer,)), OURS, AT, ON).offers == (
        (offer, Standing.OPEN),
    )
    with pytest.raises(InvalidValueError):
        take_offer(OURS, offer, GIVEN, AT, ZONE)
