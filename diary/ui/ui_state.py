"""What the window remembers about itself; none of it belongs to the diary or is ever exported."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QSettings

Kept = TypeVar("Kept", bool, int, float, str, list[int], list[str], dict[str, int])

FILE_NAME = "window.ini"


class UiState:
    """Choices by key (`page`, `runs.columns`, …), kept in one file of the person's settings."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

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
