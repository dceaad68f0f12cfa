import pytest

from diary.domain.event import EventKind
from diary.domain.knee import Area, Knee, KneeDay, Quality, Sign, SwellingSize
from diary.domain.rules.findings import Rule
from tests.builders import an_event
from tests.domain.rules.days import day, left_knee, open_on, told


def signs(**answers: bool) -> KneeDay:
    return KneeDay(signs={Sign(name): is_yes for name, is_yes in answers.items()})


def test_an_urgent_sign_stays_open_until_it_is_answered_no() -> None:
    diary = left_knee({0: signs(no_weight=True), 5: signs(no_weight=False)})
    assert told(diary, 20, Rule.NOW) == [(0, "fire"), (5, "clear")]
    (reminder,) = open_on(diary, 3, Rule.NOW)
    assert reminder.latest == {"signs": ["no_weight"], "noted_on": day(0)}


def test_other_answers_leave_it_open() -> None:
    diary = left_knee({0: signs(stuck=True), 1: signs(swelling=False), 2: 3})
    assert told(diary, 30, Rule.NOW) == [(0, "fire")]


def test_each_sign_is_answered_for_itself() -> None:
    diary = left_knee(
        {0: signs(stuck=True, no_weight=True), 1: signs(stuck=False), 2: signs(no_weight=False)}
    )
    assert told(diary, 9, Rule.NOW) == [(0, "fire"), (2, "clear")]
    (reminder,) = open_on(diary, 1, Rule.NOW)
    assert reminder.latest is not None
    assert reminder.latest["signs"] == ["no_weight"]


@pytest.mark.parametrize("knee", [None, Knee.LEFT, Knee.RIGHT])
def test_arranged_help_and_two_days_without_a_sign_end_it(knee: Knee | None) -> None:
    helped = an_event("e", day(1), kind=EventKind.HELP_ARRANGED, knee=knee)
    diary = left_knee({0: signs(no_weight=True), 1: signs(no_weight=True)}, events=[helped])
    expected = [(0, "fire")] if knee is Knee.RIGHT else [(0, "fire"), (4, "clear")]
    assert told(diary, 9, Rule.NOW) == expected


def test_help_before_a_sign_is_not_about_it() -> None:
    helped = an_event("e", day(0), kind=EventKind.HELP_ARRANGED)
    diary = left_knee({3: signs(no_weight=True)}, events=[helped])
    assert told(diary, 20, Rule.NOW) == [(3, "fire")]


def test_help_is_still_arranged_when_the_same_sign_is_ticked_once_more() -> None:
    helped = an_event("e", day(0), kind=EventKind.HELP_ARRANGED)
    diary = left_knee({number: signs(no_weight=True) for number in range(3)}, events=[helped])
    assert told(diary, 4, Rule.NOW) == [(0, "fire")]
    assert told(diary, 9, Rule.NOW) == [(0, "fire"), (5, "clear")]


def test_help_is_not_arranged_for_a_sign_that_came_later() -> None:
    helped = an_event("e", day(0), kind=EventKind.HELP_ARRANGED)
    said = {0: signs(no_weight=True), 1: signs(stuck=True)}
    assert told(left_knee(said, events=[helped]), 30, Rule.NOW) == [(0, "fire")]


def test_a_fall_is_urgent_only_as_long_as_what_came_with_it() -> None:
    fell = signs(began_with_fall=True, swelling=True)
    assert told(left_knee({0: fell, 3: signs(swelling=False)}), 5, Rule.NOW) == [
        (0, "fire"),
        (3, "clear"),
    ]
    assert told(left_knee({0: fell, 3: signs(popped=False)}), 5, Rule.NOW) == [(0, "fire")]
    popped = {0: signs(popped=True, giving_way=True), 1: signs(giving_way=False)}
    assert told(left_knee(popped), 5, Rule.NOW) == [(0, "fire"), (1, "clear")]


def test_what_is_worth_a_call_does_not_keep_what_was_urgent_open() -> None:
    said = {0: signs(stuck=True, locking=True), 1: signs(tender=True), 2: signs(stuck=False)}
    assert told(left_knee(said), 5, Rule.NOW) == [(0, "fire"), (2, "clear")]
    (reminder,) = open_on(left_knee(said), 1, Rule.NOW)
    assert reminder.latest == {"signs": ["stuck"], "noted_on": day(0)}


def test_a_sign_that_was_never_answered_again_is_still_open_after_a_year() -> None:
    diary = left_knee({0: signs(no_weight=True), 400: signs(no_weight=False)})
    assert told(diary, 500, Rule.NOW) == [(0, "fire"), (400, "clear")]


def test_it_comes_again_the_very_next_day() -> None:
    said = {0: signs(stuck=True), 1: signs(stuck=False), 2: signs(stuck=True)}
    assert told(left_knee(said), 2, Rule.NOW) == [(0, "fire"), (1, "clear"), (2, "fire")]


def test_a_large_swelling_is_over_with_a_smaller_one() -> None:
    large = KneeDay(signs={Sign.SWELLING: True}, swelling_size=SwellingSize.LARGE_FAST)
    small = KneeDay(signs={Sign.SWELLING: True}, swelling_size=SwellingSize.SLIGHT)
    assert told(left_knee({0: large, 1: small}), 5, Rule.NOW) == [(0, "fire"), (1, "clear")]


SHARP = KneeDay(areas=(Area.INNER,), qualities=(Quality.SHARP,))


@pytest.mark.parametrize("said", [signs(locking=True), signs(giving_way=True), SHARP])
def test_a_sign_worth_a_call_is_open_on_its_day_and_the_next(said: KneeDay) -> None:
    assert told(left_knee({0: said}), 9, Rule.SOON) == [(0, "fire"), (2, "clear")]


def test_a_no_on_the_next_day_ends_it_at_once() -> None:
    diary = left_knee({0: signs(locking=True), 1: signs(locking=False)})
    assert told(diary, 9, Rule.SOON) == [(0, "fire"), (1, "clear")]
    assert told(left_knee({0: signs(locking=True), 3: signs(locking=True)}), 3, Rule.SOON) == [
        (0, "fire"),
        (2, "clear"),
        (3, "fire"),
    ]


def test_small_signs_are_neither() -> None:
    diary = left_knee({0: signs(clicking=True, tender=True, night_pain=True)})
    assert told(diary, 3, Rule.NOW, Rule.SOON) == []
