"""Prints the report of a file, with or without the notes of whoever reads it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPageSize, QPainter, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from diary.domain.report_choice import Paper
from diary.reports.content_parts import VisitReport
from diary.texts.review import own_notes_text
from diary.ui.dialogs.question_dialog import QuestionDialog
from diary.ui.latest import Latest
from diary.ui.parts import ReviewParts
from diary.ui.tasks import TaskRunner
from diary.ui.widgets.chip import TickChip
from diary.ui.widgets.text import plain_label
from diary.words import _

# Sharp enough for paper: 300 pixels an inch, of 72 points.
_PIXELS_PER_POINT = 300 / 72
_WIDTH_EM = 22


class PrintDialog(QuestionDialog):
    """Asks whether the notes go along; `print_requested` carries the answer."""

    print_requested = Signal(bool)

    def __init__(self, parent: QWidget, note_count: int) -> None:
        super().__init__(
            parent, _("Print the report"), name="review.print_dialog", width_em=_WIDTH_EM
        )
        said = _("Two pages about the days since the last visit.")
        self.with_notes = TickChip(own_notes_text(note_count), name="review.with_notes")
        self.with_notes.setChecked(bool(note_count))
        self.with_notes.setHidden(not note_count)
        self.put(
            plain_label(said, word_wrap=True), self.with_notes, answer=_("Print…"), answer_name="go"
        )

    def submit(self) -> None:
        """Go on to the printer."""
        self.accept()
        self.print_requested.emit(self.with_notes.isChecked())


class ReviewPrinting(QObject):
    """`printed` tells whether the printer took it."""

    printed = Signal(bool)

    def __init__(self, parts: ReviewParts, tasks: TaskRunner, window: QWidget) -> None:
        super().__init__(window)
        self._pictures = parts.page_pictures
        self._window = window
        self._drawing = Latest(tasks, self)

    def ask_printer(self, report: Callable[[], VisitReport]) -> None:
        """Ask which printer, and print there what `report` makes."""
        self._ask(lambda printer: self.print_on(printer, report))

    def ask_printer_for(self, document: QTextDocument) -> None:
        """Ask which printer, and print a document there."""
        self._ask(lambda printer: self.print_document_on(printer, document))

    def print_document_on(self, printer: QPrinter, document: QTextDocument) -> None:
        """Print as many pages as it takes."""
        document.print_(printer)
        self.printed.emit(printer.printerState() is not QPrinter.PrinterState.Error)

    def _ask(self, print_on: Callable[[QPrinter], None]) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self._window)
        dialog.setObjectName("review.printer")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(_("Print"))
        dialog.accepted.connect(lambda: print_on(printer))
        dialog.setModal(True)
        dialog.show()

    def print_on(self, printer: QPrinter, report: Callable[[], VisitReport]) -> None:
        """Print both pages on the paper of the printer."""
        is_letter = printer.pageLayout().pageSize().id() == QPageSize.PageSizeId.Letter
        paper = Paper.LETTER if is_letter else Paper.A4
        # The pages have margins of their own.
        printer.setFullPage(True)
        work = partial(_pages, self._pictures, report, paper)
        self._drawing.want(work, lambda pages: self.printed.emit(_printed(printer, pages)))


def _pages(
    pictures: Callable[[VisitReport, Paper, float], tuple[bytes, ...]],
    report: Callable[[], VisitReport],
    paper: Paper,
) -> tuple[bytes, ...]:
    return pictures(report(), paper, _PIXELS_PER_POINT)


def _printed(printer: QPrinter, pages: tuple[bytes, ...]) -> bool:
    painter = QPainter()
    if not painter.begin(printer):
        return False
    for number, content in enumerate(pages):
        if number and not printer.newPage():
            painter.end()
            return False
        picture = QImage.fromData(QByteArray(content))
        paper = painter.viewport()
        scale = min(paper.width() / picture.width(), paper.height() / picture.height())
        size = QRectF(0, 0, picture.width() * scale, picture.height() * scale)
        painter.drawImage(size, picture)
    return painter.end()
