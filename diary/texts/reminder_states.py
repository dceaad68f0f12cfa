"""What is said about where a reminder stands, and about how long it may sleep."""

from __future__ import annotations

from datetime import date, timedelta

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.reminder_state import ReminderState, StateName
from diary.domain.rules.findings import EventKind, RuleEvent
from diary.domain.rules.pain_series import day_value
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.texts.reminders import closing_text
from diary.words import _, plural

NEWEST, WITHIN = 3, timedelta(days=14)
_WEEK = 7


def standing_text(state: StateName, said: ReminderState | None, formats: Formats) -> str:
    """One line under the title of a card that is not simply open; "" for one that is."""
    if said is None:
        return ""
    if state is StateName.OPEN:
        return _back_text(said, formats)
    if said.state is StateName.DISMISSED and said.reason is not None:
        return _("Put away: {reason}").format(reason=label(said.reason))
    if said.state is StateName.DOING and said.recheck_on is not None:
        text = _("In progress. It is looked at again on {day}.")
        return text.format(day=formats.weekday_day(said.recheck_on))
    if said.until is not None:
        return _("Snoozed until {day}.").format(day=formats.weekday_day(said.until))
    return _("Snoozed until the pair has run further.")


def _back_text(said: ReminderState, formats: Formats) -> str:
    """Why something that was answered is open again."""
    if said.state is StateName.DOING and said.recheck_on is not None:
        text = _("You wanted to look at this again on {day}. It is still so.")
        return text.format(day=formats.weekday_day(said.recheck_on))
    if said.state is StateName.DISMISSED:
        return _("You put this away. There are new entries since.")
    if said.until is not None:
        return _("You snoozed this until {day}.").format(day=formats.weekday_day(said.until))
    return _("You snoozed this until the pair has run further.")


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
) -> str:
    """When and with which numbers a reminder ended, and what was done with it before."""
    day = formats.weekday_day(ending.on)
    if ending.event is EventKind.REBASE:
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
