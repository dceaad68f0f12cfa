from typing import Any

import pytest

from diary.domain.knee import Area, KneeDay, Quality, Sign
from diary.domain.rules.findings import Rule
from tests.domain.rules.days import VECTORS, left_knee, open_on, run_on, signs, told

FIRES = {Sign.SWELLING: Rule.SWELL, Sign.LOCKING: Rule.LOCK}


@pytest.mark.parametrize("vector", VECTORS["sign_persists"], ids=lambda each: each["name"])
@pytest.mark.parametrize("sign", FIRES)
def test_a_sign_that_stays_is_told_as_the_vectors_say(sign: Sign, vector: dict[str, Any]) -> None:
    answers = {at: yes for at, yes in enumerate(vector["answers"]) if yes is not None}
    last = len(vector["answers"]) - 1
    found = open_on(signs(sign, answers), last, FIRES[sign])
    assert bool(found) is vector["fires"]


def test_swelling_is_over_on_the_day_it_is_denied() -> None:
    diary = signs(Sign.SWELLING, {0: True, 1: True, 2: True, 3: False})
    assert told(diary, 9, Rule.SWELL) == [(2, "fire"), (3, "clear")]


def test_swelling_is_over_when_the_days_are_too_long_ago() -> None:
    diary = signs(Sign.SWELLING, {0: True, 1: True, 2: True})
    assert told(diary, 9, Rule.SWELL) == [(2, "fire"), (4, "clear")]


def test_swelling_comes_again_no_sooner_than_a_fortnight_later() -> None:
    answers = {0: True, 1: True, 2: True, **dict.fromkeys(range(10, 20), True)}
    assert told(signs(Sign.SWELLING, answers), 19, Rule.SWELL) == [
        (2, "fire"),
        (4, "clear"),
        (16, "fire"),
    ]


@pytest.mark.parametrize(
    ("run_days", "expected"),
    [((), None), ((0,), 2), ((2,), 0), ((1,), 1), ((-20,), 3)],
)
def test_days_without_running_are_counted_within_those_of_the_sign(
    run_days: tuple[int, ...], expected: int | None
) -> None:
    runs = [run_on(number) for number in run_days]
    diary = signs(Sign.SWELLING, {0: True, 1: True, 2: True}, *runs)
    (reminder,) = open_on(diary, 2, Rule.SWELL)
    assert reminder.evidence == {"days": 3, "run_free_days": expected}


@pytest.mark.parametrize(
    ("sign", "rule", "days", "is_open"),
    [
        (Sign.NIGHT_PAIN, Rule.NIGHT, (0, 3, 6), True),
        (Sign.NIGHT_PAIN, Rule.NIGHT, (0, 3, 7), False),
        (Sign.NIGHT_PAIN, Rule.NIGHT, (5, 6), False),
        (Sign.GIVING_WAY, Rule.GIVEWAY, (0, 6), True),
        (Sign.GIVING_WAY, Rule.GIVEWAY, (0, 7), False),
    ],
)
def test_signs_on_some_days_of_a_week(
    sign: Sign, rule: Rule, days: tuple[int, ...], *, is_open: bool
) -> None:
    diary = signs(sign, dict.fromkeys(days, True))
    found = open_on(diary, days[-1], rule)
    assert bool(found) is is_open
    assert [each.evidence for each in found] == ([{"days": len(days)}] if is_open else [])


@pytest.mark.parametrize("quality", [Quality.SHARP, Quality.STABBING])
@pytest.mark.parametrize("area", [Area.INNER, Area.INSIDE])
def test_sharp_pain_at_the_joint_on_two_days_of_a_week(quality: Quality, area: Area) -> None:
    said = KneeDay(areas=(area,), qualities=(quality,))
    diary = left_knee({0: said, 6: said})
    assert told(diary, 20, Rule.SHARP) == [(6, "fire"), (7, "clear")]


@pytest.mark.parametrize(
    "said",
    [
        KneeDay(areas=(Area.OUTER,), qualities=(Quality.SHARP,)),
        KneeDay(areas=(Area.INNER,), qualities=(Quality.DULL,)),
        KneeDay(areas=(Area.INNER,)),
        KneeDay(qualities=(Quality.SHARP,)),
    ],
)
def test_other_pain_is_not_sharp_pain_at_the_joint(said: KneeDay) -> None:
    assert told(left_knee({0: said, 1: said, 2: said}), 2, Rule.SHARP) == []


def test_one_knee_says_nothing_about_the_other() -> None:
    diary = signs(Sign.LOCKING, {0: True, 1: True, 2: True})
    assert [each.subject for each in open_on(diary, 2, Rule.LOCK)] == ["left"]
