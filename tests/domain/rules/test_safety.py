from dataclasses import replace
from datetime import date

import pytest

from diary.domain.day import Day
from diary.domain.diary import Diary
from diary.domain.knee import Area, Knee, KneeDay, Quality, Sign, SwellingSize
from diary.domain.rules.safety import (
    Urgency,
    asks_more_signs,
    noted_keys,
    safety_notice,
    safety_signs,
)
from tests.builders import a_day, a_diary, a_run

ONLY_NOW = [
    Sign.NO_WEIGHT,
    Sign.HOT_OR_FEVERISH,
    Sign.STUCK,
    Sign.OUT_OF_SHAPE,
    Sign.NUMB_OR_COLD,
    Sign.CALF_SWOLLEN,
]


def urgency(said: KneeDay) -> Urgency | None:
    found = safety_signs(said)
    return None if found is None else found.urgency


@pytest.mark.parametrize("sign", ONLY_NOW)
def test_signs_that_should_not_wait(sign: Sign) -> None:
    assert urgency(KneeDay(signs={sign: True})) is Urgency.NOW
    assert urgency(KneeDay(signs={sign: False})) is None


@pytest.mark.parametrize(
    "said",
    [
        KneeDay(signs={Sign.SWELLING: True}, swelling_size=SwellingSize.LARGE_FAST),
        KneeDay(signs={Sign.BEGAN_WITH_FALL: True, Sign.SWELLING: True}),
        KneeDay(signs={Sign.BEGAN_WITH_FALL: True, Sign.POPPED: True}),
        KneeDay(signs={Sign.POPPED: True, Sign.GIVING_WAY: True}),
    ],
)
def test_pairs_that_should_not_wait(said: KneeDay) -> None:
    assert urgency(said) is Urgency.NOW


@pytest.mark.parametrize(
    "said",
    [
        KneeDay(signs={Sign.LOCKING: True}),
        KneeDay(signs={Sign.GIVING_WAY: True}),
        KneeDay(signs={Sign.SWELLING: True}, swelling_size=SwellingSize.CLEAR),
        KneeDay(areas=(Area.INNER,), qualities=(Quality.SHARP,)),
        KneeDay(areas=(Area.INSIDE,), qualities=(Quality.STABBING,)),
    ],
)
def test_signs_worth_a_call_this_week(said: KneeDay) -> None:
    assert urgency(said) is Urgency.SOON


@pytest.mark.parametrize(
    "said",
    [
        KneeDay(),
        KneeDay(signs={Sign.SWELLING: True}, swelling_size=SwellingSize.SLIGHT),
        KneeDay(signs={Sign.CLICKING: True, Sign.NIGHT_PAIN: True, Sign.POPPED: True}),
        KneeDay(areas=(Area.FRONT,), qualities=(Quality.SHARP,)),
        KneeDay(areas=(Area.INNER,), qualities=(Quality.DULL,)),
        KneeDay(signs={Sign.BEGAN_WITH_FALL: True}),
    ],
)
def test_signs_that_are_only_noted(said: KneeDay) -> None:
    assert urgency(said) is None


def test_an_urgent_sign_is_told_without_the_others() -> None:
    found = safety_signs(KneeDay(signs={Sign.STUCK: True, Sign.LOCKING: True}))
    assert found is not None
    assert found.noted == (Sign.STUCK,)


# ---- what stands on a day ---------------------------------------------------------------------

D20 = date(2026, 11, 20)
NO_WEIGHT = KneeDay(signs={Sign.NO_WEIGHT: True})
LOCKED = KneeDay(signs={Sign.LOCKING: True})


def day_of(number: int) -> date:
    return date(2026, 11, number)


def diary_of(said: dict[int, KneeDay]) -> Diary:
    """A diary of one knee by day of November."""
    return a_diary([Day(day_of(number), {Knee.LEFT: each}) for number, each in said.items()])


def told(diary: Diary, number: int) -> str | None:
    """Whether the day says now, soon or nothing."""
    notice = safety_notice(diary, day_of(number))
    return None if notice is None else str(notice.urgency)


def test_a_sign_stands_on_its_day_and_the_next() -> None:
    diary = diary_of({20: NO_WEIGHT})
    assert [told(diary, number) for number in (19, 20, 21, 22)] == [None, "now", "now", None]


def test_no_on_the_next_day_ends_a_sign_and_a_smaller_swelling_a_large_one() -> None:
    swollen = KneeDay(signs={Sign.SWELLING: True}, swelling_size=SwellingSize.LARGE_FAST)
    less = replace(swollen, swelling_size=SwellingSize.SLIGHT)
    assert told(diary_of({20: NO_WEIGHT, 21: KneeDay(signs={Sign.NO_WEIGHT: False})}), 21) is None
    assert told(diary_of({20: NO_WEIGHT, 21: KneeDay(signs={Sign.STUCK: False})}), 21) == "now"
    assert told(diary_of({20: swollen, 21: less}), 21) is None
    assert told(diary_of({20: swollen, 21: KneeDay(signs={Sign.SWELLING: False})}), 21) is None


def test_feeling_and_spots_that_are_given_again_take_the_place_of_those_before() -> None:
    sharp = KneeDay(areas=(Area.INNER,), qualities=(Quality.SHARP,))
    assert told(diary_of({20: sharp}), 21) == "soon"
    assert told(diary_of({20: sharp, 21: KneeDay(areas=(Area.FRONT,))}), 21) is None
    assert told(diary_of({20: sharp, 21: KneeDay(qualities=(Quality.DULL,))}), 21) is None


def test_both_knees_and_both_days_are_in_one_notice_the_urgent_first() -> None:
    days = [
        Day(day_of(19), {Knee.RIGHT: NO_WEIGHT}),
        Day(day_of(20), {Knee.LEFT: LOCKED, Knee.RIGHT: LOCKED}),
    ]
    notice = safety_notice(a_diary(days), D20)
    assert notice is not None
    assert notice.urgency is Urgency.NOW
    keys = [key for each in notice.told for key in each.sign_keys()]
    assert keys == ["right.no_weight", "left.locking", "right.locking"]


def test_after_midnight_the_evening_before_stands_with_what_it_has_of_its_own_day_before() -> None:
    diary = diary_of({19: NO_WEIGHT, 20: LOCKED, 21: KneeDay(signs={Sign.STUCK: True})})
    notice = safety_notice(diary, day_of(21), today=D20)
    assert notice is not None
    assert [each.on.day for each in notice.told] == [21, 19, 20]
    answered = KneeDay(signs={Sign.NO_WEIGHT: False})
    assert safety_notice(diary_of({19: NO_WEIGHT, 21: answered}), day_of(21), today=D20) is None


def test_signs_of_an_older_day_on_screen_come_after_those_of_the_present() -> None:
    diary = diary_of({10: NO_WEIGHT, 20: LOCKED})
    notice = safety_notice(diary, D20, shown=day_of(11))
    assert notice is not None
    assert [(each.on.day, each.signs.urgency) for each in notice.told] == [
        (20, "soon"),
        (10, "now"),
    ]
    assert notice.urgency is Urgency.NOW
    yesterday = safety_notice(diary_of({19: LOCKED}), D20, shown=day_of(19))
    assert yesterday is not None
    assert [each.on.day for each in yesterday.told] == [19]


def test_every_sign_that_is_ticked_has_a_key() -> None:
    day = Day(D20, {Knee.LEFT: KneeDay(signs={Sign.STUCK: True, Sign.LOCKING: True})})
    assert noted_keys(a_diary([day]), D20) == {"left.stuck", "left.locking"}
    assert not noted_keys(a_diary([day]), day_of(21))


def test_a_sign_of_both_days_is_told_once() -> None:
    notice = safety_notice(diary_of({19: LOCKED, 20: LOCKED}), D20)
    assert notice is not None
    assert [each.on for each in notice.standing] == [D20]


# ---- questions --------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", [Sign.BEGAN_WITH_FALL, Sign.LOCKING, Sign.SWELLING])
def test_some_signs_ask_for_more(sign: Sign) -> None:
    assert asks_more_signs(diary_of({20: KneeDay(signs={sign: True})}), D20, Knee.LEFT)
    assert not asks_more_signs(diary_of({20: KneeDay(signs={sign: False})}), D20, Knee.LEFT)
    assert not asks_more_signs(diary_of({20: KneeDay(signs={sign: True})}), D20, Knee.RIGHT)


@pytest.mark.parametrize(
    ("before", "value", "asks"),
    [
        (None, 6, False),
        (None, 7, True),
        (7, 7, True),
        (2, 6, True),
        (3, 6, False),
        (0, 4, True),
        (0, 3, False),
        (None, None, False),
    ],
)
def test_much_pain_and_a_jump_ask_for_more_signs(
    before: int | None, value: int | None, *, asks: bool
) -> None:
    diary = a_diary([a_day(day_of(19), left=before), a_day(D20, left=value)])
    assert asks_more_signs(diary, D20, Knee.LEFT) is asks
    assert not asks_more_signs(diary, D20, Knee.RIGHT)


def test_scores_of_runs_count_and_the_day_before_is_taken_at_its_highest() -> None:
    sore = a_run("run-1", day_of(19), left=5)
    assert asks_more_signs(a_diary(runs=[a_run("run-2", D20, left=7)]), D20, Knee.LEFT)
    diary = a_diary([a_day(day_of(19), left=1), a_day(D20, left=6)], [sore])
    assert not asks_more_signs(diary, D20, Knee.LEFT)


def test_on_the_first_day_that_a_diary_can_have_nothing_is_said() -> None:
    # Where a clock stands that was never set; there is no day before it.
    assert safety_notice(Diary(), date(1970, 1, 1)) is None
