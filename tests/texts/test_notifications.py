"""What is said outside the window: true for every case of its rule, and in few words."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from diary.domain.knee import Knee
from diary.domain.rule import Rule
from diary.texts.notifications import reminder_line, reminders_line


@dataclass(frozen=True)
class Named:
    """A reminder as far as its line needs it."""

    rule: Rule
    knee: Knee | None = None


def test_days_of_running_in_a_row_are_not_told_as_a_time_without_a_run() -> None:
    assert reminder_line(Named(Rule.REST)) == "Several days of running in a row"


def test_a_run_that_was_too_much_is_told_with_its_knee_and_without_a_morning_to_come() -> None:
    line = reminder_line(Named(Rule.RESP, Knee.RIGHT))
    assert line == "Right knee: step back after a run"


@pytest.mark.parametrize("rule", list(Rule))
def test_every_reminder_has_a_line_without_numbers(rule: Rule) -> None:
    for knee in (None, *Knee):
        line = reminder_line(Named(rule, knee))
        assert 0 < len(line) <= 60
        assert "{" not in line
        assert not any(letter.isdigit() for letter in line)


def test_with_details_hidden_nothing_is_said_about_a_knee() -> None:
    line = reminders_line([Named(Rule.WORSE, Knee.LEFT)], has_details=False)
    assert line == "Kneelog: a reminder is waiting"
