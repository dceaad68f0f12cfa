"""Visit reports as files; loads what draws and sets them when the first one is asked for."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from diary import paths

if TYPE_CHECKING:
    from diary.domain.report_choice import Paper
    from diary.reports.content import VisitReport


def report_pdf(report: VisitReport, paper: Paper) -> bytes:
    """The two printed pages."""
    keep_font_list()
    from diary.reports.pdf import pdf  # noqa: PLC0415 - imports matplotlib and Typst

    return pdf(report, paper)


def report_page(report: VisitReport) -> bytes:
    """The page for a browser."""
    keep_font_list()
    from diary.reports.html import html_page  # noqa: PLC0415 - imports matplotlib and jinja2

    return html_page(report)


def keep_font_list() -> None:
    """Have matplotlib's list of fonts in the cache folder; making it anew takes seconds.

    What was chosen for other programs to draw with is left out: matplotlib would not start at all
    where it does not know it.
    """
    os.environ.pop("MPLBACKEND", None)
    folder = paths.cache_path() / "matplotlib"
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.environ.setdefault("MPLCONFIGDIR", str(folder))
