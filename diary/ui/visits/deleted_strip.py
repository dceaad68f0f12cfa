"""The strip of a list that says what was deleted, with the way back."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot

from diary.domain.change import ChangeSet
from diary.ui.undo import UndoHistory
from diary.ui.widgets.announce import announce
from diary.ui.widgets.strip import MessageStrip
from diary.words import _


class DeletedStrip(MessageStrip):
    """Hidden until something was deleted; `answered` tells that it is gone again."""

    answered = Signal()

    def __init__(self, undo: UndoHistory, *, name: str) -> None:
        super().__init__("info", "", name=name)
        self._undo = undo
        self._step = ""
        self.action_requested.connect(self._on_action_requested)
        self.hide()

    def delete(self, step: str, change_set: ChangeSet, name: str) -> None:
        """Delete as one step, and say what went once it is gone."""
        if not self._undo.push(step, change_set):
            return
        self._step = step
        text = _("Deleted: {name}").format(name=name)
        self.set_message("info", text, actions=[("undo", _("Undo"))])
        self.show()
        announce(self, text)

    @Slot(str)
    def _on_action_requested(self, _key: str) -> None:
        self.hide()
        # A newer step may lie above this one; the menu takes steps back in order.
        if self._step and self._undo.undo_text() == self._step:
            self._undo.undo()
        self.answered.emit()
