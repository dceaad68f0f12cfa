"""Lets messages stand above the foot of the window, where more is said and the safety link is."""

from __future__ import annotations

from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from diary.ui.messages import Messages
from diary.ui.pages.page import Page


def speak_above_foot(
    messages: Messages, window: QMainWindow, pages: QStackedWidget, footers: QStackedWidget
) -> None:
    """Show what is said in this window, and leave free what stands at its foot."""

    def foot() -> list[QWidget]:
        page = pages.currentWidget()
        above = page.parts_at_foot() if isinstance(page, Page) else []
        return [window.statusBar(), footers, *above]

    messages.speak_in(window, foot)
