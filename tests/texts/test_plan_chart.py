"""The words of the chart of the plan: counts and targets, and no praise."""

from dataclasses import replace
from datetime import date, timedelta

from diary.domain.day import Care
from diary.domain.diary import Diary
from diary.domain.exercise import SessionKind
from diary.domain.period import Span
from diary.domain.plan import WeeklyTargets
from diary.domain.plan_weeks import PlanWeek, PlanWeeksSeries, plan_bars, plan_weeks
from diary.domain.run import RunKind
from diary.domain.settings import Settings
from diary.texts.numbers import Formats
from diary.texts.plan_chart import (
    count_text,
    plan_coverage,
    plan_description,
    plan_headings,
    plan_labels,
    plan_note,
    plan_readout,
    week_cell,
)
from tests.builders import a_day, a_diary, a_plan, a_run, a_session

FORMATS = Formats()
TODAY = date(2026, 11, 20)
MONDAY = date(2026, 11, 16)


def a_planned_diary() -> Diary:
    sessions = [
        a_session("a", MONDAY),
        a_session("b", MONDAY + timedelta(2), is_done=False),
        a_session("c", MONDAY - timedelta(3), kind=SessionKind.STRETCHING),
    ]
    plan = a_plan("p", MONDAY, per_week=WeeklyTargets(strength=3, runs=2))
    days = [
        a_day(MONDAY, left=2),
        a_day(MONDAY + timedelta(1), left=3, care={Care.STRENGTH: True}),
    ]
    return a_diary(
        days,
        [a_run("r", MONDAY)],
        plans={"p": plan},
        sessions={each.id: each for each in sessions},
    )


def series_of(diary: Diary, days: int = 19) -> PlanWeeksSeries:
    return plan_weeks(diary, Span(TODAY - timedelta(days - 1), TODAY + timedelta(1)), TODAY)


def test_a_count_says_the_target_and_what_was_skipped() -> None:
    assert count_text(PlanWeek(2)) == "2"
    assert count_text(PlanWeek(2, 1, 3)) == "2 of 3 (1 skipped)"
    assert count_text(PlanWeek(1, 0, 0)) == "1"


def test_the_readout_has_the_day_and_its_week() -> None:
    diary = a_planned_diary()
    series = series_of(diary)
    assert plan_readout(series, diary, (), MONDAY, FORMATS) == (
        "Mon 16 Nov: left worst 2; strength done; week from Mon 16 Nov so far: "
        "strength 2 of 3 (1 skipped), mobility and stretching 0, runs 1 of 2"
    )
    tuesday = plan_readout(series, diary, (), MONDAY + timedelta(1), FORMATS)
    assert tuesday.startswith("Tue 17 Nov: left worst 3; strength work; week from")
    early = plan_readout(series, diary, (), MONDAY - timedelta(14), FORMATS)
    assert early == "Mon 2 Nov: no scores; week from Mon 2 Nov: nothing entered"


def test_the_description_counts_weeks_and_those_with_a_target() -> None:
    series = series_of(a_planned_diary())
    text = plan_description(series, FORMATS)
    assert "Strength: 2 in 3 weeks; the target was reached in 0 of 1 week that had one." in text
    assert "Mobility and stretching: 1 in 3 weeks." in text
    assert plan_coverage(series) == "2 of 19 days recorded. 2 of 3 weeks with an entry."


def test_the_week_that_lasts_is_marked_in_the_table() -> None:
    series = series_of(a_planned_diary())
    assert week_cell(series, 1, FORMATS) == "Mon 9 Nov 2026"
    assert week_cell(series, 2, FORMATS) == "Mon 16 Nov 2026 (so far)"
    assert plan_headings(series)[:4] == (
        "Week from",
        "Strength, done",
        "Strength, target",
        "Strength, skipped",
    )


def test_titles_say_when_a_bar_is_an_average() -> None:
    diary = a_planned_diary()
    for days, ending in ((100, "a week"), (800, "a bar is the average of 2 weeks")):
        series = series_of(diary, days)
        bars = tuple(plan_bars(series, row) for row in series.rows)
        assert plan_labels(series, bars, FORMATS).titles[0].endswith(ending)


def test_cadence_is_told_only_to_those_who_took_it_up() -> None:
    diary = a_planned_diary()
    assert "Cadence" not in plan_note(series_of(diary))
    runs = {
        f"r{age}": a_run(
            f"r{age}",
            TODAY - timedelta(age),
            kind=RunKind.EASY,
            distance_m=6000.0,
            moving_s=2040.0,
            cadence_spm=150.0,
        )
        for age in range(4)
    }
    taken_up = replace(diary, runs=runs, settings=Settings(cadence_taken_up_on=TODAY))
    series = series_of(taken_up)
    assert "Cadence" in plan_note(series)
    assert (
        "Cadence: 4 runs at like pace, 150 steps a minute where you began. To try next: 158."
        in (plan_description(series, FORMATS))
    )
    assert "150 steps a minute" in plan_readout(series, taken_up, (), TODAY, FORMATS)
