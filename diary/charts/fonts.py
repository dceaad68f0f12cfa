"""The bundled font for every text of a figure, so that it looks and measures alike everywhere.

Text from people is never read as formulas, and characters the font lacks become a box.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from matplotlib.font_manager import FontProperties, get_font
from matplotlib.ft2font import LoadFlags

from diary.paths import resource_path

PX_PER_INCH = 96
PT_PER_PX = 72 / PX_PER_INCH
_FILES = {False: "DejaVuSans.ttf", True: "DejaVuSans-Bold.ttf"}
_BOX = "\u25a1"
_ELLIPSIS = "…"
# Control and format characters, which could turn the direction of what follows.
_HIDDEN = frozenset({"Cc", "Cf"})


@cache
def font(size_pt: float, *, is_bold: bool = False) -> FontProperties:
    """The font at a size in points."""
    return FontProperties(fname=_file(is_bold=is_bold), size=size_pt)


@lru_cache(maxsize=2048)
def text_width(text: str, size_pt: float, *, is_bold: bool = False) -> float:
    """The width of one line in pixels of 1/96 inch."""
    face = get_font(_file(is_bold=is_bold))
    face.set_size(size_pt, PX_PER_INCH)
    face.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    return face.get_width_height()[0] / 64


def drawable(text: str) -> str:
    """The text on one line, with a box for what the font lacks and without control characters."""
    known = _characters()
    letters = (each for each in " ".join(text.split()) if unicodedata.category(each) not in _HIDDEN)
    return "".join(each if ord(each) in known else _BOX for each in letters)


def shortened(text: str, size_pt: float, room: float, *, is_bold: bool = False) -> str:
    """The text, or as much of it as fits into `room` pixels, with an ellipsis; "" for nothing."""
    if text_width(text, size_pt, is_bold=is_bold) <= room:
        return text
    for end in range(len(text) - 1, 2, -1):
        shorter = text[:end].rstrip(" ,:;(") + _ELLIPSIS
        if text_width(shorter, size_pt, is_bold=is_bold) <= room:
            return shorter
    return ""


def wrapped(text: str, size_pt: float, room: float, *, is_bold: bool = False) -> list[str]:
    """The text in as many lines of `room` pixels as its words need; no number is ever cut.

    A word that is longer than a line is cut with an ellipsis.
    """
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size_pt, is_bold=is_bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return [shortened(line, size_pt, room, is_bold=is_bold) for line in lines]


def _file(*, is_bold: bool) -> str:
    return str(resource_path("fonts", _FILES[is_bold]))


@cache
def _characters() -> frozenset[int]:
    return frozenset(get_font(_file(is_bold=False)).get_charmap())
