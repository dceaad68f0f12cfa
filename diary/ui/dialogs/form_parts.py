"""Parts of forms that more than one form has: labelled controls, drop-downs, notes and folds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from diary.ui.icons import show_icon
from diary.ui.theme import em, theme_watcher
from diary.ui.widgets.button import push_button
from diary.ui.widgets.text import plain_label
from diary.words import _

Key = TypeVar("Key")
_NOTE_LINES = 3


class Labelled(QWidget):
    """A control with its label above it and a line for hints and errors below it.

    A control that is not wide keeps its own width.
    """

    def __init__(self, label: str, control: QWidget, *, is_wide: bool = True) -> None:
        super().__init__()
        self.control = control
        self._below = plain_label("", role="hint", word_wrap=True)
        self._below.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(plain_label(label, role="strong"))
        side = Qt.AlignmentFlag(0) if is_wide else Qt.AlignmentFlag.AlignLeading
        layout.addWidget(control, 0, side)
        layout.addWidget(self._below)
        layout.addStretch(1)

    def say_below(self, text: str, *, is_error: bool = False) -> None:
        """Say something about the control; an empty text takes the line away."""
        self._below.set_role("error" if is_error else "hint")
        self._below.setText(text)
        self._below.setHidden(not text)
        self.control.setAccessibleDescription(text)


class ChoiceBox(QComboBox):
    """A drop-down of values with their texts; the wheel changes it only while it has the focus."""

    choice_changed = Signal(object)

    def __init__(
        self, label: str, choices: Sequence[tuple[object, str]], *, name: str | None = None
    ) -> None:
        super().__init__()
        self.setAccessibleName(label)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(5)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if name is not None:
            self.setObjectName(name)
        self._keys: list[object] = []
        self.set_choices(choices)
        self.activated.connect(self._on_activated)

    def set_choices(self, choices: Sequence[tuple[object, str]]) -> None:
        """Offer these instead; what was chosen stays chosen if it is still there."""
        chosen = self.choice() if self._keys else None
        self.clear()
        self._keys = [key for key, _text in choices]
        for _key, text in choices:
            self.addItem(text)
        self.set_choice(chosen if chosen in self._keys else self._keys[0])

    def choice(self) -> object:
        """The value chosen."""
        return self._keys[self.currentIndex()]

    def set_choice(self, key: object) -> None:
        """Choose without telling anybody; a value that is not offered chooses the first."""
        self.setCurrentIndex(self._keys.index(key) if key in self._keys else 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    @Slot(int)
    def _on_activated(self, _index: int) -> None:
        self.choice_changed.emit(self.choice())


class NoteField(QPlainTextEdit):
    """A few lines of text; Tab leaves it."""

    def __init__(self, label: str, *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme_watcher().theme_changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @Slot()
    def _on_theme_changed(self) -> None:
        self.setFixedHeight(_NOTE_LINES * em() + 18)


class Fold(QWidget):
    """A button that shows and hides what is in `body`; `folded_changed` tells the layout around."""

    fold_changed = Signal()

    def __init__(self, label: str, *, name: str) -> None:
        super().__init__()
        self.button: QPushButton = push_button(label, kind="quiet", name=name)
        self.button.setCheckable(True)
        self._inside = QWidget()
        self.body = QVBoxLayout(self._inside)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeading)
        layout.addWidget(self._inside)
        self.button.toggled.connect(self._on_button_toggled)
        self._on_button_toggled(False)

    def is_open(self) -> bool:
        """True while what is inside is shown."""
        return self.button.isChecked()

    def set_open(self, is_open: bool) -> None:
        """Show or hide what is inside."""
        self.button.setChecked(is_open)

    @Slot(bool)
    def _on_button_toggled(self, is_open: bool) -> None:
        self._inside.setVisible(is_open)
        show_icon(self.button, "chevron-up" if is_open else "chevron-down", "accent")
        self.button.setAccessibleDescription(_("open") if is_open else _("closed"))
        self.fold_changed.emit()


def two_columns() -> QGridLayout:
    """A grid of two columns of one width for fields that belong side by side."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(12)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    return grid
