"""Charts: pain and load over time as a picture with a cursor, and the same numbers as a table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from diary.domain.errors import DiaryUnwritableError
from diary.domain.knee import Knee, Moment
from diary.domain.load import LoadMeasure
from diary.domain.pain_and_load import scored_days
from diary.domain.period import Span
from diary.texts.charts import evidence_text
from diary.ui.chart_source import ChartSource
from diary.ui.context import PageContext
from diary.ui.dialogs.go_to_date import GoToDateDialog
from diary.ui.latest import Latest
from diary.ui.pages.charts.choice import (
    DEFAULT_RANGE,
    RANGE_KEYS,
    ChartChoice,
    moved,
    span_around,
)
from diary.ui.pages.charts.controls import ChartControls
from diary.ui.pages.charts.day_line import DayLine
from diary.ui.pages.charts.plot import Plot
from diary.ui.pages.charts.shown import ShownDays, shown_days
from diary.ui.pages.page import Commands, Page, PageCommand
from diary.ui.widgets.empty_state import EmptyState
from diary.ui.widgets.scroll import VerticalScroll
from diary.ui.widgets.text import plain_label
from diary.words import _, plural

DAYS_LEAST = 3
_FILE_NAME = "pain and load.png"


class ChartsPage(Page):
    """Pain and load; `source` gives the painter as soon as it is loaded."""

    key = "charts"

    def __init__(
        self, context: PageContext, source: ChartSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, parent)
        self.title = _("Charts")
        self._source = source
        self._is_stale = True
        self._evidence: Span | None = None
        self._shown: ShownDays | None = None
        today = context.today()
        choice = self._remembered()
        span = choice.days(context.journal.diary, today)
        self.controls = ChartControls(choice, span, today)
        self.plot = Plot(context.tasks)
        self._counting = Latest(context.tasks, self)
        self._saving = Latest(context.tasks, self)
        self._line = DayLine()
        self._coverage = plain_label("", role="hint", word_wrap=True, name="charts.coverage")
        self._empty = EmptyState(
            "chart",
            _("Not enough days yet"),
            actions=[("today", _("Go to Today"))],
            name="charts.empty",
        )
        self._unread = EmptyState("chart", "", name="charts.unread")
        self._lay_out()
        self._connect()

    def activate(self, where: object = None) -> None:
        """Go to a day, or shade the days of a reminder (a `Span`); the focus goes to the chart."""
        self._evidence = where if isinstance(where, Span) and len(where) else None
        if self._evidence is not None:
            self._show_evidence(self._evidence)
        elif isinstance(where, date):
            self._go_to(where)
        else:
            self.refresh()
        if self._stack.currentWidget() is self._empty:
            self._empty.button("today").setFocus()
        elif self._stack.currentWidget() is self._content:
            self.plot.days().setFocus()
            self._scroll.verticalScrollBar().setValue(0)

    def commands(self) -> Commands:
        if self._stack.currentWidget() is not self._content:
            return {}
        return {
            "previous": lambda: self._move(-1),
            "next": lambda: self._move(1),
            "date": self._ask_date,
            "table": self._toggle_table,
            "left_knee": lambda: self.controls.toggle_knee(Knee.LEFT),
            "right_knee": lambda: self.controls.toggle_knee(Knee.RIGHT),
        }

    def checks(self) -> dict[PageCommand, bool]:
        shown = self.controls.choice().knees
        return {
            "table": self.plot.is_table(),
            "left_knee": Knee.LEFT in shown,
            "right_knee": Knee.RIGHT in shown,
        }

    def tab_stops(self) -> list[QWidget]:
        if self._stack.currentWidget() is self._empty:
            return [self._empty.button("today")]
        if self._stack.currentWidget() is self._unread:
            return []
        return [*self.controls.tab_stops(), self.plot.days(), self._line.open_day]

    def refresh(self) -> None:
        """Show the diary as it is now."""
        self._is_stale = False
        unread = self.context.unread.text(self.context.journal)
        if unread is not None:
            self._unread.set_text(*unread)
            self._show_instead(self._unread)
            return
        diary, today = self.context.journal.diary, self.context.today()
        count = len(scored_days(diary))
        if count < DAYS_LEAST:
            self._show_empty(count)
            return
        choice = self.controls.choice()
        span = choice.days(diary, today)
        self.controls.show_choice(choice, span, today)
        self._counting.want(
            partial(shown_days, diary, choice, span, self.context.formats()), self._take
        )
        self._show(self._content)

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
        column.addWidget(self._coverage)
        column.addWidget(self.plot, 1)
        self._scroll = VerticalScroll(inside, name="charts.scroll")
        self._content = QWidget()
        content = QVBoxLayout(self._content)
        content.setContentsMargins(0, 0, 0, 0)
        content.setSpacing(0)
        content.addWidget(self._scroll, 1)
        content.addWidget(self._line)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._content)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._unread)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _connect(self) -> None:
        bridge = self.context.bridge
        bridge.entries_changed.connect(self._on_something_changed)
        bridge.diary_ready.connect(self._on_something_changed)
        self.context.unread.changed.connect(self._on_something_changed)
        bridge.day_changed.connect(self._on_something_changed)
        self._source.charts_ready.connect(self._on_source_charts_ready)
        self.controls.choice_changed.connect(self._on_controls_choice_changed)
        self.controls.table_toggled.connect(self._on_controls_table_toggled)
        self.plot.readout_changed.connect(self._line.say)
        self.plot.view.day_changed.connect(self._on_view_day_changed)
        self._line.open_requested.connect(self.plot.open_day)
        self.plot.day_opened.connect(self._on_plot_day_opened)
        self.plot.save_requested.connect(self._on_plot_save_requested)
        self._empty.action_requested.connect(self._on_empty_action_requested)

    # ---- what is shown ----

    def _take(self, shown: ShownDays) -> None:
        """Show what was counted for the choice made last."""
        self._shown = shown
        has_events = self.controls.choice().has_events
        self.plot.show_days(shown, self._source.painter, self._evidence, has_events=has_events)
        shaded = self._shaded_text()
        self._coverage.setText(" ".join(filter(None, (shown.coverage, shaded))))
        spoken = " ".join(filter(None, (shown.description, shaded)))
        self.plot.view.setAccessibleDescription(spoken)

    def _shaded_text(self) -> str:
        if self._evidence is None:
            return ""
        return evidence_text(self._evidence, self.context.formats())

    def _show(self, widget: QWidget) -> None:
        is_new = self._stack.currentWidget() is not widget
        self._stack.setCurrentWidget(widget)
        if is_new:
            self.order_changed.emit()

    def _show_empty(self, count: int) -> None:
        have = plural("You have {n}.", "You have {n}.", count).format(n=count)
        sentence = _("The chart starts with {least} days of scores. {have}")
        text = sentence.format(least=DAYS_LEAST, have=have)
        self._empty.set_text(_("Not enough days yet"), text)
        self._show_instead(self._empty)

    def _show_instead(self, part: EmptyState) -> None:
        """Show no chart; what is being counted is not waited for."""
        self._shown = None
        self._counting.forget()
        self._show(part)

    def _show_evidence(self, evidence: Span) -> None:
        today = self.context.today()
        last_on = date.fromordinal(evidence.end.toordinal() - 1)
        span = self.controls.choice().days(self.context.journal.diary, today)
        if evidence.start not in span or last_on not in span:
            self._show_span(span_around(evidence, today))
        else:
            self.refresh()
        self.plot.set_day(last_on)

    def _go_to(self, on: date) -> None:
        today = self.context.today()
        span = self.controls.choice().days(self.context.journal.diary, today)
        if on not in span:
            self._show_span(moved(span, (on - span.start).days - len(span) // 2, today))
        else:
            self.refresh()
        self.plot.set_day(on)

    def _show_span(self, span: Span) -> None:
        today = self.context.today()
        choice = replace(self.controls.choice(), range_key=None, span=span)
        self.controls.show_choice(choice, span, today)
        self.refresh()

    def _move(self, times: int) -> None:
        today = self.context.today()
        span = self.controls.choice().days(self.context.journal.diary, today)
        self._show_span(moved(span, times * len(span), today))

    def _ask_date(self) -> None:
        context = self.context
        dialog = GoToDateDialog(self, context.today(), context.today(), context.formats())
        dialog.day_chosen.connect(self._go_to)
        dialog.open()

    def _toggle_table(self) -> None:
        is_table = not self.plot.is_table()
        self.controls.set_table_shown(is_shown=is_table)
        self._on_controls_table_toggled(is_table)

    # ---- what the window remembers ----

    def _remembered(self) -> ChartChoice:
        state = self.context.ui_state
        kept_range = state.get("charts.range", DEFAULT_RANGE)
        kept_moment, kept_load = state.get("charts.moment", ""), state.get("charts.load", "")
        return ChartChoice(
            range_key=next((key for key in RANGE_KEYS if key == kept_range), DEFAULT_RANGE),
            knees=self.context.journal.diary.person.tracked_knees,
            moment=next((each for each in Moment if each == kept_moment), None),
            measure=next((each for each in LoadMeasure if each == kept_load), LoadMeasure.DISTANCE),
            has_events=state.get("charts.events", True),
        )

    def _remember(self, choice: ChartChoice) -> None:
        state = self.context.ui_state
        if choice.range_key is not None:
            state.set("charts.range", str(choice.range_key))
        state.set("charts.moment", "" if choice.moment is None else str(choice.moment))
        state.set("charts.load", str(choice.measure))
        state.set("charts.events", choice.has_events)

    # ---- slots ----

    @Slot()
    def _on_something_changed(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self.refresh()

    @Slot()
    def _on_source_charts_ready(self) -> None:
        self._on_something_changed()

    @Slot(object)
    def _on_controls_choice_changed(self, choice: ChartChoice) -> None:
        self._remember(choice)
        self.refresh()

    @Slot(bool)
    def _on_controls_table_toggled(self, is_table: bool) -> None:
        had_focus = self.plot.days().hasFocus()
        self.plot.set_table(is_table=is_table)
        if had_focus:
            self.plot.days().setFocus()
        self.order_changed.emit()

    @Slot(object, bool)
    def _on_view_day_changed(self, _on: date, by_key: bool) -> None:
        if by_key:
            # With large text the controls above fill the page.
            self._scroll.verticalScrollBar().setValue(self.plot.y())

    @Slot(object)
    def _on_plot_day_opened(self, on: date) -> None:
        self.navigate_requested.emit("today", on)

    @Slot()
    def _on_plot_save_requested(self) -> None:
        painter, shown = self._source.painter, self._shown
        if painter is None or shown is None:
            return
        path = self.context.prompts.choose_save_path(_("Save picture"), Path(_FILE_NAME))
        if path is None:
            return
        options = self.plot.options_for_paper()

        def save() -> OSError | None:
            try:
                painter.save(shown.series, options, path)
            except OSError as error:
                return error
            return None

        def tell(error: OSError | None) -> None:
            if error is None:
                self.context.messages.toast(_("Picture saved."))
            else:
                self.context.messages.problem(DiaryUnwritableError(str(path), str(error)))

        self._saving.want(save, tell)

    @Slot(str)
    def _on_empty_action_requested(self, _key: str) -> None:
        self.navigate_requested.emit("today", None)
