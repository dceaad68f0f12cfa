"""What to say once about the place of a diary: what may happen there, and what is better."""

from __future__ import annotations

from pathlib import PurePath

from diary.domain.place import PlaceKind, PlaceNote
from diary.words import _


def place_text(note: PlaceNote) -> str:
    """The sentences for one note; names files and services, never a folder above the file."""
    if note.kind is PlaceKind.CONFLICTED_COPY:
        return _conflict_text(PurePath(note.path).name, is_sure=note.is_same_diary is True)
    if note.kind is PlaceKind.SYNCED_FOLDER:
        return _(
            "This diary lies in a folder that {service} copies to other computers. Two computers "
            "that write at once end up with two diaries. Keep the diary in a folder of this "
            "computer alone, and choose the {service} folder as the second folder for backups: "
            "finished backups are safe there."
        ).format(service=note.service)
    return _(
        "This diary lies on another computer in the network. A lost connection can damage it. "
        "Keep it on this computer, and choose the folder in the network as the second folder for "
        "backups."
    )


def _conflict_text(name: str, *, is_sure: bool) -> str:
    if is_sure:
        text = _(
            "“{name}” is another version of this diary, as comes about when two computers write "
            "at once: each may have entries that the other lacks."
        )
    else:
        text = _(
            "“{name}” looks like another version of this diary, which may have entries that this "
            "one lacks."
        )
    advice = _("Open it as a separate diary to see what it holds. Neither file was changed.")
    return f"{text.format(name=name)} {advice}"
