"""A form that can say what is typed in it, and go on with what was typed before."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget

from diary.ui.dialogs.form_dialog import FormDialog

Draft = TypeVar("Draft")


class DraftFormDialog(FormDialog, Generic[Draft]):
    """A subclass offers `typed`, `fill` and `first`, and sets `start` to what it shows first."""

    start: Draft

    def typed(self) -> Draft:
        """What the fields hold."""
        raise NotImplementedError

    def fill(self, draft: Draft) -> None:
        """Show a draft in the fields."""
        raise NotImplementedError

    def first(self) -> QWidget:
        """The field to begin with."""
        raise NotImplementedError

    def draft(self) -> Draft | None:
        """What is typed; None when nothing was changed."""
        typed = self.typed()
        return None if typed == self.start else typed

    def offer(self, kept: Draft | None, text: str) -> None:
        """Ask whether to go on with what was typed before, if that is something else."""
        if kept is None or kept == self.start:
            return
        self.offer_draft(text, lambda: self.fill(kept), self.first)
