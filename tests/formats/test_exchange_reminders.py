"""What was done with reminders, and which rules are off, in a file and out of it."""

import json
from dataclasses import replace
from datetime import date

import pytest

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.reminder_state import DismissReason, ReminderState, StateName
from diary.domain.rule import Rule
from diary.domain.settings import Settings
from diary.formats.exchange import decode_diary
from tests.builders import AT
from tests.formats.test_exchange import a_file, encoded, found, read


def test_what_was_done_with_reminders_is_read_and_written() -> None:
    asleep = ReminderState(
        Rule.WORSE, "left", date(2026, 11, 17), StateName.SNOOZED,
        until=date(2026, 11, 25), value=4.3, at=AT,
    )  # fmt: skip
    away = ReminderState(
        Rule.RESP, "r1", date(2026, 11, 18), StateName.DISMISSED, Knee.RIGHT,
        reason=DismissReason.NOT_USEFUL, at=AT,
    )  # fmt: skip
    diary = replace(Diary(), reminder_states={each.key: each for each in (asleep, away)})
    told = {
        "rule": Rule.WORSE,
        "subject": "left",
        "fired_on": date(2026, 11, 17),
        "state": StateName.OPEN,
        "title": "Left knee pain is rising",
        "evidence": {"recent": 4.3},
    }
    content = encoded(diary, reminders=[told])
    rows = json.loads(content)["reminders"]
    assert rows[0] == {
        "rule": "R-WORSE",
        "subject": "left",
        "fired_on": "2026-11-17",
        "state": "snoozed",
        "title": "Left knee pain is rising",
        "evidence": {"recent": 4.3},
        "changed_at": "2026-11-20T18:42:00Z",
        "snoozed_until": "2026-11-25",
        "snoozed_value": 4.3,
        "recheck_on": None,
        "dismiss_reason": None,
    }
    assert rows[1]["evidence"] == {"knee": "right"}
    assert read(content) == diary


def test_a_reminder_that_nothing_was_done_with_leaves_nothing() -> None:
    row = {"rule": "R-WORSE", "subject": "left", "fired_on": "2026-11-17"}
    content = a_file(reminders=[row, {**row, "state": "open"}, {**row, "state": "settled"}])
    assert read(content) == Diary()


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({"rule": "R-NEW"}, ("$.reminders[0].rule", "unknown_value")),
        ({"state": "snoozed"}, ("$.reminders[0].snoozed_until", "missing_key")),
        ({"state": "dismissed"}, ("$.reminders[0].dismiss_reason", "missing_key")),
        ({"subject": ""}, ("$.reminders[0].subject", "out_of_range")),
        ({"snoozed_value": -1}, ("$.reminders[0].snoozed_value", "out_of_range")),
        ({"state": "asleep"}, ("$.reminders[0].state", "unknown_value")),
    ],
)
def test_a_reminder_that_cannot_be_is_named(
    row: dict[str, object], problem: tuple[str, str]
) -> None:
    whole = {"rule": "R-WORSE", "subject": "left", "fired_on": "2026-11-17", **row}
    assert problem in found(decode_diary(a_file(reminders=[whole])))


def test_a_reminder_told_of_twice_is_refused() -> None:
    row = {
        "rule": "R-SHOE",
        "subject": "s",
        "fired_on": "2026-11-17",
        "state": "doing",
        "recheck_on": "2026-11-24",
    }
    decoded = decode_diary(a_file(reminders=[row, row]))
    assert found(decoded) == [("$.reminders[1].fired_on", "duplicate")]
    assert decoded.diary is None


def test_rules_that_are_off_stay_off_and_safety_stays_on() -> None:
    off = replace(Diary(), settings=Settings(rules_off=frozenset({Rule.SHOE, Rule.GAP})))
    content = encoded(off)
    assert json.loads(content)["settings"]["rules_off"] == ["R-GAP", "R-SHOE"]
    assert read(content) == off
    decoded = decode_diary(a_file(settings={"rules_off": ["U1", "R-NEW", "R-GAP"]}))
    assert found(decoded) == [
        ("$.settings.rules_off[0]", "unknown_value"),
        ("$.settings.rules_off[1]", "unknown_value"),
    ]
    assert decoded.diary is not None
    assert decoded.diary.settings.rules_off == {Rule.GAP}
    assert found(decode_diary(a_file(settings={"rules_off": "R-GAP"}))) == [
        ("$.settings.rules_off", "wrong_type")
    ]


def test_the_day_steps_a_minute_were_taken_up_is_kept() -> None:
    taken_up = replace(Diary(), settings=Settings(cadence_taken_up_on=date(2026, 11, 2)))
    content = encoded(taken_up)
    assert json.loads(content)["settings"]["cadence_taken_up_on"] == "2026-11-02"
    assert read(content) == taken_up
    for wrong, code in (("soon", "setting_refused"), ("1890-01-01", "setting_refused")):
        decoded = decode_diary(a_file(settings={"cadence_taken_up_on": wrong}))
        assert found(decoded) == [("$.settings.cadence_taken_up_on", code)]
        assert decoded.diary is not None
        assert decoded.diary.settings.cadence_taken_up_on is None
    assert found(decode_diary(a_file(settings={"cadence_taken_up_on": 7}))) == [
        ("$.settings.cadence_taken_up_on", "wrong_type")
    ]
