"""Opens the forms and timers of the page of the plan, and hands on what was said in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from diary.domain.diary import Diary
from diary.domain.errors import InvalidValueError, StaleChangeError
from diary.domain.exercise import KeptExercise
from diary.domain.plan import Plan
from diary.domain.session import Session
from diary.domain.sessions_by_week import plan_for_exercises, plan_on, session_plans_on
from diary.services.exercise_kinds import planned_session
from diary.services.plans import exercises_on
from diary.texts.problems import problem_text
from diary.ui.context import PageContext
from diary.ui.dialogs.draft_form import DraftFormDialog
from diary.ui.drafts import NEW
from diary.ui.entry_forms.draft_keeper import DraftKeeper
from diary.ui.entry_forms.kept_drafts import Draft, DraftKind
from diary.ui.pages.plan.exercise_form import ExerciseFormDialog
from diary.ui.pages.plan.hold_steps import HoldStep, ice_steps, side_steps, steps_of
from diary.ui.pages.plan.kept_plans import EXERCISE, PLAN, SESSION, STAGES
from diary.ui.pages.plan.plan_acts import PlanActs
from diary.ui.pages.plan.plan_draft import (
    ExerciseDraft,
    ExerciseSheet,
    PlanDraft,
    draft_of_exercise,
    draft_of_plan,
)
from diary.ui.pages.plan.plan_form import PlanForm, PlanFormDialog
from diary.ui.pages.plan.session_form import SessionForm, SessionFormDialog
from diary.ui.pages.plan.stage_acts import StageActs
from diary.ui.pages.plan.stages_form import StagesFormDialog
from diary.ui.pages.plan.timer import TimerDialog
from diary.words import _

# There is one table of stages.
_ONLY = "all"


class PlanDialogs(QObject):
    """The dialogs of the page, over `owner`."""

    def __init__(self, context: PageContext, acts: PlanActs, owner: QWidget) -> None:
        super().__init__(owner)
        self._context = context
        self._acts = acts
        self._owner = owner

    @Slot()
    def edit_plan(self) -> PlanFormDialog:
        """Open the form of the plan that holds; without one, that of a new plan."""
        context = self._context
        diary, today = context.undo.shown_diary(), context.today()
        plan = plan_on(diary, today) or self._to_come()
        draft = PlanDraft(today) if plan is None else draft_of_plan(plan)
        form = PlanForm(
            context.new_id() if plan is None else plan.id,
            draft,
            plan is None,
            diary,
            exercises_on(diary, today),
            today,
            context.formats(),
        )
        dialog = PlanFormDialog(form, self._owner)

        def keep() -> bool:
            told = dialog.plan()
            return told is None or self._acts.keep_plan(told, plan)

        keeper = self._keeper(PLAN, NEW if plan is None else plan.id)
        asked = _("Continue the plan you started?") if plan is None else _asked_again()
        self._open(dialog, keeper, asked, keep, lambda: form.plan_id in self._diary.plans)
        if plan is not None:
            dialog.end_requested.connect(lambda: self._acts.end_plan(plan.id))
            dialog.delete_requested.connect(lambda: self._acts.delete_plan(plan.id))
            # Closing it kept what was typed of a plan that goes now.
            dialog.delete_requested.connect(keeper.drop)
        return dialog

    @Slot()
    def add_session(self) -> SessionFormDialog:
        """Open the form of a new session of today."""
        context = self._context
        diary, today = context.undo.shown_diary(), context.today()
        plans = session_plans_on(diary, today)
        plan, kind = plans.first, plans.first_kind
        session = planned_session(diary, context.new_id(), today, plan, kind)
        return self._session(session, is_new=True)

    @Slot(str)
    def edit_session(self, session_id: str) -> SessionFormDialog | None:
        """Open the form of a session."""
        session = self._context.undo.shown_diary().sessions.get(session_id)
        return None if session is None else self._session(session, is_new=False)

    @Slot()
    def add_exercise(self) -> ExerciseFormDialog:
        """Open the form of a new exercise."""
        return self._exercise(None)

    @Slot(str)
    def edit_exercise(self, exercise_id: str) -> ExerciseFormDialog:
        """Open the form of an exercise."""
        return self._exercise(self._context.undo.shown_diary().exercises[exercise_id])

    @Slot()
    def edit_stages(self) -> StagesFormDialog | None:
        """Open the table of stages."""
        run_walk = self._context.undo.shown_diary().run_walk
        if run_walk is None:
            return None
        dialog = StagesFormDialog(run_walk.stages, self._owner)

        def keep() -> bool:
            stages = dialog.stages()
            return stages is None or StageActs(self._context).keep_stages(stages)

        keeper = self._keeper(STAGES, _ONLY)
        self._open(dialog, keeper, _asked_again(), keep, lambda: True)
        return dialog

    def time_session(self, exercises: Sequence[KeptExercise]) -> TimerDialog:
        """Go through the exercises of a session; its signals tell how far the person came."""
        return self._timer(steps_of(exercises, self._context.formats()), _("Session"))

    @Slot()
    def time_sides(self) -> TimerDialog:
        """The ready timer for a stretch."""
        return self._timer(side_steps(), _("Timer"))

    def time_ice(self, minutes: int) -> TimerDialog:
        """The ready timer for ice."""
        return self._timer(ice_steps(minutes), _("Timer"))

    def _timer(self, steps: Sequence[HoldStep], title: str) -> TimerDialog:
        dialog = TimerDialog(steps, self._seconds, title, self._owner)
        dialog.open()
        return dialog

    def _seconds(self) -> float:
        return self._context.stamp().recorded_at.timestamp()

    def _to_come(self) -> Plan | None:
        """The next plan that has not begun, when none holds."""
        today = self._context.today()
        plans = self._context.undo.shown_diary().plans.values()
        coming = [each for each in plans if each.from_on > today]
        return min(coming, key=lambda each: each.from_on, default=None)

    def _session(self, session: Session, *, is_new: bool) -> SessionFormDialog:
        context = self._context
        diary = context.undo.shown_diary()
        told = {each.exercise_id for each in session.exercises}
        exercises = [
            each
            for each in diary.exercises.values()
            if each.id in told or each.retired_on is None or session.on < each.retired_on
        ]
        form = SessionForm(session, is_new, diary, exercises, context.today(), context.formats())
        dialog = SessionFormDialog(form, self._owner)

        def keep() -> bool:
            said = dialog.session()
            return said is None or self._acts.keep_session(said, None if is_new else session)

        keeper = self._keeper(SESSION, NEW if is_new else session.id)
        asked = _("Continue the session you started?") if is_new else _asked_again()
        self._open(dialog, keeper, asked, keep, lambda: session.id in self._diary.sessions)
        return dialog

    def _exercise(self, kept: KeptExercise | None) -> ExerciseFormDialog:
        context = self._context
        formats = context.formats()
        opened = ExerciseDraft() if kept is None else draft_of_exercise(kept, formats)
        identity = context.new_id() if kept is None else kept.id
        dialog = ExerciseFormDialog(ExerciseSheet(identity, kept, opened, formats), self._owner)

        def keep() -> bool:
            told = dialog.kept()
            if told is None:
                return True
            plan = plan_for_exercises(context.undo.shown_diary(), context.today())
            return self._acts.keep_exercise(told, plan, kept)

        keeper = self._keeper(EXERCISE, NEW if kept is None else kept.id)
        asked = _("Continue the exercise you started?") if kept is None else _asked_again()
        self._open(dialog, keeper, asked, keep, lambda: identity in self._diary.exercises)
        return dialog

    @property
    def _diary(self) -> Diary:
        return self._context.undo.shown_diary()

    def _keeper(self, kind: DraftKind[Draft], entry_id: str) -> DraftKeeper[Draft]:
        return DraftKeeper(self._context.drafts, kind, entry_id)

    def _open(
        self,
        dialog: DraftFormDialog[Draft],
        keeper: DraftKeeper[Draft],
        asked: str,
        keep: Callable[[], bool],
        is_there: Callable[[], bool],
    ) -> None:
        """Open a form; what it says is kept, or it stays open with everything that was typed.

        What is typed in it when it closes waits as a draft, which the next form asks about.
        """

        def take() -> None:
            try:
                is_kept = keep()
            except (InvalidValueError, StaleChangeError) as error:
                is_kept = False
                self._context.messages.problem(error)
                text = problem_text(error, self._context.formats())
                dialog.show_strips([("refused", text, ())], lambda _key, _action: None)
            if is_kept:
                keeper.drop()
            else:
                dialog.open()

        def put_by() -> None:
            keeper.keep(dialog.start, dialog.draft(), is_gone=not is_there())

        def let_go() -> None:
            if not dialog.isVisible():
                dialog.deleteLater()

        dialog.offer(keeper.kept(dialog.start), asked)
        dialog.draft_dropped.connect(keeper.drop)
        dialog.accepted.connect(take)
        dialog.rejected.connect(put_by)
        dialog.finished.connect(let_go)
        dialog.open()


def _asked_again() -> str:
    return _("Continue your changes?")
