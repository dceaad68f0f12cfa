"""Two programs on one diary, files that go, locks that were left: a little of `instances`."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.faults import moved, sidebyside
from tests.faults.course import Course

ROUNDS = 2
STALE = "with the number of another program"


def test_nobody_overwrites_what_they_have_not_seen(course: Course) -> None:
    tally = sidebyside.two_programs(course, ROUNDS)
    assert tally.breaches == []
    assert tally.rounds == ROUNDS


def test_a_writer_that_overwrites_is_found(course: Course) -> None:
    tally = sidebyside.two_programs(course, ROUNDS, sidebyside.last_wins)
    assert any("unseen" in breach for breach in tally.breaches)


def test_a_second_start_shows_the_first(course: Course, qapp: QApplication) -> None:
    assert sidebyside.second_starts(course, ROUNDS).breaches == []


def test_a_second_window_is_found(course: Course, qapp: QApplication) -> None:
    tally = sidebyside.second_starts(course, 1, "second_start_without_lock")
    assert any("two windows" in breach for breach in tally.breaches)


@pytest.mark.parametrize("fault", moved.FAULTS)
def test_a_file_that_goes_is_noticed_before_an_entry_counts(course: Course, fault: str) -> None:
    tally = moved.gone(course, fault, ROUNDS)
    assert tally.breaches == []
    assert tally.rounds == ROUNDS


def test_a_program_that_does_not_look_is_found(course: Course) -> None:
    tally = moved.gone(course, "deleted", 1, "at_the_window_blindly")
    assert any("never noticed" in breach for breach in tally.breaches)


def test_a_copy_that_the_log_hides_costs_no_entry(course: Course) -> None:
    tally = moved.copied_over_and_killed(course, ROUNDS)
    assert tally.breaches == []
    assert tally.rounds == ROUNDS


def test_a_log_that_is_deleted_is_found(course: Course) -> None:
    tally = moved.copied_over_and_killed(course, 3, "never_giving_up_the_old_way")
    assert any("not there" in breach for breach in tally.breaches)


@pytest.mark.parametrize("kind", list(moved.LOCKS))
def test_a_lock_that_was_left_keeps_nobody_out(course: Course, kind: str) -> None:
    tally = moved.stale_locks(course, kind, ROUNDS)
    assert tally.breaches == []
    assert tally.rounds == ROUNDS


def test_a_lock_that_does_is_found(course: Course) -> None:
    tally = moved.stale_locks(course, STALE, 1, "starting_behind_a_file")
    assert any("shut" in breach for breach in tally.breaches)
