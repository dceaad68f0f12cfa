"""What reminders say: a title, why, the numbers behind it, and what to do next.

Numbers come from the evidence of the rule and are never worked out twice. The texts describe what
was entered; they name no condition and give no orders. Each kind of rule has a module in
`rule_texts`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.rules.findings import EventKind, OpenReminder, Rule, RuleEvent
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.texts.rule_texts import (
    habits,
    knee_signs,
    pain_level,
    plans,
    runs,
    shoe_wear,
    urgent,
)
from diary.texts.rule_texts.text import KNEES, ReminderText, Said, number
from diary.words import _

_PAIN_LEVEL = (Rule.WORSE, Rule.WATCH)


def reminder_text(said: Said) -> ReminderText:
    """The text of a reminder from the evidence of its rule."""
    return _TEXTS[said.rule](said)


def reminder_title(said: Said) -> str:
    """The title alone, without looking through the entries."""
    return _TITLES[said.rule](said)


def open_text(reminder: OpenReminder, diary: Diary, formats: Formats) -> ReminderText:
    """The text of an open reminder on the day asked; older numbers name the day they are of."""
    formats = formats.read_on(reminder.asked_on)
    if reminder.rule is Rule.SHOE:
        diary = shoe_wear.without_later_looks(diary, reminder.subject, reminder.asked_on)
    is_aged = reminder.latest is not None
    said = Said(
        reminder.rule,
        reminder.subject,
        reminder.evidence if reminder.latest is None else reminder.latest,
        reminder.asked_on if is_aged else reminder.fired_on,
        diary,
        formats,
    )
    if reminder.rule in _PAIN_LEVEL and reminder.fired_on != reminder.asked_on:
        return pain_level.aged_text(reminder, said)
    return reminder_text(said)


_TEXTS: Mapping[Rule, Callable[[Said], ReminderText]] = {
    Rule.WORSE: pain_level.worse_text,
    Rule.WATCH: pain_level.watch_text,
    Rule.PERSIST: knee_signs.persist_text,
    **dict.fromkeys(knee_signs.SIGN_RULES, knee_signs.sign_text),
    Rule.RESP: runs.response_text,
    Rule.NEXTDAY: runs.next_day_text,
    Rule.SPIKE: runs.spike_text,
    Rule.LAYOFF: runs.layoff_text,
    Rule.RECUR: runs.recur_text,
    Rule.SHOE: shoe_wear.shoe_text,
    **dict.fromkeys(habits.HABIT_RULES, habits.habit_text),
    **dict.fromkeys(plans.PLAN_RULES, plans.plan_text),
    **dict.fromkeys(urgent.SAFETY_RULES, urgent.urgent_text),
}
_TITLES: Mapping[Rule, Callable[[Said], str]] = {
    Rule.WORSE: pain_level.worse_title,
    Rule.WATCH: pain_level.watch_title,
    Rule.PERSIST: knee_signs.persist_title,
    **dict.fromkeys(knee_signs.SIGN_RULES, knee_signs.sign_title),
    Rule.RESP: runs.response_title,
    Rule.NEXTDAY: runs.next_day_title,
    Rule.SPIKE: runs.spike_title,
    Rule.LAYOFF: runs.layoff_title,
    Rule.RECUR: runs.recur_title,
    Rule.SHOE: shoe_wear.shoe_title,
    **dict.fromkeys(habits.HABIT_RULES, habits.habit_title),
    **dict.fromkeys(plans.PLAN_RULES, plans.plan_title),
    **dict.fromkeys(urgent.SAFETY_RULES, urgent.urgent_title),
}


def learning_text(knees: Iterable[Knee], diary: Diary) -> str:
    """What is said while knees have too few entries for a usual level; "" when none is learning.

    A knee nothing was ever entered about is not waited for beside one that is written about.
    """
    written = {knee for day in diary.days.values() for knee in day.knees}
    written |= {knee for run in diary.runs.values() for knee in run.knees}
    names = ", ".join(_(KNEES[knee]) for knee in knees if not written or knee in written)
    if not names:
        return ""
    text = _("The check for rising pain needs about 3 weeks of entries. Not enough yet: {knees}.")
    return text.format(knees=names)


def closing_text(event: RuleEvent, diary: Diary, formats: Formats) -> str:
    """What is said when a reminder ends; "" for the many that end silently."""
    if event.rule is Rule.SHOE:
        shoe = diary.shoes[event.subject]
        is_retired = shoe.retired_on is not None and shoe.retired_on <= event.on
        text = _("{shoe} is retired.") if is_retired else _("{shoe} is in good range again.")
        return text.format(shoe=shoe.name)
    if event.rule is Rule.PERSIST:
        text = _("{knee}: the long time of pain is over.")
        return text.format(knee=label(Knee(event.subject)))
    if event.rule is not Rule.WORSE:
        return ""
    if event.event is EventKind.REBASE:
        text = _("{knee}: this has become your usual level. It is worth talking over with your PT.")
        return text.format(knee=label(Knee(event.subject)))
    text = _("{knee} is back near its usual: last 7 days {recent} on average.")
    recent = formats.number(number(event.evidence, "recent"))
    return text.format(knee=label(Knee(event.subject)), recent=recent)
