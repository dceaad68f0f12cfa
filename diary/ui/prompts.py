"""The only questions that stop the person: files, folders and the few confirmations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from diary.words import _


class Prompts(Protocol):
    """Asks the person and waits for the answer; a test answers from a list."""

    def choose_files(self, title: str, patterns: Sequence[str] = ()) -> list[Path]:
        """Files to read, none when the person thought better of it.

        `patterns` are like "*.fit"; without any every file can be chosen.
        """

    def choose_folder(self, title: str) -> Path | None:
        """A folder, or None."""

    def choose_save_path(self, title: str, suggested: Path) -> Path | None:
        """Where to write a file, or None; replacing one was then agreed to."""

    def confirm(self, title: str, text: str, action_text: str, cancel_text: str = "") -> bool:
        """True when the person presses the button `action_text`, which names the result."""


class WindowPrompts:
    """Asks in dialogs over the window that `window` returns."""

    def __init__(self, window: Callable[[], QWidget | None]) -> None:
        self._window = window

    def choose_files(self, title: str, patterns: Sequence[str] = ()) -> list[Path]:
        everything = _("All files ({patterns})").format(patterns="*")
        known = _("Files that can be read ({patterns})").format(patterns=" ".join(patterns))
        filters = f"{known};;{everything}" if patterns else everything
        names, _chosen = QFileDialog.getOpenFileNames(self._window(), title, "", filters)
        return [Path(name) for name in names]

    def choose_folder(self, title: str) -> Path | None:
        name = QFileDialog.getExistingDirectory(self._window(), title)
        return Path(name) if name else None

    def choose_save_path(self, title: str, suggested: Path) -> Path | None:
        name, _chosen = QFileDialog.getSaveFileName(self._window(), title, str(suggested))
        return Path(name) if name else None

    def confirm(self, title: str, text: str, action_text: str, cancel_text: str = "") -> bool:
        box = QMessageBox(self._window())
        box.setWindowTitle(title)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(title)
        box.setInformativeText(text)
        action = box.addButton(action_text, QMessageBox.ButtonRole.AcceptRole)
        cancel = box.addButton(cancel_text or _("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(cancel)
        box.exec()
        return box.clickedButton() is action
