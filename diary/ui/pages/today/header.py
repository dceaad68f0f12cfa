"""The line beside the title of Today: which day, no pain, and how much is answered."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from diary.ui.theme import em
from diary.ui.widgets.button import escaped_mnemonic, icon_button, menu_button, push_button
from diary.ui.widgets.date_button import DateButton
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.side_layout import SideLayout
from diary.ui.widgets.text import plain_label, set_plain_tooltip
from diary.words import _

if TYPE_CHECKING:
    from diary.ui.widgets.day_mark import MarkOfDay

_LEAST_EM = 10
_COUNT_FROM_EM = 55
_SHORT_BELOW_EM = 40
_NARROW_BELOW_EM = 30


class DayHeader(QWidget):
    """`day_picked` carries a day, `step_requested` -1 or 1, `command_requested` a page command.

    `more_above` takes the place of `more` in a narrow window; it stands beside the title.
    """

    command_requested = Signal(str)
    day_picked = Signal(object)
    step_requested = Signal(int)
    no_pain_requested = Signal()
    back_requested = Signal()

    def __init__(self, on: date, day_mark: MarkOfDay) -> None:
        super().__init__()
        # With the count, with the year, with More at the end.
        self._form = (True, True, True)
        self.previous = icon_button("chevron-left", _("Previous day"), name="today.previous")
        self.previous.clicked.connect(lambda: self.step_requested.emit(-1))
        self.day = DateButton(on, last_day=on, day_mark=day_mark, name="today.day")
        self.day.date_picked.connect(self.day_picked)
        self.next = icon_button("chevron-right", _("Next day"), name="today.next")
        self.next.clicked.connect(lambda: self.step_requested.emit(1))
        self.back = push_button(_("Back to today"), name="today.back")
        set_plain_tooltip(self.back, _("Ctrl+T"))
        self.back.clicked.connect(self.back_requested)
        self.no_pain = push_button("", name="today.no_pain")
        self.no_pain.clicked.connect(self.no_pain_requested)
        self._menu = QMenu(self)
        self._actions = {key: self._action(key, text) for key, text in _menu_texts()}
        self.more = menu_button(_("More"), self._menu, name="today.more")
        self.more.setAccessibleName(_("More for this day"))
        self.more_above = menu_button(_("More"), self._menu, name="today.more_above")
        self.more_above.setAccessibleName(_("More for this day"))
        self.more_above.hide()
        self._count = plain_label("", role="hint", name="today.count")
        buttons = QWidget()
        row = FlowLayout(buttons)
        for button in self.tab_stops():
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

    def show_words(self, no_pain: str, *, is_today: bool, why_not: str) -> None:
        """Speak of the day shown; the way back to today is there on another day.

        `why_not` says why no score can be answered by "No pain"; empty = some can.
        """
        self.back.setHidden(is_today)
        self.no_pain.setText(escaped_mnemonic(no_pain))
        self.no_pain.setAccessibleName(no_pain)
        self.no_pain.setEnabled(not why_not)
        offered = _("0 for every score without an answer (Alt+0)")
        set_plain_tooltip(self.no_pain, why_not or offered)

    def show_away(self, *, is_away: bool) -> None:
        """Offer to go away, or to come back."""
        self._actions["away"].setEnabled(not is_away)
        self._actions["not_away"].setEnabled(is_away)

    @property
    def has_count(self) -> bool:
        """True where there is room for how much is answered; else it stands above the cards."""
        return self.window().width() >= _COUNT_FROM_EM * em()

    def sizeHint(self) -> QSize:
        self._fit()
        return super().sizeHint()

    def heightForWidth(self, width: int) -> int:
        # Asked before anybody else learns of another width or text size.
        self._fit()
        return super().heightForWidth(width)

    def tab_stops(self) -> list[QPushButton | QToolButton]:
        """Return the buttons in reading order."""
        return [self.previous, self.day, self.next, self.back, self.no_pain, self.more]

    def _action(self, key: str, text: str) -> QAction:
        action = self._menu.addAction(text)
        action.setObjectName(f"today.more.{key}")
        action.triggered.connect(lambda _=False: self.command_requested.emit(key))
        return action

    def _fit(self) -> None:
        """Take little room in a small window, so that the header has two lines at most."""
        width = self.window().width() / em()
        form = (self.has_count, width >= _SHORT_BELOW_EM, width >= _NARROW_BELOW_EM)
        if form != self._form:
            self._form = form
            self._count.setHidden(not form[0])
            self.day.set_short(is_short=not form[1])
            self.more.setHidden(not form[2])
            # Beside the title, where a narrow window has room.
            self.more_above.setHidden(form[2])
            layout = self.layout()
            if layout is not None:
                # The row of buttons tells only its own layout, and the others a turn later.
                layout.invalidate()


def _menu_texts() -> tuple[tuple[str, str], ...]:
    """What can be done with a day, as in the Go menu."""
    return (
        ("away", _("&Away on this day")),
        ("away_span", _("Away for &some days…")),
        ("not_away", _("&Not away any more")),
        ("date", _("&Go to date…")),
    )
