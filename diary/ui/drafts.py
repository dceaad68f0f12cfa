"""What was typed into a form and not saved, kept for each diary until it is saved or discarded.

It is kept in one small file of the person's settings, which only the owner may read, so that it
outlives pages, other diaries and the program. What cannot be written is still kept while the
program runs.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from diary.services.new_files import write_whole

FILE_NAME = "drafts.json"
# The id of an entry that is not there yet.
NEW = ""
_LONGEST = 1_000_000
_NOWHERE = ""


class Drafts:
    """The drafts of the diary that is open, by the kind of the form and the id of its entry.

    `file` is where they are kept; None = only while the program runs.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._diary = _NOWHERE
        self._held: dict[str, dict[str, Any]] = {}

    def go_to(self, diary: Path) -> None:
        """From now on it is about this diary."""
        self._diary = str(diary.absolute())

    def kept(self, kind: str, entry_id: str) -> object:
        """What was kept, as it came out of JSON; None = nothing."""
        return self._of_diary().get(_key(kind, entry_id))

    def keep(self, kind: str, entry_id: str, draft: object) -> None:
        """Keep a draft, which has to be plain JSON, in place of the one before."""
        self._write({**self._of_diary(), _key(kind, entry_id): draft})

    def drop(self, kind: str, entry_id: str) -> None:
        """Forget a draft."""
        drafts = self._of_diary()
        if _key(kind, entry_id) in drafts:
            self._write(
                {name: each for name, each in drafts.items() if name != _key(kind, entry_id)}
            )

    def _of_diary(self) -> dict[str, Any]:
        if self._diary not in self._held:
            self._held[self._diary] = _object(self._read().get(self._diary))
        return self._held[self._diary]

    def _read(self) -> dict[str, Any]:
        with suppress(OSError, ValueError, RecursionError):
            if self._file is not None and self._file.stat().st_size <= _LONGEST:
                return _object(json.loads(self._file.read_bytes()))
        return {}

    def _write(self, drafts: dict[str, Any]) -> None:
        self._held[self._diary] = drafts
        if self._file is None:
            return
        # Another window may have kept something of its own diary.
        content = self._read()
        content.pop(self._diary, None)
        if drafts:
            content[self._diary] = drafts
        with suppress(OSError):
            if not content:
                self._file.unlink(missing_ok=True)
                return
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_whole(self._file, json.dumps(content, sort_keys=True).encode("ascii"))


def _key(kind: str, entry_id: str) -> str:
    return f"{kind} {entry_id}"


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
