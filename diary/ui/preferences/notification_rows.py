"""Rows of choices about the time outside the window: a switch with what it means, a time of day."""

from __future__ import annotations

from datetime import time

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from diary.domain.errors import InvalidValueError
from diary.domain.typed_time import parse_time_of_day
from diary.ui.theme import em, theme_watcher
from diary.ui.widgets.chip import TickChip
from diary.ui.widgets.fields import mark_error
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.text import flowing_label, plain_label
from diary.words import _

_FIELD_EM = 5


class SwitchRow(QWidget):
    """A tick with a line below it that says what it means; `chosen` carries whether it is on."""

    chosen = Signal(bool)

    def __init__(self, label: str, hint: str, *, name: str) -> None:
        super().__init__()
        self.tick = TickChip(label, name=name)
        self.tick.clicked.connect(self.chosen)
        self._hint = flowing_label("", role="hint")
        line = QWidget()
        FlowLayout(line).addWidget(self.tick)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        # The ring of the focus stands around the tick.
        layout.setSpacing(6)
        layout.addWidget(line)
        layout.addWidget(self._hint)
        self.say(hint)

    def say(self, hint: str) -> None:
        """Say something else below the tick."""
        self._hint.setText(hint)
        self._hint.setHidden(not hint)
        self.tick.setAccessibleDescription(hint)

    def show_choice(self, *, is_on: bool, is_possible: bool = True) -> None:
        """Show whether it is on, and whether it can be chosen now."""
        self.tick.setChecked(is_on)
        self.tick.setEnabled(is_possible)


class TimeField(QWidget):
    """A time of day behind its word; `time_given` comes once one was typed that can be read."""

    time_given = Signal(object)

    def __init__(self, word: str, label: str, *, name: str) -> None:
        super().__init__()
        self._shown = time()
        self.edit = QLineEdit()
        self.edit.setObjectName(name)
        self.edit.setAccessibleName(label)
        self.edit.editingFinished.connect(self.take_typed)
        self._error = plain_label("", role="error")
        self._error.hide()
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(plain_label(word))
        line.addWidget(self.edit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(line)
        layout.addWidget(self._error)
        theme_watcher().theme_changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_time(self, at: time) -> None:
        """Show what is kept; something else that was typed and refused stays."""
        self._shown = at
        if not self.edit.isModified():
            self._put_back()

    def forget_typed(self) -> None:
        """Show what is kept in place of what was typed."""
        self._put_back()

    @Slot()
    def take_typed(self) -> None:
        """Give away what was typed, if anything was."""
        if not self.edit.isModified():
            return
        try:
            at = parse_time_of_day(self.edit.text())
        except InvalidValueError:
            self._show_error(_("Type a time such as 20:00."))
            return
        self._shown = at
        self._put_back()
        self.time_given.emit(at)

    def _put_back(self) -> None:
        self.edit.setText(f"{self._shown:%H:%M}")
        self.edit.setModified(False)
        self._show_error("")

    def _show_error(self, error: str) -> None:
        self._error.setText(error)
        self._error.setHidden(not error)
        self.edit.setAccessibleDescription(error)
        mark_error(self.edit, is_wrong=bool(error))

    @Slot()
    def _on_theme_changed(self) -> None:
        self.edit.setFixedWidth(_FIELD_EM * em())
