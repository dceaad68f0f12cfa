"""What menus and keys do with the runs that are selected in the table."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication

from diary.services.run_edits import RunField, RunValue
from diary.ui.context import PageContext
from diary.ui.dialogs.go_to_date import GoToDateDialog
from diary.ui.entry_forms.run_forms import RunForms
from diary.ui.models.run_cells import RunCells
from diary.ui.pages.runs.row_texts import rows_text
from diary.ui.pages.runs.run_changes import RunChanges
from diary.ui.pages.runs.run_table_view import RunTableView
from diary.words import plural


class RunCommands(QObject):
    """Does nothing while the table is not shown."""

    def __init__(
        self,
        context: PageContext,
        table: RunTableView,
        cells: RunCells,
        changes: RunChanges,
        forms: RunForms,
    ) -> None:
        super().__init__(table)
        self._context = context
        self._table = table
        self._cells = cells
        self._changes = changes
        self._forms = forms

    @Slot(str)
    def do(self, key: str) -> None:
        """Do what an entry of the menu of rows says."""
        run_id = self._table.current_id()
        if key == "open" and run_id is not None:
            self._forms.edit(run_id)
        else:
            {"duplicate": self.duplicate, "copy": self.copy, "delete": self.delete}[key]()

    @Slot(object, object)
    def change(self, field: RunField, value: RunValue) -> None:
        """Give the selected runs a value."""
        self._changes.set(self._table.chosen_ids(), field, value)

    @Slot()
    def delete(self) -> None:
        """Delete the selected runs; the toast and Ctrl+Z bring them back."""
        chosen = self._table.chosen_ids()
        if chosen and self._table.isVisible():
            after = self._table.id_after(chosen)
            self._changes.remove(chosen, lambda: self._table.go_to(after))

    def copy(self) -> None:
        """Copy the selected runs as rows of a table, with the headings above them."""
        runs = self._table.chosen_runs()
        if not runs or not self._table.isVisible():
            return
        columns, formats = self._table.shown_columns(), self._context.formats()
        text = rows_text(runs, columns, self._cells, formats)
        QGuiApplication.clipboard().setText(text)
        told = plural("{n} run copied.", "{n} runs copied.", len(runs)).format(n=len(runs))
        self._context.messages.tell(told)

    def duplicate(self) -> None:
        """Open the form of a new run that begins as the one the keyboard is at."""
        run_id = self._table.current_id()
        if run_id is not None and self._table.isVisible():
            self._forms.duplicate(run_id)

    def ask_for_date(self) -> None:
        """Ask for a day and go to the run nearest to it."""
        today = self._context.today()
        dialog = GoToDateDialog(self._table.window(), today, today, self._context.formats())
        dialog.day_chosen.connect(self._on_dialog_day_chosen)
        dialog.open()

    @Slot(object)
    def _on_dialog_day_chosen(self, on: date) -> None:
        self._table.go_to_day(on)
        self._table.setFocus()
