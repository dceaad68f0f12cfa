from dataclasses import replace
from datetime import date

import pytest

from diary.domain.day import Day
from diary.domain.diary import Diary
from diary.domain.event import Event, EventKind
from diary.domain.knee import Area, Knee, KneeDay, Quality, Sign, SwellingSize
from diary.domain.rules.safety import (
    Urgency,
    asks_more_signs,
    help_arranged,
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


def diary_of(said: dict[int, KneeDay], *events: Event, knee: Knee = Knee.LEFT) -> Diary:
    """A diary of one knee by day of November."""
    days = [Day(day_of(number), {knee: each}) for number, each in said.items()]
    return a_diary(days, events=events)


def arranged(number: int, *keys: str) -> Event:
    event = Event(f"help-{number}", day_of(number), EventKind.HELP_ARRANGED)
    return replace(event, findings=keys)


def told(diary: Diary, number: int) -> str | None:
    """Whether the day says now, soon, arranged or nothing."""
    notice = safety_notice(diary, day_of(number))
    if notice is None:
        return None
    return "arranged" if notice.arranged else str(notice.urgency)


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
    assert notice.sign_keys() == ("right.no_weight", "left.locking", "right.locking")


def test_a_sign_of_both_days_is_told_once() -> None:
    notice = safety_notice(diary_of({19: LOCKED, 20: LOCKED}), D20)
    assert notice is not None
    assert [each.on for each in notice.standing] == [D20]


# ---- help is arranged -------------------------------------------------------------------------


def test_arranged_help_is_said_until_two_days_passed_without_a_sign() -> None:
    diary = diary_of({20: NO_WEIGHT, 22: NO_WEIGHT}, arranged(20, "left.no_weight"))
    found = [told(diary, number) for number in range(19, 27)]
    assert found == [None, *["arranged"] * 5, None, None]


def test_a_new_sign_that_should_not_wait_is_told_again() -> None:
    numb = KneeDay(signs={Sign.NO_WEIGHT: True, Sign.NUMB_OR_COLD: True})
    event = arranged(20, "left.no_weight")
    assert told(diary_of({20: NO_WEIGHT, 21: LOCKED}, event), 21) == "arranged"
    assert told(diary_of({20: NO_WEIGHT, 21: numb}, event), 21) == "now"
    assert told(diary_of({20: numb}, event), 20) == "now"
    assert told(diary_of({20: numb}, event, arranged(21, "left.numb_or_cold")), 21) == "arranged"


def test_help_for_one_knee_is_none_for_the_other() -> None:
    days = [Day(D20, {Knee.LEFT: NO_WEIGHT, Knee.RIGHT: NO_WEIGHT})]
    assert told(a_diary(days, events=[arranged(20, "left.no_weight")]), 20) == "now"


def test_help_for_an_earlier_trouble_says_nothing_about_a_later_one() -> None:
    diary = diary_of({10: NO_WEIGHT, 20: NO_WEIGHT}, arranged(10, "left.no_weight"))
    assert told(diary, 20) == "now"
    assert told(diary, 11) == "arranged"


def test_an_arrangement_from_elsewhere_is_about_what_stood_on_its_day() -> None:
    diary = diary_of({19: NO_WEIGHT, 21: KneeDay(signs={Sign.STUCK: True})}, arranged(20))
    assert told(diary, 20) == "arranged"
    assert told(diary, 21) == "now"


def test_other_events_arrange_nothing() -> None:
    visit = Event("visit", D20, EventKind.PT_VISIT)
    assert told(diary_of({20: NO_WEIGHT}, visit), 20) == "now"


@pytest.mark.parametrize(
    ("on", "today", "expected"), [(20, 20, 20), (19, 20, 20), (12, 20, 12), (21, 20, 20)]
)
def test_what_is_arranged_for_a_day_long_past_is_of_that_day(
    on: int, today: int, expected: int
) -> None:
    diary = diary_of({on: NO_WEIGHT})
    notice = safety_notice(diary, day_of(on))
    assert notice is not None
    event = help_arranged(notice, "id", day_of(today), "Anna, Monday")
    assert event == Event(
        "id",
        day_of(expected),
        EventKind.HELP_ARRANGED,
        knee=Knee.LEFT,
        text="Anna, Monday",
        findings=("left.no_weight",),
    )
    assert told(replace(diary, events={"id": event}), on) == "arranged"


def test_help_for_every_sign_of_both_knees_can_be_kept() -> None:
    everything = KneeDay(
        signs=dict.fromkeys(Sign, True), swelling_size=SwellingSize.LARGE_FAST, areas=(Area.INNER,)
    )
    days = [Day(day_of(number), dict.fromkeys(Knee, everything)) for number in (19, 20)]
    notice = safety_notice(a_diary(days), D20)
    assert notice is not None
    event = help_arranged(notice, "id", D20, "")
    assert event.knee is None
    assert told(a_diary(days, events=[event]), 20) == "arranged"


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
