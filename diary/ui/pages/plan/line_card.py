"""A card of lines, each with a detail below it and its actions beside it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from diary.ui.theme import theme_watcher
from diary.ui.widgets.button import push_button
from diary.ui.widgets.card import Card
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.side_layout import GAP, SideLayout
from diary.ui.widgets.text import flowing_label, plain_label
from diary.words import _


class Line(NamedTuple):
    """One line; `actions` are (key, text) pairs."""

    id: str
    text: str
    detail: str
    actions: tuple[tuple[str, str], ...]


class LineRow(QWidget):
    """`action_requested` carries the key of an action and the id of the line."""

    action_requested = Signal(str, str)

    def __init__(self, line: Line, name: str) -> None:
        super().__init__()
        self.line = line
        self.setObjectName(f"{name}.{line.id}")
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(flowing_label(line.text))
        if line.detail:
            column.addWidget(plain_label(line.detail, role="hint", word_wrap=True))
        actions = QWidget()
        flow = FlowLayout(actions)
        self.buttons: dict[str, QPushButton] = {}
        for key, text in line.actions:
            button = push_button(text, kind="quiet", name=f"{name}.{line.id}.{key}")
            spoken = _("{action}: {what}").format(action=text, what=line.text)
            button.setAccessibleName(spoken)
            button.clicked.connect(lambda _on=False, key=key: self._ask(key))
            flow.addWidget(button)
            self.buttons[key] = button
        # Stands for actions that other lines have besides.
        self._gap = QWidget()
        self._gap.hide()
        flow.addWidget(self._gap)
        row = SideLayout(self)
        row.addWidget(words)
        row.addWidget(actions)

    def widths(self) -> list[int]:
        """How wide each action wants to be."""
        return [each.sizeHint().width() for each in self.buttons.values()]

    def line_up(self, widths: Sequence[int]) -> None:
        """Make the actions as wide as those of the other lines, one column for each."""
        for button, width in zip(self.buttons.values(), widths, strict=False):
            button.setMinimumWidth(width)
        missing = widths[len(self.buttons) :]
        self._gap.setFixedSize(sum(missing) + GAP * max(len(missing) - 1, 0), 1)
        self._gap.setHidden(not missing)

    def _ask(self, key: str) -> None:
        self.action_requested.emit(key, self.line.id)


class LineCard(Card):
    """The first lines of a list, and a button for more.

    `action_requested` as of `LineRow`; `order_changed` tells that there are other stops.
    """

    action_requested = Signal(str, str)
    order_changed = Signal()

    def __init__(self, title: str, *, name: str, at_first: int = 6) -> None:
        super().__init__(title, name=name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._rows: list[LineRow] = []
        self._lines: tuple[Line, ...] = ()
        self._at_first = self._most = at_first
        self._room = QVBoxLayout()
        self._room.setSpacing(6)
        self.hint = plain_label("", role="hint", word_wrap=True)
        self.hint.hide()
        self.more = push_button(_("Show more"), kind="quiet", name=f"{name}.more")
        self.more.clicked.connect(self._on_more_clicked)
        aside = QWidget()
        FlowLayout(aside).addWidget(self.more)
        self.body.addWidget(self.hint)
        self.body.addLayout(self._room)
        self.body.addWidget(aside)
        self.more.hide()
        theme_watcher().theme_changed.connect(self._line_up)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines; what has not changed keeps its widgets and the focus."""
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        self._refill()

    def say_hint(self, text: str) -> None:
        """Say something above the lines; an empty text takes it away."""
        self.hint.setText(text)
        self.hint.setHidden(not text)

    def stops(self) -> list[QWidget]:
        """What Tab reaches, in order."""
        stops: list[QWidget] = [each for row in self._rows for each in row.buttons.values()]
        return stops if self.more.isHidden() else [*stops, self.more]

    def row(self, line_id: str) -> LineRow | None:
        """The row of a line; None = it is not shown."""
        return next((row for row in self._rows if row.line.id == line_id), None)

    def _refill(self) -> None:
        shown = self._lines[: self._most]
        kept = {row.line: row for row in self._rows if row.line in shown}
        for old in self._rows:
            if kept.get(old.line) is not old:
                old.hide()
                old.setObjectName("")
                self._room.removeWidget(old)
                old.deleteLater()
        self._rows = []
        for place, line in enumerate(shown):
            row = kept.get(line)
            if row is None:
                row = LineRow(line, self.objectName())
                row.action_requested.connect(self.action_requested)
            if self._room.indexOf(row) != place:
                self._room.removeWidget(row)
                self._room.insertWidget(place, row)
            self._rows.append(row)
        self._line_up()
        self.more.setHidden(len(self._lines) <= self._most)
        self.order_changed.emit()

    @Slot()
    def _line_up(self) -> None:
        columns = zip_longest(*(row.widths() for row in self._rows), fillvalue=0)
        widths = [max(each) for each in columns]
        for row in self._rows:
            row.line_up(widths)

    @Slot()
    def _on_more_clicked(self) -> None:
        before = len(self._rows)
        self._most += 4 * self._at_first
        self._refill()
        first = self._rows[before].buttons if len(self._rows) > before else {}
        for button in list(first.values())[:1]:
            button.setFocus()
