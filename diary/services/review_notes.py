"""What a PT writes about somebody's file: kept beside that file, never in it.

The side file has the form of `.kneenotes`, so that saving the notes for the runner writes the same
again. One that cannot be read is left as it is, and nothing is written over it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

from diary.domain.hand_over import HandOver
from diary.domain.knee_notes import KneeNotes, NotesAbout, ReadNotes
from diary.domain.offer import LimitsOffer, NextVisitOffer, Offer, StageOffer
from diary.domain.pt_note import Pin, PtNote
from diary.domain.report_choice import PersonShown, shown_name
from diary.services.new_files import write_whole

SIDE_ENDING = ".notes.json"
NOTES_ENDING = ".kneenotes"
# Of these a runner can have one only; a new one takes the place of the one before.
_ONLY_ONE = (LimitsOffer, NextVisitOffer, StageOffer)


class ReadNotesFile(Protocol):
    """Reads a file of notes that may hold anything; raises nothing."""

    def __call__(self, path: Path) -> ReadNotes:
        """What it holds; `notes` None when it cannot be read."""


def side_path(path: Path) -> Path:
    """Where the notes about a file lie."""
    return path.with_name(path.name + SIDE_ENDING)


def notes_name(path: Path) -> str:
    """A name for the notes that go back to the runner: that of the file they are about."""
    return f"{path.stem}{NOTES_ENDING}"


@dataclass(frozen=True, slots=True)
class SideNotes:
    """The notes beside a file. With `is_readable` False there is something that is no notes.

    `is_about_other`: they were written about another file of this name.
    """

    notes: KneeNotes
    is_readable: bool = True
    is_about_other: bool = False


class ReviewNotes:
    """Reads and writes what stands beside the files of others; `program` is its name and version.

    `encode` may raise `InvalidValueError` when it would be too much.
    """

    def __init__(
        self, read: ReadNotesFile, encode: Callable[[KneeNotes], bytes], program: str
    ) -> None:
        self._read = read
        self._encode = encode
        self._program = program

    def beside(self, path: Path, found: HandOver) -> SideNotes:
        """The notes about a file, none where nothing was written yet."""
        about = _about(found)
        side = side_path(path)
        if not (side.exists() or side.is_symlink()):
            return SideNotes(KneeNotes(about=about))
        kept = self._read(side).notes
        if kept is None:
            return SideNotes(KneeNotes(about=about), is_readable=False)
        is_other = bool(kept.about.sha256) and kept.about.sha256 != about.sha256
        return SideNotes(kept, is_about_other=is_other)

    def keep(self, path: Path, found: HandOver, notes: KneeNotes, at: datetime) -> KneeNotes:
        """Write the notes beside the file, whole or not at all; returns them as written.

        Raises `OSError` and `InvalidValueError`.
        """
        written = self._stamped(found, notes, at)
        write_whole(side_path(path), self._encode(written))
        return written

    def save_for_runner(
        self, target: Path, found: HandOver, notes: KneeNotes, at: datetime
    ) -> None:
        """Write the `.kneenotes` that the runner may take in; raises as `keep`."""
        write_whole(target, self._encode(self._stamped(found, notes, at)))

    def _stamped(self, found: HandOver, notes: KneeNotes, at: datetime) -> KneeNotes:
        return replace(notes, about=_about(found), made_at=at, program=self._program)


def _about(found: HandOver) -> NotesAbout:
    initials = shown_name(found.diary.person, PersonShown.INITIALS)
    return NotesAbout(found.file_id, found.sha256, initials)


# ---- changes ------------------------------------------------------------------------------------


def with_note(notes: KneeNotes, note_id: str, pin: Pin, text: str) -> KneeNotes:
    """The notes with one more; raises `InvalidValueError` for an empty or too long one."""
    return replace(notes, notes=(*notes.notes, PtNote(note_id, pin, text.strip())))


def without_note(notes: KneeNotes, note_id: str) -> KneeNotes:
    """The notes without one."""
    return replace(notes, notes=tuple(each for each in notes.notes if each.id != note_id))


def with_offer(notes: KneeNotes, offer: Offer) -> KneeNotes:
    """The notes with one more suggestion; of limits, next visit and stage there is only one."""
    kept = tuple(
        each
        for each in notes.offers
        if not (isinstance(offer, _ONLY_ONE) and type(each) is type(offer))
    )
    return replace(notes, offers=(*kept, offer))


def without_offer(notes: KneeNotes, offer_id: str) -> KneeNotes:
    """The notes without a suggestion."""
    return replace(notes, offers=tuple(each for each in notes.offers if each.id != offer_id))


def signed(notes: KneeNotes, initials: str) -> KneeNotes:
    """The notes of a PT with these initials; raises `InvalidValueError` when they are too long."""
    return replace(notes, initials=initials.strip())
