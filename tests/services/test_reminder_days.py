"""On which day something was done with a card: after midnight, in other zones, on the move."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from diary.domain.change import apply
from diary.domain.day import PlanAnswer
from diary.domain.diary import Diary
from diary.domain.knee import Sign
from diary.domain.person import Person
from diary.domain.reminder_state import DismissReason, StateName
from diary.domain.rule import Rule
from diary.services.reminder_acts import asks_about_kind, bring_back, dismiss, see_to, snooze
from diary.services.reminder_states import ShownReminder, to_tell
from tests.builders import Given, a_knee_day
from tests.services.test_reminder_states import (
    ON,
    WEEK,
    ago,
    card,
    cards,
    going_on,
    noon,
    rising,
    state,
    with_day,
)

LOS_ANGELES, AUCKLAND = timezone(timedelta(hours=-8)), timezone(timedelta(hours=13))


def at(hour: int, zone: timezone = UTC, on: date = ON) -> datetime:
    """An hour of the day the diary is on, where the person is."""
    return datetime.combine(on, time(hour), zone)


def known_zone(diary: Diary, zone: str | None) -> Diary:
    return replace(diary, person=Person(timezone=zone))


@pytest.mark.parametrize("zone", [None, "UTC", "-08:00", "+13:00"])
@pytest.mark.parametrize(
    "when",
    [
        at(8, LOS_ANGELES),
        at(22, LOS_ANGELES),
        at(8, AUCKLAND),
        at(22, AUCKLAND),
        # Before the turnover the diary is still on the day before.
        at(1, UTC, ON + timedelta(days=1)),
        at(2, LOS_ANGELES, ON + timedelta(days=1)),
    ],
    ids=str,
)
def test_what_is_done_with_a_card_counts_at_once_wherever_it_is_done(
    zone: str | None, when: datetime
) -> None:
    diary = known_zone(rising(), zone)
    when = when.astimezone(UTC)
    found = card(diary)
    assert state(apply(diary, snooze(found, diary, WEEK, when))) is StateName.SNOOZED
    assert state(apply(diary, see_to(found, diary, ON, when))) is StateName.DOING
    away = apply(diary, dismiss(found, diary, DismissReason.HANDLED, when))
    assert state(away) is StateName.DISMISSED


def test_the_second_that_was_not_useful_asks_at_once_in_the_evening_of_the_west() -> None:
    diary = known_zone(rising(), None)
    found = card(diary)
    for fired_on in (ago(20), ON):
        reminder = replace(found.reminder, fired_on=fired_on)
        when = at(20, LOS_ANGELES, fired_on).astimezone(UTC)
        away = dismiss(ShownReminder(reminder), diary, DismissReason.NOT_USEFUL, when)
        diary = apply(diary, away)
    assert asks_about_kind(Rule.WORSE, diary, ON)


def test_a_sign_that_was_known_does_not_wake_a_card_in_the_east() -> None:
    """In Auckland the morning of a day is still the day before in the zone that is assumed."""
    signed = a_knee_day(worst=5, signs={Sign.LOCKING: True})
    morning = at(8, AUCKLAND).astimezone(UTC)
    ticked_at = morning - timedelta(minutes=5)
    diary = with_day(known_zone(rising(), None), ON, left=signed, recorded_at=ticked_at)
    asleep = apply(diary, snooze(card(diary), diary, WEEK, morning))
    assert state(asleep) is StateName.SNOOZED


@pytest.mark.parametrize(("days", "is_told"), [(7, True), (8, False)])
def test_what_came_up_seven_days_ago_is_told_and_older_is_not(days: int, *, is_told: bool) -> None:
    diary = going_on(rising(), 20, 5)
    asked = card(diary).fired_on + timedelta(days=days)
    told = {each.rule for each in to_tell(cards(diary, asked), diary, asked)}
    assert (Rule.WORSE in told) is is_told


def test_entries_typed_a_month_late_list_a_card_and_tell_nothing() -> None:
    """The knee rose and did not settle weeks ago; all of it is typed today."""
    later = going_on(rising(), 30, 5)
    today = ON + timedelta(days=30)
    assert card(later, today).state is StateName.OPEN
    told = {each.rule for each in to_tell(cards(later, today), later, today)}
    assert told.isdisjoint({Rule.WORSE, Rule.PERSIST})


def test_a_clock_that_was_set_back_shows_what_was_known_then() -> None:
    diary = going_on(rising(), 5, 5)
    asleep = apply(diary, snooze(card(diary), diary, WEEK, noon(ON + timedelta(days=4))))
    assert state(asleep, ON) is StateName.OPEN
    assert state(asleep, ON + timedelta(days=4)) is StateName.SNOOZED


def filled_in_late(diary: Diary) -> Diary:
    """Three days before the rise turn out to have been bad as well."""
    for back in (19, 20, 21):
        diary = with_day(diary, ago(back), left=5)
    return diary


def test_a_late_entry_that_moves_the_first_day_wakes_nothing() -> None:
    diary = rising()
    late = filled_in_late(diary)
    assert card(late).fired_on < card(diary).fired_on
    away = apply(diary, dismiss(card(diary), diary, DismissReason.NOT_USEFUL, noon()))
    moved = filled_in_late(away)
    assert state(moved) is StateName.DISMISSED
    assert state(apply(moved, bring_back(card(moved), moved))) is StateName.OPEN


def test_what_was_done_with_an_earlier_reminder_is_not_about_the_next() -> None:
    diary = rising()
    now = card(diary)
    earlier = replace(now.reminder, fired_on=ago(60))
    away = dismiss(ShownReminder(earlier), diary, DismissReason.NOT_USEFUL, noon(ago(60)))
    assert state(filled_in_late(apply(diary, away))) is StateName.OPEN


def test_open_again_opens_what_was_answered_before_and_after_it_moved() -> None:
    diary = rising()
    away = apply(diary, dismiss(card(diary), diary, DismissReason.NOT_USEFUL, noon()))
    moved = filled_in_late(away)
    asleep = apply(moved, snooze(card(moved), moved, WEEK, noon() + timedelta(hours=1)))
    assert state(asleep) is StateName.SNOOZED
    again = apply(asleep, bring_back(card(asleep), asleep))
    assert state(again) is StateName.OPEN
    assert not again.reminder_states


def put_away_on_its_first_day(reason: DismissReason) -> tuple[Diary, date]:
    """A rise that is put away on the day it comes up, and that day."""
    fired_on = card(rising()).fired_on
    known = rising()
    until = {on: day for on, day in known.days.items() if on <= fired_on}
    diary = replace(known, days=until)
    return apply(diary, dismiss(card(diary, fired_on), diary, reason, noon(fired_on))), fired_on


def with_corrected_rise(diary: Diary, fired_on: date, days: int) -> Diary:
    """The first day of the rise was 2 after all; it goes on for some days after it came up."""
    corrected = with_day(diary, ago(18), left=2)
    for number in range(1, days + 1):
        corrected = with_day(corrected, fired_on + timedelta(days=number), left=5)
    return corrected


def test_what_was_not_useful_stays_away_when_a_correction_moves_it_later() -> None:
    away, fired_on = put_away_on_its_first_day(DismissReason.NOT_USEFUL)
    later = with_corrected_rise(away, fired_on, 6)
    asked = fired_on + timedelta(days=6)
    moved = card(later, asked)
    assert moved.fired_on > fired_on
    assert moved.state is StateName.DISMISSED
    again = apply(later, bring_back(moved, later))
    assert state(again, asked) is StateName.OPEN


def test_what_was_handled_before_it_moved_later_comes_back_no_sooner_for_that() -> None:
    away, fired_on = put_away_on_its_first_day(DismissReason.HANDLED)
    later = with_corrected_rise(away, fired_on, 8)
    days = [fired_on + timedelta(days=number) for number in (6, 7)]
    assert [state(later, on) for on in days] == [StateName.DISMISSED, StateName.OPEN]


def test_what_came_up_two_weeks_after_one_that_is_gone_is_another() -> None:
    diary = rising()
    gone = replace(card(diary).reminder, fired_on=card(diary).fired_on - timedelta(days=14))
    when = noon(gone.fired_on)
    away = dismiss(ShownReminder(gone), diary, DismissReason.NOT_USEFUL, when)
    assert state(apply(diary, away)) is StateName.OPEN


@pytest.mark.parametrize("other", [{"plan": PlanAnswer.NONE_PLANNED}, {"right": 3}])
def test_what_is_answered_later_that_day_does_not_make_a_known_sign_new(
    other: dict[str, Given],
) -> None:
    """A sign of the morning, the card put to sleep at noon, the rest of the day in the evening."""
    signed = a_knee_day(worst=5, signs={Sign.LOCKING: True})
    morning, evening = at(8), at(20)
    diary = with_day(rising(), ON, left=signed, recorded_at=morning)
    asleep = apply(diary, snooze(card(diary), diary, WEEK, noon()))
    # Scores have times of their own: they do not change that of the day.
    recorded_at = evening if "plan" in other else morning
    later = with_day(asleep, ON, left=signed, recorded_at=recorded_at, **other)
    assert state(later) is StateName.SNOOZED
    next_day = with_day(later, ON + timedelta(days=1), left=signed)
    assert state(next_day, ON + timedelta(days=1)) is StateName.OPEN
