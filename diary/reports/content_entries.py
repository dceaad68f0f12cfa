"""Every entry of a few days as a table, where there is too little for a summary."""

from __future__ import annotations

from datetime import date

from diary.domain.knee import Knee, Moment
from diary.domain.trends import knee_scores
from diary.reports.content_parts import Table
from diary.reports.content_scope import ReportScope
from diary.texts import report_summary as say
from diary.texts.labels import label
from diary.texts.run_response_chart import run_name

MOST_ENTRIES = 14


def entries_table(scope: ReportScope) -> Table:
    """The newest days with a score, a run or a sign, in order; those with a score before others."""
    days = [on for on in scope.span if on in scope.diary.days or on in scope.runs_by_day]
    rows = {on: row for on in days for row in [_row(scope, on)] if any(row[1:])}
    count = len(scope.knees)
    ranked = sorted(rows, key=lambda on: (any(rows[on][1 : 1 + count]), on), reverse=True)
    shown = tuple(rows[on] for on in sorted(ranked[:MOST_ENTRIES]))
    return Table(say.entries_caption(), say.entries_head(scope.knees), shown)


def _row(scope: ReportScope, on: date) -> tuple[str, ...]:
    runs = [run for run in scope.runs_by_day.get(on, ()) if run.is_run]
    return (
        scope.day(on),
        *(_scores(scope, on, knee) for knee in scope.knees),
        "; ".join(run_name(scope.diary, run, scope.formats) for run in runs),
        _signs(scope, on),
    )


def _scores(scope: ReportScope, on: date, knee: Knee) -> str:
    day, runs = scope.diary.days.get(on), scope.runs_by_day.get(on, ())
    said = [
        say.score_words(moment, score.value)
        for moment in Moment
        for score in knee_scores(day, runs, knee, moment)
    ]
    return ", ".join(said)


def _signs(scope: ReportScope, on: date) -> str:
    day = scope.diary.days.get(on)
    if day is None:
        return ""
    found = [
        say.sign_of_knee(label(sign), knee)
        for knee in scope.knees
        for sign, is_yes in day.knee(knee).signs.items()
        if is_yes
    ]
    return ", ".join(found)
