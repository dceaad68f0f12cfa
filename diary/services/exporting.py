"""What an export holds: a diary cut to a span, and reminders as rows with their texts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.pain_limits import with_limits_of
from diary.domain.period import Span, local
from diary.domain.reminder_state import StateName
from diary.domain.report_choice import is_event_in, is_note_about
from diary.domain.rules.engine import evaluate
from diary.domain.rules.findings import Findings, OpenReminder, RuleEvent
from diary.domain.run import Run
from diary.domain.run_walk import RunWalk
from diary.domain.shoe import Shoe
from diary.domain.total import Scale, Total, in_order_of_time
from diary.services.reminder_states import standings
from diary.texts.numbers import Formats
from diary.texts.reminders import open_text
from diary.texts.rule_texts.text import ReminderText

ONE_DAY = timedelta(days=1)


def span_of(diary: Diary, first: date | None, last: date | None, today: date) -> Span | None:
    """The days asked for, both included; a missing end is that of the diary, without both None."""
    if first is None and last is None:
        return None
    known = [today, *diary.days, *(run.on for run in diary.runs.values())]
    first = first or min(*known, last or today)
    return Span(first, (last or max(*known, first)) + ONE_DAY)


def cut(diary: Diary, span: Span) -> Diary:
    """The part of the diary that a span is about.

    Days, runs, events, sessions, answers to reminders and the PT's notes in it; the plans that hold
    in it, and the exercises in use or named in it; the way back to running as it stood at its end,
    unless it began later; the totals of forms in it
    and the last one of each form before it, to compare with; all pairs known by its end, each with
    the distance run before it; the changes of settings up to its end, since those before it still
    count in it, and the pain limits that were in use then.
    """
    last = span.end - ONE_DAY
    diary = with_limits_of(diary, last)
    zone = diary.person.timezone
    before = _distances_before(diary.runs.values(), span.start)
    return replace(
        diary,
        setting_changes=tuple(
            change for change in diary.setting_changes if local(change.at, zone).date() <= last
        ),
        days={on: day for on, day in diary.days.items() if on in span},
        runs={run.id: run for run in diary.runs.values() if run.on in span},
        shoes={
            shoe.id: _cut_shoe(shoe, before.get(shoe.id, 0.0), last)
            for shoe in diary.shoes.values()
        },
        events={event.id: event for event in diary.events.values() if is_event_in(event, span)},
        reminder_states={
            key: state for key, state in diary.reminder_states.items() if state.fired_on in span
        },
        totals={total.id: total for total in _totals_in(diary, span)},
        pt_notes={
            note.id: note for note in diary.pt_notes.values() if is_note_about(note, diary, span)
        },
        **_plans_in(diary, span),
    )


def _plans_in(diary: Diary, span: Span) -> dict[str, Any]:
    """Plans, sessions and the way back in a span, and the exercises that these need."""
    last = span.end - ONE_DAY
    sessions = {key: each for key, each in diary.sessions.items() if each.on in span}
    named = {each.plan_id for each in sessions.values()}
    plans = {
        key: plan
        for key, plan in diary.plans.items()
        if key in named
        or (plan.from_on <= last and (plan.until is None or plan.until >= span.start))
    }
    needed = {each for plan in plans.values() for each in plan.exercise_ids}
    needed |= {done.exercise_id for each in sessions.values() for done in each.exercises}
    exercises = {
        key: kept
        for key, kept in diary.exercises.items()
        if key in needed or kept.retired_on is None or kept.retired_on > span.start
    }
    return {
        "plans": plans,
        "sessions": sessions,
        "exercises": exercises,
        "run_walk": _cut_run_walk(diary.run_walk, last),
    }


def _cut_run_walk(run_walk: RunWalk | None, last: date) -> RunWalk | None:
    if run_walk is None or (run_walk.started_on is not None and run_walk.started_on > last):
        return None
    later = [step for step in run_walk.steps if step.on > last]
    # The stage that was on at the end of the span, as far as the steps tell it.
    stage = min(later[0].from_stage, len(run_walk.stages)) if later else run_walk.stage
    return replace(
        run_walk, stage=stage, steps=tuple(step for step in run_walk.steps if step.on <= last)
    )


def _totals_in(diary: Diary, span: Span) -> list[Total]:
    kept: list[Total] = []
    last: dict[tuple[Scale, Knee | None], Total] = {}
    for total in in_order_of_time(diary.totals.values()):
        if total.on in span:
            kept.append(total)
        elif total.on < span.start:
            last[total.scale, total.knee] = total
    return [*last.values(), *kept]


def _distances_before(runs: Iterable[Run], start: date) -> dict[str, float]:
    metres: dict[str, float] = {}
    for run in runs:
        if run.on < start and run.shoe_id is not None:
            metres[run.shoe_id] = metres.get(run.shoe_id, 0.0) + (run.distance_m or 0.0)
    return metres


def _cut_shoe(shoe: Shoe, before_m: float, last: date) -> Shoe:
    return replace(
        shoe,
        inspections=tuple(each for each in shoe.inspections if each.on <= last),
        limit_changes=tuple(each for each in shoe.limit_changes if each.on <= last),
        distance_before_span_m=(shoe.distance_before_span_m or 0.0) + before_m,
    )


def span_reminders(diary: Diary, span: Span, formats: Formats) -> list[dict[str, object]]:
    """What is open on the last day of a span, as rows of `reminders` in an exchange file."""
    diary = with_limits_of(diary, span.end - ONE_DAY)
    findings = evaluate(diary, span.end - ONE_DAY)
    keys = ("rule", "subject", "fired_on", "since", "level", "state", "title", "why", "evidence")
    rows = open_rows(findings, diary, formats)
    return [{key: row[key] for key in keys} for row in rows]


def open_rows(findings: Findings, diary: Diary, formats: Formats) -> list[dict[str, object]]:
    """Open reminders with their texts, by the keys of the command line."""
    return [
        _open_row(each, state, text_of(each, diary, formats))
        for each, state in standings(findings, diary)
    ]


def text_of(reminder: OpenReminder, diary: Diary, formats: Formats) -> ReminderText:
    """The text of an open reminder."""
    return open_text(reminder, diary, formats)


def _open_row(reminder: OpenReminder, state: StateName, text: ReminderText) -> dict[str, object]:
    return {
        "rule": reminder.rule,
        "subject": reminder.subject,
        "level": reminder.level,
        "title": text.title,
        "why": text.why,
        "next": text.next,
        "fired_on": reminder.fired_on,
        "since": reminder.since,
        "state": state,
        "evidence": dict(reminder.evidence),
    }


def wanted_events(findings: Findings, diary: Diary) -> list[RuleEvent]:
    """Every event of the rules that are not off, in order."""
    return [event for event in findings.events if diary.settings.is_on(event.rule)]


def event_rows(findings: Findings, diary: Diary) -> list[dict[str, object]]:
    """Every event of the rules that are not off, by the keys of the command line."""
    return [
        {
            "rule": event.rule,
            "subject": event.subject,
            "on": event.on,
            "event": event.event,
            "evidence": dict(event.evidence),
        }
        for event in wanted_events(findings, diary)
    ]
