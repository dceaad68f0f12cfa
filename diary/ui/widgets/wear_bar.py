"""How much of a shoe's limit is used: length, hatch and notch say it without colour."""

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QProgressBar, QSizePolicy

from diary.ui.theme import color, theme_watcher

HEIGHT = 12
HATCH_FROM = 0.8
_RADIUS = 4.0


class WearBar(QProgressBar):
    """A bar whose full length is the limit, or the distance once that is past the limit.

    From 80 % of the limit on the filled part is hatched; past the limit a notch stands at 100 %.
    A screen reader gets the share in per cent and the spoken sentence as the name.
    """

    def __init__(self, *, name: str | None = None) -> None:
        super().__init__()
        if name is not None:
            self.setObjectName(name)
        self._share = 0.0
        self.setTextVisible(False)
        self.setRange(0, 100)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme_watcher().theme_changed.connect(self._on_theme_changed)

    def set_wear(self, share: float, spoken: str) -> None:
        """Show ``share`` of the limit, 1.0 being all of it.

        ``spoken`` is the whole sentence, such as "Red 3, 628 of 650 km, near its limit".
        """
        self._share = max(0.0, share)
        percent = round(self._share * 100)
        self.setMaximum(max(100, percent))
        self.setValue(percent)
        self.setAccessibleName(spoken)
        self.update()

    @Slot()
    def _on_theme_changed(self) -> None:
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        box = QRectF(0, (self.height() - HEIGHT) / 2, self.width(), HEIGHT)
        box.adjust(0.5, 0.5, -0.5, -0.5)
        outline = QPainterPath()
        outline.addRoundedRect(box, _RADIUS, _RADIUS)
        painter.fillPath(outline, color("surface"))
        painter.save()
        painter.setClipPath(outline)
        self._paint_filled(painter, box)
        painter.restore()
        painter.setPen(QPen(color("border"), 1))
        painter.drawPath(outline)
        if self._share > 1:
            self._paint_notch(painter, box)

    def _paint_filled(self, painter: QPainter, box: QRectF) -> None:
        full = max(1.0, self._share)
        per_share = box.width() / full
        plain = min(self._share, HATCH_FROM) * per_share
        painter.fillRect(QRectF(box.left(), box.top(), plain, box.height()), color("load"))
        rest = (self._share - HATCH_FROM) * per_share
        if rest > 0:
            hatch = QBrush(color("load"), Qt.BrushStyle.BDiagPattern)
            worn = QRectF(box.left() + plain, box.top(), rest, box.height())
            painter.fillRect(worn, hatch)
            painter.setPen(QPen(color("load"), 1))
            painter.drawLine(worn.topRight(), worn.bottomRight())

    def _paint_notch(self, painter: QPainter, box: QRectF) -> None:
        x = round(box.left() + box.width() / self._share)
        painter.setPen(QPen(color("surface"), 4))
        painter.drawLine(x, round(box.top()), x, round(box.bottom()))
        painter.setPen(QPen(color("text"), 2))
        painter.drawLine(x, round(box.top()), x, round(box.bottom()))
