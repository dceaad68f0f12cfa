"""What the chart that compares with a delay says: counts and middles, and no cause."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from diary.domain.day import Care
from diary.domain.delays import Comparison, Delay, DelaySeries, LoadPair, delay_series
from diary.domain.diary import Diary
from diary.domain.knee import Knee, Moment
from diary.domain.load import LoadMeasure
from diary.domain.pain_and_load import range_of_days
from diary.domain.rules.lag import AfterRuns
from diary.domain.settings import DistanceUnit
from diary.texts.delay_chart import (
    after_runs_text,
    caveat_text,
    comparison_text,
    delay_answer,
    delay_coverage,
    delay_description,
    delay_headings,
    delay_labels,
    delay_readout,
    difference_text,
    too_few_text,
)
from diary.texts.numbers import Formats
from tests.builders import a_day, a_diary, a_knee_day, a_late_score, a_run
from tests.texts.forbidden import FORBIDDEN, WRONG_COUNT

LAST = date(2026, 11, 20)
FORMATS = Formats()


def back(days: int) -> date:
    return LAST - timedelta(days)


def a_diary_of(days: int, every: int = 2) -> Diary:
    """Runs of 8 km, in the odd weeks of 4 km; 4 on the day after one, else 1."""
    runs = [
        a_run(f"r{age:02}", back(age), distance_m=4000.0 if age // 7 % 2 else 8000.0)
        for age in range(0, days, every)
    ]
    return a_diary(
        [
            a_day(back(age), left=a_knee_day(4 if age % every == every - 1 else 1))
            for age in range(days)
        ],
        runs,
    )


def series(
    diary: Diary,
    delay: Delay = Delay.ONE_DAY,
    *,
    moment: Moment | None = None,
    measure: LoadMeasure = LoadMeasure.DISTANCE,
) -> DelaySeries:
    span = range_of_days(LAST, 42)
    return delay_series(diary, span, Knee.LEFT, moment, measure=measure, delay=delay)


def test_the_sentence_has_both_middles_with_their_days() -> None:
    weekly = series(a_diary_of(60), Delay.WEEK_BEFORE, moment=Moment.MORNING)
    assert comparison_text(weekly, FORMATS) == (
        "Over 42 days with both: with more than 22.0 km in the 7 days before (21 days), the middle "
        "morning score was 4; with 22.0 km or less (21 days) it was 1."
    )


def test_a_split_of_nothing_is_told_as_with_and_without_a_run() -> None:
    told = comparison_text(series(a_diary_of(60, every=3)), FORMATS)
    assert told == (
        "Over 42 days with both: with a run on the day before (14 days), the middle score "
        "was 4; without one (28 days) it was 1."
    )


def test_too_few_days_say_what_is_missing() -> None:
    short = series(a_diary_of(10))
    assert comparison_text(short, FORMATS) == ""
    assert too_few_text(short.chosen) == (
        "It takes 21 days with both a score and a known load. You have 9."
    )
    one_sided = series(a_diary_of(60, every=10), Delay.SAME_DAY)
    assert too_few_text(one_sided.chosen) == (
        "It takes 7 days with a run on the same day, and 7 without. You have 5 and 37."
    )
    without_runs = series(a_diary([a_day(back(age), left=1) for age in range(60)]))
    assert "You have 0 and " in too_few_text(without_runs.chosen)
    loads = [LoadPair(LAST, 1, 5000.0 if number else 9000.0) for number in range(30)]
    even = Comparison(Delay.ONE_DAY, tuple(loads), 5000.0, 1)
    assert too_few_text(even) == (
        "It takes 7 days with more running than your middle value, and 7 with that much or less. "
        "You have 1 and 29."
    )
    assert too_few_text(series(a_diary_of(60)).chosen) == ""


def test_the_answer_has_the_middles_and_denies_a_cause() -> None:
    found = series(a_diary_of(60))
    assert delay_answer(found, FORMATS) == (
        f"{comparison_text(found, FORMATS)} This does not show that one causes the other."
    )
    short = series(a_diary_of(2))
    assert delay_answer(short, FORMATS) == ""


def test_a_picture_that_is_kept_says_the_days_the_middles_and_that_no_cause_is_shown() -> None:
    found = series(a_diary_of(60))
    assert delay_labels(found, FORMATS).foot == (
        f"Sat 10 Oct 2026 to Fri 20 Nov 2026. {delay_coverage(found)}",
        comparison_text(found, FORMATS),
        ("This does not show that one causes the other. No painkiller was noted on these days."),
    )


def test_the_caveat_tells_of_the_other_way_round_and_of_painkillers() -> None:
    diary = a_diary_of(60)
    assert caveat_text(series(diary)) == "No painkiller was noted on these days."
    assert "people run less when it hurts" in caveat_text(series(diary, Delay.SAME_DAY))
    days = {
        on: replace(day, care={Care.PAINKILLER: True}) if on > back(2) else day
        for on, day in diary.days.items()
    }
    taken = caveat_text(series(replace(diary, days=days)))
    assert "Painkillers were noted on 2 of these days; they can hide pain." in taken


def test_coverage_and_description() -> None:
    found = series(a_diary_of(30))
    assert delay_coverage(found) == "Scores on 30 of 42 days, 29 with their load."
    assert delay_description(found, FORMATS).startswith(
        "Left knee, day's highest, 0 to 10 above Distance in km, 1 day before, "
        "Sat 10 Oct 2026 to Fri 20 Nov 2026. Over 29 days"
    )


def test_the_readout_has_the_score_and_its_load() -> None:
    diary = a_diary_of(30)
    assert delay_readout(series(diary), back(1), FORMATS) == (
        "Thu 19 Nov 2026: left 4; on the day before 8.0 km"
    )
    assert delay_readout(series(diary), LAST, FORMATS).endswith("left 1; on the day before no run")
    assert delay_readout(series(diary), back(40), FORMATS).endswith(
        "left no score; on the day before not known"
    )
    late = a_diary([a_day(back(20), left=a_knee_day(a_late_score(2)))])
    assert "left 2, entered late; in the 7 days before not known" in delay_readout(
        series(late, Delay.WEEK_BEFORE), back(20), FORMATS
    )


@pytest.mark.parametrize(
    ("measure", "title"),
    [
        (LoadMeasure.DISTANCE, "Distance in mi, 7-day total before"),
        (LoadMeasure.DURATION, "Minutes of running, 7-day total before"),
        (LoadMeasure.EFFORT, "Effort times minutes, 7-day total before"),
    ],
)
def test_titles_name_knee_load_unit_and_delay(measure: LoadMeasure, title: str) -> None:
    formats = Formats(DistanceUnit.MI)
    found = series(a_diary_of(30), Delay.WEEK_BEFORE, measure=measure)
    labels = delay_labels(found, formats)
    assert labels.load_axis == labels.panels.load_title == title
    assert labels.panels.pain_title == "Left knee, day's highest, 0 to 10"
    assert len(delay_headings(measure, formats)) == 8


def test_differences_have_a_sign() -> None:
    assert [difference_text(each, FORMATS) for each in (1.0, -0.5, 0.0)] == [
        "+1",
        "\N{MINUS SIGN}0.5",
        "0",
    ]


def test_days_after_runs_and_after_rest() -> None:
    assert after_runs_text(AfterRuns(24, 3.0, 18, 1.5), FORMATS) == (
        "On the day after a run (24 days) the middle score was 3, after a day of rest "
        "(18 days) 1.5."
    )


@pytest.mark.parametrize("delay", Delay)
@pytest.mark.parametrize("moment", [None, *Moment])
def test_no_text_orders_alarms_or_counts_wrongly(delay: Delay, moment: Moment | None) -> None:
    for days in (1, 2, 30, 60):
        found = series(a_diary_of(days), delay, moment=moment)
        texts = (
            comparison_text(found, FORMATS),
            caveat_text(found),
            delay_answer(found, FORMATS),
            *delay_labels(found, FORMATS).foot,
            too_few_text(found.chosen),
            delay_coverage(found),
            delay_description(found, FORMATS),
        )
        for text in texts:
            assert not FORBIDDEN.search(text), text
            assert not WRONG_COUNT.search(text), text
            assert "best" not in text
