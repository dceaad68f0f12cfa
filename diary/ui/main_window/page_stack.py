"""The place of the pages: it gives way to messages above it, since every page scrolls."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget


class PageStack(QStackedWidget):
    """Takes the height that is left over, however much the page on top would like to have."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumHeight(1)

    def hasHeightForWidth(self) -> bool:
        # Else the layout around would take what a page would like for what it needs.
        return False
