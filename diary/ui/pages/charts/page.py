"""Charts: one of several as a picture with a cursor, and the same numbers as a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from diary.domain.change import ChangeSet
from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.pain_and_load import first_day
from diary.domain.period import ONE_DAY, Span
from diary.domain.report_choice import usual_knees
from diary.ui.chart_source import ChartSource
from diary.ui.context import PageContext
from diary.ui.dialogs.go_to_date import GoToDateDialog
from diary.ui.latest import Latest
from diary.ui.pages.charts.asking import ChartNote
from diary.ui.pages.charts.choice import (
    ChartChoice,
    asked_for,
    moved,
    offered_knees,
    span_around,
    whole_of,
)
from diary.ui.pages.charts.controls import ChartControls
from diary.ui.pages.charts.day_line import DayLine
from diary.ui.pages.charts.events import ChartEvents
from diary.ui.pages.charts.handing_on import HandingOn
from diary.ui.pages.charts.kinds.listing import chart_kind
from diary.ui.pages.charts.menu import open_chart_menu
from diary.ui.pages.charts.overview import Surveying
from diary.ui.pages.charts.plot import Plot
from diary.ui.pages.charts.remembered import remember_choice, remembered_choice
from diary.ui.pages.charts.shown import ShownChart
from diary.ui.pages.charts.told import ToldLine, shaded_text
from diary.ui.pages.charts.zooming import DaysNow, Zooming
from diary.ui.pages.page import Commands, Page, PageCommand
from diary.ui.theme import em, theme_watcher
from diary.ui.widgets.empty_state import EmptyState
from diary.ui.widgets.overview_strip import OverviewStrip
from diary.ui.widgets.scroll import VerticalScroll
from diary.words import _

# Narrower or lower the choices would leave no room for the chart.
_LEAST_WIDTH_EM, _LEAST_HEIGHT_EM = 48, 33


class ChartsPage(Page):
    """The charts of `kinds/listing.py`; `source` gives the painter as soon as it is loaded."""

    key = "charts"
    help_topic = "how_charts"

    def __init__(
        self, context: PageContext, source: ChartSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, parent)
        self.title = _("Charts")
        self._source = source
        self._is_stale = True
        # What takes over another diary has the window to itself before anything is counted of it.
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._on_something_changed)
        today = context.today()
        diary = context.journal.diary
        choice = remembered_choice(context.ui_state, diary.person.tracked_knees)
        self.controls = ChartControls(choice, choice.days(diary, today), today)
        self.plot = Plot(context.tasks)
        self.overview = OverviewStrip()
        self._zooming = Zooming(self.plot, self.overview, self._days_now)
        self._note = ChartNote(context.tasks)
        self._counting = Latest(context.tasks, self)
        self._surveying = Surveying(context.tasks, self.overview)
        self._handing_on = HandingOn(context, source, self.plot)
        self._events = ChartEvents(context, self)
        self._line = DayLine(lambda: self.plot.open_text(context.formats()))
        self._told = ToldLine()
        self._offered: tuple[Diary, tuple[Knee, ...]] | None = None
        self._unread = EmptyState("chart", "", name="charts.unread")
        self._lay_out()
        self._connect()

    def activate(self, where: object = None) -> None:
        """Go to a day, a chart by its key, or the days of a reminder (a `Span`), which are shaded.

        The focus goes to the chart.
        """
        choice = asked_for(self.controls.choice(), where)
        self.controls.show_choice(choice, self._span(), self.context.today())
        if choice.evidence is not None:
            self._show_evidence(choice.evidence)
        elif isinstance(where, date):
            self._go_to(where)
        else:
            self.refresh()
        if self._stack.currentWidget() is self._content:
            self.plot.take_focus()
            self._scroll.verticalScrollBar().setValue(0)

    def commands(self) -> Commands:
        if self._stack.currentWidget() is not self._content:
            return {}
        found: dict[PageCommand, Callable[[], None]] = {
            "previous": lambda: self._move(-1),
            "next": lambda: self._move(1),
            "date": self._ask_date,
        }
        if self.controls.table.isEnabled():
            found["table"] = self._toggle_table
        if self._handing_on.has_picture:
            found["print"] = self._handing_on.ask_printer
        has_both = len(self._knees()) > 1
        if has_both and "knees" in chart_kind(self.controls.choice().kind).controls:
            found["left_knee"] = lambda: self.controls.toggle_knee(Knee.LEFT)
            found["right_knee"] = lambda: self.controls.toggle_knee(Knee.RIGHT)
        return found

    def checks(self) -> dict[PageCommand, bool]:
        shown = self.controls.choice().knees
        return {
            "table": self.plot.is_table(),
            "left_knee": Knee.LEFT in shown,
            "right_knee": Knee.RIGHT in shown,
        }

    def tab_stops(self) -> list[QWidget]:
        if self._stack.currentWidget() is self._unread:
            return []
        return [
            *self.controls.tab_stops(),
            *self._told.tab_stops(),
            *self.plot.tab_stops(),
            *self._note.tab_stops(),
            *(() if self.overview.isHidden() else self.overview.handles()),
            self._line.open_day,
        ]

    def refresh(self) -> None:
        """Show the diary as it is now."""
        self._is_stale = False
        unread = self.context.unread.text(self.context.journal)
        if unread is not None:
            self._unread.set_text(*unread)
            self._counting.forget()
            self._show(self._unread)
            return
        diary, today, span = self.context.journal.diary, self.context.today(), self._span()
        # What was written about a knee on these days is not hidden because nobody tracks it.
        choice = self.controls.offer_knees(self._knees(), usual_knees(diary, span))
        self.controls.show_choice(choice, span, today)
        self._show_overview(span)
        build = chart_kind(choice.kind).build
        self._counting.want(
            partial(build, diary, choice, span, self.context.formats(), today), self._take
        )
        self._show(self._content)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # The chart itself takes the key first; from the choices and the strip it goes back too.
        is_escape = event.key() == Qt.Key.Key_Escape and not event.modifiers()
        if not (is_escape and self._zooming.go_back()):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.refresh()

    # ---- building ----

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 2, 20, 4)
        column.setSpacing(8)
        column.addWidget(self.controls)
        column.addWidget(self._told)
        column.addWidget(self.plot, 1)
        column.addWidget(self._told.below)
        column.addWidget(self._note)
        column.addWidget(self.overview)
        self._scroll = VerticalScroll(inside, name="charts.scroll")
        self._content = QWidget()
        content = QVBoxLayout(self._content)
        content.setContentsMargins(0, 0, 0, 0)
        content.setSpacing(0)
        content.addWidget(self._scroll, 1)
        content.addWidget(self._line)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._content)
        self._stack.addWidget(self._unread)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _connect(self) -> None:
        bridge = self.context.bridge
        bridge.entries_changed.connect(self._on_bridge_entries_changed)
        bridge.diary_ready.connect(self._on_bridge_diary_ready)
        self.context.unread.changed.connect(self._on_something_changed)
        bridge.day_changed.connect(self._on_something_changed)
        self._source.charts_ready.connect(self._on_something_changed)
        self.controls.choice_changed.connect(self._on_controls_choice_changed)
        self.controls.menu_requested.connect(self._on_controls_menu_requested)
        self.controls.fold_changed.connect(self.order_changed)
        self.controls.table_toggled.connect(self._on_controls_table_toggled)
        self._note.answered.connect(self._on_note_answered)
        self.plot.readout_changed.connect(self._line.say)
        self.plot.day_opened.connect(self._on_plot_day_opened)
        self.plot.way_requested.connect(self._on_plot_way_requested)
        self._told.back.clicked.connect(self._on_told_back_clicked)
        theme_watcher().theme_changed.connect(self._fold)
        self.plot.menu_requested.connect(self._on_plot_menu_requested)
        view = self.plot.view
        view.column_changed.connect(self._on_view_column_changed)
        view.list_requested.connect(self.controls.open_list)
        self._zooming.choice_wanted.connect(self._on_zooming_choice_wanted)
        self._line.open_requested.connect(self.plot.open_day)

    # ---- what is shown ----

    def _span(self) -> Span:
        """The days that are chosen."""
        return self.controls.choice().days(self.context.journal.diary, self.context.today())

    def _whole(self) -> Span:
        """All days there are."""
        return whole_of(self.context.journal.diary, self.context.today(), self._span())

    def _knees(self) -> tuple[Knee, ...]:
        """The knees there is a choice of."""
        diary = self.context.journal.diary
        if self._offered is None or self._offered[0] is not diary:
            self._offered = diary, offered_knees(diary)
        return self._offered[1]

    @Slot()
    def _fold(self) -> None:
        """Leave room for the chart where the page is small for its text."""
        is_folded = self.width() < _LEAST_WIDTH_EM * em() or self.height() < _LEAST_HEIGHT_EM * em()
        for part in (self.controls, self._told, self._line):
            part.set_folded(is_folded=is_folded)

    def _days_now(self) -> DaysNow:
        return DaysNow(self.controls.choice(), self._span(), self._whole())

    def _take(self, shown: ShownChart) -> None:
        """Show what was counted for the choice made last."""
        self.plot.show_chart(shown, self._source.painter)
        self._note.show_chart(shown)
        shaded = shaded_text(self.controls.choice(), self.context.formats())
        self._told.show_chart(shown, shaded, is_table=self.plot.is_table())
        self._line.setVisible(shown.is_enough and shown.column_count > 0)
        self.controls.table.setEnabled(shown.is_enough)
        self.controls.more.setEnabled(shown.is_enough)
        spoken = " ".join(filter(None, (shown.description, shaded)))
        self.plot.view.setAccessibleDescription(spoken)
        self.order_changed.emit()

    def _show(self, widget: QWidget) -> None:
        is_new = self._stack.currentWidget() is not widget
        self._stack.setCurrentWidget(widget)
        if is_new:
            self.order_changed.emit()

    def _show_overview(self, span: Span) -> None:
        self.overview.show_span(span)
        self._told.show_way_back(self._zooming.before)
        # Of an empty diary there is nothing to see from afar.
        self.overview.setVisible(first_day(self.context.journal.diary) is not None)
        self.plot.view.is_zoomed = self._zooming.is_zoomed
        self._surveying.show(self.context.journal.diary, self._whole())

    def _show_evidence(self, evidence: Span) -> None:
        last_on = evidence.end - ONE_DAY
        span = self._span()
        if evidence.start not in span or last_on not in span:
            self._show_span(span_around(evidence, self.context.today()))
        else:
            self.refresh()
        self.plot.set_day(last_on)

    def _go_to(self, on: date) -> None:
        today, span = self.context.today(), self._span()
        if on not in span:
            self._show_span(moved(span, (on - span.start).days - len(span) // 2, today))
        else:
            self.refresh()
        self.plot.set_day(on)

    def _show_span(self, span: Span) -> None:
        choice = replace(self.controls.choice(), range_key=None, span=span)
        self.controls.show_choice(choice, span, self.context.today())
        self.refresh()

    def _move(self, times: int) -> None:
        span = self._span()
        self._show_span(moved(span, times * len(span), self.context.today()))

    def _ask_date(self) -> None:
        context = self.context
        dialog = GoToDateDialog(self, context.today(), context.today(), context.formats())
        dialog.day_chosen.connect(self._go_to)
        dialog.open()

    def _toggle_table(self) -> None:
        is_table = not self.plot.is_table()
        self.controls.set_table_shown(is_shown=is_table)
        self._on_controls_table_toggled(is_table)

    # ---- slots ----

    @Slot()
    def _on_something_changed(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self.refresh()

    @Slot(object)
    def _on_bridge_entries_changed(self, change_set: ChangeSet) -> None:
        if change_set.changes:
            self._on_something_changed()
        else:
            self._on_bridge_diary_ready()

    @Slot()
    def _on_bridge_diary_ready(self) -> None:
        self._is_stale = True
        self._soon.start()

    @Slot(object)
    def _on_controls_choice_changed(self, choice: ChartChoice) -> None:
        remember_choice(self.context.ui_state, choice)
        if choice.range_key is not None or choice.span != self.overview.span():
            # Other days were picked; whatever else is chosen leaves the way back open.
            self._zooming.forget()
        self.refresh()
        self.order_changed.emit()

    @Slot(bool)
    def _on_controls_table_toggled(self, is_table: bool) -> None:
        had_focus = self.plot.days().hasFocus()
        self.plot.set_table(is_table=is_table)
        if had_focus:
            self.plot.days().setFocus()
        self._told.set_table(is_table=is_table)
        self.order_changed.emit()

    @Slot()
    def _on_note_answered(self) -> None:
        self._scroll.bring_into_view(self._note.answer)
        self.order_changed.emit()

    @Slot(bool)
    def _on_told_back_clicked(self, _is_on: bool) -> None:
        # The button goes away.
        self.plot.take_focus()
        self._zooming.go_back()

    @Slot(int, bool)
    def _on_view_column_changed(self, _column: int, by_key: bool) -> None:
        if by_key:
            # With large text the controls above fill the page.
            self._scroll.verticalScrollBar().setValue(self.plot.y())

    @Slot(object)
    def _on_zooming_choice_wanted(self, choice: ChartChoice) -> None:
        span = choice.days(self.context.journal.diary, self.context.today())
        self.controls.show_choice(choice, span, self.context.today())
        self.refresh()

    @Slot(object)
    def _on_plot_day_opened(self, on: date) -> None:
        self.navigate_requested.emit("today", on)

    @Slot(str)
    def _on_plot_way_requested(self, key: str) -> None:
        self.navigate_requested.emit(key, None)

    @Slot()
    def _on_controls_menu_requested(self) -> None:
        button = self.controls.more
        self._on_plot_menu_requested(button.mapToGlobal(QPoint(0, button.height())))

    @Slot(QPoint)
    def _on_plot_menu_requested(self, at: QPoint) -> None:
        name, formats = _(chart_kind(self.controls.choice().kind).file_name), self.context.formats()
        open_chart_menu(self.plot, self._events, self._handing_on, name, at, formats)
