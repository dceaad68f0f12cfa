from random import Random

import pytest

from tests.evaluation.courses import DAYS, NULLS, POSITIVES
from tests.evaluation.detectors import detectors
from tests.evaluation.generators import GENERATORS
from tests.evaluation.scoring import (
    MISSING,
    Alarms,
    Tally,
    median_interval,
    rate_interval,
    share_interval,
    tally,
)


def no_alarm(_simulated: object) -> Alarms:
    return Alarms((), 0)


def always(_simulated: object) -> Alarms:
    return Alarms(tuple((day, day + 1) for day in range(0, DAYS, 7)), 0)


@pytest.mark.parametrize("generator", GENERATORS)
def test_the_scoring_tells_a_mute_rule_from_one_that_always_speaks(generator: str) -> None:
    counts = tally({"mute": no_alarm, "loud": always}, GENERATORS[generator], 1, 2)
    assert (counts["mute"].false_alarms, counts["mute"].found) == (0, 0)
    assert counts["loud"].false_alarm_rate()[0] == pytest.approx(100)
    assert counts["loud"].sensitivity()[0] == 1
    assert counts["loud"].flare_alarms == counts["loud"].flares == 2 * len(MISSING)
    assert counts["mute"].positives == 2 * len(MISSING) * len(POSITIVES)
    assert set(counts["mute"].by_null) == {each.name for each in NULLS}


@pytest.mark.parametrize("generator", GENERATORS)
def test_rising_pain_is_found_and_false_alarms_are_few(generator: str) -> None:
    # The real figures come from many more diaries; this only notices a broken rule.
    counts = tally({"R-WORSE": detectors()["R-WORSE"]}, GENERATORS[generator], 1, 8)["R-WORSE"]
    assert counts.false_alarm_rate()[0] <= 2
    assert counts.sensitivity()[0] >= 0.92


@pytest.mark.parametrize("generator", GENERATORS)
@pytest.mark.parametrize("missing", MISSING)
def test_as_many_days_are_missing_as_was_asked_for(generator: str, missing: float) -> None:
    random = Random(3)
    made = [GENERATORS[generator](random, NULLS[0], missing) for _ in range(60)]
    share = 1 - sum(len(each.values) for each in made) / (60 * DAYS)
    # The second generator adds one long gap of 7 to 14 days.
    assert missing - 0.06 <= share <= missing + 0.12


def test_the_same_seed_gives_the_same_counts() -> None:
    first, second = (
        tally({"R-WORSE": detectors()["R-WORSE"]}, GENERATORS["original"], 5, 1) for _ in range(2)
    )
    assert first == second


def test_intervals_hold_what_they_are_about() -> None:
    assert rate_interval(0, 100)[:2] == (0, 0)
    rate, low, high = rate_interval(9, 1000)
    assert rate == pytest.approx(0.9)
    assert low < rate < high
    share, least, most = share_interval(95, 100)
    assert least < share == 0.95 < most <= 1
    assert share_interval(0, 0) == (0, 0, 1)
    middle, early, late = median_interval(list(range(101)))
    assert (middle, early, late) == (50, 40, 61)
    assert median_interval([7]) == (7, 7, 7)
    assert Tally().median_delays() == {}
