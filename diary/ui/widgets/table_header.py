"""The headings of a table, which the keyboard reaches by Up from the first row.

Arrows go from heading to heading, Enter sorts, Shift+F10 opens their menu, Down goes back.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from diary.ui.widgets.announce import announce
from diary.words import _

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})
_BACK = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Escape})


class TableHeader(QHeaderView):
    """`left` goes back to the rows; `menu_requested` carries where a menu opens."""

    left = Signal()
    menu_requested = Signal(QPoint)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setAccessibleName(_("Headings"))
        self.setAccessibleDescription(_("Enter sorts by this column, Down goes back to the rows."))
        # Not a stop of its own: the table is one stop, and Up leads here.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._at = 0

    def section(self) -> int:
        """The column the keyboard is at."""
        return self._at

    def focus_ring_rect(self) -> QRect:
        """Where the ring of the focus lies: around one heading."""
        left = self.sectionViewportPosition(self._at)
        inside = QRect(left, 0, self.sectionSize(self._at), self.height())
        return (inside & self.rect()).adjusted(4, 4, -4, -4)

    def sort_by(self, section: int) -> None:
        """Sort as a click does: the other way round, or as the column begins."""
        order = self.sortIndicatorOrder()
        if section == self.sortIndicatorSection():
            is_rising = order == Qt.SortOrder.AscendingOrder
            order = Qt.SortOrder.DescendingOrder if is_rising else Qt.SortOrder.AscendingOrder
        else:
            first = self.model().headerData(
                section, self.orientation(), Qt.ItemDataRole.InitialSortOrderRole
            )
            order = Qt.SortOrder.DescendingOrder if first else Qt.SortOrder.AscendingOrder
        self.setSortIndicator(section, order)
        self._say()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self._step(1 if (key == Qt.Key.Key_Right) != is_mirrored else -1)
        elif key in _ENTER:
            self.sort_by(self._at)
        elif key in _BACK:
            self.left.emit()
        elif is_menu_key(event):
            bottom = self.focus_ring_rect().bottomLeft()
            self.menu_requested.emit(self.viewport().mapToGlobal(bottom))
        else:
            event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_requested.emit(event.globalPos())
        event.accept()

    def focusNextPrevChild(self, is_next: bool) -> bool:
        # Tab leaves the table from here as from its rows.
        self.left.emit()
        view = self.parentWidget()
        return False if view is None else QWidget.focusNextPrevChild(view, is_next)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        shown = self._shown()
        if self._at not in shown and shown:
            self._at = shown[0]
        self._say()

    @Slot(int)
    def go_to(self, section: int) -> None:
        """Let the keyboard be at this column."""
        self._at = section
        self._ring_again()

    def _shown(self) -> list[int]:
        sections = (self.logicalIndex(place) for place in range(self.count()))
        return [each for each in sections if not self.isSectionHidden(each)]

    def _step(self, by: int) -> None:
        shown = self._shown()
        place = shown.index(self._at) + by if self._at in shown else 0
        if 0 <= place < len(shown):
            self._at = shown[place]
            self._ring_again()
            self._say()

    def _ring_again(self) -> None:
        # The ring follows a widget that changes one of its properties.
        self.setProperty("section", self._at)
        self.viewport().update()

    def _say(self) -> None:
        text = self.model().headerData(
            self._at, self.orientation(), Qt.ItemDataRole.AccessibleTextRole
        )
        parts = [str(text)]
        if self._at == self.sortIndicatorSection():
            is_rising = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            parts.append(_("sorted, lowest first") if is_rising else _("sorted, highest first"))
        announce(self, ", ".join(parts))


def is_menu_key(event: QKeyEvent) -> bool:
    """True for Shift+F10; the menu key comes as an event of its own."""
    is_shifted = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_F10 and is_shifted
