"""The only questions that stop the person: which files to read, and where to write."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

# Dialogs are looked up where they are opened: the first paint needs none of them.
from PySide6 import QtCore, QtWidgets
from PySide6.QtWidgets import QWidget

from diary.words import _


class Prompts(Protocol):
    """Asks the person and waits for the answer; a test answers from a list."""

    def choose_files(
        self, title: str, patterns: Sequence[str] = (), suggested: Path | None = None
    ) -> list[Path]:
        """Files to read, none when the person thought better of it.

        `patterns` are like "*.fit"; without any every file can be chosen. `suggested` is the folder
        that is shown first.
        """

    def choose_save_path(self, title: str, suggested: Path) -> Path | None:
        """Where to write a file, or None; replacing one was then agreed to."""

    def choose_folder(self, title: str, suggested: Path | None) -> Path | None:
        """A folder to read from or write into, or None; `suggested` is the one shown first."""


class WindowPrompts:
    """Asks in dialogs over the window that `window` returns."""

    def __init__(self, window: Callable[[], QWidget | None]) -> None:
        self._window = window

    def choose_files(
        self, title: str, patterns: Sequence[str] = (), suggested: Path | None = None
    ) -> list[Path]:
        everything = _("All files ({patterns})").format(patterns="*")
        known = _("Files that can be read ({patterns})").format(patterns=" ".join(patterns))
        filters = f"{known};;{everything}" if patterns else everything
        first = "" if suggested is None else str(suggested)
        names, _chosen = QtWidgets.QFileDialog.getOpenFileNames(
            self._window(), title, first, filters
        )
        return [Path(name) for name in names]

    def choose_save_path(self, title: str, suggested: Path) -> Path | None:
        name, _chosen = QtWidgets.QFileDialog.getSaveFileName(self._window(), title, str(suggested))
        return Path(name) if name else None

    def choose_folder(self, title: str, suggested: Path | None) -> Path | None:
        first = "" if suggested is None else str(suggested)
        name = QtWidgets.QFileDialog.getExistingDirectory(self._window(), title, first)
        return Path(name) if name else None


def say_before_the_window(text: str) -> None:
    """Say why no window comes; waits until it is read. The text is shown as plain text."""
    box = QtWidgets.QMessageBox()
    box.setTextFormat(QtCore.Qt.TextFormat.PlainText)
    box.setWindowTitle("Kneelog")
    box.setText(text)
    box.exec()
