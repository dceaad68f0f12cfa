"""Pushes a change and says so, with a way back that takes back nothing else."""

from __future__ import annotations

from diary.domain.change import ChangeSet
from diary.ui.context import PageContext
from diary.words import _


def push_and_tell(context: PageContext, text: str, change_set: ChangeSet, told: str) -> bool:
    """Write a change under `text` and say `told` with Undo; False when it was not written."""
    if not change_set:
        return True
    if not context.undo.push(text, change_set):
        return False

    def take_back() -> None:
        # A newer step may lie above this one; the menu takes steps back in order.
        if context.undo.undo_text() == text:
            context.undo.undo()

    context.messages.toast(told, _("Undo"), take_back)
    return True
