"""What was deleted in the last 30 days, and the way back; it changes nothing itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from diary.ui.dialogs.confirming import ConfirmDialog
from diary.ui.dialogs.reading import fit_to_text
from diary.ui.dialogs.two_line_list import TwoLineList, TwoLines
from diary.ui.widgets.announce import announce
from diary.ui.widgets.button import push_button
from diary.ui.widgets.empty_state import EmptyState
from diary.ui.widgets.strip import Level, MessageStrip
from diary.ui.widgets.text import flowing_label
from diary.words import _, plural

_WIDTH_EM, _HEIGHT_EM = 36, 28


class DeletedRow(NamedTuple):
    """One line of the list; `detail` says when it went and what of it cannot come back."""

    title: str
    detail: str
    can_come_back: bool = True


class RecentlyDeletedDialog(QDialog):
    """`restore_requested` carries the number of a row, newest first; `emptied` was confirmed.

    `undo_requested` asks to take the last restoring back.
    """

    restore_requested = Signal(int)
    undo_requested = Signal()
    emptied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("deleted")
        self.setWindowTitle(_("Recently deleted"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._rows: Sequence[DeletedRow] = ()
        self._hint = flowing_label(_("What you delete stays here for 30 days."))
        self._told = MessageStrip("info", "", name="deleted.told")
        self._told.action_requested.connect(self._on_told_action_requested)
        self._told.hide()
        self.list = TwoLineList(_("Deleted entries"), name="deleted.list")
        self.list.currentRowChanged.connect(self._on_list_current_row_changed)
        self.list.itemDoubleClicked.connect(self._on_restore_clicked)
        self.list.row_entered.connect(self._on_restore_clicked)
        self.nothing = EmptyState(
            "trash",
            _("Nothing was deleted"),
            _("What you delete stays here for 30 days and can be brought back."),
            name="deleted.none",
        )
        self.empty_button = push_button(_("Empty…"), kind="danger", name="deleted.empty")
        self.empty_button.clicked.connect(self._on_empty_clicked)
        self.close_button = push_button(_("Close"), name="deleted.close")
        self.close_button.clicked.connect(self.accept)
        self.restore_button = push_button(_("Restore"), kind="primary", name="deleted.restore")
        self.restore_button.setDefault(True)
        self.restore_button.clicked.connect(self._on_restore_clicked)
        self._lay_out()
        fit_to_text(self, _WIDTH_EM, _HEIGHT_EM)

    def show_rows(self, rows: Sequence[DeletedRow]) -> None:
        """Show these entries; the selection stays at its place as far as there is one."""
        place = self.list.currentRow()
        self._rows = rows
        self.list.show_rows(
            [TwoLines(row.title, row.detail, is_doubtful=not row.can_come_back) for row in rows]
        )
        self.list.setCurrentRow(min(max(place, 0), len(rows) - 1))
        for part in (self._hint, self.list, self.empty_button, self.restore_button):
            part.setVisible(bool(rows))
        self.nothing.setHidden(bool(rows))
        (self.list if rows else self.close_button).setFocus()

    def tell(self, text: str, *, can_undo: bool = False, level: Level = "info") -> None:
        """Say what came of the last wish, with the way back."""
        actions = [("undo", _("Undo"))] if can_undo else []
        self._told.set_message(level, text, actions=actions)
        self._told.show()
        announce(self, text, is_urgent=level != "info")

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.empty_button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.restore_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self._hint)
        layout.addWidget(self._told)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.nothing, 1)
        layout.addLayout(buttons)

    @Slot(int)
    def _on_list_current_row_changed(self, row: int) -> None:
        self.restore_button.setEnabled(0 <= row < len(self._rows) and self._rows[row].can_come_back)

    @Slot()
    def _on_restore_clicked(self) -> None:
        if self.restore_button.isEnabled():
            self.restore_requested.emit(self.list.currentRow())

    @Slot(str)
    def _on_told_action_requested(self, _key: str) -> None:
        self._told.hide()
        self.undo_requested.emit()

    @Slot()
    def _on_empty_clicked(self) -> None:
        count = len(self._rows)
        question = ConfirmDialog(
            _("Empty the bin?"),
            plural(
                "{n} entry goes for good and cannot be brought back.",
                "{n} entries go for good and cannot be brought back.",
                count,
            ).format(n=count)
            + " "
            + _("Backups keep what was in them."),
            _("Empty the bin"),
            _("Keep"),
            name="deleted.confirm",
            parent=self,
        )
        question.accepted.connect(self.emptied)
        question.open()
