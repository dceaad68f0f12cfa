from datetime import timedelta

import pytest

from diary.domain.day import Day, PlanAnswer
from diary.domain.diary import Diary
from diary.domain.knee import Knee, KneeDay, Sign
from diary.domain.period import Span
from diary.domain.person import Person
from diary.domain.rules.engine import Outside, evaluate
from diary.domain.rules.evidence import evidence_span, joint_span
from diary.domain.rules.findings import Rule
from tests.builders import a_diary, a_knee_day, a_run_knee, a_shoe
from tests.domain.rules.days import day, left_knee, open_on, run_on, signs

RISING = left_knee({n: 2 if n < 60 else 5 for n in range(81)})


def span(diary: Diary, number: int, rule: Rule) -> tuple[int, int] | None:
    """The first and the last day behind the one reminder of a rule, by their numbers."""
    (reminder,) = open_on(diary, number, rule)
    found = evidence_span(reminder, diary)
    if found is None:
        return None
    return (found.start - day(0)).days, (found.end - day(1)).days


def test_rising_pain_rests_on_the_two_weeks_up_to_the_numbers_that_are_said() -> None:
    assert span(RISING, 70, Rule.WORSE) == (57, 70)
    assert span(RISING, 75, Rule.WORSE) == (62, 75)


def test_with_too_few_entries_since_the_two_weeks_before_the_fire_are_meant() -> None:
    diary = left_knee({n: 2 if n < 60 else 5 for n in range(71)})
    assert span(diary, 85, Rule.WORSE) == (57, 70)


def test_long_pain_rests_on_the_whole_episode() -> None:
    diary = left_knee({0: 0, **dict.fromkeys(range(5, 25), 3)})
    assert span(diary, 24, Rule.PERSIST) == (5, 24)


def test_signs_rest_on_the_days_that_are_looked_at() -> None:
    assert span(signs(Sign.SWELLING, dict.fromkeys(range(3), True)), 2, Rule.SWELL) == (-1, 2)
    assert span(signs(Sign.NIGHT_PAIN, dict.fromkeys(range(3), True)), 2, Rule.NIGHT) == (-4, 2)


def test_a_run_that_went_badly_rests_on_its_day_and_on_the_morning_that_told() -> None:
    badly = left_knee({0: a_knee_day(morning=1)}, run_on(0, left=a_run_knee(7)))
    assert span(badly, 3, Rule.RESP) == (0, 0)
    mornings = {0: a_knee_day(morning=1), 1: a_knee_day(morning=4)}
    assert span(left_knee(mornings, run_on(0, left=a_run_knee(1))), 1, Rule.RESP) == (0, 1)


def test_mornings_after_runs_rest_on_the_runs_that_were_counted() -> None:
    said = {n: a_knee_day(morning=4 if n % 2 else 1) for n in range(8)}
    runs = [run_on(n, left=a_run_knee(1)) for n in (0, 2, 4, 6)]
    diary = left_knee(said, *runs)
    assert span(diary, 3, Rule.NEXTDAY) == (0, 3)
    assert span(diary, 7, Rule.NEXTDAY) == (0, 7)


def test_counted_days_rest_on_the_days_that_are_named() -> None:
    skipped = [Day(day(number), plan=PlanAnswer.SKIPPED_KNEE) for number in (2, 9)]
    assert span(a_diary(skipped), 12, Rule.SKIP) == (2, 9)


def test_a_long_run_rests_on_the_thirty_days_before_it() -> None:
    runs = [run_on(n, distance_m=metres) for n, metres in ((0, 8e3), (35, 8e3), (40, 14e3))]
    assert span(a_diary(runs=runs), 45, Rule.SPIKE) == (10, 40)


def test_a_break_and_what_came_after_it_rest_on_the_break() -> None:
    assert span(a_diary(runs=[run_on(0), run_on(20)]), 22, Rule.LAYOFF) == (0, 20)
    # A bad run, nine days without one, and pain on the second day after.
    said: dict[int, KneeDay | int] = {0: 1, 13: 4}
    runs = [run_on(1, left=a_run_knee(8)), run_on(11), run_on(12)]
    assert span(left_knee(said, *runs), 13, Rule.RECUR) == (2, 13)


def test_habits_rest_on_their_days() -> None:
    running = a_diary(runs=[run_on(n) for n in range(8)])
    assert span(running, 7, Rule.REST) == (0, 7)
    assert span(a_diary([Day(day(3), note="x")]), 8, Rule.GAP) == (3, 8)
    visit = a_diary([], person=Person(next_visit_on=day(40), tracked_knees=(Knee.LEFT,)))
    assert span(visit, 38, Rule.VISIT) == (11, 38)


def test_shoes_and_backups_rest_on_no_days() -> None:
    worn = a_diary(
        runs=[run_on(0, shoe_id="shoe-1")],
        shoes=[a_shoe(first_used_on=None, initial_distance_m=660_000.0)],
    )
    assert span(worn, 1, Rule.SHOE) is None
    (backup,) = open_on(a_diary(runs=[run_on(5)]), 9, Rule.BACKUP, Outside(backed_up_on=day(0)))
    assert evidence_span(backup, a_diary()) is None


@pytest.mark.parametrize("number", range(60, 100, 3))
def test_no_span_reaches_beyond_the_day_asked(number: int) -> None:
    for each in evaluate(RISING, day(number)).open:
        found = evidence_span(each, RISING)
        assert found is None or found.end <= day(number) + timedelta(days=1)


def test_several_spans_are_joined_from_the_first_to_the_last_day() -> None:
    assert joint_span([]) is None
    spans = [Span(day(5), day(8)), Span(day(2), day(4))]
    assert joint_span(spans) == Span(day(2), day(8))
