"""The tables of a chart: one at a time, and above it a choice where there are several."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from diary.ui.dialogs.form_parts import ChoiceBox
from diary.ui.pages.charts.shown import ShownChart
from diary.ui.pages.charts.table_view import ChartTableView
from diary.words import _


class TablePart(QWidget):
    """Shows the tables of one chart; `table_changed` tells that the person picked another."""

    table_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown: ShownChart | None = None
        self._title = ""
        self.choice = ChoiceBox(_("Which numbers"), [("", "")], name="charts.which_table")
        self.choice.setMaximumWidth(self.choice.sizeHint().width() * 4)
        self.choice.choice_changed.connect(self._on_choice_changed)
        self.view = ChartTableView()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.choice)
        column.addWidget(self.view, 1)

    def show_chart(self, shown: ShownChart) -> None:
        """Show a table of another chart; the one of the same title if it has it."""
        self._shown = shown
        titles = [each.title for each in shown.tables]
        self._title = self._title if self._title in titles else titles[0]
        self.choice.set_choices([(title, title) for title in titles])
        self.choice.set_choice(self._title)
        self.choice.setHidden(len(titles) < 2)
        self._show_table()

    def tab_stops(self) -> list[QWidget]:
        """What the keyboard reaches, in order."""
        return [self.choice, self.view]

    def _show_table(self) -> None:
        if self._shown is None:
            return
        table = next(each for each in self._shown.tables if each.title == self._title)
        self.view.show_table(table, f"{self._shown.name}, {table.title}")

    @Slot(object)
    def _on_choice_changed(self, title: object) -> None:
        self._title = str(title)
        self._show_table()
        self.table_changed.emit()
