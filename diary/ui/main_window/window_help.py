"""What the Help menu shows; "When to get help now" is always the same page.

It also knows which part of the help speaks about which fault.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QWidget

from diary import __version__, paths
from diary.domain import errors
from diary.domain.errors import BackupFault, FileFault
from diary.ui.dialogs.reading import HelpDialog, ListDialog, TextDialog
from diary.ui.main_window.menus import Menu, menu_table
from diary.ui.main_window.page_table import page_entries
from diary.words import _

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
    title = _("When something is wrong with a file")
    HelpDialog("files", title, window, section=section).open()


class WindowHelp:
    """Opens the dialogs over the window; they block nothing else that runs.

    `diary_path` tells which diary is shown at the moment.
    """

    def __init__(self, window: QWidget, diary_path: Callable[[], Path]) -> None:
        self._window = window
        self._diary_path = diary_path

    def show_help(self) -> None:
        """The help page."""
        self._open(HelpDialog("help", _("Help"), self._window))

    def show_get_help(self) -> None:
        """When to get help now."""
        self._open(HelpDialog("get_help", _("When to get help now"), self._window))

    def show_shortcuts(self) -> None:
        """Every key of the window and of its own controls."""
        rows = [row for menu in menu_table(page_entries()) for row in _rows(menu)]
        rows += [
            (_("0 to 9, End"), _("On a pain scale: set the score; End or 1 and 0 set 10")),
            (_("Left, Right"), _("On a pain scale: one less, one more")),
            (_("Delete"), _("On a pain scale: take the answer back")),
            (_("Arrow keys, Space"), _("On the knee map: go to a spot, tick it")),
            (_("Esc"), _("Close a dialog")),
        ]
        self._open(
            ListDialog(_("Keyboard shortcuts"), "", rows, name="shortcuts", parent=self._window)
        )

    def show_where_data(self) -> None:
        """Where the diary and everything around it lies, and who can read it."""
        path = self._diary_path()
        places = [
            (_("Diary"), path),
            (_("Backups"), path.parent / "backups" / path.stem),
            (_("Choices"), paths.config_path()),
            (_("Log"), paths.log_path()),
        ]
        rows = [(word, str(place)) for word, place in places]
        title = _("Where my data is kept")
        self._open(HelpDialog("where_data", title, self._window, rows=rows))

    def show_about(self) -> None:
        """Name, version, licence, and what the program is not."""
        paragraphs = [
            _("Kneelog {version}").format(version=__version__),
            _("A diary for runners with a sore knee."),
            _("It works offline: no account, no network."),
            _("It keeps what you note and counts it. It never says what is wrong with a knee."),
            _("Free software under the MIT licence."),
        ]
        self._open(TextDialog(_("About Kneelog"), paragraphs, name="about", parent=self._window))

    def _open(self, dialog: QDialog) -> None:
        dialog.open()


def _rows(menu: Menu) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for entry in menu.entries:
        if isinstance(entry, Menu):
            rows += _rows(entry)
        elif entry.keys:
            form = QKeySequence.SequenceFormat.NativeText
            keys = [QKeySequence(each).toString(form) for each in entry.keys]
            rows.append((_(" or ").join(keys), entry.text.replace("&", "").rstrip("…")))
    return rows
