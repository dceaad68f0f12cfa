"""What the PT wrote, beside the plan it is about; the newest first."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from diary.domain.diary import Diary
from diary.domain.pt_note import PtNote
from diary.texts.numbers import Formats
from diary.texts.pt_notes import pin_text
from diary.ui.pages.page import Page
from diary.ui.widgets.button import push_button
from diary.ui.widgets.card import Card
from diary.ui.widgets.emptying import take_all_out
from diary.ui.widgets.text import plain_label
from diary.words import _

MOST_NOTES = 2


class PtNotesCard(Card):
    """Not shown without a note; `all_requested` asks for the list of them all."""

    all_requested = Signal()

    def __init__(self) -> None:
        super().__init__(_("From my PT"), name="plan.pt_notes")
        self._lines = QWidget()
        self._column = QVBoxLayout(self._lines)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.all = push_button(_("All notes from my PT…"), kind="quiet", name="plan.pt_notes.all")
        self.all.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.all.clicked.connect(self.all_requested)
        self.body.addWidget(self._lines)
        self.body.addWidget(self.all)

    def show_notes(self, diary: Diary, formats: Formats) -> None:
        """Show the newest notes of a diary."""
        take_all_out(self._column)
        notes = sorted(diary.pt_notes.values(), key=_received, reverse=True)
        for note in notes[:MOST_NOTES]:
            about = pin_text(note, diary.runs, formats)
            if note.author:
                about = _("{about} ({author})").format(about=about, author=note.author)
            self._column.addWidget(plain_label(note.text.strip(), word_wrap=True))
            self._column.addWidget(plain_label(about, role="hint", word_wrap=True))
        self.setHidden(not notes)

    def stops(self) -> list[QPushButton]:
        """What Tab reaches."""
        return [] if self.isHidden() else [self.all]


def open_notes(page: Page) -> None:
    """Open the list of all notes over a page; from it a file can be taken in too."""
    from diary.ui.visits.pt_notes_dialog import PtNotesDialog  # noqa: PLC0415 - rarely needed

    dialog = PtNotesDialog(page.context, page)
    dialog.take_in_requested.connect(lambda: page.navigate_requested.emit("pt_notes", None))
    dialog.open()


def _received(note: PtNote) -> tuple[float, str]:
    return (0.0 if note.received_at is None else note.received_at.timestamp(), note.id)
