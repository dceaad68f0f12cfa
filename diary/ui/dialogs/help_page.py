"""The text of one page of the help, no wider than can be read with ease."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent, QTextCursor
from PySide6.QtWidgets import QTextBrowser

from diary.ui.dialogs.help_document import Row, headings, show_markdown

_LONGEST_LINE = 75


class HelpBrowser(QTextBrowser):
    """Shows Markdown of our own; links are told by `anchorClicked` and open nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("help.text")
        self.setOpenLinks(False)
        self.setLineWrapMode(QTextBrowser.LineWrapMode.FixedPixelWidth)

    def show_page(self, title: str, text: str, rows: Sequence[Row] = ()) -> None:
        """Show a page from its beginning, with `rows` below its title."""
        show_markdown(self.document(), text, rows)
        self.setAccessibleName(title)
        self._wrap()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def sections(self) -> list[tuple[str, str]]:
        """The sections of the page: their names and headings."""
        return [(key, text) for key, text, _block in headings(self.document())]

    def go_to_section(self, section: str) -> None:
        """Scroll so that a heading stands on top; "" and unknown ones go to the beginning."""
        places = {key: block for key, _text, block in headings(self.document())}
        bar = self.verticalScrollBar()
        if section not in places:
            bar.setValue(0)
            return
        cursor = QTextCursor(places[section])
        self.setTextCursor(cursor)
        room = self.fontMetrics().height() // 2
        bar.setValue(bar.value() + self.cursorRect(cursor).top() - room)

    def find_first(self, words: str) -> None:
        """Select the first place that has these words."""
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.find(words)

    def forget_found(self) -> None:
        """Select nothing."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._wrap()

    def _wrap(self) -> None:
        longest = _LONGEST_LINE * self.fontMetrics().averageCharWidth()
        bar = self.verticalScrollBar().sizeHint().width()
        self.setLineWrapColumnOrWidth(max(1, min(longest, self.width() - bar - self._frame())))

    def _frame(self) -> int:
        """What of the width is not for text."""
        return 2 * self.frameWidth() + 12
