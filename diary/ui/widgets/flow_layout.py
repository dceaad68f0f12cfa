"""A layout that fills rows and wraps, in reading direction, with height for width."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QLayoutItem, QSizePolicy, QWidget

from diary.ui.widgets.item_layout import ItemLayout

GAP = 8
# The children of each row, each with its width.
_Rows = list[list[tuple[QLayoutItem, int]]]


class FlowLayout(ItemLayout):
    """Children side by side in rows; a row that is full starts the next one.

    Children that may expand horizontally share what is left of their row. In a row children are
    centred vertically. ``spacing`` lies between children, ``row_spacing`` between rows, in pixels;
    ``is_centred`` puts every row in the middle, ``is_from_top`` all of a row at its upper edge.
    What is added by ``add_line`` has a row of its own.
    """

    def __init__(
        self,
        parent: QWidget | QBoxLayout,
        *,
        spacing: int = GAP,
        row_spacing: int | None = None,
        is_centred: bool = False,
        is_from_top: bool = False,
    ) -> None:
        # What was worked out for a width, until a child changes; Qt's own layouts do the same.
        self._heights: dict[int, int] = {}
        self._rows_at: dict[int, _Rows] = {}
        self._lines: list[QWidget] = []
        self._is_centred = is_centred
        self._is_from_top = is_from_top
        self._row_spacing = spacing if row_spacing is None else row_spacing
        super().__init__(parent, spacing)

    def add_line(self, widget: QWidget) -> None:
        """Add a child that takes a whole row."""
        self._lines.append(widget)
        self.addWidget(widget)

    def invalidate(self) -> None:
        self._heights.clear()
        self._rows_at.clear()
        super().invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._height_at(width)
        return self._heights[width]

    def _height_at(self, width: int) -> int:
        margins = self.contentsMargins()
        inner = width - margins.left() - margins.right()
        rows = self._rows(inner)
        heights = [max(_height(child, w) for child, w in row) for row in rows]
        gaps = self._row_spacing * max(0, len(rows) - 1)
        return sum(heights) + gaps + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        """Return the size in one row; a parent that is narrower asks for the height it needs."""
        visible = [child.sizeHint() for child in self._visible()]
        width = sum(hint.width() for hint in visible) + self.spacing() * max(0, len(visible) - 1)
        height = max((hint.height() for hint in visible), default=0)
        return QSize(width, height).grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:
        size = QSize()
        for child in self._visible():
            size = size.expandedTo(child.minimumSize())
        return size.grownBy(self.contentsMargins())

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        inner = rect.marginsRemoved(self.contentsMargins())
        direction = self._direction()
        top = inner.top()
        for row in self._rows(inner.width()):
            height = max(_height(child, width) for child, width in row)
            left = inner.left() + (self._unused(row, inner.width()) // 2 if self._is_centred else 0)
            for child, width in row:
                size = QSize(width, min(height, _height(child, width)))
                lower = 0 if self._is_from_top else (height - size.height()) // 2
                at = QPoint(left, top + lower)
                child.setGeometry(_mirrored(QRect(at, size), inner, direction))
                left += width + self.spacing()
            top += height + self._row_spacing

    def _visible(self) -> list[QLayoutItem]:
        return [child for child in self._children if not child.isEmpty()]

    def _direction(self) -> Qt.LayoutDirection:
        parent = self.parentWidget()
        return Qt.LayoutDirection.LeftToRight if parent is None else parent.layoutDirection()

    def _rows(self, width: int) -> _Rows:
        """Return the children of each row with the width each one gets."""
        if width not in self._rows_at:
            self._rows_at[width] = self._divided(width)
        return self._rows_at[width]

    def _divided(self, width: int) -> _Rows:
        rows: _Rows = []
        used = 0
        is_full = True
        for child in self._visible():
            wanted = max(child.minimumSize().width(), min(child.sizeHint().width(), width))
            was_full, is_full = is_full, child.widget() in self._lines
            if not was_full and not is_full and used + self.spacing() + wanted <= width:
                rows[-1].append((child, wanted))
                used += self.spacing() + wanted
            else:
                rows.append([(child, wanted)])
                used = wanted
        return [self._shared(row, width) for row in rows]

    def _unused(self, row: list[tuple[QLayoutItem, int]], width: int) -> int:
        return max(0, width - sum(taken for _, taken in row) - self.spacing() * (len(row) - 1))

    def _shared(
        self, row: list[tuple[QLayoutItem, int]], width: int
    ) -> list[tuple[QLayoutItem, int]]:
        growing = [child for child, _ in row if _can_grow(child)]
        left = width - sum(wanted for _, wanted in row) - self.spacing() * (len(row) - 1)
        if not growing or left <= 0:
            return row
        share, rest = divmod(left, len(growing))
        grown: list[tuple[QLayoutItem, int]] = []
        for child, wanted in row:
            is_growing = _can_grow(child)
            extra = share + (1 if is_growing and rest > 0 else 0)
            rest -= 1 if is_growing else 0
            grown.append((child, wanted + (extra if is_growing else 0)))
        return grown


def _can_grow(child: QLayoutItem) -> bool:
    widget = child.widget()
    if widget is None:
        return bool(child.expandingDirections() & Qt.Orientation.Horizontal)
    policy = widget.sizePolicy().horizontalPolicy()
    return policy in {QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding}


def _height(child: QLayoutItem, width: int) -> int:
    if child.hasHeightForWidth():
        return max(child.heightForWidth(width), child.minimumSize().height())
    return child.sizeHint().height()


def _mirrored(rect: QRect, area: QRect, direction: Qt.LayoutDirection) -> QRect:
    if direction == Qt.LayoutDirection.LeftToRight:
        return rect
    return QRect(QPoint(area.left() + area.right() - rect.right(), rect.top()), rect.size())
