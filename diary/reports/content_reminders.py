"""The reminders of a visit report: titles and days, never ids; of a file those it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from diary.domain.knee import Knee
from diary.domain.reminder_state import ReminderState
from diary.domain.rule import Rule
from diary.domain.rules.engine import evaluate
from diary.domain.rules.findings import EventKind, Findings, OpenReminder, RuleEvent
from diary.reports.content_parts import ReminderLine, RemindersSection
from diary.reports.content_scope import ReportScope, said_on
from diary.texts import report as texts
from diary.texts import report_rest as say
from diary.texts.reminders import open_text, reminder_title
from diary.texts.rule_texts.text import Said

MOST_LINES = 12
# About keeping the diary, not about the knee.
_HOUSEKEEPING = frozenset({Rule.GAP, Rule.VISIT, Rule.BACKUP})


@dataclass(slots=True)
class _Raised:
    """A reminder that came up, and how it ended."""

    fire: RuleEvent
    end: RuleEvent | None = None


def reminders_section(scope: ReportScope, findings: Findings | None) -> RemindersSection:
    """What came up in the days shown and what was open then, the newest first."""
    if scope.is_file:
        lines = [_row_line(scope, row) for row in _rows_newest_first(scope)]
    else:
        if findings is None or findings.on != scope.last_on:
            findings = evaluate(scope.diary, scope.last_on)
        lines = _found_lines(scope, findings)
    more = max(0, len(lines) - MOST_LINES)
    return RemindersSection(
        title=texts.section_title("reminders"),
        lines=tuple(lines[:MOST_LINES]),
        more=say.more_reminders_text(more),
        more_count=more,
        nothing="" if lines else texts.nothing_text(),
    )


# ---- of a file ----------------------------------------------------------------------------------


def _rows_newest_first(scope: ReportScope) -> list[Mapping[str, object]]:
    """The rows with a text that are about the knees shown."""
    rows = [
        row
        for row in scope.reminders
        if row.get("title")
        and str(row.get("rule")) not in _HOUSEKEEPING
        and _is_about(scope, row.get("evidence"), row.get("subject"))
    ]
    return sorted(rows, key=lambda row: said_on(row) or date.min, reverse=True)


def _row_line(scope: ReportScope, row: Mapping[str, object]) -> ReminderLine:
    on = said_on(row)
    return ReminderLine(
        day="" if on is None else scope.formats.day(on),
        title=str(row.get("title") or ""),
        why=str(row.get("why") or ""),
        state=say.file_state_text(row.get("state")),
    )


def _is_about(scope: ReportScope, evidence: object, subject: object) -> bool:
    """True unless it is about a knee that is not shown."""
    said = str(evidence.get("knee", subject) if isinstance(evidence, Mapping) else subject)
    return said not in set(Knee) or said in scope.knees


# ---- of the diary -------------------------------------------------------------------------------


def _found_lines(scope: ReportScope, findings: Findings) -> list[ReminderLine]:
    opened = {_key(each): each for each in findings.open}
    states = _newest_states(scope)
    found: list[tuple[date, ReminderLine]] = []
    for raised in _raised(scope, findings)[::-1]:
        fire = raised.fire
        each = opened.get(_key(fire)) if raised.end is None else None
        # What is open is told at its present level, which it may have reached later.
        since = fire.on if each is None else each.since
        answer = states.get((fire.rule, fire.subject, fire.on))
        state = (
            say.open_text() if raised.end is None else say.ended_text(raised.end.on, scope.formats)
        )
        line = ReminderLine(
            day=scope.formats.day(since),
            title=_title(scope, fire, each),
            why="" if each is None else open_text(each, scope.diary, scope.formats).why,
            state=say.joined_state(state, "" if answer is None else say.answered_text(answer)),
        )
        found.append((since, line))
    return [line for _on, line in sorted(found, key=lambda pair: pair[0], reverse=True)]


def _raised(scope: ReportScope, findings: Findings) -> list[_Raised]:
    """Every fire that counts in the span, in order."""
    found: list[_Raised] = []
    standing: dict[tuple[object, ...], _Raised] = {}
    for event in findings.events:
        is_wanted = event.rule not in _HOUSEKEEPING and scope.diary.settings.is_on(event.rule)
        if not is_wanted or not _is_about(scope, event.evidence, event.subject):
            continue
        if event.event is EventKind.FIRE:
            found.append(standing.setdefault(_key(event), _Raised(event)))
        elif event.event in (EventKind.CLEAR, EventKind.REBASE):
            ended = standing.pop(_key(event), None)
            if ended is not None:
                ended.end = event
    return [each for each in found if each.end is None or each.end.on > scope.span.start]


def _key(about: RuleEvent | OpenReminder) -> tuple[object, ...]:
    return about.rule, about.subject, about.evidence.get("knee")


def _title(scope: ReportScope, fire: RuleEvent, reminder: OpenReminder | None) -> str:
    if reminder is not None:
        return open_text(reminder, scope.diary, scope.formats).title
    formats = scope.formats.read_on(scope.known_on)
    said = Said(fire.rule, fire.subject, fire.evidence, fire.on, scope.diary, formats)
    return reminder_title(said)


def _newest_states(scope: ReportScope) -> dict[tuple[object, ...], ReminderState]:
    """What was done last with each reminder."""
    said = scope.diary.reminder_states.values()
    ordered = sorted(said, key=lambda each: 0.0 if each.at is None else each.at.timestamp())
    return {(each.rule, each.subject, each.fired_on): each for each in ordered}
