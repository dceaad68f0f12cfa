"""The bus over which the journal tells what was written; listeners never publish."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diary.domain.change import ChangeSet
    from diary.services.ports import Listener


class EventBus:
    """Calls every listener once for each written change set, in order of subscription."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> None:
        """Call `listener` with every change set from now on."""
        self._listeners.append(listener)

    def publish(self, change_set: ChangeSet) -> None:
        """Tell everybody; an exception of a listener is a bug and is not caught."""
        for listener in tuple(self._listeners):
            listener(change_set)
