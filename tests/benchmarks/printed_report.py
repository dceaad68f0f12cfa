"""P15: the printed report when everything is loaded, beside drawing its charts alone."""

from __future__ import annotations

from datetime import timedelta

from diary.domain.diary import Diary
from diary.domain.period import ONE_DAY, Span
from diary.domain.report_choice import Paper, ReportChoice
from diary.reports.content import VisitReport, visit_report
from diary.reports.figures import figures_of
from diary.reports.pdf import page_pictures, pdf
from diary.texts.numbers import Formats
from tests.benchmarks.measure import Figure, best, timed
from tests.benchmarks.reference import LAST_ON

ROUNDS = 10
DAYS = 28
GOAL = 2.0
ALLOWED_S = 0.5


def report_figures(diary: Diary) -> list[Figure]:
    """The PDF beside its charts, and the pictures of the preview beside the time they may take."""
    # What is drawn is kept, so each turn has charts of its own.
    reports = [_report(diary, back) for back in range(2 * ROUNDS + 2)]
    first, turns = reports[0], iter(reports[1:])
    pdf(first, Paper.A4)
    ours_s, floor_s = best(lambda: pdf(next(turns), Paper.A4), lambda: figures_of(first), ROUNDS)
    other_s = min(timed(lambda: _preview(next(turns))) for _ in range(ROUNDS))
    _preview(first)
    same_s = min(timed(lambda: _preview(first)) for _ in range(ROUNDS))
    return [
        Figure("P15", "visit report as PDF, warm", ours_s, floor_s, "its charts alone", GOAL),
        Figure("Report", "preview, other days", other_s, ALLOWED_S, "allowed", 1.0),
        Figure("Report", "preview, other words", same_s, ALLOWED_S, "allowed", 1.0),
    ]


def _preview(report: VisitReport) -> object:
    return page_pictures(report, Paper.A4, 96 / 72)


def _report(diary: Diary, back: int) -> VisitReport:
    """The report of the four weeks that ended so many days ago."""
    end = LAST_ON + ONE_DAY - timedelta(back)
    choice = ReportChoice(Span(end - timedelta(DAYS), end))
    return visit_report(diary, choice, LAST_ON, Formats())
