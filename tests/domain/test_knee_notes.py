"""What a PT gives back: offers within their bounds, not too many, each once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from diary.domain.errors import InvalidValueError, Reason
from diary.domain.exercise import BodyArea, Exercise, SessionKind
from diary.domain.knee_notes import NOTES_MOST, OFFERS_MOST, KneeNotes, NotesAbout
from diary.domain.offer import ExerciseOffer, LimitsOffer, NextVisitOffer, StageOffer, TargetOffer
from tests.builders import a_note


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda: LimitsOffer("", 2, 5), "id"),
        (lambda: LimitsOffer("o", 6, 7), "green_max"),
        (lambda: LimitsOffer("o", 2, 10), "amber_max"),
        (lambda: LimitsOffer("o", 3, 3), "amber_max"),
        (lambda: NextVisitOffer("o", date(9999, 1, 1)), "on"),
        (lambda: NextVisitOffer("", date(2026, 12, 8)), "id"),
        (lambda: TargetOffer("o", SessionKind.STRENGTH, 22), "per_week"),
        (lambda: TargetOffer("o", SessionKind.STRENGTH, -1), "per_week"),
        (lambda: StageOffer("o", 0), "stage"),
        (lambda: ExerciseOffer("", Exercise("Step-down")), "id"),
        (lambda: Exercise(" "), "name"),
        (lambda: Exercise("x", sets=0), "sets"),
        (lambda: Exercise("x", seconds=float("nan")), "seconds"),
        (lambda: Exercise("x", note="x" * 501), "note"),
        (lambda: NotesAbout(file_id="x" * 17), "file_id"),
        (lambda: KneeNotes(initials="x" * 21), "initials"),
    ],
)
def test_what_cannot_be_is_refused(make: Callable[[], object], field: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        make()
    assert refused.value.field == field


def test_an_exercise_is_for_each_part_of_the_body_once() -> None:
    areas = (BodyArea.CORE, BodyArea.HIPS, BodyArea.CORE)
    assert Exercise("Plank", areas).areas == (BodyArea.HIPS, BodyArea.CORE)


def test_there_is_a_most_of_notes_and_offers_and_each_is_there_once() -> None:
    notes = tuple(a_note(f"n{number}") for number in range(NOTES_MOST))
    offers = tuple(StageOffer(f"o{number}", 1) for number in range(OFFERS_MOST))
    whole = KneeNotes(notes, offers)
    for more in ({"notes": (*notes, a_note("more"))}, {"offers": (*offers, StageOffer("more", 1))}):
        with pytest.raises(InvalidValueError) as refused:
            replace(whole, **more)
        assert refused.value.reason is Reason.TOO_MANY
    with pytest.raises(InvalidValueError) as refused:
        KneeNotes((a_note(), a_note()))
    assert refused.value.reason is Reason.DUPLICATE
