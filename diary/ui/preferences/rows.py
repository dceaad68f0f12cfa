"""Rows of a page of Preferences: a number of a rule, buttons side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from diary.domain.errors import InvalidValueError
from diary.domain.settings import Settings
from diary.services.settings import bounds_in_use, usual_value
from diary.texts.numbers import Formats
from diary.texts.settings import (
    setting_field,
    setting_hint,
    setting_label,
    setting_problem,
    setting_value,
    typed_setting,
)
from diary.ui.theme import em, theme_watcher
from diary.ui.widgets.button import icon_button
from diary.ui.widgets.fields import mark_error
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.side_layout import SideLayout
from diary.ui.widgets.text import flowing_label, plain_label, set_plain_tooltip
from diary.words import _

_FIELD_EM = 6
_LEAST_LABEL_EM = 12


class NumberRow(QWidget):
    """One number of the rules: its words, a field, its unit; default, bounds and source below.

    `value_given` carries the name and the value (None = off) once a number was typed that can be
    read; whoever listens says with `show_error` when it is refused. `reset_requested` carries the
    name of a number that is to have its usual value again. Where there is little room the words
    stand above the field.
    """

    value_given = Signal(str, object)
    reset_requested = Signal(str)

    def __init__(self, setting: str, settings: Settings, formats: Formats) -> None:
        super().__init__()
        self.setting = setting
        self._settings, self._formats = settings, formats
        self.label = setting_label(setting)
        self.words = f"{self.label} {setting}"
        self.setObjectName(f"preferences.{setting}")
        self.edit = QLineEdit()
        self.edit.setObjectName(f"preferences.{setting}.edit")
        self.edit.editingFinished.connect(self.take_typed)
        self._unit = plain_label("", role="hint")
        self.reset_button = icon_button("undo", "", name=f"preferences.{setting}.reset")
        self.reset_button.clicked.connect(self._on_reset_clicked)
        # Its place is kept, so that nothing moves under the hand that has just typed.
        policy = self.reset_button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.reset_button.setSizePolicy(policy)
        self._below = flowing_label("", role="hint")
        self._lay_out()
        self.show_value(settings, formats)
        theme_watcher().theme_changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_value(self, settings: Settings, formats: Formats) -> None:
        """Show what is kept; something else that was typed and not taken stays, told anew."""
        self._settings, self._formats = settings, formats
        value, usual = settings.in_use(self.setting), usual_value(settings, self.setting)
        text, unit = setting_field(self.setting, value, formats)
        self._unit.setText(unit)
        self.edit.setAccessibleName(f"{self.label}, {unit}".rstrip(", "))
        back = _("Back to the default {value}: {name}").format(
            value=setting_value(self.setting, usual, formats), name=self.label
        )
        self.reset_button.setAccessibleName(back)
        set_plain_tooltip(self.reset_button, back)
        if not self.edit.isModified():
            self.edit.setText(text)
            self.show_error("")
        self.reset_button.setVisible(self.is_wrong() or value != usual)

    def show_error(self, error: str) -> None:
        """Say below the field what to do; an empty text brings the hint back.

        What was refused stays in the field until it is right.
        """
        self.edit.setModified(bool(error))
        hint = setting_hint(
            self.setting,
            self._formats,
            usual_value(self._settings, self.setting),
            bounds_in_use(self._settings, self.setting),
        )
        self._below.set_role("error" if error else "hint")
        self._below.setText(error or hint)
        self.edit.setAccessibleDescription(error or hint)
        mark_error(self.edit, is_wrong=bool(error))
        if error:
            self.reset_button.show()

    def is_wrong(self) -> bool:
        """True while a number stands in the field that was refused."""
        return bool(self.edit.property("hasError"))

    def forget_typed(self) -> None:
        """Show what is kept in place of what was typed."""
        self.edit.setModified(False)
        self.show_value(self._settings, self._formats)

    @Slot()
    def take_typed(self) -> None:
        """Give away what was typed, if anything was."""
        if not self.edit.isModified():
            return
        try:
            value = typed_setting(self.setting, self.edit.text(), self._formats)
        except InvalidValueError as error:
            self.show_error(setting_problem(error, self.setting, self._formats))
            return
        self.value_given.emit(self.setting, value)

    def _lay_out(self) -> None:
        field = QWidget()
        line = QHBoxLayout(field)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for part in (self.edit, self._unit, self.reset_button):
            line.addWidget(part)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        self._beside = SideLayout(layout)
        self._beside.addWidget(flowing_label(self.label))
        self._beside.addWidget(field)
        layout.addWidget(self._below)

    @Slot()
    def _on_reset_clicked(self) -> None:
        # The button may go with the click; the keyboard stays at its row.
        self.edit.setFocus()
        self.edit.setModified(False)
        self.reset_requested.emit(self.setting)

    @Slot()
    def _on_theme_changed(self) -> None:
        self.edit.setFixedWidth(_FIELD_EM * em())
        self._beside.set_least_width(_LEAST_LABEL_EM * em())
        self._unit.setFixedWidth(max(self._unit.sizeHint().width(), 4 * em()))


class ButtonRow(QWidget):
    """Buttons side by side at the start of a line, on more lines where there is no room."""

    def __init__(self, buttons: Sequence[QWidget]) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        line = FlowLayout(self)
        for button in buttons:
            line.addWidget(button)
