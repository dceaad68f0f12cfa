"""The window: page list, header, one page at a time, footer, status line; it knows no rules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from diary.domain.errors import DiaryBusyError
from diary.domain.period import local
from diary.ui import focus_order
from diary.ui.context import PageContext
from diary.ui.look import WindowLook
from diary.ui.main_window.commands import WindowCommands
from diary.ui.main_window.example_banner import ExampleBanner
from diary.ui.main_window.menus import CARE, menu_table
from diary.ui.main_window.open_count import open_count
from diary.ui.main_window.page_choice import PageChoice
from diary.ui.main_window.page_header import PageHeader
from diary.ui.main_window.page_list import PageList, PagesMenu
from diary.ui.main_window.page_stack import PageStack
from diary.ui.main_window.page_table import page_entries
from diary.ui.main_window.save_guard import SaveGuard
from diary.ui.main_window.status_line import StatusLine
from diary.ui.main_window.window_help import WindowHelp
from diary.ui.main_window.window_strip import WindowStrip
from diary.ui.menu_bar import WindowMenus
from diary.ui.pages.page import Page
from diary.ui.safety.place import SafetyPlace
from diary.ui.theme import theme_watcher
from diary.ui.width_class import is_compact
from diary.words import _

WATCH_MS = 30_000
HOME = "today"
# A logout that has not ended the program by then was called off.
LOGOUT = timedelta(minutes=2)


class MainWindow(QMainWindow):
    """Shows the pages of one diary.

    `reopen_requested` asks to open the diary again after it failed, `import_requested` to read
    activity files, `look_requested` to see whether another program has written, `file_requested`
    for what a key of the File menu names, `closed` tells that the window goes for good.
    `stays_in_tray` says whether closing it only takes it off the screen.
    """

    reopen_requested = Signal()
    import_requested = Signal()
    look_requested = Signal()
    file_requested = Signal(str)
    closed = Signal()

    def __init__(self, context: PageContext, diary_path: Path) -> None:
        super().__init__()
        self.context = context
        self._diary_path = diary_path
        context.ui_state.show_diary(diary_path)
        context.drafts.go_to(diary_path)
        self._entries = {entry.key: entry for entry in page_entries()}
        self._pages: dict[str, Page] = {}
        self._headers: dict[str, PageHeader] = {}
        self._current = ""
        self.stays_in_tray: Callable[[], bool] = lambda: False
        self._is_ending = False
        self._logout_at: datetime | None = None
        # The day of the diary and that of the calendar: they turn at different hours.
        self._days = (context.today(), context.today())
        self._look = WindowLook(context.ui_state)
        self._build()
        help_pages = WindowHelp(self, context, lambda: self.diary_path)
        self.commands = WindowCommands(context, self.menus, help_pages, self.current_page, self)
        choice = PageChoice(self.current_page, self.show_page, self)
        choice.listen_to(self.page_list, self.pages_menu, self.commands)
        self._guard = SaveGuard(context, self.window_strip, self.status, self)
        self._connect()
        context.messages.speak_in(self)
        context.messages.told.connect(self.status.show_told)
        # What is said about a change or another diary is said after it.
        context.bridge.entries_changed.connect(self.status.forget_told)
        context.bridge.diary_ready.connect(self.status.forget_told)
        context.bridge.reminders_changed.connect(self._show_open_count)
        context.bridge.day_changed.connect(self._show_open_count)
        theme_watcher().theme_changed.connect(self._lay_out)
        theme_watcher().theme_changed.connect(self._show_title)
        self._watch = QTimer(self)
        self._watch.setInterval(WATCH_MS)
        self._watch.timeout.connect(self.look_for_changes)
        self._focused: QWidget | None = None
        self._look.place(self)
        kept = context.ui_state.get("page", HOME)
        self._kept_page = kept if kept in self._entries else HOME
        self._wanted_page = HOME
        if context.journal.is_attached:
            self._wanted_page = self._kept_page
            self.diary_ready()
        else:
            # Only Today can be filled before the whole diary is there.
            self.show_page(HOME)

    # ---- for the composition root --------------------------------------------------------------

    @property
    def diary_path(self) -> Path:
        """The file of the diary that is shown."""
        return self._diary_path

    def diary_ready(self) -> None:
        """The whole diary is there and changes go to disk from now on."""
        self.stack.setEnabled(True)
        self.context.unread.set_failed(has_failed=False)
        self._put_up_page()
        self.context.bridge.diary_ready.emit()
        self._show_open_count()
        self._watch.start()
        kept, self._kept_page = self._kept_page, HOME
        if self._current == HOME != kept:
            self.show_page(kept)
        self._guard.diary_ready()

    def storage_failed(self, error: Exception) -> None:
        """The diary could not be opened or read; what was typed is kept and can be tried again."""
        self._put_up_page()
        self.context.unread.set_failed(has_failed=True)
        # What nobody could keep is not taken either; another program's lock ends by itself.
        self.stack.setEnabled(isinstance(error, DiaryBusyError))
        self.safety.look()
        self._guard.storage_failed(error)

    def show_diary(self, path: Path) -> None:
        """Another diary is shown from now on; its pages are put up when it is ready."""
        self._diary_path = path
        self.context.ui_state.show_diary(path)
        self.context.drafts.go_to(path)
        self.status.show_diary(path.stem)
        self._show_title()

    def hold(self, *, is_held: bool) -> None:
        """Let nothing be typed or chosen while the diary goes, and give the focus back after."""
        if is_held:
            self._focused = QApplication.focusWidget()
        self._central.setEnabled(not is_held)
        self.menuBar().setEnabled(not is_held)
        if not is_held and self._focused is not None:
            if isValid(self._focused) and self.isAncestorOf(self._focused):
                self._focused.setFocus()
            self._focused = None

    def hold_back(self) -> None:
        """Say that nothing else is done while a change is not saved."""
        self._guard.hold_back()

    @Slot()
    def come_to_front(self) -> None:
        """Show the window above the others: somebody started the program again."""
        if self.isMinimized():
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    @Slot()
    def end(self) -> None:
        """Close the window and with it the program, whatever closing does otherwise."""
        self._is_ending = True
        # A change that could not be saved holds it back; the next close is asked anew.
        self._is_ending = self.close()
        if not self._is_ending and not self.isVisible():
            self.come_to_front()

    @Slot()
    def expect_end(self) -> None:
        """The person logs out: a close within two minutes is the end."""
        self._logout_at = self.context.stamp().recorded_at

    def take_down_pages(self) -> None:
        """Forget every page with all that was typed there; `diary_ready` puts new ones up."""
        self._wanted_page, self._current = self._current or self._wanted_page, ""
        self._focused = None
        self.safety.leave()
        for stack in (self.header_stack, self.stack, self.footer_stack):
            while (widget := stack.currentWidget()) is not None:
                stack.removeWidget(widget)
                widget.deleteLater()
        self._pages, self._headers = {}, {}

    # ---- pages ---------------------------------------------------------------------------------

    @Slot(str)
    @Slot(str, object)
    def show_page(self, key: str, where: object = None) -> None:
        """Show a page, building it on the first visit, and let it go to `where`."""
        if self._current:
            self._pages[self._current].settle()
        page = self.page(key)
        self._current = key
        self.stack.setCurrentWidget(page)
        self.header_stack.setCurrentWidget(self._headers[key])
        footer = page.footer()
        self.footer_stack.setHidden(footer is None)
        if footer is not None:
            self.footer_stack.setCurrentWidget(footer)
        self.page_list.show_page(key)
        self.pages_menu.show_page(key)
        self._show_title()
        self._fit_stacks()
        self.safety.show_on(page)
        page.activate(where)
        self.put_in_order()
        self.commands.refresh()

    def page(self, key: str) -> Page:
        """Return a page, built if it was not yet."""
        if key not in self._pages:
            page = self._entries[key].build(self.context, self.stack)
            self._pages[key] = page
            self._headers[key] = PageHeader(page, self.pages_menu)
            self.stack.addWidget(page)
            self.header_stack.addWidget(self._headers[key])
            if (footer := page.footer()) is not None:
                self.footer_stack.addWidget(footer)
            self._headers[key].set_compact(is_compact(self))
            page.navigate_requested.connect(self._on_page_navigate_requested)
            page.order_changed.connect(self._on_page_order_changed)
            page.title_changed.connect(self._show_title)
            self._headers[key].height_changed.connect(self._fit_stacks)
        return self._pages[key]

    def current_page(self) -> Page:
        """Return the page shown."""
        return self._pages[self._current]

    @Slot()
    def put_in_order(self) -> None:
        """Let Tab go through list, header, strip, page and footer, as they are read."""
        if not self._current:
            return
        page, header = self.current_page(), self._headers[self._current]
        stops: list[QWidget] = [self.page_list, header.pages_button, *header.tab_stops()]
        for part in self._above:
            stops += part.tab_stops()
        stops += page.tab_stops()
        footer = page.footer()
        stops += [] if footer is None else focus_order.descendants_in_order(footer)
        stops += self.status.tab_stops()
        focus_order.put_in_order(stops)

    @Slot()
    def look_for_changes(self) -> None:
        """See whether the day is over, and have it seen whether another program has written."""
        stamp = self.context.stamp()
        days = (self.context.today(), local(stamp.recorded_at, stamp.timezone).date())
        if days != self._days:
            self._days = days
            self.context.bridge.day_changed.emit()
        self.look_requested.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.look_for_changes()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.current_page().settle()
        if not self._guard.may_close():
            event.ignore()
            return
        self._look.remember(self)
        self.context.ui_state.set("page", self._current)
        if not self._is_ending and not self._is_logging_out() and self.stays_in_tray():
            event.ignore()
            self.hide()
            return
        self._watch.stop()
        event.accept()
        self.closed.emit()

    def _connect(self) -> None:
        self.commands.page_requested.connect(self.show_page)
        self.commands.import_requested.connect(self.import_requested)
        self.commands.file_requested.connect(self.file_requested)
        self.commands.quit_requested.connect(self.end)
        self._guard.close_requested.connect(self.end)
        self._guard.reopen_requested.connect(self.reopen_requested)
        self.window_strip.order_changed.connect(self.put_in_order)
        self.safety.order_changed.connect(self.put_in_order)
        self.safety.navigate_requested.connect(self._on_page_navigate_requested)

    # ---- inside --------------------------------------------------------------------------------

    def _is_logging_out(self) -> bool:
        now, then = self.context.stamp().recorded_at, self._logout_at
        return then is not None and timedelta() <= now - then < LOGOUT

    def _build(self) -> None:
        entries = tuple(self._entries.values())
        self.menus = WindowMenus(self.menuBar(), menu_table(entries))
        self.page_list = PageList(entries)
        self.page_list.page_entered.connect(self.show_page)
        self.page_list.page_passed.connect(self._on_page_list_page_passed)
        self.pages_menu = PagesMenu(self, entries)
        self.header_stack = QStackedWidget()
        self.example_banner = ExampleBanner()
        self.window_strip = WindowStrip()
        self.stack = PageStack()
        self.footer_stack = QStackedWidget()
        column = QVBoxLayout()
        column.setSpacing(0)
        self.safety = SafetyPlace(self.context)
        self._above = (self.safety, self.example_banner, self.window_strip)
        for part in (self.header_stack, *self._above):
            column.addWidget(part)
        column.addWidget(self.stack, 1)
        column.addWidget(self.footer_stack)
        self._central = QWidget()
        row = QHBoxLayout(self._central)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.page_list)
        row.addLayout(column, 1)
        self.setCentralWidget(self._central)
        care = [self.menus.actions[key] for key in CARE]
        self.status = StatusLine(self._diary_path.stem, care)
        self.setStatusBar(self.status)

    def _put_up_page(self) -> None:
        """Show the page that was shown before the pages were taken down."""
        if not self._current:
            self.show_page(self._wanted_page)

    @Slot()
    def _show_title(self) -> None:
        if self._current:
            title, is_named = self._pages[self._current].title, self._look.has_name_in_title()
            name = self._diary_path.stem if is_named else _("Kneelog")
            self.setWindowTitle(f"{title} \N{EN DASH} {name}")

    @Slot()
    def _lay_out(self) -> None:
        if not self._current:
            return
        compact = is_compact(self)
        self.page_list.setHidden(compact)
        for header in self._headers.values():
            header.set_compact(compact)
        self._fit_stacks()

    @Slot()
    def _fit_stacks(self) -> None:
        """A stack is as high as the page on top needs, not as the highest page would."""
        taken = 0 if self.page_list.isHidden() else self.page_list.sizeHint().width()
        room = self.width() - taken
        for stack in (self.header_stack, self.footer_stack):
            if (shown := stack.currentWidget()) is not None:
                height = shown.heightForWidth(room)
                stack.setFixedHeight(height if height > 0 else shown.sizeHint().height())

    @Slot(str)
    def _on_page_list_page_passed(self, key: str) -> None:
        """Show a page on the way through the list; the arrow keys go on from there."""
        self.show_page(key)
        self.page_list.setFocus()

    @Slot()
    def _show_open_count(self) -> None:
        if self.context.journal.is_attached:
            count = open_count(self.context.reminders.shown, self.context.today())
            self.page_list.show_open_count(count)
            self.pages_menu.show_open_count(count)

    @Slot(str, object)
    def _on_page_navigate_requested(self, key: str, where: object) -> None:
        if key in self._entries:
            self.show_page(key, where)
        else:
            self.commands.do(key)

    @Slot()
    def _on_page_order_changed(self) -> None:
        if self._current and self.sender() is self.current_page():
            self._fit_stacks()
            self.put_in_order()
            self.commands.refresh()
