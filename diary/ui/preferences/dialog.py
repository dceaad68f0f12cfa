"""The dialog of Preferences: a search field, the list of pages, one page at a time."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from diary.ui.context import PageContext
from diary.ui.focus_order import descendants_in_order, put_in_order
from diary.ui.preferences.number_pages import LimitsPage, MorePage, RemindersPage, ShoesPage
from diary.ui.preferences.page import PreferencesPage
from diary.ui.preferences.person_pages import UnitsPage, YouPage
from diary.ui.preferences.program_pages import DataPage, LookPage, PrivacyPage
from diary.ui.theme import em, theme_watcher
from diary.ui.widgets.announce import announce
from diary.ui.widgets.button import push_button
from diary.ui.widgets.remembered_sizes import forget_sizes
from diary.ui.widgets.scroll import VerticalScroll
from diary.ui.widgets.text import flowing_label
from diary.words import _

_WIDTH_EM, _HEIGHT_EM = 54, 38
_SCREEN_SHARE = 0.9
_KEY_ROLE = Qt.ItemDataRole.UserRole


# Pages in the order of the list; each is built when it is shown or searched first.
_PAGES: tuple[type[PreferencesPage], ...] = (
    YouPage,
    UnitsPage,
    LimitsPage,
    RemindersPage,
    LookPage,
    ShoesPage,
    MorePage,
    DataPage,
    PrivacyPage,
)


class PreferencesDialog(QDialog):
    """Every choice applies at once; `command_requested` carries the key of a menu entry."""

    command_requested = Signal(str)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preferences")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Preferences"))
        self._context = context
        self._pages: dict[str, PreferencesPage] = {}
        self._scrolls: dict[str, VerticalScroll] = {}
        self._dressed = QTimer(self)
        self._dressed.setSingleShot(True)
        self._dressed.timeout.connect(self._on_dressed_timeout)
        self._build()
        context.bridge.entries_changed.connect(self._on_entries_changed)
        theme_watcher().theme_changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.resize_to_text()
        self.show_page("you")

    def show_page(self, key: str) -> None:
        """Show a page and mark it in the list."""
        for row in range(self.list.count()):
            if self.list.item(row).data(_KEY_ROLE) == key:
                self.list.setCurrentRow(row)

    def page(self) -> PreferencesPage:
        """The page that is shown."""
        return self._page(self.list.currentRow())

    def resize_to_text(self) -> None:
        """Become as large as the text size asks for, as far as the screen goes."""
        room = self.screen().availableGeometry().size() * _SCREEN_SHARE
        self.resize(min(_WIDTH_EM * em(), room.width()), min(_HEIGHT_EM * em(), room.height()))

    def _page(self, row: int) -> PreferencesPage:
        kind = _PAGES[row]
        if kind.key not in self._pages:
            page = kind(self._context)
            if isinstance(page, DataPage):
                page.command_requested.connect(self.command_requested)
            self._pages[kind.key] = page
            self._scrolls[kind.key] = VerticalScroll(page, name=f"preferences.{kind.key}.scroll")
            self.stack.addWidget(self._scrolls[kind.key])
        return self._pages[kind.key]

    # ---- inside --------------------------------------------------------------------------------

    def _build(self) -> None:
        self.search = QLineEdit()
        self.search.setObjectName("preferences.search")
        self.search.setPlaceholderText(_("Search"))
        self.search.setAccessibleName(_("Search preferences"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._on_search_text_changed)
        self.list = QListWidget()
        self.list.setObjectName("preferences.pages")
        self.list.setAccessibleName(_("Pages of preferences"))
        self.list.setProperty("kind", "sidebar")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.stack = QStackedWidget()
        for kind in _PAGES:
            entry = QListWidgetItem(kind.heading(), self.list)
            entry.setData(_KEY_ROLE, kind.key)
        self.list.currentRowChanged.connect(self._on_list_current_row_changed)
        self._nothing = flowing_label(_("Nothing found. Try another word."), role="hint")
        self._nothing.hide()
        side = QVBoxLayout()
        side.setContentsMargins(16, 16, 0, 0)
        side.setSpacing(8)
        side.addWidget(self.search)
        side.addWidget(self.list, 1)
        side.addWidget(self._nothing)
        self.reset_button = push_button(_("Reset this page"), name="preferences.reset")
        self.reset_button.setAutoDefault(False)
        self.reset_button.clicked.connect(self._on_reset_clicked)
        self.close_button = push_button(_("Close"), kind="primary", name="preferences.close")
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(20, 12, 20, 16)
        buttons.addWidget(self.reset_button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addLayout(side)
        beside.addWidget(self.stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(beside, 1)
        layout.addLayout(buttons)

    @Slot()
    def _on_theme_changed(self) -> None:
        metrics = self.list.fontMetrics()
        widest = max(metrics.horizontalAdvance(kind.heading()) for kind in _PAGES)
        for widget in (self.list, self.search):
            widget.setFixedWidth(widest + 4 * em())
        for row in range(self.list.count()):
            self.list.item(row).setSizeHint(QSize(widest, round(2.2 * em())))

    @Slot(int)
    def _on_list_current_row_changed(self, row: int) -> None:
        if row < 0:
            return
        page = self._page(row)
        page.refresh()
        self.stack.setCurrentWidget(self._scrolls[page.key])
        self.reset_button.setEnabled(page.can_reset())
        put_in_order([self.search, self.list, *descendants_in_order(page), *self._buttons()])
        # A page is dressed when it is first shown; its texts then need more room.
        self._dressed.start(0)

    def _buttons(self) -> list[QWidget]:
        return [self.reset_button, self.close_button]

    @Slot()
    def _on_dressed_timeout(self) -> None:
        forget_sizes(self.page())

    @Slot(str)
    def _on_search_text_changed(self, text: str) -> None:
        wanted = text.casefold().split()
        found = []
        for row in range(len(_PAGES)):
            words = self._page(row).words.casefold() if wanted else ""
            is_found = all(word in words for word in wanted)
            self.list.item(row).setHidden(not is_found)
            if is_found:
                found.append(row)
        self._nothing.setHidden(bool(found))
        if not found:
            announce(self, self._nothing.text())
        elif self.list.currentRow() not in found:
            self.list.setCurrentRow(found[0])

    @Slot()
    def _on_reset_clicked(self) -> None:
        self.page().reset()
        self.page().refresh()

    @Slot(object)
    def _on_entries_changed(self, _change_set: object) -> None:
        self.page().refresh()
