"""How things are drawn by choice, beside theme and text size: knees, marks, tables, calendars.

It belongs to the computer and not to the diary. Whoever draws asks `display()` and draws again on
`theme_watcher().theme_changed`, which comes after every change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QLocale, Qt

from diary.ui.theme import roomier

KneeView = Literal["own", "facing"]
# No row is lower than this, so that it can be hit.
LEAST_ROW_PX = 24
_ROW_PADDING, _DENSE_ROW_PADDING = 12, 5
_LARGE_MARKERS = 1.5


@dataclass(frozen=True, slots=True)
class Display:
    """`knee_view`: a knee as its owner looks down at it, or as somebody opposite sees it.

    `first_weekday` is 1 for Monday to 7 for Sunday, 0 for that of the system.
    """

    knee_view: KneeView = "own"
    is_map_plain: bool = False
    has_large_markers: bool = False
    has_dense_tables: bool = False
    first_weekday: int = 0


class _Present:
    display = Display()


def display() -> Display:
    """The choices in use."""
    return _Present.display


def use_display(wanted: Display) -> None:
    """Use these choices; `WindowLook` then tells everybody."""
    _Present.display = wanted


def table_row_height(line_height: int) -> int:
    """Height of a table's row in pixels for lines of this height."""
    if not display().has_dense_tables:
        return line_height + roomier(_ROW_PADDING)
    return max(LEAST_ROW_PX, line_height + roomier(_DENSE_ROW_PADDING))


def marker_scale() -> float:
    """How much larger than usual the marks of a chart are drawn."""
    return _LARGE_MARKERS if display().has_large_markers else 1.0


def first_weekday() -> Qt.DayOfWeek:
    """The day a week of a calendar begins with."""
    chosen = display().first_weekday
    return Qt.DayOfWeek(chosen) if 1 <= chosen <= 7 else QLocale().firstDayOfWeek()
