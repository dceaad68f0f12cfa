"""The test of pain against load is right as often as it says, on a few simulated diaries."""

import pytest

from tests.evaluation.load_link import LINKS, NO_LINKS, Found, found_in

# The real figures come from more diaries; of 100, 5 % are 5 give or take 4.
_DIARIES, _FALSE_MOST = 100, 9
_NULLS = ("rhythm of the week", "shared trend", "rhythm and trend")


@pytest.fixture(scope="module")
def nulls() -> dict[str, Found]:
    """What was found where there is nothing."""
    return {each.name: found_in(each, 3, _DIARIES) for each in NO_LINKS if each.name in _NULLS}


@pytest.mark.parametrize("name", _NULLS)
def test_about_one_diary_in_twenty_without_a_link_seems_to_have_one(
    nulls: dict[str, Found], name: str
) -> None:
    assert nulls[name].tested <= _FALSE_MOST
    assert nulls[name].declined <= 0.05 * _DIARIES


def test_a_plain_correlation_would_be_misled_by_rhythm_and_trend(nulls: dict[str, Found]) -> None:
    assert nulls["rhythm of the week"].plain > 0.3 * _DIARIES
    assert nulls["shared trend"].plain > 0.1 * _DIARIES


def test_a_strong_link_is_found_about_as_often_as_the_texts_say() -> None:
    at_12_weeks = next(each for each in LINKS if each.name == "1.2 points for 10 km, 12 weeks")
    assert 0.35 <= found_in(at_12_weeks, 3, _DIARIES).share()[0] <= 0.65


def test_the_same_seed_gives_the_same_counts() -> None:
    assert found_in(NO_LINKS[3], 5, 3) == found_in(NO_LINKS[3], 5, 3)
