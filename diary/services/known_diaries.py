"""The diaries this person has opened, and what is remembered about each beside its file.

A convenience, never a source of truth: a file of choices that is missing, broken or cannot be
written costs a choice and is never an error.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from diary.services.new_files import write_whole

ENDING = ".sqlite3"
FILE_NAME = "diaries.json"
_OPENED_KEPT = 50
_LONGEST = 1_000_000


class KnownDiaries:
    """Which diaries there are, which was open last, and what was chosen and said about each.

    `file` is the small JSON file, `diaries_folder` where the person's own diaries lie. Nothing is
    held between two calls, so that two windows see each other's choices.
    """

    def __init__(self, file: Path, diaries_folder: Path) -> None:
        self._file = file
        self._diaries_folder = diaries_folder

    def last(self) -> Path | None:
        """The diary that was opened last and is still there."""
        return next(
            (path for path in map(Path, self._opened(self._read())) if _is_file(path)), None
        )

    def before(self, path: Path) -> Path | None:
        """The diary that was opened last beside this one and is still there."""
        others = (each for each in self._opened(self._read()) if each != _name(path))
        found = next((each for each in map(Path, others) if _is_file(each)), None)
        return found or next((each for each in self.paths() if _name(each) != _name(path)), None)

    def opened(self, path: Path) -> None:
        """Remember that the window has opened a diary."""
        content, name = self._read(), _name(path)
        others = [each for each in self._opened(content) if each != name]
        self._write({**content, "opened": [name, *others][:_OPENED_KEPT]})

    def paths(self) -> list[Path]:
        """Every diary in the person's folder, and others opened before that are there; by name."""
        found = {_name(path) for path in _diaries_in(self._diaries_folder)}
        found.update(name for name in self._opened(self._read()) if _is_file(Path(name)))
        return sorted(map(Path, found), key=lambda path: (path.stem.casefold(), str(path)))

    def second_folder(self, path: Path) -> Path | None:
        """Where finished backups of a diary go as well; None = nowhere else."""
        folder = self._about(path).get("second_folder")
        return Path(folder) if isinstance(folder, str) and folder else None

    def set_second_folder(self, path: Path, folder: Path | None) -> None:
        """Choose the second folder of a diary, or none."""
        self._note(path, "second_folder", None if folder is None else _name(folder))

    def was_said(self, path: Path, key: str) -> bool:
        """True when something that is said once per diary was said about this one."""
        return key in _texts(self._about(path).get("said"))

    def note_said(self, path: Path, key: str) -> None:
        """Remember that it was said."""
        said = _texts(self._about(path).get("said"))
        if key not in said:
            self._note(path, "said", [*said, key])

    def _about(self, path: Path) -> dict[str, Any]:
        return _object(_object(self._read().get("diaries")).get(_name(path)))

    def _note(self, path: Path, key: str, value: object) -> None:
        content, name = self._read(), _name(path)
        diaries = _object(content.get("diaries"))
        about = {**_object(diaries.get(name)), key: value}
        self._write({**content, "diaries": {**diaries, name: about}})

    @staticmethod
    def _opened(content: dict[str, Any]) -> list[str]:
        return _texts(content.get("opened"))

    def _read(self) -> dict[str, Any]:
        with suppress(OSError, ValueError, RecursionError):
            if self._file.stat().st_size <= _LONGEST:
                return _object(json.loads(self._file.read_bytes()))
        return {}

    def _write(self, content: dict[str, Any]) -> None:
        # ASCII only, so that a file name that is no text in any encoding comes back as it was.
        text = json.dumps(content, indent=2, sort_keys=True)
        with suppress(OSError):
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_whole(self._file, text.encode("ascii"))


def _name(path: Path) -> str:
    """One name for a place, however it was typed; links stay, since a person knows those."""
    return os.path.abspath(path.expanduser())  # noqa: PTH100 - takes ".." out as well


def _diaries_in(folder: Path) -> list[Path]:
    with suppress(OSError):
        return [
            path
            for path in folder.iterdir()
            if path.suffix == ENDING and not path.name.startswith(".") and path.is_file()
        ]
    return []


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _texts(value: object) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
