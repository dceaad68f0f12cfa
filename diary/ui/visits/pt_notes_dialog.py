"""The notes of a PT that are in the diary, and the way to take in more."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from diary.domain.change import ChangeSet
from diary.domain.pt_note import PtNote
from diary.services.pt_notes import remove_note
from diary.texts.pt_notes import note_name, pin_text
from diary.ui.context import PageContext
from diary.ui.dialogs.reading import fit_to_text
from diary.ui.dialogs.two_line_list import TwoLineList, TwoLines
from diary.ui.visits.deleted_strip import DeletedStrip
from diary.ui.widgets.button import push_button
from diary.ui.widgets.empty_state import EmptyState
from diary.ui.widgets.flow_layout import FlowLayout
from diary.words import _

_WIDTH_EM, _HEIGHT_EM = 36, 28


class PtNotesDialog(QDialog):
    """Deletes through the undo history; `take_in_requested` asks for a file."""

    take_in_requested = Signal()

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pt_notes")
        self.setWindowTitle(_("From my PT"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._notes: list[PtNote] = []
        self._told = DeletedStrip(context.undo, name="pt_notes.told")
        self._told.answered.connect(self._take_focus)
        self.list = TwoLineList(_("Notes from my PT, the newest first"), name="pt_notes.list")
        self.nothing = EmptyState(
            "report",
            _("Nothing from your PT yet"),
            _("A PT who goes through your diary file can give you a file that ends in .kneenotes."),
            name="pt_notes.none",
        )
        self.take_in = push_button(_("Take in a file…"), kind="primary", name="pt_notes.take_in")
        self.remove = push_button(_("Delete"), name="pt_notes.remove")
        self.close_button = push_button(_("Close"), name="pt_notes.close")
        self.take_in.clicked.connect(self._on_take_in_clicked)
        self.remove.clicked.connect(self._on_remove_clicked)
        self.close_button.clicked.connect(self.accept)
        self._lay_out()
        context.bridge.entries_changed.connect(self._on_bridge_entries_changed)
        self.refresh()
        fit_to_text(self, _WIDTH_EM, _HEIGHT_EM)

    def refresh(self) -> None:
        """Show what is in the diary now."""
        diary, formats, place = (
            self._context.journal.diary,
            self._context.formats(),
            self.list.currentRow(),
        )
        notes = diary.pt_notes.values()
        self._notes = sorted(notes, key=_received, reverse=True)
        rows = []
        for note in self._notes:
            about = pin_text(note, diary.runs, formats)
            title = _("{about} ({author})").format(about=about, author=note.author)
            rows.append(TwoLines(title if note.author else about, note.text))
        self.list.show_rows(rows)
        self.list.setCurrentRow(min(max(place, 0), len(rows) - 1))
        self.list.setVisible(bool(rows))
        self.remove.setVisible(bool(rows))
        self.nothing.setHidden(bool(rows))

    def _lay_out(self) -> None:
        buttons = QWidget()
        row = FlowLayout(buttons)
        for button in (self.take_in, self.remove, self.close_button):
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self._told)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.nothing, 1)
        layout.addWidget(buttons)

    @Slot()
    def _on_take_in_clicked(self) -> None:
        self.accept()
        self.take_in_requested.emit()

    @Slot()
    def _on_remove_clicked(self) -> None:
        row = self.list.currentRow()
        if not 0 <= row < len(self._notes):
            return
        note = self._notes[row]
        step = _("deleting of {name}").format(name=note_name(note))
        gone = remove_note(self._context.journal.diary, note.id)
        self._told.delete(step, gone, note_name(note))
        self._take_focus()

    @Slot()
    def _take_focus(self) -> None:
        (self.list if self._notes else self.take_in).setFocus()

    @Slot(object)
    def _on_bridge_entries_changed(self, _change_set: ChangeSet) -> None:
        self.refresh()


def _received(note: PtNote) -> tuple[float, str]:
    return (0.0 if note.received_at is None else note.received_at.timestamp(), note.id)
