"""What the Help menu shows; "When to get help now" is always the same page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QWidget

from diary import __version__
from diary.ui.dialogs.reading import HelpDialog, ListDialog, TextDialog
from diary.ui.main_window.menus import Menu, menu_table
from diary.ui.main_window.page_table import page_entries
from diary.words import _


class WindowHelp:
    """Opens the dialogs over the window; they block nothing else that runs."""

    def __init__(self, window: QWidget, diary_path: Path) -> None:
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
        """Where the diary file lies."""
        paragraphs = [
            _("Your diary is one file on this computer."),
            str(self._diary_path),
            _("Nothing is sent anywhere. Copy the file to keep it safe."),
        ]
        title = _("Where my data is kept")
        self._open(TextDialog(title, paragraphs, name="where_data", parent=self._window))

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
