"""Counting spots: per knee and day, and pain without a spot is given to no spot."""

from datetime import timedelta

from diary.domain.diary import Diary
from diary.domain.knee import Area, Knee
from diary.domain.pain_and_load import range_of_days
from diary.domain.spot_counts import KneeSpots, SpotSeries, spot_series
from tests.builders import ON, a_day, a_diary, a_knee_day, a_run


def counted(diary: Diary, days: int = 28) -> SpotSeries:
    return spot_series(diary, range_of_days(ON, days))


def left(series: SpotSeries) -> KneeSpots:
    return next(each for each in series.knees if each.knee is Knee.LEFT)


def hurting(back: int, *areas: Area, score: int = 4, knee: str = "left") -> Diary:
    return a_diary(
        [a_day(ON - timedelta(back), **{knee: a_knee_day(worst=score, areas=areas or None)})]
    )


def together(*diaries: Diary) -> Diary:
    return a_diary([day for each in diaries for day in each.days.values()])


def test_each_spot_of_a_day_counts_once() -> None:
    diary = together(hurting(1, Area.FRONT, Area.INNER), hurting(2, Area.FRONT))
    spots = left(counted(diary))
    assert [(row.area, row.total) for row in spots.rows] == [(Area.FRONT, 2), (Area.INNER, 1)]
    assert spots.named_days == 2
    assert counted(diary).most == 2


def test_knees_are_never_mixed() -> None:
    diary = together(hurting(1, Area.FRONT), hurting(2, Area.OUTER, knee="right"))
    series = counted(diary)
    assert left(series).total(Area.OUTER) == 0
    right = next(each for each in series.knees if each.knee is Knee.RIGHT)
    assert right.total(Area.OUTER) == 1
    assert right.total(Area.FRONT) == 0
    assert series.recorded_days == 2


def test_pain_without_a_spot_is_counted_apart() -> None:
    spots = left(counted(together(hurting(1), hurting(2, Area.FRONT))))
    assert spots.total(None) == 1
    assert sum(spots.sore_days) == 2
    assert [row.area for row in spots.rows] == [Area.FRONT, None]


def test_a_day_of_0_without_a_spot_is_no_day_with_pain() -> None:
    spots = left(counted(hurting(1, score=0)))
    assert spots.rows == ()
    assert sum(spots.sore_days) == 0


def test_a_spot_counts_without_a_score_too() -> None:
    diary = a_diary([a_day(ON, left=a_knee_day(areas=(Area.ALL_OVER,)))])
    series = counted(diary)
    assert left(series).total(Area.ALL_OVER) == 1
    assert series.recorded_days == 0
    assert series.is_named


def test_the_score_of_a_run_is_pain_of_its_day() -> None:
    diary = a_diary(runs=[a_run("r", ON, left=3)])
    spots = left(counted(diary))
    assert spots.total(None) == 1
    assert not counted(diary).is_named


def test_weeks_hold_their_days_only() -> None:
    diary = together(*(hurting(back, Area.BELOW) for back in (0, 1, 10, 100)))
    series = counted(diary, 14)
    (row,) = left(series).rows
    assert row.total == 3
    assert len(row.days) == len(series.columns)
    assert max(row.days) == 2


def test_only_chosen_knees_are_counted() -> None:
    series = spot_series(hurting(1, Area.FRONT), range_of_days(ON, 7), (Knee.RIGHT,))
    assert [each.knee for each in series.knees] == [Knee.RIGHT]
    assert series.recorded_days == 0
