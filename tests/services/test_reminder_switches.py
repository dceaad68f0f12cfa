"""Which reminders can be switched off or put away, and which of those about habits are told."""

from dataclasses import replace
from datetime import timedelta

import pytest

from diary.domain.change import apply
from diary.domain.errors import InvalidValueError
from diary.domain.knee import Sign
from diary.domain.person import Season
from diary.domain.reminder_state import DismissReason, ReminderState, StateName
from diary.domain.rule import Rule
from diary.domain.run import RunKind
from diary.domain.settings import Settings
from diary.services.reminder_acts import (
    dismiss,
    snooze,
    switch_rule,
)
from diary.services.reminder_states import HABITS, to_tell
from tests.builders import a_day, a_diary, a_knee_day, a_run
from tests.services.test_reminder_states import (
    ON,
    PERSON,
    WEEK,
    ago,
    card,
    cards,
    noon,
    rising,
    state,
)


def test_a_rule_that_is_off_has_no_card() -> None:
    diary = rising()
    off = apply(diary, switch_rule(diary, Rule.WORSE, ON, is_on=False))
    assert Rule.WORSE not in {each.rule for each in cards(off)}
    assert apply(off, switch_rule(off, Rule.WORSE, ON, is_on=True)) == diary
    assert not switch_rule(diary, Rule.WORSE, ON, is_on=True)


def test_a_watch_that_was_off_by_its_threshold_can_be_switched_on() -> None:
    diary = a_diary(settings=Settings(worse_watch=None))
    assert not diary.settings.is_on(Rule.WATCH)
    on = apply(diary, switch_rule(diary, Rule.WATCH, ON, is_on=True))
    assert on.settings == Settings()


def test_steps_a_minute_are_off_until_they_are_taken_up() -> None:
    diary = a_diary(settings=Settings(rules_off=frozenset({Rule.CADENCE, Rule.REST})))
    taken = apply(diary, switch_rule(diary, Rule.CADENCE, ON, is_on=True))
    assert taken.settings.cadence_taken_up_on == ON
    assert taken.settings.is_on(Rule.CADENCE)
    # The day it was taken up stays what it was.
    assert not switch_rule(taken, Rule.CADENCE, ON + timedelta(days=9), is_on=True)
    off = apply(taken, switch_rule(taken, Rule.CADENCE, ON, is_on=False))
    assert off.settings == Settings(rules_off=frozenset({Rule.REST}))
    assert not switch_rule(off, Rule.CADENCE, ON, is_on=False)


def test_of_hints_about_habits_the_first_of_a_week_is_told() -> None:
    days = [a_day(ago(number), left=1) for number in range(40)]
    runs = [
        a_run(
            f"run-{number}",
            ago(number),
            kind=RunKind.EASY,
            cadence_spm=150.0,
            distance_m=8000.0,
            moving_s=2880.0,
        )
        for number in range(9)
    ]
    chosen = Settings(cadence_taken_up_on=ago(6))
    person = replace(PERSON, season=Season.OFF)
    diary = a_diary(days, runs, person=person, settings=chosen)
    habits = [each for each in cards(diary) if each.rule in HABITS]
    assert {each.rule for each in habits} == HABITS
    assert [each.rule for each in to_tell(cards(diary), diary, ON) if each in habits] == [
        Rule.CADENCE
    ]
    # Put away, it still was the one of its week.
    (first,) = (each for each in habits if each.rule is Rule.CADENCE)
    away = apply(diary, dismiss(first, diary, DismissReason.HANDLED, noon()))
    assert not {each.rule for each in to_tell(cards(away), away, ON)} & HABITS


@pytest.mark.parametrize("rule", [Rule.NOW, Rule.SOON])
def test_safety_cannot_be_off(rule: Rule) -> None:
    with pytest.raises(InvalidValueError):
        switch_rule(a_diary(), rule, ON, is_on=False)


def test_safety_is_never_put_away() -> None:
    said = a_knee_day(signs={Sign.NO_WEIGHT: True})
    diary = a_diary([a_day(left=said)], person=PERSON)
    found = card(diary, rule=Rule.NOW)
    assert not found.can_be_put_away
    assert not snooze(found, diary, WEEK, noon())
    assert not dismiss(found, diary, DismissReason.NOT_USEFUL, noon())
    # A file from elsewhere may say otherwise.
    said_so = ReminderState(
        Rule.NOW, "left", ON, StateName.DISMISSED, reason=DismissReason.KNOWN, at=noon()
    )
    assert state(replace(diary, reminder_states={said_so.key: said_so}), rule=Rule.NOW) == "open"
