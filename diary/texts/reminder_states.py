"""What is said about where a reminder stands, and about how long it may sleep."""

from __future__ import annotations

from datetime import date, timedelta

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.reminder_state import ReminderState, StateName
from diary.domain.rule import Rule
from diary.domain.rules.findings import EventKind, RuleEvent
from diary.domain.rules.pain_series import day_value
from diary.domain.settings import Settings
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.texts.reminders import closing_text
from diary.texts.rule_texts.how import rule_heading
from diary.words import _, plural

NEWEST, WITHIN = 3, timedelta(days=14)
_WEEK = 7


def standing_text(
    state: StateName,
    said: ReminderState | None,
    settings: Settings,
    formats: Formats,
    *,
    is_known: bool = True,
    is_early: bool = False,
) -> str:
    """One line under the title of a card that is not simply open; "" for one that is.

    `is_known` False: too little was entered since to say how it is. `is_early`: it came back before
    its time.
    """
    if said is None:
        return ""
    if state is StateName.OPEN and is_early:
        planned_on = said.recheck_on or said.until
        text = _("Back before its time, {day}: pain has risen further, or there is a new sign.")
        return text.format(day="" if planned_on is None else formats.weekday_day(planned_on))
    if state is StateName.OPEN:
        return _back_text(said, settings, formats, is_known=is_known)
    if said.state is StateName.DISMISSED and said.reason is not None:
        return _("Put away: {reason}").format(reason=label(said.reason))
    if said.state is StateName.DOING and said.recheck_on is not None:
        text = _("In progress. It is looked at again on {day}.")
        return text.format(day=formats.weekday_day(said.recheck_on))
    if said.until is not None:
        return _("Snoozed until {day}.").format(day=formats.weekday_day(said.until))
    text = _("Snoozed until the pair has run {distance} in all.")
    return text.format(distance=_woken_at(said, settings, formats))


def _back_text(said: ReminderState, settings: Settings, formats: Formats, *, is_known: bool) -> str:
    """Why something that was answered is open again."""
    if said.state is StateName.DOING and said.recheck_on is not None:
        text = _("You wanted to look at this again on {day}. It is still so.")
        if not is_known:
            text = _(
                "You wanted to look at this again on {day}. Little or nothing was entered since."
            )
        return text.format(day=formats.weekday_day(said.recheck_on))
    if said.state is StateName.DISMISSED:
        return _("You put this away. There are new entries since.")
    if said.until is not None:
        return _("You snoozed this until {day}.").format(day=formats.weekday_day(said.until))
    text = _("You snoozed this until the pair has run {distance} in all.")
    return text.format(distance=_woken_at(said, settings, formats))


def _woken_at(said: ReminderState, settings: Settings, formats: Formats) -> str:
    """How far a pair has run in all when its reminder comes back."""
    return formats.distance((said.value or 0.0) + settings.shoe_snooze_m, 0)


def snooze_text(
    days: int | None, until: date | None, metres: float | None, formats: Formats
) -> str:
    """How long a card may sleep: "3 days", "1 week", "until my next visit (Tue 24 Nov)"."""
    if days is not None:
        weeks, rest = divmod(days, _WEEK)
        if weeks and not rest:
            return plural("{n} week", "{n} weeks", weeks).format(n=weeks)
        return plural("{n} day", "{n} days", days).format(n=days)
    if until is not None:
        day = formats.weekday_day(until)
        return _("Until my next visit ({day})").format(day=day)
    return _("For {distance} more").format(distance=formats.distance(metres or 0.0, 0))


def settled_text(
    fire: RuleEvent,
    ending: RuleEvent,
    knee: Knee | None,
    said: ReminderState | None,
    diary: Diary,
    formats: Formats,
    *,
    silent_days: int | None = None,
) -> str:
    """When and with which numbers a reminder ended, and what was done with it before.

    `silent_days` counts the days without an entry after which it was closed; None = it settled.
    """
    day = formats.weekday_day(ending.on)
    if silent_days is not None:
        text = _silent_text(silent_days, ending, knee, diary, formats)
    elif ending.event is EventKind.REBASE:
        text = closing_text(ending, diary, formats)
    elif knee is None:
        closing = closing_text(ending, diary, formats) if fire.subject in diary.shoes else ""
        text = " ".join(filter(None, (_("Settled on {day}.").format(day=day), closing)))
    else:
        newest = ", ".join(map(str, newest_values(diary, knee, ending.on)))
        text = _("Settled on {day}: newest entries {newest}.") if newest else _("Settled on {day}.")
        text = text.format(day=day, newest=newest)
    if said is None:
        return text
    return f"{text} {_done_text(said)}"


def _silent_text(
    days: int, ending: RuleEvent, knee: Knee | None, diary: Diary, formats: Formats
) -> str:
    """Why something is closed of which nobody knows how it is."""
    text = plural(
        "Closed on {day}: no entries for {n} day. How it is now is not known.",
        "Closed on {day}: no entries for {n} days. How it is now is not known.",
        days,
    ).format(day=formats.weekday_day(ending.on), n=days)
    newest = [] if knee is None else newest_values(diary, knee, ending.on)
    if not newest:
        return text
    last = _("The last scores were {newest}.").format(newest=", ".join(map(str, newest)))
    return f"{text} {last}"


def closed_text(rule: Rule, knee: Knee, days: int) -> str:
    """One line of the history about a reminder that was closed for want of entries."""
    return plural(
        "{knee}: no entries for {n} day, so “{rule}” was closed.",
        "{knee}: no entries for {n} days, so “{rule}” was closed.",
        days,
    ).format(knee=label(knee), rule=rule_heading(rule), n=days)


def _done_text(said: ReminderState) -> str:
    if said.state is StateName.DOING:
        return _("You had it in progress.")
    if said.state is StateName.SNOOZED:
        return _("You had snoozed it.")
    return _("You had put it away.")


def newest_values(diary: Diary, knee: Knee, on: date) -> list[int]:
    """The newest three values of a knee up to a day, the oldest of them first."""
    days = (on - timedelta(days=back) for back in range(WITHIN.days))
    values = (day_value(diary.days.get(day), diary.runs_on(day), knee) for day in days)
    return [value for value in values if value is not None][:NEWEST][::-1]
