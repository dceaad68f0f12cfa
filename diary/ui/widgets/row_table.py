"""What every table of whole rows has in common: plain rows, no grid, Tab leads out of it."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView


def be_row_table(table: QTableView, name: str, label: str, *, has_many: bool) -> None:
    """Make a table one of rows that are selected as a whole, with `has_many` several at once.

    To be called before the model is set.
    """
    table.setObjectName(name)
    table.setAccessibleName(label)
    # A heading of rows that is shown, if only for a moment, asks for the words of a thousand.
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    modes = QAbstractItemView.SelectionMode
    table.setSelectionMode(modes.ExtendedSelection if has_many else modes.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    # Tab leaves the table; the arrow keys move inside it.
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setCornerButtonEnabled(False)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)


def chosen_rows(table: QTableView) -> list[int]:
    """The numbers of the selected rows, in order.

    Qt's own list of them asks the model about every cell, which takes a second for ten thousand.
    """
    chosen = table.selectionModel().selection()
    ranges = (chosen.at(place) for place in range(chosen.count()))
    return sorted({row for each in ranges for row in range(each.top(), each.bottom() + 1)})
