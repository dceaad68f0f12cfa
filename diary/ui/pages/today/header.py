"""The line beside the title of Today: which day, no pain, and how much is answered."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from diary.ui.theme import em
from diary.ui.widgets.button import icon_button, push_button
from diary.ui.widgets.calendar import MarkOfDay
from diary.ui.widgets.date_button import DateButton
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.side_layout import SideLayout
from diary.ui.widgets.text import plain_label, set_plain_tooltip
from diary.words import _

_LEAST_EM = 10
_SHORT_BELOW_EM = 40


class DayHeader(QWidget):
    """`day_picked` carries a day; `step_requested` -1 or 1."""

    day_picked = Signal(object)
    step_requested = Signal(int)
    no_pain_requested = Signal()

    def __init__(self, on: date, day_mark: MarkOfDay) -> None:
        super().__init__()
        self.previous = icon_button("chevron-left", _("Previous day"), name="today.previous")
        self.previous.clicked.connect(lambda: self.step_requested.emit(-1))
        self.day = DateButton(on, last_day=on, day_mark=day_mark, name="today.day")
        self.day.date_picked.connect(self.day_picked)
        self.next = icon_button("chevron-right", _("Next day"), name="today.next")
        self.next.clicked.connect(lambda: self.step_requested.emit(1))
        self.no_pain = push_button(_("No pain today"), name="today.no_pain")
        set_plain_tooltip(self.no_pain, _("0 for every score without an answer (Alt+0)"))
        self.no_pain.clicked.connect(self.no_pain_requested)
        self._count = plain_label("", role="hint", name="today.count")
        buttons = QWidget()
        row = FlowLayout(buttons)
        for button in (self.previous, self.day, self.next, self.no_pain):
            button.setFocusPolicy(button.focusPolicy() | self.day.focusPolicy())
            row.addWidget(button)
        line = SideLayout(self, least_width=_LEAST_EM * em())
        line.addWidget(buttons)
        line.addWidget(self._count)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_day(self, on: date, last_day: date, count: str, *, can_move: bool) -> None:
        """Show another day; days after `last_day` cannot be reached."""
        self.day.set_last_day(last_day)
        self.day.set_day(on)
        self.previous.setEnabled(can_move)
        self.day.setEnabled(can_move)
        self.next.setEnabled(can_move and on < last_day)
        future = _("You can fill this in on the day")
        set_plain_tooltip(self.next, future if on >= last_day else _("Next day (Alt+Right)"))
        set_plain_tooltip(self.previous, _("Previous day (Alt+Left)"))
        self._count.setText(count)

    @property
    def is_short(self) -> bool:
        """True in a window so narrow that the header would take three lines."""
        return self.window().width() < _SHORT_BELOW_EM * em()

    def sizeHint(self) -> QSize:
        self._fit()
        return super().sizeHint()

    def heightForWidth(self, width: int) -> int:
        # Asked before anybody else learns of another width or text size.
        self._fit()
        return super().heightForWidth(width)

    def tab_stops(self) -> list[QWidget]:
        """Return the buttons in reading order."""
        return [self.previous, self.day, self.next, self.no_pain]

    def _fit(self) -> None:
        """Take little room in a narrow window; how much is answered then stands elsewhere."""
        if self._count.isHidden() != self.is_short:
            self._count.setHidden(self.is_short)
            self.day.set_short(is_short=self.is_short)
