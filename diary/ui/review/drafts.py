"""Notes that were begun and not pinned: they wait at their file, and none is ever lost.

They are kept beside the file, as notes, before it goes out of the list or the window closes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from diary.domain.pt_note import THE_VISIT, Pin
from diary.texts.review import kept_draft_text, not_kept_text
from diary.ui.messages import Messages
from diary.ui.review.note_bar import NoteBar
from diary.ui.review.side import AboutFile, SideKeeper
from diary.words import _


@dataclass(frozen=True, slots=True)
class _Draft:
    file: AboutFile
    text: str
    pin: Pin


class Drafts:
    """What stands in the line for a note, for each file."""

    def __init__(self, side: SideKeeper, messages: Messages) -> None:
        self._side = side
        self._messages = messages
        self._by_path: dict[Path, _Draft] = {}
        self._may_lose = False

    def take_from(self, bar: NoteBar) -> None:
        """Remember what stands in the line about the file that is shown."""
        file = self._side.file()
        if file is None:
            return
        text, pin = bar.field.text(), bar.about.choice()
        self._by_path.pop(file.path, None)
        if text.strip():
            pin = pin if isinstance(pin, Pin) else THE_VISIT
            self._by_path[file.path] = _Draft(file, text, pin)

    def text_for(self, path: Path) -> str:
        """What was begun about this file."""
        draft = self._by_path.get(path)
        return "" if draft is None else draft.text

    def settle(self, path: Path) -> str:
        """Keep what was begun about a file as a note, which is told; "" or what went wrong."""
        draft = self._by_path.get(path)
        if draft is None:
            return ""
        problem = self._side.keep(draft.file, draft.text, draft.pin)
        if not problem:
            del self._by_path[path]
            self._messages.toast(kept_draft_text(path.name))
        return problem

    def settle_all_but(self, paths: Collection[Path]) -> str:
        """The same for every other file; the first thing that went wrong."""
        problems = [self.settle(path) for path in list(self._by_path) if path not in paths]
        return next(filter(None, problems), "")

    def may_end(self, close: Callable[[], object]) -> bool:
        """Keep everything before the window closes; what cannot be kept is told, once.

        `close` is what ends it all the same.
        """
        problem = self.settle_all_but(())
        if not problem or self._may_lose:
            return True

        def close_without() -> None:
            self._may_lose = True
            close()

        self._messages.toast(not_kept_text(problem), _("Close without it"), close_without)
        return False
