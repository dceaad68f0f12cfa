"""Prompts that answer from what a test put in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class AnsweringPrompts:
    """Prompts that answer from what a test put in; nothing opens."""

    files: list[Path] = field(default_factory=list)
    folder: Path | None = None
    asked: list[str] = field(default_factory=list)

    def choose_files(
        self, title: str, patterns: Sequence[str] = (), suggested: Path | None = None
    ) -> list[Path]:
        self.asked.append(title)
        return self.files

    def choose_save_path(self, title: str, suggested: Path) -> Path | None:
        self.asked.append(title)
        return suggested

    def choose_folder(self, title: str, suggested: Path | None) -> Path | None:
        self.asked.append(title)
        return self.folder
