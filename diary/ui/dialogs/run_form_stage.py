"""The stage that a run-walk was run at, asked for in the form of a run."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Slot

from diary.domain.run import RunKind
from diary.domain.run_walk import RunWalk
from diary.texts.plans import stage_text
from diary.ui.dialogs.form_parts import ChoiceBox, Labelled
from diary.ui.dialogs.run_draft import RunDraft
from diary.words import _


class StageField(Labelled):
    """Shown for a run-walk only, and only where there are stages or the run has one already."""

    def __init__(self, run_walk: RunWalk | None, opened: RunDraft, *, name: str) -> None:
        self._stages = () if run_walk is None else run_walk.stages
        self._opened = opened
        # Stages can have been taken out since the run.
        self._last = max(len(self._stages), opened.run_walk_stage or 0)
        choices: list[tuple[object, str]] = [(None, _("Not at a stage"))]
        choices += [(number, self._name_of(number)) for number in range(1, self._last + 1)]
        self.box = ChoiceBox(_("Stage"), choices, name=f"{name}.stage")
        super().__init__(_("Stage"), self.box)
        self.box.choice_changed.connect(self._on_box_choice_changed)
        self.hide()

    def fill(self, draft: RunDraft) -> None:
        """Show the stage of a draft, where it has one."""
        self.box.set_choice(draft.run_walk_stage)
        self.show_for(draft.kind)
        self._on_box_choice_changed()

    def show_for(self, kind: object) -> None:
        """Ask for the stage of a run-walk, and of no other kind."""
        self.setVisible(kind is RunKind.RUN_WALK and self._last > 0)

    def told(self, draft: RunDraft) -> RunDraft:
        """The draft with its stage; a run that is a run-walk no more has none."""
        if draft.kind is RunKind.RUN_WALK:
            choice = self.box.choice()
            return replace(draft, run_walk_stage=choice if isinstance(choice, int) else None)
        # What was brought in from elsewhere stays as it was until its kind is changed.
        kept = self._opened.run_walk_stage if draft.kind is self._opened.kind else None
        return replace(draft, run_walk_stage=kept)

    def _name_of(self, number: int) -> str:
        if number > len(self._stages):
            return _("Stage {n}").format(n=number)
        return _("Stage {n} of {all}").format(n=number, all=len(self._stages))

    @Slot()
    def _on_box_choice_changed(self) -> None:
        choice = self.box.choice()
        about = ""
        if isinstance(choice, int) and choice <= len(self._stages):
            stage = self._stages[choice - 1]
            text = _("{what}, {minutes} min in all")
            about = text.format(what=stage_text(stage), minutes=stage.whole_min)
        self.say_below(about)
