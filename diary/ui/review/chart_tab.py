"""Charts of somebody else's diary: the same pictures, cursor and tables as of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from diary.domain.diary import Diary
from diary.domain.pain_and_load import first_day
from diary.domain.period import Span
from diary.domain.pt_note import Pin
from diary.reports.content_parts import VisitReport
from diary.services.reviewing import Reviewed
from diary.texts.numbers import Formats
from diary.texts.review import file_begins_text
from diary.ui.chart_source import ChartSource
from diary.ui.latest import Latest
from diary.ui.pages.charts.asking import ChartNote
from diary.ui.pages.charts.choice import ChartChoice, moved, whole_of
from diary.ui.pages.charts.controls import ChartControls
from diary.ui.pages.charts.day_line import DayLine
from diary.ui.pages.charts.kinds.listing import chart_kind
from diary.ui.pages.charts.overview import whole_course
from diary.ui.pages.charts.plot import Plot
from diary.ui.pages.charts.shown import ChartKey, ShownChart
from diary.ui.pages.charts.zooming import DaysNow, Zooming
from diary.ui.review.room import is_scarce
from diary.ui.review.tab import ReviewTab
from diary.ui.tasks import TaskRunner
from diary.ui.theme import theme_watcher
from diary.ui.widgets.overview_strip import OverviewStrip
from diary.ui.widgets.scroll import VerticalScroll
from diary.ui.widgets.text import plain_label
from diary.words import _

_NO_DAYS = Span(date(2000, 1, 1), date(2000, 1, 2))


class ChartTab(ReviewTab):
    """Any chart, or with `only` that one; `above` stands over it and tells more.

    What was chosen stays from file to file; the days are those since the last visit of each until
    others are chosen.
    """

    def __init__(
        self,
        key: str,
        source: ChartSource,
        tasks: TaskRunner,
        *,
        only: ChartKey | None = None,
        above: QWidget | None = None,
    ) -> None:
        super().__init__()
        self.key = key
        self.setObjectName(f"review.{key}")
        self._source = source
        self._diary, self._formats = Diary(), Formats()
        self._usual, self._last_on = _NO_DAYS, _NO_DAYS.start
        self._file_from = _NO_DAYS.start
        self._has_usual_days = True
        self._is_stale = False
        choice = ChartChoice(kind=only or "pain_and_load", range_key=None, span=_NO_DAYS)
        self.controls = ChartControls(choice, _NO_DAYS, _NO_DAYS.start)
        self.controls.kind.setHidden(only is not None)
        # Events are the runner's own, and pictures of theirs are not saved from here.
        self.controls.more.hide()
        self.plot = Plot(tasks)
        for empty in self.plot.empties.values():
            for button in empty.buttons():
                button.hide()
        self.overview = OverviewStrip()
        self._zooming = Zooming(self.plot, self.overview, self._days_now)
        self._note = ChartNote(tasks)
        self._counting = Latest(tasks, self)
        self._surveying = Latest(tasks, self)
        self._line = DayLine(self._note_text)
        self._coverage = plain_label("", role="hint", word_wrap=True)
        self._lay_out(above)
        self._connect()

    def show_file(self, reviewed: Reviewed, report: VisitReport, formats: Formats) -> None:
        del report
        self._diary, self._formats = reviewed.diary, formats
        self._usual, self._last_on = reviewed.choice.span, reviewed.last_on
        self._file_from = reviewed.file_from or first_day(self._diary) or self._usual.start
        choice = replace(
            self.controls.choice(),
            knees=reviewed.choice.knees,
            knee=reviewed.choice.knees[0],
        )
        if choice.range_key is None:
            # Days that were picked one by one belong to the file they were picked for.
            self._has_usual_days = True
        if self._has_usual_days:
            choice = replace(choice, range_key=None, span=self._usual)
        self._zooming.forget()
        self._show_no_chart()
        self._show(choice)
        self.plot.set_day(self._last_on)

    def forget(self) -> None:
        self._diary = Diary()
        self._counting.forget()
        self._surveying.forget()
        self._show_no_chart()

    def pins(self) -> Sequence[Pin]:
        on = self.plot.day()
        return () if on is None else (Pin(on),)

    def tab_stops(self) -> list[QWidget]:
        return [
            *self.controls.tab_stops(),
            *([] if self._is_without_data() else self.plot.tab_stops()),
            *self._note.tab_stops(),
            *self.overview.handles(),
            self._line.open_day,
        ]

    def take_focus(self) -> None:
        if self._is_without_data():
            self.controls.tab_stops()[0].setFocus()
        else:
            self.plot.take_focus()

    def go_to(self, on: date) -> None:
        span = self._span()
        if on not in span:
            self._pick(moved(span, (on - span.start).days - len(span) // 2, self._last_on))
        self.plot.set_day(on)

    def go_by(self, times: int) -> None:
        self._pick(moved(self._span(), times * len(self._span()), self._last_on))

    def toggle_table(self) -> None:
        is_table = not self.plot.is_table()
        self.controls.set_table_shown(is_shown=is_table)
        self._on_controls_table_toggled(is_table)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_escape = event.key() == Qt.Key.Key_Escape and not event.modifiers()
        if not (is_escape and self._zooming.go_back()):
            super().keyPressEvent(event)

    # ---- building ----

    def _lay_out(self, above: QWidget | None) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 8, 20, 4)
        column.setSpacing(8)
        if above is not None:
            column.addWidget(above)
        column.addWidget(self.controls)
        column.addWidget(self._coverage)
        column.addWidget(self.plot, 1)
        column.addWidget(self._note)
        column.addWidget(self.overview)
        self._scroll = VerticalScroll(inside, name=f"review.{self.key}.scroll")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(self._line)
        self._column, self._outer = column, outer

    @Slot()
    def _fold(self) -> None:
        """Leave room for the chart where the window is small for its text."""
        is_folded = is_scarce(self)
        self.controls.set_folded(is_folded=is_folded)
        self._line.set_folded(is_folded=is_folded)
        place = self._column if is_folded else self._outer
        if place.indexOf(self._line) < 0:
            # What is said of a day goes on with the chart, else it would stand in its place.
            place.addWidget(self._line)

    def _connect(self) -> None:
        theme_watcher().theme_changed.connect(self._fold)
        self.controls.fold_changed.connect(self.order_changed)
        self._source.charts_ready.connect(self._count)
        self.controls.choice_changed.connect(self._on_controls_choice_changed)
        self.controls.table_toggled.connect(self._on_controls_table_toggled)
        self._note.answered.connect(self.order_changed)
        self.plot.readout_changed.connect(self._on_plot_readout_changed)
        self.plot.day_opened.connect(self._on_plot_day_opened)
        self.plot.view.list_requested.connect(self.controls.open_list)
        self._zooming.choice_wanted.connect(self._show)
        self._line.open_requested.connect(self.note_requested)

    # ---- what is shown ----

    def _span(self) -> Span:
        """The days that are shown: of those that were chosen the days that the file tells of."""
        span = self.controls.choice().days(self._diary, self._last_on)
        return Span(self._file_from, span.end) if self._begins_late(span) else span

    def _begins_late(self, span: Span) -> bool:
        return span.start < self._file_from < span.end

    def _days_now(self) -> DaysNow:
        span = self._span()
        return DaysNow(self.controls.choice(), span, whole_of(self._diary, self._last_on, span))

    def _is_without_data(self) -> bool:
        shown = self.plot.shown()
        return shown is None or not shown.is_enough

    def _show_no_chart(self) -> None:
        """Nobody sees the chart of one runner below the name of another."""
        self.plot.view.show_nothing()
        self.plot.view.setAccessibleDescription("")
        self.plot.setCurrentWidget(self.plot.view)
        self._note.show_chart(None)
        self._line.say("")
        self._coverage.setText("")

    def _pick(self, span: Span) -> None:
        self._has_usual_days = False
        self._show(replace(self.controls.choice(), range_key=None, span=span))

    @Slot(object)
    def _show(self, choice: ChartChoice) -> None:
        self.controls.show_choice(choice, choice.days(self._diary, self._last_on), self._last_on)
        # The days the picture shows may be fewer, which is told below it.
        now = self._days_now()
        self.overview.show_span(now.span)
        self.plot.view.is_zoomed = self._zooming.is_zoomed
        self._surveying.want(
            partial(whole_course, self._diary, now.whole), self.overview.show_course
        )
        self._count()

    @Slot()
    def _count(self) -> None:
        if self._usual is _NO_DAYS:
            return
        if not self.isVisible():
            # Whoever flips through one tab of all files waits for that one only.
            self._is_stale = True
            return
        self._is_stale = False
        choice = self.controls.choice()
        build = chart_kind(choice.kind).build
        self._counting.want(
            partial(build, self._diary, choice, self._span(), self._formats, self._last_on),
            self._take,
        )

    def _take(self, shown: ShownChart) -> None:
        self.plot.show_chart(shown, self._source.painter)
        self._note.show_chart(shown)
        way_back = _("Esc goes back to the days before.") if self._zooming.is_zoomed else ""
        chosen = self.controls.choice().days(self._diary, self._last_on)
        is_late = self._begins_late(chosen)
        begins = file_begins_text(self._file_from, self._formats) if is_late else ""
        texts = (shown.coverage, begins, way_back)
        coverage = " ".join(filter(None, texts)) if shown.is_enough else ""
        self._coverage.setText(coverage)
        self._coverage.setHidden(not coverage)
        self._line.setVisible(shown.is_enough and shown.column_count > 0)
        self.controls.table.setEnabled(shown.is_enough)
        self.plot.view.setAccessibleDescription(shown.description)
        self.order_changed.emit()
        self.pins_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._count()

    # ---- slots ----

    @Slot(object)
    def _on_controls_choice_changed(self, choice: ChartChoice) -> None:
        if choice.range_key is not None or choice.span != self._usual:
            self._has_usual_days = False
            self._zooming.forget()
        self._show(choice)
        self.order_changed.emit()

    @Slot(bool)
    def _on_controls_table_toggled(self, is_table: bool) -> None:
        had_focus = self.plot.days().hasFocus()
        self.plot.set_table(is_table=is_table)
        if had_focus:
            self.plot.days().setFocus()
        self.order_changed.emit()

    @Slot(str)
    def _on_plot_readout_changed(self, text: str) -> None:
        self._line.say(text)
        self.pins_changed.emit()

    def _note_text(self) -> str:
        """What the button below the chart is called; a note has its place on one day."""
        on = self.plot.named_day()
        if on is None:
            return _("Note on this day")
        return _("Note on {day}").format(day=self._formats.day(on))

    @Slot(object)
    def _on_plot_day_opened(self, _on: date) -> None:
        self.note_requested.emit()
