import pytest

from diary.domain.day import Day, PlanAnswer
from diary.domain.person import Person
from diary.domain.rules.engine import Outside
from diary.domain.rules.findings import Rule
from diary.domain.run import Finish, Sport
from tests.builders import a_diary, a_run_knee, an_event
from tests.domain.rules.days import day, left_knee, open_on, run_on, told


def skipped(*numbers: int) -> list[Day]:
    return [Day(day(number), plan=PlanAnswer.SKIPPED_KNEE) for number in numbers]


def held_back(*numbers: int) -> list[Day]:
    return [Day(day(number), plan=PlanAnswer.AS_PLANNED, held_back=True) for number in numbers]


def test_a_skipped_and_a_shortened_run_within_a_fortnight() -> None:
    diary = a_diary(skipped(0), [run_on(13, finish=Finish.CUT_SHORT_KNEE)])
    (reminder,) = open_on(diary, 13, Rule.SKIP)
    assert reminder.evidence == {"count": 2, "dates": [day(0), day(13)]}
    assert told(diary, 20, Rule.SKIP) == [(13, "fire"), (14, "clear")]


def test_fifteen_days_apart_is_not_within_a_fortnight() -> None:
    assert told(a_diary(skipped(0, 14)), 20, Rule.SKIP) == []


def test_other_reasons_do_not_count() -> None:
    other = [Day(day(number), plan=PlanAnswer.SKIPPED_OTHER) for number in range(5)]
    runs = [run_on(number, finish=Finish.CUT_SHORT_OTHER) for number in range(5)]
    assert told(a_diary(other, runs), 10, Rule.SKIP) == []


def test_two_shortened_runs_of_one_day_are_two() -> None:
    runs = [run_on(0, run_id, finish=Finish.CUT_SHORT_KNEE) for run_id in ("a", "b")]
    assert told(a_diary(runs=runs), 0, Rule.SKIP) == [(0, "fire")]


def test_holding_back_three_times_in_a_fortnight() -> None:
    assert told(a_diary(held_back(0, 5, 13)), 13, Rule.FEAR) == [(13, "fire")]
    assert told(a_diary(held_back(0, 5, 14)), 20, Rule.FEAR) == []


def test_running_seven_days_in_a_row() -> None:
    diary = a_diary(runs=[run_on(number) for number in range(9)])
    assert told(diary, 12, Rule.REST) == [(6, "fire"), (9, "clear")]
    (reminder,) = open_on(diary, 8, Rule.REST)
    assert reminder.latest == {"days": 9}


def test_days_in_a_row_are_counted_from_the_last_gap() -> None:
    diary = a_diary(runs=[run_on(number) for number in range(40) if number not in {3, 12, 13, 21}])
    in_a_row = {11: 8, 12: None, 27: None, 28: 7, 39: 18}
    for number, days in in_a_row.items():
        found = [each.latest or each.evidence for each in open_on(diary, number, Rule.REST)]
        assert found == ([] if days is None else [{"days": days}])


def test_walks_leave_a_day_of_rest() -> None:
    runs = [run_on(number, sport=Sport.WALK if number == 3 else Sport.RUN) for number in range(9)]
    assert told(a_diary(runs=runs), 12, Rule.REST) == []


def test_a_gap_is_told_from_the_third_day_to_the_fourteenth() -> None:
    diary = left_knee({0: 2})
    assert told(diary, 2, Rule.GAP) == []
    assert told(diary, 30, Rule.GAP) == [(3, "fire"), (15, "clear")]
    (reminder,) = open_on(diary, 9, Rule.GAP)
    assert reminder.evidence["last_on"] == day(0)


def test_an_entry_ends_a_gap_and_an_away_day_is_one() -> None:
    assert told(left_knee({0: 2, 5: 2}), 7, Rule.GAP) == [(3, "fire"), (5, "clear")]
    away = [Day(day(number), away=True) for number in range(1, 6)]
    assert told(a_diary([*left_knee({0: 2}).days.values(), *away]), 7, Rule.GAP) == []


def test_a_visit_is_told_three_days_before() -> None:
    person = Person(next_visit_on=day(20))
    diary = left_knee(dict.fromkeys(range(12, 19), 2), person=person, events=[an_event(on=day(10))])
    assert told(diary, 16, Rule.VISIT) == []
    assert told(diary, 30, Rule.VISIT) == [(17, "fire"), (21, "clear")]
    (reminder,) = open_on(diary, 18, Rule.VISIT)
    assert reminder.latest == {"visit_on": day(20), "recorded": 7, "days": 8}


@pytest.mark.parametrize(("backed_up", "is_told"), [(0, True), (14, False), (None, False)])
def test_a_week_without_a_backup(backed_up: int | None, *, is_told: bool) -> None:
    outside = Outside(None if backed_up is None else day(backed_up))
    diary = left_knee(dict.fromkeys(range(20), 1))
    assert bool(open_on(diary, 19, Rule.BACKUP, outside)) is is_told


def test_nothing_new_since_the_backup_needs_none() -> None:
    diary = left_knee({0: 1, 1: 2})
    assert open_on(diary, 30, Rule.BACKUP, Outside(day(2))) == []


def test_running_again_after_rest_and_pain_again() -> None:
    runs = [run_on(0, left=a_run_knee(8)), run_on(10), run_on(12)]
    diary = left_knee({13: 4}, *runs)
    assert told(diary, 40, Rule.RECUR) == [(13, "fire"), (27, "clear")]
    (reminder,) = open_on(diary, 13, Rule.RECUR)
    assert reminder.evidence == {"rest_days": 9, "pain": 4}


@pytest.mark.parametrize(
    ("first", "second", "pain_on", "pain"),
    [
        (2, 10, 11, 4),  # nothing was told about this knee before
        (8, 7, 8, 4),  # six days of rest
        (8, 10, 17, 4),  # too long after the first run
        (8, 10, 11, 2),  # too little
    ],
)
def test_what_is_no_recurrence(first: int, second: int, pain_on: int, pain: int) -> None:
    runs = [run_on(0, left=a_run_knee(first)), run_on(second)]
    assert told(left_knee({pain_on: pain}, *runs), 40, Rule.RECUR) == []


def test_an_entry_about_a_later_day_is_not_yet_one_to_keep() -> None:
    diary, outside = left_knee({0: 1, 15: 2}), Outside(day(2))
    assert told(diary, 14, Rule.BACKUP, outside=outside) == []
    assert told(diary, 15, Rule.BACKUP, outside=outside) == [(15, "fire")]


def test_a_second_recurrence_waits_until_the_first_is_over() -> None:
    runs = [run_on(0, left=a_run_knee(8)), run_on(10), run_on(24)]
    first = [(10, "fire"), (24, "clear")]
    assert told(left_knee({10: 4, 24: 4}, *runs), 60, Rule.RECUR) == first
    again = [(26, "fire"), (40, "clear")]
    assert told(left_knee({10: 4, 24: 4, 26: 5}, *runs), 60, Rule.RECUR) == [*first, *again]
