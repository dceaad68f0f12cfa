"""What the Help menu shows; "When to get help now" is always the same page.

It also knows which part of the help speaks about which fault.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from diary import __version__, paths
from diary.domain import errors
from diary.domain.errors import BackupFault, FileFault
from diary.texts.labels import label
from diary.ui.context import PageContext
from diary.ui.main_window.menus import menu_table
from diary.ui.main_window.page_table import page_entries
from diary.ui.menu_bar import Menu
from diary.words import _

# The help itself is imported where it is opened: the first paint needs none of it.
if TYPE_CHECKING:
    from diary.ui.dialogs.help_dialog import HelpPage

# Sections of resources/help/files.md.
COULD_NOT_SAVE = "could-not-save"
DISK_FULL = "the-disk-is-full"
NO_RIGHTS = "no-rights-to-write"
MOVED = "moved-replaced-or-deleted"
DAMAGED = "a-problem-in-the-file"
BACKUP_FAILED = "a-backup-failed"
BACKUP_DAMAGED = "a-backup-is-damaged"
_OF_FILES: dict[type[Exception], str] = {
    errors.DiaryMissingError: "the-diary-is-not-there",
    errors.DiaryForeignError: "not-a-kneelog-diary",
    errors.DiaryDamagedError: DAMAGED,
    errors.DiaryBusyError: "in-use-by-another-program",
    errors.DiaryReplacedError: MOVED,
    errors.DiaryNewerError: "made-by-a-newer-version",
    errors.MigrationFailedError: "a-new-version-could-not-take-over",
}
_OF_FAULTS = {
    FileFault.NO_SPACE: DISK_FULL,
    FileFault.NO_RIGHTS: NO_RIGHTS,
    FileFault.READ_ONLY: NO_RIGHTS,
    FileFault.UNREADABLE: NO_RIGHTS,
}
_OF_BACKUPS = {
    BackupFault.DIARY_DAMAGED: DAMAGED,
    BackupFault.NOT_SOUND: BACKUP_DAMAGED,
    BackupFault.NOT_A_BACKUP: "not-a-kneelog-diary",
}


def help_section(error: object) -> str:
    """The section of the help about files that speaks of an error; empty = none does."""
    if isinstance(error, errors.BackupFailedError):
        return _OF_BACKUPS.get(error.fault, BACKUP_FAILED)
    if isinstance(error, errors.DiaryUnwritableError):
        return (
            COULD_NOT_SAVE if error.fault is None else _OF_FAULTS.get(error.fault, COULD_NOT_SAVE)
        )
    return next((part for kind, part in _OF_FILES.items() if isinstance(error, kind)), "")


def show_files_help(window: QWidget | None, section: str) -> None:
    """Open the help about files at a section."""
    found = None if window is None else window.findChild(WindowHelp)
    if found is not None:
        found.show("files", section)
        return
    from diary.texts.help import help_markdown, help_title  # noqa: PLC0415 - see above
    from diary.ui.dialogs.help_dialog import HelpDialog, HelpPage  # noqa: PLC0415 - see above

    page = HelpPage(help_title("files"), help_markdown("files", {}))
    HelpDialog({"files": lambda: page}, "files", window, section=section).open()


class WindowHelp(QObject):
    """Opens the help over the window; it blocks nothing else that runs.

    `diary_path` tells which diary is shown at the moment.
    """

    def __init__(
        self, window: QWidget, context: PageContext, diary_path: Callable[[], Path]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._context = context
        self._diary_path = diary_path

    def show(self, topic: str, section: str = "") -> None:
        """Open the help at a page and a section of it, or go there when it is open."""
        from diary.ui.dialogs.help_dialog import HelpDialog  # noqa: PLC0415 - see above

        present = self._window.findChild(HelpDialog)
        if present is not None and present.isVisible():
            present.go_to(topic, section)
            present.activateWindow()
            return
        HelpDialog(self.book(), topic, self._window, section=section).open()

    def book(self) -> dict[str, Callable[[], HelpPage]]:
        """Every page of the help by topic, as things are now."""
        from diary.texts.help import TOPICS  # noqa: PLC0415 - see above

        return {topic: partial(self._page, topic) for topic in TOPICS}

    # ---- inside --------------------------------------------------------------------------------

    def _page(self, topic: str) -> HelpPage:
        from diary.texts.help import help_markdown, help_title  # noqa: PLC0415 - see above
        from diary.ui.dialogs.help_dialog import HelpPage  # noqa: PLC0415 - see above

        if topic == "shortcuts":
            return HelpPage(help_title(topic), keys_markdown())
        rows = {"get_help": self._numbers, "where_data": self._places}
        above = rows[topic]() if topic in rows else []
        return HelpPage(help_title(topic), help_markdown(topic, self._values()), above)

    def _values(self) -> dict[str, str]:
        from diary.texts.help import setting_values  # noqa: PLC0415 - see above

        settings, formats = self._context.journal.diary.settings, self._context.formats()
        return {**setting_values(settings, formats), "version": __version__}

    def _numbers(self) -> list[tuple[str, str]]:
        """Whom to call, as the person has noted it."""
        contacts = self._context.journal.diary.person.contacts
        return [
            (label(each.kind), " \N{MIDDLE DOT} ".join(filter(None, (each.name, each.phone))))
            for each in contacts
        ]

    def _places(self) -> list[tuple[str, str]]:
        """Where the diary and everything around it lies."""
        path = self._diary_path()
        places = [
            (_("Diary"), path),
            (_("Backups"), path.parent / "backups" / path.stem),
            (_("Choices"), paths.config_path()),
            (_("Log"), paths.log_path()),
        ]
        return [(word, str(place)) for word, place in places]


def own_keys() -> list[tuple[str, str]]:
    """The keys that are no menu entries, and what they do."""
    return [
        (_("0 to 9, End"), _("On a pain scale: set the score; End or 1 and 0 set 10")),
        (_("Left, Right"), _("On a pain scale: one less, one more")),
        (_("Delete"), _("On a pain scale: take the answer back")),
        (_("Arrow keys, Space"), _("On the knee map: go to a spot, tick it")),
        (_("Arrow keys"), _("In a row of choices: choose; in a chart: go from day to day")),
        (_("Enter"), _("In a table: open the row; on a button: press it")),
        (_native("Ctrl+Return"), _("In a form: save")),
        (_native("Alt+Left"), _("In the help: back")),
        (_("Esc"), _("Close a dialog; clear the search")),
    ]


def keys_markdown() -> str:
    """Every key of the window and of its own controls, by menu; made from the menus themselves."""
    from diary.texts.help import help_title  # noqa: PLC0415 - see above

    lines = [f"# {help_title('shortcuts')}", ""]
    for menu in menu_table(page_entries()):
        rows = _rows(menu)
        if rows:
            lines += [f"## {menu.text.replace('&', '')}", "", *_table(rows), ""]
    return "\n".join([*lines, "## " + _("Inside a page"), "", *_table(own_keys())])


def _table(rows: list[tuple[str, str]]) -> list[str]:
    # Outside of the line: texts inside one are not found for the translators.
    keys, does = _("Keys"), _("What they do")
    head = [f"| {keys} | {does} |", "|---|---|"]
    # A bar or a star would be read as the table's own.
    return [*head, *(f"| **{_safe(keys)}** | {_safe(text)} |" for keys, text in rows)]


def _safe(text: str) -> str:
    return "".join(f"\\{letter}" if letter in "\\|*_`[]<>#" else letter for letter in text)


def _rows(menu: Menu) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for entry in menu.entries:
        if isinstance(entry, Menu):
            rows += _rows(entry)
        elif entry.keys:
            keys = [_native(each) for each in entry.keys]
            rows.append((_(" or ").join(keys), entry.text.replace("&", "").rstrip("…")))
    return rows


def _native(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
