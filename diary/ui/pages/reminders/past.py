"""What reminders did before, a line each; the newest few at first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from diary.texts.numbers import Formats
from diary.ui.pages.reminders.paragraph import Paragraph
from diary.ui.pages.reminders.reminder_view import PastEvent
from diary.ui.widgets.button import push_button
from diary.ui.widgets.card import Card
from diary.ui.widgets.emptying import take_all_out
from diary.ui.widgets.icon_label import IconLabel
from diary.ui.widgets.strip import LEVEL_LOOKS, level_word
from diary.ui.widgets.text import plain_label
from diary.words import _

SHOWN_FIRST = 10
_ICON = 16


class PastCard(Card):
    """The history of reminders; `grown` tells that more lines are shown."""

    grown = Signal()

    def __init__(self) -> None:
        super().__init__(_("History"), name="reminders.past")
        self._events: Sequence[PastEvent] = ()
        self._formats = Formats()
        self._is_whole = False
        self._lines = QWidget()
        self._grid = QGridLayout(self._lines)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        # Lines take what they need up to a paragraph's width; an empty column takes the rest.
        self._grid.setColumnStretch(2, 100)
        self._grid.setColumnStretch(3, 1)
        self.more = push_button(_("Show earlier"), kind="quiet", name="reminders.past.more")
        self.more.clicked.connect(self._on_more_clicked)
        self.body.addWidget(self._lines)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)

    def show_events(self, events: Sequence[PastEvent], formats: Formats) -> None:
        """Show these events, the newest first."""
        if list(events) == list(self._events) and formats == self._formats:
            return
        self._events, self._formats = events, formats
        self.setHidden(not events)
        self._fill()

    def _fill(self) -> None:
        take_all_out(self._grid)
        shown = self._events if self._is_whole else self._events[:SHOWN_FIRST]
        for row, event in enumerate(shown):
            day = self._formats.day(event.on)
            self._grid.addWidget(plain_label(day, role="hint"), row, 0, _TOP)
            self._grid.addWidget(_mark(event), row, 1, _TOP)
            said = event.text
            if event.level is not None:
                said = f"{level_word(event.level.value)}: {event.text}"
            self._grid.addWidget(Paragraph(said), row, 2, _TOP_LINE)
        self.more.setHidden(self._is_whole or len(self._events) <= SHOWN_FIRST)

    @Slot()
    def _on_more_clicked(self) -> None:
        self._is_whole = True
        self._fill()
        self.grown.emit()


_TOP = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading
_TOP_LINE = Qt.AlignmentFlag.AlignTop


def _mark(event: PastEvent) -> IconLabel:
    if not event.is_known:
        return IconLabel("minus", "text", size=_ICON)
    if event.level is None:
        return IconLabel("check", "good", size=_ICON)
    look = LEVEL_LOOKS[event.level.value]
    return IconLabel(look.icon_name, look.ink, size=_ICON)
