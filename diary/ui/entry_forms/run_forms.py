"""Opens the form of a run, keeps what was typed and not saved, and pushes what was saved."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from diary.domain.rules.run_outlook import Longest, longest_before
from diary.domain.run import Run, RunKind, Surface
from diary.services.entries import put_run
from diary.services.shoe_offer import offered_shoe
from diary.ui.context import PageContext
from diary.ui.dialogs.run_draft import RunDraft, draft_of, like_draft, new_draft
from diary.ui.dialogs.run_form import RunFormDialog
from diary.ui.dialogs.run_form_start import RunForm
from diary.ui.dialogs.shoe_choice import shoe_choices
from diary.ui.entry_forms.saving import push_and_tell
from diary.ui.entry_forms.shoe_forms import ShoeForms
from diary.words import _

_NEW = ""


class RunForms(QObject):
    """`run_saved` carries the id of a run that was added or changed."""

    run_saved = Signal(str)

    def __init__(self, context: PageContext, owner: QWidget) -> None:
        super().__init__(owner)
        self._context = context
        self._owner = owner
        self._shoe_forms = ShoeForms(context, owner)
        # What was typed and not saved, by the id of the run; a new one has none yet.
        self._kept: dict[str, RunDraft] = {}

    def add(self, on: date | None = None) -> RunFormDialog:
        """Open the form of a new run, made today unless another day is named."""
        start = new_draft(self._context.journal.diary, on or self._context.today())
        return self._open(None, self._context.new_id(), start)

    @Slot(str)
    def edit(self, run_id: str) -> RunFormDialog:
        """Open the form of a run."""
        run = self._context.journal.diary.runs[run_id]
        return self._open(run, run_id, RunDraft(run.on))

    @Slot(str)
    def duplicate(self, run_id: str) -> RunFormDialog:
        """Open the form of a new run of today that begins with what this one was like."""
        context = self._context
        run = context.journal.diary.runs[run_id]
        draft = draft_of(run, context.formats(), context.stamp().timezone)
        start = like_draft(draft, context.today())
        return self._open(None, context.new_id(), start)

    def _open(self, base: Run | None, run_id: str, start: RunDraft) -> RunFormDialog:
        context, diary = self._context, self._context.journal.diary
        formats, today = context.formats(), context.today()
        key = _NEW if base is None else run_id

        def shoe_for(surface: Surface | None, kind: RunKind | None) -> str | None:
            shoe = offered_shoe(diary, surface, kind)
            return shoe.id if shoe else None

        form = RunForm(
            run_id=run_id,
            base=base,
            start=start,
            formats=formats,
            today=today,
            shoes=shoe_choices(diary, today, formats, base.shoe_id if base else None),
            knees=diary.person.tracked_knees,
            others=[run for run in diary.runs.values() if run.id != run_id],
            stamp=context.stamp,
            shoe_for=shoe_for,
            kept=self._kept.get(key),
            longest=partial(self._longest, base),
        )
        dialog = RunFormDialog(form, self._owner)
        dialog.draft_dropped.connect(lambda: self._kept.pop(key, None))
        dialog.add_shoe_requested.connect(lambda: self._add_shoe(dialog))
        dialog.open_run_requested.connect(self.edit)
        dialog.accepted.connect(lambda: self._take(key, dialog))
        dialog.rejected.connect(lambda: self._keep(key, dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _longest(self, base: Run | None, on: date) -> Longest | None:
        """What the run of a form is compared with; a walk or ride with nothing."""
        facts = self._context.reminders.facts
        if facts is None or (base is not None and not base.is_run):
            return None
        return longest_before(facts, self._context.journal.diary, on, base)

    def _add_shoe(self, dialog: RunFormDialog) -> None:
        shoe_dialog = self._shoe_forms.add(dialog)

        def take() -> None:
            shoe, diary = shoe_dialog.shoe(), self._context.journal.diary
            if shoe is not None and shoe.id in diary.shoes:
                choices = shoe_choices(diary, self._context.today(), self._context.formats())
                dialog.take_shoes(choices, shoe.id)

        shoe_dialog.accepted.connect(take)

    def _take(self, key: str, dialog: RunFormDialog) -> None:
        run = dialog.run()
        if run is None:
            return
        self._kept.pop(key, None)
        day = self._context.formats().short_day(run.on)
        is_new = key == _NEW
        text = _("run of {day}") if is_new else _("edit run of {day}")
        change_set = put_run(self._context.journal.diary, run)
        told = _("Run saved.") if is_new else _("Run changed.")
        if push_and_tell(self._context, text.format(day=day), change_set, told):
            self.run_saved.emit(run.id)

    def _keep(self, key: str, dialog: RunFormDialog) -> None:
        draft = dialog.draft()
        if draft is not None:
            self._kept[key] = draft
