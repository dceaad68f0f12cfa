"""The line at the foot: a note, what it is about, and printing; always in sight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, Qt
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from diary.domain.pt_note import TEXT_LONGEST, THE_VISIT, Pin
from diary.domain.run import Run
from diary.texts.numbers import Formats
from diary.texts.review import pin_choice
from diary.ui.dialogs.form_parts import ChoiceBox
from diary.ui.theme import em, theme_watcher
from diary.ui.widgets.button import push_button
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.text import set_plain_tooltip
from diary.words import _

_FIELD_EM = 16


class _NoteLine(QLineEdit):
    """A line that Esc empties; `entered` tells that somebody is about to write."""

    entered = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class NoteBar(QWidget):
    """`note_written` carries a text and its `Pin`; `print_requested` asks for the report."""

    note_written = Signal(str, object)
    print_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("review.note_bar")
        self.field = _NoteLine()
        self.field.setObjectName("review.note")
        self.field.setAccessibleName(_("My note"))
        self.field.setPlaceholderText(_("My note"))
        self.field.setMaxLength(TEXT_LONGEST)
        self.field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.about = ChoiceBox(_("What the note is about"), [(THE_VISIT, "")], name="review.pin_to")
        self.about.setSizeAdjustPolicy(self.about.SizeAdjustPolicy.AdjustToContents)
        self.about.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.pin = push_button(_("Pin note"), icon_name="pin", name="review.pin")
        set_plain_tooltip(self.pin, _("Enter"))
        self.print = push_button(_("Print…"), icon_name="print", name="review.print")
        set_plain_tooltip(self.print, _("Ctrl+P"))
        row = FlowLayout(self)
        row.setContentsMargins(20, 8, 20, 8)
        for part in (self.field, self.about, self.pin, self.print):
            row.addWidget(part)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.pin.clicked.connect(self._write)
        self.field.returnPressed.connect(self._write)
        self.field.entered.connect(lambda: self._show_rest(is_shown=True))
        self.field.textChanged.connect(self._on_field_text_changed)
        self.print.clicked.connect(self.print_requested)
        theme_watcher().theme_changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def offer_pins(self, pins: Sequence[Pin], runs: Mapping[str, Run], formats: Formats) -> None:
        """Let a note be about these, the first unless another is chosen, or about the visit."""
        choices = [(pin, pin_choice(pin, runs, formats)) for pin in (*pins, THE_VISIT)]
        self.about.set_choices(choices)
        self.about.set_choice(choices[0][0])

    def set_scarce(self, *, is_scarce: bool) -> None:
        """Leave printing to the menu where room is scarce, and show less until a note is begun."""
        self.print.setHidden(is_scarce)
        is_used = bool(self.field.text()) or any(each.hasFocus() for each in self.tab_stops())
        self._show_rest(is_shown=is_used or not is_scarce)

    def _show_rest(self, *, is_shown: bool) -> None:
        self.about.setVisible(is_shown)
        self.pin.setVisible(is_shown)

    def empty(self) -> None:
        """The note was kept: the line is for the next one."""
        self.field.clear()

    def tab_stops(self) -> list[QWidget]:
        """What Tab reaches, in reading order."""
        return [self.field, self.about, self.pin, self.print]

    @Slot()
    def _write(self) -> None:
        text = self.field.text().strip()
        if text:
            self.note_written.emit(text, self.about.choice())
        else:
            self.field.setFocus()

    @Slot(str)
    def _on_field_text_changed(self, text: str) -> None:
        if text:
            self._show_rest(is_shown=True)

    @Slot()
    def _on_theme_changed(self) -> None:
        self.field.setMinimumWidth(_FIELD_EM * em())
