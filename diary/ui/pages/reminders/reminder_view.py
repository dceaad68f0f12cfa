"""What the page says about findings, as values and sentences; no widget is made here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from diary.domain.diary import Diary
from diary.domain.period import Span
from diary.domain.rules.findings import EventKind, Findings, Level, OpenReminder, Rule, RuleEvent
from diary.domain.settings import Settings
from diary.texts.numbers import Formats
from diary.texts.reminders import closing_text, open_text, reminder_title
from diary.texts.rule_texts.text import ReminderText, Said
from diary.words import _

# The rules of a knee compare the last two weeks with what was usual before.
EVIDENCE_DAYS = 14


@dataclass(frozen=True, slots=True)
class ReminderView:
    """One open reminder; `where` is what its button leads to: a span of days or a shoe id."""

    key: str
    level: Level
    since: str
    text: ReminderText
    page_key: str
    where: Span | str


@dataclass(frozen=True, slots=True)
class PastEvent:
    """One line of the history; `level` is None for the end of a reminder."""

    on: date
    level: Level | None
    text: str


def reminder_view(reminder: OpenReminder, diary: Diary, formats: Formats) -> ReminderView:
    """Everything the card of a reminder shows."""
    text = open_text(reminder, diary, formats)
    is_shoe = reminder.rule is Rule.SHOE
    return ReminderView(
        key=f"{reminder.rule.value}.{reminder.subject}",
        level=reminder.level,
        since=_("since {day}").format(day=formats.weekday_day(reminder.since)),
        text=text,
        page_key="shoes" if is_shoe else "charts",
        where=reminder.subject if is_shoe else evidence_span(reminder.fired_on),
    )


def evidence_span(fired_on: date) -> Span:
    """The days a reminder about a knee rests on, up to the day it fired."""
    end = fired_on + timedelta(days=1)
    return Span(end - timedelta(days=EVIDENCE_DAYS), end)


def history(findings: Findings, diary: Diary, formats: Formats) -> list[PastEvent]:
    """What reminders did up to now, the newest first; silent endings are left out."""
    lines = (_past(event, diary, formats) for event in reversed(findings.events))
    return [line for line in lines if line.text]


def _past(event: RuleEvent, diary: Diary, formats: Formats) -> PastEvent:
    if event.event in {EventKind.CLEAR, EventKind.REBASE}:
        return PastEvent(event.on, None, closing_text(event, diary, formats))
    said = Said(event.rule, event.subject, event.evidence, event.on, diary, formats)
    title = reminder_title(said)
    return PastEvent(event.on, event.rule.level, title)


def recorded_days(diary: Diary) -> int:
    """On how many days a knee was given a score or a sign, or a run was made."""
    kept = {on for on, day in diary.days.items() if day.knees}
    return len(kept | {run.on for run in diary.runs.values()})


def rule_paragraphs(settings: Settings, formats: Formats) -> Iterable[tuple[Rule, str, str]]:
    """Each rule with a heading and how it works, with the numbers that are set."""
    yield Rule.WORSE, _("Knee pain is rising"), _worse_words(settings, formats)
    yield Rule.WATCH, _("A little above your usual"), _watch_words(settings, formats)
    yield Rule.SHOE, _("Shoes near or past their limit"), _shoe_words(settings, formats)


def _worse_words(settings: Settings, formats: Formats) -> str:
    text = _(
        "Each knee is compared with its own usual: the lower of its averages 3 to 7 and 3 to 11"
        " weeks ago, from at least {base} recorded days. The reminder comes when the last 7 days,"
        " the last two weeks and the 3 newest entries are all at least {act} points above that,"
        " and the last 7 days average {level} or more. It takes {recent} recorded days of the last"
        " 7 and {previous} of the 7 before; in the two weeks no day counts for more than {cap}"
        " points above usual. It"
        " settles when the last 7 days stay less than {clear} above usual on {days} days. After"
        " {rebase} days the new level counts as usual."
    )
    return text.format(
        base=settings.worse_min_base,
        act=_points(settings.worse_act, formats),
        level=_points(settings.worse_min_level, formats),
        recent=settings.worse_min_recent,
        previous=settings.worse_min_prev,
        cap=_points(settings.worse_cap, formats),
        clear=_points(settings.worse_clear_delta, formats),
        days=settings.worse_clear_days,
        rebase=settings.worse_rebase_days,
    )


def _watch_words(settings: Settings, formats: Formats) -> str:
    if settings.worse_watch is None:
        return _("This note is switched off.")
    text = _(
        "The same comparison from {watch} points on. It is a note to read here and nothing more,"
        " and it ends by itself when the knee is less than {clear} above usual or is really rising."
    )
    return text.format(
        watch=_points(settings.worse_watch, formats),
        clear=_points(settings.watch_clear_delta, formats),
    )


def _shoe_words(settings: Settings, formats: Formats) -> str:
    text = _(
        "A pair is near its limit from {share} % of it, or when at your pace it gets there within"
        " {days} days. Something found when you looked at the sole counts too. Many runners"
        " replace shoes around these distances; how they feel counts more than the number."
    )
    share = formats.number(settings.shoe_warn_share * 100, 0)
    return text.format(share=share, days=settings.shoe_warn_days)


def _points(value: float, formats: Formats) -> str:
    for digits in (0, 1):
        if abs(value * 10**digits - round(value * 10**digits)) < 1e-9:
            return formats.number(value, digits)
    return formats.number(value, 2)
