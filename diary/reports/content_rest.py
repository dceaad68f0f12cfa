"""Notes, totals of questionnaires and the onset of the trouble in a visit report."""

from __future__ import annotations

from datetime import date, timedelta

from diary.domain.period import Span, local
from diary.domain.pt_note import PtNote
from diary.domain.report_choice import report_notes
from diary.domain.rules.engine import runs_by_shoe
from diary.domain.rules.single_run import is_much_longer, run_spike
from diary.domain.total import change_to, in_order_of_time
from diary.reports.content_care import shoe_changes_in
from diary.reports.content_parts import (
    Fact,
    NoteLine,
    NotesSection,
    OnsetSection,
    Table,
    TotalsSection,
)
from diary.reports.content_scope import ReportScope
from diary.texts import report as texts
from diary.texts import report_rest as say
from diary.texts.run_response_chart import run_name

MOST_NOTES, MOST_TOTALS, MOST_CHANGES = 60, 12, 12
WEEKS_BEFORE = 8
_WEEK = 7


# ---- notes --------------------------------------------------------------------------------------


def notes_section(scope: ReportScope) -> NotesSection:
    """The notes of days and runs that may be seen, the newest first; events have their own line."""
    found = [note for note in report_notes(scope.diary, scope.span) if not note.is_event]
    shown = [
        NoteLine(
            scope.day(note.on),
            "" if note.run is None else run_name(scope.diary, note.run, scope.formats),
            note.text.strip(),
        )
        for note in found[::-1][:MOST_NOTES]
    ]
    return _notes("notes", scope, shown, len(found))


def pt_notes_section(scope: ReportScope) -> NotesSection:
    """What a PT wrote about these days, their runs or a visit, the newest first."""
    dated = [(on, note) for note in scope.diary.pt_notes.values() for on in _days_of(scope, note)]
    dated.sort(key=lambda pair: (pair[0], pair[1].id), reverse=True)
    shown = [_pt_line(scope, on, note) for on, note in dated[:MOST_NOTES]]
    return _notes("pt_notes", scope, shown, len(dated))


def _notes(key: str, scope: ReportScope, shown: list[NoteLine], count: int) -> NotesSection:
    left_out = "" if scope.choice.has_notes else texts.notes_left_out_text()
    return NotesSection(
        title=texts.section_title(key),
        notes=tuple(shown),
        more=texts.more_notes_text(count - len(shown)),
        more_count=count - len(shown),
        left_out=left_out,
        nothing="" if shown or left_out else texts.nothing_text(),
    )


def _days_of(scope: ReportScope, note: PtNote) -> list[date]:
    """The day a note belongs to, where that is one of these; of a visit the day it came."""
    run = scope.diary.runs.get(note.pin.run_id or "")
    if note.pin.is_visit:
        if note.received_at is None:
            return [scope.last_on]
        return [local(note.received_at, scope.diary.person.timezone).date()]
    on = note.pin.on if run is None else run.on
    return [on] if on is not None and on in scope.span else []


def _pt_line(scope: ReportScope, on: date, note: PtNote) -> NoteLine:
    run = scope.diary.runs.get(note.pin.run_id or "")
    about = say.visit_pin_text() if note.pin.is_visit else ""
    if run is not None:
        about = run_name(scope.diary, run, scope.formats)
    parts = say.about_text((about, say.author_text(note.author)))
    return NoteLine(scope.formats.day(on), parts, note.text.strip())


# ---- totals -------------------------------------------------------------------------------------


def totals_section(scope: ReportScope) -> TotalsSection:
    """The totals up to the last day, those before the span too, since they tell the change."""
    ordered = [
        each for each in in_order_of_time(scope.diary.totals.values()) if each.on <= scope.last_on
    ]
    formats, listed = scope.formats, ordered[::-1][:MOST_TOTALS]
    changes = [change_to(each, ordered) for each in listed]
    rows = tuple(
        (
            each.scale.value,
            texts.day_and_year(each.on, formats),
            say.knee_text(each.knee),
            say.total_value(each, formats),
            say.range_text(each),
            say.change_text(change, formats),
        )
        for each, change in zip(listed, changes, strict=True)
    )
    return TotalsSection(
        title=texts.section_title("totals"),
        table=Table(say.totals_caption(), say.totals_head(), rows, frozenset({3})),
        changes=tuple(say.change_text(each, formats, has_day=False) for each in changes),
        note=say.totals_note() if rows else "",
        nothing="" if rows else texts.nothing_text(),
    )


# ---- onset --------------------------------------------------------------------------------------


def onset_section(scope: ReportScope) -> OnsetSection:
    """When it began, with load, shoes and events of the eight weeks before it."""
    person, formats = scope.diary.person, scope.formats
    on = person.trouble_since_on
    facts = []
    if on is not None:
        facts.append(Fact(say.onset_label(), say.weeks_ago_text(on, scope.today, formats)))
    if person.running_since_year is not None:
        facts.append(Fact(say.running_since_label(), str(person.running_since_year)))
    if person.earlier_knee_problem is not None:
        facts.append(Fact(say.earlier_label(), say.yes_no(person.earlier_knee_problem)))
    title = texts.section_title("onset")
    if on is None:
        return OnsetSection(title, tuple(facts), None, (), say.no_onset_text())
    before = Span(on - min(timedelta(WEEKS_BEFORE * _WEEK), on - date.min), on)
    if not scope.reaches_back(before.start, 0):
        return OnsetSection(title, tuple(facts), None, (say.onset_not_in_file_text(),), "")
    weeks, changes = _weeks_before(scope, before), _changes_before(scope, before)
    is_known = weeks is not None or bool(changes)
    lines = (*changes, say.onset_note()) if is_known else (say.nothing_before_text(),)
    return OnsetSection(title, tuple(facts), weeks, lines, "")


def _weeks_before(scope: ReportScope, before: Span) -> Table | None:
    """Runs by seven days that end with the day before it began; None without a run."""
    formats = scope.formats
    if not scope.runs_in(before):
        return None
    rows = []
    for back in range(len(before) // _WEEK, 0, -1):
        start = before.end - timedelta(back * _WEEK)
        runs = scope.runs_in(Span(start, start + timedelta(_WEEK)))
        known = [run.distance_m for run in runs if run.distance_m is not None]
        rows.append(
            (
                formats.day(start),
                str(len(runs)),
                formats.distance_value(sum(known)) if known or not runs else "",
                formats.distance_value(max(known)) if known else "",
            )
        )
    head = say.weeks_head(formats)
    return Table(say.weeks_caption(), head, tuple(rows), frozenset({1, 2, 3}))


def _changes_before(scope: ReportScope, before: Span) -> list[str]:
    """Shoes, events and much longer runs of these days, by day."""
    formats, settings = scope.formats, scope.diary.settings
    last = before.end - timedelta(1)
    by_shoe = runs_by_shoe(scope.diary.runs.values())
    pairs = {key: value.values() for key, value in by_shoe.items()}
    found = shoe_changes_in(scope, before.start, last, pairs)
    found += [
        (event.on, say.onset_event_text(event, formats))
        for event in scope.diary.events.values()
        if event.on in before
    ]
    for run in scope.runs_in(before):
        spike = run_spike(scope.facts, run, settings, scope.diary.person.longest_recent_run_m)
        if spike is not None and spike.longest_m and is_much_longer(run, spike, settings):
            found.append((run.on, say.spike_text(run, spike.longest_m, formats)))
    return [text for _on, text in sorted(found)[-MOST_CHANGES:]]
