"""The Qt model of the run table: sorted and filtered in Python lists, changed by change sets.

Rows come and go one by one, so that selection and scroll position stay; only loading resets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from diary.domain.change import ChangeSet
from diary.domain.day import Day
from diary.domain.diary import Diary
from diary.domain.rules.facts import Facts
from diary.domain.rules.responses import MEDIAN_DAYS
from diary.domain.run import Run
from diary.texts.finding import folded
from diary.texts.numbers import Formats
from diary.ui.models import run_order
from diary.ui.models.run_cells import Responses, RunCells
from diary.ui.models.run_columns import (
    ALIGNMENTS,
    COLUMNS,
    KNEE_OF,
    Column,
    heading,
    long_heading,
)
from diary.ui.models.run_filter import RunFilter
from diary.ui.models.run_search import RunSearch
from diary.ui.models.run_words import ONE_DAY, PainScores

Index: TypeAlias = QModelIndex | QPersistentModelIndex
SCORES_ROLE = int(Qt.ItemDataRole.UserRole)
# One signal for the whole table is cheaper than one for each of so many rows.
_MANY = 200
_NOWHERE = QModelIndex()
# A run without a start comes after the others of its day.
_NO_START = datetime.max.replace(tzinfo=UTC)
# Which of two orders a heading begins with: the latest, longest and most painful come first.
_FALLING_FIRST = frozenset(
    {
        *(Column.DATE, Column.DISTANCE, Column.TIME, Column.EFFORT),
        *(*KNEE_OF, Column.RESPONSE),
    }
)
# A day counts for the runs from the one before it to those a week later that it came before.
_DAYS_TOUCHED = range(-1, MEDIAN_DAYS + 1)
_PLAIN_KEYS: dict[Column, Callable[[Sequence[Run]], Sequence[Any]]] = {
    Column.DISTANCE: run_order.distance_keys,
    Column.TIME: run_order.time_keys,
    Column.PACE: run_order.pace_keys,
    Column.KIND: run_order.kind_keys,
    Column.SURFACE: run_order.surface_keys,
    Column.HILLS: run_order.hills_keys,
    Column.EFFORT: run_order.effort_keys,
}
# Views ask for a dozen roles of every cell; all others are answered without looking at the run.
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_FIRST_ORDER = int(Qt.ItemDataRole.InitialSortOrderRole)
_ANSWERED = frozenset({_DISPLAY, _ALIGNMENT, _SPOKEN, _TOOLTIP, SCORES_ROLE})


class RunTableModel(QAbstractTableModel):
    """Runs and other activities of a diary, newest first until it is sorted otherwise."""

    def __init__(
        self,
        formats: Callable[[], Formats],
        today: Callable[[], date],
        parent: QObject | None = None,
        *,
        facts: Callable[[], Facts | None] = lambda: None,
    ) -> None:
        super().__init__(parent)
        self._formats = formats
        self._today, self._facts = today, facts
        self.cells = RunCells(formats, today, facts)
        self._diary = Diary()
        self._filter = RunFilter()
        self._search = RunSearch()
        self._column = Column.DATE
        self._order = Qt.SortOrder.DescendingOrder
        self._newest_first: list[Run] = []
        self._shown: list[Run] = []

    # ---- what is shown ----

    def load(self, diary: Diary) -> None:
        """Show another diary."""
        self.beginResetModel()
        self._take(diary)
        self._shown = self._arranged()
        self.endResetModel()

    def set_filter(self, run_filter: RunFilter) -> None:
        """Show only the runs that pass."""
        if run_filter == self._filter:
            return
        self.beginResetModel()
        self._filter = run_filter
        self._shown = self._arranged()
        self.endResetModel()

    def take_change(self, diary: Diary, change_set: ChangeSet) -> None:
        """Follow one written change set; `diary` is the diary after it. An empty set: load."""
        if not change_set:
            self.load(diary)
            return
        touched = self._touched(diary, change_set)
        if change_set.touches("run"):
            self._take(diary)
        else:
            self._keep(diary)
        if touched:
            self._show(self._arranged(), touched)
        if change_set.touches("settings"):
            self.refresh()

    def refresh(self) -> None:
        """Word everything again: the unit or the language is another."""
        self.cells.forget()
        last = self.columnCount() - 1
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, last))

    def shown_runs(self) -> Sequence[Run]:
        """The runs that are shown, in order."""
        return self._shown

    def run_at(self, row: int) -> Run:
        """The run of a row."""
        return self._shown[row]

    def row_beginning(self, text: str, start: int) -> int | None:
        """The first row from `start` on, and then from the top, in which a word begins so.

        Looked at are date, kind and shoe as they are shown, and the title.
        """
        wanted = f" {folded(text)}"
        count = len(self._shown)
        rows: list[int] = [*range(start, count), *range(min(start, count))]
        for row in rows:
            texts, run = self.cells.texts(self._shown[row]), self._shown[row]
            words = (texts[Column.DATE], texts[Column.KIND], texts[Column.SHOE], run.title)
            if wanted in folded(" " + " ".join(words)):
                return row
        return None

    def row_on(self, on: date) -> int | None:
        """The row whose day is nearest to `on`; None without a row."""
        nearest: int | None = None
        for row, run in enumerate(self._shown):
            if nearest is None or abs(run.on - on) < abs(self._shown[nearest].on - on):
                nearest = row
        return nearest

    def row_of(self, run_id: str) -> int | None:
        """The row of a run; None when it is not shown."""
        return next((row for row, run in enumerate(self._shown) if run.id == run_id), None)

    def text_at(self, row: int, column: int) -> str:
        """What a cell shows."""
        return self.cells.texts(self._shown[row])[column]

    def scores_at(self, row: int, column: int) -> PainScores:
        """The scores in a cell of a knee."""
        return self.cells.scores(self._shown[row], COLUMNS[column])

    def responses_at(self, row: int) -> Responses:
        """How the knees took the run of a row."""
        return self.cells.responses(self._shown[row])

    def alignment(self, column: int) -> Qt.AlignmentFlag:
        """Where the texts of a column stand."""
        return ALIGNMENTS[column]

    # ---- Qt's side ----

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt declares it
        if role not in _ANSWERED:
            return None
        row, place = index.row(), index.column()
        if not 0 <= row < len(self._shown):
            return None
        if role == _ALIGNMENT:
            return ALIGNMENTS[place]
        run = self._shown[row]
        if role == _DISPLAY:
            return self.cells.texts(run)[place]
        if role == SCORES_ROLE:
            return self.cells.scores(run, COLUMNS[place])
        if role == _SPOKEN:
            return self.cells.spoken(run, COLUMNS[place])
        return self.cells.tooltip(run, COLUMNS[place])

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - as Qt declares it
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        column = Column(section)
        if role == _DISPLAY:
            return heading(column, self._formats())
        if role == _ALIGNMENT:
            return ALIGNMENTS[section]
        if role in {_SPOKEN, _TOOLTIP}:
            return long_heading(column, self._formats())
        if role == _FIRST_ORDER:
            is_falling = column in _FALLING_FIRST
            # Qt wants the number of the order; falling is the second of the two.
            return int(is_falling)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if not 0 <= column < len(Column):
            return
        self._column, self._order = Column(column), order
        self._permute(self._arranged())

    # ---- rows ----

    def _take(self, diary: Diary) -> None:
        self._keep(diary)
        self._newest_first = sorted(diary.runs.values(), key=_start_order, reverse=True)

    def _keep(self, diary: Diary) -> None:
        self._diary = diary
        self.cells.take(diary)

    def _arranged(self) -> list[Run]:
        """The runs that pass, in the order asked for; runs without a value always come last."""
        runs = self._filter.passed(self._newest_first)
        if self._filter.text:
            runs = self._search.passed(runs, self._filter.text, self._diary.shoes)
        is_down = self._order == Qt.SortOrder.DescendingOrder
        if self._column is Column.DATE:
            return runs if is_down else runs[::-1]
        keys = self._sort_keys(runs)
        known = [place for place, key in enumerate(keys) if key is not None]
        known.sort(key=keys.__getitem__, reverse=is_down)
        unknown = [run for run, key in zip(runs, keys, strict=True) if key is None]
        return [runs[place] for place in known] + unknown

    def _sort_keys(self, runs: Sequence[Run]) -> Sequence[Any]:
        plain = _PLAIN_KEYS.get(self._column)
        if plain is not None:
            return plain(runs)
        knee = KNEE_OF.get(self._column)
        if knee is not None:
            return run_order.pain_keys(runs, self._diary, knee)
        if self._column is Column.RESPONSE:
            return run_order.response_keys(runs, self._facts(), self._diary, self._today())
        return run_order.shoe_keys(runs, self._diary)

    def _touched(self, diary: Diary, change_set: ChangeSet) -> set[str]:
        """The ids of the runs whose row may read differently after a change set."""
        keys = change_set.keys()
        touched = {str(key) for kind, key in keys if kind == "run"}
        shoes = {key for kind, key in keys if kind == "shoe"}
        changed = {
            side.on
            for change in change_set.changes
            for side in (change.before, change.after)
            if isinstance(side, Day) or (isinstance(side, Run) and side.knees)
        }
        days = {on + by * ONE_DAY for on in changed for by in _DAYS_TOUCHED}
        if shoes or days:
            runs = diary.runs.values()
            touched |= {run.id for run in runs if run.shoe_id in shoes or run.on in days}
        return touched

    def _show(self, runs: list[Run], touched: Iterable[str]) -> None:
        """Go from the rows shown now to `runs` by removing, moving, inserting and changing."""
        staying = {run.id for run in runs}
        for first, last in _spans_backwards(self._shown, staying):
            self.beginRemoveRows(_NOWHERE, first, last)
            del self._shown[first : last + 1]
            self.endRemoveRows()
        known = {run.id for run in self._shown}
        self._permute([run for run in runs if run.id in known])
        for first, last in reversed(list(_spans_backwards(runs, known))):
            self.beginInsertRows(_NOWHERE, first, last)
            self._shown[first:first] = runs[first : last + 1]
            self.endInsertRows()
        self._tell_changed(set(touched) & known)

    def _permute(self, runs: list[Run]) -> None:
        """Take over new values of the rows shown now, in another order if need be."""
        if [run.id for run in runs] == [run.id for run in self._shown]:
            self._shown = runs
            return
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        places = {run.id: row for row, run in enumerate(runs)} if old else {}
        new = [self.index(places[self._shown[at.row()].id], at.column()) for at in old]
        self._shown = runs
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    def _tell_changed(self, touched: set[str]) -> None:
        rows = [row for row, run in enumerate(self._shown) if run.id in touched]
        last = self.columnCount() - 1
        if len(rows) > _MANY:
            self.dataChanged.emit(self.index(rows[0], 0), self.index(rows[-1], last))
            return
        for row in rows:
            self.dataChanged.emit(self.index(row, 0), self.index(row, last))


def _start_order(run: Run) -> tuple[date, datetime, str]:
    """The order of `diary.domain.run.start_order`, for ten thousand runs between two frames."""
    return run.on, run.started_at or _NO_START, run.id


def _spans_backwards(runs: Sequence[Run], staying: set[str]) -> Iterable[tuple[int, int]]:
    """First and last row of each block of runs that are not in `staying`, last block first."""
    last: int | None = None
    for row in range(len(runs) - 1, -1, -1):
        is_in_block = runs[row].id not in staying
        if is_in_block and last is None:
            last = row
        if last is not None and not is_in_block:
            yield row + 1, last
            last = None
    if last is not None:
        yield 0, last
