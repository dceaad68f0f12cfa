"""The two printed pages of a visit report, as PDF and as pictures of the same pages.

Only the fonts and the template that come with the program are read. The same report gives the same
bytes: no clock, no name of a user and no path gets into them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import msgspec
import typst

from diary.charts.kinds import Chart
from diary.domain.report_choice import Paper
from diary.paths import resource_path
from diary.reports.content_parts import VisitReport
from diary.reports.figures import figures_of
from diary.reports.pdf_data import PAGES, report_data

POINTS_PER_INCH = 72
# Tagged, with a title, a language and a text for every figure.
_STANDARD: typst.PDFStandard = "ua-1"


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The figures of some charts: drawing them costs more than setting both pages."""

    charts: tuple[Chart, ...]
    figures: Mapping[str, str]


# Those of the report before: most changes to a report leave its charts as they are.
_kept: list[_Drawn] = []


def pdf(report: VisitReport, paper: Paper) -> bytes:
    """The report as a tagged PDF of exactly two pages."""
    content, warnings = _compiler(report, paper).compile_with_warnings(
        format="pdf", pdf_standards=_STANDARD
    )
    _refuse(warnings)
    if not isinstance(content, bytes):
        raise TypeError("a PDF is one file")
    return content


def page_pictures(report: VisitReport, paper: Paper, pixels_per_point: float) -> tuple[bytes, ...]:
    """Both pages as PNG, for preview and print; a point is 1/72 inch."""
    pictures, warnings = _compiler(report, paper).compile_with_warnings(
        format="png", ppi=pixels_per_point * POINTS_PER_INCH
    )
    _refuse(warnings)
    if not isinstance(pictures, list) or len(pictures) != PAGES:
        raise TypeError(f"a report has {PAGES} pages")
    return tuple(pictures)


def _compiler(report: VisitReport, paper: Paper) -> typst.Compiler:
    """The template with what it prints: data, never a part of it."""
    data = report_data(report, paper, _figures(report))
    return typst.Compiler(
        _template(),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"report": msgspec.json.encode(data).decode()},
    )


def _figures(report: VisitReport) -> Mapping[str, str]:
    charts = tuple(
        each.chart for each in (report.pain_and_load, report.where.figure, report.responses)
    )
    for drawn in _kept:
        if drawn.charts == charts:
            return drawn.figures
    drawn = _Drawn(charts, figures_of(report))
    _kept[:] = [drawn]
    return drawn.figures


def _refuse(warnings: Sequence[typst.TypstWarning]) -> None:
    """A font that is missing is a fault of the program, and must not pass unseen."""
    if warnings:
        raise RuntimeError("; ".join(each.message for each in warnings))


@cache
def _template() -> bytes:
    return resource_path("report", "visit.typ").read_bytes()


@cache
def _fonts() -> typst.Fonts:
    """The fonts that come with the program, and no other."""
    folder = str(resource_path("fonts"))
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
    )
