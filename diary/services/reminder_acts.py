"""Turns what a person does with a card of the inbox into change sets; pure.

What is done with a card is done with every reminder on it. About safety nothing is put away.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from diary.domain.change import Change, ChangeSet
from diary.domain.diary import Diary
from diary.domain.reminder_state import DismissReason, ReminderState, StateName
from diary.domain.rule import Rule
from diary.domain.rules.findings import OpenReminder
from diary.domain.settings import DEFAULTS, Settings
from diary.services.reminder_states import ONE_CAUSE, ShownReminder, state_key
from diary.services.reminder_wakes import day_of

SNOOZE_DAYS = (1, 3, 7, 14)
# So often in so many days: then it is asked, once, whether the kind should stay at all.
NOT_USEFUL_TIMES, NOT_USEFUL_DAYS = 2, 60


@dataclass(frozen=True, slots=True)
class Snooze:
    """How long a card may sleep: `days`, `until` the next visit, or `metres` more of a pair."""

    until: date | None = None
    days: int | None = None
    metres: float | None = None


def snoozes(card: ShownReminder, diary: Diary, on: date) -> list[Snooze]:
    """How long a card may sleep, the shortest first; the usual one is `usual_snooze`."""
    lengths = sorted({*SNOOZE_DAYS, diary.settings.snooze_days})
    found = [Snooze(on + timedelta(days=days), days) for days in lengths]
    visit_on = diary.person.next_visit_on
    if visit_on is not None and visit_on > on:
        found.append(Snooze(visit_on))
    if card.rule is Rule.SHOE:
        found.append(Snooze(metres=diary.settings.shoe_snooze_m))
    return found


def usual_snooze(diary: Diary, on: date) -> Snooze:
    """For how long a card sleeps when nobody says how long."""
    days = diary.settings.snooze_days
    return Snooze(on + timedelta(days=days), days)


def snooze(card: ShownReminder, diary: Diary, length: Snooze, at: datetime) -> ChangeSet:
    """Let a card sleep."""
    until = length.until
    return _said(
        card,
        diary,
        lambda each: _state(
            each, StateName.SNOOZED, at, until=until, value=_value(each, has_end=until is not None)
        ),
    )


def see_to(card: ShownReminder, diary: Diary, on: date, at: datetime) -> ChangeSet:
    """Take on what a card says may be done, and look again some days later."""
    back_on = on + timedelta(days=diary.settings.snooze_days)
    return _said(card, diary, lambda each: _state(each, StateName.DOING, at, recheck_on=back_on))


def dismiss(card: ShownReminder, diary: Diary, reason: DismissReason, at: datetime) -> ChangeSet:
    """Put a card away, and say why."""
    return _said(card, diary, lambda each: _state(each, StateName.DISMISSED, at, reason=reason))


def bring_back(card: ShownReminder, diary: Diary) -> ChangeSet:
    """Take a card up again as if nothing had been done with it."""
    keys = [state_key(each) for each in card.all] + [each.key for each in card.answers]
    found = (diary.reminder_states.get(key) for key in dict.fromkeys(keys))
    return ChangeSet(tuple(Change(each, None) for each in found if each is not None))


def asks_about_kind(rule: Rule, diary: Diary, on: date) -> bool:
    """True while exactly two cards of a kind were put away as not useful within 60 days."""
    since = on - timedelta(days=NOT_USEFUL_DAYS)
    acts: dict[object, list[Rule]] = {}
    for each in diary.reminder_states.values():
        is_meant = each.reason is DismissReason.NOT_USEFUL
        if is_meant and since < day_of(each, diary, on) <= on:
            acts.setdefault(_act_of(each), []).append(each.rule)
    kinds = [_lead_of(rules) for rules in acts.values()]
    return kinds.count(rule) == NOT_USEFUL_TIMES


def _act_of(said: ReminderState) -> object:
    """What tells an act from others: what is on one card is put away at one instant."""
    if said.at is None or said.rule not in ONE_CAUSE:
        return said.key
    return (said.at, said.knee or said.subject)


def _lead_of(rules: Sequence[Rule]) -> Rule:
    """The rule of the card that these made together: the one that was said first."""
    return next((rule for rule in ONE_CAUSE if rule in rules), rules[0])


def switch_rule(diary: Diary, rule: Rule, on: date, *, is_on: bool) -> ChangeSet:
    """Have reminders of a rule from a day on, or not; raises for one about safety."""
    before = diary.settings
    if rule is Rule.CADENCE:
        return _take_up_cadence(before, on if is_on else None)
    left = before.rules_off - {rule} if is_on else before.rules_off | {rule}
    after = replace(before, rules_off=left)
    if is_on and rule is Rule.WATCH and before.worse_watch is None:
        after = replace(after, worse_watch=DEFAULTS.worse_watch)
    return ChangeSet(()) if after == before else ChangeSet((Change(before, after),))


def _take_up_cadence(before: Settings, on: date | None) -> ChangeSet:
    """Have hints about steps a minute from a day on; None = not. It is off as it comes."""
    if (on is not None) is before.is_on(Rule.CADENCE):
        return ChangeSet(())
    left = before.rules_off - {Rule.CADENCE}
    after = replace(before, rules_off=left, cadence_taken_up_on=on)
    return ChangeSet((Change(before, after),))


def _said(
    card: ShownReminder, diary: Diary, state: Callable[[OpenReminder], ReminderState]
) -> ChangeSet:
    changes = []
    for reminder in card.all if card.can_be_put_away else ():
        after = state(reminder)
        before = diary.reminder_states.get(after.key)
        if before != after:
            changes.append(Change(before, after))
    return ChangeSet(tuple(changes))


def _state(
    reminder: OpenReminder,
    state: StateName,
    at: datetime,
    **parts: Any,  # noqa: ANN401 - fields of ReminderState, checked there
) -> ReminderState:
    fired_on, rule, subject, knee = state_key(reminder)
    return ReminderState(rule, subject, fired_on, state, knee, at=at, **parts)


def _value(reminder: OpenReminder, *, has_end: bool) -> float | None:
    """The number by which a sleeping reminder may wake."""
    name = {Rule.WORSE: "recent", Rule.SHOE: "distance_m"}.get(reminder.rule)
    if name is None or (reminder.rule is Rule.SHOE and has_end):
        return None
    evidence = reminder.evidence if reminder.latest is None else reminder.latest
    value = evidence.get(name)
    return float(value) if isinstance(value, int | float) else None
