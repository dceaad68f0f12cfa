"""The head of the page: the targets in words, and the days of this week to tick.

The seven days are one tab stop; arrow keys go from day to day. A day that was left out is blank.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from diary.ui.pages.plan.plan_view import DayTickView, HeadView, WeekView
from diary.ui.widgets.button import push_button
from diary.ui.widgets.card import Card
from diary.ui.widgets.chip import TickChip
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.text import PlainLabel, plain_label
from diary.words import _

DAYS = 7
_STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}


class DayTick(TickChip):
    """One day; `step_requested` carries +1 or -1 for the day to go to."""

    step_requested = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key not in _STEPS:
            super().keyPressEvent(event)
            return
        step = _STEPS[Qt.Key(key)]
        is_sideways = key in {Qt.Key.Key_Left, Qt.Key.Key_Right}
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.step_requested.emit(-step if is_sideways and is_mirrored else step)

    def show_day(self, view: DayTickView) -> None:
        """Show a day as it is."""
        self.label = view.weekday
        self.setText(view.weekday)
        self.setChecked(view.is_done)
        self.setEnabled(not view.is_to_come)
        self.setAccessibleName(view.spoken)
        self.updateGeometry()


class WeekRow(QWidget):
    """The days of one kind; `day_ticked` carries the kind, the day and whether it was done."""

    day_ticked = Signal(object, object, bool)

    def __init__(self, view: WeekView) -> None:
        super().__init__()
        self.kind = view.kind
        self.setObjectName(f"plan.week.{view.kind}")
        self.setAccessibleName(view.title)
        self._view = view
        self._title = plain_label("", role="strong")
        self._count = plain_label("", role="strong", name=f"plan.week.{view.kind}.count")
        self._source = _quiet(f"plan.week.{view.kind}.source")
        self.ticks = [DayTick("", name=f"plan.week.{view.kind}.{n}") for n in range(DAYS)]
        for place, tick in enumerate(self.ticks):
            tick.clicked.connect(lambda is_on, place=place: self._on_tick_clicked(place, is_on))
            tick.step_requested.connect(lambda step, place=place: self._go(place, step))
        line = QWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(line)
        column.addWidget(self._source)
        row = FlowLayout(line)
        row.addWidget(self._title)
        for tick in self.ticks:
            row.addWidget(tick)
        row.addWidget(self._count)
        self._stop: int | None = None
        self.show_week(view)

    def show_week(self, view: WeekView) -> None:
        """Show the days and how many of them were done."""
        self._view = view
        self._title.setText(view.title)
        self._count.setText(view.count)
        last = 0
        for place, (tick, day) in enumerate(zip(self.ticks, view.days, strict=True)):
            tick.show_day(day)
            last = last if day.is_to_come else place
        if self._stop is None or view.days[self._stop].is_to_come:
            self._stop = last
        self._set_stop(self._stop)

    def show_source(self, text: str) -> None:
        """Say which ticks were made elsewhere; an empty text takes the line away."""
        _say(self._source, text)

    def title_width(self) -> int:
        """The width that the name of the kind needs, in pixels."""
        return self._title.sizeHint().width()

    def set_title_width(self, width: int) -> None:
        """Begin the days so far from the edge, in pixels, that they stand below those above."""
        self._title.setMinimumWidth(width)

    def stop(self) -> QWidget:
        """The day that Tab reaches: that of today, until an arrow went elsewhere."""
        return self.ticks[self._stop or 0]

    def _set_stop(self, place: int) -> None:
        self._stop = place
        for each, tick in enumerate(self.ticks):
            is_stop = each == place
            policy = Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus
            tick.setFocusPolicy(policy)

    def _go(self, place: int, step: int) -> None:
        to = place + step
        if 0 <= to < DAYS and not self._view.days[to].is_to_come:
            self._set_stop(to)
            self.ticks[to].setFocus()

    def _on_tick_clicked(self, place: int, is_on: bool) -> None:
        self._set_stop(place)
        self.day_ticked.emit(self.kind, self._view.days[place].on, is_on)


class WeekCard(Card):
    """What is to be done each week, and what was done in this one.

    `day_ticked` as of `WeekRow`; `order_changed` tells that there are other rows. `plan_requested`
    asks for a plan, where exercises wait for one.
    """

    day_ticked = Signal(object, object, bool)
    order_changed = Signal()
    plan_requested = Signal()

    def __init__(self) -> None:
        super().__init__(_("This week"), name="plan.week")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.line = plain_label("", role="strong", word_wrap=True, name="plan.target")
        self._whole = _quiet("plan.whole")
        self._also = _quiet("plan.also")
        self._rows: list[WeekRow] = []
        self._room = QVBoxLayout()
        self._room.setSpacing(6)
        self._next = _quiet("plan.week.next")
        self.make_plan = push_button(_("Make a plan"), kind="primary", name="plan.week.make_plan")
        self.make_plan.clicked.connect(self.plan_requested)
        self.make_plan.hide()
        self._way = aside = QWidget()
        aside.hide()
        FlowLayout(aside).addWidget(self.make_plan)
        self.body.addWidget(self.line)
        self.body.addWidget(self._next)
        self.body.addWidget(aside)
        self.body.addLayout(self._room)
        self.body.addWidget(self._whole)
        self.body.addWidget(self._also)

    def show_head(self, view: HeadView, sources: Sequence[str], *, asks_for_plan: bool) -> None:
        """Show the plan that holds and its week; `sources` as of `source_texts`."""
        self.line.setText(f"{view.name} · {view.line}" if view.name else view.line)
        _say(self._whole, view.whole)
        _say(self._also, "\n".join(view.also))
        if [row.kind for row in self._rows] != [week.kind for week in view.weeks]:
            self._build_rows(view)
        for row, week, source in zip(self._rows, view.weeks, sources, strict=True):
            row.show_week(week)
            row.show_source(source)
        self._align()
        text = _("Next: make a plan. It turns your exercises into a session for the day.")
        _say(self._next, text if asks_for_plan else "")
        if self.make_plan.isHidden() == asks_for_plan:
            self.make_plan.setHidden(not asks_for_plan)
            self._way.setHidden(not asks_for_plan)
            self.order_changed.emit()

    def stops(self) -> list[QWidget]:
        """The way to a plan, where it is offered, and one stop for each row of days."""
        first: list[QWidget] = [] if self.make_plan.isHidden() else [self.make_plan]
        return [*first, *(row.stop() for row in self._rows)]

    def rows(self) -> list[WeekRow]:
        """The rows of days, one for each kind with a target."""
        return list(self._rows)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._align()

    def _align(self) -> None:
        widest = max((row.title_width() for row in self._rows), default=0)
        for row in self._rows:
            row.set_title_width(widest)

    def _build_rows(self, view: HeadView) -> None:
        for old in self._rows:
            old.hide()
            old.setObjectName("")
            old.deleteLater()
        self._rows = [WeekRow(week) for week in view.weeks]
        for row in self._rows:
            row.day_ticked.connect(self.day_ticked)
            self._room.addWidget(row)
        self.order_changed.emit()


def _quiet(name: str) -> PlainLabel:
    line = plain_label("", role="hint", word_wrap=True, name=name)
    line.hide()
    return line


def _say(line: PlainLabel, text: str) -> None:
    line.setText(text)
    line.setHidden(not text)
