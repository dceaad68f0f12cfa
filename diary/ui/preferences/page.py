"""The base of every page of Preferences: it shows the diary and pushes what was chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from diary.domain.change import ChangeSet
from diary.domain.diary import Diary
from diary.domain.errors import InvalidValueError
from diary.services.settings import Source, reset_settings, set_settings
from diary.texts.settings import setting_label, setting_problem, typed_setting
from diary.ui.context import PageContext
from diary.ui.preferences.rows import ButtonRow, NumberRow
from diary.ui.widgets.button import push_button
from diary.ui.widgets.card import Card
from diary.ui.widgets.fields import LineField
from diary.ui.widgets.text import flowing_label
from diary.words import _


class PreferencesPage(QWidget):
    """Settings that belong together; `words` is what the search looks through.

    `order_changed` tells that parts were shown or hidden; `command_requested` carries the key of a
    menu entry.
    """

    order_changed = Signal()
    command_requested = Signal(str)
    key = ""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context
        self.title = self.heading()
        self.words = self.title
        self.setObjectName(f"preferences.{self.key}")
        self._rows: dict[str, NumberRow] = {}
        self._places: list[tuple[str, QWidget]] = []
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(20, 16, 20, 20)
        self.body.setSpacing(12)
        self.body.addWidget(flowing_label(self.title, role="title"))

    @classmethod
    def heading(cls) -> str:
        """The name of the page in the present language."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Show what is kept now; what was typed and refused stays, told by what holds now."""
        settings, formats = self.diary().settings, self.context.formats()
        for row in self._rows.values():
            was_wrong = row.is_wrong()
            row.show_value(settings, formats)
            if was_wrong:
                row.show_error(self._problem_now(row))

    def row_of(self, number: str) -> NumberRow | None:
        """Where a number of the rules is changed; None when it stands on another page."""
        return self._rows.get(number)

    def place_of(self, wanted: Sequence[str]) -> QWidget | None:
        """The first part with all of these words in it; None when the page as a whole has them."""
        places = ((words.casefold(), part) for words, part in self._places)
        return next((part for words, part in places if all(word in words for word in wanted)), None)

    def numbers(self) -> frozenset[str]:
        """The numbers of the rules that stand on the page."""
        return frozenset(self._rows)

    def can_reset(self) -> bool:
        """True when "Reset this page" has something to give back."""
        return bool(self._rows)

    def reset(self) -> None:
        """Give everything on the page its usual value again, as one step."""
        self.forget_wrong()
        at = self.context.stamp().recorded_at
        changes = reset_settings(self.diary(), self.numbers(), at)
        self.push(_("reset of “{page}”").format(page=self.title), changes)

    def first_wrong(self) -> QLineEdit | None:
        """The first field with something that was refused, once everything typed was tried."""
        for row in self._rows.values():
            row.take_typed()
        edits = self.findChildren(QLineEdit)
        return next((edit for edit in edits if edit.property("hasError")), None)

    def forget_wrong(self) -> None:
        """Show what is kept in place of everything that was refused."""
        for row in self._rows.values():
            row.forget_typed()
        for field in self.findChildren(LineField):
            field.set_error("")

    # ---- for the pages -------------------------------------------------------------------------

    def card(self, title: str, hint: str = "") -> Card:
        """A card at the end of the page."""
        card = Card(title)
        if hint:
            card.body.addWidget(flowing_label(hint, role="hint"))
        self.body.addWidget(card)
        self.add_place(f"{title} {hint}", card)
        return card

    def add_place(self, words: str, part: QWidget) -> None:
        """Let the search find a part of the page by these words."""
        self.words += f" {words}"
        self._places.append((words, part))

    def diary(self) -> Diary:
        """What is on screen, with what could not be written yet: every choice builds on that."""
        return self.context.undo.shown_diary()

    def add_numbers(self, card: Card, names: Sequence[str]) -> None:
        """Put a row for each of these numbers of the rules into a card."""
        settings, formats = self.diary().settings, self.context.formats()
        for number, name in enumerate(names):
            if number:
                line = QFrame()
                line.setFrameShape(QFrame.Shape.HLine)
                line.setProperty("kind", "hairline")
                card.body.addWidget(line)
            row = NumberRow(name, settings, formats)
            row.value_given.connect(self._on_row_value_given)
            row.reset_requested.connect(self._on_row_reset_requested)
            card.body.addWidget(row)
            self._rows[name] = row
            self.add_place(row.words, row)

    def add_numbers_help(self) -> None:
        """A link to the page of the help that says how the numbers are made."""
        link = push_button(
            _("How the numbers are made"), kind="quiet", name=f"preferences.{self.key}.numbers"
        )
        link.clicked.connect(self._on_numbers_help_clicked)
        self.body.addWidget(ButtonRow((link,)))

    def show_line(self, field: LineField, text: str) -> None:
        """Show what is kept in a line of text, unless something is being typed or was refused."""
        if not field.edit.hasFocus() and not field.edit.property("hasError"):
            field.set_text(text)

    def push(self, text: str, changes: ChangeSet, *, merge_key: str | None = None) -> bool:
        """Write a change under the name it has in the Edit menu."""
        return self.context.undo.push(text, changes, merge_key=merge_key)

    def choose(self, values: Mapping[str, object], text: str, source: Source | None = None) -> bool:
        """Write settings; raises `InvalidValueError` when they do not go together."""
        diary, at = self.diary(), self.context.stamp().recorded_at
        return self.push(text, set_settings(diary, values, at, source))

    def problem_of(self, name: str, error: InvalidValueError) -> str:
        """What to do about a number that was refused."""
        return setting_problem(error, name, self.context.formats())

    def source(self) -> Source | None:
        """Who chooses the numbers of this page; None = it does not matter."""
        return None

    @Slot(str, object)
    def _on_row_value_given(self, name: str, value: object) -> None:
        row = self._rows[name]
        text = _("setting: {name}").format(name=setting_label(name))
        try:
            self.choose({name: value}, text, self.source())
        except InvalidValueError as error:
            row.show_error(self.problem_of(name, error))
            return
        row.show_error("")
        self.refresh()

    @Slot(str)
    def _on_row_reset_requested(self, name: str) -> None:
        diary, at = self.diary(), self.context.stamp().recorded_at
        text = _("reset of “{name}”").format(name=setting_label(name))
        try:
            self.push(text, reset_settings(diary, frozenset({name}), at))
        except InvalidValueError as error:
            self._rows[name].show_error(self.problem_of(name, error))
            return
        self._rows[name].show_error("")
        self.refresh()

    @Slot()
    def _on_numbers_help_clicked(self) -> None:
        self.command_requested.emit("numbers")

    def _problem_now(self, row: NumberRow) -> str:
        """Why a number that was refused before would be refused now."""
        diary, formats = self.diary(), self.context.formats()
        try:
            value = typed_setting(row.setting, row.edit.text(), formats)
            set_settings(diary, {row.setting: value}, self.context.stamp().recorded_at)
        except InvalidValueError as error:
            return self.problem_of(row.setting, error)
        return _("This fits now. Press Enter to use it.")
