"""The chart or its table; both have one cursor on one day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from diary.charts.picture import ChartOptions, ChartPainter, Picture
from diary.domain.period import ONE_DAY, Span
from diary.style import load_theme
from diary.texts.charts import chart_labels
from diary.ui.display import marker_scale
from diary.ui.pages.charts.shown import ShownDays
from diary.ui.pages.charts.table_view import ChartTableView
from diary.ui.tasks import TaskRunner
from diary.ui.theme import current_theme, theme_watcher
from diary.ui.widgets.announce import announce
from diary.ui.widgets.chart_view import ChartView
from diary.words import _

# A saved picture is for paper: light, and as large as half a page.
_SAVED_SIZE = (1200, 760)


class Plot(QStackedWidget):
    """Shows days; `readout_changed` carries what there is to say about the day under the cursor.

    `day_opened` carries the day the person wants to see in full, `save_requested` tells that the
    picture should be written to a file.
    """

    readout_changed = Signal(str)
    day_opened = Signal(object)
    save_requested = Signal()

    def __init__(self, tasks: TaskRunner) -> None:
        super().__init__()
        self._shown: ShownDays | None = None
        self._painter: ChartPainter | None = None
        self._evidence: Span | None = None
        self._has_events = True
        self._day: date | None = None
        self._is_table = False
        self.view = ChartView(tasks, name="charts.plot")
        self.view.setAccessibleName(_("Chart of pain and load"))
        self.table = ChartTableView()
        self.view.show_text(_("Loading chart"))
        self.addWidget(self.view)
        self.addWidget(self.table)
        self.view.day_changed.connect(self._on_view_day_changed)
        self.view.day_opened.connect(self.day_opened)
        self.view.menu_requested.connect(self._on_menu_requested)
        self.table.day_changed.connect(self._on_table_day_changed)
        self.table.day_opened.connect(self.day_opened)
        self.table.menu_requested.connect(self._on_menu_requested)

    def show_days(
        self,
        shown: ShownDays,
        painter: ChartPainter | None,
        evidence: Span | None,
        *,
        has_events: bool,
    ) -> None:
        """Show other days; without a painter the chart says that it is being loaded."""
        self._shown, self._painter = shown, painter
        self._evidence, self._has_events = evidence, has_events
        span = shown.series.span
        last_on = span.end - ONE_DAY
        if painter is not None:
            self.view.show_chart(self._paint, span.start, last_on)
        self.view.setAccessibleDescription(shown.description)
        if self._is_table:
            self.table.show_days(shown)
        self.set_day(min(max(self._day or last_on, span.start), last_on))

    def set_day(self, on: date) -> None:
        """Put the cursor on a day, as soon as it is shown."""
        self._day = on
        if self._shown is None or on not in self._shown.series.span:
            return
        self.view.set_day(on)
        if self._is_table:
            self.table.set_day(on)
        self.readout_changed.emit(self.readout())

    def day(self) -> date | None:
        """The day under the cursor."""
        return self._day

    def is_table(self) -> bool:
        """True while the table is seen."""
        return self._is_table

    def set_table(self, *, is_table: bool) -> None:
        """Show the table or the chart, at the same day."""
        self._is_table = is_table
        if is_table and self._shown is not None:
            self.table.show_days(self._shown)
        if self._day is not None:
            self.set_day(self._day)
        self.setCurrentWidget(self.days())

    def days(self) -> QWidget:
        """The widget in which the keyboard moves among the days: chart or table."""
        return self.table if self._is_table else self.view

    def options(self, size: QSize, ratio: float, *, is_for_paper: bool = False) -> ChartOptions:
        """How the chart is to look at a size in pixels of the screen; call when days are shown."""
        assert self._shown is not None  # noqa: S101 - there is no chart without days
        return ChartOptions(
            theme=load_theme("light") if is_for_paper else current_theme(),
            labels=chart_labels(self._shown.series, self._shown.formats),
            width=size.width(),
            height=size.height(),
            pixel_ratio=ratio,
            text_scale=1.0 if is_for_paper else theme_watcher().text_percent / 100,
            marker_scale=marker_scale(),
            evidence=self._evidence,
            has_events=self._has_events,
        )

    def options_for_paper(self) -> ChartOptions:
        """How the chart looks in a file."""
        return self.options(QSize(*_SAVED_SIZE), 1.0, is_for_paper=True)

    def _paint(self, size: QSize, ratio: float) -> Callable[[], Picture]:
        assert self._shown is not None  # noqa: S101 - the view paints what was shown
        assert self._painter is not None  # noqa: S101 - as above
        return partial(self._painter.paint, self._shown.series, self.options(size, ratio))

    def readout(self) -> str:
        """Everything about the day under the cursor, as one line."""
        if self._shown is None or self._day is None or self._day not in self._shown.series.span:
            return ""
        return self._shown.readout(self._day)

    # ---- slots ----

    @Slot(object, bool)
    def _on_view_day_changed(self, on: date, by_key: bool) -> None:
        self._day = on
        text = self.readout()
        self.readout_changed.emit(text)
        if by_key:
            announce(self.view, text)

    @Slot(object)
    def _on_table_day_changed(self, on: date) -> None:
        self._day = on
        self.view.set_day(on)
        self.readout_changed.emit(self.readout())

    @Slot()
    def open_day(self) -> None:
        """Ask for the day under the cursor."""
        if self._day is not None:
            self.day_opened.emit(self._day)

    @Slot(QPoint)
    def _on_menu_requested(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Open this day"), self.open_day)
        if self._painter is not None:
            menu.addAction(_("Copy picture"), self._copy_picture)
            menu.addAction(_("Save picture…"), self.save_requested.emit)
        menu.addAction(_("Copy table"), self._copy_table)
        menu.popup(at)

    def _copy_picture(self) -> None:
        QGuiApplication.clipboard().setPixmap(self.view.pixmap())

    def _copy_table(self) -> None:
        if self._shown is not None and not self._is_table:
            self.table.show_days(self._shown)
        QGuiApplication.clipboard().setText(self.table.as_csv())
