"""Turns what the journal and the reminders tell into Qt signals; it never changes anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from diary.services.events import EventBus
    from diary.services.journal import Journal
    from diary.services.reminders import Reminders


class EventBridge(QObject):
    """Signals of the diary, all emitted on the thread of the window.

    `entries_changed` carries the `ChangeSet` that was accepted (an empty one: load everything
    again), `entries_saved` the one that is on disk, `reminders_changed` the new `Findings`.
    `saving_begun` tells that answers go to disk, `diary_ready` that the whole diary is there too,
    `day_changed` that midnight or the turnover of the diary's day has passed.
    """

    entries_changed = Signal(object)
    entries_saved = Signal(object)
    reminders_changed = Signal(object)
    saving_begun = Signal()
    diary_ready = Signal()
    day_changed = Signal()

    def __init__(self, bus: EventBus, journal: Journal, reminders: Reminders) -> None:
        super().__init__()
        bus.subscribe(self.entries_changed.emit)
        journal.on_saved(self.entries_saved.emit)
        reminders.on_changed(self.reminders_changed.emit)
