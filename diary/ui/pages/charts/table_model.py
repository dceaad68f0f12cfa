"""The Qt model of the chart's table: the numbers of the chart, one row for every day."""

from __future__ import annotations

import csv
from datetime import date
from enum import StrEnum
from io import StringIO
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from diary.domain.knee import Knee
from diary.domain.pain_and_load import KneeSeries
from diary.texts.charts import load_text, mark_text, measure_choice, middle_text, scores_words
from diary.texts.charts import run_words as words_of_runs
from diary.ui.pages.charts.shown import ShownDays
from diary.words import _

Index: TypeAlias = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
# A spreadsheet would take a text that begins like this for a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "'")


class Column(StrEnum):
    """What a column holds; those of a knee are there when the knee is shown."""

    DAY = "day"
    LEFT = "left"
    RIGHT = "right"
    LOAD = "load"
    WEEK = "week"
    USUAL = "usual"
    LEFT_MIDDLE = "left_middle"
    RIGHT_MIDDLE = "right_middle"
    RUNS = "runs"
    EVENTS = "events"
    NOTE = "note"


_KNEES = {
    Column.LEFT: Knee.LEFT,
    Column.LEFT_MIDDLE: Knee.LEFT,
    Column.RIGHT: Knee.RIGHT,
    Column.RIGHT_MIDDLE: Knee.RIGHT,
}
_NUMBERS = frozenset(
    {Column.LEFT_MIDDLE, Column.RIGHT_MIDDLE, Column.LOAD, Column.WEEK, Column.USUAL}
)


class ChartTableModel(QAbstractTableModel):
    """The days of a series, the newest first until it is sorted otherwise."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown: ShownDays | None = None
        self._columns: list[Column] = []
        self._places: list[int] = []
        self._days: list[date] = []
        self._sorted_by = Column.DAY
        self._order = Qt.SortOrder.DescendingOrder

    def show_days(self, shown: ShownDays) -> None:
        """Show other days."""
        self.beginResetModel()
        self._shown = shown
        knees = {each.knee for each in shown.series.knees}
        self._columns = [each for each in Column if _KNEES.get(each) in {None, *knees}]
        self._days = list(shown.series.span)
        self._places = list(range(len(self._days)))
        self._arrange()
        self.endResetModel()

    def columns(self) -> list[Column]:
        """The columns that are there, in order."""
        return list(self._columns)

    def day_at(self, row: int) -> date:
        """The day of a row."""
        return self._days[self._places[row]]

    def row_of(self, on: date) -> int | None:
        """The row of a day; None when it is not shown."""
        place = (on - self._days[0]).days if self._days else -1
        return self._places.index(place) if 0 <= place < len(self._days) else None

    def as_csv(self) -> str:
        """The table as it is sorted, with its headings, in the form of a CSV file."""
        out = StringIO()
        writer = csv.writer(out)
        writer.writerow(self._heading(column) for column in self._columns)
        for place in self._places:
            texts = (self._text(column, place) for column in self._columns)
            writer.writerow(_harmless(text) for text in texts)
        return out.getvalue()

    # ---- the model ----

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._places)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt
        if not index.isValid():
            return None
        column, place = self._columns[index.column()], self._places[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            text = self._text(column, place)
            # A tooltip would take some texts for markup; the note is all there in its cell.
            return text if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._text(column, place) or _("nothing")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignTrailing if column in _NUMBERS else Qt.AlignmentFlag(0)
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - as Qt
        is_heading = orientation == Qt.Orientation.Horizontal and section < len(self._columns)
        if not is_heading:
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heading(column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignTrailing if column in _NUMBERS else Qt.AlignmentFlag(0)
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if not 0 <= column < len(self._columns):
            return
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        days = [self.day_at(index.row()) for index in kept]
        self._sorted_by, self._order = self._columns[column], order
        self._arrange()
        rows = [self.row_of(on) or 0 for on in days]
        places = zip(rows, kept, strict=True)
        moved = [self.index(row, index.column()) for row, index in places]
        self.changePersistentIndexList(kept, moved)
        self.layoutChanged.emit()

    # ---- what stands in the cells ----

    def _arrange(self) -> None:
        """Sort the days; those without a value come last, equal ones the newest first."""
        is_down = self._order == Qt.SortOrder.DescendingOrder
        if self._sorted_by not in self._columns:
            self._sorted_by = Column.DAY
        newest_first = range(len(self._days) - 1, -1, -1)
        values = {place: self._value(self._sorted_by, place) for place in newest_first}
        known = [place for place in newest_first if values[place] not in (None, "")]
        unknown = [place for place in newest_first if values[place] in (None, "")]
        known.sort(key=lambda place: values[place], reverse=is_down)
        self._places = known + unknown

    def _knee(self, column: Column) -> KneeSeries | None:
        return self._shown.series.knee(_KNEES[column]) if self._shown is not None else None

    def _value(self, column: Column, place: int) -> Any:  # noqa: ANN401 - numbers, dates or texts
        if self._shown is None:
            return None
        series = self._shown.series
        if column is Column.DAY:
            return self._days[place]
        if column in _KNEES:
            knee = self._knee(column)
            if knee is None:
                return None
            value = knee.values[place]
            is_middle = column in _NUMBERS
            return knee.medians[place] if is_middle else value and value.value
        if column is Column.LOAD:
            return series.loads[place]
        if column is Column.WEEK:
            return series.week_sums[place]
        if column is Column.USUAL:
            usual = series.usual_weeks[place]
            return usual and usual.amount
        return self._text(column, place).casefold()

    def _text(self, column: Column, place: int) -> str:
        shown = self._shown
        if shown is None:
            return ""
        on, value = self._days[place], None
        if column is Column.DAY:
            return shown.formats.day(on)
        if column in {Column.LEFT, Column.RIGHT}:
            return scores_words(shown.diary, shown.runs_on(on), on, _KNEES[column])
        if column in {Column.RUNS, Column.EVENTS, Column.NOTE}:
            return self._words(column, on, shown)
        value = self._value(column, place)
        if value is None:
            return ""
        if column in {Column.LEFT_MIDDLE, Column.RIGHT_MIDDLE}:
            return middle_text(value, shown.formats)
        return load_text(value, shown.series.measure, shown.formats)

    def _words(self, column: Column, on: date, shown: ShownDays) -> str:
        if column is Column.RUNS:
            runs = shown.runs_on(on)
            words = words_of_runs(shown.diary, runs, shown.series.measure, shown.formats)
            return "; ".join(words)
        if column is Column.EVENTS:
            return "; ".join(
                f"{number} {mark_text(each)}"
                for number, each in enumerate(shown.series.marks, 1)
                if each.on <= on <= each.until
            )
        day = shown.diary.days.get(on)
        return " ".join(day.note.split()) if day is not None else ""

    def _heading(self, column: Column) -> str:
        measure = measure_choice(self._shown.series.measure) if self._shown is not None else ""
        return {
            Column.DAY: _("Day"),
            Column.LEFT: _("Left knee"),
            Column.LEFT_MIDDLE: _("Left, 7-day middle"),
            Column.RIGHT: _("Right knee"),
            Column.RIGHT_MIDDLE: _("Right, 7-day middle"),
            Column.LOAD: measure,
            Column.WEEK: _("Last 7 days"),
            Column.USUAL: _("Usual week"),
            Column.RUNS: _("Runs"),
            Column.EVENTS: _("Events"),
            Column.NOTE: _("Note"),
        }[column]


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
