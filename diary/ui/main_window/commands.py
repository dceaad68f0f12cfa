"""What menu entries and keys do: some the window does itself, the others go to the page shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from diary.texts.help import TOPICS
from diary.ui.context import PageContext
from diary.ui.look import WindowLook
from diary.ui.main_window.window_help import WindowHelp
from diary.ui.menu_bar import THEMES, WindowMenus
from diary.ui.pages.page import Page
from diary.words import _

# What the parts of the window that come after the first picture do.
_OF_FILES = (
    "new_diary",
    "open_other",
    "backup_now",
    "restore",
    "backup_folder",
    "recently_deleted",
    "example",
    "delete_diary",
    "export_for_pt",
    "pt_notes",
    "review_files",
    "review_folder",
)
_OF_PAGES = (
    "find",
    "duplicate",
    "delete",
    "previous",
    "next",
    "add",
    "done",
    "table",
    "no_pain",
    "same_spots",
    "away",
    "away_span",
    "not_away",
    "left_knee",
    "right_knee",
    "print",
)


class WindowCommands(QObject):
    """Joins the menus of a window to what they do.

    `page_requested` carries the key of a page and where to go on it; the page is shown when the
    signal returns. `page_picked` carries one chosen by its name, `file_requested` the key of an
    entry about diary files and backups.
    """

    page_requested = Signal(str, object)
    page_picked = Signal(str)
    import_requested = Signal()
    file_requested = Signal(str)
    quit_requested = Signal()

    def __init__(
        self,
        context: PageContext,
        menus: WindowMenus,
        help_pages: WindowHelp,
        current_page: Callable[[], Page],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._menus = menus
        self._current_page = current_page
        self._look = WindowLook(context.ui_state)
        menus.triggered.connect(self.do)
        menus.opening.connect(self.refresh)
        context.undo.history_changed.connect(self._on_undo_history_changed)
        context.undo.history_changed.connect(context.messages.forget_toast)
        self._own: dict[str, Callable[[], object]] = {
            "new": self._log_run,
            "import_runs": self.import_requested.emit,
            "preferences": self._show_preferences,
            "quit": self.quit_requested.emit,
            "undo": self._undo,
            "redo": self._redo,
            "cut": lambda: self._edit_text("cut"),
            "copy": self._copy,
            "paste": lambda: self._edit_text("paste"),
            "larger": lambda: self._look.resize_text(1),
            "smaller": lambda: self._look.resize_text(-1),
            "normal": lambda: self._look.resize_text(0),
            "date": self._go_to_date,
            "week_look": self._show_week,
            "present_day": lambda: self.page_requested.emit("today", context.today()),
            **{topic: partial(help_pages.show, topic) for topic in TOPICS},
            "help": lambda: help_pages.show(current_page().help_topic),
        }

    @Slot(str)
    def do(self, key: str) -> None:
        """Do what the menu entry of this key says."""
        if key in self._own:
            self._own[key]()
        elif key in _OF_FILES:
            self.file_requested.emit(key)
        elif key.startswith("page_"):
            self.page_picked.emit(key.removeprefix("page_"))
        elif key.startswith("preferences_"):
            self._show_preferences(key.removeprefix("preferences_"))
        elif key.startswith("theme_"):
            self._look.choose_theme(key.removeprefix("theme_"))
        else:
            self._do_on_page(key)

    @Slot()
    def refresh(self) -> None:
        """Enable and tick the entries as the page shown allows."""
        page = self._current_page()
        can = set(page.commands())
        self._menus.enable({key: key in can for key in _OF_PAGES})
        self._menus.check({str(key): is_on for key, is_on in page.checks().items()})
        self._menus.check({f"theme_{name}": name == self._look.theme() for name in THEMES})
        self._on_undo_history_changed()

    @Slot()
    def _on_undo_history_changed(self) -> None:
        undo = self._context.undo
        self._menus.show_steps(undo.undo_text(), undo.redo_text())

    def _do_on_page(self, key: str) -> bool:
        for name, command in self._current_page().commands().items():
            if name == key:
                command()
                return True
        return False

    def _undo(self) -> None:
        self._current_page().settle()
        text = self._context.undo.undo_text()
        if text and self._context.undo.undo():
            self._context.messages.tell(_("Undone: {step}").format(step=text))

    def _redo(self) -> None:
        self._current_page().settle()
        text = self._context.undo.redo_text()
        if text and self._context.undo.redo():
            self._context.messages.tell(_("Done again: {step}").format(step=text))

    def _edit_text(self, command: str) -> None:
        focused = QApplication.focusWidget()
        if isinstance(focused, QLineEdit | QPlainTextEdit):
            {"cut": focused.cut, "copy": focused.copy, "paste": focused.paste}[command]()

    def _copy(self) -> None:
        if isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit):
            self._edit_text("copy")
        else:
            self._do_on_page("copy")

    def _show_preferences(self, place: str = "") -> None:
        """Open Preferences, at a page such as `limits` or a number such as `limits.green_max`."""
        from diary.ui.preferences.dialog import (  # noqa: PLC0415 - not needed for the first paint
            PreferencesDialog,
        )

        self._current_page().settle()
        dialog = PreferencesDialog(self._context, self._current_page().window())
        dialog.command_requested.connect(self.do)
        dialog.open()
        page, _dot, number = place.partition(".")
        if page:
            dialog.show_page(page, number)

    def _show_week(self) -> None:
        if not self._context.journal.is_attached:
            return
        from diary.ui.week_look.dialog import (  # noqa: PLC0415 - not needed for the first paint
            WeekLookDialog,
        )

        self._current_page().settle()
        WeekLookDialog(self._context, self._current_page().window()).open()

    def _log_run(self) -> None:
        on = self._current_page().shown_day()
        if on is not None and on != self._context.today():
            self.page_requested.emit("runs", on)
        else:
            self.page_requested.emit("runs", None)
            self._do_on_page("new")

    def _go_to_date(self) -> None:
        if not self._do_on_page("date"):
            self.page_requested.emit("today", None)
            self._do_on_page("date")
