"""What leaves the page: the picture to the clipboard, a file or paper, the table as text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from PySide6.QtCore import QObject, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from diary.charts.kinds import Chart
from diary.charts.picture import ChartLook, ChartPainter, Picture
from diary.domain.errors import DiaryUnwritableError
from diary.ui.chart_source import ChartSource
from diary.ui.context import PageContext
from diary.ui.dialogs.restore_words import free_path
from diary.ui.latest import Latest
from diary.ui.pages.charts.plot import Plot, look_for_paper
from diary.words import _

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

PictureForm = Literal["png", "svg", "pdf"]
# Sharp enough for paper; a printer's own finer grid would be painted for minutes.
_PRINTED_DPI = 300
_SCREEN_DPI = 96


class HandingOn(QObject):
    """Copies, saves and prints what `plot` shows."""

    def __init__(self, context: PageContext, source: ChartSource, plot: Plot) -> None:
        super().__init__(plot)
        self._context = context
        self._source = source
        self._plot = plot
        self._copying = Latest(context.tasks, self)
        self._copying.slowness_changed.connect(self._on_copying_slowness_changed)
        self._saving = Latest(context.tasks, self)
        self._printing = Latest(context.tasks, self)

    @property
    def has_picture(self) -> bool:
        """True when there is a picture to hand on."""
        shown = self._plot.shown()
        return self._source.painter is not None and shown is not None and shown.is_enough

    def copy_picture(self) -> None:
        """Put the picture into the clipboard as it is seen, with what is said about it below."""
        painter, shown = self._source.painter, self._plot.shown()
        if painter is None or shown is None:
            return
        seen = self._plot.view.pixmap()
        look = replace(self._plot.look(seen.size(), seen.devicePixelRatio()), is_whole=True)

        def put(picture: Picture) -> None:
            # Without a copy the clipboard would outlive the pixels.
            QGuiApplication.clipboard().setImage(_image(picture).copy())
            self._context.messages.toast(_("Picture copied."))

        self._copying.want(lambda: painter.paint(shown.chart, look), put)

    def copy_table(self) -> None:
        """Put the table into the clipboard as CSV; that of many years takes a while."""

        def put(table: str) -> None:
            QGuiApplication.clipboard().setText(table)
            self._context.messages.toast(_("Table copied."))

        self._copying.want(self._plot.table_csv(), put)

    @Slot(bool)
    def _on_copying_slowness_changed(self, is_slow: bool) -> None:
        if is_slow:
            self._context.messages.toast(_("Copying…"))

    def save(self, file_name: str, form: PictureForm) -> None:
        """Ask where to, and write the picture for paper there."""
        painter, shown = self._source.painter, self._plot.shown()
        if painter is None or shown is None:
            return
        suggested = Path(f"{file_name}.{form}")
        path = self._context.prompts.choose_save_path(_("Save picture"), suggested)
        if path is None:
            return
        target = _with_ending(path, form)
        if target != path:
            # The dialog asked about another name, the one without the ending.
            target = free_path(target.parent, target.stem, target.suffix)
        self._save(painter, shown.chart, target)

    def _save(self, painter: ChartPainter, chart: Chart, target: Path) -> None:
        def save() -> OSError | None:
            try:
                painter.save(chart, look_for_paper(), target)
            except OSError as error:
                return error
            return None

        def tell(error: OSError | None) -> None:
            if error is None:
                self._context.messages.toast(_("Saved {name}.").format(name=target.name))
            else:
                self._context.messages.problem(DiaryUnwritableError(str(target), str(error)))

        self._saving.want(save, tell)

    def ask_printer(self) -> None:
        """Ask which printer, and print the picture there."""
        # Few people ever print, and everybody waits for what is imported.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - see above

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageOrientation(printer.pageLayout().orientation().Landscape)
        dialog = QPrintDialog(printer, self._plot)
        dialog.setObjectName("charts.print")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(_("Print chart"))
        dialog.accepted.connect(lambda: self.print_on(printer))
        # `open` of this class wants a receiver in the old style.
        dialog.setModal(True)
        dialog.show()

    def print_on(self, printer: QPrinter) -> None:
        """Print the picture as large as the page allows."""
        painter, shown = self._source.painter, self._plot.shown()
        if painter is None or shown is None:
            return
        look = _look_for_page(printer)

        def draw(picture: Picture) -> None:
            if _printed(printer, picture):
                self._context.messages.toast(_("Chart printed."))
            else:
                self._context.messages.toast(_("The printer did not take it."))

        self._printing.want(lambda: painter.paint(shown.chart, look), draw)


def _with_ending(path: Path, form: PictureForm) -> Path:
    """The path with the ending of the form, unless it names a form of pictures itself.

    Other dots belong to the name, as those of a date.
    """
    if path.suffix.lower().removeprefix(".") in get_args(PictureForm):
        return path
    return path.with_name(f"{path.name}.{form}")


def _look_for_page(printer: QPrinter) -> ChartLook:
    """As wide and high as the page, at a resolution that suits paper."""
    page = printer.pageRect(printer.Unit.Inch)
    ratio = _PRINTED_DPI / _SCREEN_DPI
    size = QSize(round(page.width() * _PRINTED_DPI), round(page.height() * _PRINTED_DPI))
    # Upright pages keep the shape of the picture.
    height = min(size.height(), round(size.width() * 0.75))
    return replace(look_for_paper(), width=size.width(), height=height, pixel_ratio=ratio)


def _printed(printer: QPrinter, picture: Picture) -> bool:
    width, height = picture.width, picture.height
    painter = QPainter()
    if not painter.begin(printer):
        return False
    page = painter.viewport()
    scale = min(page.width() / width, page.height() / height)
    painter.drawImage(QRectF(0, 0, width * scale, height * scale), _image(picture))
    return painter.end()


def _image(picture: Picture) -> QImage:
    """The same pixels, which the picture still owns."""
    width, height = picture.width, picture.height
    return QImage(picture.rgba, width, height, 4 * width, QImage.Format.Format_RGBX8888)
