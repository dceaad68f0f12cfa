"""The cards of the inbox: what joins, sleeps, wakes, stays away, comes back, and may be told."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from diary.domain.change import apply
from diary.domain.diary import Diary
from diary.domain.knee import Knee, Sign
from diary.domain.person import Person
from diary.domain.reminder_state import DismissReason, StateName
from diary.domain.rule import Rule
from diary.domain.rules.engine import evaluate
from diary.domain.settings import Settings
from diary.domain.shoe import LimitChange
from diary.services.reminder_acts import (
    Snooze,
    asks_about_kind,
    bring_back,
    dismiss,
    see_to,
    snooze,
    snoozes,
    usual_snooze,
)
from diary.services.reminder_states import ShownReminder, shown
from tests.builders import Given, a_day, a_diary, a_knee_day, a_run, a_run_knee, a_shoe

ON = date(2026, 11, 20)
PERSON = Person(timezone="UTC")
WEEK = Snooze(ON + timedelta(days=7), 7)


def ago(days: int) -> date:
    return ON - timedelta(days=days)


def noon(on: date = ON) -> datetime:
    return datetime.combine(on, time(12), UTC)


def rising(until: int = 0, *, days: int = 90, level: int = 5) -> Diary:
    """The left knee at 2, and for the last days at a level that is worth a reminder."""
    said = [a_day(ago(back), left=level if back < 19 else 2) for back in range(until, days)]
    return a_diary(said, person=PERSON)


def cards(diary: Diary, on: date = ON) -> list[ShownReminder]:
    return shown(evaluate(diary, on), diary, on)


def card(diary: Diary, on: date = ON, rule: Rule = Rule.WORSE) -> ShownReminder:
    return next(each for each in cards(diary, on) if each.rule is rule)


def state(diary: Diary, on: date = ON, rule: Rule = Rule.WORSE) -> StateName:
    return card(diary, on, rule).state


def with_day(diary: Diary, on: date, **other: Given) -> Diary:
    return replace(diary, days={**diary.days, on: a_day(on, **other)})


def going_on(diary: Diary, days: int, level: int) -> Diary:
    for number in range(1, days + 1):
        diary = with_day(diary, ON + timedelta(days=number), left=level)
    return diary


# ---- asleep ------------------------------------------------------------------------------------


def test_a_card_sleeps_for_its_days_and_then_is_open_again() -> None:
    diary = going_on(rising(), 8, 5)
    asleep = apply(diary, snooze(card(diary), diary, WEEK, noon()))
    assert [state(asleep, ON + timedelta(days=each)) for each in (0, 1, 6, 7)] == [
        *[StateName.SNOOZED] * 3,
        StateName.OPEN,
    ]
    back = card(asleep, ON + timedelta(days=7))
    assert back.is_back
    assert not back.is_early
    assert back.raised_on == ON + timedelta(days=7)


def test_what_was_done_later_is_not_read_on_an_earlier_day() -> None:
    diary = rising()
    asleep = apply(diary, snooze(card(diary), diary, WEEK, noon()))
    assert state(asleep, ago(2)) is StateName.OPEN


def test_rising_pain_wakes_early_when_it_has_grown_by_a_point() -> None:
    diary = going_on(rising(), 4, 7)
    two_weeks = Snooze(ON + timedelta(days=14), 14)
    asleep = apply(diary, snooze(card(diary), diary, two_weeks, noon()))
    # 7 for 5 is 1 point more on the fourth day: (3 * 5 + 4 * 7) / 7 = 6.14.
    assert state(asleep, ON + timedelta(days=3)) is StateName.SNOOZED
    woken = card(asleep, ON + timedelta(days=4))
    assert woken.state is StateName.OPEN
    assert woken.raised_on == ON + timedelta(days=4)
    assert woken.is_early


@pytest.mark.parametrize(
    ("on", "recorded_at", "wakes"),
    [
        (ON + timedelta(days=1), None, True),
        (ON, noon() + timedelta(hours=1), True),
        (ON, noon() - timedelta(hours=1), False),
    ],
)
def test_rising_pain_wakes_with_a_sign_that_should_be_looked_at(
    on: date, recorded_at: datetime | None, wakes: bool
) -> None:
    diary = rising()
    told = a_knee_day(worst=5, signs={Sign.LOCKING: True})
    signed = with_day(diary, on, left=told, recorded_at=recorded_at)
    asleep = apply(signed, snooze(card(diary), diary, WEEK, noon()))
    is_open = state(asleep, ON + timedelta(days=1)) is StateName.OPEN
    assert is_open is wakes


def test_another_rule_sleeps_on_whatever_is_entered() -> None:
    diary = rising()
    asleep = apply(diary, snooze(card(diary, rule=Rule.PERSIST), diary, WEEK, noon()))
    worse = with_day(
        asleep, ON + timedelta(days=1), left=a_knee_day(10, signs={Sign.LOCKING: True})
    )
    assert state(worse, ON + timedelta(days=1), Rule.PERSIST) is StateName.SNOOZED


def worn(more: Iterable[float] = ()) -> Diary:
    shoe = a_shoe("red", first_used_on=ago(200), initial_distance_m=630_000.0)
    runs = [
        a_run(f"r{number}", ON + timedelta(days=number + 1), distance_m=metres, shoe_id="red")
        for number, metres in enumerate(more)
    ]
    return a_diary(runs=runs, shoes=[shoe], person=PERSON)


def test_a_pair_may_sleep_for_so_many_more_kilometres() -> None:
    diary = worn([20_000.0, 29_000.0, 1_000.0])
    length = snoozes(card(diary, rule=Rule.SHOE), diary, ON)[-1]
    assert length == Snooze(metres=50_000.0)
    asleep = apply(diary, snooze(card(diary, rule=Rule.SHOE), diary, length, noon()))
    assert state(asleep, ON + timedelta(days=2), Rule.SHOE) is StateName.SNOOZED
    woken = card(asleep, ON + timedelta(days=5), Rule.SHOE)
    assert woken.state is StateName.OPEN
    assert woken.raised_on == ON + timedelta(days=3)


def test_the_lengths_are_those_of_the_vocabulary() -> None:
    diary = rising()
    lengths = snoozes(card(diary), diary, ON)
    assert [each.days for each in lengths] == [1, 3, 7, 14]
    assert usual_snooze(diary, ON) == WEEK
    visit = replace(diary, person=replace(PERSON, next_visit_on=ON + timedelta(days=4)))
    last = snoozes(card(visit), visit, ON)[-1]
    assert last.days is None
    assert last.until == ON + timedelta(days=4)
    past = replace(diary, person=replace(PERSON, next_visit_on=ON))
    assert len(snoozes(card(past), past, ON)) == 4


@pytest.mark.parametrize(
    ("days", "lengths"), [(5, [1, 3, 5, 7, 14]), (10, [1, 3, 7, 10, 14]), (3, [1, 3, 7, 14])]
)
def test_the_usual_length_is_always_among_those_to_choose_from(
    days: int, lengths: list[int]
) -> None:
    diary = replace(rising(), settings=Settings(snooze_days=days))
    found = snoozes(card(diary), diary, ON)
    assert [each.days for each in found] == lengths
    assert usual_snooze(diary, ON) in found


# ---- being seen to -----------------------------------------------------------------------------


def test_what_is_taken_on_is_looked_at_again_after_a_week() -> None:
    diary = going_on(rising(), 8, 5)
    taken = apply(diary, see_to(card(diary), diary, ON, noon()))
    assert state(taken) is StateName.DOING
    assert card(taken).said is not None
    due = card(taken, ON + timedelta(days=7))
    assert due.state is StateName.OPEN
    assert due.is_back
    assert not due.is_early


def test_what_settles_before_is_gone() -> None:
    diary = going_on(rising(), 20, 2)
    taken = apply(diary, see_to(card(diary), diary, ON, noon()))
    assert Rule.WORSE not in {each.rule for each in cards(taken, ON + timedelta(days=20))}


# ---- put away ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reason", "days"), [(DismissReason.HANDLED, 7), (DismissReason.KNOWN, 14)]
)
def test_what_was_put_away_comes_back_with_new_entries_and_not_at_once(
    reason: DismissReason, days: int
) -> None:
    diary = rising()
    away = apply(diary, dismiss(card(diary), diary, reason, noon()))
    later = going_on(away, days, 5)
    assert state(later, ON + timedelta(days=days - 1)) is StateName.DISMISSED
    assert state(later, ON + timedelta(days=days)) is StateName.OPEN


def test_without_a_new_entry_it_stays_away() -> None:
    diary = worn()
    away = apply(diary, dismiss(card(diary, rule=Rule.SHOE), diary, DismissReason.HANDLED, noon()))
    assert state(away, ON + timedelta(days=30), Rule.SHOE) is StateName.DISMISSED


def test_a_higher_level_brings_it_back_before_its_time() -> None:
    diary = worn([30_000.0])
    away = apply(diary, dismiss(card(diary, rule=Rule.SHOE), diary, DismissReason.KNOWN, noon()))
    past = card(away, ON + timedelta(days=1), Rule.SHOE)
    assert past.state is StateName.OPEN
    assert past.reminder.evidence["state"] == "over"


def test_a_lower_level_brings_nothing_back() -> None:
    shoe = a_shoe("red", first_used_on=ago(200), initial_distance_m=660_000.0)
    raised = replace(shoe, limit_changes=(LimitChange(ON + timedelta(days=1), 700_000.0),))
    run = a_run("r", ON + timedelta(days=1), distance_m=1_000.0, shoe_id="red")
    diary = a_diary(runs=[run], shoes=[raised], person=PERSON)
    assert card(diary, rule=Rule.SHOE).reminder.evidence["state"] == "over"
    away = apply(diary, dismiss(card(diary, rule=Rule.SHOE), diary, DismissReason.KNOWN, noon()))
    assert state(away, ON + timedelta(days=1), Rule.SHOE) is StateName.DISMISSED


def test_what_is_not_useful_is_silent_until_it_has_ended() -> None:
    diary = going_on(rising(), 21, 5)
    away = apply(diary, dismiss(card(diary), diary, DismissReason.NOT_USEFUL, noon()))
    assert state(away, ON + timedelta(days=21)) is StateName.DISMISSED


def test_the_next_time_the_rule_fires_is_another_reminder() -> None:
    diary = rising()
    found = card(diary)
    earlier = replace(found.reminder, fired_on=ago(60))
    away = dismiss(ShownReminder(earlier), diary, DismissReason.NOT_USEFUL, noon(ago(60)))
    assert state(apply(diary, away)) is StateName.OPEN


def test_a_long_run_that_was_put_away_has_nothing_new_to_say() -> None:
    runs = [a_run(f"r{n}", ago(40 - 3 * n), distance_m=8000.0) for n in range(13)]
    diary = a_diary(runs=[*runs, a_run("long", ON, distance_m=16_000.0)], person=PERSON)
    found = card(diary, rule=Rule.SPIKE)
    away = apply(diary, dismiss(found, diary, DismissReason.HANDLED, noon()))
    run = a_run("next", ON + timedelta(days=5))
    later = replace(away, runs={**away.runs, run.id: run})
    assert state(later, ON + timedelta(days=10), Rule.SPIKE) is StateName.DISMISSED


def test_a_card_can_be_taken_up_again() -> None:
    diary = rising()
    away = apply(diary, dismiss(card(diary), diary, DismissReason.KNOWN, noon()))
    assert apply(away, bring_back(card(away), away)) == diary
    assert not bring_back(card(diary), diary)


def test_the_second_that_was_not_useful_in_sixty_days_asks_about_the_kind_once() -> None:
    diary = rising()
    found = card(diary)

    def away(diary: Diary, fired_on: date) -> Diary:
        reminder = replace(found.reminder, fired_on=fired_on)
        at = noon(fired_on)
        return apply(diary, dismiss(ShownReminder(reminder), diary, DismissReason.NOT_USEFUL, at))

    first = away(diary, ago(59))
    assert not asks_about_kind(Rule.WORSE, first, ON)
    second = away(first, ON)
    assert asks_about_kind(Rule.WORSE, second, ON)
    assert not asks_about_kind(Rule.WORSE, away(second, ago(1)), ON)
    assert not asks_about_kind(Rule.WORSE, away(away(diary, ago(60)), ON), ON)


# ---- one card a cause and knee -----------------------------------------------------------------


def painful_runs(diary: Diary, *backs: int, knee: str = "left") -> Diary:
    runs = [
        a_run(f"run-{back}", ago(back), **{knee: a_run_knee(during=8, after=8)}) for back in backs
    ]
    return replace(diary, runs={run.id: run for run in runs})


def test_what_one_knee_says_about_the_same_days_is_one_card() -> None:
    found = cards(painful_runs(rising(), 1))
    about_pain = next(each for each in found if each.rule is Rule.WORSE)
    assert [each.rule for each in about_pain.all] == [Rule.WORSE, Rule.RESP]
    assert Rule.RESP not in {each.rule for each in found}
    assert Rule.PERSIST in {each.rule for each in found}


def test_the_knees_have_cards_of_their_own() -> None:
    found = cards(painful_runs(rising(), 1, knee="right"))
    assert [each.key for each in found if each.rule in {Rule.WORSE, Rule.RESP}] == [
        "R-RESP.run-1.right",
        "R-WORSE.left",
    ]


def test_both_knees_of_one_run_have_keys_of_their_own() -> None:
    run = a_run("run", ago(1), left=a_run_knee(8, 8), right=a_run_knee(8, 8))
    found = cards(a_diary(runs=[run], person=PERSON))
    assert [each.key for each in found if each.rule is Rule.RESP] == [
        "R-RESP.run.left",
        "R-RESP.run.right",
    ]
    assert {each.knee for each in found if each.rule is Rule.RESP} == set(Knee)


def test_what_is_done_with_a_card_is_done_with_all_of_it() -> None:
    diary = painful_runs(rising(), 1)
    asleep = apply(diary, snooze(card(diary), diary, WEEK, noon()))
    assert len(asleep.reminder_states) == 2
    assert [each.state for each in cards(asleep) if each.rule is Rule.WORSE] == [StateName.SNOOZED]


def test_a_run_that_joins_a_sleeping_card_wakes_nothing() -> None:
    diary = rising()
    asleep = apply(diary, snooze(card(diary), diary, WEEK, noon(ago(2))))
    later = painful_runs(asleep, 1)
    assert [each.rule for each in card(later).all] == [Rule.WORSE, Rule.RESP]
    assert state(later) is StateName.SNOOZED


def test_a_greater_cause_speaks_beside_a_sleeping_run() -> None:
    diary = painful_runs(rising(), 1)
    run = next(each for each in evaluate(diary, ON).open if each.rule is Rule.RESP)
    asleep = apply(diary, snooze(ShownReminder(run), diary, WEEK, noon()))
    assert state(asleep) is StateName.OPEN
    assert state(asleep, rule=Rule.RESP) is StateName.SNOOZED


def test_a_run_after_one_that_was_put_away_is_told() -> None:
    diary = painful_runs(a_diary(person=PERSON), 3)
    first = card(diary, ago(2), Rule.RESP)
    away = apply(diary, dismiss(first, diary, DismissReason.HANDLED, noon(ago(2))))
    later = painful_runs(away, 1, 3)
    states = {each.subject: each.state for each in cards(later) if each.rule is Rule.RESP}
    assert states.get("run-1") is StateName.OPEN
