"""How files are called in the list: initials and last day, and more where that is the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from diary.texts.numbers import Formats
from diary.texts.review import file_text, spoken_file_text
from diary.ui.review.reading import ReviewEntry


class FileName(NamedTuple):
    """The name as it is seen and as it is read aloud."""

    seen: str
    spoken: str


def file_names(entries: Sequence[ReviewEntry], formats: Formats) -> list[FileName]:
    """The names of all files, of which no two are the same."""
    called = Counter((each.name, each.on) for each in entries)
    stems = Counter((each.name, each.on, each.path.stem) for each in entries)
    names = []
    for number, each in enumerate(entries, 1):
        more, stem = "", each.path.stem
        if called[each.name, each.on] > 1:
            # Files of one name may lie in two folders.
            tells_apart = stems[each.name, each.on, stem] == 1 and each.name != stem
            more = stem if tells_apart else f"{number}"
        seen = file_text(each.name, each.on, formats, has_sign=each.has_sign, more=more)
        spoken = spoken_file_text(each.name, each.on, formats, has_sign=each.has_sign, more=more)
        names.append(FileName(seen, spoken))
    return names
