"""Cards in as many columns of one width as there is room for and cards to fill them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from diary.ui.theme import em, theme_watcher

_LEAST_EM = 24
_MOST = 3
# A card as wide as a large window would be hard to read across.
_WIDEST_EM = 64
_GAP = 12


class CardGrid(QWidget):
    """Lays its cards out row by row and again whenever width or text size change."""

    def __init__(self) -> None:
        super().__init__()
        self._cards: list[QWidget] = []
        self._columns = 0
        self._least_count = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        theme_watcher().theme_changed.connect(self._lay_out)

    def set_cards(self, cards: Sequence[QWidget]) -> None:
        """Show these cards in this order."""
        for card in self._cards:
            self._grid.removeWidget(card)
        self._cards = list(cards)
        self._columns = 0
        self._lay_out()

    def leave_room_for(self, count: int) -> None:
        """Have cards no wider than they would be if there were `count` of them."""
        self._least_count = count
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    @Slot()
    def _lay_out(self) -> None:
        count = max(len(self._cards), self._least_count)
        columns = max(1, min(_MOST, count, self.width() // (_LEAST_EM * em())))
        self.setMaximumWidth(columns * (_WIDEST_EM * em() + _GAP) - _GAP)
        if columns == self._columns:
            return
        self._columns = columns
        for column in range(_MOST):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        for number, card in enumerate(self._cards):
            self._grid.addWidget(card, number // columns, number % columns)
            card.show()
