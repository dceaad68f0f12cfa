"""Pushes a change and says so, with a way back that takes back nothing else."""

from __future__ import annotations

from typing import TypeVar

from diary.domain.change import Change, ChangeSet, current_entity, rebase
from diary.domain.errors import StaleChangeError
from diary.domain.exercise import KeptExercise
from diary.domain.plan import Plan
from diary.domain.run import Run
from diary.domain.session import Session
from diary.domain.shoe import Shoe
from diary.ui.context import PageContext
from diary.words import _

Told = TypeVar("Told", Plan, Session, KeptExercise)


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


def changed(before: Run | Shoe | None, after: Run | Shoe) -> ChangeSet:
    """From one entry to the other; None = a new one. Nothing when they are the same."""
    return ChangeSet(() if before == after else (Change(before, after),))


def onto_now(context: PageContext, before: Told | None, told: Told) -> Told:
    """What was told, with what changed meanwhile in the fields that were left as they were.

    `before` is what the form began with, None = a new entry. Raises `StaleChangeError` where both
    changed one field, and when the entry is gone.
    """
    change = Change(before, told)
    after = rebase(change, current_entity(context.undo.shown_diary(), change.key)).after
    return after if isinstance(after, type(told)) else told


def is_shown(context: PageContext, change_set: ChangeSet) -> bool:
    """True when a change is on screen: written, or waiting until it can be."""
    diary = context.undo.shown_diary()
    for change in change_set.changes:
        now = current_entity(diary, change.key)
        try:
            if rebase(change, now).after != now:
                return False
        except StaleChangeError:
            return False
    return True
