"""What is said about the last runs: counts, coverage, the line of one run."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from diary.domain.day import Day
from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.period import Span
from diary.domain.run import Finish, Run, RunKind
from diary.domain.run_responses import RunResponsesSeries, SettledCount, run_responses
from diary.domain.settings import DistanceUnit, Settings
from diary.texts.numbers import Formats
from diary.texts.run_response_chart import (
    no_scores_text,
    run_readout,
    run_responses_coverage,
    run_responses_description,
    run_responses_labels,
    run_responses_note,
    settled_text,
)
from tests.builders import a_day, a_diary, a_knee_day, a_run, a_run_knee, a_score, a_shoe

TODAY = date(2026, 11, 20)
SPAN = Span(date(2026, 11, 1), date(2026, 11, 21))
FORMATS = Formats()


def ran(age: int, during: int | None, after: int | None, **other: object) -> Run:
    on = TODAY - timedelta(age)
    at = datetime.combine(on, time(20), UTC)
    known = [None if value is None else a_score(value, at) for value in (during, after)]
    return a_run(f"r{age}", on, left=a_run_knee(*known), **other)


def series_of(diary: Diary, knees: tuple[Knee, ...] = (Knee.LEFT,)) -> RunResponsesSeries:
    return run_responses(diary, SPAN, TODAY, knees=knees)


def mornings(**by_age: int) -> list[Day]:
    return [
        a_day(TODAY - timedelta(int(age[1:])), left=a_knee_day(morning=value))
        for age, value in by_age.items()
    ]


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (
            SettledCount(12, 17, 0, 3),
            "settled by morning after 12 of 17 runs with a morning value (3 without)",
        ),
        (
            SettledCount(1, 1, 0, 0),
            "settled by morning after 1 of 1 run with a morning value (0 without)",
        ),
        (SettledCount(0, 0, 0, 4), "no run with a morning value (4 without)"),
        (
            SettledCount(2, 5, 1, 0),
            (
                "settled by morning after 2 of 5 runs with a morning value (0 without);"
                " after 1 of them it cannot be told, since nothing is known of before the run"
            ),
        ),
    ],
)
def test_mornings_are_counted_over_runs_that_have_one(count: SettledCount, text: str) -> None:
    assert settled_text(count) == text


def test_coverage_tells_the_runs_the_scores_and_the_mornings() -> None:
    diary = a_diary(mornings(a3=1, a2=1), [ran(3, 2, 2), a_run("bare", TODAY)])
    assert run_responses_coverage(series_of(diary), FORMATS) == (
        "Left knee: settled by morning after 1 of 1 run with a morning value (1 without)."
        " 2 runs from Sun 1 Nov 2026 to Fri 20 Nov 2026; scores on 1 of 2."
    )


@pytest.mark.parametrize(
    ("before", "morning", "is_settled"),
    [(7, 6, False), (7, 7, False), (5, 5, True), (5, 3, True), (2, 3, False)],
)
def test_the_note_says_when_a_knee_counts_as_settled(
    before: int, morning: int, is_settled: bool
) -> None:
    diary = a_diary(mornings(a3=before, a2=morning), [ran(3, 2, 2)])
    (each,) = series_of(diary).knees
    assert each.courses[0].is_settled == is_settled
    most = diary.settings.amber_max
    assert is_settled == (morning <= most and morning < before + 1)
    # A morning above the limit is not settled even where it is lower than before.
    said = f"after {int(is_settled)} of 1 run"
    assert f"Left knee: settled by morning {said}" in run_responses_coverage(
        series_of(diary), FORMATS
    )
    assert (
        f"The tick looks at the morning alone: settled by morning means {most} or less, and less"
        " than 1 higher than before, whatever the run was like."
    ) in run_responses_note(diary.settings)


def test_the_note_names_the_limit_the_person_set() -> None:
    assert "settled by morning means 4 or less" in run_responses_note(Settings(amber_max=4))


def test_more_runs_than_are_shown_are_told() -> None:
    runs = [a_run(f"{age}-{part}", TODAY - timedelta(age)) for age in range(11) for part in "ab"]
    text = run_responses_coverage(series_of(a_diary(runs=runs)), FORMATS)
    assert "Last 20 of 22 runs from Sun 1 Nov 2026" in text


def test_the_line_of_a_run_says_all_that_is_drawn() -> None:
    run = ran(
        3, 4, 4, kind=RunKind.LONG, shoe_id="s", distance_m=14_100.0, finish=Finish.CUT_SHORT_KNEE
    )
    diary = a_diary(mornings(a3=1, a2=1), [run], [a_shoe("s", "Red 3")])
    assert run_readout(series_of(diary), diary, 0, FORMATS) == (
        "Tue 17 Nov: 14.1 km long, Red 3, cut short, knee; left hold: 1 before, 4 during, 4 after,"
        " 1 the next morning, settled by morning"
    )


def test_what_is_missing_is_said_and_never_0() -> None:
    diary = a_diary(runs=[ran(0, 2, None, distance_m=None)])
    assert run_readout(series_of(diary), diary, 0, FORMATS) == (
        "Fri 20 Nov: no distance; left settled: 2 during, waiting for the morning"
    )
    old = a_diary(runs=[ran(9, 2, 2)])
    assert "left settled: 2 during, 2 after, no score on the next morning" in run_readout(
        series_of(old), old, 0, FORMATS
    )
    bare = a_diary(runs=[ran(9, None, None)])
    assert run_readout(series_of(bare), bare, 0, FORMATS) == "Wed 11 Nov: 8.2 km; left no scores"
    rested = a_diary(mornings(a9=0, a8=0), [ran(9, None, None)])
    assert run_readout(series_of(rested), rested, 0, FORMATS).endswith(
        "left 0 the next morning, settled by morning"
    )


def test_late_scores_are_named() -> None:
    run = a_run("r", TODAY - timedelta(9), left=a_run_knee(3, None))
    diary = a_diary(runs=[run])
    text = run_readout(series_of(diary), diary, 0, FORMATS)
    assert "left hold: 3 during, no score on the next morning, entered late" in text


def test_days_and_units_are_the_persons() -> None:
    labels = run_responses_labels(
        series_of(a_diary(runs=[ran(3, 1, 1)])), Formats(unit=DistanceUnit.MI), Settings()
    )
    assert labels.distance_title == "Distance of the run, mi"
    assert labels.unit_m == pytest.approx(1609.344)
    assert (labels.days, labels.years) == (("17 Nov",), ("2026",))
    assert labels.result_title == "Result"


def test_the_description_needs_no_eyes() -> None:
    text = run_responses_description(series_of(a_diary(runs=[ran(3, 1, 1)])), FORMATS)
    assert text.startswith("Pain during and after each run and on the next morning")
    assert "1 run from" in text


def test_why_there_is_nothing_to_draw() -> None:
    assert no_scores_text(series_of(a_diary(runs=[a_run("r", TODAY)]))).startswith("The last run")
    two = a_diary(runs=[a_run("r", TODAY), a_run("s", TODAY)])
    assert no_scores_text(series_of(two)).startswith("None of the last 2 runs")
