"""What menus, keys and buttons of the review window do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol, cast

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QWidget

from diary.domain.hand_over import ENDING
from diary.domain.pt_note import Pin
from diary.domain.settings import Settings
from diary.reports.content_parts import VisitReport
from diary.services.export_for_pt import free_path
from diary.services.review_notes import NOTES_ENDING, notes_name
from diary.services.reviewing import Reviewed, report_of
from diary.texts.help import help_markdown, help_title, setting_values
from diary.ui.dialogs.go_to_date import GoToDateDialog
from diary.ui.dialogs.help_dialog import HelpDialog, HelpPage
from diary.ui.look import NORMAL, TEXT_SIZES, WindowLook
from diary.ui.menu_bar import THEMES, WindowMenus
from diary.ui.messages import Messages
from diary.ui.parts import ReviewParts
from diary.ui.review.commands import TAB
from diary.ui.review.printing import PrintDialog, ReviewPrinting
from diary.ui.review.reader import ReviewReader, tab_titles
from diary.ui.review.reading import ReviewReading
from diary.ui.review.side import SideKeeper
from diary.ui.tasks import TaskRunner
from diary.ui.theme import ThemeName, apply_theme, theme_watcher
from diary.words import _

_HELP = ("review", "how_charts", "numbers")
# What there is only while a file is seen.
_OF_FILE = ("save_notes", "print", "find", "note", "table", "earlier", "later", "date")


class Desk(Protocol):
    """What the window offers to whoever carries out its commands."""

    parts: ReviewParts
    tasks: TaskRunner
    menus: WindowMenus
    messages: Messages
    reader: ReviewReader
    reading: ReviewReading
    side: SideKeeper

    def show_places(self, places: Sequence[Path]) -> None:
        """Go through the files at these places."""

    def go_by(self, by: int) -> None:
        """Go to the next file (1) or the one before (-1)."""

    def close_current(self) -> None:
        """Take the file that is shown out of the list."""

    def close(self) -> bool:
        """Close the window."""

    def number(self) -> int:
        """The place of the file that is shown; -1 for none."""

    def shown(self) -> Reviewed | None:
        """The file that is seen now."""

    def current_path(self) -> Path | None:
        """Where that file lies."""


class ReviewActs(QObject):
    """Does what is asked for.

    `parent` is the window, over which dialogs open. `look` is that of one's own window beside it,
    which text size and theme are kept in; None = they hold until the window is closed.
    """

    def __init__(self, window: Desk, parent: QWidget, look: WindowLook | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._parent = parent
        self._look = look
        self.printing = ReviewPrinting(window.parts, window.tasks, parent)
        self._own: dict[str, Callable[[], object]] = {
            "open_files": self._open_files,
            "open_folder": self._open_folder,
            "save_notes": self._save_notes,
            "print": self._print,
            "close_file": window.close_current,
            "close": window.close,
            "find": self._find,
            "note": window.reader.note_bar.field.setFocus,
            "larger": lambda: self._resize_text(1),
            "smaller": lambda: self._resize_text(-1),
            "normal": lambda: self._resize_text(0),
            "table": lambda: window.reader.current_tab().toggle_table(),
            "previous_file": lambda: window.go_by(-1),
            "next_file": lambda: window.go_by(1),
            "earlier": lambda: window.reader.current_tab().go_by(-1),
            "later": lambda: window.reader.current_tab().go_by(1),
            "date": self._ask_date,
            **{topic: partial(self._show_help, topic) for topic in _HELP},
        }
        window.menus.triggered.connect(self.do)
        notes = window.reader.notes_tab
        notes.saving_requested.connect(self._save_notes)
        notes.removal_requested.connect(window.side.remove_note)
        notes.offer_removal_requested.connect(window.side.remove_offer)
        notes.offered.connect(window.side.add_offer)
        notes.signed.connect(window.side.sign)
        window.reader.note_bar.note_written.connect(self._on_note_bar_note_written)
        window.reader.note_bar.print_requested.connect(self._print)
        self.printing.printed.connect(self._on_printing_printed)

    @Slot(str)
    def do(self, key: str) -> None:
        """Do what the menu entry of this key says."""
        if key in self._own:
            self._own[key]()
        elif key.startswith(TAB):
            self._window.reader.show_tab(key.removeprefix(TAB))
            self._window.reader.current_tab().take_focus()
        else:
            self._choose_theme(key.removeprefix("theme_"))

    def refresh(self) -> None:
        """Enable the entries as the file that is shown allows."""
        window = self._window
        is_seen = window.shown() is not None
        number, count = window.number(), len(window.reading.entries)
        tabs = {f"{TAB}{key}": is_seen for key in tab_titles()}
        window.menus.enable(
            {
                **tabs,
                **dict.fromkeys(_OF_FILE, is_seen),
                "close_file": count > 0,
                "previous_file": number > 0,
                "next_file": number < count - 1,
            }
        )
        window.menus.check({f"theme_{name}": name == theme_watcher().chosen for name in THEMES})

    # ---- files ----

    def _open_files(self) -> None:
        chosen = self._window.parts.prompts.choose_files(
            _("Open somebody's diary to read"), (f"*{ENDING}",)
        )
        if chosen:
            self._window.show_places(chosen)

    def _open_folder(self) -> None:
        chosen = self._window.parts.prompts.choose_folder(_("Open a folder of diaries"), None)
        if chosen is not None:
            self._window.show_places([chosen])

    @Slot()
    def _save_notes(self) -> None:
        path = self._window.current_path()
        notes = self._window.side.notes()
        if path is None or self._window.shown() is None:
            return
        if not (notes.notes or notes.offers):
            self._window.messages.toast(_("There are no notes about this file yet."))
            return
        suggested = path.with_name(notes_name(path))
        target = self._window.parts.prompts.choose_save_path(_("Save notes"), suggested)
        if target is not None:
            self._window.side.save_for_runner(_as_notes(target))

    # ---- notes and paper ----

    @Slot(str, object)
    def _on_note_bar_note_written(self, text: str, pin: object) -> None:
        window, shown = self._window, self._window.shown()
        if shown is not None and isinstance(pin, Pin) and window.side.add_note(text, pin):
            window.reader.note_bar.empty()
            window.side.tell_pinned(pin, shown.diary.runs)

    @Slot()
    def _print(self) -> None:
        shown = self._window.shown()
        if shown is None:
            return
        document = self._window.reader.current_tab().paper()
        if document is not None:
            self.printing.ask_printer_for(document)
            return
        dialog = PrintDialog(self._parent, len(self._window.side.notes().notes))
        dialog.print_requested.connect(partial(self._ask_printer, shown))
        dialog.open()

    def _ask_printer(self, shown: Reviewed, has_notes: bool) -> None:
        self.printing.ask_printer(self.report(shown, has_notes=has_notes))

    def report(self, shown: Reviewed, *, has_notes: bool) -> Callable[[], VisitReport]:
        """What makes the report of a file that is printed."""
        formats = self._window.parts.formats()
        notes = self._window.side.notes() if has_notes else None
        return partial(report_of, shown, formats, notes)

    @Slot(bool)
    def _on_printing_printed(self, is_printed: bool) -> None:
        text = _("Printed.") if is_printed else _("The printer did not take it.")
        self._window.messages.toast(text)

    # ---- going and looking ----

    def _find(self) -> None:
        self._window.reader.show_tab("runs")
        self._window.reader.current_tab().go_to_search()

    def _ask_date(self) -> None:
        shown = self._window.shown()
        if shown is None:
            return
        if self._window.reader.current_tab().key not in ("charts", "runs", "signs", "map"):
            self._window.reader.show_tab("charts")
        last_on, formats = shown.last_on, self._window.parts.formats()
        dialog = GoToDateDialog(self._parent, last_on, last_on, formats)
        dialog.day_chosen.connect(self._window.reader.current_tab().go_to)
        dialog.open()

    def _show_help(self, topic: str) -> None:
        formats = self._window.parts.formats()
        values = setting_values(Settings(), formats)
        book = {each: partial(_page, each, help_markdown(each, values)) for each in _HELP}
        HelpDialog(book, topic, self._parent).open()

    def _resize_text(self, by: int) -> None:
        if self._look is not None:
            self._look.resize_text(by)
            self.refresh()
            return
        present = theme_watcher().text_percent
        larger = [size for size in TEXT_SIZES if size > present]
        smaller = [size for size in TEXT_SIZES if size < present]
        wanted = {1: larger[:1], -1: smaller[-1:], 0: [NORMAL]}[by]
        self._apply(theme_watcher().chosen, wanted[0] if wanted else present)

    def _choose_theme(self, name: str) -> None:
        if self._look is not None:
            self._look.choose_theme(name)
            self.refresh()
            return
        self._apply(cast("ThemeName", name), theme_watcher().text_percent)

    def _apply(self, theme: ThemeName, percent: int) -> None:
        """Dress every window until the program ends; nothing is written."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_theme(app, theme, percent)
        self.refresh()


def _page(topic: str, markdown: str) -> HelpPage:
    return HelpPage(help_title(topic), markdown)


def _as_notes(target: Path) -> Path:
    """The place with the ending of notes; the dialog asked about no file that has it by then."""
    if target.suffix.lower() == NOTES_ENDING:
        return target
    return free_path(target.with_name(f"{target.name}{NOTES_ENDING}"))
