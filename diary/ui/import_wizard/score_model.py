"""The Qt model of the knee scores in tables: one row a score, with what becomes of it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from diary.services.import_plan import PlannedScore, ScoreState
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.texts.tables import moment_word
from diary.words import _

Index: TypeAlias = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class ScoreColumn(IntEnum):
    """The columns from first to last."""

    DAY = 0
    KNEE = 1
    MOMENT = 2
    VALUE = 3
    STATE = 4
    COLUMN = 5


class ScoreModel(QAbstractTableModel):
    """The scores of a plan, by day."""

    def __init__(self, formats: Formats) -> None:
        super().__init__()
        self._formats = formats
        self._scores: Sequence[PlannedScore] = ()

    def show_scores(self, scores: Sequence[PlannedScore]) -> None:
        """Show other scores."""
        self.beginResetModel()
        self._scores = scores
        self.endResetModel()

    def text_at(self, row: int, column: int) -> str:
        """What a cell shows."""
        planned = self._scores[row]
        score = planned.score
        return {
            ScoreColumn.DAY: lambda: self._formats.day(score.on),
            ScoreColumn.KNEE: lambda: label(score.knee),
            ScoreColumn.MOMENT: lambda: moment_word(score.moment),
            ScoreColumn.VALUE: lambda: str(score.value),
            ScoreColumn.STATE: lambda: state_text(planned),
            ScoreColumn.COLUMN: lambda: planned.column,
        }[ScoreColumn(column)]()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._scores)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(ScoreColumn)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:  # noqa: ANN401 - as Qt declares it
        if not 0 <= index.row() < len(self._scores):
            return None
        if role == _DISPLAY:
            return self.text_at(index.row(), index.column())
        return _alignment(index.column()) if role == _ALIGNMENT else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:  # noqa: ANN401 - as Qt declares it
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(ScoreColumn):
            return None
        if role == _ALIGNMENT:
            return _alignment(section)
        return heading(ScoreColumn(section)) if role == _DISPLAY else None


def heading(column: ScoreColumn) -> str:
    """The name of a column."""
    return {
        ScoreColumn.DAY: _("Date"),
        ScoreColumn.KNEE: _("Knee"),
        ScoreColumn.MOMENT: _("When"),
        ScoreColumn.VALUE: _("Score"),
        ScoreColumn.STATE: _("What it is"),
        ScoreColumn.COLUMN: _("Column"),
    }[column]


def state_text(planned: PlannedScore) -> str:
    """What becomes of a score, in a few words."""
    if planned.state is ScoreState.HERE:
        return _("Already here: {score}").format(score=planned.here)
    if planned.state is ScoreState.LOWER:
        return _("Left out: a higher one counts")
    return _("New")


def _alignment(column: int) -> Qt.AlignmentFlag:
    is_number = column == ScoreColumn.VALUE
    return (Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeading) | _MIDDLE
