"""The chart or its tables, with one cursor on one day; or why there is none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, QSize, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from diary.charts.picture import ChartLook, ChartPainter, Picture
from diary.style import load_theme
from diary.texts.numbers import Formats
from diary.ui.display import marker_scale
from diary.ui.pages.charts.shown import EmptyWay, ShownChart
from diary.ui.pages.charts.table_part import TablePart
from diary.ui.tasks import TaskRunner
from diary.ui.theme import current_theme, theme_watcher
from diary.ui.widgets.announce import announce
from diary.ui.widgets.chart_view import ChartView
from diary.ui.widgets.empty_state import EmptyState
from diary.words import _

_EMPTY_NAMES: dict[EmptyWay, str] = {
    "today": "charts.empty",
    "run": "charts.empty_run",
    "shoes": "charts.empty_shoes",
    "plan": "charts.empty_plan",
}
# A saved picture is for paper: light, and as large as half a page.
_SAVED_SIZE = (1200, 760)


class Plot(QStackedWidget):
    """Shows a chart; `readout_changed` carries what there is to say about the column of the cursor.

    `day_opened` carries the day the person wants to see in full, `menu_requested` where a menu
    should open. `way_requested` comes from a chart that waits for scores, runs, shoes or sessions,
    and carries where to: "today", "new" for the form of a run, "shoes", or "plan".
    """

    readout_changed = Signal(str)
    day_opened = Signal(object)
    menu_requested = Signal(QPoint)
    way_requested = Signal(str)

    def __init__(self, tasks: TaskRunner) -> None:
        super().__init__()
        self._shown: ShownChart | None = None
        self._painter: ChartPainter | None = None
        # Where the person put the cursor; a chart of weeks does not take it away.
        self._day: date | None = None
        self._is_table = False
        self.view = ChartView(tasks, name="charts.plot")
        # Until it is known which one it is.
        self.view.setAccessibleName(_("Chart"))
        self.tables = TablePart()
        self.empties = {
            way: EmptyState("chart", "", actions=actions, name=_EMPTY_NAMES[way])
            for way, actions in _empty_actions().items()
        }
        for part in (self.view, self.tables, *self.empties.values()):
            self.addWidget(part)
        self.view.column_changed.connect(self._on_view_column_changed)
        self.view.column_opened.connect(self._on_column_opened)
        self.view.menu_requested.connect(self.menu_requested)
        self.tables.view.menu_requested.connect(self.menu_requested)
        for empty in self.empties.values():
            empty.action_requested.connect(self.way_requested)
        self.tables.view.column_changed.connect(self._on_table_column_changed)
        self.tables.view.column_opened.connect(self._on_column_opened)
        self.tables.table_changed.connect(self._on_tables_table_changed)

    # ---- what is shown ----

    def show_chart(self, shown: ShownChart, painter: ChartPainter | None) -> None:
        """Show another chart; without a painter it says that it is being loaded."""
        before = self._shown
        self._shown, self._painter = shown, painter
        is_same = (
            before is not None
            and before.is_enough
            and (before.key, before.days) == (shown.key, shown.days)
        )
        self.view.setAccessibleName(shown.name)
        if not shown.is_enough:
            self.view.show_nothing()
        else:
            paint = None if painter is None else self._paint
            self.view.show_chart(paint, shown.column_count, shown.readout, has_same_columns=is_same)
        if self._is_table and shown.is_enough:
            self.tables.show_chart(shown)
        self._show_part()
        if is_same and self._day is not None:
            self.readout_changed.emit(self.readout())
        else:
            self._go_near(self._day or _last(shown))

    def shown(self) -> ShownChart | None:
        """The chart that is shown."""
        return self._shown

    def set_day(self, on: date) -> None:
        """Put the cursor on the column of a day, as soon as it is shown."""
        self._day = on
        shown = self._shown
        last_on = None if shown is None else shown.last_day_of(shown.column_count - 1)
        if shown is not None and last_on is not None and shown.days[0] <= on <= last_on:
            self._go_near(on)

    def _go_near(self, on: date | None) -> None:
        """Put the cursor on the column that is nearest to a day."""
        shown = self._shown
        column = None if shown is None or on is None else shown.column_of(on)
        if shown is None or column is None:
            self.readout_changed.emit("")
            return
        self.view.set_column(column)
        if self._is_table:
            self.tables.view.set_column(column)
        self.readout_changed.emit(self.readout())

    def day(self) -> date | None:
        """The day under the cursor; of a longer column the one that is worth a look."""
        column = self.column()
        if self._shown is None or column is None:
            return self._day
        return self._shown.day_to_open(column, self._day)

    def column(self) -> int | None:
        """The column under the cursor; None where the chart has none."""
        shown = self._shown
        return self.view.column() if shown is not None and shown.is_enough else None

    def readout(self) -> str:
        """Everything about the column under the cursor, as one line."""
        column = self.column()
        return "" if self._shown is None or column is None else self._shown.readout(column)

    def is_table(self) -> bool:
        """True while the table is seen."""
        return self._is_table

    def set_table(self, *, is_table: bool) -> None:
        """Show the table or the chart, at the same day."""
        self._is_table = is_table
        if is_table and self._shown is not None and self._shown.is_enough:
            self.tables.show_chart(self._shown)
        column = self.column()
        # Before it has the focus: a table without a row of its own takes the first.
        if is_table and column is not None:
            self.tables.view.set_column(column)
        self._show_part()

    def days(self) -> QWidget:
        """The widget in which the keyboard moves among the days: chart or table."""
        return self.tables.view if self._is_table else self.view

    def tab_stops(self) -> list[QWidget]:
        """What the keyboard reaches, in order."""
        empty = self._empty()
        if empty is not None:
            return empty.buttons()
        return self.tables.tab_stops() if self._is_table else [self.view]

    def table_csv(self) -> Callable[[], str]:
        """What makes the table as CSV, as it is sorted; of several the one picked."""
        if self._shown is not None and self._shown.is_enough and not self._is_table:
            self.tables.show_chart(self._shown)
        return self.tables.view.csv()

    # ---- how it looks ----

    def look(self, size: QSize, ratio: float) -> ChartLook:
        """How the chart is to look at a size in pixels of the screen."""
        return ChartLook(
            theme=current_theme(),
            width=size.width(),
            height=size.height(),
            pixel_ratio=ratio,
            text_scale=theme_watcher().text_percent / 100,
            marker_scale=marker_scale(),
        )

    def _paint(self, size: QSize, ratio: float) -> Callable[[], Picture]:
        assert self._shown is not None  # noqa: S101 - the view paints what was shown
        assert self._painter is not None  # noqa: S101 - as above
        return partial(self._painter.paint, self._shown.chart, self.look(size, ratio))

    def take_focus(self) -> None:
        """Put the focus where work begins: into the chart or the table, or on the way to Today."""
        self._focus_part().setFocus()

    def _focus_part(self) -> QWidget:
        part = self.currentWidget()
        return part.buttons()[0] if isinstance(part, EmptyState) else self.days()

    def _empty(self) -> EmptyState | None:
        """What stands there instead of a chart, saying why; None while there is a chart."""
        why_not = None if self._shown is None else self._shown.why_not
        if why_not is None:
            return None
        empty = self.empties[why_not.way]
        empty.set_text(why_not.title, why_not.sentence)
        return empty

    def _show_part(self) -> None:
        part = self._empty() or (self.tables if self._is_table else self.view)
        had_focus = self._focus_part().hasFocus()
        self.setCurrentWidget(part)
        if had_focus:
            self.take_focus()

    # ---- slots ----

    @Slot(int, bool)
    def _on_view_column_changed(self, column: int, by_key: bool) -> None:
        self._follow(column)
        if by_key:
            announce(self.view, self.readout())

    @Slot(int)
    def _on_table_column_changed(self, column: int) -> None:
        self.view.set_column(column)
        self._follow(column)

    def _follow(self, column: int) -> None:
        if self._shown is not None:
            self._day = self._shown.day_of(column)
            self.readout_changed.emit(self._shown.readout(column))

    @Slot(int)
    def _on_column_opened(self, column: int) -> None:
        on = None if self._shown is None else self._shown.day_to_open(column, self._day)
        if on is not None:
            self.day_opened.emit(on)

    @Slot()
    def _on_tables_table_changed(self) -> None:
        column = self.column()
        if column is not None:
            self.tables.view.set_column(column)

    def named_day(self) -> date | None:
        """The day under the cursor where a button has to name it: its column is longer than one."""
        shown, column = self._shown, self.column()
        is_long = shown is not None and column is not None and shown.is_long(column)
        return self.day() if is_long else None

    def open_text(self, formats: Formats) -> str:
        """What `open_day` is called."""
        on = self.named_day()
        return _("Open this day") if on is None else _("Open {day}").format(day=formats.day(on))

    @Slot()
    def open_day(self) -> None:
        """Ask for the day under the cursor."""
        on = self.day()
        if on is not None:
            self.day_opened.emit(on)


def _empty_actions() -> dict[EmptyWay, list[tuple[str, str]]]:
    log_run = ("new", _("Log a run"))
    return {
        "today": [("today", _("Go to Today"))],
        "run": [log_run],
        "shoes": [log_run, ("shoes", _("Add shoes"))],
        "plan": [("plan", _("Go to Plan"))],
    }


def look_for_paper() -> ChartLook:
    """How a chart looks in a file."""
    return ChartLook(load_theme("light"), *_SAVED_SIZE, marker_scale=marker_scale(), is_whole=True)


def _last(shown: ShownChart) -> date | None:
    return shown.days[-1] if shown.days else None
