"""A layout of two: actions stand beside the main content if there is room, else below it."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QLayoutItem, QWidget

from diary.ui.widgets.item_layout import ItemLayout

GAP = 8


class SideLayout(ItemLayout):
    """First child: the main content. Second child: actions, at the far end of the same row.

    The actions move below when the main content would get less than ``least_width`` pixels and
    less than it needs for one line, or would need more than two lines.
    """

    def __init__(self, parent: QWidget | QBoxLayout, *, least_width: int = 200) -> None:
        # What was worked out for a width, until a child changes; Qt's own layouts do the same.
        self._heights: dict[int, int] = {}
        self._least_width = least_width
        self._indent = 0
        super().__init__(parent, GAP)

    def set_least_width(self, width: int) -> None:
        """Change how narrow the main content may get before the actions move below it."""
        self._least_width = width
        self.invalidate()

    def set_indent(self, indent: int) -> None:
        """Let actions below the main content begin ``indent`` pixels from the edge."""
        self._indent = indent
        self.invalidate()

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._height_at(width)
        return self._heights[width]

    def _height_at(self, width: int) -> int:
        margins = self.contentsMargins()
        places = self._places(width - margins.left() - margins.right())
        bottom = max((place.bottom() + 1 for _, place in places), default=0)
        return bottom + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        hints = [child.sizeHint() for child in self._visible()]
        width = sum(hint.width() for hint in hints) + self.spacing() * max(0, len(hints) - 1)
        height = max((hint.height() for hint in hints), default=0)
        return QSize(width, height).grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:
        size = QSize()
        for child in self._visible():
            size = size.expandedTo(child.minimumSize())
        return size.grownBy(self.contentsMargins())

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        inner = rect.marginsRemoved(self.contentsMargins())
        spare = rect.height() - self.heightForWidth(rect.width())
        inner.translate(0, max(0, spare // 2))
        parent = self.parentWidget()
        is_mirrored = (
            parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft
        )
        for child, place in self._places(inner.width()):
            left = inner.width() - place.right() - 1 if is_mirrored else place.left()
            child.setGeometry(QRect(inner.topLeft(), place.size()).translated(left, place.top()))

    def _visible(self) -> list[QLayoutItem]:
        return [child for child in self._children if not child.isEmpty()]

    def _places(self, width: int) -> list[tuple[QLayoutItem, QRect]]:
        """Return where each visible child goes, from the top left of the layout."""
        children = self._visible()
        if len(children) < 2:
            return [(child, QRect(0, 0, width, _height(child, width))) for child in children]
        main, side = children[:2]
        side_width = min(side.sizeHint().width(), width)
        room = width - side_width - self.spacing()
        wanted = main.sizeHint().width()
        if room < min(self._least_width, wanted) or wanted > 2 * room:
            main_height = _height(main, width)
            rest = width - self._indent
            top = main_height + self.spacing()
            below = QRect(self._indent, top, rest, _height(side, rest))
            return [(main, QRect(0, 0, width, main_height)), (side, below)]
        heights = (_height(main, room), _height(side, side_width))
        tallest = max(heights)
        return [
            (main, QRect(0, (tallest - heights[0]) // 2, room, heights[0])),
            (side, QRect(width - side_width, (tallest - heights[1]) // 2, side_width, heights[1])),
        ]


def _height(child: QLayoutItem, width: int) -> int:
    if child.hasHeightForWidth():
        return max(child.heightForWidth(width), child.minimumSize().height())
    return child.sizeHint().height()
