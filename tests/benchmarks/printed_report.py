"""P15: the printed report when everything is loaded, beside drawing its charts alone."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

from diary.bootstrap.visits import Reports
from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.period import ONE_DAY, Span
from diary.domain.report_choice import Paper, ReportChoice
from diary.domain.rules.engine import evaluate
from diary.reports.content import VisitReport, visit_report
from diary.reports.figures import paper_figure
from diary.reports.pdf import pdf
from diary.services.visit_reports import AskedReport
from diary.texts.numbers import Formats
from tests.benchmarks.measure import Figure, best, timed
from tests.benchmarks.reference import LAST_ON, reference_diary
from tests.builders import Given

ROUNDS = 10
DAYS = 28
GOAL = 2.0
ALLOWED_S = 0.5
PREVIEW_ROUNDS = 5
# Pixels a point on a screen of 96 dpi.
SCREEN = 96 / 72


def report_figures(diary: Diary) -> list[Figure]:
    """The PDF beside its charts, and the preview beside the time it may take after a change."""
    # What is drawn is kept, so each turn has charts of its own.
    reports = [_report(diary, back) for back in range(ROUNDS + 2)]
    first, turns = reports[0], iter(reports[1:])
    pdf(first, Paper.A4)
    ours_s, floor_s = best(lambda: pdf(next(turns), Paper.A4), lambda: _charts_alone(first), ROUNDS)
    figure = Figure("P15", "visit report as PDF, warm", ours_s, floor_s, "its charts alone", GOAL)
    return [figure, *preview_figures(diary)]


def preview_figures(diary: Diary) -> list[Figure]:
    """From asking for the pages, as the window does, until both are pictures."""
    span = Span(LAST_ON + ONE_DAY - timedelta(DAYS), LAST_ON + ONE_DAY)
    usual = AskedReport(
        diary, ReportChoice(span), LAST_ON, Formats(), findings=evaluate(diary, LAST_ON)
    )
    changes: dict[str, Callable[[int], AskedReport]] = {
        "other days": lambda turn: _chosen(usual, span=Span(LAST_ON - _back(turn), span.end)),
        "past days": lambda turn: _chosen(
            usual, span=Span(span.start - timedelta(turn), span.end - timedelta(turn))
        ),
        "one knee": lambda turn: _chosen(usual, knees=(list(Knee)[turn % 2],)),
        "other paper": lambda turn: _chosen(usual, paper=list(Paper)[turn % 2]),
        "other initials": lambda turn: _told(usual, initials=f"A{turn}"),
        "other goal": lambda turn: _told(usual, goal=f"{turn} km"),
    }
    return [
        Figure("Report", f"preview, {name}", _preview_s(usual, asked), ALLOWED_S, "allowed", 1.0)
        for name, asked in changes.items()
    ]


def _back(turn: int) -> timedelta:
    return timedelta(DAYS + turn)


def _chosen(asked: AskedReport, **choice: Given) -> AskedReport:
    return replace(asked, choice=replace(asked.choice, **choice))


def _told(asked: AskedReport, **person: Given) -> AskedReport:
    diary = replace(asked.diary, person=replace(asked.diary.person, **person))
    return replace(asked, diary=diary)


def _preview_s(usual: AskedReport, asked: Callable[[int], AskedReport]) -> float:
    """Seconds of the shortest turn; the window collects no garbage while it draws."""
    reports = Reports()
    taken = []
    for turn in range(1, PREVIEW_ROUNDS + 1):
        reports.pictures(usual, SCREEN)
        changed = asked(turn)
        gc.collect()
        gc.disable()
        try:
            taken.append(timed(partial(reports.pictures, changed, SCREEN)))
        finally:
            gc.enable()
    return min(taken)


def _charts_alone(report: VisitReport) -> list[str]:
    sections = (report.pain_and_load, report.where.figure, report.responses)
    return [paper_figure(each) for each in sections]


def _report(diary: Diary, back: int) -> VisitReport:
    """The report of the four weeks that ended so many days ago."""
    end = LAST_ON + ONE_DAY - timedelta(back)
    choice = ReportChoice(Span(end - timedelta(DAYS), end))
    return visit_report(diary, choice, LAST_ON, Formats())


if __name__ == "__main__":
    for figure in report_figures(reference_diary()):
        print(f"{figure.what}: {figure.ours_s * 1000:.0f} ms, {figure.ratio:.2f}")
