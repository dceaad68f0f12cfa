"""Opens the form of a run, keeps what was typed and not saved, and pushes what was saved."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from diary.domain.rules.run_outlook import Longest
from diary.domain.run import Run, RunKind, Surface
from diary.services.entries import asked_knees
from diary.services.shoe_offer import likely_shoe
from diary.ui.context import PageContext
from diary.ui.dialogs.run_draft import (
    RunDraft,
    draft_of,
    like_draft,
    new_draft,
    stage_draft,
)
from diary.ui.dialogs.run_form import RunFormDialog
from diary.ui.dialogs.run_form_start import RunForm
from diary.ui.dialogs.shoe_choice import shoe_choices
from diary.ui.drafts import NEW
from diary.ui.entry_forms.draft_keeper import DraftKeeper
from diary.ui.entry_forms.kept_entries import RUN
from diary.ui.entry_forms.other_runs import LateCheck, OtherRuns
from diary.ui.entry_forms.saving import changed, is_shown, push_and_tell
from diary.ui.entry_forms.shoe_forms import ShoeForms
from diary.ui.run_outlook.of_day import longest_of
from diary.words import _


class RunForms(QObject):
    """`run_saved` carries the id of a run that was added or changed."""

    run_saved = Signal(str)

    def __init__(self, context: PageContext, owner: QWidget) -> None:
        super().__init__(owner)
        self._context = context
        self._owner = owner
        self._shoe_forms = ShoeForms(context, owner)
        self._late_check = LateCheck(context, self.edit, self)

    def add(self, on: date | None = None) -> RunFormDialog:
        """Open the form of a new run, made today unless another day is named."""
        start = new_draft(self._context.undo.shown_diary(), on or self._context.today())
        return self._open(None, self._context.new_id(), start)

    def add_stage(self) -> RunFormDialog | None:
        """Open the form of a run at the stage that is on; None while there are no stages."""
        diary = self._context.undo.shown_diary()
        if diary.run_walk is None:
            return None
        formats = self._context.formats()
        start = stage_draft(diary, self._context.today(), diary.run_walk, formats)
        return self._open(None, self._context.new_id(), start)

    @Slot(str)
    def edit(self, run_id: str) -> RunFormDialog:
        """Open the form of a run."""
        run = self._context.undo.shown_diary().runs[run_id]
        return self._open(run, run_id, self._draft_of(run))

    @Slot(str)
    def duplicate(self, run_id: str) -> RunFormDialog:
        """Open the form of a new run of today that begins with what this one was like."""
        run = self._context.undo.shown_diary().runs[run_id]
        start = like_draft(self._draft_of(run), self._context.today())
        return self._open(None, self._context.new_id(), start)

    def _draft_of(self, run: Run) -> RunDraft:
        return draft_of(run, self._context.formats(), self._context.stamp().timezone)

    def _open(self, base: Run | None, run_id: str, start: RunDraft) -> RunFormDialog:
        context, diary = self._context, self._context.undo.shown_diary()
        formats, today = context.formats(), context.today()
        keeper = self._keeper(NEW if base is None else run_id)

        def shoe_for(surface: Surface | None, kind: RunKind | None) -> str | None:
            shoe = likely_shoe(diary, surface, kind)
            return shoe.id if shoe else None

        form = RunForm(
            run_id=run_id,
            base=base,
            start=start,
            formats=formats,
            today=today,
            shoes=shoe_choices(diary, today, formats, base.shoe_id if base else None),
            knees_on=partial(asked_knees, diary),
            others=OtherRuns(context, run_id),
            stamp=context.stamp,
            shoe_for=shoe_for,
            kept=keeper.kept(start),
            longest=partial(self._longest, base),
            run_walk=diary.run_walk,
        )
        dialog = RunFormDialog(form, self._owner)
        dialog.draft_dropped.connect(keeper.drop)
        dialog.add_shoe_requested.connect(lambda: self._add_shoe(dialog))
        dialog.open_run_requested.connect(self.edit)
        dialog.accepted.connect(lambda: self._take(base, start, dialog))
        dialog.rejected.connect(lambda: keeper.keep(start, dialog.draft()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _longest(self, base: Run | None, on: date) -> Longest | None:
        """What the run of a form is compared with; a walk or ride with nothing."""
        if base is not None and not base.is_run:
            return None
        return longest_of(self._context, on, base)

    def _add_shoe(self, dialog: RunFormDialog) -> None:
        shoe_dialog = self._shoe_forms.add(dialog)

        def take() -> None:
            shoe, diary = shoe_dialog.shoe(), self._context.undo.shown_diary()
            if shoe is not None and shoe.id in diary.shoes:
                choices = shoe_choices(diary, self._context.today(), self._context.formats())
                dialog.take_shoes(choices, shoe.id)

        shoe_dialog.accepted.connect(take)

    def _take(self, base: Run | None, start: RunDraft, dialog: RunFormDialog) -> None:
        run = dialog.run()
        if run is None:
            return
        keeper = self._keeper(NEW if base is None else run.id)
        day = self._context.formats().short_day(run.on)
        text = _("run of {day}") if base is None else _("edit run of {day}")
        # From what the form began with: whatever has changed since then is not put back.
        change_set = changed(base, run)
        told = _("Run saved.") if base is None else _("Run changed.")
        is_written = push_and_tell(self._context, text.format(day=day), change_set, told)
        if is_shown(self._context, change_set):
            keeper.drop()
        else:
            # A run that was taken away meanwhile can still be logged as a new one.
            is_gone = run.id not in self._context.undo.shown_diary().runs
            keeper.keep(start, dialog.draft(), is_gone=is_gone)
        if is_written:
            self._late_check.note_saved(run.id)
            self.run_saved.emit(run.id)

    def _keeper(self, key: str) -> DraftKeeper[RunDraft]:
        return DraftKeeper(self._context.drafts, RUN, key)
