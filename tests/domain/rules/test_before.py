from datetime import date

from diary.domain.diary import Diary
from diary.domain.event import EventKind
from diary.domain.rules.before import ChangeKind, bad_day_of, changes_before
from diary.domain.rules.engine import evaluate
from diary.domain.rules.facts import Facts
from diary.domain.rules.findings import Rule
from diary.domain.run import Hills, Run, Surface
from tests.builders import Given, a_diary, an_event
from tests.domain.rules.days import day, left_knee, open_on, run_on


def usual_runs(until: int = 60, **other: Given) -> list[Run]:
    """A run of 8 km on the road every other day."""
    usual = {"surface": Surface.ROAD, "hills": Hills.FLAT, "shoe_id": "blue", **other}
    return [run_on(number, distance_m=8000.0, **usual) for number in range(0, until, 2)]


def kinds(diary: Diary, on: date) -> list[tuple[int, ChangeKind]]:
    found = changes_before(diary, Facts(diary), on)
    return [((each.on - day(0)).days, each.kind) for each in found]


def test_nothing_new_is_an_empty_list() -> None:
    assert kinds(a_diary(runs=usual_runs()), day(58)) == []


def test_each_thing_that_was_new_is_told_with_its_day() -> None:
    runs = [
        *usual_runs(),
        run_on(51, distance_m=12_000.0, surface=Surface.ROAD, shoe_id="blue"),
        run_on(53, distance_m=8000.0, surface=Surface.TRAIL, hills=Hills.HILLY, shoe_id="red"),
    ]
    events = [an_event("e", day(55), kind=EventKind.NEW_EXERCISE, text="Step-downs")]
    diary = a_diary(runs=runs, events=events)
    assert kinds(diary, day(58)) == [
        (51, ChangeKind.LONG_RUN),
        (53, ChangeKind.NEW_SHOE),
        (53, ChangeKind.NEW_SURFACE),
        (53, ChangeKind.HILLS),
        (55, ChangeKind.NEW_EXERCISE),
    ]
    assert changes_before(diary, Facts(diary), day(58))[0].amount == 8000


def test_what_is_older_than_two_weeks_or_later_is_left_out() -> None:
    runs = [*usual_runs(), run_on(51, distance_m=12_000.0, surface=Surface.ROAD, shoe_id="blue")]
    assert kinds(a_diary(runs=runs), day(65)) == [(51, ChangeKind.LONG_RUN)]
    assert kinds(a_diary(runs=runs), day(66)) == []
    assert kinds(a_diary(runs=runs), day(50)) == []


def test_only_the_first_run_with_something_new_is_told() -> None:
    runs = [*usual_runs(50), *(run_on(n, distance_m=8000.0, shoe_id="red") for n in (51, 53, 55))]
    assert kinds(a_diary(runs=runs), day(58)) == [(51, ChangeKind.NEW_SHOE)]


def test_a_break_is_told_on_the_run_that_ends_it() -> None:
    runs = [*usual_runs(30), run_on(50, distance_m=8000.0, shoe_id="blue")]
    assert kinds(a_diary(runs=runs), day(55)) == [(50, ChangeKind.BREAK)]


def test_the_first_runs_of_a_diary_are_not_called_new() -> None:
    runs = [run_on(0, shoe_id="blue"), run_on(5, shoe_id="red", surface=Surface.TRAIL)]
    assert kinds(a_diary(runs=runs), day(10)) == []


def bad_day(values: dict[int, int], number: int, rule: Rule) -> date | None:
    diary = left_knee(values)
    (reminder,) = open_on(diary, number, rule)
    return bad_day_of(reminder, Facts(diary))


def test_where_rising_pain_began() -> None:
    values = {number: 2 if number < 60 else 5 for number in range(75)}
    assert bad_day(values, 74, Rule.WORSE) == day(60)
    # Two better days in between do not begin it anew, three do.
    assert bad_day({**values, 62: 2, 63: 2}, 74, Rule.WORSE) == day(60)
    assert bad_day({**values, 57: 5, 58: 2, 59: 2, 60: 2}, 74, Rule.WORSE) == day(61)


def test_where_long_pain_began() -> None:
    values = {0: 0, **dict.fromkeys(range(5, 25), 3)}
    assert bad_day(values, 24, Rule.PERSIST) == day(5)


def test_other_reminders_have_no_first_bad_day() -> None:
    diary = a_diary(runs=[run_on(0), run_on(20)])
    (reminder,) = (each for each in evaluate(diary, day(20)).open if each.rule is Rule.LAYOFF)
    assert bad_day_of(reminder, Facts(diary)) is None
