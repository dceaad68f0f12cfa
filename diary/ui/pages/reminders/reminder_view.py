"""What the page says about findings, as values and sentences; no widget is made here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from diary.domain.diary import Diary
from diary.domain.period import Span
from diary.domain.reminder_state import StateName
from diary.domain.rules.evidence import evidence_span, joint_span
from diary.domain.rules.facts import Facts
from diary.domain.rules.findings import EventKind, Findings, Level, Rule, RuleEvent
from diary.services.reminder_acts import Snooze, snoozes, usual_snooze
from diary.services.reminder_entries import (
    is_known_since,
    kept_since,
    knee_of_event,
    silent_days,
)
from diary.services.reminder_settled import SettledReminder
from diary.services.reminder_states import ShownReminder
from diary.texts.numbers import Formats
from diary.texts.reminder_states import closed_text, settled_text, snooze_text, standing_text
from diary.texts.reminders import closing_text, open_text, reminder_title
from diary.texts.rule_texts.before import BeforeText, before_text
from diary.texts.rule_texts.text import ReminderText, Said
from diary.words import _

# Where the button of a card leads when it is not to the chart: a page or a command of the window.
_WAYS = {Rule.SHOE: "shoes", Rule.BACKUP: "backup_now"}


@dataclass(frozen=True, slots=True)
class ReminderView:
    """One card; `where` is what its button leads to: a span of days or a shoe id.

    `standing` says where it stands, "" for one that is simply open; `also` holds what has joined
    it, a line each; `lengths` how long it may sleep, with their names and texts, empty where it
    cannot be put away; `before` what changed before it began, or `before_elsewhere` says which card
    has it.
    """

    key: str
    rule: Rule
    level: Level
    state: StateName
    since: str
    standing: str
    text: ReminderText
    also: tuple[str, ...]
    lengths: tuple[tuple[str, Snooze], ...]
    usual_length: str
    page_key: str
    where: Span | str | None
    before: BeforeText | None = None
    before_elsewhere: str = ""

    @property
    def is_open(self) -> bool:
        """True for one that has not been put off, put away or taken on."""
        return self.state is StateName.OPEN


@dataclass(frozen=True, slots=True)
class SettledView:
    """One reminder that has ended by itself; `is_known` False = only for want of entries."""

    key: str
    level: Level
    title: str
    text: str
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class PastEvent:
    """One line of the history; `level` is None for the end of a reminder.

    `is_known` False: it ended for want of entries.
    """

    on: date
    level: Level | None
    text: str
    is_known: bool = True


def reminder_view(
    card: ShownReminder, diary: Diary, formats: Formats, on: date, facts: Facts | None = None
) -> ReminderView:
    """Everything a card shows; without `facts` nothing about the time before it began."""
    formats = formats.read_on(on)
    lead = card.reminder
    lengths = snoozes(card, diary, on) if card.can_be_put_away else []
    usual = usual_snooze(diary, on)
    return ReminderView(
        key=card.key,
        rule=lead.rule,
        level=lead.level,
        state=card.state,
        since=_("since {day}").format(day=formats.weekday_day(lead.since)),
        standing=standing_text(
            card.state,
            card.said,
            diary.settings,
            formats,
            is_known=is_known_since(card, diary, on),
            is_early=card.is_early,
        ),
        text=open_text(lead, diary, formats),
        also=tuple(_also(open_text(each, diary, formats)) for each in card.joined),
        lengths=tuple((_length_text(each, formats), each) for each in lengths),
        usual_length=_length_text(usual, formats),
        page_key=_WAYS.get(lead.rule, "charts"),
        where=lead.subject if lead.rule is Rule.SHOE else _days_of(card, diary),
        before=None if facts is None else before_text(card.all, diary, facts, formats),
    )


def told_once(views: Iterable[ReminderView]) -> list[ReminderView]:
    """The same cards, of which only the first says what changed before when several would."""
    told: dict[BeforeText, str] = {}
    found = []
    for view in views:
        if view.before is not None and view.before in told:
            text = _("What changed before it started: see “{title}”.")
            text = text.format(title=told[view.before])
            found.append(replace(view, before=None, before_elsewhere=text))
            continue
        if view.before is not None:
            told[view.before] = view.text.title
        found.append(view)
    return found


def _days_of(card: ShownReminder, diary: Diary) -> Span | None:
    """The days that everything on a card rests on."""
    spans = (evidence_span(each, diary) for each in card.all)
    return joint_span([span for span in spans if span is not None])


def _also(text: ReminderText) -> str:
    return _("Also: {title}. {why}").format(title=text.title.rstrip("."), why=text.why)


def _length_text(length: Snooze, formats: Formats) -> str:
    return snooze_text(length.days, length.until, length.metres, formats)


def settled_view(ended: SettledReminder, diary: Diary, formats: Formats, on: date) -> SettledView:
    """What is said on a day about a reminder that has ended."""
    formats = formats.read_on(on)
    fire, told, silent = ended.fire, ended.told, ended.silent_days
    said = Said(fire.rule, fire.subject, told.evidence, told.on, diary, formats)
    text = settled_text(
        fire, ended.ending, ended.knee, ended.said, diary, formats, silent_days=silent
    )
    knee = "" if ended.knee is None else ended.knee.value
    key = f"{fire.rule}.{fire.subject}.{knee}.{fire.on}"
    return SettledView(key, fire.rule.level, reminder_title(said), text, silent is None)


def history(findings: Findings, diary: Diary, formats: Formats) -> list[PastEvent]:
    """What reminders did up to now, the newest first; silent endings are left out.

    So is what would have been told of the time before the diary was kept: nobody was told.
    """
    formats, begun_on = formats.read_on(findings.on), kept_since(diary)
    wanted = (
        event
        for event in reversed(findings.events)
        if diary.settings.is_on(event.rule) and (begun_on is None or event.on >= begun_on)
    )
    lines = (_past(event, diary, formats) for event in wanted)
    return [line for line in lines if line.text]


def _past(event: RuleEvent, diary: Diary, formats: Formats) -> PastEvent:
    if event.event in {EventKind.CLEAR, EventKind.REBASE}:
        text = closing_text(event, diary, formats)
        knee, silent = knee_of_event(event), silent_days(event, diary) if text else None
        if knee is not None and silent is not None:
            return PastEvent(event.on, None, closed_text(event.rule, knee, silent), is_known=False)
        return PastEvent(event.on, None, text)
    said = Said(event.rule, event.subject, event.evidence, event.on, diary, formats)
    title = reminder_title(said)
    return PastEvent(event.on, event.rule.level, title)


def recorded_days(diary: Diary) -> int:
    """On how many days a knee was given a score or a sign, or a run was made."""
    kept = {on for on, day in diary.days.items() if day.knees}
    return len(kept | {run.on for run in diary.runs.values()})
