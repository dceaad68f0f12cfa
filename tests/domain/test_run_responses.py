"""How the knees took the last runs: which morning belongs to which run, how they are counted."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from diary.domain.day import Day
from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.period import Span
from diary.domain.rules.facts import Facts
from diary.domain.rules.responses import Light, Response
from diary.domain.rules.run_lights import run_lights
from diary.domain.run import Run, Sport
from diary.domain.run_responses import (
    KneeCourse,
    RunResponsesSeries,
    SettledCount,
    run_responses,
)
from diary.domain.trends import DayValue
from tests.builders import a_day, a_diary, a_knee_day, a_run, a_run_knee, a_score
from tests.charts.example import example_diary

TODAY = date(2026, 11, 20)
SPAN = Span(date(2026, 11, 1), date(2026, 11, 21))
STEPS = (Response.SETTLED, Response.HOLD, Response.STEP_BACK)


def back(days: int) -> date:
    return TODAY - timedelta(days)


def morning(age: int, left: int | None = None, right: int | None = None) -> Day:
    said = {
        name: a_knee_day(morning=value)
        for name, value in (("left", left), ("right", right))
        if value is not None
    }
    return a_day(back(age), **said)


def ran(age: int, during: int | None = 1, after: int | None = 1, **other: object) -> Run:
    run_id = str(other.pop("run_id", f"r{age}"))
    return a_run(run_id, back(age), left=a_run_knee(during, after), **other)


def series_of(
    diary: Diary, knees: tuple[Knee, ...] = (Knee.LEFT,), span: Span = SPAN, known_on: date = TODAY
) -> RunResponsesSeries:
    return run_responses(diary, span, known_on, knees=knees)


def left_courses(diary: Diary, span: Span = SPAN, known_on: date = TODAY) -> list[KneeCourse]:
    return list(series_of(diary, span=span, known_on=known_on).knees[0].courses)


def values(course: KneeCourse) -> tuple[int | None, ...]:
    return tuple(None if each is None else each.value for each in course.values)


def test_a_run_has_its_scores_and_the_morning_after_it() -> None:
    diary = a_diary([morning(3, 1), morning(2, 2)], [ran(3, 3, 4)])
    (course,) = left_courses(diary)
    assert values(course) == (3, 4, 2)
    assert course.morning_light is Light.AMBER
    assert not course.is_settled
    assert course.response is not None
    assert course.response.result is Response.HOLD


def test_missing_scores_stay_missing() -> None:
    (course,) = left_courses(a_diary(runs=[ran(3, None, 2)]))
    assert values(course) == (None, 2, None)
    assert course.response is not None
    assert course.response.is_provisional
    (course,) = left_courses(a_diary([morning(3, 0), morning(2, 0)], [a_run("r", back(3))]))
    assert values(course) == (None, None, 0)
    assert course.response is None
    assert course.is_settled


def test_the_next_morning_belongs_to_the_last_run_of_a_day() -> None:
    early = ran(3, run_id="a", started_at=datetime.combine(back(3), time(7), UTC))
    late = ran(3, run_id="b", started_at=datetime.combine(back(3), time(18), UTC))
    diary = a_diary([morning(3, 1), morning(2, 1)], [late, early])
    first, second = left_courses(diary)
    assert values(first) == (1, 1, None)
    assert values(second) == (1, 1, 1)


def test_a_morning_behind_the_span_is_read_and_one_to_come_is_not() -> None:
    diary = a_diary([morning(5, 1), morning(4, 1)], [ran(5)])
    span = Span(back(10), back(4))
    assert values(left_courses(diary, span)[0])[2] == 1
    assert values(left_courses(diary, span, known_on=back(5))[0])[2] is None


def test_settled_is_the_green_morning_light_over_runs_with_a_morning() -> None:
    """Settled, held, without a morning, and one after which nobody can tell."""
    days = [morning(19, 1), morning(18, 1), morning(12, 1), morning(11, 2), morning(1, 2)]
    runs = [ran(19), ran(12), ran(6), a_run("bare", back(2))]
    series = series_of(a_diary(days, runs))
    assert series.knees[0].settled() == SettledCount(settled=1, of=3, untold=1, without=1)
    lone = series_of(a_diary([morning(1, 2)], [a_run("bare", back(2))]))
    assert lone.knees[0].settled() == SettledCount(settled=0, of=1, untold=1, without=0)


def test_a_morning_can_settle_though_the_run_says_hold() -> None:
    (course,) = left_courses(a_diary([morning(3, 1), morning(2, 1)], [ran(3, 4, 4)]))
    assert course.is_settled
    assert course.response is not None
    assert course.response.result is Response.HOLD


def test_only_runs_and_only_the_last_twenty_of_the_span() -> None:
    runs = [ran(age, distance_m=1000.0 + age) for age in range(25)]
    walk = ran(3, run_id="walk", sport=Sport.WALK)
    before = ran(40)
    series = series_of(a_diary(runs=[*runs, walk, before]), span=Span(back(30), SPAN.end))
    assert [run.id for run in series.runs] == [f"r{age}" for age in range(19, -1, -1)]
    assert series.run_count == 25
    assert series.scored_count == 20


def test_late_scores_are_told() -> None:
    late = a_score(3, datetime.combine(back(1), time(20), UTC))
    run = a_run("r", back(6), left=a_run_knee(late, None))
    series = series_of(a_diary(runs=[run]))
    assert series.knees[0].courses[0].during == DayValue(3, is_late=True)
    assert series.has_late
    on_time = a_score(3, datetime.combine(back(6), time(20), UTC))
    in_time = replace(run, knees={Knee.LEFT: a_run_knee(on_time)})
    assert not series_of(a_diary(runs=[in_time])).has_late


def test_knees_are_kept_apart_and_in_the_order_asked_for() -> None:
    run = a_run("r", back(3), left=a_run_knee(1, 2), right=a_run_knee(5, 6))
    series = series_of(a_diary([morning(2, 0, 7)], [run]), (Knee.RIGHT, Knee.LEFT))
    assert [each.knee for each in series.knees] == [Knee.RIGHT, Knee.LEFT]
    assert values(series.knees[0].courses[0]) == (5, 6, 7)
    assert values(series.knees[1].courses[0]) == (1, 2, 0)


def test_tracked_knees_are_taken_when_none_are_named() -> None:
    diary = a_diary(runs=[ran(3)])
    tracked = tuple(each.knee for each in run_responses(diary, SPAN, TODAY).knees)
    assert tracked == diary.person.tracked_knees


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_results_are_those_of_the_table_of_runs(seed: int) -> None:
    """The worse of both knees is what puts runs in order, worked out from the whole diary."""
    diary = example_diary(300, TODAY, seed)
    series = series_of(diary, tuple(Knee), Span(back(200), SPAN.end))
    lights = run_lights(Facts(diary), series.runs, diary.settings, TODAY.toordinal())
    for place, light in enumerate(lights):
        responses = [each.courses[place].response for each in series.knees]
        found = [STEPS.index(each.result) for each in responses if each is not None]
        assert max(found, default=None) == light


def test_a_span_without_days_or_runs_is_empty() -> None:
    diary = a_diary([morning(3, 1)], [ran(3)])
    for span in (Span(TODAY, TODAY), Span(date.min, date(1, 2, 1))):
        series = series_of(diary, span=span)
        assert (series.runs, series.run_count, series.scored_count) == ((), 0, 0)
        assert series.knees[0].settled() == SettledCount(0, 0, 0, 0)
