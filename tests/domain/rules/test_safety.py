import pytest

from diary.domain.knee import Area, KneeDay, Quality, Sign, SwellingSize
from diary.domain.rules.safety import Urgency, safety_signs

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
