from datetime import date
from typing import Any

import pytest

from diary.domain.rules.findings import Rule
from diary.domain.settings import Settings
from tests.domain.rules.days import VECTORS, day, left_knee, open_on, told


def of_values(values: list[int | None]) -> dict[int, int]:
    return {number: value for number, value in enumerate(values) if value is not None}


@pytest.mark.parametrize("vector", VECTORS["persistence"], ids=lambda each: each["name"])
def test_pain_that_lasts_is_told_as_the_vectors_say(vector: dict[str, Any]) -> None:
    assert day(0) == date.fromisoformat(str(vector["first_day"]))
    values = of_values(vector["day_values"])
    found = open_on(left_knee(values), len(vector["day_values"]) - 1, Rule.PERSIST)
    if vector["level"] is None:
        assert found == []
    else:
        (reminder,) = found
        numbers = reminder.latest or reminder.evidence
        assert (numbers["level"], numbers["days"]) == (vector["level"], vector["days"])


def test_it_is_told_after_two_weeks_and_after_three_and_ends_with_three_good_days() -> None:
    values = {**dict.fromkeys(range(25), 3), 25: 1, 26: 1, 27: 0, 28: 0}
    assert told(left_knee(values), 40, Rule.PERSIST) == [(14, "fire"), (21, "level"), (27, "clear")]


def test_a_week_without_entries_ends_it() -> None:
    values = dict.fromkeys(range(16), 4)
    assert told(left_knee(values), 21, Rule.PERSIST) == [(14, "fire")]
    assert told(left_knee(values), 22, Rule.PERSIST) == [(14, "fire"), (22, "clear")]


def test_it_comes_again_with_the_next_episode() -> None:
    first, second = dict.fromkeys(range(15), 3), dict.fromkeys(range(20, 36), 3)
    values = {**first, 15: 0, 16: 0, 17: 0, **second}
    assert told(left_knee(values), 35, Rule.PERSIST) == [(14, "fire"), (17, "clear"), (34, "fire")]


def test_its_numbers_are_those_of_the_day() -> None:
    values = dict.fromkeys([*range(10), *range(12, 20)], 3)
    (reminder,) = open_on(left_knee(values), 19, Rule.PERSIST)
    assert reminder.latest == {"days": 20, "level": "P14", "logged": 18}


def test_what_is_a_day_of_pain_is_a_setting() -> None:
    values = dict.fromkeys(range(20), 2)
    assert told(left_knee(values), 19, Rule.PERSIST) != []
    assert told(left_knee(values, settings=Settings(persist_pain_day=3)), 19, Rule.PERSIST) == []
