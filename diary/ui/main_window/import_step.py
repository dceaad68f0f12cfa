"""Writes an import as one step, only into the diary it was made for, and takes it back again."""

from __future__ import annotations

from contextlib import suppress
from enum import Enum
from typing import TYPE_CHECKING

from diary.domain.change import current_entity
from diary.domain.errors import DiaryError
from diary.words import _

if TYPE_CHECKING:
    from diary.domain.change import ChangeSet
    from diary.domain.diary import Diary
    from diary.services.import_plan import ImportPlan
    from diary.services.importing import Importing
    from diary.ui.context import PageContext


class Undone(Enum):
    """What became of taking an import back."""

    WHOLE = "whole"
    # What was changed since stays.
    PARTLY = "partly"
    # All that is left of it was changed since.
    NOTHING = "nothing"
    # Nothing is left of it.
    GONE = "gone"
    # It could not be written.
    NOT_SAVED = "not_saved"


def catch_up(context: PageContext) -> None:
    """Take over what another program has written, if it has."""
    # What is wrong with the file is told when it is written to.
    with suppress(DiaryError):
        context.journal.reload_if_foreign()


def is_still_for(context: PageContext, importing: Importing, plan: ImportPlan) -> bool:
    """False when somebody has written since the plan was made, such as the same runs."""
    catch_up(context)
    return importing.is_current(plan)


def push_import(context: PageContext, step: str, changes: ChangeSet) -> bool:
    """Write it as `UndoHistory.push` does, or not at all if another program was faster.

    Then it raises `ForeignChangeError`, and nobody has told the person.
    """
    if not changes or context.undo.has_waiting:
        # What waits is written first, and makes another diary of this one.
        return context.undo.push(step, changes)
    with context.journal.only_beside(context.journal.diary):
        return context.undo.push(step, changes)


def undo_import(context: PageContext, written: ChangeSet) -> Undone:
    """Take an import back as it stands in the diary now; what was changed since stays."""
    from diary.services.import_changes import undo_of  # noqa: PLC0415 - rarely needed

    catch_up(context)
    undo = context.undo
    if undo.is_last(written) and _is_as_left(written, context.journal.diary):
        if undo.undo():
            return Undone.WHOLE
        if undo.is_last(written):
            return Undone.NOT_SAVED
        # Another program was faster by a hair, and the step is gone.
    diary = context.journal.diary
    back = undo_of(written, diary)
    if back:
        is_done = undo.push(_("undo of the import"), back)
        return Undone.PARTLY if is_done else Undone.NOT_SAVED
    is_there = any(current_entity(diary, each.key) is not None for each in written.changes)
    return Undone.NOTHING if is_there else Undone.GONE


def _is_as_left(written: ChangeSet, diary: Diary) -> bool:
    """True while nobody has touched what was written."""
    return all(current_entity(diary, each.key) == each.after for each in written.changes)
