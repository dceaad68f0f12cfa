"""The runs that a form compares its own with: those the diary holds when it is asked, not before.

A form may be open, and even be saved, while the whole diary is still being read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, Slot

from diary.domain.run import Run
from diary.ui.context import PageContext
from diary.ui.dialogs.run_doubts import looks_same
from diary.words import _


class OtherRuns:
    """Every run that is shown but one."""

    def __init__(self, context: PageContext, run_id: str) -> None:
        self._context = context
        self._run_id = run_id

    def __iter__(self) -> Iterator[Run]:
        runs = self._context.undo.shown_diary().runs.values()
        return (run for run in runs if run.id != self._run_id)


class LateCheck(QObject):
    """Compares runs that were saved early once the whole diary is there; `open_run` shows one."""

    def __init__(
        self, context: PageContext, open_run: Callable[[str], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._open_run = open_run
        self._early: list[str] = []
        context.bridge.diary_ready.connect(self._on_bridge_diary_ready)

    def note_saved(self, run_id: str) -> None:
        """A run was saved; it is looked at later when not every other run is known yet."""
        if not self._context.journal.is_attached:
            self._early.append(run_id)

    @Slot()
    def _on_bridge_diary_ready(self) -> None:
        early, self._early = self._early, []
        runs = self._context.undo.shown_diary().runs
        for run in (runs[run_id] for run_id in early if run_id in runs):
            if any(looks_same(run, other) for other in OtherRuns(self._context, run.id)):
                self._tell(run)

    def _tell(self, run: Run) -> None:
        day = self._context.formats().short_day(run.on)
        text = _("The run of {day} looks like a run you already have.")

        def look() -> None:
            self._open_run(run.id)

        self._context.messages.toast(text.format(day=day), _("Look at it"), look)
