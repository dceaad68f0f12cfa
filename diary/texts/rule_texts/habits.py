"""What the diary as a whole shows: R-SKIP, R-FEAR, R-REST, R-GAP, R-VISIT, R-BACKUP."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from diary.domain.event import EventKind
from diary.domain.rules.findings import Rule
from diary.texts.numbers import Formats
from diary.texts.rule_texts.text import ReminderText, Said, number
from diary.words import _, plural

HABIT_RULES = (Rule.SKIP, Rule.FEAR, Rule.REST, Rule.GAP, Rule.VISIT, Rule.BACKUP)


def habit_title(said: Said) -> str:
    """What was noticed, in a line."""
    rule, evidence, formats = said.rule, said.evidence, said.formats
    if rule is Rule.GAP:
        return _("No entries since {day}").format(day=_day(evidence, "last_on", formats))
    if rule is Rule.VISIT:
        return _("PT visit on {day}").format(day=_day(evidence, "visit_on", formats))
    if rule is Rule.BACKUP:
        return _("No backup since {day}").format(day=_day(evidence, "last_at", formats))
    if rule is Rule.REST:
        n = int(number(evidence, "days"))
        return plural("{n} day of running in a row", "{n} days of running in a row", n).format(n=n)
    n = int(number(evidence, "count"))
    if rule is Rule.SKIP:
        return plural(
            "{n} run cut short or skipped for the knee",
            "{n} runs cut short or skipped for the knee",
            n,
        ).format(n=n)
    return plural(
        "You held back on {n} day because of worry",
        "You held back on {n} days because of worry",
        n,
    ).format(n=n)


def habit_text(said: Said) -> ReminderText:
    """Why it is said, and what could come next."""
    evidence, settings, formats = said.evidence, said.settings, said.formats
    line = ""
    match said.rule:
        case Rule.SKIP:
            why = _dates(evidence, formats)
            line = _window(settings.skip_window_days)
            advice = _(
                "Plan the next run shorter than where the pain began."
                " Tell your PT about this pattern."
            )
        case Rule.FEAR:
            why = _dates(evidence, formats)
            line = _window(settings.fear_window_days)
            advice = _(
                "Worry about a sore knee is common. Your PT can help you set a limit you trust."
            )
        case Rule.REST:
            why = _("There was a run on each of the last {n} days.").format(n=evidence["days"])
            advice = _("A day without a run now and then gives the knee a rest.")
        case Rule.GAP:
            why = _("The last entry is {day}.").format(day=_day(evidence, "last_on", formats))
            advice = _("Carry on from today. The gap stays empty and that is fine.")
        case Rule.VISIT:
            why = _recorded(said)
            advice = _("Look through the last weeks and note what you want to ask.")
        case _:
            text = _("The last checked backup is from {day}.")
            why = text.format(day=_day(evidence, "last_at", formats))
            advice = _("Choose File > Back up now, or see whether the backup folder is there.")
    return ReminderText(habit_title(said), why, (line,) if line else (), advice)


def _recorded(said: Said) -> str:
    """How much was kept since the last visit; without one over the days before."""
    n = int(number(said.evidence, "days"))
    visits = [each.on for each in said.diary.events.values() if each.kind is EventKind.PT_VISIT]
    text = plural("{recorded} of {n} day recorded.", "{recorded} of {n} days recorded.", n)
    if any(on < said.on for on in visits):
        text = plural(
            "{recorded} of {n} day recorded since the last visit.",
            "{recorded} of {n} days recorded since the last visit.",
            n,
        )
    return text.format(recorded=said.evidence["recorded"], n=n)


def _window(days: int) -> str:
    return _("Counted over {n} days.").format(n=days)


def _dates(evidence: Mapping[str, object], formats: Formats) -> str:
    found = evidence["dates"]
    days = found if isinstance(found, list | tuple) else []
    return _listed([formats.short_day(day) for day in dict.fromkeys(days)]) + "."


def _listed(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return _("{first} and {last}").format(first=", ".join(words[:-1]), last=words[-1])


def _day(evidence: Mapping[str, object], name: str, formats: Formats) -> str:
    on = evidence[name]
    return formats.weekday_day(on) if isinstance(on, date) else ""
