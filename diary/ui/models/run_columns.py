"""The columns of the run table: their order, what is remembered of them, what they are called."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import Qt

from diary.domain.knee import Knee
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.words import _


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
    RESPONSE = 11

    @property
    def key(self) -> str:
        """What the column is remembered by."""
        return self.name.lower()


COLUMNS = tuple(Column)
KNEE_OF = {Column.LEFT: Knee.LEFT, Column.RIGHT: Knee.RIGHT}
NUMBERS = frozenset({Column.DISTANCE, Column.TIME, Column.PACE, Column.EFFORT})
# Which run it is, and whether it was cut short, always stand in the row.
ALWAYS_SHOWN = frozenset({Column.DATE, Column.KIND})
# Where there is no room for all, these are left out until the person asks for them.
LEFT_OUT_WHEN_NARROW = frozenset(
    {Column.PACE, Column.SURFACE, Column.HILLS, Column.EFFORT, Column.RESPONSE}
)
ALIGNMENTS = tuple(
    (Qt.AlignmentFlag.AlignRight if column in NUMBERS else Qt.AlignmentFlag.AlignLeading)
    | Qt.AlignmentFlag.AlignVCenter
    for column in COLUMNS
)


def heading(column: Column, formats: Formats) -> str:
    """What stands over a column."""
    unit = formats.unit_label()
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
        Column.RESPONSE: _("Result"),
    }[column]


def long_heading(column: Column, formats: Formats) -> str:
    """The heading without anything shortened."""
    unit = formats.unit_label()
    if column is Column.DISTANCE:
        return _("Distance in {unit}").format(unit=unit)
    if column is Column.PACE:
        return _("Pace, time per {unit}").format(unit=unit)
    if column is Column.EFFORT:
        return _("Effort, 1 to 10")
    if column is Column.RESPONSE:
        return _("Result for the knees: settled, hold or step back")
    if column in KNEE_OF:
        return _("{knee}: during, after, next morning").format(knee=label(KNEE_OF[column]))
    return heading(column, formats)
