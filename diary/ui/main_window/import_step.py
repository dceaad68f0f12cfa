"""Writes an import as one step, and only into the diary that it was made for."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from diary.domain.errors import DiaryError

if TYPE_CHECKING:
    from diary.domain.change import ChangeSet
    from diary.services.import_plan import ImportPlan
    from diary.services.importing import Importing
    from diary.ui.context import PageContext


def is_still_for(context: PageContext, importing: Importing, plan: ImportPlan) -> bool:
    """False when somebody has written since the plan was made, such as the same runs."""
    # What is wrong with the file is told when it is written to.
    with suppress(DiaryError):
        context.journal.reload_if_foreign()
    return importing.is_current(plan)


def push_import(context: PageContext, step: str, changes: ChangeSet) -> bool:
    """Write it as `UndoHistory.push` does, or not at all if another program was faster."""
    if not changes or context.undo.has_waiting:
        # What waits is written first, and makes another diary of this one.
        return context.undo.push(step, changes)
    with context.journal.only_beside(context.journal.diary):
        return context.undo.push(step, changes)
