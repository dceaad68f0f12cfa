"""What the PT wrote about the day that is shown: quiet lines to read, not to change.

They are deleted where all notes of the PT are listed.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import shiboken6
from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from diary.domain.diary import Diary
from diary.domain.pt_note import PtNote, pinned_on
from diary.ui.widgets.fold import FoldButton
from diary.ui.widgets.text import plain_label
from diary.words import _

# Three lines on a page of usual width.
_LINES_SHOWN, _LETTERS_SHOWN = 3, 240


class PtLine(QWidget):
    """One note; a long one shows its beginning, and the rest when it is wanted."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text, self._short = text, shortened(text)
        self._label = plain_label("", role="hint", word_wrap=True, name="today.pt_note")
        self.more = FoldButton(_("More"), about=_("From your PT"), name="today.pt_note.more")
        self.more.setHidden(not self._short)
        self.more.fold_toggled.connect(self._show)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._label)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        self._show(False)

    @Slot(bool)
    def _show(self, is_open: bool) -> None:
        self._label.setText(self._text if is_open or not self._short else self._short)


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

    def tab_stops(self) -> list[QWidget]:
        """The buttons that unfold long notes."""
        lines = self.findChildren(PtLine)
        return [line.more for line in lines if not line.isHidden() and not line.more.isHidden()]

    def show_day(self, diary: Diary, on: date) -> bool:
        """Show the notes about a day in the order in which they came; True when they are others."""
        notes = [note for note in diary.pt_notes.values() if pinned_on(note, diary.runs) == on]
        texts = [_text(note) for note in sorted(notes, key=_came)]
        if texts == self._shown:
            return False
        self._shown = texts
        while (taken := self._column.takeAt(0)) is not None:
            gone = taken.widget()
            if gone is not None:
                gone.setParent(None)
                gone.deleteLater()
            shiboken6.delete(taken)
        for text in texts:
            line = PtLine(text)
            self._column.addWidget(line)
            # A layout would show it only once the day stands.
            line.show()
        self.setHidden(not texts)
        return True


def shortened(text: str) -> str:
    """The beginning of a long text with an ellipsis; "" where it is short enough as it is."""
    begin = "\n".join(text.split("\n")[:_LINES_SHOWN])
    if len(begin) > _LETTERS_SHOWN:
        cut = begin[: _LETTERS_SHOWN + 1]
        begin = cut[: max(cut.rfind(" "), cut.rfind("\n"))] if " " in cut else cut[:-1]
    return "" if begin == text else f"{begin.rstrip()}…"


def _came(note: PtNote) -> tuple[datetime, str]:
    return note.received_at or datetime.min.replace(tzinfo=UTC), note.id


def _text(note: PtNote) -> str:
    from diary.texts.pt_notes import (  # noqa: PLC0415 - not needed for the first paint
        pt_note_text,
    )

    return pt_note_text(note)
