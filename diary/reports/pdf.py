"""The two printed pages of a visit report, as PDF and as pictures of the same pages.

Only the fonts and the template that come with the program are read. The same report gives the same
bytes: no clock, no name of a user and no path gets into them.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, lru_cache
from threading import Lock

import msgspec
import typst

from diary.charts.kinds import Chart
from diary.domain.report_choice import Paper
from diary.paths import resource_path
from diary.reports.content_parts import FigureSection, VisitReport
from diary.reports.figures import paper_figure
from diary.reports.pdf_data import Plain, report_data

POINTS_PER_INCH = 72
# Tagged, with a title, a language and a text for every figure.
_STANDARD: typst.PDFStandard = "ua-1"


# What stands on one page only; all else is on both.
_FIRST = frozenset({"safety", "summary", "wishes", "pain_and_load", "where", "responses"})
_SECOND = frozenset(
    {
        *("runs", "signs", "care", "shoes", "reminders", "limits", "notes", "totals", "onset"),
        *("pt_notes", "space", "how_to_read", "has_boxes"),
    }
)
_KEPT_PICTURES = 4
# Typst's age of what it drops, and the page that makes it that old.
_KEPT_BY_TYPST = 11
# How many threads a library of Typst's begins; by itself as many as there are processors.
_THREADS = "RAYON_NUM_THREADS"


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A figure with what it was drawn of: drawing costs more than setting its page."""

    chart: Chart
    svg: str


# Typst keeps a table for every thing it looked at, by the order in which they came, and never makes
# one smaller. Where threads make that order by chance, each report leaves fifty kilobytes more of
# them all over the heap; in one thread, one page after the other, three. It is as fast.
_turn = Lock()
# That of the report before by its section: most changes to a report leave its charts as they are.
_kept: dict[str, _Drawn] = {}


def pdf(report: VisitReport, paper: Paper) -> bytes:
    """The report as a tagged PDF of exactly two pages."""
    compiler = _compiler(report, paper)
    with _turn:
        content, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=_STANDARD)
    _let_go()
    _refuse(warnings)
    if not isinstance(content, bytes):
        raise TypeError("a PDF is one file")
    return content


def page_pictures(report: VisitReport, paper: Paper, pixels_per_point: float) -> tuple[bytes, ...]:
    """Both pages as PNG, for preview and print; a point is 1/72 inch.

    A page that shows what it showed before is not set again, and the second, which has no figure,
    is set while those of the first are drawn.
    """
    ppi = pixels_per_point * POINTS_PER_INCH
    # Whether a letter is missing is said on the second page, wherever it stands.
    plain = report_data(report, paper, {})
    with ThreadPoolExecutor(max_workers=1) as beside:
        second = beside.submit(_picture, 2, _encoded(plain, without=_FIRST), ppi)
        drawn = report_data(report, paper, _figures(report))
        last = second.result()
        pages = _picture(1, _encoded(drawn, without=_SECOND), ppi), last
    _let_go()
    return pages


@lru_cache(maxsize=_KEPT_PICTURES)
def _picture(number: int, data: str, ppi: float) -> bytes:
    """One page of a report as PNG."""
    compiler = _typst({"report": data, "page": str(number)})
    with _turn:
        picture, warnings = compiler.compile_with_warnings(format="png", ppi=ppi)
    _refuse(warnings)
    if not isinstance(picture, bytes):
        raise TypeError("one page is wanted")
    return picture


def _let_go() -> None:
    """Have Typst forget what it keeps of the pages set before.

    It keeps the work of its last ten pages, tens of megabytes each, and no other report was ever
    faster for it. Setting pages with nothing on them is the one way to say so: 25 ms in all.
    """
    fonts = _fonts()
    for _ in range(_KEPT_BY_TYPST):
        with _turn:
            _set_nothing(fonts)


def _compiler(report: VisitReport, paper: Paper) -> typst.Compiler:
    """The template with what both pages print."""
    return _typst({"report": _encoded(report_data(report, paper, _figures(report)))})


def _typst(inputs: dict[str, str]) -> typst.Compiler:
    """The template with what it prints: data, never a part of it."""
    return typst.Compiler(
        _template(), font_paths=_fonts(), ignore_system_fonts=True, sys_inputs=inputs
    )


def _encoded(data: Mapping[str, Plain], without: frozenset[str] = frozenset()) -> str:
    kept = {name: value for name, value in data.items() if name not in without}
    return msgspec.json.encode(kept).decode()


def _figures(report: VisitReport) -> Mapping[str, str]:
    sections = (report.pain_and_load, report.where.figure, report.responses)
    return {each.key: _figure(each) for each in sections}


def _figure(section: FigureSection) -> str:
    drawn = _kept.get(section.key)
    if drawn is None or drawn.chart != section.chart:
        drawn = _Drawn(section.chart, paper_figure(section))
        _kept[section.key] = drawn
    return drawn.svg


def _refuse(warnings: Sequence[typst.TypstWarning]) -> None:
    """A font that is missing is a fault of the program, and must not pass unseen."""
    if warnings:
        raise RuntimeError("; ".join(each.message for each in warnings))


@cache
def _template() -> bytes:
    return resource_path("report", "visit.typ").read_bytes()


@cache
def _fonts() -> typst.Fonts:
    """The fonts that come with the program, and no other; every page needs them first."""
    folder = str(resource_path("fonts"))
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
    )
    _begin_threads(fonts)
    return fonts


def _begin_threads(fonts: typst.Fonts) -> None:
    """Have Typst begin its threads, one of them, which it does with its first page: see `_turn`.

    It is told so by the environment, and only meanwhile: what is started from here, as the program
    that shows a PDF, is not meant.
    """
    with _turn:
        before = os.environ.get(_THREADS)
        os.environ[_THREADS] = "1"
        _set_nothing(fonts)
        if before is None:
            del os.environ[_THREADS]
        else:
            os.environ[_THREADS] = before


def _set_nothing(fonts: typst.Fonts) -> None:
    """Set one page with nothing on it; 2 ms."""
    typst.Compiler(b"#page[]", font_paths=fonts, ignore_system_fonts=True).compile(
        format="png", ppi=1
    )
