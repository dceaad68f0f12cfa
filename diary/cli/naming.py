"""Finds what a person names on the command line."""

from __future__ import annotations

from diary.cli.call import UsageError
from diary.domain.diary import Diary
from diary.domain.shoe import Shoe
from diary.words import _


def shoe_named(diary: Diary, name: str) -> Shoe:
    """The pair of this name (capitals do not matter) or id; raises `UsageError`."""
    wanted = name.strip().casefold()
    found = [
        shoe
        for shoe in diary.shoes.values()
        if shoe.name.strip().casefold() == wanted or shoe.id == name
    ]
    in_use = [shoe for shoe in found if not shoe.is_retired]
    if len(found) == 1 or len(in_use) == 1:
        return (in_use or found)[0]
    if found:
        text = _("Several pairs are named “{name}”; give the id instead: {ids}")
        ids = ", ".join(shoe.id for shoe in found)
        raise UsageError(text.format(name=name, ids=ids))
    names = ", ".join(sorted(shoe.name for shoe in diary.shoes.values()))
    text = _("There are no shoes named “{name}”. You have: {names}")
    raise UsageError(text.format(name=name, names=names or _("none")))
