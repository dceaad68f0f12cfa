"""`kneelog reminders`: what is open on a day and why, and on demand every event before it."""

from __future__ import annotations

from argparse import ArgumentParser

from diary.cli.call import Call, UsageError, formats_of, plain, put_document, put_table, say
from diary.cli.options import option_json
from diary.domain.diary import Diary
from diary.domain.period import diary_day, local
from diary.domain.reminder_state import StateName
from diary.domain.rules.engine import evaluate
from diary.domain.rules.findings import EventKind, Findings, RuleEvent
from diary.services.exporting import event_rows, open_rows, text_of
from diary.services.reminder_states import standings
from diary.texts.labels import label
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
    text = _("show what is new on the desktop too, within your quiet hours and number a day")
    parser.add_argument("--notify", action="store_true", help=text)
    option_json(parser)


def run(call: Call) -> int:
    """Evaluate every rule for one day."""
    on = call.day(call.options.on)
    if call.options.notify and on is not None:
        raise UsageError(_("--notify is about today; leave out --on."))
    diary, status = call.read_diary("days", "runs", "shoes", "events")
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
    else:
        _say_open(findings, diary, formats)
    if call.options.history and findings.events and not call.is_json:
        say()
        put_table(
            (_("Day"), _("Reminder"), _("About"), _("What happened")),
            (_event_row(event, diary, formats) for event in findings.events),
        )
    if call.options.notify:
        from diary.cli.notifying import notify  # noqa: PLC0415 - only when it is asked for

        return max(status, notify(call, findings, diary))
    return status


def _say_open(findings: Findings, diary: Diary, formats: Formats) -> None:
    listed = standings(findings, diary)
    if not listed:
        say(_("No reminders on {day}.").format(day=formats.day(findings.on)))
    for number, (reminder, state) in enumerate(listed):
        text = text_of(reminder, diary, formats)
        if number:
            say()
        since = _("since {day}").format(day=formats.day(reminder.since))
        stands = "" if state is StateName.OPEN else f", {label(state)}"
        say(plain(f"{text.title} ({since}{stands})"))
        for line in (text.why, *text.evidence_lines, text.next):
            say(plain(f"  {line}"))
    learning = learning_text(findings.learning)
    if learning:
        say(learning)


def _event_row(event: RuleEvent, diary: Diary, formats: Formats) -> tuple[str, ...]:
    shoe = diary.shoes.get(event.subject)
    about = shoe.name if shoe else event.subject
    return (formats.day(event.on), event.rule.value, about, _(_HAPPENED[event.event]))
