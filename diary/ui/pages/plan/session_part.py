"""Which session is today's, and what is said on its card: a plan offers one until it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from diary.domain.diary import Diary
from diary.domain.exercise import KeptExercise, SessionKind
from diary.domain.knee import Knee
from diary.domain.plan import Plan
from diary.domain.session import EXERCISES_MOST, Session
from diary.domain.sessions_by_week import SessionPlans
from diary.services.exercise_kinds import exercises_for, is_mobility, planned_session
from diary.ui.context import PageContext
from diary.ui.pages.plan.plan_acts import PlanActs
from diary.ui.pages.plan.plan_dialogs import PlanDialogs
from diary.ui.pages.plan.plan_view import session_for
from diary.ui.pages.plan.session_card import SessionCard
from diary.ui.pages.plan.timer import TimerDialog
from diary.words import _


class SessionPart(QObject):
    """The card of today's session and what its buttons do.

    With plans that ask for strength and for mobility there are two: `is_mobility_part` makes the
    second one.
    """

    def __init__(
        self,
        context: PageContext,
        acts: PlanActs,
        dialogs: PlanDialogs,
        parent: QWidget,
        *,
        is_mobility_part: bool = False,
    ) -> None:
        super().__init__(parent)
        self._is_mobility = is_mobility_part
        self._context, self._acts, self._dialogs = context, acts, dialogs
        if is_mobility_part:
            title = _("Today's mobility session")
            self.card = SessionCard(title, name="plan.mobility", rows="plan.mobility.exercise")
        else:
            title = _("Today's session")
            self.card = SessionCard(title, name="plan.session", rows="plan.exercise")
        self._offered: Session | None = None
        self._shown: Session | None = None
        self._is_settling = False
        self._missed: SessionPlans | None = None
        card = self.card
        card.start_requested.connect(self._on_card_start_requested)
        card.mark_requested.connect(self._on_card_mark_requested)
        card.exercise_told.connect(self._on_card_exercise_told)
        card.score_given.connect(self._on_card_score_given)
        card.note_given.connect(self._on_card_note_given)

    @property
    def shown(self) -> Session | None:
        """The session on the card; None = there is none for today."""
        return self._shown

    def refresh(self, plans: SessionPlans) -> None:
        """Show the session of today: the one kept, else the one its plan offers.

        What is being typed belongs to the session on the card, and is told before others come.
        """
        if self._is_settling:
            self._missed = plans
            return
        if self._show(plans, is_asking=True):
            self.settle()
            self._show(plans)

    def settle(self) -> None:
        """Tell what is still being typed."""
        if self._shown is None or self._is_settling:
            return
        self._is_settling = True
        try:
            self.card.settle()
        finally:
            self._is_settling = False
        missed, self._missed = self._missed, None
        if missed is not None:
            self.refresh(missed)

    def _show(self, plans: SessionPlans, *, is_asking: bool = False) -> bool:
        """Show today's session; `is_asking` only returns True when that brings other rows."""
        diary, formats = self._context.undo.shown_diary(), self._context.formats()
        coming = session_for(self._there(diary, plans)) or self._offer(diary, plans)
        if coming is None:
            if is_asking and self._shown is not None:
                return True
            self._shown = None
            self.card.hide()
            return False
        own = diary.plans.get(coming.plan_id or "")
        exercises = self._exercises(diary, coming, own)
        knees = diary.person.tracked_knees or tuple(Knee)
        if is_asking and self.card.has_other_rows(coming, exercises, knees, formats):
            return True
        self._shown = coming
        self.card.show()
        self.card.show_session(coming, "" if own is None else own.name, exercises, knees, formats)
        return False

    def _there(self, diary: Diary, plans: SessionPlans) -> list[Session]:
        """The sessions of today that are for this card."""
        there = diary.sessions_on(self._context.today())
        if plans.has_both:
            return [each for each in there if is_mobility(each.kind) == self._is_mobility]
        return [] if self._is_mobility else there

    def _offer(self, diary: Diary, plans: SessionPlans) -> Session | None:
        is_other = self._is_mobility and not plans.has_both
        plan = plans.mobility if self._is_mobility else plans.first
        if plan is None or is_other:
            self._offered = None
            return None
        today, before = self._context.today(), self._offered
        # One identity a day: a mark that is undone and made again is about the same session.
        is_used = before is not None and before.id in diary.sessions
        is_same = before is not None and (before.on, before.plan_id) == (today, plan.id)
        identity = before.id if before and is_same and not is_used else self._context.new_id()
        kind = SessionKind.MOBILITY if self._is_mobility else plans.first_kind
        self._offered = planned_session(diary, identity, today, plan, kind)
        return self._offered

    def _exercises(self, diary: Diary, session: Session, plan: Plan | None) -> list[KeptExercise]:
        """What is in the session and, while it is open, what its plan has gained since."""
        ids = [each.exercise_id for each in session.exercises]
        if plan is not None and session.is_done is None:
            gained = exercises_for(diary, session.on, plan, session.kind)
            ids += [each.id for each in gained if each.id not in ids]
        known = [diary.exercises[each] for each in ids if each in diary.exercises]
        return known[:EXERCISES_MOST]

    def _present(self) -> Session | None:
        """The session as the diary holds it now: several answers may come before a refresh."""
        if self._shown is None:
            return None
        return self._context.undo.shown_diary().sessions.get(self._shown.id, self._shown)

    @Slot()
    def _on_card_start_requested(self) -> None:
        session, diary = self._present(), self._context.undo.shown_diary()
        if session is None:
            return
        own = diary.plans.get(session.plan_id or "")
        steps = self._exercises(diary, session, own)
        dialog = self._dialogs.time_session(steps)
        dialog.exercise_finished.connect(lambda each: self._on_card_exercise_told(each, True))
        dialog.session_finished.connect(self._on_timer_session_finished)
        dialog.finished.connect(lambda _result: self._tell_marked(dialog))

    def _tell_marked(self, dialog: TimerDialog) -> None:
        """Say what a timer marked, when that was not said with the whole session."""
        if not dialog.is_told:
            self._context.messages.tell(marked_text(self._names(dialog.marked)))

    def _names(self, exercise_ids: Iterable[str]) -> list[str]:
        kept = self._context.undo.shown_diary().exercises
        return [kept[each].name for each in exercise_ids if each in kept]

    @Slot(object)
    def _on_timer_session_finished(self, marked: Sequence[str]) -> None:
        session = self._present()
        if session is not None:
            self._acts.mark(session, True, also=marked_text(self._names(marked)))

    @Slot(object)
    def _on_card_mark_requested(self, is_done: bool | None) -> None:
        session = self._present()
        if session is None:
            return
        self.settle()
        wrong = self.card.wrong()
        if wrong is not None and is_done is not None:
            # It is said beside the field what a score is; nothing typed is lost on the way.
            wrong.setFocus()
            return
        self._acts.mark(self._context.undo.shown_diary().sessions.get(session.id, session), is_done)

    @Slot(str, object)
    def _on_card_exercise_told(self, exercise_id: str, is_done: bool | None) -> None:
        session = self._present()
        if session is not None and not self._acts.tell_exercise(session, exercise_id, is_done):
            self.card.show_done(session)

    @Slot(str, object, object)
    def _on_card_score_given(self, exercise_id: str, knee: Knee, score: int | None) -> None:
        session = self._present()
        if session is not None and not self._acts.score(session, exercise_id, knee, score):
            self.card.show_done(session)

    @Slot(str)
    def _on_card_note_given(self, text: str) -> None:
        session = self._present()
        if session is not None:
            self._acts.note(session, text)


def marked_text(names: Sequence[str]) -> str:
    """What a timer marked as done."""
    if not names:
        return _("Nothing was started, so no exercise was marked as done.")
    return _("Marked as done: {exercises}.").format(exercises=", ".join(names))
