"""Change sets for what a PT offers for the plan: a target, an exercise, a stage; each by itself.

What would not do what it says is not taken: nothing is made smaller on the way.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TypeGuard

from diary.domain.change import Change, ChangeSet
from diary.domain.diary import Diary
from diary.domain.errors import InvalidValueError, Reason
from diary.domain.exercise import KeptExercise, SessionKind
from diary.domain.knee_notes import Standing
from diary.domain.offer import ExerciseOffer, Offer, PlanOffer, StageOffer, TargetOffer
from diary.domain.plan import EXERCISES_MOST as EXERCISES_OF_A_PLAN
from diary.domain.plan import MOBILITY_MOST, STRENGTH_MOST, Plan, WeeklyTargets
from diary.domain.run_walk import RunWalk, StageStep, StartGate, StepReason
from diary.domain.sessions_by_week import plan_for_exercises, plan_for_target
from diary.domain.settings import SetBy
from diary.services.entries import NOTHING
from diary.services.plans import put_exercise, put_plan
from diary.services.ports import IdSource
from diary.services.run_walk import step_by_hand

_MOST = {SessionKind.STRENGTH: STRENGTH_MOST, SessionKind.MOBILITY: MOBILITY_MOST}


def is_plan_offer(offer: Offer) -> TypeGuard[PlanOffer]:
    """True for what would become part of the plan."""
    return isinstance(offer, TargetOffer | ExerciseOffer | StageOffer)


def plan_standing(
    offer: PlanOffer, diary: Diary, today: date, *, is_urgent_open: bool = False
) -> Standing:
    """Whether an offer can be taken on a day.

    `is_urgent_open`: a sign that should be looked at the same day is open.
    """
    if isinstance(offer, TargetOffer):
        return _target_standing(offer, diary, today)
    if isinstance(offer, ExerciseOffer):
        return _exercise_standing(offer, diary, today)
    return _stage_standing(offer, diary, is_urgent_open=is_urgent_open)


def take_plan_offer(
    diary: Diary, offer: PlanOffer, today: date, new_id: IdSource, *, is_urgent_open: bool = False
) -> ChangeSet:
    """Do what is offered, as one change; nothing when it is so already.

    Raises `InvalidValueError` for what cannot be taken.
    """
    standing = plan_standing(offer, diary, today, is_urgent_open=is_urgent_open)
    if standing is Standing.TAKEN:
        return NOTHING
    if standing is not Standing.OPEN:
        raise InvalidValueError("offers", Reason.UNKNOWN, offer.id)
    if isinstance(offer, TargetOffer):
        return put_plan(diary, _with_target(offer, diary, today, new_id), today, new_id)
    if isinstance(offer, ExerciseOffer):
        return _take_exercise(offer, diary, today, new_id)
    return _take_stage(offer, diary, today)


# ---- a target -----------------------------------------------------------------------------------


def _target_standing(offer: TargetOffer, diary: Diary, today: date) -> Standing:
    most = _MOST.get(offer.session)
    if most is None:
        return Standing.NO_PLACE
    if offer.per_week > most:
        return Standing.TOO_MANY
    plan = plan_for_target(diary, today, offer.session)
    if plan is not None and plan.per_week.of(offer.session) == offer.per_week:
        return Standing.TAKEN
    return Standing.NOTHING_LEFT if _targets(plan, offer).is_nothing else Standing.OPEN


def _with_target(offer: TargetOffer, diary: Diary, today: date, new_id: IdSource) -> Plan:
    """The plan that holds with this target, or a new one of the PT's without an end.

    A plan that asks for nothing else is the PT's from then on; the rest of any other is not. What
    it asked for up to yesterday stays (`put_plan`).
    """
    plan = plan_for_target(diary, today, offer.session)
    targets = _targets(plan, offer)
    if plan is None:
        return Plan(new_id(), today, set_by=SetBy.PT, per_week=targets)
    is_only = not any(
        (targets.runs, *(targets.of(kind) for kind in _MOST if kind is not offer.session))
    )
    return replace(plan, per_week=targets, set_by=SetBy.PT if is_only else plan.set_by)


def _targets(plan: Plan | None, offer: TargetOffer) -> WeeklyTargets:
    before = WeeklyTargets() if plan is None else plan.per_week
    if offer.session is SessionKind.STRENGTH:
        return replace(before, strength=offer.per_week)
    return replace(before, mobility=offer.per_week)


# ---- an exercise --------------------------------------------------------------------------------


def _exercise_standing(offer: ExerciseOffer, diary: Diary, today: date) -> Standing:
    kept, plan = _same(offer, diary), plan_for_exercises(diary, today)
    is_in_plan = plan is None or (kept is not None and kept.id in plan.exercise_ids)
    if kept is not None and kept.retired_on is None and is_in_plan:
        return Standing.TAKEN
    is_full = plan is not None and len(plan.exercise_ids) >= EXERCISES_OF_A_PLAN
    return Standing.PLAN_FULL if is_full and not is_in_plan else Standing.OPEN


def _take_exercise(offer: ExerciseOffer, diary: Diary, today: date, new_id: IdSource) -> ChangeSet:
    """One that was put aside is taken up again with its history; else it is a new one."""
    kept, plan = _same(offer, diary), plan_for_exercises(diary, today)
    if kept is None:
        kept = KeptExercise(new_id(), offer.exercise, from_pt=True)
    return put_exercise(diary, replace(kept, retired_on=None), None if plan is None else plan.id)


def _same(offer: ExerciseOffer, diary: Diary) -> KeptExercise | None:
    """The exercise of the diary that is the same word for word, one in use before any other."""
    found = [kept for kept in diary.exercises.values() if kept.exercise == offer.exercise]
    return min(found, key=lambda kept: kept.retired_on is not None, default=None)


# ---- a stage ------------------------------------------------------------------------------------


def _stage_standing(offer: StageOffer, diary: Diary, *, is_urgent_open: bool) -> Standing:
    run_walk = diary.run_walk or RunWalk()
    if offer.stage > len(run_walk.stages):
        return Standing.NO_STAGE
    if diary.run_walk is not None and offer.stage == run_walk.stage:
        return Standing.TAKEN
    # A PT can say to begin, or to go on, in spite of everything but such a sign.
    return Standing.SIGN_FIRST if is_urgent_open else Standing.OPEN


def _take_stage(offer: StageOffer, diary: Diary, today: date) -> ChangeSet:
    """A step by hand; where there are no stages yet they begin there, as the PT said."""
    if diary.run_walk is not None:
        return step_by_hand(diary, offer.stage, today, is_skip_meant=True)
    is_first = offer.stage == 1
    step = StageStep(today, 1, offer.stage, StepReason.BY_HAND)
    begun = RunWalk(
        stage=offer.stage,
        started_on=today,
        gate=StartGate(pt_override=True),
        steps=() if is_first else (step,),
    )
    return ChangeSet((Change(None, begun),))
