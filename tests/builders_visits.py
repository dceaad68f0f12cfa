"""What is made for a visit, without drawing and without child processes."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import dataclass, field
from threading import Event

from diary.bootstrap.foreign import csv_tables, encode_diary
from diary.formats.kneenotes import read_notes_file
from diary.services.export_for_pt import ExportForPt
from diary.services.handing_over import HandingOver
from diary.services.visit_reports import AskedReport
from diary.ui.parts import VisitParts
from tests.builders_hand_over import QuickFiles

# One white pixel.
PNG = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg=="
)


def _set() -> Event:
    event = Event()
    event.set()
    return event


@dataclass
class QuickReports:
    """Reports of one pixel; `asked` are those that were wanted, `error` is raised instead.

    None is made before `may_go_on`.
    """

    asked: list[AskedReport] = field(default_factory=list)
    error: Exception | None = None
    may_go_on: Event = field(default_factory=_set)

    def pictures(self, asked: AskedReport, pixels_per_point: float) -> tuple[bytes, ...]:
        del pixels_per_point
        self._note(asked)
        return (PNG, PNG)

    def pdf(self, asked: AskedReport) -> bytes:
        self._note(asked)
        return b"%PDF " + asked.file_id.encode()

    def page(self, asked: AskedReport) -> bytes:
        self._note(asked)
        return b"<!doctype html>"

    def _note(self, asked: AskedReport) -> None:
        self.asked.append(asked)
        assert self.may_go_on.wait(timeout=30)
        if self.error is not None:
            raise self.error


def quick_visit_parts(reports: QuickReports | None = None) -> VisitParts:
    """The parts of a window that makes reports of one pixel."""
    made = reports or QuickReports()
    handing = HandingOver(QuickFiles(), encode_diary, "kneelog test")
    return VisitParts(made, ExportForPt(made, handing, csv_tables), read_notes_file)
