"""What a PT writes about somebody's file: kept beside that file, never in it.

The side file has the form of `.kneenotes`, so that saving the notes for the runner writes the same
again. One that cannot be read is left as it is, and nothing is written over it. Before each change
it is read once more, since another window may have written meanwhile. Notes about somebody else's
file that had the same name stay where they are, and those about this one lie under another name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
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
# Of the hash of a file, as much as tells it from others of its name.
_HASH_SHOWN = 8
# Of these a runner can have one only; a new one takes the place of the one before.
_ONLY_ONE = (LimitsOffer, NextVisitOffer, StageOffer)


class ReadNotesFile(Protocol):
    """Reads a file of notes that may hold anything; raises nothing."""

    def __call__(self, path: Path) -> ReadNotes:
        """What it holds; `notes` None when it cannot be read."""


class NoNotesError(Exception):
    """What stands beside the file at `path` is no notes; it was not touched."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


def side_path(path: Path) -> Path:
    """Where the notes about a file lie, unless those about another file lie there."""
    return path.with_name(path.name + SIDE_ENDING)


def notes_name(path: Path) -> str:
    """A name for the notes that go back to the runner: that of the file they are about."""
    return f"{path.stem}{NOTES_ENDING}"


def about_of(found: HandOver) -> NotesAbout:
    """What notes say of the file they are about."""
    initials = shown_name(found.diary.person, PersonShown.INITIALS)
    return NotesAbout(found.file_id, found.sha256, initials)


@dataclass(frozen=True, slots=True)
class SideNotes:
    """The notes about a file and where they lie; `is_readable` False = no notes are there.

    `is_other_version`: they were written about an earlier file of somebody with these initials.
    `stranger` are notes at the usual place that are about somebody else's file.
    """

    notes: KneeNotes
    path: Path
    is_readable: bool = True
    is_other_version: bool = False
    stranger: KneeNotes | None = None


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

    def beside(self, path: Path, about: NotesAbout) -> SideNotes:
        """The notes about a file, none where nothing was written yet."""
        usual, none = side_path(path), KneeNotes(about=about)
        if not _is_there(usual):
            return SideNotes(none, usual)
        kept = self._read(usual).notes
        if kept is None:
            return SideNotes(none, usual, is_readable=False)
        if kept.about.sha256 == about.sha256:
            return SideNotes(kept, usual)
        if _is_same_runner(kept.about, about):
            return SideNotes(kept, usual, is_other_version=True)
        return self._under_other_name(path, about, kept)

    def change(
        self,
        path: Path,
        about: NotesAbout,
        change: Callable[[KneeNotes], KneeNotes],
        at: datetime,
    ) -> KneeNotes:
        """Change what stands beside the file now, whole or not at all; returns it as written.

        Raises `NoNotesError`, `OSError` and `InvalidValueError`.
        """
        side = self.beside(path, about)
        if not side.is_readable:
            raise NoNotesError(side.path)
        written = self._stamped(about, change(side.notes), at)
        write_whole(side.path, self._encode(written))
        return written

    def save_for_runner(
        self, target: Path, about: NotesAbout, notes: KneeNotes, at: datetime
    ) -> None:
        """Write the `.kneenotes` that the runner may take in.

        Raises `OSError` and `InvalidValueError`.
        """
        write_whole(target, self._encode(self._stamped(about, notes, at)))

    def _under_other_name(self, path: Path, about: NotesAbout, stranger: KneeNotes) -> SideNotes:
        """The notes about a file whose usual place is taken by those about somebody else."""
        own = path.with_name(f"{path.name}.{about.sha256[:_HASH_SHOWN]}{SIDE_ENDING}")
        if _is_there(own):
            kept = self._read(own).notes
            notes = kept or KneeNotes(about=about)
            return SideNotes(notes, own, is_readable=kept is not None, stranger=stranger)
        for place in _numbered_places(path):
            kept = self._read(place).notes
            if kept is not None and _is_same_runner(kept.about, about):
                return SideNotes(kept, place, is_other_version=True, stranger=stranger)
        return SideNotes(KneeNotes(about=about), own, stranger=stranger)

    def _stamped(self, about: NotesAbout, notes: KneeNotes, at: datetime) -> KneeNotes:
        return replace(notes, about=about, made_at=at, program=self._program)


def _is_there(path: Path) -> bool:
    return path.exists() or path.is_symlink()


def _is_same_runner(kept: NotesAbout, about: NotesAbout) -> bool:
    # Two files that name nobody may be of two people.
    return bool(about.initials) and kept.initials == about.initials


def _numbered_places(path: Path) -> Iterator[Path]:
    """Notes about files that had this name as well, by name."""
    beside = sorted(path.parent.iterdir())
    return (
        each
        for each in beside
        if each.name.startswith(f"{path.name}.")
        and each.name.endswith(SIDE_ENDING)
        and each != side_path(path)
    )


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


def with_note_again(notes: KneeNotes, note: PtNote, place: int) -> KneeNotes:
    """The notes with one that was taken away, where it was; unchanged when it is there."""
    if any(each.id == note.id for each in notes.notes):
        return notes
    return replace(notes, notes=(*notes.notes[:place], note, *notes.notes[place:]))


def with_offer_again(notes: KneeNotes, offer: Offer, place: int) -> KneeNotes:
    """The notes with a suggestion that was taken away; a newer one in its place stays."""
    is_there = any(
        each.id == offer.id or (isinstance(offer, _ONLY_ONE) and type(each) is type(offer))
        for each in notes.offers
    )
    if is_there:
        return notes
    return replace(notes, offers=(*notes.offers[:place], offer, *notes.offers[place:]))


def signed(notes: KneeNotes, initials: str) -> KneeNotes:
    """The notes of a PT with these initials; raises `InvalidValueError` when they are too long."""
    return replace(notes, initials=initials.strip())
