"""Which days of a diary can be set against each other, and how many are counted up to each."""

from __future__ import annotations

from datetime import date, timedelta

from diary.domain.event import EventKind
from diary.domain.visit_points import VisitPoint, days_up_to, visit_points
from tests.builders import ON, a_diary, an_event

PT, DOCTOR = EventKind.PT_VISIT, EventKind.DOCTOR_VISIT


def back(days: int) -> date:
    return ON - timedelta(days)


def test_visits_stand_by_day_and_the_last_day_closes_them() -> None:
    events = [
        an_event("a", back(20), kind=DOCTOR),
        an_event("b", back(20), kind=PT),
        an_event("c", back(60), kind=PT),
        an_event("d", back(10), kind=EventKind.RACE),
        an_event("e", ON + timedelta(3), kind=PT),
        an_event("f", back(90), kind=PT),
    ]
    points = visit_points(a_diary(events=events), back(80), ON)
    assert points == (
        VisitPoint(back(60), (PT,)),
        VisitPoint(back(20), (PT, DOCTOR)),
        VisitPoint(ON, is_end=True),
    )


def test_a_visit_on_the_last_day_is_one_point_with_it() -> None:
    diary = a_diary(events=[an_event("a", ON)])
    assert visit_points(diary, back(5), ON) == (VisitPoint(ON, (PT,), is_end=True),)


def test_where_nothing_is_known_there_is_nothing_to_compare() -> None:
    diary = a_diary(events=[an_event("a", back(5))])
    assert visit_points(diary, None, ON) == (VisitPoint(ON, is_end=True),)


def test_four_weeks_are_counted_up_to_each() -> None:
    then, now = days_up_to(back(50), ON)
    assert (len(then), len(now)) == (28, 28)
    assert back(50) in then
    assert ON in now


def test_days_of_visits_that_lie_close_together_are_counted_once() -> None:
    then, now = days_up_to(back(10), ON)
    assert then.end == now.start
    assert len(then) == len(now) == 10
