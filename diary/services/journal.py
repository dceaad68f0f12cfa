"""The one way into the diary: checks, writes, and only then tells.

Before a store is attached (while the program starts) changes are kept in a queue: pages see them
at once, but they count as saved only when they were committed after `begin_saving` or `attach`. A
store is there long before the whole diary is read; what is written in between is put on top of it.
When the rest cannot be read, what was written is on disk all the same and goes along into the file
that takes the place of the one that cannot be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from diary.domain.change import Change, ChangeSet, apply, current_entity, rebase
from diary.domain.diary import Diary
from diary.domain.errors import ForeignChangeError, StaleChangeError

if TYPE_CHECKING:
    from diary.domain.bin import DeletedEntry
    from diary.domain.change import Entity, EntityKey
    from diary.domain.same_run import RunTrace
    from diary.services.events import EventBus
    from diary.services.ports import DiaryStore


class Journal:
    """Holds the diary as last written and applies changes to it.

    `on_saved` is called with each change set once it is on disk.
    """

    def __init__(self, bus: EventBus, diary: Diary | None = None) -> None:
        self._bus = bus
        self._diary = diary or Diary()
        self._store: DiaryStore | None = None
        self._state = 0
        self._queue: list[ChangeSet] = []
        # What was written while the rest of the diary was read, kept until all of it was.
        self._is_whole = False
        self._meanwhile: list[ChangeSet] = []
        # True when another program has written and what was read may not hold it.
        self._is_behind = False
        # True once that was told, until the diary is read again.
        self._is_unread = False
        self._only_beside: Diary | None = None
        self._saved_listeners: list[Callable[[ChangeSet], None]] = []

    @property
    def diary(self) -> Diary:
        """The diary with every accepted change."""
        return self._diary

    @property
    def state(self) -> int:
        """A number that is another one after every change of `diary`."""
        return self._state

    @property
    def is_attached(self) -> bool:
        """True when the whole diary is there and changes go to disk at once."""
        return self._store is not None and self._is_whole

    @property
    def has_unsaved(self) -> bool:
        """True while accepted changes wait for a store."""
        return bool(self._queue)

    @property
    def has_saved_unread(self) -> bool:
        """True when entries are on disk in a file whose other content was not read."""
        return bool(self._meanwhile)

    def traces_in_bin(self) -> list[RunTrace]:
        """What tells the runs in the bin again; empty before a store is there."""
        return self._store.traces_in_bin() if self._store is not None else []

    def deleted(self) -> list[DeletedEntry]:
        """What lies in the bin, newest first; empty before a store is there."""
        return self._store.deleted() if self._store is not None else []

    def empty_bin(self) -> None:
        """Take everything out of the bin for good; raises a `DiaryFileError`."""
        if self._store is not None:
            self._store.empty_bin_now()

    def on_saved(self, listener: Callable[[ChangeSet], None]) -> None:
        """Call `listener` with every change set that is on disk, from now on."""
        self._saved_listeners.append(listener)

    def apply(self, change: Change | ChangeSet) -> ChangeSet:
        """Write one change or a set of them as one transaction, then publish it.

        Returns the set as written (rebased). Raises what `DiaryStore.write` raises; then nothing
        has changed.
        """
        change_set = ChangeSet((change,)) if isinstance(change, Change) else change
        is_for_one = self._only_beside is not None
        if is_for_one and (self._is_unread or self._only_beside is not self._diary):
            raise ForeignChangeError
        if self._store is None:
            written = self._rebased(change_set)
            self._queue.append(written)
            self._take(written)
            return written
        written = self._store.write(change_set, unless_foreign=is_for_one)
        self._note_written(written)
        self._take(written)
        self._tell_saved(written)
        return written

    @contextmanager
    def only_beside(self, diary: Diary) -> Iterator[None]:
        """Within it changes are written if the file holds this diary, and nothing more.

        Else `apply` raises `ForeignChangeError`: for changes that rest on what is not there.
        """
        self._only_beside = diary
        try:
            yield
        finally:
            self._only_beside = None

    def attach(self, store: DiaryStore) -> list[StaleChangeError]:
        """Join the store of a diary that is whole; as `begin_saving` for what was queued."""
        # What a file holds that could not be read stays there.
        self._meanwhile = []
        refused = self.begin_saving(store)
        self._become_whole()
        return refused

    def begin_saving(self, store: DiaryStore) -> list[StaleChangeError]:
        """Join the store and commit what was queued; returns the changes that no longer fit.

        The diary may be a part of what the file holds until `complete`. Raises what the store
        raises; then everything not written is queued again and no store is joined.
        """
        self._store, self._is_behind, self._is_unread = store, False, False
        refused = self._carry_over(store)
        queued, self._queue = self._queue, []
        for index, change_set in enumerate(queued):
            try:
                written = store.write(change_set)
            except StaleChangeError as error:
                refused.append(error)
                continue
            except Exception:
                self._store, self._queue = None, queued[index:]
                raise
            self._note_written(written)
            self._tell_saved(written)
        return refused

    def complete(self, diary: Diary) -> None:
        """Take over the whole diary, read after `begin_saving`, with what was written meanwhile.

        What another program wrote meanwhile may be missing; then `has_foreign_change` says so.
        """
        for change_set in self._meanwhile:
            diary = apply(diary, change_set)
        self._become_whole()
        self.replace_diary(diary)

    def replace_diary(self, diary: Diary) -> None:
        """Take over a freshly loaded diary; changes still in the queue stay on top of it."""
        self._diary = diary
        self._is_unread = False
        self._state += 1
        for change_set in self._queue:
            self._diary = apply(self._diary, change_set)
        self._bus.publish(ChangeSet(()))

    def has_foreign_change(self, *, is_kept: bool = False) -> bool:
        """True, once, when another program has written; whoever asks then reads the diary again.

        With `is_kept` it is True for who asks next, too. Raises `DiaryReplacedError` when the path
        no longer leads to the open file.
        """
        if self._store is None:
            return False
        self._is_behind = self._store.has_foreign_change() or self._is_behind
        if is_kept:
            return self._is_behind
        if not self._is_whole:
            # Kept for whoever looks once all is read; nobody can take anything over before.
            return False
        found, self._is_behind = self._is_behind, False
        self._is_unread = self._is_unread or found
        return found

    def follow(self, changes: ChangeSet, state: int) -> bool:
        """Take over what another program wrote; False when `diary` is not that of `state` any more.

        `changes` make the diary in the file out of the one held then; they are on disk already.
        """
        if state != self._state:
            return False
        self._is_unread = False
        if changes:
            self._take(changes)
        return True

    def reload_if_foreign(self) -> bool:
        """Load again when the diary may lack what another program has written; True when it had."""
        self.has_foreign_change()
        if self._store is None or not self._is_unread:
            return False
        self.replace_diary(self._store.load())
        return True

    def detach(self) -> None:
        """Close the store; later changes are queued again."""
        store = self.give_up()
        if store is not None:
            store.close()

    def give_up(self) -> DiaryStore | None:
        """Hand the store to whoever closes it; later changes are queued again."""
        store, self._store = self._store, None
        self._is_whole = False
        return store

    def _carry_over(self, store: DiaryStore) -> list[StaleChangeError]:
        """Have what went into a file that could not be read in this one, which may be the same.

        Returns what no longer fits. Raises what the store raises; then no store is joined.
        """
        carried, self._meanwhile = self._meanwhile, []
        whole = _in_one(carried)
        refused = []
        try:
            for part in _as_far_as_it_fits(store, whole):
                if isinstance(part, StaleChangeError):
                    refused.append(part)
                else:
                    self._note_written(part)
        except Exception:
            self._store, self._meanwhile = None, carried
            raise
        return refused

    def _become_whole(self) -> None:
        self._is_whole, self._meanwhile = True, []

    def _note_written(self, written: ChangeSet) -> None:
        if not self._is_whole:
            self._meanwhile.append(written)

    def _rebased(self, change_set: ChangeSet) -> ChangeSet:
        diary, done = self._diary, []
        for change in change_set.changes:
            fitted = rebase(change, current_entity(diary, change.key))
            diary = apply(diary, ChangeSet((fitted,)))
            done.append(fitted)
        return ChangeSet(tuple(done))

    def _take(self, written: ChangeSet) -> None:
        self._diary = apply(self._diary, written)
        self._state += 1
        self._bus.publish(written)

    def _tell_saved(self, written: ChangeSet) -> None:
        for listener in self._saved_listeners:
            listener(written)


def _in_one(change_sets: list[ChangeSet]) -> ChangeSet:
    """What change sets do together: each entity from what it was first to what it is last."""
    ends: dict[EntityKey, tuple[Entity | None, Entity | None]] = {}
    for change_set in change_sets:
        for change in change_set.changes:
            before, _last = ends.get(change.key, (change.before, None))
            ends[change.key] = (before, change.after)
    changed = (Change(before, after) for before, after in ends.values() if before != after)
    return ChangeSet(tuple(changed))


def _as_far_as_it_fits(
    store: DiaryStore, changes: ChangeSet
) -> Iterator[ChangeSet | StaleChangeError]:
    """Write all in one go, or else each change that fits; yields what was written and what not."""
    if not changes:
        return
    try:
        yield store.write(changes)
    except StaleChangeError:
        for change in changes.changes:
            try:
                yield store.write(ChangeSet((change,)))
            except StaleChangeError as error:
                yield error
