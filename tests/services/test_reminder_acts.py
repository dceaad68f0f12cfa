"""What counts as one act (a card, not the reminders on it), and what an act does not silence."""

from dataclasses import replace
from datetime import timedelta

import pytest

from diary.domain.change import apply
from diary.domain.diary import Diary
from diary.domain.reminder_state import DismissReason, StateName
from diary.domain.rule import Rule
from diary.services.reminder_acts import asks_about_kind, dismiss, see_to
from diary.services.reminder_states import ShownReminder
from tests.builders import a_day, a_diary
from tests.services.test_reminder_states import (
    ON,
    PERSON,
    ago,
    card,
    going_on,
    noon,
    painful_runs,
    rising,
    state,
)


def run_cards(*backs: int) -> Diary:
    """A quiet knee with runs after which it hurt; those within a week share a card."""
    quiet = [a_day(ago(back), left=1) for back in range(1, 60)]
    return painful_runs(a_diary(quiet, person=PERSON), *backs)


@pytest.mark.parametrize("runs", [1, 2, 3])
def test_a_card_of_several_runs_that_was_not_useful_counts_once(runs: int) -> None:
    diary = run_cards(*range(1, 1 + runs))
    found = card(diary, rule=Rule.RESP)
    assert len(found.all) == runs
    once = apply(diary, dismiss(found, diary, DismissReason.NOT_USEFUL, noon()))
    assert not asks_about_kind(Rule.RESP, once, ON)
    # Another card of the kind, some weeks before.
    earlier = ShownReminder(replace(found.reminder, subject="earlier", fired_on=ago(30)))
    twice = apply(once, dismiss(earlier, once, DismissReason.NOT_USEFUL, noon(ago(30))))
    assert asks_about_kind(Rule.RESP, twice, ON)


def test_a_run_on_a_card_about_rising_pain_is_no_card_of_its_kind() -> None:
    diary = painful_runs(rising(), 1)
    away = apply(diary, dismiss(card(diary), diary, DismissReason.NOT_USEFUL, noon()))
    run = replace(card(run_cards(1), rule=Rule.RESP).reminder, subject="earlier", fired_on=ago(30))
    for back, is_asked in ((30, False), (40, True)):
        earlier = ShownReminder(replace(run, fired_on=ago(back)))
        away = apply(away, dismiss(earlier, away, DismissReason.NOT_USEFUL, noon(ago(back))))
        assert asks_about_kind(Rule.RESP, away, ON) is is_asked


def test_what_was_taken_on_comes_back_early_when_pain_has_grown_by_a_point() -> None:
    diary = going_on(rising(), 4, 7)
    taken = apply(diary, see_to(card(diary), diary, ON, noon()))
    assert state(taken, ON + timedelta(days=3)) is StateName.DOING
    woken = card(taken, ON + timedelta(days=4))
    assert woken.state is StateName.OPEN
    assert woken.is_early
    assert woken.raised_on == ON + timedelta(days=4)
