"""The base of every tab of the review window: what the window may ask of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QWidget

from diary.domain.pt_note import Pin
from diary.reports.content_parts import VisitReport
from diary.services.reviewing import Reviewed
from diary.texts.numbers import Formats
from diary.ui.focus_order import descendants_in_order


class ReviewTab(QWidget):
    """Shows one side of a file.

    `pins_changed` tells that `pins` are others, `note_requested` that a note is to be written about
    the first of them, `order_changed` that `tab_stops` are new.
    """

    pins_changed = Signal()
    note_requested = Signal()
    order_changed = Signal()
    key: str = ""

    def show_file(self, reviewed: Reviewed, report: VisitReport, formats: Formats) -> None:
        """Show another file, as far as it goes in the same way as the one before."""
        raise NotImplementedError

    def forget(self) -> None:
        """Show nothing of any file any more."""
        raise NotImplementedError

    def pins(self) -> Sequence[Pin]:
        """What a note written here may be about, the likeliest first; without the visit."""
        return ()

    def paper(self) -> QTextDocument | None:
        """What is printed in place of the report; None = the report is."""
        return None

    def tab_stops(self) -> list[QWidget]:
        """What Tab reaches, in reading order."""
        return descendants_in_order(self)

    def take_focus(self) -> None:
        """Put the focus where reading begins."""
        stops = [each for each in self.tab_stops() if each.isVisibleTo(self)]
        if stops:
            stops[0].setFocus()

    def go_to(self, on: date) -> None:
        """Go to a day, where there are days."""

    def go_to_search(self) -> None:
        """Go to where words are looked for, where that can be done."""

    def go_by(self, times: int) -> None:
        """Show earlier (-1) or later (1) days, where there are any."""

    def toggle_table(self) -> None:
        """Show the numbers as a table or as a picture, where both can be seen."""
