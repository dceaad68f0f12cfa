"""The line above a page: its title and what can be done on it, wrapping where room is short."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from diary.ui.focus_order import descendants_in_order
from diary.ui.pages.page import Page
from diary.ui.theme import theme_watcher
from diary.ui.widgets.button import menu_button
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.text import plain_label
from diary.words import _


class PageHeader(QWidget):
    """One page's header; `pages_button` stands first and is shown only in a narrow window.

    `height_changed` tells that it needs another height than it has.
    """

    height_changed = Signal()

    def __init__(self, page: Page, pages_menu: QMenu) -> None:
        super().__init__()
        self.setObjectName(f"{page.key}.header")
        self.pages_button: QPushButton = menu_button(
            _("Pages"), pages_menu, name=f"{page.key}.header.pages"
        )
        self.pages_button.hide()
        self._actions = page.actions_for_header()
        title = plain_label(page.title, role="title", name=f"{page.key}.title")
        self._title = title
        growing = {QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding}
        is_filled = any(each.sizePolicy().horizontalPolicy() in growing for each in self._actions)
        policy = QSizePolicy.Policy.Preferred if is_filled else QSizePolicy.Policy.Expanding
        title.setSizePolicy(policy, QSizePolicy.Policy.Fixed)
        row = FlowLayout(self)
        row.setContentsMargins(20, 10, 20, 8)
        for widget in (self.pages_button, title, *self._actions):
            row.addWidget(widget)
        own = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        own.setHeightForWidth(True)
        self.setSizePolicy(own)
        theme_watcher().theme_changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self._page = page
        page.title_changed.connect(self._on_page_title_changed)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        # By then everything in it has its text size, its words and its form.
        is_asked = event.type() == QEvent.Type.LayoutRequest
        if is_asked and self.heightForWidth(self.width()) != self.height():
            self.height_changed.emit()
        return done

    @Slot()
    def _on_page_title_changed(self) -> None:
        self._title.setText(self._page.title)

    @Slot()
    def _on_theme_changed(self) -> None:
        """Keep the title in its place on pages with and without buttons beside it."""
        button, line = self.pages_button.sizeHint(), self._title.fontMetrics()
        # Not a least height: a label remembers the highest it ever had.
        self._title.setFixedHeight(max(button.height(), line.height()))

    def tab_stops(self) -> list[QWidget]:
        """Return what takes the focus, in reading order."""
        stops: list[QWidget] = []
        for action in self._actions:
            is_stop = action.focusPolicy() != Qt.FocusPolicy.NoFocus
            stops += [action] if is_stop else descendants_in_order(action)
        return stops

    def set_compact(self, is_compact: bool) -> None:
        """Show the button that stands for the page list."""
        self.pages_button.setHidden(not is_compact)
        for action in self._actions:
            # It may take another form with the width of the window.
            action.updateGeometry()
