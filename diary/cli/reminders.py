"""`kneelog reminders`: what is open on a day and why, and on demand every event before it."""

from __future__ import annotations

from argparse import ArgumentParser

from diary.cli.call import Call, formats_of, plain, put_document, put_table, say
from diary.cli.options import option_json
from diary.domain.diary import Diary
from diary.domain.period import diary_day, local
from diary.domain.rules.engine import evaluate
from diary.domain.rules.findings import EventKind, Findings, RuleEvent
from diary.services.exporting import event_rows, open_rows, text_of
from diary.texts.numbers import Formats
from diary.texts.reminders import learning_text
from diary.words import _, mark

_HAPPENED = {
    EventKind.FIRE: mark("began"),
    EventKind.LEVEL: mark("changed"),
    EventKind.CLEAR: mark("ended"),
    EventKind.REBASE: mark("has become the usual level"),
}


def configure(parser: ArgumentParser) -> None:
    """Add the options."""
    text = _("the day (default: today); entries about later days are not read")
    parser.add_argument("--on", metavar="DATE", help=text)
    text = _("also every reminder that began or ended up to that day")
    parser.add_argument("--history", action="store_true", help=text)
    option_json(parser)


def run(call: Call) -> int:
    """Evaluate every rule for one day."""
    on = call.day(call.options.on)
    diary, status = call.read_diary("days", "runs", "shoes")
    if on is None:
        now = local(call.parts.clock.now(), call.parts.clock.zone())
        on = diary_day(now, diary.settings.day_turnover)
    findings, formats = evaluate(diary, on), formats_of(diary)
    if call.is_json:
        put_document(
            {
                "on": on,
                "open": open_rows(findings, diary, formats),
                "events": event_rows(findings) if call.options.history else [],
            }
        )
        return status
    _say_open(findings, diary, formats)
    if call.options.history and findings.events:
        say()
        put_table(
            (_("Day"), _("Reminder"), _("About"), _("What happened")),
            (_event_row(event, diary, formats) for event in findings.events),
        )
    return status


def _say_open(findings: Findings, diary: Diary, formats: Formats) -> None:
    if not findings.open:
        say(_("No reminders on {day}.").format(day=formats.day(findings.on)))
    for number, reminder in enumerate(findings.open):
        text = text_of(reminder, diary, formats)
        if number:
            say()
        since = _("since {day}").format(day=formats.day(reminder.since))
        say(plain(f"{text.title} ({since})"))
        for line in (text.why, *text.evidence_lines, text.next):
            say(plain(f"  {line}"))
    learning = learning_text(findings.learning)
    if learning:
        say(learning)


def _event_row(event: RuleEvent, diary: Diary, formats: Formats) -> tuple[str, ...]:
    shoe = diary.shoes.get(event.subject)
    about = shoe.name if shoe else event.subject
    return (formats.day(event.on), event.rule.value, about, _(_HAPPENED[event.event]))
