"""What the page of the plan changes in the diary: each act is one step that can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from diary.domain.change import Change, ChangeSet
from diary.domain.day import Care
from diary.domain.diary import Diary
from diary.domain.errors import InvalidValueError
from diary.domain.exercise import KeptExercise, SessionKind
from diary.domain.exercise_lists import ExerciseList
from diary.domain.knee import Knee
from diary.domain.plan import EXERCISES_MOST, Plan
from diary.domain.session import Session, SessionExercise
from diary.services import plans
from diary.services.session_ticks import into_planned, tick_day, untick_day
from diary.services.settings import set_settings
from diary.texts.exercise_lists import exercise_of, list_name
from diary.texts.labels import label
from diary.ui.context import PageContext
from diary.ui.entry_forms.saving import is_shown, onto_now, push_and_tell
from diary.words import _


class PlanActs:
    """Changes plans, exercises and sessions; what is refused is said in words."""

    def __init__(self, context: PageContext) -> None:
        self._context = context
        # The sessions that came with a tick, and go with it.
        self._ticked: set[str] = set()

    # ---- sessions ----

    def tick(self, kind: SessionKind, on: date, *, is_done: bool) -> None:
        """Say that a session of a kind was done on a day, or take that back and say what went."""
        context, diary = self._context, self._diary
        day = context.formats().short_day(on)
        text = _("{kind} of {day}").format(kind=label(kind).lower(), day=day)
        if is_done:

            def ticked() -> ChangeSet:
                changes = tick_day(diary, on, kind, context.today(), context.new_id)
                self._ticked |= {
                    each.after.id
                    for each in changes.changes
                    if each.before is None and isinstance(each.after, Session)
                }
                return changes

            self._act(text, ticked)
            return
        at, new_id = context.stamp().recorded_at, context.new_id
        changes = untick_day(diary, on, kind, at, new_id, self._ticked)
        self._push_told(text, changes, taken_back_text(changes, kind, day))

    def mark(self, session: Session, is_done: bool | None, *, also: str = "") -> bool:
        """Say that a session was done or skipped; None takes that back. `also` is said with it."""
        changed = replace(session, is_done=is_done)
        text = self._of(_("session of {day}"), session)
        told = {
            True: _("Session done."),
            False: _("Session skipped."),
            None: _("Session open again."),
        }[is_done]
        told = f"{told} {also}".strip()
        return self._act(text, lambda: plans.put_session(self._diary, changed, self._today), told)

    def tell_exercise(self, session: Session, exercise_id: str, is_done: bool | None) -> bool:
        """Say whether an exercise of a session was done."""
        done = session.exercise(exercise_id) or SessionExercise(exercise_id)
        told = replace(done, is_done=is_done)
        return self._put(
            lambda: session.with_exercise(told), self._of(_("exercise of {day}"), session)
        )

    def score(self, session: Session, exercise_id: str, knee: Knee, score: int | None) -> bool:
        """Give the score of a knee after an exercise."""
        done = session.exercise(exercise_id) or SessionExercise(exercise_id)
        text = self._of(_("score of {day}"), session)
        return self._put(lambda: session.with_exercise(done.with_score(knee, score)), text)

    def note(self, session: Session, text: str) -> bool:
        """Say something about a session."""
        return self._put(lambda: replace(session, text=text), self._of(_("note of {day}"), session))

    def keep_session(self, session: Session, before: Session | None) -> bool:
        """Keep a session that was typed onto another, None = a new one.

        Raises `InvalidValueError` or `StaleChangeError` when it is refused. A new one that was
        done takes the place of the one that stands planned on its day.
        """
        is_new = before is None
        text = _("add session of {day}") if is_new else _("edit session of {day}")
        told = _("Session added.") if is_new else _("Session changed.")
        if session.is_done is None:
            told = _("Session planned for {day}. Mark it done once you did it.")
        kept = into_planned(self._diary, session)
        kept = onto_now(self._context, before, session) if before is not None else kept
        changes = plans.put_session(self._diary, kept, self._today)
        return self._push_told(self._of(text, session), changes, self._of(told, session))

    def delete_session(self, session_id: str) -> None:
        """Put a session into the bin."""
        session = self._diary.sessions.get(session_id)
        if session is not None:
            changes = plans.remove_session(self._diary, session_id)
            text = self._of(_("delete session of {day}"), session)
            self._push_told(text, changes, _("Session deleted."))

    # ---- plans ----

    def keep_plan(self, plan: Plan, before: Plan | None) -> bool:
        """Keep a plan that was typed onto another, None = a new one.

        Raises `InvalidValueError` or `StaleChangeError` when it is refused.
        """
        text = _("start plan") if before is None else _("edit plan")
        told = _("Plan started.") if before is None else _("Plan changed.")
        kept = onto_now(self._context, before, plan)
        changes = plans.put_plan(self._diary, kept, self._today, self._context.new_id)
        return self._push_told(text, changes, told)

    def end_plan(self, plan_id: str) -> None:
        """Make today the last day of a plan."""
        changes = plans.end_plan(self._diary, plan_id, self._today)
        self._push_told(_("end plan"), changes, _("Today is the last day of the plan."))

    def delete_plan(self, plan_id: str) -> None:
        """Put a plan into the bin."""
        changes = plans.remove_plan(self._diary, plan_id)
        self._push_told(_("delete plan"), changes, _("Plan deleted. What was done stays."))

    # ---- exercises ----

    def keep_exercise(
        self, kept: KeptExercise, plan: Plan | None, before: KeptExercise | None
    ) -> bool:
        """Keep an exercise that was typed onto another, None = a new one.

        Raises `InvalidValueError` or `StaleChangeError` when it is refused. A new one becomes part
        of `plan`, the one that holds, where there is room for it.
        """
        is_new = before is None
        joins = is_new and plan is not None and _has_room(plan, 1)
        plan_id = plan.id if joins and plan is not None else None
        changes = plans.put_exercise(self._diary, onto_now(self._context, before, kept), plan_id)
        text = _("add {exercise}") if is_new else _("edit {exercise}")
        told = _("{exercise} added.") if is_new else _("{exercise} changed.")
        if is_new and plan is not None and not joins:
            told = f"{told} {_full_text()}"
        name = kept.name
        return self._push_told(text.format(exercise=name), changes, told.format(exercise=name))

    def take_list(self, taken: ExerciseList, plan: Plan | None) -> bool:
        """Take the exercises of a list that are not in the diary by name yet."""
        names = {each.name.casefold() for each in self._diary.exercises.values()}
        exercises = [exercise_of(each) for each in taken.exercises]
        new = [
            KeptExercise(self._context.new_id(), each)
            for each in exercises
            if each.name.casefold() not in names
        ]
        if not new:
            self._context.messages.tell(_("These exercises are in your diary already."))
            return False
        told = _("Exercises added. Ask your PT whether they suit you.")
        changes = [Change(None, kept) for kept in new]
        if plan is not None and _has_room(plan, len(new)):
            ids = (*plan.exercise_ids, *(kept.id for kept in new))
            changes.append(Change(plan, replace(plan, exercise_ids=ids)))
        elif plan is not None:
            told = f"{told} {_full_text()}"
        text = _("add list {name}").format(name=list_name(taken.key))
        return self._push_told(text, ChangeSet(tuple(changes)), told)

    def put_aside(self, exercise_id: str, *, is_aside: bool) -> None:
        """Put an exercise aside from today on, or take it up again."""
        name = self._diary.exercises[exercise_id].name
        on = self._today if is_aside else None
        changes = plans.retire_exercise(self._diary, exercise_id, on)
        text = _("put {exercise} aside") if is_aside else _("take up {exercise}")
        told = _("{exercise} put aside. What was done with it stays.")
        told = told if is_aside else _("{exercise} is in use again.")
        self._push_told(text.format(exercise=name), changes, told.format(exercise=name))

    def delete_exercise(self, exercise_id: str) -> None:
        """Delete an exercise; one that was done is put aside, and the person is told why."""
        name = self._diary.exercises[exercise_id].name
        try:
            changes = plans.remove_exercise(self._diary, exercise_id, self._today)
        except InvalidValueError as error:
            self._context.messages.problem(error)
            return
        told = _("{exercise} deleted.")
        if plans.has_history(self._diary, exercise_id):
            told = _(
                "{exercise} is part of sessions you did, so it was put aside and keeps its name."
            )
        text = _("delete {exercise}").format(exercise=name)
        self._push_told(text, changes, told.format(exercise=name))

    # ---- steps a minute ----

    def follow_cadence(self, *, is_followed: bool) -> None:
        """Have hints about steps a minute from today on, or no more."""
        values = {"cadence_taken_up_on": self._today if is_followed else None}
        changes = set_settings(self._diary, values, self._context.stamp().recorded_at)
        text = _("follow steps a minute") if is_followed else _("stop following steps a minute")
        told = _("Steps a minute are followed.") if is_followed else _("No more about steps.")
        self._push_told(text, changes, told)

    # ---- inside ----

    @property
    def _diary(self) -> Diary:
        return self._context.undo.shown_diary()

    @property
    def _today(self) -> date:
        return self._context.today()

    def _of(self, text: str, session: Session) -> str:
        return text.format(day=self._context.formats().short_day(session.on))

    def _put(self, changed: Callable[[], Session], text: str) -> bool:
        return self._act(text, lambda: plans.put_session(self._diary, changed(), self._today))

    def _act(self, text: str, changes: Callable[[], ChangeSet], told: str = "") -> bool:
        """Push what is worked out; what is refused is said in words. False = not on screen."""
        try:
            found = changes()
        except InvalidValueError as error:
            self._context.messages.problem(error)
            return False
        if told:
            return self._push_told(text, found, told)
        return self._context.undo.push(text, found) or is_shown(self._context, found)

    def _push_told(self, text: str, changes: ChangeSet, told: str) -> bool:
        is_pushed = push_and_tell(self._context, text, changes, told)
        return is_pushed or is_shown(self._context, changes)


def taken_back_text(changes: ChangeSet, kind: SessionKind, day: str) -> str:
    """What went when a day was unticked, also where it was written on Today."""
    lines = []
    for change in changes.changes:
        if isinstance(change.before, Session):
            gone = _("Session of {day} removed.")
            lines.append(gone if change.after is None else _("Session of {day} open again."))
        else:
            lines.append(_("{care} of {day} removed from Today."))
    care = label(Care.STRENGTH if kind is SessionKind.STRENGTH else Care.MOBILITY)
    return " ".join(each.format(day=day, care=care) for each in dict.fromkeys(lines))


def _has_room(plan: Plan, count: int) -> bool:
    return len(plan.exercise_ids) + count <= EXERCISES_MOST


def _full_text() -> str:
    text = _("The plan holds {n} exercises at most, so they are not part of it.")
    return text.format(n=EXERCISES_MOST)
