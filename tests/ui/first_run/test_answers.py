from dataclasses import replace

import pytest

from diary.domain.change import apply
from diary.domain.diary import Diary
from diary.domain.errors import InvalidValueError
from diary.domain.knee import Knee, Sign, SwellingSize
from diary.domain.rules.safety import Urgency, safety_signs
from diary.domain.settings import METRES_PER_MILE, DistanceUnit
from diary.domain.shoe import ShoeKind
from diary.services.entries import Stamp
from diary.ui.first_run.answers import (
    NOW_SIGNS,
    Bothered,
    FirstAnswers,
    note_signs,
    set_up,
    shoe_of,
)
from tests.builders import AT, ON

STAMP = Stamp(AT, "Europe/Berlin")
KM, MI = DistanceUnit.KM, DistanceUnit.MI
BOTH = (Knee.LEFT, Knee.RIGHT)


@pytest.mark.parametrize(
    ("bothered", "tracked"),
    [
        (Bothered.LEFT, (Knee.LEFT,)),
        (Bothered.RIGHT, (Knee.RIGHT,)),
        (Bothered.BOTH, BOTH),
        (Bothered.NONE, BOTH),
        (None, BOTH),
    ],
)
def test_the_knee_that_bothers_is_asked_about(
    bothered: Bothered | None, tracked: tuple[Knee, ...]
) -> None:
    change = set_up(Diary(), FirstAnswers(KM, bothered), None, STAMP)
    assert apply(Diary(), change).person.tracked_knees == tracked


def test_nothing_said_changes_nothing_but_the_unit_of_the_region() -> None:
    assert not set_up(Diary(), FirstAnswers(KM), None, STAMP)
    change = set_up(Diary(), FirstAnswers(MI), None, STAMP)
    assert apply(Diary(), change).settings.distance_unit is MI


@pytest.mark.parametrize("typed", ["30", "30,0", "30.0 "])
def test_a_shoe_is_named_with_what_is_on_it(typed: str) -> None:
    answers = FirstAnswers(KM, shoe=" Blue 12 ", already=typed)
    shoe = shoe_of(answers, "shoe-1")
    assert shoe is not None
    made = apply(Diary(), set_up(Diary(), answers, shoe, STAMP)).shoes["shoe-1"]
    assert (made.name, made.kind) == ("Blue 12", ShoeKind.DAILY)
    assert (made.initial_distance_m, made.limit_m) == (30_000.0, 650_000.0)


def test_in_miles_the_limit_is_a_round_number_of_miles() -> None:
    answers = FirstAnswers(MI, shoe="Red", already="20")
    change = set_up(Diary(), answers, shoe_of(answers, "shoe-1"), STAMP)
    shoe = apply(Diary(), change).shoes["shoe-1"]
    assert shoe.initial_distance_m == pytest.approx(20 * METRES_PER_MILE)
    assert shoe.limit_m == 400 * METRES_PER_MILE


@pytest.mark.parametrize(
    ("shoe", "already", "field"),
    [
        ("", "30", "name"),
        ("Blue", "many", "initial_distance_m"),
        ("Blue", "4000", "initial_distance_m"),
        ("B" * 41, "", "name"),
    ],
)
def test_a_shoe_that_cannot_be_is_refused(shoe: str, already: str, field: str) -> None:
    with pytest.raises(InvalidValueError) as error:
        shoe_of(FirstAnswers(KM, shoe=shoe, already=already), "shoe-1")
    assert error.value.field == field


def test_no_shoe_is_no_shoe() -> None:
    assert shoe_of(FirstAnswers(KM, shoe=" "), "shoe-1") is None


@pytest.mark.parametrize("sign", NOW_SIGNS)
def test_each_sign_asks_for_help_now(sign: Sign | SwellingSize) -> None:
    answers = FirstAnswers(KM, signs=(sign,))
    diary = apply(Diary(), note_signs(Diary(), answers, Knee.RIGHT, ON, STAMP))
    said = diary.day(ON).knee(Knee.RIGHT)
    found = safety_signs(said)
    assert found is not None
    assert found.urgency is Urgency.NOW
    assert diary.day(ON).knee(Knee.LEFT).is_empty
    assert all(said.signs.values())


def test_what_was_said_before_stays() -> None:
    answers = FirstAnswers(KM, signs=(Sign.NO_WEIGHT,))
    day = Diary().day(ON)
    said = replace(day.knee(Knee.LEFT), signs={Sign.CLICKING: False})
    diary = replace(Diary(), days={ON: day.with_knee(Knee.LEFT, said)})
    after = apply(diary, note_signs(diary, answers, Knee.LEFT, ON, STAMP))
    signs = after.day(ON).knee(Knee.LEFT).signs
    assert signs == {Sign.CLICKING: False, Sign.NO_WEIGHT: True}
    assert not note_signs(diary, FirstAnswers(KM), Knee.LEFT, ON, STAMP)
