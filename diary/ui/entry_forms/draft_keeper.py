"""Keeps what was typed into one form until it is saved or discarded."""

from __future__ import annotations

from typing import Generic

from diary.ui.drafts import NEW, Drafts
from diary.ui.entry_forms.kept_drafts import Draft, DraftKind, plain_draft


class DraftKeeper(Generic[Draft]):
    """The draft of the form of one entry; `entry_id` is `NEW` while it is not there yet."""

    def __init__(self, drafts: Drafts, kind: DraftKind[Draft], entry_id: str) -> None:
        self._drafts = drafts
        self._kind = kind
        self._entry_id = entry_id

    def kept(self, start: Draft) -> Draft | None:
        """What was typed the last time, None = nothing.

        Onto an entry that is there, which the form shows as `start`, go only the changed fields.
        """
        kept = self._kind.read(self._drafts.kept(self._kind.name, self._entry_id))
        if kept is None:
            return None
        return kept.typed if self._entry_id == NEW else kept.onto(start)

    def keep(self, start: Draft, typed: Draft | None, *, is_gone: bool = False) -> None:
        """Keep what is typed; None = nothing was, and what was kept before stays.

        Of an entry that is gone meanwhile it waits for a new one, unless another draft does.
        """
        if typed is None:
            return
        is_free = self._drafts.kept(self._kind.name, NEW) is None
        key = NEW if is_gone and is_free else self._entry_id
        self._drafts.keep(self._kind.name, key, plain_draft(start, typed))

    def drop(self) -> None:
        """Forget the draft."""
        self._drafts.drop(self._kind.name, self._entry_id)
