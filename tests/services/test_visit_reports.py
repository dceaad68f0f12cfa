from datetime import timedelta

from diary.domain.knee import Knee
from diary.domain.period import ONE_DAY, Span
from diary.domain.report_choice import ReportChoice
from diary.services.visit_reports import coverage, has_entries, last_entry_on, last_weeks_to
from tests.builders import ON, a_day, a_diary, a_knee_day, a_late_score, a_run

SPAN = Span(ON - timedelta(9), ON + ONE_DAY)


def test_days_with_scores_of_the_knees_chosen_are_counted() -> None:
    late = a_day(ON - timedelta(5), left=a_knee_day(worst=a_late_score()))
    diary = a_diary([a_day(ON, left=3), a_day(ON - timedelta(1), right=0), late])
    both = coverage(diary, ReportChoice(SPAN))
    left = coverage(diary, ReportChoice(SPAN, knees=(Knee.LEFT,)))
    assert (both.days, both.recorded, both.late, both.is_thin) == (10, 3, 1, True)
    assert (left.recorded, left.late) == (2, 1)


def test_seven_days_are_enough_for_a_summary() -> None:
    diary = a_diary([a_day(ON - timedelta(back), left=1) for back in range(7)])
    assert not coverage(diary, ReportChoice(SPAN)).is_thin


def test_a_run_alone_is_an_entry() -> None:
    diary = a_diary(runs=[a_run(on=ON)])
    assert has_entries(diary, SPAN)
    assert not has_entries(diary, Span(ON - timedelta(3), ON))


def test_the_last_entry_is_not_in_the_future() -> None:
    diary = a_diary([a_day(ON - timedelta(3), left=1), a_day(ON + timedelta(3), left=1)])
    assert last_entry_on(diary, ON) == ON - timedelta(3)
    assert last_entry_on(a_diary(), ON) is None
    assert last_weeks_to(ON) == Span(ON - timedelta(27), ON + ONE_DAY)
