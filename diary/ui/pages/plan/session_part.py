"""Which session is today's, and what is said on its card: a plan offers one until it is kept."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from diary.domain.diary import Diary
from diary.domain.exercise import KeptExercise
from diary.domain.knee import Knee
from diary.domain.plan import Plan
from diary.domain.session import Session
from diary.services.plans import exercises_on, new_session
from diary.ui.context import PageContext
from diary.ui.pages.plan.plan_acts import PlanActs
from diary.ui.pages.plan.plan_dialogs import PlanDialogs
from diary.ui.pages.plan.plan_view import asks_for_session, kind_for, session_for
from diary.ui.pages.plan.session_card import SessionCard


class SessionPart(QObject):
    """The card of today's session and what its buttons do."""

    def __init__(
        self, context: PageContext, acts: PlanActs, dialogs: PlanDialogs, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._context, self._acts, self._dialogs = context, acts, dialogs
        self.card = SessionCard()
        self._offered: Session | None = None
        self._shown: Session | None = None
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

    def refresh(self, diary: Diary, plan: Plan | None) -> None:
        """Show the session of today: the one kept, else the one the plan offers."""
        today = self._context.today()
        self._shown = session_for(diary, today) or self._offer(diary, plan)
        self.card.setHidden(self._shown is None)
        if self._shown is None:
            return
        own = diary.plans.get(self._shown.plan_id or "")
        self.card.show_session(
            self._shown,
            "" if own is None else own.name,
            self._exercises(diary, self._shown, own),
            diary.person.tracked_knees or tuple(Knee),
            self._context.formats(),
        )

    def _offer(self, diary: Diary, plan: Plan | None) -> Session | None:
        if plan is None or not asks_for_session(plan):
            self._offered = None
            return None
        today, before = self._context.today(), self._offered
        # One identity a day: a mark that is undone and made again is about the same session.
        is_used = before is not None and before.id in diary.sessions
        is_same = before is not None and (before.on, before.plan_id) == (today, plan.id)
        identity = before.id if before and is_same and not is_used else self._context.new_id()
        self._offered = new_session(diary, identity, today, plan, kind_for(plan))
        return self._offered

    def _exercises(self, diary: Diary, session: Session, plan: Plan | None) -> list[KeptExercise]:
        """What is in the session and, while it is open, what its plan has gained since."""
        ids = [each.exercise_id for each in session.exercises]
        if plan is not None and session.is_done is None:
            gained = exercises_on(diary, session.on, plan)
            ids += [each.id for each in gained if each.id not in ids]
        return [diary.exercises[each] for each in ids if each in diary.exercises]

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
        dialog = self._dialogs.time_session(self._exercises(diary, session, own))
        dialog.exercise_finished.connect(lambda each: self._on_card_exercise_told(each, True))
        dialog.session_finished.connect(lambda: self._on_card_mark_requested(True))

    @Slot(object)
    def _on_card_mark_requested(self, is_done: bool | None) -> None:
        session = self._present()
        if session is not None:
            self.card.settle()
            self._acts.mark(self._present() or session, is_done)

    @Slot(str, object)
    def _on_card_exercise_told(self, exercise_id: str, is_done: bool | None) -> None:
        session = self._present()
        if session is not None:
            self._acts.tell_exercise(session, exercise_id, is_done)

    @Slot(str, object, object)
    def _on_card_score_given(self, exercise_id: str, knee: Knee, score: int | None) -> None:
        session = self._present()
        if session is not None:
            self._acts.score(session, exercise_id, knee, score)

    @Slot(str)
    def _on_card_note_given(self, text: str) -> None:
        session = self._present()
        if session is not None:
            self._acts.note(session, text)
