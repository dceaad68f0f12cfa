"""Form fields: a labelled line of text with its error below it, and a row of choices."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from diary.ui.widgets.chip import ChoiceChip
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.one_stop import OneStopGroup
from diary.ui.widgets.text import plain_label


def mark_error(edit: QLineEdit, *, is_wrong: bool) -> None:
    """Draw a line of text as one that has to be corrected, or as usual."""
    if bool(edit.property("hasError")) != is_wrong:
        edit.setProperty("hasError", is_wrong)
        edit.style().unpolish(edit)
        edit.style().polish(edit)


class LineField(QWidget):
    """A label above a line of text, a unit beside it, and a hint or an error below it.

    ``edit`` is the line itself. An error begins with what to do and is read with the field.
    """

    def __init__(
        self, label: str, *, unit: str = "", hint: str = "", name: str | None = None
    ) -> None:
        super().__init__()
        self._hint = hint
        self.edit = QLineEdit()
        self.edit.setAccessibleName(f"{label}, {unit}" if unit else label)
        if name is not None:
            self.setObjectName(name)
            self.edit.setObjectName(f"{name}.edit")
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.edit, 1)
        if unit:
            line.addWidget(plain_label(unit, role="hint"))
        self._below = plain_label("", role="hint", word_wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(plain_label(label, role="strong"))
        layout.addLayout(line)
        layout.addWidget(self._below)
        # Beside a field with a longer error this one keeps to the top.
        layout.addStretch(1)
        self.set_error("")

    def text(self) -> str:
        """Return what is typed, without blanks around it."""
        return self.edit.text().strip()

    def set_text(self, text: str) -> None:
        """Show a text and take an error away."""
        self.edit.setText(text)
        self.set_error("")

    def set_hint(self, hint: str) -> None:
        """Say something else below the line while nothing is wrong, and take an error away."""
        self._hint = hint
        self.set_error("")

    def set_error(self, error: str) -> None:
        """Show an error below the line; an empty one brings the hint back."""
        self._below.set_role("error" if error else "hint")
        self._below.setText(error or self._hint)
        self._below.setHidden(not (error or self._hint))
        self.edit.setAccessibleDescription(error or self._hint)
        mark_error(self.edit, is_wrong=bool(error))
        self._has_error = bool(error)

    def has_error(self) -> bool:
        """Return whether an error stands below the line."""
        return self._has_error


class ChoiceRow(QWidget):
    """One of several choices, or no answer yet; ``choice_changed`` carries the key or ``None``.

    The row is one tab stop: arrow keys choose, Delete takes the answer back. The signal is emitted
    only for what the person did. Object names are the row's name, a dot and the key.
    """

    choice_changed = Signal(object)

    def __init__(self, label: str, choices: Mapping[str, str], *, name: str | None = None) -> None:
        super().__init__()
        if name is not None:
            self.setObjectName(name)
        self.setAccessibleName(label)
        self._keys = tuple(choices)
        self._chosen: str | None = None
        self._chips: list[ChoiceChip] = []
        layout = FlowLayout(self)
        for key, text in choices.items():
            chip = ChoiceChip(text, name=None if name is None else f"{name}.{key}")
            chip.setAccessibleDescription(label)
            chip.clicked.connect(self._on_chip_clicked)
            layout.addWidget(chip)
            self._chips.append(chip)
        self._group = OneStopGroup(self, self._chips)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def choice(self) -> str | None:
        """Return the key chosen; ``None`` while there is no answer."""
        return self._chosen

    def set_choice(self, key: str | None) -> None:
        """Show a choice or none, without telling anybody."""
        self._chosen = key
        self._group.choose(None if key is None else self._keys.index(key))

    def set_proposed(self, key: str | None) -> None:
        """Draw one choice dotted: it is likely, but it is not the answer until it is chosen."""
        for own_key, chip in zip(self._keys, self._chips, strict=True):
            chip.is_proposed = own_key == key
            chip.update()

    def chip(self, key: str) -> ChoiceChip:
        """Return the chip of a key."""
        return self._chips[self._keys.index(key)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._choose(None)
        elif key in {Qt.Key.Key_Space, Qt.Key.Key_Select}:
            self._choose(self._keys[self._focused_place()])
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif key in {Qt.Key.Key_Right, Qt.Key.Key_Left}:
            is_left_to_right = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
            self._step(1 if (key == Qt.Key.Key_Right) == is_left_to_right else -1)
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        self._choose(self._keys[(self._focused_place() + by) % len(self._keys)])

    def _focused_place(self) -> int:
        focused = [place for place, chip in enumerate(self._chips) if chip.hasFocus()]
        return focused[0] if focused else (self._group.chosen() or 0)

    def _choose(self, key: str | None) -> None:
        if key != self._chosen:
            self.set_choice(key)
            self.choice_changed.emit(key)

    @Slot()
    def _on_chip_clicked(self) -> None:
        place = self._group.chosen()
        if place is not None:
            self._choose(self._keys[place])
