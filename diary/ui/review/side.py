"""The notes beside the file that is shown: each change is written at once, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from diary.domain.errors import InvalidValueError
from diary.domain.hand_over import HandOver
from diary.domain.knee_notes import KneeNotes
from diary.domain.offer import Offer
from diary.domain.pt_note import Pin
from diary.services import review_notes
from diary.services.review_notes import side_path
from diary.texts.problems import problem_text
from diary.ui.messages import Messages
from diary.ui.parts import ReviewParts
from diary.words import _


class SideKeeper(QObject):
    """Keeps what a PT writes; `notes_changed` tells that `notes` are others.

    Initials that were typed once go with every later file of this window, and nowhere else.
    """

    notes_changed = Signal()

    def __init__(self, parts: ReviewParts, messages: Messages, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._messages = messages
        self._path: Path | None = None
        self._found: HandOver | None = None
        self._notes = KneeNotes()
        self._initials = ""
        self.can_write = True

    def notes(self) -> KneeNotes:
        """What is kept about the file that is shown."""
        return self._notes

    def show_file(self, path: Path, found: HandOver) -> None:
        """Take up the notes about another file."""
        self._path, self._found = path, found
        side = self._parts.notes.beside(path, found)
        self._notes, self.can_write = side.notes, side.is_readable
        if not self._notes.initials and self._initials:
            self._notes = replace(self._notes, initials=self._initials)
        self._initials = self._notes.initials or self._initials
        if not side.is_readable:
            text = _("“{name}” holds no notes that can be read. It stays as it is.")
            self._messages.toast(text.format(name=side_path(path).name))
        elif side.is_about_other:
            text = _("The notes beside this file were written about another version of it.")
            self._messages.toast(text)
        self.notes_changed.emit()

    def add_note(self, text: str, pin: Pin) -> bool:
        """Keep a note; False when it could not be written, which was told."""
        note_id = self._parts.new_id()
        return self._change(lambda notes: review_notes.with_note(notes, note_id, pin, text))

    @Slot(str)
    def remove_note(self, note_id: str) -> None:
        """Take a note away, with a way back."""
        before = self._notes
        if self._change(lambda notes: review_notes.without_note(notes, note_id)):
            self._offer_back(_("Note removed."), before)

    @Slot(object)
    def add_offer(self, offer: Offer) -> None:
        """Keep a suggestion."""
        self._change(lambda notes: review_notes.with_offer(notes, offer))

    @Slot(str)
    def remove_offer(self, offer_id: str) -> None:
        """Take a suggestion away, with a way back."""
        before = self._notes
        if self._change(lambda notes: review_notes.without_offer(notes, offer_id)):
            self._offer_back(_("Suggestion removed."), before)

    @Slot(str)
    def sign(self, initials: str) -> None:
        """Have these initials on the notes; without any note nothing is written for them."""
        if initials.strip() == self._notes.initials:
            return
        self._initials = initials.strip()
        if self._notes.notes or self._notes.offers:
            self._change(lambda notes: review_notes.signed(notes, initials))
        else:
            self._notes = review_notes.signed(self._notes, initials)

    def save_for_runner(self, target: Path) -> None:
        """Write what goes back to the runner."""
        if self._found is None:
            return
        now = self._parts.now()
        try:
            self._parts.notes.save_for_runner(target, self._found, self._notes, now)
        except (OSError, InvalidValueError) as error:
            self._messages.toast(problem_text(error))
            return
        self._messages.toast(_("Notes saved. Give the file to the runner."))

    # ---- inside ----

    def _change(self, change: Callable[[KneeNotes], KneeNotes]) -> bool:
        if self._path is None or self._found is None:
            return False
        if not self.can_write:
            text = _("“{name}” holds no notes that can be read. It stays as it is.")
            self._messages.toast(text.format(name=side_path(self._path).name))
            return False
        try:
            changed = change(self._notes)
            now = self._parts.now()
            self._notes = self._parts.notes.keep(self._path, self._found, changed, now)
        except (OSError, InvalidValueError) as error:
            self._messages.toast(problem_text(error))
            return False
        self.notes_changed.emit()
        return True

    def _offer_back(self, text: str, before: KneeNotes) -> None:
        path = self._path

        def put_back() -> None:
            # Another file may be shown by now.
            if self._path == path:
                self._change(lambda _notes: before)

        self._messages.toast(text, _("Undo"), put_back)
