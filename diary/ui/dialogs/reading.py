"""Dialogs that only tell something: help pages, the list of keys, files that could not be read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent, QTextBlock, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from diary.paths import resource_path
from diary.ui.theme import em
from diary.ui.widgets.button import push_button
from diary.ui.widgets.scroll import VerticalScroll
from diary.ui.widgets.text import PlainLabel, plain_label
from diary.words import _

_WIDTH_EM, _HEIGHT_EM = 40, 30
_MARGIN = 20


class ReadingDialog(QDialog):
    """A titled dialog with one button, Close; Esc and Enter close it too."""

    def __init__(self, title: str, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.close_button = push_button(_("Close"), kind="primary", name=f"{name}.close")
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        self._buttons.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, 16)
        layout.setSpacing(16)
        layout.addLayout(self.body, 1)
        layout.addLayout(self._buttons)

    def add_main_button(self, button: QPushButton) -> None:
        """Put a button beside Close that is what most people want; Enter presses it."""
        self._buttons.addWidget(button)
        self.close_button.setProperty("kind", "plain")
        button.setDefault(True)

    def _widen(self, height_em: int) -> None:
        fit_to_text(self, _WIDTH_EM, height_em)


class HelpDialog(ReadingDialog):
    """A page of the help, from `resources/help/<topic>.md`; only texts of our own are shown.

    `section` is the heading the page opens at, in small letters with hyphens: `disk-full`.
    `rows` are what is so on this computer, such as a place and its folder; they stand above.
    """

    def __init__(
        self,
        topic: str,
        title: str,
        parent: QWidget | None = None,
        *,
        section: str = "",
        rows: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(title, name=f"help.{topic}", parent=parent)
        self._section = section
        if rows:
            self.body.addWidget(_selectable_rows(rows))
        self.browser = QTextBrowser()
        self.browser.setObjectName(f"help.{topic}.text")
        self.browser.setAccessibleName(title)
        self.browser.setOpenLinks(False)
        text = resource_path("help", f"{topic}.md").read_text(encoding="utf-8")
        self.browser.setMarkdown(text)
        self.body.addWidget(self.browser, 1)
        self._widen(_HEIGHT_EM)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Where a heading stands is known only once the page has its width.
        self.go_to_section(self._section)

    def sections(self) -> list[str]:
        """What `section` can be on this page."""
        return list(self._headings())

    def go_to_section(self, section: str) -> None:
        """Scroll so that a heading stands on top; an unknown one leaves the page as it is."""
        block = self._headings().get(section)
        if block is None:
            return
        cursor = QTextCursor(block)
        self.browser.setTextCursor(cursor)
        place = self.browser.cursorRect(cursor).top()
        bar = self.browser.verticalScrollBar()
        bar.setValue(bar.value() + place - self.browser.fontMetrics().height() // 2)

    def _headings(self) -> dict[str, QTextBlock]:
        found, block = {}, self.browser.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel():
                found[section_key(block.text())] = block
            block = block.next()
        return found


class TextDialog(ReadingDialog):
    """A few paragraphs; those that can be selected are paths and versions."""

    def __init__(
        self, title: str, paragraphs: Sequence[str], *, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, name=name, parent=parent)
        for number, text in enumerate(paragraphs):
            label = plain_label(text, role="card_title" if number == 0 else "body", word_wrap=True)
            label.setMinimumWidth(24 * em())
            if number:
                # By mouse only: a tab stop on every paragraph would be in the way.
                label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.body.addWidget(label)
        self.body.addStretch(1)


class ListDialog(ReadingDialog):
    """Lines of two columns under a sentence, such as keys and what they do."""

    def __init__(
        self,
        title: str,
        sentence: str,
        rows: Sequence[tuple[str, str]],
        *,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, name=name, parent=parent)
        if sentence:
            self.body.addWidget(plain_label(sentence, word_wrap=True))
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for number, (left, right) in enumerate(rows):
            grid.addWidget(_cell(left, "strong"), number, 0)
            grid.addWidget(_cell(right, "body"), number, 1)
        grid.setRowStretch(len(rows), 1)
        self.body.addWidget(VerticalScroll(content, name=f"{name}.scroll"), 1)
        self._widen(min(_HEIGHT_EM, 10 + 2 * len(rows)))


def section_key(heading: str) -> str:
    """The name of a section: letters and digits of its heading with hyphens between words."""
    return "-".join(re.findall(r"\w+", heading.casefold()))


def fit_to_text(dialog: QWidget, width_em: int, height_em: int) -> None:
    """Make a dialog so many lines of text wide and high, as far as the screen goes."""
    room = dialog.screen().availableGeometry().size() * 0.9
    dialog.resize(min(width_em * em(), room.width()), min(height_em * em(), room.height()))


def _selectable_rows(rows: Sequence[tuple[str, str]]) -> QWidget:
    """Words and what they stand for, which can be selected with the mouse."""
    content = QWidget()
    grid = QGridLayout(content)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(20)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    for number, (left, right) in enumerate(rows):
        grid.addWidget(_cell(left, "strong"), number, 0)
        place = _cell(right, "body")
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(place, number, 1)
    return content


def _cell(text: str, role: str) -> PlainLabel:
    label = plain_label(text, role="strong" if role == "strong" else "body", word_wrap=True)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
    return label
