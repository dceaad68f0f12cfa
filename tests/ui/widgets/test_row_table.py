"""Every table of whole rows: Tab leads out of it, and thousands of rows are selected at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView
from pytestqt.qtbot import QtBot

from diary.ui.widgets.row_table import be_row_table, chosen_rows


@pytest.fixture
def table(qtbot: QtBot) -> QTableView:
    table = QTableView()
    qtbot.addWidget(table)
    be_row_table(table, "rows", "Rows", has_many=True)
    table.setModel(QStringListModel([str(number) for number in range(5)], table))
    return table


def test_rows_are_selected_as_a_whole_and_in_order(table: QTableView, qtbot: QtBot) -> None:
    assert chosen_rows(table) == []
    table.selectRow(3)
    qtbot.keyClick(table, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(table, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert chosen_rows(table) == [1, 2, 3]
    table.selectAll()
    assert chosen_rows(table) == [0, 1, 2, 3, 4]


def test_it_says_what_it_is_and_lets_tab_go(table: QTableView) -> None:
    assert table.accessibleName() == "Rows"
    assert not table.tabKeyNavigation()
    assert table.verticalHeader().isHidden()


def test_one_row_at_a_time_where_that_is_wanted(table: QTableView) -> None:
    be_row_table(table, "rows", "Rows", has_many=False)
    assert table.selectionMode() is QAbstractItemView.SelectionMode.SingleSelection
