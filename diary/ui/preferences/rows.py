"""Rows of a page of Preferences: a number of a rule, a line of text, a choice."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from diary.domain.errors import InvalidValueError
from diary.texts.numbers import Formats
from diary.texts.settings import (
    setting_field,
    setting_hint,
    setting_label,
    setting_problem,
    typed_setting,
)
from diary.ui.theme import em, theme_watcher
from diary.ui.widgets.fields import mark_error
from diary.ui.widgets.text import flowing_label, plain_label

_FIELD_EM = 6


class NumberRow(QWidget):
    """One number of the rules: its words, a field, its unit; default, bounds and source below.

    `value_given` carries the name and the value (None = off) once a number was typed that can be
    read; whoever listens says with `show_error` when it is refused.
    """

    value_given = Signal(str, object)

    def __init__(self, setting: str, formats: Formats) -> None:
        super().__init__()
        self.setting = setting
        self._formats = formats
        self.setObjectName(f"preferences.{setting}")
        self.words = f"{setting_label(setting)} {setting}"
        label = flowing_label(setting_label(setting))
        _value, unit = setting_field(setting, None, formats)
        self.edit = QLineEdit()
        self.edit.setObjectName(f"preferences.{setting}.edit")
        self.edit.setAccessibleName(f"{setting_label(setting)}, {unit}".rstrip(", "))
        self.edit.editingFinished.connect(self._on_editing_finished)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(label, 1)
        line.addWidget(self.edit)
        self._unit = plain_label(unit, role="hint")
        line.addWidget(self._unit)
        self._below = flowing_label("", role="hint")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(line)
        layout.addWidget(self._below)
        theme_watcher().theme_changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_value(self, value: float | None, formats: Formats) -> None:
        """Show what is kept, unless something else was typed and not taken yet."""
        self._formats = formats
        text, unit = setting_field(self.setting, value, formats)
        self._unit.setText(unit)
        if not self.edit.isModified():
            self.edit.setText(text)
            self.show_error("")

    def show_error(self, error: str) -> None:
        """Say below the field what to do; an empty text brings the hint back.

        What was refused stays in the field until it is right.
        """
        self.edit.setModified(bool(error))
        hint = setting_hint(self.setting, self._formats)
        self._below.set_role("error" if error else "hint")
        self._below.setText(error or hint)
        self.edit.setAccessibleDescription(error or hint)
        mark_error(self.edit, is_wrong=bool(error))

    @Slot()
    def _on_editing_finished(self) -> None:
        if not self.edit.isModified():
            return
        try:
            value = typed_setting(self.setting, self.edit.text(), self._formats)
        except InvalidValueError as error:
            self.show_error(setting_problem(error, self.setting, self._formats))
            return
        self.value_given.emit(self.setting, value)

    @Slot()
    def _on_theme_changed(self) -> None:
        self.edit.setFixedWidth(_FIELD_EM * em())
        widest = max(self._unit.sizeHint().width(), 4 * em())
        self._unit.setFixedWidth(widest)


class ButtonRow(QWidget):
    """Buttons side by side at the start of a line."""

    def __init__(self, buttons: Sequence[QWidget]) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for button in buttons:
            line.addWidget(button)
        line.addStretch(1)
