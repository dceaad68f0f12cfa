from datetime import timedelta

from hypothesis import given

from diary.domain.change import Change, ChangeSet, apply
from diary.domain.diary import Diary
from diary.domain.knee import Knee, Moment
from tests.builders import AT, ON, a_day, a_diary, a_knee_day, a_run, a_run_knee, diaries


def test_scores_come_by_day_knee_and_moment_of_the_day() -> None:
    first = a_run("a", started_at=AT, left=a_run_knee(2, 3))
    second = a_run("b", started_at=AT + timedelta(hours=1), left=a_run_knee(5, None))
    alone = a_run("c", ON - timedelta(days=1), right=a_run_knee(None, 1))
    day = a_day(left=a_knee_day(morning=1, worst=6), right=a_knee_day(worst=0))
    told = [
        (each.on, each.knee, each.moment, each.run_id, each.score.value)
        for each in a_diary([day], [second, alone, first]).scores()
    ]
    assert told == [
        (ON - timedelta(days=1), Knee.RIGHT, Moment.AFTER, "c", 1),
        (ON, Knee.LEFT, Moment.MORNING, None, 1),
        (ON, Knee.LEFT, Moment.DURING, "a", 2),
        (ON, Knee.LEFT, Moment.AFTER, "a", 3),
        (ON, Knee.LEFT, Moment.DURING, "b", 5),
        (ON, Knee.LEFT, Moment.WORST, None, 6),
        (ON, Knee.RIGHT, Moment.WORST, None, 0),
    ]


@given(diaries())
def test_no_score_is_lost(diary: Diary) -> None:
    count = sum(
        score is not None
        for day in diary.days.values()
        for said in day.knees.values()
        for score in (said.morning, said.worst)
    ) + sum(
        score is not None
        for run in diary.runs.values()
        for said in run.knees.values()
        for score in (said.during, said.after)
    )
    assert len(list(diary.scores())) == count


@given(diaries())
def test_runs_in_order_are_the_runs_of_each_day_in_turn(diary: Diary) -> None:
    days = sorted({run.on for run in diary.runs.values()})
    assert diary.runs_in_order() == [run for on in days for run in diary.runs_on(on)]


def test_a_day_that_is_not_kept_is_an_empty_one() -> None:
    assert a_diary().day(ON).is_empty
    assert a_diary([a_day(left=1)]).day(ON) == a_day(left=1)


def test_the_runs_of_a_day_follow_every_change() -> None:
    first, second = a_run("a", ON), a_run("b", ON)
    diary = a_diary(runs=[second])
    assert diary.runs_on(ON) == [second]
    more = apply(diary, ChangeSet((Change(None, first),)))
    assert [run.id for run in more.runs_on(ON)] == ["a", "b"]
    assert diary.runs_on(ON) == [second]
    more.runs_on(ON).clear()
    assert len(more.runs_on(ON)) == 2
