from datetime import date, datetime

import pytest

from diary.domain.errors import InvalidValueError
from diary.domain.knee import Knee
from diary.domain.reminder_state import DismissReason, ReminderState, StateName
from diary.domain.rule import Rule
from tests.builders import Given

ON = date(2026, 11, 20)
NO_ZONE = datetime.fromisoformat("2026-01-01T12:00:00")


@pytest.mark.parametrize(
    "given_as",
    [
        {"state": StateName.OPEN},
        {"state": StateName.SETTLED},
        {"state": StateName.DOING},
        {"state": StateName.DISMISSED},
        {"state": StateName.SNOOZED},
        {"state": StateName.DOING, "recheck_on": ON, "until": ON},
        {"state": StateName.DISMISSED, "reason": DismissReason.KNOWN, "value": 1.0},
        {"state": StateName.SNOOZED, "until": ON, "value": -1.0},
        {"state": StateName.SNOOZED, "until": ON, "at": NO_ZONE},
        {"state": StateName.SNOOZED, "until": date(1969, 1, 1)},
    ],
)
def test_a_state_has_what_it_needs_and_nothing_of_another(given_as: Given) -> None:
    with pytest.raises(InvalidValueError):
        ReminderState(Rule.SHOE, "s", ON, **given_as)


def test_a_reminder_about_a_knee_has_one_key_however_it_is_said() -> None:
    said: Given = {"state": StateName.DOING, "recheck_on": ON}
    once = ReminderState(Rule.WORSE, "left", ON, **said)
    twice = ReminderState(Rule.WORSE, "left", ON, knee=Knee.LEFT, **said)
    assert twice == once
    of_a_run = ReminderState(Rule.RESP, "run-1", ON, knee=Knee.LEFT, **said)
    assert of_a_run.knee is Knee.LEFT
