from datetime import UTC, date, datetime, time, timedelta
from statistics import median as exact_median

from hypothesis import given
from hypothesis import strategies as st

from diary.domain.knee import Knee, Moment, Score
from diary.domain.period import Span, is_late
from diary.domain.trends import (
    DayValue,
    Lateness,
    day_value,
    knee_scores,
    median,
    rolling_medians,
)
from tests.builders import a_day, a_knee_day, a_run, a_run_knee, a_score

START = date(2026, 3, 1)
TURNOVER = time(3, 0)
ZONES = ("Pacific/Kiritimati", "Pacific/Niue", "Europe/Lisbon", "+23:30", None)


def day(number: int) -> date:
    return START + timedelta(number)


@given(st.dictionaries(st.integers(-10, 40), st.integers(0, 10)), st.integers(1, 40))
def test_rolling_median_is_that_of_the_last_seven_days(known: dict[int, int], length: int) -> None:
    values = {day(number): float(value) for number, value in known.items()}
    span = Span(day(0), day(length))
    medians = rolling_medians(values, span)
    assert len(medians) == length
    for number, found in enumerate(medians):
        window = [known[each] for each in range(number - 6, number + 1) if each in known]
        assert found == (exact_median(window) if len(window) >= 4 else None)


@given(st.lists(st.floats(0, 10), max_size=9))
def test_median(values: list[float]) -> None:
    assert median(values) == (exact_median(values) if values else None)


@given(
    st.sampled_from(ZONES),
    st.sampled_from(ZONES),
    st.timedeltas(timedelta(days=-2), timedelta(days=6)),
    st.sampled_from([time(0, 0), TURNOVER, time(6, 0)]),
)
def test_lateness_is_that_of_the_period(
    zone: str | None, own_zone: str | None, after: timedelta, turnover: time
) -> None:
    score = Score(3, datetime(2026, 3, 1, tzinfo=UTC) + after, own_zone)
    lateness = Lateness(zone, turnover)
    assert score.recorded_at is not None
    expected = is_late(score.recorded_at, START, own_zone or zone, turnover)
    assert lateness.is_late(START, score) == expected


def test_scores_come_in_the_order_of_the_day() -> None:
    said = a_day(left=a_knee_day(morning=1, worst=6))
    runs = [a_run("a", left=a_run_knee(2, 3)), a_run("b", left=a_run_knee(4, 5))]
    assert [each.value for each in knee_scores(said, runs, Knee.LEFT)] == [1, 2, 3, 4, 5, 6]
    during = knee_scores(said, runs, Knee.LEFT, Moment.DURING)
    assert [each.value for each in during] == [2, 4]
    assert knee_scores(said, runs, Knee.RIGHT) == []
    assert knee_scores(None, (), Knee.LEFT) == []


def test_day_value_is_the_highest_and_late_only_without_one_in_time() -> None:
    lateness = Lateness("Europe/Lisbon", TURNOVER)
    in_time = datetime(2026, 3, 1, 20, tzinfo=UTC)
    late = in_time + timedelta(days=4)
    assert day_value(START, [], lateness) is None
    assert day_value(START, [a_score(2, in_time), a_score(5, late)], lateness) == DayValue(
        5, is_late=True
    )
    both = [a_score(5, in_time), a_score(5, late)]
    assert day_value(START, both, lateness) == DayValue(5)
