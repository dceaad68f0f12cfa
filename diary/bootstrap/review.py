"""The parts of the review window; no diary of one's own is among them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from diary import __version__
from diary.bootstrap.foreign import hand_over_files
from diary.bootstrap.reports import keep_font_list
from diary.bootstrap.system import SystemClock, new_id

if TYPE_CHECKING:
    from diary.domain.knee_notes import KneeNotes, ReadNotes
    from diary.domain.report_choice import Paper
    from diary.reports.content_parts import VisitReport
    from diary.texts.numbers import Formats
    from diary.ui.chart_source import ChartSource
    from diary.ui.parts import ReviewParts
    from diary.ui.prompts import Prompts


def review_parts(
    charts: ChartSource, prompts: Prompts, formats: Callable[[], Formats]
) -> ReviewParts:
    """What a review window works with; the window of one's own diary lends what draws and asks."""
    from diary.services.review_notes import ReviewNotes  # noqa: PLC0415 - used here
    from diary.ui.parts import ReviewParts  # noqa: PLC0415 - as above

    clock = SystemClock()
    return ReviewParts(
        files=hand_over_files(),
        notes=ReviewNotes(_read_notes, _encode_notes, f"kneelog {__version__}"),
        charts=charts,
        prompts=prompts,
        formats=formats,
        now=clock.now,
        seconds=monotonic,
        new_id=new_id,
        page_pictures=_page_pictures,
    )


def _read_notes(path: Path) -> ReadNotes:
    from diary.formats.kneenotes import read_notes_file  # noqa: PLC0415 - imports msgspec

    return read_notes_file(path)


def _encode_notes(notes: KneeNotes) -> bytes:
    from diary.formats.kneenotes import write_notes  # noqa: PLC0415 - imports msgspec

    return write_notes(notes)


def _page_pictures(report: VisitReport, paper: Paper, pixels_per_point: float) -> tuple[bytes, ...]:
    keep_font_list()
    from diary.reports.pdf import page_pictures  # noqa: PLC0415 - imports matplotlib and Typst

    return page_pictures(report, paper, pixels_per_point)
