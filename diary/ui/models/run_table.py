"""The Qt model of the run table: sorted and filtered in Python lists, changed by change sets.

Rows come and go one by one, so that selection and scroll position stay; only loading resets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from enum import IntEnum
from html import escape
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from diary.domain.change import ChangeSet
from diary.domain.day import Day
from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.run import Run, start_order
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.ui.models import run_order, run_words
from diary.ui.models.run_filter import RunFilter
from diary.ui.models.run_words import NO_SCORES, ONE_DAY, PainScores
from diary.words import _

Index: TypeAlias = QModelIndex | QPersistentModelIndex
SCORES_ROLE = int(Qt.ItemDataRole.UserRole)
# One signal for the whole table is cheaper than one for each of so many rows.
_MANY = 200
_NOWHERE = QModelIndex()


class Column(IntEnum):
    """The columns in order."""

    DATE = 0
    DISTANCE = 1
    TIME = 2
    PACE = 3
    KIND = 4
    SURFACE = 5
    HILLS = 6
    SHOE = 7
    EFFORT = 8
    LEFT = 9
    RIGHT = 10


KNEE_OF = {Column.LEFT: Knee.LEFT, Column.RIGHT: Knee.RIGHT}
_PLAIN_KEYS: dict[Column, Callable[[Sequence[Run]], Sequence[Any]]] = {
    Column.DISTANCE: run_order.distance_keys,
    Column.TIME: run_order.time_keys,
    Column.PACE: run_order.pace_keys,
    Column.KIND: run_order.kind_keys,
    Column.SURFACE: run_order.surface_keys,
    Column.HILLS: run_order.hills_keys,
    Column.EFFORT: run_order.effort_keys,
}
_COLUMNS = tuple(Column)
# Views ask for a dozen roles of every cell; all others are answered without looking at the run.
_ANSWERED = frozenset(
    {
        int(Qt.ItemDataRole.DisplayRole),
        int(Qt.ItemDataRole.TextAlignmentRole),
        int(Qt.ItemDataRole.AccessibleTextRole),
        int(Qt.ItemDataRole.ToolTipRole),
        SCORES_ROLE,
    }
)
_NUMBERS = frozenset({Column.DISTANCE, Column.TIME, Column.PACE, Column.EFFORT})


class RunTableModel(QAbstractTableModel):
    """Runs and other activities of a diary, newest first until it is sorted otherwise."""

    def __init__(
        self,
        formats: Callable[[], Formats],
        today: Callable[[], date],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._formats = formats
        self._today = today
        self._diary = Diary()
        self._filter = RunFilter()
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
            self._diary = diary
        if touched:
            self._show(self._arranged(), touched)
        if change_set.touches("settings"):
            self.refresh()

    def refresh(self) -> None:
        """Word everything again: the unit or the language is another."""
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

    def row_of(self, run_id: str) -> int | None:
        """The row of a run; None when it is not shown."""
        return next((row for row, run in enumerate(self._shown) if run.id == run_id), None)

    # ---- Qt's side ----

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt declares it
        if int(role) not in _ANSWERED or not index.isValid() or index.row() >= len(self._shown):
            return None
        run, column = self._shown[index.row()], _COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(run, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(run, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tooltip(run, column)
        if role == SCORES_ROLE:
            return self.scores(run, column)
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - as Qt declares it
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        column = Column(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heading(column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return self._long_heading(column)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if not 0 <= column < len(Column):
            return
        self._column, self._order = Column(column), order
        self._permute(self._arranged())

    def scores(self, run: Run, column: Column) -> PainScores:
        """The scores of a run in one of the two knee columns; none in the others."""
        knee = KNEE_OF.get(column)
        return NO_SCORES if knee is None else run_words.pain_scores(run, knee, self._diary)

    # ---- rows ----

    def _take(self, diary: Diary) -> None:
        self._diary = diary
        self._newest_first = sorted(diary.runs.values(), key=start_order, reverse=True)

    def _arranged(self) -> list[Run]:
        """The runs that pass, in the order asked for; runs without a value always come last."""
        runs = self._filter.passed(self._newest_first, self._diary.shoes)
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
        return run_order.shoe_keys(runs, self._diary)

    def _touched(self, diary: Diary, change_set: ChangeSet) -> set[str]:
        """The ids of the runs whose row may read differently after a change set."""
        keys = change_set.keys()
        touched = {str(key) for kind, key in keys if kind == "run"}
        shoes = {key for kind, key in keys if kind == "shoe"}
        mornings = {
            side.on - ONE_DAY
            for change in change_set.changes
            for side in (change.before, change.after)
            if isinstance(side, Day)
        }
        if shoes or mornings:
            runs = diary.runs.values()
            touched |= {run.id for run in runs if run.shoe_id in shoes or run.on in mornings}
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

    # ---- words ----

    def _text(self, run: Run, column: Column) -> str:
        formats = self._formats()
        if column is Column.DATE:
            return run_words.day_text(run.on, self._today(), formats)
        if column is Column.DISTANCE:
            return "" if run.distance_m is None else formats.distance_value(run.distance_m, 2)
        if column is Column.TIME:
            return "" if run.duration_s is None else formats.duration(run.duration_s)
        if column is Column.PACE:
            return "" if run.pace_s_per_km is None else formats.pace(run.pace_s_per_km)
        if column is Column.KIND:
            return run_words.kind_text(run)
        if column is Column.EFFORT:
            return "" if run.rpe is None else str(run.rpe)
        if column in KNEE_OF:
            return run_words.pain_text(self.scores(run, column))
        return self._place_text(run, column)

    def _place_text(self, run: Run, column: Column) -> str:
        if column is Column.SHOE:
            shoe = self._diary.shoes.get(run.shoe_id or "")
            return shoe.name if shoe else ""
        member = run.surface if column is Column.SURFACE else run.hills
        return label(member) if member else ""

    def _spoken(self, run: Run, column: Column) -> str:
        formats = self._formats()
        knee = KNEE_OF.get(column)
        if knee is not None:
            return run_words.pain_spoken(knee, self.scores(run, column))
        if column is Column.DATE:
            return ", ".join(filter(None, (formats.day(run.on), run.title)))
        if column is Column.DISTANCE and run.distance_m is not None:
            return formats.distance(run.distance_m, 2)
        if column is Column.PACE:
            return run_words.pace_spoken(run, formats)
        if column is Column.KIND:
            return run_words.kind_spoken(run)
        if column is Column.EFFORT:
            return run_words.effort_spoken(run)
        text = self._text(run, column) or _("not given")
        return f"{self._long_heading(column)}: {text}"

    def _tooltip(self, run: Run, column: Column) -> str | None:
        knee = KNEE_OF.get(column)
        if knee is not None:
            scores = self.scores(run, column)
            return None if scores.is_empty else run_words.pain_spoken(knee, scores)
        if column is Column.KIND:
            return run_words.kind_spoken(run)
        text = "\n".join(filter(None, (run.title, run.note)))
        if column in {Column.SHOE, Column.SURFACE, Column.HILLS}:
            text = self._text(run, column)
        # Qt guesses whether a tooltip is markup, so a person's text is sent as escaped markup.
        return f'<p style="white-space:pre-wrap">{escape(text)}</p>' if text else None

    def _heading(self, column: Column) -> str:
        unit = self._formats().unit_label()
        return {
            Column.DATE: _("Date"),
            Column.DISTANCE: _("Dist, {unit}").format(unit=unit),
            Column.TIME: _("Time"),
            Column.PACE: _("Pace, /{unit}").format(unit=unit),
            Column.KIND: _("Type"),
            Column.SURFACE: _("Surface"),
            Column.HILLS: _("Hills"),
            Column.SHOE: _("Shoe"),
            Column.EFFORT: _("Effort"),
            Column.LEFT: _("Left d/a/m"),
            Column.RIGHT: _("Right d/a/m"),
        }[column]

    def _long_heading(self, column: Column) -> str:
        unit = self._formats().unit_label()
        if column is Column.DISTANCE:
            return _("Distance in {unit}").format(unit=unit)
        if column is Column.PACE:
            return _("Pace, time per {unit}").format(unit=unit)
        if column is Column.EFFORT:
            return _("Effort, 1 to 10")
        if column in KNEE_OF:
            return _("{knee}: during, after, next morning").format(knee=label(KNEE_OF[column]))
        return self._heading(column)


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in _NUMBERS else Qt.AlignmentFlag.AlignLeading
    return side | Qt.AlignmentFlag.AlignVCenter


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
