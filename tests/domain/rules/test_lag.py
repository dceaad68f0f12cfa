"""The test of pain against load: the vectors, what it needs and what it leaves out."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from time import perf_counter
from typing import Any

import pytest

from diary.domain.day import Care
from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.load import LoadHistory
from diary.domain.period import ONE_DAY, Span
from diary.domain.rules.engine import evaluate
from diary.domain.rules.lag import (
    BACKGROUND_LAGS,
    LagNeed,
    Link,
    LoadTest,
    after_runs,
    link_of,
    load_test,
    prepared_loads,
    spearman,
    without_rhythm,
)
from diary.domain.settings import Settings
from tests.builders import Given, a_day, a_diary, a_run
from tests.domain.rules.days import FIRST, VECTORS, day

METRES = 1000.0


def diary_of(loads: Sequence[float | None], pains: Sequence[int | None], **other: Given) -> Diary:
    """Daily distances in km (None = away) and the left knee's worst scores (None = none)."""
    days = [
        a_day(day(number), left=pain, away=load is None)
        for number, (load, pain) in enumerate(zip(loads, pains, strict=True))
    ]
    runs = [
        a_run(f"r{number:03}", day(number), distance_m=load * METRES)
        for number, load in enumerate(loads)
        if load
    ]
    return a_diary(days, runs, **other)


def outcome(diary: Diary, last: int = 400) -> LoadTest:
    return load_test(diary, Knee.LEFT, day(last))


def needs(test: LoadTest) -> Mapping[LagNeed, tuple[int, int]]:
    return {each.need: (each.have, each.least) for each in test.shortages}


def a_linked_diary(days: int = 120, seed: int = 4) -> tuple[list[float | None], list[int | None]]:
    """Irregular runs, and a knee that hurts more the more was run the day before."""
    draw = random.Random(seed)
    loads: list[float | None] = [draw.choice((0.0, 0.0, 5.0, 8.0, 12.0)) for _ in range(days)]
    pains: list[int | None] = [2]
    pains += [round(1 + (load or 0) / 4 + draw.random()) for load in loads[:-1]]
    return loads, pains


# ---- the vectors -----------------------------------------------------------------------------


@pytest.mark.parametrize("vector", VECTORS["lag"], ids=lambda each: str(each["name"]))
def test_every_vector_of_the_link_comes_out_exactly(vector: dict[str, Any]) -> None:
    loads, share = prepared_loads(vector["load"])
    result = vector["result"]
    if result["rho"] is None:
        assert f"{share:.2f}" in result["why"]
        test = outcome(diary_of(vector["load"], vector["pain"]))
        assert test.is_too_regular
        assert test.link is None
        return
    link = link_of(loads, without_rhythm(vector["pain"]))
    assert link is not None
    found = {
        "rho": round(link.rho, 4),
        "n": link.days,
        "shifts": link.shifts,
        "p": round(link.p, 4),
    }
    assert found == result


@pytest.mark.parametrize(
    "vector", [each for each in VECTORS["lag"] if each["result"]["rho"] is not None]
)
def test_a_whole_diary_gives_the_same_as_its_numbers(vector: dict[str, Any]) -> None:
    diary = diary_of(vector["load"], vector["pain"])
    last = len(vector["load"]) - 1
    # The diary goes on to the last day, whether or not this knee has a score on it.
    kept = a_day(day(last), left=vector["pain"][last], right=1)
    test = outcome(replace(diary, days={**diary.days, day(last): kept}))
    assert test.shortages == ()
    assert test.link is not None
    assert (round(test.link.rho, 4), test.link.days) == (
        vector["result"]["rho"],
        vector["result"]["n"],
    )
    assert round(test.link.p, 4) == vector["result"]["p"]


@pytest.mark.parametrize("vector", VECTORS["spearman"])
def test_every_vector_of_the_rank_correlation_comes_out_exactly(vector: dict[str, Any]) -> None:
    assert spearman(vector["a"], vector["b"]) == vector["rho"]


# ---- what it needs ---------------------------------------------------------------------------


def test_an_empty_diary_is_told_everything_it_lacks() -> None:
    test = outcome(a_diary())
    assert test.span is None
    assert needs(test) == {
        LagNeed.DAYS: (0, 84),
        LagNeed.SCORES: (0, 50),
        LagNeed.RUN_DAYS: (0, 20),
        LagNeed.VALUES: (0, 3),
    }


def test_83_days_are_too_few_and_84_are_enough() -> None:
    loads, pains = a_linked_diary()
    assert needs(outcome(diary_of(loads[:83], pains[:83]))) == {LagNeed.DAYS: (83, 84)}
    assert outcome(diary_of(loads[:84], pains[:84])).link is not None


def test_scores_runs_and_different_scores_are_counted() -> None:
    loads, pains = a_linked_diary()
    few_scores = [pain if number < 49 else None for number, pain in enumerate(pains)]
    assert needs(outcome(diary_of(loads, few_scores))) == {LagNeed.SCORES: (49, 50)}
    places = [number for number, load in enumerate(loads) if load]
    few_runs = [load if number in places[-19:] else 0.0 for number, load in enumerate(loads)]
    assert needs(outcome(diary_of(few_runs, pains))) == {LagNeed.RUN_DAYS: (19, 20)}
    two_values = [(pain or 0) % 2 for pain in pains]
    assert needs(outcome(diary_of(loads, two_values))) == {LagNeed.VALUES: (2, 3)}


def test_runs_without_a_distance_are_no_known_load() -> None:
    loads, pains = a_linked_diary()
    diary = diary_of(loads, pains)
    runs = {key: replace(run, distance_m=None) for key, run in diary.runs.items()}
    assert needs(outcome(replace(diary, runs=runs)))[LagNeed.RUN_DAYS] == (0, 20)


def test_scores_after_days_away_are_no_pairs() -> None:
    loads, pains = a_linked_diary(200)
    # Scores stand only on days after one whose load is unknown.
    away: list[float | None] = [
        None if number % 4 < 2 else load for number, load in enumerate(loads)
    ]
    said = [pain if number % 4 in (1, 2) else None for number, pain in enumerate(pains)]
    assert needs(outcome(diary_of(away, said))) == {LagNeed.PAIRS: (0, 21)}


def test_the_settings_say_how_much_is_needed() -> None:
    loads, pains = a_linked_diary(60)
    few = Settings(lag_min_days=60, lag_min_pain_days=60, lag_min_run_days=10)
    assert outcome(diary_of(loads, pains, settings=few)).link is not None
    more = replace(few, lag_min_pain_days=61)
    assert needs(outcome(diary_of(loads, pains, settings=more))) == {LagNeed.SCORES: (60, 61)}


# ---- what it looks at ------------------------------------------------------------------------


def test_a_link_that_is_there_is_clear_and_one_turned_round_is_not() -> None:
    loads, pains = a_linked_diary()
    link = outcome(diary_of(loads, pains)).link
    assert link is not None
    assert link.is_clear
    assert link.rho > 0.6
    turned = [None if pain is None else 10 - pain for pain in pains]
    link = outcome(diary_of(loads, turned)).link
    assert link is not None
    assert link.rho < -0.6
    assert not link.is_clear


def test_a_negative_link_is_never_clear() -> None:
    assert not Link(-0.1, 60, 0, 100).is_clear
    assert Link(0.1, 60, 0, 100).is_clear


def test_only_the_latest_182_days_up_to_today_are_looked_at() -> None:
    loads, pains = a_linked_diary(300)
    diary = diary_of(loads, pains)
    assert outcome(diary).span == Span(day(300 - 182), day(300))
    assert outcome(diary, 250).span == Span(day(251 - 182), day(251))


def test_weeks_without_entries_at_the_end_are_not_weeks_of_rest() -> None:
    loads, pains = a_linked_diary(120)
    diary = diary_of(loads, pains)
    assert outcome(diary, 500) == outcome(diary, 119)


def test_the_highest_score_of_a_day_and_one_knee_are_taken() -> None:
    loads, pains = a_linked_diary(120)
    diary = diary_of(loads, pains)
    other = load_test(diary, Knee.RIGHT, day(119))
    assert LagNeed.SCORES in needs(other)


def test_other_lags_are_background_without_a_test() -> None:
    loads, pains = a_linked_diary(120)
    test = outcome(diary_of(loads, pains))
    assert tuple(lag for lag, _rho in test.background) == BACKGROUND_LAGS
    assert all(rho is not None and -1 <= rho <= 1 for _lag, rho in test.background)


def test_painkiller_days_among_the_scores_are_counted() -> None:
    loads, pains = a_linked_diary(120)
    diary = diary_of(loads, [None if number == 3 else pain for number, pain in enumerate(pains)])
    taken = {2: True, 3: True, 5: True, 7: False}
    days = {
        on: replace(each, care={Care.PAINKILLER: taken[(on - FIRST).days]})
        if (on - FIRST).days in taken
        else each
        for on, each in diary.days.items()
    }
    assert outcome(replace(diary, days=days)).painkiller_days == 2


def test_the_engine_never_runs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    loads, pains = a_linked_diary()

    def never(*_given: object) -> None:
        raise AssertionError("run without being asked for")

    monkeypatch.setattr("diary.domain.rules.lag.load_test", never)
    monkeypatch.setattr("diary.domain.rules.lag.spearman", never)
    assert "lag" not in {
        each.rule.value for each in evaluate(diary_of(loads, pains), day(119)).events
    }


def test_half_a_year_takes_less_than_a_frame_of_waiting() -> None:
    loads, pains = a_linked_diary(182)
    diary = diary_of(loads, pains)
    started = perf_counter()
    assert outcome(diary).link is not None
    # Some 30 ms on the slowest machine tried; the limit leaves room for one that is busy.
    assert perf_counter() - started < 0.3


# ---- after runs and after rest ---------------------------------------------------------------


def test_days_after_runs_stand_beside_days_after_rest() -> None:
    loads = [8.0 if number % 3 == 0 else 0.0 for number in range(40)]
    pains = [4 if number % 3 == 1 else 1 for number in range(40)]
    diary = diary_of(loads, pains)
    found = after_runs(diary, Knee.LEFT, Span(day(0), day(40)))
    assert found is not None
    # The day before the first entry is unknown, so the first score belongs to neither.
    assert (found.run_days, found.after_runs, found.rest_days, found.after_rest) == (13, 4, 26, 1)


@pytest.mark.parametrize(("days", "is_told"), [(28, False), (29, True)])
def test_days_after_runs_are_told_from_28_on(days: int, *, is_told: bool) -> None:
    loads = [8.0 if number % 2 else 0.0 for number in range(days)]
    diary = diary_of(loads, [number % 3 for number in range(days)])
    found = after_runs(diary, Knee.LEFT, Span(day(0), day(days)))
    assert (found is not None) == is_told


def test_too_few_rest_days_tell_nothing() -> None:
    loads = [0.0 if number < 8 else 8.0 for number in range(60)]
    diary = diary_of(loads, [number % 4 for number in range(60)])
    # Seven scores follow a day of rest from the second day on, and one the eighth.
    assert after_runs(diary, Knee.LEFT, Span(day(1), day(60))) is not None
    assert after_runs(diary, Knee.LEFT, Span(day(2), day(60))) is None


# ---- parts -----------------------------------------------------------------------------------


def test_trend_and_weekday_are_taken_out() -> None:
    values = [number / 10 + (5 if number % 7 == 2 else 0) for number in range(98)]
    # Where the 29 days are whole nothing is left; towards the ends the mean is not in the middle.
    assert all(abs(each or 0) < 0.9 for each in without_rhythm(values)[21:-21])


def test_what_too_few_neighbours_know_is_unknown() -> None:
    values = [1.0 if number in range(40, 47) else None for number in range(98)]
    assert without_rhythm(values) == [None] * 98


def test_the_load_of_a_day_lacks_nothing_or_is_unknown() -> None:
    runs = [a_run("a", day(0)), a_run("b", day(0), distance_m=None), a_run("c", day(1))]
    history = LoadHistory(a_diary(runs=runs))
    assert history.known_amount(day(0)) is None
    assert history.known_amount(day(1)) == runs[2].distance_m
    assert history.known_amount(day(2)) == 0
    assert history.known_amount(day(0) - ONE_DAY) is None
