from dataclasses import replace
from random import Random
from typing import Any

import pytest

from diary.domain.person import Person
from diary.domain.rules.facts import Facts
from diary.domain.rules.findings import Rule
from diary.domain.rules.single_run import layoff, longest_before, run_spike
from diary.domain.run import Run, Sport, start_order
from diary.domain.settings import DEFAULTS, Settings
from tests.builders import AT, Given, a_diary
from tests.domain.rules.days import VECTORS, open_on, run_on, told


def km(number: int, distance_km: float, run_id: str = "", **other: Given) -> Run:
    return run_on(number, run_id, distance_m=distance_km * 1000, **other)


@pytest.mark.parametrize("vector", VECTORS["spike"])
def test_a_run_is_compared_as_the_vectors_say(vector: dict[str, Any]) -> None:
    before = [km(40 + at, each) for at, each in enumerate(vector["previous_km"])]
    # A first run long ago, so that the diary is past its first 30 days.
    runs = [km(0, 3, "old"), *before, km(60, vector["run_km"], "new")]
    found = run_spike(Facts(a_diary(runs=runs)), runs[-1], DEFAULTS, None)
    assert found is not None
    assert found.spike_class == vector["cls"]
    assert found.ratio == pytest.approx(vector["ratio"], abs=1e-4)


def spike_class(runs: list[Run], run_id: str, longest_recent_m: float | None = None) -> str:
    diary = a_diary(runs=runs)
    found = run_spike(Facts(diary), diary.runs[run_id], DEFAULTS, longest_recent_m)
    assert found is not None
    return found.spike_class.value


def test_the_first_thirty_days_are_for_learning() -> None:
    runs = [km(0, 5), km(29, 20, "new"), km(30, 50, "later")]
    assert spike_class(runs, "new") == "learning"
    assert spike_class(runs, "new", 10_000) == "moderate"
    assert spike_class(runs, "new", 30_000) == "none"
    assert spike_class(runs, "later", 90_000) == "large"


@pytest.mark.parametrize(("days", "expected"), [(30, "large"), (31, "no_reference")])
def test_the_reference_is_the_thirty_days_before(days: int, expected: str) -> None:
    runs = [km(0, 5, "old"), km(40, 4), km(40 + days, 9, "new")]
    assert spike_class(runs, "new") == expected


def test_earlier_runs_of_the_day_count_and_later_ones_do_not() -> None:
    runs = [
        km(0, 5),
        km(40, 6),
        km(50, 7, "a", started_at=AT),
        km(50, 30, "b", started_at=AT.replace(hour=AT.hour + 2)),
    ]
    assert spike_class(runs, "a") == "small"
    assert spike_class([*runs, km(50, 8, "c")], "c") == "none"


def test_walks_are_no_reference() -> None:
    runs = [km(0, 5), km(40, 20, sport=Sport.WALK), km(41, 5), km(50, 9, "new")]
    assert spike_class(runs, "new") == "moderate"


def test_a_much_longer_run_is_told_for_a_fortnight() -> None:
    diary = a_diary(runs=[km(0, 10), km(35, 10), km(40, 14.1)])
    assert told(diary, 60, Rule.SPIKE) == [(40, "fire"), (54, "clear")]
    (reminder,) = open_on(diary, 41, Rule.SPIKE)
    assert reminder.subject == "run-040"
    assert reminder.evidence == {"ratio": 1.41, "longest_m": 10_000, "class": "moderate"}


@pytest.mark.parametrize(("distance_km", "is_told"), [(3.0, False), (3.01, True)])
def test_a_kilometre_more_is_not_told(distance_km: float, *, is_told: bool) -> None:
    diary = a_diary(runs=[km(0, 2), km(35, 2), km(40, distance_km)])
    assert bool(told(diary, 40, Rule.SPIKE)) is is_told


def test_from_which_ratio_on_is_a_setting() -> None:
    runs = [km(0, 10), km(35, 10), km(40, 12)]
    assert told(a_diary(runs=runs), 40, Rule.SPIKE) == []
    changed = a_diary(runs=runs, settings=Settings(spike_notify=1.15))
    assert told(changed, 40, Rule.SPIKE) == [(40, "fire")]


def test_a_typed_longest_run_is_used_at_the_start() -> None:
    diary = a_diary(runs=[km(0, 16)], person=Person(longest_recent_run_m=10_000))
    assert told(diary, 0, Rule.SPIKE) == [(0, "fire")]
    assert told(replace(diary, person=Person()), 0, Rule.SPIKE) == []


@pytest.mark.parametrize("vector", VECTORS["layoff"])
def test_a_break_is_answered_as_the_vectors_say(vector: dict[str, Any]) -> None:
    found = layoff(vector["gap_days"], DEFAULTS)
    if found is None:
        assert vector["result"] is None
    elif found.is_stages:
        assert vector["result"] == "stages"
    else:
        assert vector["result"] == [found.weeks_50, found.weeks_75]


def test_the_first_run_after_a_break_is_told_for_a_fortnight() -> None:
    diary = a_diary(runs=[km(0, 5), km(14, 5), km(16, 5)])
    assert told(diary, 40, Rule.LAYOFF) == [(14, "fire"), (28, "clear")]
    (reminder,) = open_on(diary, 15, Rule.LAYOFF)
    assert reminder.evidence == {
        "gap_days": 14,
        "weeks_50": 1,
        "weeks_75": 1,
        "stages": False,
    }
    assert told(a_diary(runs=[km(0, 5), km(13, 5)]), 40, Rule.LAYOFF) == []


def test_only_the_first_of_two_runs_on_that_day_is_told() -> None:
    diary = a_diary(runs=[km(0, 5), km(20, 5, "a"), km(20, 5, "b")])
    assert told(diary, 20, Rule.LAYOFF) == [(20, "fire")]


def test_the_longest_before_is_that_of_all_runs_before() -> None:
    """Against the plain way of counting, with several runs a day and after a day was renewed."""
    chance = Random(1)
    runs = [
        km(chance.randrange(60), chance.randrange(1, 200) / 10, f"{number:03d}")
        for number in range(150)
    ]
    runs[7] = replace(runs[7], distance_m=None, moving_s=600)
    facts = Facts(a_diary(runs=runs))
    longer = replace(runs[3], distance_m=90_000.0)
    for of_day in (runs, [longer if run.id == longer.id else run for run in runs]):
        facts.renew_day(longer.on, None, [run for run in of_day if run.on == longer.on])
        ordered = sorted(of_day, key=start_order)
        for place, run in enumerate(ordered):
            day = run.on.toordinal()
            before = [
                each.distance_m
                for each in ordered[:place]
                if each.distance_m is not None and each.on.toordinal() >= day - 30
            ]
            assert longest_before(facts, day, run) == max(before, default=None)


def test_thousands_of_runs_on_one_day_are_read_in_no_time() -> None:
    """A file of somebody else may hold them; each is looked at once, not once for every other."""
    looks = 0

    class Counting(dict[int, list[Run]]):
        def get(self, *given: Any) -> Any:  # noqa: ANN401 - as a dict
            nonlocal looks
            looks += 1
            return super().get(*given)

    runs = [km(0, 5, f"{number:05d}") for number in range(3000)]
    facts = Facts(a_diary(runs=runs))
    facts.runs = Counting(facts.runs)
    for run in runs:
        longest_before(facts, run.on.toordinal(), run)
    assert looks == 1
