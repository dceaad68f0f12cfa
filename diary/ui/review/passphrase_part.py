"""Asks for the passphrase of a file; after three wrong ones there is a pause."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from diary.domain.hand_over import PASSPHRASE_LONGEST
from diary.texts.review import pause_text, tries_text
from diary.ui.review.reading import TRIES, ReviewEntry
from diary.ui.theme import em, theme_watcher
from diary.ui.widgets.announce import announce
from diary.ui.widgets.button import push_button
from diary.ui.widgets.chip import TickChip
from diary.ui.widgets.fields import LineField
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.text import plain_label
from diary.words import _

_LOOK_MS = 250
_WIDTH_EM = 26


class PassphrasePart(QWidget):
    """`passphrase_typed` carries it; `pause_s` tells how long the next try of a file is shut."""

    passphrase_typed = Signal(str)

    def __init__(self, pause_s: Callable[[ReviewEntry], float]) -> None:
        super().__init__()
        self.setObjectName("review.locked")
        self._pause_s = pause_s
        self._entry: ReviewEntry | None = None
        self._title = plain_label(_("This file has a passphrase"), role="card_title")
        said = _("Whoever made the file chose it and can tell you.")
        self._hint = plain_label(said, role="hint", word_wrap=True)
        self.field = LineField(_("Passphrase"), name="review.passphrase")
        self.field.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.edit.setMaxLength(PASSPHRASE_LONGEST)
        self.show_it = TickChip(_("Show"), name="review.passphrase.show")
        self.open = push_button(_("Open"), kind="primary", name="review.passphrase.open")
        self._look_again = QTimer(self)
        self._look_again.setInterval(_LOOK_MS)
        self._look_again.timeout.connect(self.look)
        self._inside = QWidget()
        self._lay_out()
        self.show_it.clicked.connect(self._on_show_it_clicked)
        self.open.clicked.connect(self._send)
        self.field.edit.returnPressed.connect(self._send)
        theme_watcher().theme_changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_entry(self, entry: ReviewEntry, *, is_tried: bool, is_next: bool = False) -> None:
        """Ask for the passphrase of this file.

        `is_tried` while one is being tried, `is_next` while it waits for another file.
        """
        is_under_way = is_tried or is_next
        if entry is not self._entry or not is_under_way:
            self.field.edit.clear()
        self._entry = entry
        self.open.setText(_("Opening…") if is_under_way else _("Open"))
        self._enable(is_open=not is_under_way)
        waiting = _("Another file is still being read. This passphrase is tried right after it.")
        self.field.set_hint(waiting if is_next else "")
        if is_under_way:
            if is_next:
                announce(self, waiting)
            return
        self.look()
        announce(self, self.field.edit.accessibleDescription() or self._title.text())

    def forget(self) -> None:
        """Forget what was typed."""
        self._entry = None
        self._look_again.stop()
        self.field.edit.clear()

    def take_focus(self) -> None:
        """Put the focus into the line."""
        self.field.edit.setFocus()

    @Slot()
    def look(self) -> None:
        """Say what is so now: wrong, in a pause, or open for the next try."""
        if self._entry is None:
            return
        pause_s = self._pause_s(self._entry)
        if pause_s > 0:
            self.field.set_error(pause_text(math.ceil(pause_s)))
            self._look_again.start()
        else:
            self._look_again.stop()
            wrong, problem = self._entry.wrong, self._entry.problem
            left = tries_text(TRIES - wrong) if wrong else ""
            self.field.set_error(" ".join(filter(None, (problem if wrong else "", left))))
        self._enable(is_open=pause_s <= 0)

    def _lay_out(self) -> None:
        buttons = QWidget()
        row = FlowLayout(buttons)
        row.addWidget(self.open)
        row.addWidget(self.show_it)
        column = QVBoxLayout(self._inside)
        column.setSpacing(12)
        for part in (self._title, self._hint, self.field, buttons):
            column.addWidget(part)
        column.insertStretch(0, 2)
        column.addStretch(3)
        middle = QHBoxLayout(self)
        middle.addStretch(1)
        # The column takes everything up to its greatest width.
        middle.addWidget(self._inside, 1000)
        middle.addStretch(1)

    def _enable(self, *, is_open: bool) -> None:
        # The line keeps the focus while a passphrase is tried.
        self.field.edit.setReadOnly(not is_open)
        self.open.setEnabled(is_open)

    @Slot()
    def _send(self) -> None:
        text = self.field.edit.text()
        if text and self.open.isEnabled():
            self.passphrase_typed.emit(text)

    @Slot(bool)
    def _on_show_it_clicked(self, is_on: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if is_on else QLineEdit.EchoMode.Password
        self.field.edit.setEchoMode(mode)

    @Slot()
    def _on_theme_changed(self) -> None:
        self._inside.setMaximumWidth(_WIDTH_EM * em())
