"""A paragraph of at most about 75 characters a line, however wide the page is."""

from __future__ import annotations

from PySide6.QtCore import Slot

from diary.ui.theme import em, theme_watcher
from diary.ui.widgets.text import PlainLabel, TextRole

_LINE_EM = 38


class Paragraph(PlainLabel):
    """Plain text that wraps; its height is that of its own width, not of the layout's."""

    def __init__(self, text: str, role: TextRole = "body") -> None:
        super().__init__(text, role)
        self.setWordWrap(True)
        theme_watcher().theme_changed.connect(self._on_text_size_changed)
        self._on_text_size_changed()

    def heightForWidth(self, width: int) -> int:
        return super().heightForWidth(min(width, self.maximumWidth()))

    @Slot()
    def _on_text_size_changed(self) -> None:
        self.setMaximumWidth(_LINE_EM * em())
