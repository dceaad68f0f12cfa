"""The dialog of Preferences: a search field, the list of pages, one page at a time."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
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
from diary.ui.dialogs.form_parts import ChoiceBox
from diary.ui.focus_order import descendants_in_order, put_in_order
from diary.ui.icons import add_clear_button
from diary.ui.preferences.limits_page import LimitsPage
from diary.ui.preferences.look_page import LookPage
from diary.ui.preferences.number_pages import MorePage, RemindersPage, ShoesPage
from diary.ui.preferences.page import PreferencesPage
from diary.ui.preferences.program_pages import DataPage, PrivacyPage
from diary.ui.preferences.safety_page import SafetyPage
from diary.ui.preferences.units_page import UnitsPage
from diary.ui.preferences.you_page import YouPage
from diary.ui.theme import em, theme_watcher
from diary.ui.widgets.announce import announce
from diary.ui.widgets.button import push_button
from diary.ui.widgets.empty_state import EmptyState
from diary.ui.widgets.remembered_sizes import forget_sizes
from diary.ui.widgets.scroll import VerticalScroll
from diary.ui.widgets.text import flowing_label
from diary.words import _

_WIDTH_EM, _HEIGHT_EM = 56, 38
# Narrower than this the list of pages is a drop-down above the page.
_COMPACT_BELOW_EM = 40
_SCREEN_SHARE = 0.9
# A row that stands higher than this in its card is shown with all that is above it.
_HEADING_EM = 9
_KEY_ROLE = Qt.ItemDataRole.UserRole


# Pages in the order of the list; each is built when it is shown or searched first.
PAGES: tuple[type[PreferencesPage], ...] = (
    YouPage,
    UnitsPage,
    LimitsPage,
    RemindersPage,
    LookPage,
    ShoesPage,
    DataPage,
    PrivacyPage,
    SafetyPage,
    MorePage,
)
_ROW_OF = {kind.key: row for row, kind in enumerate(PAGES)}


class PreferencesDialog(QDialog):
    """Every choice applies at once; `command_requested` carries the key of a menu entry.

    A number that was typed and refused keeps the dialog open the first time it is closed.
    """

    command_requested = Signal(str)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preferences")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Preferences"))
        self._context = context
        self._pages: dict[str, PreferencesPage] = {}
        self._scrolls: dict[str, VerticalScroll] = {}
        self._warned_of: str | None = None
        self._dressed = QTimer(self)
        self._dressed.setSingleShot(True)
        self._dressed.timeout.connect(self._on_dressed_timeout)
        self._build()
        context.bridge.entries_changed.connect(self._on_entries_changed)
        context.undo.waiting_changed.connect(self._on_entries_changed)
        theme_watcher().theme_changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.resize_to_text()
        self._go_to("you")
        self.list.setFocus()

    def show_page(self, key: str, number: str = "") -> None:
        """Show a page, mark it in the list and put the focus on a number or the first control."""
        self.search.clear()
        self._go_to(key)
        row = self.page().row_of(number)
        if row is not None:
            row.edit.setFocus()
            card = row.parentWidget()
            # With the heading above it, where that leaves the row in sight.
            top = row if card is None or row.y() > _HEADING_EM * em() else card
            self._scrolls[self.page().key].bring_to_top(top)
            return
        stops = descendants_in_order(self.page())
        (stops[0] if stops else self.list).setFocus()

    def page(self) -> PreferencesPage:
        """The page that is shown."""
        return self._page(self.list.currentRow())

    def resize_to_text(self) -> None:
        """Become as large as the text size asks for, as far as the screen goes."""
        room = self.screen().availableGeometry().size() * _SCREEN_SHARE
        self.resize(min(_WIDTH_EM * em(), room.width()), min(_HEIGHT_EM * em(), room.height()))

    def done(self, result: int) -> None:
        """Close, unless something that was refused still waits to be seen."""
        wrong = self._first_wrong()
        if wrong is not None:
            key, edit = wrong
            said = f"{edit.objectName()} {edit.text()}"
            if said != self._warned_of:
                self._warned_of = said
                self.search.clear()
                self._go_to(key)
                edit.setFocus()
                self._kept_open.show()
                told = f"{self._kept_open.text()} {edit.accessibleDescription()}"
                announce(self, told, is_urgent=True)
                return
        super().done(result)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out_list()

    # ---- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        self._build_search()
        self._build_list()
        self.stack = QStackedWidget()
        self._nothing = EmptyState("search", "", "", name="preferences.nothing")
        self.stack.addWidget(self._nothing)
        self.reset_button = push_button(_("Reset this page"), name="preferences.reset")
        self.reset_button.clicked.connect(self._on_reset_clicked)
        self.close_button = push_button(_("Close"), kind="primary", name="preferences.close")
        self.close_button.clicked.connect(self.accept)
        self._kept_open = flowing_label(
            _("A number was not taken. Change it, or close again to leave it as it was."),
            role="error",
            name="preferences.kept_open",
        )
        self._kept_open.setContentsMargins(20, 12, 20, 0)
        self._kept_open.hide()
        buttons = QHBoxLayout()
        buttons.setContentsMargins(20, 12, 20, 16)
        buttons.addWidget(self.reset_button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        self._side = QVBoxLayout()
        self._side.setSpacing(8)
        for part in (self.search, self.list, self.choice):
            self._side.addWidget(part)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(0)
        self._beside.addLayout(self._side)
        self._beside.addWidget(self.stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._beside, 1)
        layout.addWidget(self._kept_open)
        layout.addLayout(buttons)

    def _build_search(self) -> None:
        self.search = QLineEdit()
        self.search.setObjectName("preferences.search")
        self.search.setPlaceholderText(_("Find a setting"))
        self.search.setAccessibleName(_("Find a setting"))
        add_clear_button(self.search)
        self.search.textChanged.connect(self._on_search_text_changed)

    def _build_list(self) -> None:
        self.list = QListWidget()
        self.list.setObjectName("preferences.pages")
        self.list.setAccessibleName(_("Pages of preferences"))
        self.list.setProperty("kind", "sidebar")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for kind in PAGES:
            entry = QListWidgetItem(kind.heading(), self.list)
            entry.setData(_KEY_ROLE, kind.key)
        self.list.currentRowChanged.connect(self._on_list_current_row_changed)
        self.choice = ChoiceBox(
            _("Pages of preferences"), self._offered(), name="preferences.choice"
        )
        self.choice.choice_changed.connect(self._on_choice_changed)

    def _lay_out_list(self) -> None:
        """The list stands beside the page, or above it as a drop-down where room is short."""
        is_compact = self.width() < _COMPACT_BELOW_EM * em()
        self.list.setHidden(is_compact)
        self.choice.setHidden(not is_compact)
        way = QBoxLayout.Direction
        self._beside.setDirection(way.TopToBottom if is_compact else way.LeftToRight)
        self._side.setContentsMargins(16, 16, 16 if is_compact else 0, 0)
        metrics = self.list.fontMetrics()
        widest = max(metrics.horizontalAdvance(kind.heading()) for kind in PAGES)
        for widget in (self.list, self.search):
            widget.setMinimumWidth(0 if is_compact else widest + 4 * em())
            widget.setMaximumWidth(self.maximumWidth() if is_compact else widest + 4 * em())
        for row in range(self.list.count()):
            self.list.item(row).setSizeHint(QSize(widest, round(2.2 * em())))

    # ---- pages ---------------------------------------------------------------------------------

    def _go_to(self, key: str) -> None:
        if key in _ROW_OF:
            self.list.setCurrentRow(_ROW_OF[key])

    def _page(self, row: int) -> PreferencesPage:
        kind = PAGES[row]
        if kind.key not in self._pages:
            page = kind(self._context)
            page.command_requested.connect(self.command_requested)
            page.order_changed.connect(self._put_in_order)
            self._pages[kind.key] = page
            self._scrolls[kind.key] = VerticalScroll(page, name=f"preferences.{kind.key}.scroll")
            self.stack.addWidget(self._scrolls[kind.key])
        return self._pages[kind.key]

    def _offered(self) -> list[tuple[object, str]]:
        rows = (self.list.item(row) for row in range(self.list.count()))
        return [(each.data(_KEY_ROLE), each.text()) for each in rows if not each.isHidden()]

    def _show_current(self) -> None:
        page = self.page()
        page.refresh()
        self.stack.setCurrentWidget(self._scrolls[page.key])
        self.choice.set_choice(page.key)
        self.reset_button.setEnabled(page.can_reset())
        self._put_in_order()
        # A page is dressed when it is first shown; its texts then need more room.
        self._dressed.start(0)

    @Slot()
    def _put_in_order(self) -> None:
        inside = descendants_in_order(self.page())
        ends = [self.reset_button, self.close_button]
        put_in_order([self.search, self.list, self.choice, *inside, *ends])

    def _first_wrong(self) -> tuple[str, QLineEdit] | None:
        focused = self.focusWidget()
        if isinstance(focused, QLineEdit):
            # What is being typed is tried as if the field had been left.
            focused.clearFocus()
        for kind in PAGES:
            page = self._pages.get(kind.key)
            edit = None if page is None else page.first_wrong()
            if edit is not None:
                return kind.key, edit
        return None

    # ---- what the person does ------------------------------------------------------------------

    @Slot()
    def _on_theme_changed(self) -> None:
        self._lay_out_list()
        self._dressed.start(0)

    @Slot(int)
    def _on_list_current_row_changed(self, row: int) -> None:
        if row >= 0:
            self._show_current()

    @Slot(object)
    def _on_choice_changed(self, key: object) -> None:
        self._go_to(str(key))

    @Slot()
    def _on_dressed_timeout(self) -> None:
        forget_sizes(self.page())

    @Slot(str)
    def _on_search_text_changed(self, text: str) -> None:
        wanted = text.casefold().split()
        found = []
        for row in range(len(PAGES)):
            words = self._page(row).words.casefold() if wanted else ""
            is_found = all(word in words for word in wanted)
            self.list.item(row).setHidden(not is_found)
            if is_found:
                found.append(row)
        self.choice.setEnabled(bool(found))
        if not found:
            self._show_nothing(text.strip())
            return
        self.choice.set_choices(self._offered())
        if self.list.currentRow() not in found:
            self.list.setCurrentRow(found[0])
        else:
            self._show_current()
        self._show_place(wanted)

    def _show_place(self, wanted: list[str]) -> None:
        """Show first what was found on the page; its beginning while nothing is looked for."""
        page = self.page()
        scroll, place = self._scrolls[page.key], page.place_of(wanted) if wanted else None
        if place is None:
            scroll.verticalScrollBar().setValue(0)
        else:
            scroll.bring_to_top(place)

    def _show_nothing(self, text: str) -> None:
        said = _("No setting is called “{text}”.").format(text=text)
        self._nothing.set_text(said, _("Try another word, or clear the field to see all pages."))
        self.stack.setCurrentWidget(self._nothing)
        self.reset_button.setEnabled(False)
        if not self.search.hasFocus():
            self.search.setFocus()
        announce(self, said)

    @Slot()
    def _on_reset_clicked(self) -> None:
        self.page().reset()
        self.page().refresh()

    @Slot()
    def _on_entries_changed(self) -> None:
        self._kept_open.hide()
        self.page().refresh()
