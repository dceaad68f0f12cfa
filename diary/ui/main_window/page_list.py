"""The list of pages at the side, and the menu button that stands for it in a narrow window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QApplication,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QSizePolicy,
    QWidget,
)

from diary.ui.icons import icon, icon_size
from diary.ui.main_window.page_table import PageEntry
from diary.ui.theme import em, theme_watcher
from diary.words import _, plural

_KEY_ROLE = Qt.ItemDataRole.UserRole
REMINDERS = "reminders"
_ROW_EM = 2.2


class PageList(QListWidget):
    """`page_picked` carries the key of a page that was clicked.

    `page_passed` carries that of one the arrow keys have come to, `page_entered` that of one Enter
    was pressed on.
    """

    page_picked = Signal(str)
    page_passed = Signal(str)
    page_entered = Signal(str)

    def __init__(self, pages: Sequence[PageEntry]) -> None:
        super().__init__()
        self.setObjectName("window.pages")
        self.setAccessibleName(_("Pages"))
        self.setProperty("kind", "sidebar")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._pages = tuple(pages)
        for page in pages:
            entry = QListWidgetItem(page.title, self)
            entry.setData(_KEY_ROLE, page.key)
        self._on_theme_changed()
        self.currentItemChanged.connect(self._on_current_item_changed)
        self.itemClicked.connect(self._on_entry_clicked)
        self.itemActivated.connect(self._on_entry_activated)
        theme_watcher().theme_changed.connect(self._on_theme_changed)

    def show_page(self, key: str) -> None:
        """Mark the page that is shown, without telling anybody."""
        for row in range(self.count()):
            if self.item(row).data(_KEY_ROLE) == key:
                self.blockSignals(True)
                self.setCurrentRow(row)
                self.blockSignals(False)

    def show_open_count(self, count: int) -> None:
        """Show how many reminders came up of late that ask for something."""
        for row, page in enumerate(self._pages):
            if page.key != REMINDERS:
                continue
            entry, said = self.item(row), open_count_text(count)
            entry.setText(f"{page.title}  {count}" if count else page.title)
            entry.setToolTip(said)
            spoken = f"{page.title}. {said}" if said else page.title
            entry.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        widest = max(metrics.horizontalAdvance(f"{page.title}  88") for page in self._pages)
        return QSize(widest + icon_size() + 68, 10 * em())

    @Slot()
    def _on_theme_changed(self) -> None:
        self.setIconSize(QSize(icon_size(), icon_size()))
        for row, page in enumerate(self._pages):
            self.item(row).setIcon(icon(page.icon_name))
            # The style's own padding comes too late for a list that is filled before it is shown.
            self.item(row).setSizeHint(QSize(1, round(_ROW_EM * em())))
        self.updateGeometry()

    def _on_current_item_changed(self, current: QListWidgetItem | None) -> None:
        is_by_mouse = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if current is not None and not is_by_mouse:
            self.page_passed.emit(current.data(_KEY_ROLE))

    def _on_entry_clicked(self, entry: QListWidgetItem) -> None:
        self.page_picked.emit(entry.data(_KEY_ROLE))

    def _on_entry_activated(self, entry: QListWidgetItem) -> None:
        self.page_entered.emit(entry.data(_KEY_ROLE))


class PagesMenu(QMenu):
    """The same list as a menu, for the button that takes its place in a narrow window."""

    page_picked = Signal(str)

    def __init__(self, parent: QWidget, pages: Sequence[PageEntry]) -> None:
        super().__init__(_("Pages"), parent)
        self.setToolTipsVisible(True)
        self._titles = {page.key: page.title for page in pages}
        self._actions: dict[str, QAction] = {}
        group = QActionGroup(self)
        for page in pages:
            action = self.addAction(page.title)
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, key=page.key: self.page_picked.emit(key))
            group.addAction(action)
            self._actions[page.key] = action

    def show_page(self, key: str) -> None:
        """Mark the page that is shown."""
        self._actions[key].setChecked(True)

    def show_open_count(self, count: int) -> None:
        """Show how many reminders came up of late that ask for something."""
        title, action = self._titles[REMINDERS], self._actions[REMINDERS]
        new = plural("{title}: {n} new to act on", "{title}: {n} new to act on", count)
        action.setText(new.format(title=title, n=count) if count else title)
        action.setToolTip(open_count_text(count))


def open_count_text(count: int) -> str:
    """What the number beside the reminders says; "" for none."""
    text = plural(
        "{n} open reminder to act on, new in the last 7 days",
        "{n} open reminders to act on, new in the last 7 days",
        count,
    )
    return text.format(n=count) if count else ""
