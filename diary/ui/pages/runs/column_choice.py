"""What is remembered of the columns of the run table: which are shown, how wide, in what order.

A narrow table has choices of its own, since it begins with fewer columns.
"""

from __future__ import annotations

from collections.abc import Container

from PySide6.QtCore import Qt

from diary.ui.models.run_columns import ALWAYS_SHOWN, COLUMNS, LEFT_OUT_WHEN_NARROW, Column
from diary.ui.theme import em
from diary.ui.ui_state import UiState

_SHOWN = {False: "runs.columns", True: "runs.columns_narrow"}
_WIDTHS = "runs.widths"
_SORT = "runs.sort"
# Widths are kept in thousandths of the height of a line, so that they fit any text size.
_PARTS = 1000
_RISING, _FALLING = "rising", "falling"


class ColumnChoice:
    """Reads and keeps the choices under `runs.*`."""

    def __init__(self, ui_state: UiState) -> None:
        self._ui_state = ui_state

    def shown(
        self, possible: Container[Column], *, is_narrow: bool, fitting: Container[Column] = ()
    ) -> list[Column]:
        """The columns that are shown, of those that make sense for this diary.

        `fitting` have room in a narrow table too, and are left out only by the person.
        """
        chosen = self._ui_state.get(_SHOWN[is_narrow], dict[str, int]())
        left_out = LEFT_OUT_WHEN_NARROW if is_narrow else frozenset[Column]()
        return [
            column
            for column in COLUMNS
            if column in possible
            and (
                column in ALWAYS_SHOWN
                or chosen.get(column.key, column not in left_out or column in fitting)
            )
        ]

    def show(self, column: Column, *, is_shown: bool, is_narrow: bool) -> None:
        """Show or leave out a column from now on."""
        chosen = dict(self._ui_state.get(_SHOWN[is_narrow], dict[str, int]()))
        chosen[column.key] = int(is_shown)
        self._ui_state.set(_SHOWN[is_narrow], chosen)

    def widths(self) -> dict[Column, int]:
        """The widths in pixels of the columns that were dragged."""
        kept = self._ui_state.get(_WIDTHS, dict[str, int]())
        found = {column: kept.get(column.key) for column in COLUMNS}
        return {
            column: round(parts * em() / _PARTS)
            for column, parts in found.items()
            if isinstance(parts, int) and parts > 0
        }

    def keep_width(self, column: Column, pixels: int) -> None:
        """Remember the width of a column that was dragged."""
        kept = dict(self._ui_state.get(_WIDTHS, dict[str, int]()))
        kept[column.key] = round(pixels * _PARTS / em())
        self._ui_state.set(_WIDTHS, kept)

    def forget_widths(self) -> None:
        """Let the columns share the width again."""
        self._ui_state.set(_WIDTHS, dict[str, int]())

    def order(self) -> tuple[Column, Qt.SortOrder]:
        """The column that is sorted by, and which way."""
        kept = self._ui_state.get(_SORT, list[str]())
        by_key = {column.key: column for column in COLUMNS}
        if len(kept) != 2 or kept[0] not in by_key or kept[1] not in {_RISING, _FALLING}:
            return Column.DATE, Qt.SortOrder.DescendingOrder
        is_rising = kept[1] == _RISING
        order = Qt.SortOrder.AscendingOrder if is_rising else Qt.SortOrder.DescendingOrder
        return by_key[kept[0]], order

    def keep_order(self, column: Column, order: Qt.SortOrder) -> None:
        """Remember what is sorted by."""
        word = _RISING if order == Qt.SortOrder.AscendingOrder else _FALLING
        self._ui_state.set(_SORT, [column.key, word])
