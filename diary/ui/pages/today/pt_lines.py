"""What the PT wrote about the day that is shown: quiet lines to read, not to change.

They are deleted where all notes of the PT are listed.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from diary.domain.diary import Diary
from diary.domain.pt_note import PtNote, pinned_on
from diary.ui.widgets.text import plain_label


class PtLines(QWidget):
    """One line for every note about the day or one of its runs; hidden without any."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("today.pt_notes")
        self._shown: list[str] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.hide()

    def show_day(self, diary: Diary, on: date) -> None:
        """Show the notes about a day, in the order in which they came."""
        notes = [note for note in diary.pt_notes.values() if pinned_on(note, diary.runs) == on]
        texts = [_text(note) for note in sorted(notes, key=_came)]
        if texts == self._shown:
            return
        self._shown = texts
        while (taken := self._column.takeAt(0)) is not None:
            line = taken.widget()
            if line is not None:
                line.hide()
                line.deleteLater()
        for text in texts:
            label = plain_label(text, role="hint", word_wrap=True, name="today.pt_note")
            self._column.addWidget(label)
            # A layout would show it only once the day stands.
            label.show()
        self.setHidden(not texts)


def _came(note: PtNote) -> tuple[datetime, str]:
    return note.received_at or datetime.min.replace(tzinfo=UTC), note.id


def _text(note: PtNote) -> str:
    from diary.texts.pt_notes import (  # noqa: PLC0415 - not needed for the first paint
        pt_note_text,
    )

    return pt_note_text(note)
