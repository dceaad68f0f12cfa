"""Changes runs from the table: one or many, as one step that can be undone.

Before many at once are changed a backup is made, and the change is made of what the diary holds
when that is done.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from diary.domain.change import ChangeSet
from diary.domain.diary import Diary
from diary.domain.run import Hills, RunKind, Surface
from diary.services.run_edits import (
    BACKUP_FROM_RUNS,
    RunField,
    RunValue,
    remove_runs,
    set_on_runs,
)
from diary.texts.labels import label
from diary.ui.context import PageContext
from diary.ui.entry_forms.saving import push_and_tell
from diary.ui.widgets.button import escaped_mnemonic
from diary.words import _, plural


class RunChanges(QObject):
    """`removed` carries the ids of runs that were taken away."""

    removed = Signal(object)

    def __init__(self, context: PageContext, owner: QObject) -> None:
        super().__init__(owner)
        self._context = context

    def choices(self, field: RunField) -> list[tuple[RunValue, str]]:
        """The values that can be set, with their texts; the last takes the value away."""
        if field is RunField.SHOE:
            diary = self._context.journal.diary
            shoes = [shoe for shoe in diary.shoes.values() if not shoe.is_retired]
            shoes.sort(key=lambda shoe: shoe.name.casefold())
            return [*((shoe.id, shoe.name) for shoe in shoes), (None, _("No shoe recorded"))]
        kinds: dict[RunField, type[Surface | RunKind | Hills]] = {
            RunField.SURFACE: Surface,
            RunField.KIND: RunKind,
            RunField.HILLS: Hills,
        }
        members: Sequence[Surface | RunKind | Hills] = list(kinds[field])
        return [*((member, label(member)) for member in members), (None, _("Not given"))]

    def set(self, run_ids: Sequence[str], field: RunField, value: RunValue) -> None:
        """Give these runs a value."""
        ids = list(run_ids)

        def make(diary: Diary) -> ChangeSet:
            return set_on_runs(diary, ids, field, value)

        text = dict(self.choices(field)).get(value, "")
        self._push(make, lambda count: _step(field, count), lambda n: _told(field, n, text))

    def remove(self, run_ids: Sequence[str], then: Callable[[], None]) -> None:
        """Take these runs away and call `then`; the toast and Ctrl+Z bring them back."""
        ids = list(run_ids)

        def make(diary: Diary) -> ChangeSet:
            return remove_runs(diary, ids)

        def step(count: int) -> str:
            return plural("delete run", "delete {n} runs", count).format(n=count)

        def told(count: int) -> str:
            return plural("Run deleted.", "{n} runs deleted.", count).format(n=count)

        def tell() -> None:
            self.removed.emit(ids)
            then()

        self._push(make, step, told, tell)

    def _push(
        self,
        make: Callable[[Diary], ChangeSet],
        step: Callable[[int], str],
        told: Callable[[int], str],
        then: Callable[[], None] | None = None,
    ) -> None:
        context = self._context

        def push() -> None:
            change_set = make(context.undo.shown_diary())
            count = len(change_set.changes)
            if count == 0:
                context.messages.tell(_("Nothing to change there."))
            elif push_and_tell(context, step(count), change_set, told(count)) and then is not None:
                then()

        if len(make(context.undo.shown_diary()).changes) >= BACKUP_FROM_RUNS:
            context.backup_first.then(push)
        else:
            push()


def add_choices(
    menu: QMenu, changes: RunChanges, field: RunField, take: Callable[[RunField, RunValue], None]
) -> None:
    """Put the values of a field into a menu; the one that is picked is handed to `take`."""
    for value, text in changes.choices(field):
        if value is None:
            menu.addSeparator()
        action = menu.addAction(escaped_mnemonic(text))
        action.triggered.connect(lambda _=False, value=value: take(field, value))


def field_text(field: RunField) -> str:
    """What a menu with the values of a field is called."""
    return {
        RunField.SHOE: _("Set shoe"),
        RunField.SURFACE: _("Set surface"),
        RunField.KIND: _("Set type"),
        RunField.HILLS: _("Set hills"),
    }[field]


def _step(field: RunField, count: int) -> str:
    texts = {
        RunField.SHOE: plural("set shoe of run", "set shoe of {n} runs", count),
        RunField.SURFACE: plural("set surface of run", "set surface of {n} runs", count),
        RunField.KIND: plural("set type of run", "set type of {n} runs", count),
        RunField.HILLS: plural("set hills of run", "set hills of {n} runs", count),
    }
    return texts[field].format(n=count)


def _told(field: RunField, count: int, value: str) -> str:
    texts = {
        RunField.SHOE: plural("Shoe of {n} run: {value}.", "Shoe of {n} runs: {value}.", count),
        RunField.SURFACE: plural(
            "Surface of {n} run: {value}.", "Surface of {n} runs: {value}.", count
        ),
        RunField.KIND: plural("Type of {n} run: {value}.", "Type of {n} runs: {value}.", count),
        RunField.HILLS: plural("Hills of {n} run: {value}.", "Hills of {n} runs: {value}.", count),
    }
    return texts[field].format(n=count, value=value)
