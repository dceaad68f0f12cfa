from datetime import date, timedelta

import pytest

from diary.domain.diary import Diary
from diary.domain.knee import Knee, Moment
from diary.domain.load import LoadMeasure
from diary.domain.pain_and_load import PainAndLoadSeries, pain_and_load_series
from diary.domain.period import Span
from diary.ui.pages.charts import series_memory
from diary.ui.pages.charts.series_memory import SeriesMemory
from tests.charts.example import LAST_ON, example_diary

BOTH = (Knee.LEFT, Knee.RIGHT)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many days were counted each time."""
    days: list[int] = []

    def count(
        diary: Diary,
        span: Span,
        moment: Moment | None,
        *,
        measure: LoadMeasure,
        knees: tuple[Knee, ...],
        today: date,
    ) -> PainAndLoadSeries:
        days.append(len(span))
        return pain_and_load_series(diary, span, moment, measure=measure, knees=knees, today=today)

    monkeypatch.setattr(series_memory, "pain_and_load_series", count)
    return days


def days_of(first: int, last: int) -> Span:
    """From so many days before the last one to so many, the second included."""
    return Span(LAST_ON - timedelta(first), LAST_ON - timedelta(last - 1))


def test_zooming_and_panning_counts_nothing_anew(counted: list[int]) -> None:
    diary, memory = example_diary(140), SeriesMemory()
    for first, last in ((83, 0), (60, 20), (55, 15), (83, 0), (90, 6), (120, 40), (83, 0)):
        span = days_of(first, last)
        found = memory.series(diary, span, None, LoadMeasure.DISTANCE, BOTH, LAST_ON)
        assert found == pain_and_load_series(diary, span)
    assert counted == [84, 3 * 85]


def test_another_diary_or_choice_is_counted(counted: list[int]) -> None:
    memory, span = SeriesMemory(), days_of(27, 0)
    first, other = example_diary(60), example_diary(60, seed=2)
    for diary, moment, measure, knees in (
        (first, None, LoadMeasure.DISTANCE, BOTH),
        (other, None, LoadMeasure.DISTANCE, BOTH),
        (other, Moment.MORNING, LoadMeasure.DISTANCE, BOTH),
        (other, Moment.MORNING, LoadMeasure.EFFORT, BOTH),
        (other, Moment.MORNING, LoadMeasure.EFFORT, (Knee.LEFT,)),
    ):
        found = memory.series(diary, span, moment, measure, knees, LAST_ON)
        assert found == pain_and_load_series(diary, span, moment, measure=measure, knees=knees)
    assert counted == [28] * 5


def test_another_day_is_counted(counted: list[int]) -> None:
    """A holiday that lay ahead ends the silence once it has come."""
    diary, memory, span = example_diary(60), SeriesMemory(), days_of(27, 0)
    for today in (LAST_ON, LAST_ON, LAST_ON + timedelta(1)):
        memory.series(diary, span, None, LoadMeasure.DISTANCE, BOTH, today)
    assert counted == [28] * 2


def test_runs_are_sorted_once_for_a_diary() -> None:
    memory, diary = SeriesMemory(), example_diary(60)
    runs = memory.runs(diary)
    assert sum(len(of_day) for of_day in runs.values()) == len(diary.runs)
    assert memory.runs(diary) is runs
    assert memory.runs(example_diary(30)) is not runs


def test_the_calendar_ends(counted: list[int]) -> None:
    memory, diary = SeriesMemory(), example_diary(60)
    for span in (Span(date.min, date(1, 3, 1)), Span(date(9999, 12, 1), date.max)):
        for part in (span, Span(span.start, span.end)):
            found = memory.series(diary, part, None, LoadMeasure.DISTANCE, BOTH, LAST_ON)
            assert found.span == span
    assert counted[0] == 59
