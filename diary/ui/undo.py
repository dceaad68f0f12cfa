"""The one undo stack: every change of the window goes through `UndoHistory.push`.

The history applies a change to the journal first and moves on the stack only when that worked, so
a write that fails leaves the stack as it was; the change waits above it and is shown all the same.
A step whose before-value is gone leaves the stack with a message.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from diary.domain.change import Change, ChangeSet, apply, current_entity, rebase
from diary.domain.diary import Diary
from diary.domain.errors import (
    DiaryError,
    DiaryFileError,
    ForeignChangeError,
    StaleChangeError,
)
from diary.services.journal import Journal
from diary.ui.messages import Messages

STEPS = 200
MERGED_WITHIN_S = 2.0
_NEVER_MERGED = -1


def composed(first: ChangeSet, second: ChangeSet) -> ChangeSet | None:
    """One change set for two in a row; None when the second does not start where the first ended.

    Entities that end as they began are left out.
    """
    by_key = {change.key: change for change in first.changes}
    for change in second.changes:
        earlier = by_key.get(change.key)
        if earlier is not None and earlier.after != change.before:
            return None
        before = change.before if earlier is None else earlier.before
        if before == change.after:
            del by_key[change.key]
        else:
            by_key[change.key] = Change(before, change.after)
    return ChangeSet(tuple(by_key.values()))


def _with_changes(diary: Diary, change_sets: tuple[ChangeSet, ...]) -> Diary:
    """A diary with changes on top; one that fits no more is left out."""
    for change_set in change_sets:
        try:
            fitted = [rebase(each, current_entity(diary, each.key)) for each in change_set.changes]
        except StaleChangeError:
            continue
        diary = apply(diary, ChangeSet(tuple(fitted)))
    return diary


def _start_alike(one: ChangeSet, other: ChangeSet) -> bool:
    """True when two change sets start from the same entities."""
    return {each.key: each.before for each in one.changes} == {
        each.key: each.before for each in other.changes
    }


class ChangeCommand(QUndoCommand):
    """One step; the history has applied it to the journal before the stack moves over it."""

    def __init__(self, text: str, change_set: ChangeSet, merge_id: int, pushed_at: float) -> None:
        super().__init__(text)
        self.change_set = change_set
        self.pushed_at = pushed_at
        self._merge_id = merge_id

    def id(self) -> int:
        return self._merge_id

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, ChangeCommand):
            return False
        if other.pushed_at - self.pushed_at > MERGED_WITHIN_S:
            return False
        both = composed(self.change_set, other.change_set)
        if both is None:
            return False
        self.change_set, self.pushed_at = both, other.pushed_at
        self.setText(other.text())
        self.setObsolete(not both)
        return True


class _Waiting(NamedTuple):
    """A change that could not be written."""

    text: str
    change_set: ChangeSet
    merge_key: str | None


class UndoHistory(QObject):
    """Applies changes, takes them back and puts them on again.

    `history_changed` is emitted when the texts of undo and redo may be new; `write_failed` carries
    the error when a change is on screen but not on disk, `write_recovered` tells that all are, and
    `waiting_changed` that `shown_diary` is another one though nothing was written.
    """

    history_changed = Signal()
    waiting_changed = Signal()
    write_failed = Signal(object)
    write_recovered = Signal()

    def __init__(
        self,
        journal: Journal,
        messages: Messages,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._journal = journal
        self._messages = messages
        self._clock = clock
        self._stack = QUndoStack(self)
        self._stack.setUndoLimit(STEPS)
        self._stack.indexChanged.connect(self.history_changed)
        self._merge_ids: dict[str, int] = {}
        self._waiting: list[_Waiting] = []
        self._shown: tuple[int, tuple[_Waiting, ...], Diary] | None = None

    def shown_diary(self) -> Diary:
        """What pages show: the journal's diary with the changes on top that wait to be written."""
        if not self._waiting:
            return self._journal.diary
        state, waiting = self._journal.state, tuple(self._waiting)
        if self._shown is None or self._shown[:2] != (state, waiting):
            self._shown = (state, waiting, _with_changes(self._journal.diary, self.waiting()))
        return self._shown[2]

    def push(self, text: str, change: Change | ChangeSet, *, merge_key: str | None = None) -> bool:
        """Write a change and remember it under `text`, as in "Undo <text>".

        Changes with one `merge_key` within two seconds become one step. False: it was not written
        and the person was told; after a failed write it is kept and tried again. Raises
        `ForeignChangeError` within `Journal.only_beside`; then nothing was written or told.
        """
        change_set = ChangeSet((change,)) if isinstance(change, Change) else change
        if not change_set:
            return True
        wish = _Waiting(text, change_set, merge_key)
        if self._waiting:
            self._wait_with(wish)
            return self.retry()
        error = self._write(wish)
        if isinstance(error, DiaryFileError):
            self._waiting.append(wish)
            self._tell_failed(error)
        return error is None

    def retry(self) -> bool:
        """Write what could not be written before; True when nothing is left waiting."""
        while self._waiting:
            error = self._write(self._waiting[0])
            if isinstance(error, DiaryFileError):
                self._tell_failed(error)
                return False
            # Only now: until it is written the pages go on showing it from here.
            del self._waiting[0]
        self.waiting_changed.emit()
        self.history_changed.emit()
        self.write_recovered.emit()
        return True

    @property
    def has_waiting(self) -> bool:
        """True while a change is on screen that could not be written."""
        return bool(self._waiting)

    def waiting(self) -> tuple[ChangeSet, ...]:
        """The changes that are on screen and could not be written, in order."""
        return tuple(wish.change_set for wish in self._waiting)

    def undo(self) -> bool:
        """Take the last step back; False when that was not possible.

        What waits to be written was done last and just goes.
        """
        if self._waiting:
            self._waiting.pop()
            self.waiting_changed.emit()
            self.history_changed.emit()
            if not self._waiting:
                self.write_recovered.emit()
            return True
        command = self._command_at(self._stack.index() - 1)
        if command is None or not self._is_applied(command, command.change_set.inverse()):
            return False
        self._stack.undo()
        return True

    def redo(self) -> bool:
        """Put the step on again that was taken back last; False when that was not possible."""
        command = self._command_at(self._stack.index())
        if command is None or not self._is_applied(command, command.change_set):
            return False
        self._stack.redo()
        return True

    def undo_text(self) -> str:
        """What Undo would take back; empty when there is nothing."""
        return self._waiting[-1].text if self._waiting else self._stack.undoText()

    def redo_text(self) -> str:
        """What Redo would put on again; empty when there is nothing."""
        return "" if self._waiting else self._stack.redoText()

    def is_last(self, written: ChangeSet) -> bool:
        """True when Undo would take back exactly what was written as this."""
        command = None if self._waiting else self._command_at(self._stack.index() - 1)
        return command is not None and command.change_set == written

    def clear(self) -> None:
        """Forget every step, for another diary."""
        self._stack.clear()
        self._waiting.clear()

    def _write(self, wish: _Waiting) -> Exception | None:
        """Write one change; returns what was in the way and tells the person unless it waits."""
        try:
            self._journal.reload_if_foreign()
            written = self._journal.apply(wish.change_set)
        except DiaryFileError as error:
            return error
        except ForeignChangeError:
            raise
        except DiaryError as error:
            self._messages.problem(error)
            return error
        merge_id = _NEVER_MERGED
        if wish.merge_key is not None:
            merge_id = self._merge_ids.setdefault(wish.merge_key, len(self._merge_ids))
        self._stack.push(ChangeCommand(wish.text, written, merge_id, self._clock()))
        self.history_changed.emit()
        return None

    def _tell_failed(self, error: DiaryFileError) -> None:
        self.waiting_changed.emit()
        self.history_changed.emit()
        self.write_failed.emit(error)

    def _wait_with(self, wish: _Waiting) -> None:
        """Queue a change; a newer one of the same field is joined to the older or replaces it."""
        last = self._waiting[-1]
        if wish.merge_key is None:
            self._waiting.append(wish)
            return
        if last.merge_key == wish.merge_key:
            both = composed(last.change_set, wish.change_set)
            if both is not None:
                self._waiting[-1:] = [_Waiting(wish.text, both, wish.merge_key)] if both else []
                return
        # Whoever starts from what the file holds knows nothing of the change that waits.
        self._waiting = [
            each
            for each in self._waiting
            if each.merge_key != wish.merge_key
            or not _start_alike(each.change_set, wish.change_set)
        ]
        self._waiting.append(wish)

    def _command_at(self, index: int) -> ChangeCommand | None:
        if not 0 <= index < self._stack.count():
            return None
        command = self._stack.command(index)
        return command if isinstance(command, ChangeCommand) else None

    def _is_applied(self, command: ChangeCommand, change_set: ChangeSet) -> bool:
        """Apply one direction of a step; a step that fits no more leaves the stack."""
        try:
            self._journal.reload_if_foreign()
            self._journal.apply(change_set)
        except StaleChangeError as error:
            command.setObsolete(True)
            self._messages.problem(error)
            # Qt takes an obsolete command off the stack when it moves over it.
            if command is self._command_at(self._stack.index() - 1):
                self._stack.undo()
            else:
                self._stack.redo()
            self.history_changed.emit()
            return False
        except DiaryError as error:
            self._messages.problem(error)
            return False
        return True
