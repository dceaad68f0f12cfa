"""P10: the table of 20 years of runs, opened, sorted and filtered, against a minimal model.

The floor shows the same finished texts from a list in a plain view with rows and columns of the
same size, and paints as many cells. Sorting and filtering count until the rows stand in their new
order; painting them anew takes the same time in a table of ten runs.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import cycle

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QTableView

from diary.domain.diary import Diary
from diary.domain.rules.facts import Facts
from diary.texts.numbers import Formats
from diary.ui.models.run_columns import COLUMNS, Column
from diary.ui.models.run_filter import RunFilter
from diary.ui.models.run_search import NoteSearch
from diary.ui.models.run_table import RunTableModel
from diary.ui.pages.runs.run_table_view import RunTableView
from diary.ui.theme import apply_theme
from tests.benchmarks.measure import Figure, alternate, timed
from tests.benchmarks.reference import LAST_ON

OPEN_GOAL, CHANGE_GOAL = 1.5, 0.5
# A key has to be answered within a frame of the screen.
FRAME_S = 0.016
_SIZE = (1100, 700)
_ROUNDS = 15


class _PlainModel(QAbstractTableModel):
    """Finished texts and nothing else."""

    def __init__(self, rows: list[tuple[str, ...]]) -> None:
        super().__init__()
        self._rows = rows

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else len(COLUMNS)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._rows[index.row()][index.column()]


def table_figures(diary: Diary) -> list[Figure]:
    """Opening, sorting, filtering and finding in the table of all runs."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    apply_theme(app, "light", 100)
    # The rules keep them up to date for the whole program.
    facts = Facts(diary)
    model, view = _opened(diary, facts)
    rows = [model.cells.texts(run) for run in model.shown_runs()]
    opening, floor = alternate(
        lambda: timed(lambda: _opened(diary, facts)),
        lambda: timed(lambda: _plain(rows, view)),
        _ROUNDS,
    )
    figures = [Figure("P10", "table of 10,000 runs", opening, floor, "minimal model", OPEN_GOAL)]
    for what, work in _changes(model):
        took, _ = alternate(partial(timed, work), lambda: 0.0, _ROUNDS)
        figures.append(Figure("P10", what, took, opening, "its own opening", CHANGE_GOAL))
    key, _ = alternate(_one_key(model, diary), lambda: 0.0, _ROUNDS)
    figures.append(Figure("P10", "a key in Find, runs and notes", key, FRAME_S, "allowed", 1))
    return figures


def _opened(diary: Diary, facts: Facts) -> tuple[RunTableModel, RunTableView]:
    model = RunTableModel(Formats, lambda: LAST_ON, facts=lambda: facts)
    view = RunTableView(model)
    view.resize(*_SIZE)
    model.load(diary)
    view.grab()
    return model, view


def _plain(rows: list[tuple[str, ...]], like: RunTableView) -> None:
    model, view = _PlainModel(rows), QTableView()
    view.setModel(model)
    view.resize(*_SIZE)
    view.verticalHeader().setDefaultSectionSize(like.rowHeight(0))
    for column in COLUMNS:
        view.setColumnWidth(column, like.columnWidth(column))
    view.grab()


def _changes(model: RunTableModel) -> list[tuple[str, Callable[[], None]]]:
    orders = cycle((Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder))
    filters = cycle((RunFilter(is_with_pain=True), RunFilter()))
    return [
        ("sort by distance", lambda: model.sort(Column.DISTANCE, next(orders))),
        ("sort by the left knee", lambda: model.sort(Column.LEFT, next(orders))),
        ("sort by the result", lambda: model.sort(Column.RESPONSE, next(orders))),
        ("filter: with pain", lambda: model.set_filter(next(filters))),
    ]


def _one_key(model: RunTableModel, diary: Diary) -> Callable[[], float]:
    """Each call types one more letter, and times what is looked through for it."""
    typed = cycle(("d", "do", "dow", "down", ""))
    notes = NoteSearch()

    def press() -> float:
        text = next(typed)

        def look() -> None:
            model.set_filter(RunFilter(text=text))
            notes.found(diary, text)

        return timed(look)

    return press
