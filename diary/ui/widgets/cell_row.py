"""A row of numbered cells made of radio buttons, the base of the pain and the effort scale.

Nothing is ever pre-filled: a row starts without an answer and can be cleared again.
"""

import time
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Slot
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from diary.ui.theme import color, disabled_edge, disabled_ink, mixed, theme_watcher
from diary.ui.widgets.one_stop import OneStopGroup

CELL_MIN = 28
SMALL_CELL_MIN = 24
TWO_KEYS_S = 0.7
_GAP = 2
_RADIUS = 4.0
_STRIP = 4
_CHOSEN_EDGE = 2.5
_BLOCKING = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class CellColors(NamedTuple):
    """How a chosen cell is drawn, and the strip at the foot of a cell that is not chosen.

    ``inner`` is a second line inside the edge, for themes that fill nothing.
    """

    fill: str
    ink: str
    edge: str
    strip: str
    inner: str | None = None


@lru_cache(maxsize=8)
def _size(font_key: str, *, is_small: bool) -> tuple[int, int]:
    font = QFont()
    font.fromString(font_key)
    font.setBold(True)
    line = QFontMetrics(font)
    least = SMALL_CELL_MIN if is_small else CELL_MIN
    height = max(least, line.height() + (7 if is_small else 11))
    return max(least, line.horizontalAdvance("10") + line.height() // 2), height


def cell_size(font: QFont, *, is_small: bool) -> QSize:
    """Return the least size of a cell; forty of them ask for it several times on one page."""
    return QSize(*_size(font.key(), is_small=is_small))


class Cell(QRadioButton):
    """One number of the row."""

    def __init__(self, row: "CellRow", number: int) -> None:
        super().__init__(row)
        self._row = row
        self.number = number
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return cell_size(self.font(), is_small=self._row.is_small)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, _pos: object) -> bool:
        return not self._row.is_read_only

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # The row decides; a radio button's own arrow keys would skip the row's rules.
        event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            self._paint_chosen(painter)
        else:
            self._paint_open(painter)

    def _paint_open(self, painter: QPainter) -> None:
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        outline = QPainterPath()
        outline.addRoundedRect(box, _RADIUS, _RADIUS)
        painter.fillPath(outline, self._ground())
        look = self._row.colors_of(self.number)
        painter.save()
        painter.setClipPath(outline)
        foot = QRectF(box.left(), box.bottom() - _STRIP, box.width(), _STRIP)
        painter.fillRect(foot, QColor(look.strip))
        painter.restore()
        if not self._row.is_read_only:
            painter.setPen(QPen(color("border") if self.isEnabled() else disabled_edge(), 1))
            painter.drawPath(outline)
        painter.setPen(color("text") if self.isEnabled() else disabled_ink())
        self._paint_number(painter)

    def _ground(self) -> QColor:
        is_hovered = self.underMouse() and self.isEnabled() and not self._row.is_read_only
        return mixed("surface", "accent", 0.12) if is_hovered else color("surface")

    def _paint_chosen(self, painter: QPainter) -> None:
        look = self._row.colors_of(self.number)
        half = _CHOSEN_EDGE / 2
        box = QRectF(self.rect()).adjusted(half, half, -half, -half)
        pen = QPen(QColor(look.edge), _CHOSEN_EDGE)
        if self._row.is_late:
            pen.setDashPattern([2.4, 1.6])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.fill))
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        if look.inner is not None:
            painter.setPen(QPen(QColor(look.inner), _CHOSEN_EDGE))
            reach = _CHOSEN_EDGE + 0.5
            painter.drawRoundedRect(box.adjusted(reach, reach, -reach, -reach), 2, 2)
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(look.ink))
        self._paint_number(painter)

    def _paint_number(self, painter: QPainter) -> None:
        # The strip at the foot makes the middle look low.
        box = self.rect().adjusted(0, 0, 0, -_STRIP // 2)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self.number))


class CellRow(QWidget):
    """Numbered cells with one tab stop and no answer to begin with.

    A subclass gives the colours and the accessible names and tells the world of a choice.
    """

    def __init__(
        self,
        numbers: Sequence[int],
        *,
        is_small: bool,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self.is_small = is_small
        self.is_read_only = False
        self.is_late = False
        self._clock = clock
        self._one_typed_at: float | None = None
        self._value: int | None = None
        self._cells = [Cell(self, number) for number in numbers]
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP)
        for cell in self._cells:
            layout.addWidget(cell)
            cell.setAccessibleName(self.cell_name(cell.number))
            cell.clicked.connect(self._on_cell_clicked)
        self._group = OneStopGroup(self, self._cells)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme_watcher().theme_changed.connect(self._on_theme_changed)

    def colors_of(self, number: int) -> CellColors:
        """Return the colours of a cell in the present theme."""
        raise NotImplementedError

    def cell_name(self, number: int) -> str:
        """Return what a screen reader says for a cell."""
        raise NotImplementedError

    def tell(self, number: int | None) -> None:
        """Emit the subclass's signal: the person chose ``number`` or cleared the row."""
        raise NotImplementedError

    def value(self) -> int | None:
        """Return the number chosen; ``None`` while there is no answer."""
        return self._value

    def set_value(self, number: int | None) -> None:
        """Show an answer or none, without telling anybody."""
        self._one_typed_at = None
        self._value = number
        self._group.choose(None if number is None else self._place(number))

    def set_read_only(self, is_read_only: bool) -> None:
        """Show the answer but take no change."""
        self.is_read_only = is_read_only
        self._group.set_read_only(is_read_only=is_read_only)
        self.update()

    def set_late(self, is_late: bool) -> None:
        """Draw the answer with a dashed edge: it was recorded long after its day."""
        self.is_late = is_late
        self.update()

    def cells(self) -> tuple[Cell, ...]:
        """Return the cells in order."""
        return tuple(self._cells)

    def wants_key(self, event: QKeyEvent) -> bool:
        """Return whether the row acts on this key."""
        if event.modifiers() & _BLOCKING:
            return False
        return (
            event.key()
            in {
                Qt.Key.Key_Left,
                Qt.Key.Key_Right,
                Qt.Key.Key_End,
                Qt.Key.Key_Delete,
                Qt.Key.Key_Backspace,
                Qt.Key.Key_Space,
            }
            or _digit(event) is not None
        )

    def event(self, event: QEvent) -> bool:
        # A key of the row must not set off a menu entry of the same key, such as Delete. The cell
        # with the focus leaves it to the row.
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and self.wants_key(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.wants_key(event):
            super().keyPressEvent(event)
            return
        event.accept()
        if self.is_read_only:
            return
        digit = _digit(event)
        if digit is not None:
            self._take_digit(digit)
        elif event.key() == Qt.Key.Key_End:
            self._choose(self._cells[-1].number)
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._choose(None)
        elif event.key() == Qt.Key.Key_Space:
            self._choose(self._cells[self._focused_place()].number)
        else:
            self._step(event.key() == Qt.Key.Key_Right)

    def _take_digit(self, digit: int) -> None:
        now = self._clock()
        is_ten = (
            digit == 0 and self._one_typed_at is not None and now - self._one_typed_at < TWO_KEYS_S
        )
        number = 10 if is_ten else digit
        if self._cells[0].number <= number <= self._cells[-1].number:
            self._choose(number)
        self._one_typed_at = now if digit == 1 else None

    def _step(self, is_right: bool) -> None:
        is_forward = is_right == (self.layoutDirection() == Qt.LayoutDirection.LeftToRight)
        place = self._focused_place() + (1 if is_forward else -1)
        self._choose(self._cells[min(max(place, 0), len(self._cells) - 1)].number)

    def _focused_place(self) -> int:
        focused = [place for place, cell in enumerate(self._cells) if cell.hasFocus()]
        return focused[0] if focused else (self._group.chosen() or 0)

    def _place(self, number: int) -> int:
        return number - self._cells[0].number

    def _choose(self, number: int | None) -> None:
        if number == self.value():
            return
        self.set_value(number)
        self.tell(number)

    @Slot()
    def _on_cell_clicked(self) -> None:
        place = self._group.chosen()
        if place is not None:
            self._choose(self._cells[place].number)

    @Slot()
    def _on_theme_changed(self) -> None:
        for cell in self._cells:
            cell.updateGeometry()
            cell.update()


def _digit(event: QKeyEvent) -> int | None:
    text = event.text()
    return int(text) if len(text) == 1 and text in "0123456789" else None
