"""Finding words in what people wrote, whatever the case and the accents.

A word is found inside others too; every word that is looked for has to be there.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

DOTS = "\N{HORIZONTAL ELLIPSIS}"
# Letters with a stroke are letters of their own to Unicode; people type them without it.
_STROKES = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th"}
)
_BEFORE_CHARACTERS = 24
_EXCERPT_CHARACTERS = 160


class Excerpt(NamedTuple):
    """A part of a text around what was found; `spans` are first and past-the-end places."""

    text: str
    spans: tuple[tuple[int, int], ...]


def folded(text: str) -> str:
    """The text without case and accents: "Águeda" becomes "agueda", "Straße" "strasse"."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return plain.translate(_STROKES)


def wanted_words(text: str) -> list[str]:
    """The folded words that are looked for."""
    return folded(text).split()


def excerpt(text: str, words: Sequence[str]) -> Excerpt:
    """The part of `text` around the first of the folded `words`, on one line, with all marked."""
    line = " ".join(text.split())
    spans = _spans(line, words)
    first = spans[0][0] if spans else 0
    start = 0 if first <= _BEFORE_CHARACTERS else line.rfind(" ", 0, first - _BEFORE_CHARACTERS) + 1
    if first - start > 2 * _BEFORE_CHARACTERS:
        start = first - _BEFORE_CHARACTERS
    end = min(len(line), start + _EXCERPT_CHARACTERS)
    lead, tail = (DOTS if start else ""), (DOTS if end < len(line) else "")
    shift = len(lead) - start
    kept = tuple((a + shift, min(b, end) + shift) for a, b in spans if start <= a < end)
    return Excerpt(lead + line[start:end] + tail, kept)


def _spans(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where the words stand in a text, in order, those that touch or overlap as one."""
    plain, origins = "", []
    for place, letter in enumerate(text):
        part = folded(letter)
        plain += part
        origins += [place] * len(part)
    found: list[tuple[int, int]] = []
    for word in words:
        at = plain.find(word)
        while word and at >= 0:
            found.append((origins[at], origins[at + len(word) - 1] + 1))
            at = plain.find(word, at + len(word))
    joined: list[tuple[int, int]] = []
    for first, end in sorted(found):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((first, end))
    return joined
