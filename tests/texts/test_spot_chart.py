"""What "Where" says: counts of days, never what hurts."""

from datetime import timedelta

from diary.domain.diary import Diary
from diary.domain.knee import Area, Knee
from diary.domain.pain_and_load import range_of_days
from diary.domain.spot_counts import spot_series
from diary.texts.numbers import Formats
from diary.texts.spot_chart import (
    no_spots_text,
    sore_heading,
    spot_coverage,
    spot_description,
    spot_heading,
    spot_readout,
)
from tests.builders import ON, a_day, a_diary, a_knee_day

FORMATS = Formats()


def a_week() -> Diary:
    days = [
        a_day(ON, left=a_knee_day(worst=4, areas=(Area.FRONT, Area.INNER)), right=0),
        a_day(ON - timedelta(1), left=a_knee_day(worst=3, areas=(Area.FRONT,))),
        a_day(ON - timedelta(2), left=2),
    ]
    return a_diary(days)


def test_coverage_has_scores_spots_and_pain_without_a_spot() -> None:
    series = spot_series(a_week(), range_of_days(ON, 7))
    assert spot_coverage(series) == (
        "Scores on 3 of 7 days. "
        "Left knee: a spot on 2 days, pain without a spot on 1 day. "
        "Right knee: a spot on 0 days, pain without a spot on 0 days."
    )


def test_the_description_has_the_most_frequent_spot_first() -> None:
    series = spot_series(a_week(), range_of_days(ON, 7), (Knee.LEFT,))
    assert spot_description(series, FORMATS) == (
        "Where it hurt, Sat 14 Nov 2026 to Fri 20 Nov 2026; "
        "Left knee front 2 days, inner side 1 day, pain without a spot 1 day."
    )


def test_the_readout_of_a_week_has_both_knees() -> None:
    series = spot_series(a_week(), range_of_days(ON, 7))
    last = len(series.columns) - 1
    assert spot_readout(series, last, FORMATS) == (
        "Mon 16 Nov to Fri 20 Nov: left front 2 days, inner side 1 day, pain without a spot 1 day, "
        "of 3 days with pain; right no pain or spot entered"
    )


def test_months_and_years_are_named_as_such() -> None:
    months = spot_series(a_week(), range_of_days(ON, 1500))
    assert spot_readout(months, len(months.columns) - 1, FORMATS).startswith("Nov 2026: left")
    years = spot_series(a_week(), range_of_days(ON, 9000))
    assert spot_readout(years, len(years.columns) - 1, FORMATS).startswith("2026: left")


def test_a_week_over_the_turn_of_the_year_names_both_years() -> None:
    series = spot_series(a_week(), range_of_days(ON, 400))
    assert spot_readout(series, 0, FORMATS).startswith("Fri 17 Oct to Sun 19 Oct 2025:")


def test_headings_name_the_side() -> None:
    assert spot_heading(Knee.LEFT, Area.FRONT) == "Left: Front"
    assert spot_heading(Knee.RIGHT, None) == "Right: Pain, no spot named"
    assert sore_heading(Knee.LEFT) == "Left: Days with pain"


def test_an_empty_chart_says_what_is_missing() -> None:
    none = spot_series(a_diary(), range_of_days(ON, 7))
    assert no_spots_text(none) == "No spot was named in these days. Tick on Today where it hurts."
    sore = spot_series(a_diary([a_day(ON, left=3)]), range_of_days(ON, 7))
    assert "with pain on 1 day." in no_spots_text(sore)
