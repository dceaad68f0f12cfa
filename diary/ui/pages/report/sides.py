"""What is chosen and what comes of it: side by side where there is room, else below each other.

What is chosen can be folded away, so that the pages have the whole window.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from diary.ui.theme import em
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.fold import FoldButton
from diary.words import _

# The settings in one column, and what the pages need beside it to be read at all.
_SETTINGS_EM, _PAGES_EM = 24, 34
_GAP = 20


class Sides(QWidget):
    """`fold_changed` tells that the settings were folded or unfolded by the person."""

    fold_changed = Signal(bool)

    def __init__(self, settings: Sequence[QWidget], shown: Sequence[QWidget]) -> None:
        super().__init__()
        self.fold = FoldButton(_("Choices"), about=_("Visit report"), name="report.choices")
        self.fold.fold_toggled.connect(self._on_fold_toggled)
        self._settings = _column(settings)
        # The button is no wider than its words.
        top = QWidget()
        FlowLayout(top).addWidget(self.fold)
        self._left, self._right = _column((top, self._settings)), _column(shown)
        self._line = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.addWidget(self._left)
        self._line.addWidget(self._right, 1)
        self.set_open(is_open=True)

    @property
    def is_open(self) -> bool:
        """True while the settings are shown."""
        return self.fold.is_open()

    def set_open(self, *, is_open: bool) -> None:
        """Show the settings or fold them away, without telling anybody."""
        self.fold.set_open(is_open=is_open)
        self._settings.setVisible(is_open)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    def _arrange(self) -> None:
        least = (_SETTINGS_EM + _PAGES_EM) * em()
        is_beside = self.is_open and self.width() >= least
        where = QBoxLayout.Direction.LeftToRight if is_beside else QBoxLayout.Direction.TopToBottom
        if self._line.direction() != where:
            self._line.setDirection(where)
        self._line.setSpacing(_GAP if is_beside else 8)
        widest = _SETTINGS_EM * em() if is_beside else 16777215
        if self._left.maximumWidth() != widest:
            self._left.setMinimumWidth(widest if is_beside else 0)
            self._left.setMaximumWidth(widest)

    @Slot(bool)
    def _on_fold_toggled(self, is_open: bool) -> None:
        self.set_open(is_open=is_open)
        self.fold_changed.emit(is_open)


def _column(parts: Sequence[QWidget]) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return whole
