"""What one day says when a moment is chosen and when runs lack what is counted."""

from datetime import date, timedelta

import pytest

from diary.domain.diary import Diary
from diary.domain.knee import Knee, Moment
from diary.domain.load import LoadMeasure
from diary.domain.pain_and_load import pain_and_load_series, range_of_days
from diary.domain.run import Run
from diary.texts.chart_day import day_readout, pain_words, run_words, scores_words
from diary.texts.charts import chart_description, coverage_text
from diary.texts.numbers import Formats
from tests.builders import a_day, a_diary, a_knee_day, a_run, a_run_knee

ON = date(2026, 11, 15)
FORMATS = Formats()


def a_sunday() -> tuple[Diary, list[Run]]:
    run = a_run("r", ON, left=a_run_knee(4, 5))
    return a_diary([a_day(ON, left=a_knee_day(3, 6), right=2)], [run]), [run]


@pytest.mark.parametrize(
    ("moment", "cell", "line"),
    [
        (None, "6 (morning 3, during 4, after 5, worst 6)", "left 6 at most (morning 3"),
        (Moment.MORNING, "3 (morning 3, during 4", "left morning 3 (during 4, after 5, worst 6)"),
        (Moment.AFTER, "5 (morning 3, during 4", "left after 5 (morning 3, during 4, worst 6)"),
    ],
)
def test_the_value_drawn_stands_first(moment: Moment | None, cell: str, line: str) -> None:
    diary, runs = a_sunday()
    assert scores_words(diary, runs, ON, Knee.LEFT, moment).startswith(cell)
    assert pain_words(diary, runs, ON, Knee.LEFT, moment).startswith(line)


def test_without_a_score_of_the_moment_no_value_is_claimed() -> None:
    diary, runs = a_sunday()
    assert scores_words(diary, runs, ON, Knee.RIGHT, Moment.DURING) == "(worst 2)"
    said = pain_words(diary, runs, ON, Knee.RIGHT, Moment.DURING)
    assert said == "right no score of this moment (worst 2)"
    assert scores_words(diary, runs, ON - timedelta(1), Knee.RIGHT, Moment.DURING) == ""


def test_coverage_is_that_of_the_moment() -> None:
    diary, _runs = a_sunday()
    span = range_of_days(ON, 84)
    during = pain_and_load_series(diary, span, Moment.DURING, knees=[Knee.RIGHT])
    assert coverage_text(during) == "0 of 84 days with a score (during)"
    left = pain_and_load_series(diary, span, Moment.DURING)
    assert coverage_text(left).startswith("1 of 84 days with a score (during)")
    assert coverage_text(pain_and_load_series(diary, span)) == "1 of 84 days recorded"


@pytest.mark.parametrize(
    ("measure", "run", "said"),
    [
        (LoadMeasure.DISTANCE, a_run("r", ON, distance_m=None), "without distance"),
        (LoadMeasure.DURATION, a_run("r", ON, moving_s=None), "without time"),
        (LoadMeasure.EFFORT, a_run("r", ON, rpe=None, moving_s=1200.0), "without effort"),
        (LoadMeasure.EFFORT, a_run("r", ON, rpe=5, moving_s=None), "without time"),
    ],
)
def test_a_run_says_what_it_lacks(measure: LoadMeasure, run: Run, said: str) -> None:
    (words,) = run_words(a_diary(runs=[run]), [run], measure, FORMATS)
    assert words.endswith(said)
    assert not words.startswith(",")


def test_the_line_and_the_description_never_say_0_of_what_is_unknown() -> None:
    hollow = a_run("h", ON, distance_m=None)
    diary = a_diary([a_day(ON - timedelta(9), left=1)], [hollow])
    series = pain_and_load_series(diary, range_of_days(ON, 7))
    line = day_readout(series, diary, [hollow], ON, FORMATS)
    assert "without distance; 7 days not known" in line
    known = a_run("k", ON - timedelta(1), distance_m=5000.0)
    diary = a_diary([a_day(ON - timedelta(9), left=1)], [hollow, known])
    series = pain_and_load_series(diary, range_of_days(ON, 7))
    assert "7 days at least 5.0 km" in day_readout(series, diary, [hollow], ON, FORMATS)
    assert "last 7 days to Sun 15 Nov at least 5.0 km" in chart_description(series, FORMATS)
