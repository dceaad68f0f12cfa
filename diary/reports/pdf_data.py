"""A visit report as the data its template prints: words the fonts can draw, figures, colours.

What people typed goes in as text and is never part of the template. Letters no bundled font has
become a box and control characters are dropped: under PDF/UA one of them refuses the whole file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from typing import TypeAlias

from matplotlib.font_manager import get_font

from diary.domain.report_choice import Paper
from diary.paths import resource_path
from diary.reports.content_parts import FigureSection, VisitReport
from diary.style import load_theme
from diary.texts.report import nothing_text
from diary.texts.report_paper import (
    boxes_text,
    chapter_titles,
    more_still_text,
    more_text,
    page_texts,
)
from diary.words import ENGLISH

FONT_FILES = ("DejaVuSansCondensed.ttf", "DejaVuSansCondensed-Bold.ttf")
PAGES = 2
# Of longer lists the page says only that there is more.
COUNTED_MOST = 200
BOX = "\N{WHITE SQUARE}"
# Control and format characters, which could turn the direction of what follows.
_HIDDEN = frozenset({"Cc", "Cf"})
# A word longer than this may be broken after every part of that length.
_LONG_WORD = re.compile(r"\S{25,}")
_PART = re.compile(r"\S{12}")
_BREAK = "\N{ZERO WIDTH SPACE}"
# The part of a language tag that Typst takes.
_LANGUAGE = re.compile(r"[a-z]{2,3}(?![^_-])")

Plain: TypeAlias = str | int | bool | list["Plain"] | dict[str, "Plain"] | None


def report_data(report: VisitReport, paper: Paper, figures: Mapping[str, str]) -> dict[str, Plain]:
    """Everything the template prints; `figures` are SVG by the key of their section."""
    writer = _Writer(figures)
    data = {each.name: writer.plain(getattr(report, each.name)) for each in fields(report)}
    data |= _left_of(report, data)
    summary, detail = chapter_titles()
    words: dict[str, Plain] = {
        "summary": summary,
        "detail": detail,
        "nothing": nothing_text(),
        "pages": list(page_texts(PAGES)),
        "more": [more_text(count) for count in range(1, COUNTED_MOST + 1)],
        "more_still": more_still_text(),
        "boxes": boxes_text(),
    }
    return data | {
        "language": _language(report.language),
        "paper": paper.value,
        "colors": dict(load_theme("light").roles),
        "words": words,
        "has_boxes": writer.has_boxes,
    }


def _left_of(report: VisitReport, data: Mapping[str, Plain]) -> dict[str, Plain]:
    """The lists that go on in the diary file, with what is said where so many have no room."""
    found: dict[str, Plain] = {}
    lists = (
        ("reminders", len(report.reminders.lines), report.reminders.more_count),
        ("notes", len(report.notes.notes), report.notes.more_count),
        ("pt_notes", len(report.pt_notes.notes), report.pt_notes.more_count),
    )
    for key, listed, more in lists:
        section = data[key]
        if isinstance(section, dict):
            counts = range(more, more + listed + 1)
            found[key] = section | {"left": [more_text(each) if each else "" for each in counts]}
    return found


def printable(text: str) -> str:
    """The text on one line, with a box for every character the fonts lack."""
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    known = _drawable()
    letters = (each for each in composed if unicodedata.category(each) not in _HIDDEN)
    return "".join(each if ord(each) in known else BOX for each in letters)


def _language(tag: str) -> str:
    found = _LANGUAGE.match(tag.lower())
    return found[0] if found else ENGLISH


@dataclass(slots=True)
class _Writer:
    """Takes a report apart; afterwards it knows whether a box was needed."""

    figures: Mapping[str, str]
    has_boxes: bool = field(default=False, init=False)

    def plain(self, value: object) -> Plain:
        """A value of a report as JSON has them; charts are left to their figures."""
        if isinstance(value, str):
            return self._text(value)
        if value is None or isinstance(value, int):
            return value
        if isinstance(value, tuple | frozenset):
            listed = sorted(value) if isinstance(value, frozenset) else value
            return [self.plain(each) for each in listed]
        if not is_dataclass(value):
            raise TypeError(f"a report has no {type(value).__name__}")
        if isinstance(value, FigureSection):
            return self._figure(value)
        return {each.name: self.plain(getattr(value, each.name)) for each in fields(value)}

    def _figure(self, section: FigureSection) -> Plain:
        texts = ("key", "title", "text", "note", "nothing")
        shown: dict[str, Plain] = {name: self._text(getattr(section, name)) for name in texts}
        return shown | {"svg": self.figures.get(section.key, "")}

    def _text(self, text: str) -> str:
        shown = printable(text)
        self.has_boxes |= BOX in shown
        return _LONG_WORD.sub(lambda word: _PART.sub(rf"\g<0>{_BREAK}", word[0]), shown)


@cache
def _drawable() -> frozenset[int]:
    """The characters that regular and bold letters have."""
    regular, bold = (get_font(str(resource_path("fonts", name))) for name in FONT_FILES)
    return frozenset(regular.get_charmap()) & frozenset(bold.get_charmap())
