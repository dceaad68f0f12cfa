"""The base of every page of Preferences: it shows the diary and pushes what was chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from diary.domain.change import ChangeSet
from diary.domain.errors import InvalidValueError
from diary.services.settings import Source, reset_settings, set_settings
from diary.texts.settings import setting_label, setting_problem
from diary.ui.context import PageContext
from diary.ui.preferences.rows import NumberRow
from diary.ui.widgets.card import Card
from diary.ui.widgets.text import flowing_label
from diary.words import _


class PreferencesPage(QWidget):
    """Settings that belong together; `words` is what the search looks through.

    `order_changed` tells that rows were shown or hidden.
    """

    order_changed = Signal()
    key = ""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context
        self.title = self.heading()
        self.words = self.title
        self.setObjectName(f"preferences.{self.key}")
        self._rows: dict[str, NumberRow] = {}
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(20, 16, 20, 20)
        self.body.setSpacing(12)
        self.body.addWidget(flowing_label(self.title, role="title"))

    @classmethod
    def heading(cls) -> str:
        """The name of the page in the present language."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Show what is kept now."""
        settings, formats = self.context.journal.diary.settings, self.context.formats()
        for name, row in self._rows.items():
            row.show_value(getattr(settings, name), formats)

    def can_reset(self) -> bool:
        """True when "Reset this page" has something to give back."""
        return bool(self._rows)

    def reset(self) -> None:
        """Give everything on the page its usual value again, as one step."""
        for row in self._rows.values():
            row.show_error("")
        at = self.context.stamp().recorded_at
        changes = reset_settings(self.context.journal.diary, frozenset(self._rows), at)
        self.push(_("reset of “{page}”").format(page=self.title), changes)

    # ---- for the pages -------------------------------------------------------------------------

    def card(self, title: str, hint: str = "") -> Card:
        """A card at the end of the page."""
        card = Card(title)
        if hint:
            card.body.addWidget(flowing_label(hint, role="hint"))
        self.body.addWidget(card)
        self.words += f" {title} {hint}"
        return card

    def add_numbers(self, card: Card, names: Sequence[str]) -> None:
        """Put a row for each of these numbers of the rules into a card."""
        for number, name in enumerate(names):
            if number:
                line = QFrame()
                line.setFrameShape(QFrame.Shape.HLine)
                line.setProperty("kind", "hairline")
                card.body.addWidget(line)
            row = NumberRow(name, self.context.formats())
            row.value_given.connect(self._on_row_value_given)
            card.body.addWidget(row)
            self._rows[name] = row
            self.words += f" {row.words}"

    def push(self, text: str, changes: ChangeSet, *, merge_key: str | None = None) -> bool:
        """Write a change under the name it has in the Edit menu."""
        return self.context.undo.push(text, changes, merge_key=merge_key)

    def choose(self, values: Mapping[str, object], text: str, source: Source | None = None) -> bool:
        """Write settings; raises `InvalidValueError` when they do not go together."""
        diary, at = self.context.journal.diary, self.context.stamp().recorded_at
        return self.push(text, set_settings(diary, values, at, source))

    def _on_row_value_given(self, name: str, value: object) -> None:
        row, formats = self._rows[name], self.context.formats()
        try:
            self.choose({name: value}, _("setting: {name}").format(name=setting_label(name)))
        except InvalidValueError as error:
            row.show_error(setting_problem(error, name, formats))
            return
        row.show_error("")
        self.refresh()
