"""The contents of the help: a field to find words, and the pages with the sections of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from diary.ui.dialogs.form_parts import ChoiceBox
from diary.ui.icons import add_clear_button
from diary.ui.theme import em, theme_watcher
from diary.words import _

_WIDTH_EM = 19
# Bar, edges and scroll bar beside the text of a row.
_AROUND_EM = 4
_PLACE_ROLE = Qt.ItemDataRole.UserRole
# Before the heading of a section; a list has no other way to set it off.
_INDENT = "    "


class _FindField(QLineEdit):
    """Takes Enter for itself: it would otherwise press the main button of the dialog."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()


class HelpContents(QWidget):
    """`place_picked` carries a page and a section; `words_changed` what is looked for.

    `next_requested` asks for the next place of these words. In compact form the pages are a
    drop-down without sections.
    """

    place_picked = Signal(str, str)
    words_changed = Signal(str)
    next_requested = Signal(str)

    def __init__(self, titles: Mapping[str, str]) -> None:
        super().__init__()
        self._titles = dict(titles)
        self._offered = list(titles)
        self._topic = ""
        self._sections: Sequence[tuple[str, str]] = ()
        self.find_field = _FindField()
        self.find_field.setObjectName("help.find")
        self.find_field.setPlaceholderText(_("Find in help"))
        self.find_field.setAccessibleName(_("Find in help"))
        add_clear_button(self.find_field)
        self.find_field.textChanged.connect(self._on_find_field_text_changed)
        self.find_field.returnPressed.connect(self._on_find_field_return_pressed)
        self.list = QListWidget()
        self.list.setObjectName("help.contents")
        self.list.setAccessibleName(_("Contents"))
        self.list.setProperty("kind", "sidebar")
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._on_list_current_item_changed)
        self.choice = ChoiceBox(_("Contents"), list(self._titles.items()), name="help.choice")
        self.choice.choice_changed.connect(self._on_choice_changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self.find_field, self.list, self.choice):
            layout.addWidget(part)
        self._is_compact = False
        theme_watcher().theme_changed.connect(self._lay_out)
        self._lay_out()

    def set_compact(self, *, is_compact: bool) -> None:
        """Show the list beside the page or a drop-down above it."""
        self._is_compact = is_compact
        self._lay_out()

    def show_place(self, topic: str, section: str, sections: Sequence[tuple[str, str]]) -> None:
        """Mark where the reader is; `sections` are those of the page."""
        self._topic, self._sections = topic, sections
        self._fill(section)
        self.choice.set_choice(topic)

    def offer(self, topics: Sequence[str]) -> None:
        """Show these pages only."""
        self._offered = list(topics)
        self._fill("")
        self.choice.setEnabled(bool(topics))
        if topics:
            self.choice.set_choices([(topic, self._titles[topic]) for topic in topics])
            self.choice.set_choice(self._topic)

    def titles(self) -> list[str]:
        """The pages that are shown, by name."""
        return [self._titles[topic] for topic in self._offered]

    def _fill(self, section: str) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for topic in self._offered:
            self._add(topic, "", self._titles[topic])
            if topic == self._topic:
                for key, heading in self._sections:
                    self._add(topic, key, f"{_INDENT}{heading}")
        for row in range(self.list.count()):
            if self.list.item(row).data(_PLACE_ROLE) == (self._topic, section):
                self.list.setCurrentRow(row)
        self.list.blockSignals(False)

    def _add(self, topic: str, section: str, text: str) -> None:
        entry = QListWidgetItem(text, self.list)
        entry.setData(_PLACE_ROLE, (topic, section))
        room = QRect(0, 0, round((_WIDTH_EM - _AROUND_EM) * em()), 10_000)
        flags = int(Qt.TextFlag.TextWordWrap)
        needed = self.list.fontMetrics().boundingRect(room, flags, text).height()
        entry.setSizeHint(QSize(0, needed + em()))

    @Slot()
    def _lay_out(self) -> None:
        self.list.setHidden(self._is_compact)
        self.choice.setHidden(not self._is_compact)
        self.setMaximumWidth(16_777_215 if self._is_compact else _WIDTH_EM * em())
        self.setMinimumWidth(0 if self._is_compact else _WIDTH_EM * em())

    @Slot(QListWidgetItem, QListWidgetItem)
    def _on_list_current_item_changed(
        self, now: QListWidgetItem | None, _before: QListWidgetItem | None
    ) -> None:
        if now is not None:
            topic, section = now.data(_PLACE_ROLE)
            self.place_picked.emit(topic, section)

    @Slot(object)
    def _on_choice_changed(self, topic: object) -> None:
        self.place_picked.emit(str(topic), "")

    @Slot(str)
    def _on_find_field_text_changed(self, text: str) -> None:
        self.words_changed.emit(text.strip())

    @Slot()
    def _on_find_field_return_pressed(self) -> None:
        self.next_requested.emit(self.find_field.text().strip())
