"""What leaves from here: the printed pages as a file or on paper, and the page for a browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QWidget

from diary.domain.report_choice import Paper
from diary.services.ports import Progress
from diary.services.visit_reports import AskedReport
from diary.ui.context import PageContext
from diary.ui.visits import places
from diary.ui.visits.naming import when_name_may_leave
from diary.words import _

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

ReportForm = Literal["pdf", "html"]
# Sharp enough for paper; 300 of them are an inch.
_PRINTED_PIXELS_A_POINT = 300 / 72
_PAGE_SIZES = {
    Paper.A4: QPageSize.PageSizeId.A4,
    Paper.LETTER: QPageSize.PageSizeId.Letter,
}


class Leaving(QObject):
    """Saves and prints what `asked` gives; a full name only after a question.

    `unsaved` carries why something could not be saved.
    """

    unsaved = Signal(str)

    def __init__(
        self, context: PageContext, asked: Callable[[], AskedReport], page: QWidget
    ) -> None:
        super().__init__(page)
        self._context = context
        self._asked = asked
        self._page = page

    def save(self, form: ReportForm) -> None:
        """Ask where to, and write the report there."""
        asked = self._asked()
        choice = asked.choice
        when_name_may_leave(
            self._page, asked.diary.person, choice.person, lambda: self._save(form, asked)
        )

    def _save(self, form: ReportForm, asked: AskedReport) -> None:
        from diary.services.handing_over import file_name  # noqa: PLC0415 - rarely needed

        name = file_name(asked.diary, asked.choice.span, asked.today, f".{form}")
        titles = {"pdf": _("Save report"), "html": _("Save page for a browser")}
        chosen = self._context.prompts.choose_save_path(titles[form], places.documents() / name)
        if chosen is not None:
            self._write(form, asked, chosen)

    def _write(self, form: ReportForm, asked: AskedReport, chosen: Path) -> None:
        reports = self._context.visits.parts.reports
        messages = self._context.messages

        def work(_progress: Progress) -> Path:
            from diary.services.export_for_pt import free_path  # noqa: PLC0415 - rarely needed
            from diary.services.handing_over import save_checked  # noqa: PLC0415 - as above

            content = reports.pdf(asked) if form == "pdf" else reports.page(asked)
            path = chosen
            if chosen.suffix.lower() != f".{form}":
                # The dialog asked about the name without its ending.
                path = free_path(chosen.with_name(f"{chosen.name}.{form}"))
            save_checked(path, content)
            return path

        def done(path: Path) -> None:
            text = _("Saved {name}.").format(name=path.name)
            messages.toast(text, _("Show in folder"), lambda: places.show_in_folder(path.parent))
            self._context.visits.handed_on.emit()

        def failed(error: Exception) -> None:
            from diary.texts.visit_page import unsaved_text  # noqa: PLC0415 - rarely needed

            self.unsaved.emit(unsaved_text(error, self._context.formats()))

        self._context.tasks.run(work, done, failed)

    def ask_printer(self) -> None:
        """Ask which printer, and print the two pages there."""
        asked = self._asked()
        when_name_may_leave(
            self._page, asked.diary.person, asked.choice.person, lambda: self._ask_printer(asked)
        )

    def _ask_printer(self, asked: AskedReport) -> None:
        # Few people ever print, and everybody waits for what is imported.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - see above

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageSize(QPageSize(_PAGE_SIZES[asked.choice.paper]))
        printer.setPageOrientation(QPageLayout.Orientation.Portrait)
        # The pages bring their own margins.
        printer.setFullPage(True)
        dialog = QPrintDialog(printer, self._page)
        dialog.setObjectName("report.print_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(_("Print report"))
        dialog.accepted.connect(lambda: self.print_on(printer, asked))
        # `open` of this class wants a receiver in the old style.
        dialog.setModal(True)
        dialog.show()

    def print_on(self, printer: QPrinter, asked: AskedReport) -> None:
        """Print the pages, each as large as the sheet."""
        reports, messages = self._context.visits.parts.reports, self._context.messages

        def work(_progress: Progress) -> tuple[bytes, ...]:
            return reports.pictures(asked, _PRINTED_PIXELS_A_POINT)

        def draw(pictures: tuple[bytes, ...]) -> None:
            if _printed(printer, pictures):
                messages.toast(_("Report printed."))
                self._context.visits.handed_on.emit()
            else:
                messages.toast(_("The printer did not take it."))

        self._context.tasks.run(work, draw, messages.problem)


def _printed(printer: QPrinter, pictures: tuple[bytes, ...]) -> bool:
    painter = QPainter()
    if not painter.begin(printer):
        return False
    for number, content in enumerate(pictures):
        if number and not printer.newPage():
            return False
        image = QImage.fromData(content)
        sheet = painter.viewport()
        scale = min(sheet.width() / image.width(), sheet.height() / image.height())
        size = image.width() * scale, image.height() * scale
        painter.drawImage(QRectF((sheet.width() - size[0]) / 2, 0, *size), image)
    return painter.end()
