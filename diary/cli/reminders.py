"""`kneelog reminders`: what is open on a day and why, and on demand every event before it."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Sequence

from diary.cli.call import Call, UsageError, formats_of, plain, put_document, put_table, say
from diary.cli.options import option_json
from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.period import diary_day, local
from diary.domain.reminder_state import StateName
from diary.domain.rules.engine import Outside, evaluate
from diary.domain.rules.findings import EventKind, Findings, RuleEvent
from diary.services.exporting import event_rows, open_rows, text_of, wanted_events
from diary.services.reminder_states import standings
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.texts.reminders import learning_text, reminder_title
from diary.texts.rule_texts.how import rule_heading
from diary.texts.rule_texts.text import Said
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
    now = local(call.parts.clock.now(), call.parts.clock.zone())
    today = diary_day(now, diary.settings.day_turnover)
    on = today if on is None else on
    outside = _outside(call) if on == today else Outside()
    findings, formats = evaluate(diary, on, outside), formats_of(diary)
    if call.is_json:
        put_document(
            {
                "on": on,
                "open": open_rows(findings, diary, formats),
                "events": event_rows(findings, diary) if call.options.history else [],
            }
        )
    else:
        _say_open(findings, diary, formats)
    if call.options.history and not call.is_json:
        _say_history(wanted_events(findings, diary), diary, formats.read_on(on))
    if call.options.notify:
        from diary.cli.notifying import notify  # noqa: PLC0415 - only when it is asked for

        return max(status, notify(call, findings, diary))
    return status


def _outside(call: Call) -> Outside:
    """The day of the newest backup that was checked; of another day it is not known."""
    last = call.parts.backups_of(call.diary_path).last()
    zone = call.parts.clock.zone()
    return Outside(None if last is None else local(last.made_at, zone).date())


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
    learning = learning_text(findings.learning, diary)
    if learning:
        say(learning)


def _say_history(events: Sequence[RuleEvent], diary: Diary, formats: Formats) -> None:
    if not events:
        return
    titles: dict[tuple[object, ...], str] = {}
    rows = []
    for event in events:
        key = (event.rule, event.subject, event.evidence.get("knee"))
        if event.event in {EventKind.FIRE, EventKind.LEVEL}:
            said = Said(event.rule, event.subject, event.evidence, event.on, diary, formats)
            titles[key] = reminder_title(said).rstrip(".")
        # What ends has the title it had; its own numbers are those of the end.
        title = titles.get(key) or rule_heading(event.rule)
        happened = _(_HAPPENED[event.event])
        rows.append((formats.day(event.on), title, _about(event, diary), happened))
    say()
    put_table((_("Day"), _("Reminder"), _("About"), _("What happened")), rows)


def _about(event: RuleEvent, diary: Diary) -> str:
    """The knee or pair; "" for what is about a run or the diary, which the title says."""
    shoe = diary.shoes.get(event.subject)
    if shoe is not None:
        return shoe.name
    side = event.evidence.get("knee", event.subject)
    return label(Knee(str(side))) if side in list(Knee) else ""
