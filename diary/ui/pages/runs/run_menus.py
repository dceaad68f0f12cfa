"""The menus of the run table: of its rows and of its columns."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from diary.services.run_edits import RunField
from diary.texts.numbers import Formats
from diary.ui.models.run_columns import ALWAYS_SHOWN, Column, long_heading
from diary.ui.pages.runs.column_choice import ColumnChoice
from diary.ui.pages.runs.run_changes import RunChanges, add_choices, field_text
from diary.ui.pages.runs.run_table_view import RunTableView
from diary.ui.widgets.button import escaped_mnemonic
from diary.words import _

_NATIVE = QKeySequence.SequenceFormat.NativeText


class RunMenus(QObject):
    """Opens the menus; `command_requested` carries "open", "duplicate", "copy" or "delete".

    `change_requested` carries a field and the value for the selected runs.
    """

    command_requested = Signal(str)
    change_requested = Signal(object, object)

    def __init__(
        self,
        table: RunTableView,
        changes: RunChanges,
        choice: ColumnChoice,
        formats: Callable[[], Formats],
    ) -> None:
        super().__init__(table)
        self._table = table
        self._changes = changes
        self._choice = choice
        self._formats = formats
        table.menu_requested.connect(self._on_table_menu_requested)
        table.columns_menu_requested.connect(self._on_table_columns_menu_requested)

    def row_menu(self) -> QMenu:
        """What can be done with the selected runs."""
        menu = self._new_menu("runs.menu")
        for key, text, keys in (
            ("open", _("Open…"), "Return"),
            ("duplicate", _("Duplicate…"), "Ctrl+D"),
            ("copy", _("Copy"), "Ctrl+C"),
        ):
            self._add_command(menu, key, text, keys)
        menu.addSeparator()
        for field in RunField:
            add_choices(
                menu.addMenu(field_text(field)), self._changes, field, self.change_requested.emit
            )
        menu.addSeparator()
        self._fill_columns(menu.addMenu(_("Columns")))
        menu.addSeparator()
        self._add_command(menu, "delete", _("Delete"), "Del")
        return menu

    def columns_menu(self) -> QMenu:
        """Which columns are shown."""
        menu = self._new_menu("runs.columns")
        self._fill_columns(menu)
        return menu

    def _new_menu(self, name: str) -> QMenu:
        old = self._table.findChild(QWidget, name)
        if old is not None:
            old.setObjectName("")
            old.deleteLater()
        menu = QMenu(self._table)
        menu.setObjectName(name)
        return menu

    def _add_command(self, menu: QMenu, key: str, text: str, keys: str) -> None:
        action = menu.addAction(text)
        # Shown only: the keys themselves are those of the window.
        action.setText(f"{text}\t{QKeySequence(keys).toString(_NATIVE)}")
        action.triggered.connect(lambda _=False: self.command_requested.emit(key))

    def _fill_columns(self, menu: QMenu) -> None:
        shown = self._table.shown_columns()
        for column in self._table.possible_columns():
            action = menu.addAction(escaped_mnemonic(long_heading(column, self._formats())))
            action.setCheckable(True)
            action.setChecked(column in shown)
            action.setEnabled(column not in ALWAYS_SHOWN)
            action.toggled.connect(lambda is_on, column=column: self._show(column, is_shown=is_on))
        menu.addSeparator()
        menu.addAction(_("Usual widths")).triggered.connect(self._table.forget_widths)

    def _show(self, column: Column, *, is_shown: bool) -> None:
        self._choice.show(column, is_shown=is_shown, is_narrow=self._table.is_narrow())
        self._table.lay_out_columns()

    def _on_table_menu_requested(self, at: QPoint) -> None:
        if self._table.current_id() is not None:
            self.row_menu().popup(at)

    def _on_table_columns_menu_requested(self, at: QPoint) -> None:
        self.columns_menu().popup(at)
