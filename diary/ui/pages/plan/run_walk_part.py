"""The card about running and walking, and what its buttons do."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from diary.domain.diary import Diary
from diary.domain.rules.return_to_run import Proposal
from diary.ui.context import PageContext
from diary.ui.pages.plan.plan_dialogs import PlanDialogs
from diary.ui.pages.plan.run_walk_card import RunWalkCard
from diary.ui.pages.plan.run_walk_view import gate_view, run_walk_view
from diary.ui.pages.plan.stage_acts import StageActs


class RunWalkPart(QObject):
    """`log_requested` asks for the form of a run at the stage that is on."""

    log_requested = Signal()

    def __init__(self, context: PageContext, dialogs: PlanDialogs, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._acts = context, StageActs(context)
        self.card = RunWalkCard()
        self._proposal: Proposal | None = None
        self._is_asked = False
        card = self.card
        card.log_requested.connect(self.log_requested)
        card.gate_answered.connect(self._show)
        card.start_requested.connect(self._on_card_start_requested)
        card.take_requested.connect(self._on_card_take_requested)
        card.repeat_requested.connect(self._acts.repeat)
        card.step_requested.connect(self._on_card_step_requested)
        card.pause_requested.connect(self._on_card_pause_requested)
        card.stages_requested.connect(dialogs.edit_stages)
        card.leave_requested.connect(self._acts.leave_stages)

    @Slot()
    def _show(self) -> None:
        self.refresh(self._context.undo.shown_diary())

    def refresh(self, diary: Diary) -> None:
        """Show the gate, or the stage that is on."""
        context, run_walk = self._context, diary.run_walk
        facts, findings = context.reminders.facts, context.reminders.findings
        self.card.setHidden(facts is None)
        if facts is None:
            return
        if run_walk is None:
            self._proposal = None
            view = gate_view(self.card.gate.answers(), facts, findings)
            self.card.show_gate(view, is_asked=self._is_asked)
            return
        today, formats = context.today(), context.formats()
        told = run_walk_view(diary, run_walk, facts, findings, today, formats)
        self._proposal = told.proposal
        self.card.show_stage(told)

    @Slot()
    def _on_card_start_requested(self) -> None:
        self._is_asked = not self._acts.start_stages(self.card.gate.answers())
        self._show()
        if self._is_asked:
            self.card.gate.walk.setFocus()
        else:
            self.card.log.setFocus()

    @Slot()
    def _on_card_take_requested(self) -> None:
        if self._proposal is not None:
            self._acts.take(self._proposal)

    @Slot(int, bool)
    def _on_card_step_requested(self, stage: int, is_skip_meant: bool) -> None:
        self._acts.step(stage, is_skip_meant=is_skip_meant)

    @Slot(bool)
    def _on_card_pause_requested(self, is_paused: bool) -> None:
        self._acts.pause(is_paused=is_paused)
