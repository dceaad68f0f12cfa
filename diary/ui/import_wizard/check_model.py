"""The Qt model of what an import would do: one row an activity, newest first.

Thousands of rows open at once: texts are worked out when a row is first shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from diary.domain.run import start_order
from diary.services.import_plan import (
    ImportChoices,
    ImportPlan,
    PlannedFile,
    PlannedRun,
    PlannedState,
    ShoeUse,
)
from diary.texts.numbers import Formats
from diary.ui.import_wizard import check_words
from diary.ui.widgets.text import as_plain_markup
from diary.words import _

Index: TypeAlias = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TICK = int(Qt.ItemDataRole.CheckStateRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | _MIDDLE
_LEADING = Qt.AlignmentFlag.AlignLeading | _MIDDLE


class Column(IntEnum):
    """The columns from first to last."""

    ADD = 0
    DAY = 1
    DISTANCE = 2
    TIME = 3
    STATE = 4
    SHOE = 5
    FILE = 6


_NUMBERS = frozenset({Column.DISTANCE, Column.TIME})
_LOOKED_AT = 300


class CheckModel(QAbstractTableModel):
    """A plan with the choices about it; `shoe_name` words the pair that a run gets.

    `tick_asked` carries the rows that a click or Space would tick or not.
    """

    tick_asked = Signal(object, bool)

    def __init__(self, formats: Formats, shoe_name: Callable[[ShoeUse], str]) -> None:
        super().__init__()
        self._formats = formats
        self._shoe_name = shoe_name
        self._choices = ImportChoices()
        self._all: list[PlannedRun] = []
        self._shown: list[PlannedRun] = []
        self._files: dict[str, PlannedFile] = {}
        self._state: PlannedState | None = None
        self._texts: dict[str, tuple[str, ...]] = {}
        self._all_taken: Qt.CheckState | None = None
        self._is_short = False

    def show_plan(self, plan: ImportPlan, choices: ImportChoices) -> None:
        """Show another plan."""
        self.beginResetModel()
        self._choices, self._texts = choices, {}
        in_order = sorted(plan.planned(), key=lambda each: start_order(each.run), reverse=True)
        self._all = in_order
        self._files = {each.run.id: file for file in plan.files for each in file.runs}
        self._shown = self._passed()
        self.endResetModel()

    def show_choices(self, choices: ImportChoices) -> None:
        """Show what is chosen now; rows stay where they are."""
        self._choices, self._texts, self._all_taken = choices, {}, None
        self._tell_all()

    def set_state(self, state: PlannedState | None) -> None:
        """Show only the rows of one heading; None = all."""
        self.beginResetModel()
        self._state = state
        self._shown = self._passed()
        self.endResetModel()

    def set_short(self, *, is_short: bool) -> None:
        """Show days without the time and the distance only by its unit, where room is short."""
        if is_short != self._is_short:
            self._is_short, self._texts = is_short, {}
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
            self._tell_all()

    def planned_at(self, row: int) -> PlannedRun:
        """The activity of a row."""
        return self._shown[row]

    def shown(self) -> Sequence[PlannedRun]:
        """The activities shown, in order."""
        return self._shown

    def row_of(self, run_id: str) -> int | None:
        """The row of an activity; None when it is not shown."""
        return next((row for row, each in enumerate(self._shown) if each.run.id == run_id), None)

    def is_taken(self, planned: PlannedRun) -> bool:
        """True when an activity is to be added."""
        return self._choices.is_taken(planned)

    def all_taken(self) -> Qt.CheckState:
        """Whether all rows shown are to be added, none, or some."""
        if self._all_taken is None:
            taken = {self._choices.is_taken(each) for each in self._shown if not each.is_longer}
            one = Qt.CheckState.Checked if True in taken else Qt.CheckState.Unchecked
            self._all_taken = Qt.CheckState.PartiallyChecked if len(taken) > 1 else one
        return self._all_taken

    def tick_shown(self) -> None:
        """Ask to tick all rows shown, or to untick them when all are ticked.

        The whole of a run that is here in part is no second run, unless it is ticked by itself.
        """
        is_on = self.all_taken() is not Qt.CheckState.Checked
        self.tick_asked.emit([each for each in self._shown if not each.is_longer], is_on)

    def usual_texts(self, column: Column) -> set[str]:
        """What cells of a column show: those of the first rows, enough to know their width."""
        rows = range(min(len(self._shown), _LOOKED_AT))
        return {self.text_at(row, column) for row in rows}

    def file_of(self, planned: PlannedRun) -> str:
        """The name of the file that an activity is from."""
        file = self._files[planned.run.id]
        return check_words.file_name(file.path, file.member)

    def text_at(self, row: int, column: int) -> str:
        """What a cell shows."""
        return self._row_texts(self._shown[row])[column]

    # ---- Qt's side ----

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and index.column() == Column.ADD:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = _DISPLAY) -> Any:  # noqa: ANN401 - as Qt declares it
        row, column = index.row(), index.column()
        if not 0 <= row < len(self._shown):
            return None
        if role == _DISPLAY:
            return self.text_at(row, column)
        if role == _TICK and column == Column.ADD:
            is_on = self.is_taken(self._shown[row])
            return Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked
        if role == _ALIGNMENT:
            return _RIGHT if column in _NUMBERS else _LEADING
        if role == _SPOKEN:
            return self._spoken(row, column)
        if role == _TOOLTIP and column in {Column.STATE, Column.SHOE, Column.FILE}:
            return as_plain_markup(self.text_at(row, column))
        return None

    def setData(self, index: Index, value: Any, role: int = _DISPLAY) -> bool:  # noqa: ANN401 - as Qt declares it
        if role != _TICK or index.column() != Column.ADD:
            return False
        is_on = Qt.CheckState(value) == Qt.CheckState.Checked
        self.tick_asked.emit([self._shown[index.row()]], is_on)
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:  # noqa: ANN401 - as Qt declares it
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        if role == _ALIGNMENT:
            return _RIGHT if section in _NUMBERS else _LEADING
        if role == _TICK and section == Column.ADD:
            return self.all_taken()
        if role == _TOOLTIP and section == Column.ADD:
            return _("Tick or untick all that are shown")
        if role != _DISPLAY:
            return None
        return self.heading(Column(section), is_short=self._is_short)

    def heading(self, column: Column, *, is_short: bool) -> str:
        """The name of a column; of the distance only its unit where room is short."""
        unit = self._formats.unit_label()
        return {
            Column.ADD: _("Add"),
            Column.DAY: _("Date"),
            Column.DISTANCE: unit if is_short else _("Distance, {unit}").format(unit=unit),
            Column.TIME: _("Time"),
            Column.STATE: _("What it is"),
            Column.SHOE: _("Shoe"),
            Column.FILE: _("File"),
        }[column]

    # ---- inside ----

    def _passed(self) -> list[PlannedRun]:
        self._all_taken = None
        if self._state is None:
            return list(self._all)
        return [each for each in self._all if each.state is self._state]

    def _tell_all(self) -> None:
        if self._shown:
            last = self.index(len(self._shown) - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, Column.ADD, Column.ADD)

    def _row_texts(self, planned: PlannedRun) -> tuple[str, ...]:
        texts = self._texts.get(planned.run.id)
        if texts is None:
            texts = self._texts[planned.run.id] = self._worded(planned)
        return texts

    def _worded(self, planned: PlannedRun) -> tuple[str, ...]:
        run, formats = self._choices.run_of(planned), self._formats
        distance = "" if run.distance_m is None else formats.distance_value(run.distance_m, 2)
        time = "" if run.duration_s is None else formats.duration(run.duration_s)
        state = check_words.state_text(planned, self._choices)
        shoe = self._shoe_name(self._choices.shoe_of(planned))
        day = formats.day(run.on) if self._is_short else check_words.day_text(run, formats)
        return ("", day, distance, time, state, shoe, self.file_of(planned))

    def _spoken(self, row: int, column: int) -> str | None:
        if column == Column.ADD:
            day = self.text_at(row, Column.DAY)
            text = _("Add {day}") if self.is_taken(self._shown[row]) else _("Do not add {day}")
            return text.format(day=day)
        text = self.text_at(row, column)
        if not text:
            heading = self.heading(Column(column), is_short=False)
            return _("{heading}: none").format(heading=heading)
        return f"{text} {self._formats.unit_label()}" if column == Column.DISTANCE else None
