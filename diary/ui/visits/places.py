"""Where what is handed on is put, and how it is shown there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices


def documents() -> Path:
    """Where people keep what they hand on; their own folder where there is none for documents.

    A new account may name a folder that nobody has made yet; into that nothing can be saved.
    """
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found and Path(found).is_dir() else Path.home()


def show_in_folder(folder: Path) -> None:
    """Open a folder in the program the system has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
