"""Parts of a report as widgets: sentences, facts, tables and signs, each as it stands on paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from diary.reports.content_parts import Fact, RemindersSection, SafetySection, Table
from diary.ui.widgets.card import Card
from diary.ui.widgets.strip import MessageStrip
from diary.ui.widgets.text import PlainLabel, TextRole, plain_label

_TOP = Qt.AlignmentFlag.AlignTop
_MOST_ROWS = 60
_MAY_BREAK = "\u200b"
# After so many letters there may be a break, where as many and more follow.
_LONG_WORD = re.compile(r"\S{16}(?=\S{16})")


def card(title: str, *parts: QWidget) -> Card:
    """A card with these parts one below the other."""
    made = Card(title)
    for part in parts:
        made.body.addWidget(part)
    return made


def told(text: str, role: TextRole = "body") -> PlainLabel:
    """A paragraph."""
    return plain_label(_breakable(text), role=role, word_wrap=True)


def _breakable(text: str) -> str:
    """The text with places where a word may end that is longer than any line."""
    return _LONG_WORD.sub(lambda found: found[0] + _MAY_BREAK, text)


def lines(texts: Iterable[str], role: TextRole = "body") -> list[QWidget]:
    """Paragraphs, those that are empty left out."""
    return [told(text, role) for text in texts if text]


def facts(shown: Sequence[Fact]) -> QWidget:
    """What each is about beside what is known of it."""
    return grid([(fact.label, fact.value, fact.note) for fact in shown], heads=())


def table(shown: Table) -> QWidget:
    """A short table; of a long one the first rows."""
    return grid(shown.rows[:_MOST_ROWS], heads=shown.head, numbers=shown.numbers)


def grid(
    rows: Iterable[Sequence[str]],
    heads: Sequence[str],
    numbers: frozenset[int] = frozenset(),
) -> QWidget:
    """Texts in columns below their headings; the last column takes what is left of the width."""
    made = QWidget()
    places = QGridLayout(made)
    places.setContentsMargins(0, 0, 0, 0)
    places.setHorizontalSpacing(16)
    places.setVerticalSpacing(6)
    first = 1 if any(heads) else 0
    for column, head in enumerate(heads if first else ()):
        places.addWidget(_cell(head, "hint", is_number=column in numbers), 0, column, _TOP)
    count = len(heads)
    for row, texts in enumerate(rows, first):
        count = max(count, len(texts))
        for column, text in enumerate(texts):
            role: TextRole = "body" if column else "strong"
            places.addWidget(_cell(text, role, is_number=column in numbers), row, column, _TOP)
    for column in range(count):
        places.setColumnStretch(column, 3 if column == count - 1 else 2)
    return made


def noted_grid(rows: Iterable[Sequence[tuple[str, str]]], heads: Sequence[str]) -> QWidget:
    """Values in columns below their headings, each with what there is to add to it below it."""
    made = QWidget()
    places = QGridLayout(made)
    places.setContentsMargins(0, 0, 0, 0)
    places.setHorizontalSpacing(16)
    places.setVerticalSpacing(0)
    for place, head in enumerate(heads):
        places.addWidget(_cell(head, "hint", is_number=False), 0, place, _TOP)
        places.setColumnStretch(place, 1)
    for number, pairs in enumerate(rows):
        # A gap, the values, and the notes below them.
        row = 1 + 3 * number
        places.setRowMinimumHeight(row, 8)
        has_notes = any(note for _value, note in pairs)
        for place, (value, note) in enumerate(pairs):
            # What has no note may be as high as both.
            height = 2 if has_notes and not note else 1
            role: TextRole = "body" if place else "strong"
            places.addWidget(told(value, role), row + 1, place, height, 1, _TOP)
            if note:
                places.addWidget(told(note, "hint"), row + 2, place, _TOP)
    return made


def _cell(text: str, role: TextRole, *, is_number: bool) -> PlainLabel:
    label = told(text, role)
    if is_number:
        label.setAlignment(Qt.AlignmentFlag.AlignTrailing | _TOP)
    return label


def safety(shown: SafetySection) -> QWidget:
    """Every safety sign in a strip that does not go, or that none was noted."""
    parts: list[QWidget] = [
        MessageStrip("safety", line.signs, " ".join(filter(None, (f"{line.days}.", line.help))))
        for line in shown.lines
    ]
    return column(parts or [told(shown.nothing, "hint")])


def reminders(shown: RemindersSection) -> list[QWidget]:
    """What the reminders said, as they were told to the runner."""
    parts: list[QWidget] = []
    for line in shown.lines:
        since = told(", ".join(filter(None, (line.day, line.state))), "hint")
        parts.append(column([told(line.title, "strong"), *lines((line.why,)), since], 2))
    return [*parts, *lines((shown.more, shown.nothing), "hint")]


def column(parts: Sequence[QWidget], spacing: int = 8) -> QWidget:
    """Parts one below the other."""
    made = QWidget()
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for part in parts:
        layout.addWidget(part)
    return made


class Slotted(QWidget):
    """A place whose content is replaced as a whole."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._parts: tuple[QWidget, ...] = ()

    def put(self, *parts: QWidget) -> None:
        """Show these parts in place of the ones before; none at all hides it."""
        # Not by the things of the layout: Python may take a new one for one that is gone.
        for old in self._parts:
            self._layout.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._parts = parts
        for part in parts:
            self._layout.addWidget(part)
        self.setHidden(not parts)
