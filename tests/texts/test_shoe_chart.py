"""What is said about shoes: shares, middles, too few, and no cause."""

from datetime import date, timedelta

import pytest

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.period import Span
from diary.domain.run import Run
from diary.domain.shoe_weeks import Middle, shoe_bars, shoe_weeks
from diary.texts.numbers import Formats
from diary.texts.shoe_chart import (
    bar_readout,
    middle_words,
    shoes_coverage,
    shoes_description,
    shoes_note,
    week_text,
)
from tests.builders import a_diary, a_run, a_run_knee, a_shoe

START = date(2026, 11, 2)
SPAN = Span(START, START + timedelta(14))
FORMATS = Formats()


def ran(day: int, shoe: str | None, metres: float | None = 5000.0, **other: object) -> Run:
    on = START + timedelta(day)
    return a_run(f"{day}-{shoe}", on, distance_m=metres, shoe_id=shoe, **other)


def diary_of(*runs: Run) -> Diary:
    return a_diary(runs=runs, shoes=[a_shoe("a", "Red 3"), a_shoe("b", "Blue 12")])


@pytest.mark.parametrize(
    ("middle", "text"),
    [
        (Middle(7, 2.0), "2"),
        (Middle(4, 2.5), "2.5"),
        (Middle(2, None), "too few (2)"),
        (Middle(0, None), "none"),
    ],
)
def test_a_middle_of_too_few_is_none(middle: Middle, text: str) -> None:
    assert middle_words(middle, FORMATS) == text


def test_the_caveat_says_that_nothing_is_shown_to_be_the_cause() -> None:
    assert shoes_note().startswith(
        "Shoes differ in when and where they were worn, so a difference between them does not show"
        " that a shoe is the reason."
    )


def test_coverage_counts_runs_shoes_distances_and_scores() -> None:
    diary = diary_of(ran(0, "a", left=a_run_knee(3, None)), ran(1, None), ran(2, "b", None))
    assert shoes_coverage(shoe_weeks(diary, SPAN, knees=[Knee.LEFT]), FORMATS) == (
        "3 runs from Mon 2 Nov 2026 to Sun 15 Nov 2026: 2 with a shoe, 10.0 km. 1 run has no"
        " distance. Left knee: scores on 1 of 3."
    )


def test_the_description_lists_every_shoe() -> None:
    diary = diary_of(*(ran(day, "a", left=a_run_knee(day, None)) for day in range(4)), ran(5, None))
    text = shoes_description(shoe_weeks(diary, SPAN, knees=[Knee.LEFT]), FORMATS)
    assert "Red 3 20.0 km; left during 1.5, after none, next morning none." in text
    assert text.endswith("No shoe recorded 5.0 km.")


def readout(diary: Diary, place: int, span: Span = SPAN) -> str:
    series = shoe_weeks(diary, span)
    return bar_readout(series, shoe_bars(series), place, FORMATS)


def test_the_line_of_a_week_names_each_shoe_and_the_sum() -> None:
    diary = diary_of(ran(0, "a"), ran(1, "b", 2000.0))
    week = "Mon 2 Nov to Sun 8 Nov"
    assert readout(diary, 0) == f"{week}: Red 3 5.0 km; Blue 12 2.0 km; 7.0 km in all"
    assert readout(diary_of(ran(0, "a")), 0) == f"{week}: Red 3 5.0 km"
    assert readout(diary, 1) == "Mon 9 Nov to Sun 15 Nov: no run"
    hollow = diary_of(ran(0, "a", None))
    assert readout(hollow, 0) == f"{week}: no distance"


def test_the_line_of_several_weeks_tells_average_and_highest() -> None:
    span = Span(START, START + timedelta(7 * 100))
    assert readout(diary_of(ran(0, "a"), ran(7, "a", 1000.0)), 0, span) == (
        "Mon 2 Nov 2026 to Sun 15 Nov 2026: Red 3 3.0 km; 3.0 km a week on average, highest week"
        " 5.0 km"
    )


def test_a_week_that_is_only_partly_shown_says_so() -> None:
    series = shoe_weeks(diary_of(ran(4, "a")), Span(START + timedelta(3), SPAN.end))
    assert week_text(series, 0, FORMATS) == "Mon 2 Nov 2026 (part of it)"
    assert week_text(series, 1, FORMATS) == "Mon 9 Nov 2026"
