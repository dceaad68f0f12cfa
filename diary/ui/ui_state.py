"""What the window remembers about itself; none of it belongs to the diary or is ever exported."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QSettings

Kept = TypeVar("Kept", bool, int, float, str, list[int], list[str], dict[str, int])

FILE_NAME = "window.ini"


class UiState:
    """Choices by key (`page`, `runs.columns`, …), kept in one file of the person's settings.

    `show_diary` tells which diary `mark` is about.
    """

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings
        self._diary = ""

    @classmethod
    def in_folder(cls, folder: Path) -> UiState:
        """Keep the choices in a file of this folder, which need not exist yet."""
        return cls(QSettings(str(folder / FILE_NAME), QSettings.Format.IniFormat))

    def get(self, key: str, default: Kept) -> Kept:
        """What was kept under a key; `default` when nothing was, or something of another kind."""
        raw = self._settings.value(key)
        if not isinstance(raw, str):
            return default
        try:
            value = json.loads(raw)
        except ValueError:
            return default
        return value if type(value) is type(default) else default

    def set(self, key: str, value: Kept) -> None:
        """Keep a choice."""
        self._settings.setValue(key, json.dumps(value))

    def show_diary(self, path: Path) -> None:
        """The diary at this path is shown from now on."""
        self._diary = os.path.abspath(path)  # noqa: PTH100 - takes ".." out as well

    def hashed(self, text: str) -> str:
        """What a text about the diary shown is remembered by; nobody can read it there.

        It is another one for every diary.
        """
        # Most starts have nothing to mark.
        from hashlib import blake2b  # noqa: PLC0415 - see above

        whole = f"{self._diary}\n{text}".encode(errors="surrogateescape")
        return blake2b(whole, digest_size=8).hexdigest()
