"""The line below the chart: everything about the day under the cursor, always in sight."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from diary.ui.theme import em, theme_watcher
from diary.ui.widgets.button import push_button
from diary.ui.widgets.text import plain_label

_LINES, _LINES_FOLDED = 2, 1


class DayLine(QWidget):
    """A text and a button that opens the day, which `open_requested` asks for.

    `button_text` says what the button opens now. The line keeps the height of the longest text so
    far, and the button its width: else every day would resize the chart.
    """

    open_requested = Signal()

    def __init__(self, button_text: Callable[[], str]) -> None:
        super().__init__()
        self._button_text = button_text
        self.text = plain_label("", word_wrap=True, name="charts.readout")
        self._least_lines = _LINES
        self.text.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        self.open_day = push_button(button_text(), name="charts.open_day")
        self.open_day.clicked.connect(self._on_open_day_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 20, 8)
        row.setSpacing(12)
        row.addWidget(self.text, 1)
        row.addWidget(self.open_day, 0, Qt.AlignmentFlag.AlignTop)
        theme_watcher().theme_changed.connect(self._on_theme_changed)

    def say(self, text: str) -> None:
        """Show the text of another day."""
        self.text.setText(text)
        name = self._button_text()
        if name != self.open_day.text():
            self.open_day.setText(name)
            self.open_day.setAccessibleName(name)
            self._keep_width(self.open_day.minimumWidth())
        self._keep_room(self.text.minimumHeight())

    def set_folded(self, *, is_folded: bool) -> None:
        """Leave room for the chart: keep less of it for texts that are still to come."""
        lines = _LINES_FOLDED if is_folded else _LINES
        if lines != self._least_lines:
            self._least_lines = lines
            self._keep_room(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._keep_room(0)

    def _keep_room(self, height: int) -> None:
        needed = self.text.heightForWidth(max(self.text.width(), 1))
        self.text.setMinimumHeight(max(height, self._least_lines * em(), needed))

    def _keep_width(self, width: int) -> None:
        self.open_day.setMinimumWidth(max(width, self.open_day.sizeHint().width()))

    @Slot(bool)
    def _on_open_day_clicked(self, _is_on: bool) -> None:
        self.open_requested.emit()

    @Slot()
    def _on_theme_changed(self) -> None:
        self._keep_width(0)
        self._keep_room(0)
