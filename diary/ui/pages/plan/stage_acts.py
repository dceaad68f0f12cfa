"""What the card about running and walking changes: each step is the person's own."""

from __future__ import annotations

from datetime import date

from diary.domain.change import ChangeSet
from diary.domain.diary import Diary
from diary.domain.errors import InvalidValueError
from diary.domain.rules.return_to_run import Proposal
from diary.domain.run_walk import Stage, StartGate
from diary.services import run_walk as stages
from diary.ui.context import PageContext
from diary.ui.entry_forms.saving import is_shown, push_and_tell
from diary.words import _


class StageActs:
    """Changes the stages; what is refused is said in words."""

    def __init__(self, context: PageContext) -> None:
        self._context = context

    def start_stages(self, answers: StartGate) -> bool:
        """Begin at the first stage; False when something is missing before it."""
        facts, findings = self._context.reminders.facts, self._context.reminders.findings
        if facts is None:
            return False
        gate = stages.gate_of(answers, facts, findings)
        if not gate.is_open:
            return False
        changes = stages.start(self._diary, answers, gate, self._today)
        return self._push_told(_("start the stages"), changes, _("Stage 1 is on."))

    def take(self, proposal: Proposal) -> None:
        """Take the step that is proposed."""
        changes = stages.take(self._diary, proposal, self._today)
        self._tell_stage(changes)

    def repeat(self) -> None:
        """Stay at the stage."""
        changes = stages.repeat(self._diary, self._today)
        self._push_told(
            _("repeat the stage"), changes, _("Runs count anew, from those of today on.")
        )

    def step(self, stage: int, *, is_skip_meant: bool) -> None:
        """Go to a stage that was chosen by hand."""
        try:
            changes = stages.step_by_hand(
                self._diary,
                stage,
                self._today,
                is_skip_meant=is_skip_meant,
                is_urgent_open=stages.is_urgent_open(self._context.reminders.findings),
            )
        except InvalidValueError as error:
            self._context.messages.problem(error)
            return
        self._tell_stage(changes)

    def pause(self, *, is_paused: bool) -> None:
        """Pause the stages, or go on."""
        changes = stages.set_paused(self._diary, is_paused=is_paused)
        text = _("pause the stages") if is_paused else _("go on with the stages")
        told = _("Stages paused.") if is_paused else _("Stages are on again.")
        self._push_told(text, changes, told)

    def keep_stages(self, told: tuple[Stage, ...]) -> bool:
        """Keep other stages; raises `InvalidValueError` when there are none any more."""
        changes = stages.set_stages(self._diary, told, self._today)
        is_pushed = self._push_told(_("change the stages"), changes, _("Stages changed."))
        return is_pushed or is_shown(self._context, changes)

    def leave_stages(self) -> None:
        """Leave the stages altogether."""
        changes = stages.remove(self._diary)
        self._push_told(
            _("leave the stages"),
            changes,
            _("Stages left. The runs stay; the steps are in the bin."),
        )

    @property
    def _diary(self) -> Diary:
        return self._context.undo.shown_diary()

    @property
    def _today(self) -> date:
        return self._context.today()

    def _tell_stage(self, changes: ChangeSet) -> None:
        if not changes:
            return
        after = changes.changes[0].after
        stage = getattr(after, "stage", None)
        self._push_told(_("step to another stage"), changes, _("Stage {n} is on.").format(n=stage))

    def _push_told(self, text: str, changes: ChangeSet, told: str) -> bool:
        return push_and_tell(self._context, text, changes, told)
