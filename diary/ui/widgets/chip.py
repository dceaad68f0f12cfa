"""Answer chips: a tick box or radio button in a bordered box, drawn alike in every theme."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QRadioButton,
    QSizePolicy,
)

from diary.ui.icons import icon_pixmap
from diary.ui.theme import color, disabled_edge, disabled_ink, mixed, roomier, theme_watcher
from diary.ui.widgets.button import escaped_mnemonic

MIN_HEIGHT = 28
_RADIUS = 6.0
# At 100 % text: from the edge to the box and after the label, above and below, box to label.
_PAD_X = 8
_PAD_Y = 5
_GAP = 7
_TEXT_FLAGS = int(
    Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading | Qt.TextFlag.TextWordWrap
)


def _box_side(metrics: QFontMetrics) -> int:
    return max(16, round(metrics.height() * 0.95))


def _around(metrics: QFontMetrics) -> int:
    """Return the width of a chip without its label."""
    return 2 * roomier(_PAD_X) + _box_side(metrics) + roomier(_GAP)


def label_left(metrics: QFontMetrics) -> int:
    """Return how far the label of a chip stands from its edge."""
    return roomier(_PAD_X) + _box_side(metrics) + roomier(_GAP)


def _text_width(metrics: QFontMetrics, label: str) -> int:
    # A width rounded down would wrap the last word.
    return metrics.horizontalAdvance(label) + 2


def chip_size(metrics: QFontMetrics, label: str) -> QSize:
    """Return the size of a chip whose label stands in one line."""
    width = _around(metrics) + _text_width(metrics, label)
    return QSize(width, max(MIN_HEIGHT, metrics.height() + 2 * roomier(_PAD_Y)))


def chip_least_width(metrics: QFontMetrics, label: str) -> int:
    """Return the width of a chip whose label is broken at every space."""
    longest = max((_text_width(metrics, word) for word in label.split()), default=0)
    return _around(metrics) + longest


def chip_height(metrics: QFontMetrics, label: str, width: int) -> int:
    """Return the height of a chip ``width`` pixels wide, with its label wrapped."""
    room = width - _around(metrics)
    if room >= _text_width(metrics, label):
        return max(MIN_HEIGHT, metrics.height() + 2 * roomier(_PAD_Y))
    needed = metrics.boundingRect(QRect(0, 0, max(room, 1), 10_000), _TEXT_FLAGS, label)
    return max(MIN_HEIGHT, needed.height() + 2 * roomier(_PAD_Y))


def paint_chip(
    painter: QPainter, button: QAbstractButton, label: str, *, is_round: bool, is_dotted: bool
) -> None:
    """Draw a whole chip: box, mark and label."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    is_on, is_enabled = button.isChecked(), button.isEnabled()
    width = 2.0 if is_on else 1.0
    pen = QPen(_edge(button), width)
    if is_dotted:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(_ground(button))
    half = width / 2
    frame = QRectF(button.rect()).adjusted(half, half, -half, -half)
    painter.drawRoundedRect(frame, _RADIUS, _RADIUS)
    metrics = button.fontMetrics()
    side = _box_side(metrics)
    rect = button.rect()
    pad, gap = roomier(_PAD_X), roomier(_GAP)
    mark = QRect(rect.left() + pad, rect.center().y() - side // 2 + 1, side, side)
    text = rect.adjusted(pad + side + gap, 0, 1 - pad, 0)
    direction = button.layoutDirection()
    if direction == Qt.LayoutDirection.RightToLeft:
        mark.moveRight(rect.right() - pad)
        text = rect.adjusted(pad - 1, 0, -pad - side - gap, 0)
    _paint_mark(painter, QRectF(mark), button, is_round=is_round)
    painter.setPen(color("text") if is_enabled else disabled_ink())
    painter.drawText(text, _TEXT_FLAGS, label)


def _edge(button: QAbstractButton) -> QColor:
    if not button.isEnabled():
        return disabled_edge()
    return color("accent" if button.isChecked() else "border")


def _ground(button: QAbstractButton) -> QColor:
    if button.isChecked():
        return color("infobg")
    if button.underMouse() and button.isEnabled():
        return mixed("surface", "accent", 0.08)
    return color("surface")


def _paint_mark(
    painter: QPainter, mark: QRectF, button: QAbstractButton, *, is_round: bool
) -> None:
    is_on = button.isChecked()
    edge = _edge(button)
    inner = mark.adjusted(0.5, 0.5, -0.5, -0.5)
    radius = inner.width() / 2 if is_round else 4.0
    painter.setPen(QPen(edge, 1))
    painter.setBrush(edge if is_on else color("surface"))
    painter.drawRoundedRect(inner, radius, radius)
    if is_on:
        name = "dot" if is_round else "check"
        pixmap = icon_pixmap(name, "onaccent", round(mark.width()), button.devicePixelRatioF())
        painter.drawPixmap(mark, pixmap, QRectF(pixmap.rect()))


class TickChip(QCheckBox):
    """A tick box in a bordered box; its label may wrap and is always plain text."""

    def __init__(self, label: str, *, name: str | None = None) -> None:
        super().__init__(escaped_mnemonic(label))
        self.label = label
        self.setAccessibleName(label)
        if name is not None:
            self.setObjectName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme_watcher().theme_changed.connect(self._on_theme_changed)

    def set_label(self, label: str) -> None:
        """Show and speak another text."""
        self.label = label
        self.setText(escaped_mnemonic(label))
        self.setAccessibleName(label)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return chip_size(self.fontMetrics(), self.label)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        hint.setWidth(chip_least_width(self.fontMetrics(), self.label))
        return hint

    def heightForWidth(self, width: int) -> int:
        return chip_height(self.fontMetrics(), self.label, width)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    @Slot()
    def _on_theme_changed(self) -> None:
        # Not connected to Qt's own method: of each such connection a piece of memory stays.
        self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_chip(QPainter(self), self, self.label, is_round=False, is_dotted=False)


class ChoiceChip(QRadioButton):
    """A radio button in a bordered box; ``is_proposed`` draws its edge dotted."""

    def __init__(self, label: str, *, name: str | None = None) -> None:
        super().__init__(escaped_mnemonic(label))
        self.label = label
        self.is_proposed = False
        self.setAccessibleName(label)
        if name is not None:
            self.setObjectName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme_watcher().theme_changed.connect(self._on_theme_changed)

    def sizeHint(self) -> QSize:
        return chip_size(self.fontMetrics(), self.label)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        hint.setWidth(chip_least_width(self.fontMetrics(), self.label))
        return hint

    def heightForWidth(self, width: int) -> int:
        return chip_height(self.fontMetrics(), self.label, width)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # The row decides: its arrow keys work from an unanswered state too, and Delete clears.
        event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    @Slot()
    def _on_theme_changed(self) -> None:
        # Not connected to Qt's own method: of each such connection a piece of memory stays.
        self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        is_dotted = self.is_proposed and not self.isChecked()
        paint_chip(QPainter(self), self, self.label, is_round=True, is_dotted=is_dotted)
