"""Adding, changing and removing events from the chart, each as a step that can be undone."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from diary.domain.change import ChangeSet
from diary.domain.event import Event
from diary.services.event_changes import put_event, remove_event
from diary.ui.context import PageContext
from diary.ui.dialogs.event_dialog import EventDialog
from diary.words import _


class ChartEvents:
    """Opens the dialog of an event over `parent` and makes a change of its answer."""

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        self._context = context
        self._parent = parent

    def on_day(self, on: date) -> list[Event]:
        """The events of a day, in order of their first days."""
        events = self._context.journal.diary.events.values()
        found = [each for each in events if each.on <= on <= (each.until or each.on)]
        return sorted(found, key=lambda each: (each.on, each.id))

    def add(self, on: date) -> None:
        """Ask for an event of a day."""
        dialog = EventDialog(self._parent, Event(self._context.new_id(), on), is_new=True)
        dialog.event_given.connect(lambda event: self._put(event, _("Add event")))
        dialog.open()

    def change(self, event: Event) -> None:
        """Ask what an event should be instead."""
        dialog = EventDialog(self._parent, event, is_new=False)
        dialog.event_given.connect(lambda given: self._put(given, _("Change event")))
        dialog.removal_requested.connect(self._remove)
        dialog.open()

    def _put(self, event: Event, name: str) -> None:
        self._push(put_event(self._context.journal.diary, event), name)

    def _remove(self, event: Event) -> None:
        self._push(remove_event(self._context.journal.diary, event.id), _("Remove event"))

    def _push(self, change_set: ChangeSet, name: str) -> None:
        self._context.undo.push(name, change_set)
