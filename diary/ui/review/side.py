"""The notes beside the file that is shown: each change is written at once, whole or not at all.

A change is made to what stands beside the file by then, which may be more than was shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from diary.domain.errors import InvalidValueError
from diary.domain.knee_notes import KneeNotes, NotesAbout
from diary.domain.offer import Offer
from diary.domain.pt_note import Pin
from diary.domain.run import Run
from diary.services import review_notes
from diary.services.review_notes import NoNotesError, SideNotes
from diary.texts.problems import problem_text
from diary.texts.review import (
    no_notes_text,
    open_notes_text,
    other_version_text,
    pinned_text,
    stranger_notes_text,
)
from diary.ui.messages import Messages
from diary.ui.parts import ReviewParts
from diary.ui.review.reading import ReviewEntry
from diary.words import _


class AboutFile(NamedTuple):
    """Where a file lies that notes are about, and which it is."""

    path: Path
    about: NotesAbout


class SideKeeper(QObject):
    """Keeps what a PT writes; `notes_changed` tells that `notes` or `state_text` are others.

    Initials that were typed once go with every later file of this window, and nowhere else.
    """

    notes_changed = Signal()

    def __init__(self, parts: ReviewParts, messages: Messages, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._messages = messages
        self._file: AboutFile | None = None
        self._side: SideNotes | None = None
        self._notes = KneeNotes()
        self._initials = ""
        self._has_passphrase = False
        self._has_told_openness = False

    def notes(self) -> KneeNotes:
        """What is kept about the file that is shown."""
        return self._notes

    def file(self) -> AboutFile | None:
        """The file that is shown."""
        return self._file

    def state_text(self) -> str:
        """What there is to say about the notes beside the file; "" for nothing."""
        said = [self._oddity()]
        if self._has_passphrase:
            said.append(open_notes_text())
        return " ".join(filter(None, said))

    def show_file(self, entry: ReviewEntry) -> None:
        """Take up the notes about another file, which was read."""
        if entry.reviewed is None:
            return
        self._file = AboutFile(entry.path, review_notes.about_of(entry.reviewed.found))
        self._has_passphrase = entry.needs_passphrase
        self._look()
        if oddity := self._oddity():
            self._messages.toast(oddity)

    def add_note(self, text: str, pin: Pin) -> bool:
        """Keep a note; False when it could not be written, which was told."""
        if self._file is None:
            return False
        problem = self.keep(self._file, text, pin)
        if problem:
            kept = _("Your text is still in the line.")
            self._messages.toast(f"{problem} {kept}")
        return not problem

    def keep(self, file: AboutFile, text: str, pin: Pin) -> str:
        """Keep a note about any file; "" or what went wrong."""
        note_id = self._parts.new_id()
        return self._written(file, lambda notes: review_notes.with_note(notes, note_id, pin, text))

    def tell_pinned(self, pin: Pin, runs: Mapping[str, Run]) -> None:
        """Say what a note is about now, and once that others may read it."""
        text = pinned_text(pin, runs, self._parts.formats())
        if self._has_passphrase and not self._has_told_openness:
            self._has_told_openness = True
            text = f"{text} {open_notes_text()}"
        self._messages.toast(text)

    @Slot(str)
    def remove_note(self, note_id: str) -> None:
        """Take a note away, with a way back."""
        notes = self._notes.notes
        for place, note in enumerate(notes):
            if note.id == note_id and self._change(
                lambda now: review_notes.without_note(now, note_id)
            ):
                again = partial(review_notes.with_note_again, note=note, place=place)
                self._offer_back(_("Note removed."), again)

    @Slot(object)
    def add_offer(self, offer: Offer) -> None:
        """Keep a suggestion."""
        self._change(lambda notes: review_notes.with_offer(notes, offer))

    @Slot(str)
    def remove_offer(self, offer_id: str) -> None:
        """Take a suggestion away, with a way back."""
        offers = self._notes.offers
        for place, offer in enumerate(offers):
            if offer.id == offer_id and self._change(
                lambda now: review_notes.without_offer(now, offer_id)
            ):
                again = partial(review_notes.with_offer_again, offer=offer, place=place)
                self._offer_back(_("Suggestion removed."), again)

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
        """Write what goes back to the runner: what stands beside the file now."""
        if self._file is None:
            return
        self._look()
        now = self._parts.now()
        try:
            self._parts.notes.save_for_runner(target, self._file.about, self._notes, now)
        except (OSError, InvalidValueError) as error:
            self._messages.toast(problem_text(error))
            return
        text = _("Notes saved as “{name}”. Give the file to the runner.")
        self._messages.toast(text.format(name=target.name))

    # ---- inside ----

    def _look(self) -> None:
        """Read what stands beside the file."""
        if self._file is None:
            return
        self._side = self._parts.notes.beside(*self._file)
        self._show(self._side.notes)

    def _show(self, notes: KneeNotes) -> None:
        self._notes = self._with_initials(notes)
        self._initials = self._notes.initials
        self.notes_changed.emit()

    def _with_initials(self, notes: KneeNotes) -> KneeNotes:
        return notes if notes.initials else replace(notes, initials=self._initials)

    def _change(self, change: Callable[[KneeNotes], KneeNotes]) -> bool:
        if self._file is None:
            return False
        problem = self._written(self._file, change)
        if problem:
            self._messages.toast(problem)
        return not problem

    def _written(self, file: AboutFile, change: Callable[[KneeNotes], KneeNotes]) -> str:
        """Write a change to the notes about a file; "" or what went wrong."""

        def changed(notes: KneeNotes) -> KneeNotes:
            return change(self._with_initials(notes))

        try:
            self._parts.notes.change(*file, changed, self._parts.now())
        except NoNotesError as error:
            return no_notes_text(error.path.name)
        except (OSError, InvalidValueError) as error:
            return problem_text(error)
        finally:
            if file == self._file:
                self._look()
        return ""

    def _offer_back(self, text: str, change: Callable[[KneeNotes], KneeNotes]) -> None:
        file = self._file

        def put_back() -> None:
            # Another file may be shown by now; the note goes back to its own.
            problem = "" if file is None else self._written(file, change)
            if problem:
                self._messages.toast(problem)

        self._messages.toast(text, _("Undo"), put_back)

    def _oddity(self) -> str:
        side = self._side
        if side is None:
            return ""
        if not side.is_readable:
            return no_notes_text(side.path.name)
        if side.stranger is not None:
            return stranger_notes_text(side.stranger.about.initials, side.path.name)
        return other_version_text() if side.is_other_version else ""
