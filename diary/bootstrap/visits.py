"""What the window makes and reads for a visit; each part is loaded when it is used."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from diary import __version__
from diary.bootstrap.foreign import csv_tables, encode_diary, hand_over_files
from diary.bootstrap.reports import keep_font_list, report_page, report_pdf

if TYPE_CHECKING:
    from diary.domain.knee_notes import ReadNotes
    from diary.reports.content import VisitReport
    from diary.services.visit_reports import AskedReport
    from diary.ui.parts import VisitParts


class Reports:
    """See `services.ports.ReportMaker`."""

    def pictures(self, asked: AskedReport, pixels_per_point: float) -> tuple[bytes, ...]:
        """The printed pages as PNG."""
        keep_font_list()
        from diary.reports.pdf import page_pictures  # noqa: PLC0415 - imports matplotlib and Typst

        return page_pictures(_report(asked), asked.choice.paper, pixels_per_point)

    def pdf(self, asked: AskedReport) -> bytes:
        """The printed pages as one file."""
        return report_pdf(_report(asked), asked.choice.paper)

    def page(self, asked: AskedReport) -> bytes:
        """The page for a browser."""
        return report_page(_report(asked))


def _report(asked: AskedReport) -> VisitReport:
    from diary.reports.content import visit_report  # noqa: PLC0415 - imported where it is used

    return visit_report(
        asked.diary,
        asked.choice,
        asked.today,
        asked.formats,
        findings=asked.findings,
        file_id=asked.file_id,
    )


def visit_parts() -> VisitParts:
    """The parts of the window that are about a visit."""
    from diary.services.export_for_pt import (  # noqa: PLC0415 - imported where it is used
        ExportForPt,
    )
    from diary.services.handing_over import HandingOver  # noqa: PLC0415 - as above
    from diary.ui.parts import VisitParts  # noqa: PLC0415 - the window's libraries

    reports = Reports()
    handing = HandingOver(hand_over_files(), encode_diary, f"kneelog {__version__}")
    return VisitParts(reports, ExportForPt(reports, handing, csv_tables), _read_notes)


def _read_notes(path: Path) -> ReadNotes:
    from diary.formats.kneenotes import read_notes_file  # noqa: PLC0415 - imports msgspec

    return read_notes_file(path)
