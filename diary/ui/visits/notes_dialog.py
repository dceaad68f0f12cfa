"""Looks through the notes of some days, each with a tick: does it go along or not."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from diary.domain.report_choice import NoteKind, ReportNote
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.ui.dialogs.form_dialog import FormDialog
from diary.ui.theme import em
from diary.ui.widgets.button import push_button
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.text import plain_label
from diary.words import _, plural

_KEY = Qt.ItemDataRole.UserRole
_ROWS_EM = 20


class NotesDialog(FormDialog):
    """`left_out_given` carries the keys of the notes that stay private."""

    left_out_given = Signal(object)

    def __init__(
        self,
        notes: Sequence[ReportNote],
        left_out: Collection[str],
        formats: Formats,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Look through your notes"), _("Keep this"), name="notes", parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._others = frozenset(left_out) - {note.key for note in notes}
        self.list = QListWidget()
        self.list.setObjectName("notes.list")
        self.list.setAccessibleName(_("Notes; Space ticks what goes along"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setMinimumHeight(_ROWS_EM * em())
        for note in notes:
            entry = QListWidgetItem(_note_line(note, formats), self.list)
            entry.setData(_KEY, note.key)
            entry.setFlags(entry.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            is_out = note.key in left_out
            entry.setCheckState(Qt.CheckState.Unchecked if is_out else Qt.CheckState.Checked)
        self._count = plain_label("", role="hint", word_wrap=True, name="notes.count")
        self.all = push_button(_("Tick all"), name="notes.all")
        self.none = push_button(_("Tick none"), name="notes.none")
        self.all.clicked.connect(lambda: self._tick(Qt.CheckState.Checked))
        self.none.clicked.connect(lambda: self._tick(Qt.CheckState.Unchecked))
        buttons = QWidget()
        row = FlowLayout(buttons)
        row.addWidget(self.all)
        row.addWidget(self.none)
        self.body.addWidget(
            plain_label(_("What is ticked goes along. The others stay here."), word_wrap=True)
        )
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self._count)
        self.body.addWidget(buttons)
        self.list.itemChanged.connect(self._show_count)
        self._show_count()
        if notes:
            self.list.setCurrentRow(0)
        self.list.setFocus()

    def left_out(self) -> frozenset[str]:
        """The keys of the notes that are not ticked, with those of other days."""
        rows = (self.list.item(row) for row in range(self.list.count()))
        gone = {str(row.data(_KEY)) for row in rows if row.checkState() != Qt.CheckState.Checked}
        return self._others | gone

    def submit(self) -> None:
        """Hand on what is not ticked."""
        given = self.left_out()
        self.accept()
        self.left_out_given.emit(given)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.submit()
        else:
            super().keyPressEvent(event)

    def _tick(self, state: Qt.CheckState) -> None:
        for row in range(self.list.count()):
            self.list.item(row).setCheckState(state)

    @Slot()
    def _show_count(self) -> None:
        rows = [self.list.item(row) for row in range(self.list.count())]
        kept = sum(row.checkState() == Qt.CheckState.Checked for row in rows)
        text = plural("{kept} of {n} note goes along.", "{kept} of {n} notes go along.", len(rows))
        self._count.setText(text.format(kept=kept, n=len(rows)))


def _note_line(note: ReportNote, formats: Formats) -> str:
    """The day, what it is about, and the whole note."""
    day = formats.day(note.on)
    text = " ".join(note.text.split())
    if note.kind is NoteKind.SHOE:
        return _("Shoes {name}: {text}").format(name=note.called, text=text)
    if note.kind is NoteKind.EXERCISE:
        return _("Exercise {name}: {text}").format(name=note.called, text=text)
    if note.kind is NoteKind.FINDINGS:
        return _("{day}, {what}: {text}").format(day=day, what=_("findings"), text=text)
    if note.kind is NoteKind.PT:
        return _("{day}, {what}: {text}").format(day=day, what=_("from your PT"), text=text)
    if note.run is not None:
        sport = label(note.run.sport)
        return _("{day}, {what}: {text}").format(day=day, what=sport, text=text)
    return _("{day}: {text}").format(day=day, text=text)
