"""The printed pages as pictures, on white paper in every theme."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from diary.domain.report_choice import Paper
from diary.ui.dialogs.form_parts import ChoiceBox
from diary.ui.theme import color, em
from diary.ui.visit_wishes import Zoom
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.text import flowing_label, plain_label
from diary.words import _

# In points of 1/72 inch.
_SIZES = {Paper.A4: (595.28, 841.89), Paper.LETTER: (612.0, 792.0)}
_GAP, _EDGE = 16, 3
_WIDEST_EM, _LEAST_EM = 64, 22
_RESIZED_MS = 150
# A picture that is so much off is drawn anew.
_OFF = 0.05
_MOST_PIXELS_A_POINT = 3.0


class PagePicture(QWidget):
    """One page; `scroll_requested` carries the pages of the screen to go on or back."""

    scroll_requested = Signal(int)

    def __init__(self, number: int) -> None:
        super().__init__()
        self.setObjectName(f"report.page.{number}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pixmap: QPixmap | None = None
        self._size = QSize(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_picture(self, pixmap: QPixmap) -> None:
        """Show the page as it is now."""
        self._pixmap = pixmap
        self.update()

    def set_page_size(self, size: QSize) -> None:
        """Be so large, with room around for the ring of the focus."""
        self._size = size + QSize(2 * _EDGE, 2 * _EDGE)
        self.setFixedSize(self._size)

    def sizeHint(self) -> QSize:
        return self._size

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self.scroll_requested.emit(by)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        sheet = self.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        painter.fillRect(sheet, QColor(Qt.GlobalColor.white))
        if self._pixmap is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(sheet, self._pixmap, QRect(self._pixmap.rect()))
        painter.setPen(color("border"))
        painter.drawRect(sheet.adjusted(0, 0, -1, -1))


class Preview(QWidget):
    """`pictures_wanted` tells that the pages are to be drawn as large as `pixels_a_point` says."""

    pictures_wanted = Signal()
    zoom_changed = Signal(str)
    scroll_requested = Signal(int)

    def __init__(self, zoom: Zoom, pages: int = 2) -> None:
        super().__init__()
        self._paper = Paper.A4
        self._view_height = 0
        self._drawn_at = 0.0
        zooms: list[tuple[object, str]] = [
            ("whole", _("Whole pages")),
            ("width", _("Page width")),
        ]
        self.zoom = ChoiceBox(_("Zoom"), zooms, name="report.zoom")
        self.zoom.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.zoom.setSizeAdjustPolicy(self.zoom.SizeAdjustPolicy.AdjustToContents)
        self.zoom.set_choice(zoom)
        self.zoom.choice_changed.connect(self._on_zoom_choice_changed)
        # One that wraps by itself asks for a line of its own, and the pages would jump.
        self._state = flowing_label("", role="hint", name="report.state")
        self.pages = [PagePicture(number + 1) for number in range(pages)]
        bar, sheets = QWidget(), QWidget()
        line = FlowLayout(bar)
        line.addWidget(plain_label(_("Zoom"), role="strong"))
        line.addWidget(self.zoom)
        line.addWidget(self._state)
        flow = FlowLayout(sheets, spacing=_GAP, is_centred=True)
        for page in self.pages:
            flow.addWidget(page)
            page.scroll_requested.connect(self.scroll_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(bar)
        column.addWidget(sheets)
        self._resized = QTimer(self)
        self._resized.setSingleShot(True)
        self._resized.setInterval(_RESIZED_MS)
        self._resized.timeout.connect(self._on_resized_timeout)

    def tab_stops(self) -> list[QWidget]:
        """The zoom and the pages."""
        return [self.zoom, *self.pages]

    def set_paper(self, paper: Paper) -> None:
        """Show sheets of this size from now on."""
        if paper is not self._paper:
            self._paper = paper
            self._fit()

    def set_view_height(self, height: int) -> None:
        """So much of the page can be seen at once."""
        if height != self._view_height:
            self._view_height = height
            self._fit()

    def pixels_a_point(self) -> float:
        """How finely the pages are to be drawn now; a point is 1/72 inch."""
        wanted = self._page_size().width() * self.devicePixelRatioF() / _SIZES[self._paper][0]
        return min(wanted, _MOST_PIXELS_A_POINT)

    def show_pictures(self, pictures: Sequence[bytes], drawn_at: float, about: str) -> None:
        """Show the pages; `about` tells people who do not see them what is on them."""
        self._drawn_at = drawn_at
        self._state.setText("")
        for number, (page, content) in enumerate(zip(self.pages, pictures, strict=True), 1):
            pixmap = QPixmap()
            pixmap.loadFromData(content)
            page.show_picture(pixmap)
            name = _("Preview, page {n} of {count}").format(n=number, count=len(self.pages))
            page.setAccessibleName(name)
            page.setAccessibleDescription(about)

    def show_zoom(self, zoom: Zoom) -> None:
        """Show the pages so large, without telling anybody."""
        self.zoom.set_choice(zoom)
        self._fit()
        self._on_resized_timeout()

    def say(self, text: str) -> None:
        """Say what is under way or what went wrong, beside the zoom."""
        self._state.setText(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _page_size(self) -> QSize:
        width, height = _SIZES[self._paper]
        room = max(1, self.width() - 2 * _EDGE)
        if self.zoom.choice() == "width":
            wide = min(room, _WIDEST_EM * em())
        else:
            most = max(_LEAST_EM * em(), self._view_height - 4 * em())
            half = (room - _GAP - 2 * _EDGE) // 2
            beside = half if half >= _LEAST_EM * em() * width / height else room
            wide = min(beside, round(most * width / height))
        return QSize(max(1, wide), max(1, round(wide * height / width)))

    def _fit(self) -> None:
        size = self._page_size()
        for page in self.pages:
            page.set_page_size(size)
        self._resized.start()

    @Slot()
    def _on_resized_timeout(self) -> None:
        wanted = self.pixels_a_point()
        if self._drawn_at and abs(wanted / self._drawn_at - 1) > _OFF:
            self.pictures_wanted.emit()

    @Slot(object)
    def _on_zoom_choice_changed(self, key: object) -> None:
        self._fit()
        self._on_resized_timeout()
        self.zoom_changed.emit(cast("str", key))
