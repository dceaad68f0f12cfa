"""Shows the page that was chosen in the list, its menu or by its keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from diary.ui.main_window.commands import WindowCommands
from diary.ui.main_window.page_list import PageList, PagesMenu
from diary.ui.pages.page import Page


class PageChoice(QObject):
    """A page that is shown already goes to where it begins: Today to the present day."""

    def __init__(
        self,
        current_page: Callable[[], Page],
        show_page: Callable[[str, object], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._current_page = current_page
        self._show_page = show_page

    def listen_to(self, *places: PageList | PagesMenu | WindowCommands) -> None:
        """Answer what is picked in these places."""
        for place in places:
            place.page_picked.connect(self._on_page_picked)

    @Slot(str)
    def _on_page_picked(self, key: str) -> None:
        shown = self._current_page()
        self._show_page(key, shown.beginning() if shown.key == key else None)
