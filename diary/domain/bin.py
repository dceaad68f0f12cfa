"""What lies in the bin, put together as a person took it out; storage fills it.

What was deleted in one step is one entry and comes back in one step. What is in the diary now
always wins: a restored entry fills what is empty and never overwrites.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from diary.domain.change import Change, ChangeSet
from diary.domain.day import Care, Day
from diary.domain.diary import DatedScore, Diary
from diary.domain.event import Event
from diary.domain.exercise import KeptExercise
from diary.domain.knee import Knee, KneeDay, Sign
from diary.domain.plan import Plan
from diary.domain.pt_note import PtNote
from diary.domain.run import Run
from diary.domain.run_walk import RunWalk
from diary.domain.session import Session
from diary.domain.shoe import Shoe
from diary.domain.total import Total


class DeletedKind(StrEnum):
    """What an entry of the bin mostly is."""

    RUN = "run"
    SHOE = "shoe"
    EVENT = "event"
    DAY = "day"
    SCORE = "score"
    TOTAL = "total"
    PT_NOTE = "pt_note"
    EXERCISE = "exercise"
    PLAN = "plan"
    SESSION = "session"
    RUN_WALK = "run_walk"
    SEVERAL = "several"


class Omission(StrEnum):
    """Why a part of an entry cannot come back."""

    ANSWERED_SINCE = "answered_since"
    RUN_DELETED = "run_deleted"
    IMPORTED_AGAIN = "imported_again"
    SHOE_GONE = "shoe_gone"
    EXERCISE_GONE = "exercise_gone"
    PLAN_GONE = "plan_gone"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A part that does not come back, and why.

    `field` is a key of the vocabulary, for a knee with its side before it (`left.morning`);
    `on` and `run_id` say where it belongs.
    """

    why: Omission
    field: str
    on: date | None = None
    run_id: str | None = None


@dataclass(frozen=True, slots=True)
class DeletedEntry:
    """What was taken out together, and the change set that brings it back.

    `days` hold only what was taken out of them, `scores` what was taken out of runs that stayed.
    `restore` is empty when nothing of it can come back; then `left_out` says why.
    """

    deleted_at: datetime
    restore: ChangeSet
    runs: tuple[Run, ...] = ()
    shoes: tuple[Shoe, ...] = ()
    events: tuple[Event, ...] = ()
    days: tuple[Day, ...] = ()
    scores: tuple[DatedScore, ...] = ()
    totals: tuple[Total, ...] = ()
    pt_notes: tuple[PtNote, ...] = ()
    exercises: tuple[KeptExercise, ...] = ()
    plans: tuple[Plan, ...] = ()
    sessions: tuple[Session, ...] = ()
    run_walks: tuple[RunWalk, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def kind(self) -> DeletedKind:
        """The kind of its only part, or `SEVERAL`."""
        parts = {
            DeletedKind.RUN: self.runs,
            DeletedKind.SHOE: self.shoes,
            DeletedKind.EVENT: self.events,
            DeletedKind.DAY: self.days,
            DeletedKind.SCORE: self.scores,
            DeletedKind.TOTAL: self.totals,
            DeletedKind.PT_NOTE: self.pt_notes,
            DeletedKind.EXERCISE: self.exercises,
            DeletedKind.PLAN: self.plans,
            DeletedKind.SESSION: self.sessions,
            DeletedKind.RUN_WALK: self.run_walks,
        }
        found = [kind for kind, entities in parts.items() for _ in entities]
        return found[0] if len(found) == 1 else DeletedKind.SEVERAL


@dataclass(frozen=True, slots=True)
class Removed:
    """What went into the bin at one instant, before anybody asks what of it can come back."""

    at: datetime
    runs: tuple[Run, ...] = ()
    shoes: tuple[Shoe, ...] = ()
    events: tuple[Event, ...] = ()
    days: tuple[Day, ...] = ()
    scores: tuple[DatedScore, ...] = ()
    totals: tuple[Total, ...] = ()
    pt_notes: tuple[PtNote, ...] = ()
    exercises: tuple[KeptExercise, ...] = ()
    plans: tuple[Plan, ...] = ()
    sessions: tuple[Session, ...] = ()
    run_walks: tuple[RunWalk, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """Everything in the bin that something else may name, by id: it comes along with that."""

    shoes: Mapping[str, Shoe] = field(default_factory=dict)
    exercises: Mapping[str, KeptExercise] = field(default_factory=dict)
    plans: Mapping[str, Plan] = field(default_factory=dict)


def deleted_entry(removed: Removed, present: Diary, in_bin: Named) -> DeletedEntry | None:
    """The entry of the bin for what was removed; None when the diary has all of it again.

    `present` need hold no more than the days, runs, pairs, exercises and plans that `removed`
    names, and the runs that were read from the same files.
    """
    restoring = _Restoring(present, in_bin)
    for shoe in removed.shoes:
        restoring.shoe(shoe)
    for run in removed.runs:
        restoring.run(run)
    for dated in removed.scores:
        restoring.score(dated)
    for plan in removed.plans:
        restoring.plan(plan)
    for session in removed.sessions:
        restoring.session(session)
    for run_walk in removed.run_walks:
        restoring.run_walk(run_walk)
    restoring.as_they_were(removed)
    days = tuple(day for day in removed.days if not day.is_empty)
    for day in days:
        restoring.day(day)
    changes = restoring.change_set()
    if not changes and not restoring.left_out:
        return None
    return DeletedEntry(
        deleted_at=removed.at,
        restore=changes,
        runs=removed.runs,
        shoes=removed.shoes,
        events=removed.events,
        days=days,
        scores=removed.scores,
        totals=removed.totals,
        pt_notes=removed.pt_notes,
        exercises=removed.exercises,
        plans=removed.plans,
        sessions=removed.sessions,
        run_walks=removed.run_walks,
        left_out=tuple(restoring.left_out),
    )


@dataclass(slots=True)
class _Restoring:
    """Collects what brings the parts of one entry back, what is named before what names it."""

    present: Diary
    in_bin: Named
    left_out: list[LeftOut] = field(default_factory=list)
    _shoes: dict[str, Change] = field(default_factory=dict)
    _runs: dict[str, Change] = field(default_factory=dict)
    _exercises: dict[str, Change] = field(default_factory=dict)
    _plans: dict[str, Change] = field(default_factory=dict)
    _others: list[Change] = field(default_factory=list)

    def change_set(self) -> ChangeSet:
        """Everything that comes back."""
        parts = (self._shoes, self._runs, self._exercises, self._plans)
        return ChangeSet((*(change for part in parts for change in part.values()), *self._others))

    def shoe(self, shoe: Shoe) -> None:
        """A pair, unless it is back."""
        if shoe.id not in self.present.shoes:
            self._shoes[shoe.id] = Change(None, shoe)

    def run(self, run: Run) -> None:
        """A run with its scores; its pair comes along."""
        if run.id in self.present.runs:
            return
        if run.source is not None and self._is_imported_again(run):
            self.left_out.append(LeftOut(Omission.IMPORTED_AGAIN, "run_id", run.on, run.id))
            return
        shoe_id = run.shoe_id
        if shoe_id is not None and shoe_id not in {**self.present.shoes, **self._shoes}:
            shoe = self.in_bin.shoes.get(shoe_id)
            if shoe is None:
                self.left_out.append(LeftOut(Omission.SHOE_GONE, "shoe_id", run.on, run.id))
                run = replace(run, shoe_id=None)
            else:
                self.shoe(shoe)
        self._runs[run.id] = Change(None, run)

    def _is_imported_again(self, run: Run) -> bool:
        return any(_came_from(other) == _came_from(run) for other in self.present.runs.values())

    def score(self, dated: DatedScore) -> None:
        """A score of a run that was not deleted together with it."""
        run_id = dated.run_id or ""
        before = self.present.runs.get(run_id)
        name = f"{dated.knee}.{dated.moment}"
        if before is None:
            self.left_out.append(LeftOut(Omission.RUN_DELETED, name, dated.on, run_id))
            return
        waiting = self._runs[run_id].after if run_id in self._runs else before
        run = waiting if isinstance(waiting, Run) else before
        said = run.knee(dated.knee)
        now = said.score(dated.moment)
        if now is None:
            after = run.with_knee(dated.knee, said.with_score(dated.moment, dated.score))
            self._runs[run_id] = Change(before, after)
        elif now != dated.score:
            self.left_out.append(LeftOut(Omission.ANSWERED_SINCE, name, dated.on, run_id))

    def plan(self, plan: Plan) -> None:
        """A plan, unless it is back; its exercises come along."""
        if plan.id in self.present.plans:
            return
        known = tuple(each for each in plan.exercise_ids if self._has_exercise(each))
        if known != plan.exercise_ids:
            self.left_out.append(LeftOut(Omission.EXERCISE_GONE, "exercise_id", plan.from_on))
        self._plans[plan.id] = Change(None, replace(plan, exercise_ids=known))

    def session(self, session: Session) -> None:
        """A session, unless it is back; its plan and exercises come along."""
        if session.id in self.present.sessions:
            return
        known = tuple(each for each in session.exercises if self._has_exercise(each.exercise_id))
        if known != session.exercises:
            self.left_out.append(LeftOut(Omission.EXERCISE_GONE, "exercise_id", session.on))
        plan_id = session.plan_id
        if plan_id is not None and not self._has_plan(plan_id):
            self.left_out.append(LeftOut(Omission.PLAN_GONE, "plan_id", session.on))
            plan_id = None
        self._others.append(Change(None, replace(session, plan_id=plan_id, exercises=known)))

    def run_walk(self, left: RunWalk) -> None:
        """The stages that were left; where they are on again, the steps of then."""
        present = self.present.run_walk
        if present is None:
            self._others.append(Change(None, left))
            return
        gone = tuple(step for step in left.steps if step not in present.steps)
        if gone:
            after = replace(present, steps=(*gone, *present.steps))
            self._others.append(Change(present, after))

    def _has_exercise(self, exercise_id: str) -> bool:
        """True when an exercise is there, or comes back now."""
        in_bin = self.in_bin.exercises.get(exercise_id)
        if exercise_id in self.present.exercises:
            return True
        if in_bin is not None:
            self._exercises[exercise_id] = Change(None, in_bin)
        return in_bin is not None

    def _has_plan(self, plan_id: str) -> bool:
        in_bin = self.in_bin.plans.get(plan_id)
        if plan_id not in {**self.present.plans, **self._plans} and in_bin is not None:
            self.plan(in_bin)
        return plan_id in {**self.present.plans, **self._plans}

    def as_they_were(self, removed: Removed) -> None:
        """Exercises, events, totals and notes of the PT, unless they are back."""
        present = self.present
        self._exercises |= {
            each.id: Change(None, each)
            for each in removed.exercises
            if each.id not in present.exercises
        }
        self._others += [
            *(Change(None, each) for each in removed.events if each.id not in present.events),
            *(Change(None, each) for each in removed.totals if each.id not in present.totals),
            *(Change(None, each) for each in removed.pt_notes if each.id not in present.pt_notes),
        ]

    def day(self, removed: Day) -> None:
        """What was said about a day, as far as nothing else was said since."""
        before = self.present.days.get(removed.on)
        filling = _Filling(before or Day(removed.on), removed)
        after = filling.day()
        self.left_out += [
            LeftOut(Omission.ANSWERED_SINCE, name, removed.on) for name in filling.kept_out
        ]
        if after != (before or Day(removed.on)):
            self._others.append(Change(before, after))


def _came_from(run: Run) -> tuple[object, ...] | None:
    source = run.source
    if source is None:
        return None
    return (source.sha256, source.member, source.external_id, run.started_at)


@dataclass(slots=True)
class _Filling:
    """One day as it is now, filled where it is empty from what was removed."""

    now: Day
    removed: Day
    kept_out: list[str] = field(default_factory=list)

    def day(self) -> Day:
        """The filled day; `kept_out` then names what is answered otherwise now."""
        now, removed = self.now, self.removed
        knees = {knee: self._knee(knee) for knee in Knee}
        filled: dict[str, Any] = {
            "plan": self._one("plan", now.plan, removed.plan),
            "away": now.away or removed.away,
            "limits": self._answers("limits", now.limits, removed.limits),
            "care": self._answers("care", now.care, removed.care),
            "care_own": self._one("care_own", now.care_own or None, removed.care_own or None) or (),
            "care_minutes": self._answers("care", now.care_minutes, removed.care_minutes),
            "note": self._one("note", now.note or None, removed.note or None) or "",
        }
        if removed.held_back is not None and filled["plan"] == removed.plan:
            filled["held_back"] = self._one("held_back", now.held_back, removed.held_back)
        if filled["care"].get(Care.PAINKILLER) is True:
            filled["painkiller"] = self._one("care", now.painkiller, removed.painkiller)
        said = {knee: value for knee, value in knees.items() if not value.is_empty}
        day = replace(now, knees=said, **filled)
        return replace(day, recorded_at=self._recorded_at(day))

    def _recorded_at(self, filled: Day) -> datetime | None:
        known = [at for at in (self.now.recorded_at, self.removed.recorded_at) if at is not None]
        if _without_scores(filled) == _without_scores(self.now) and self.now.recorded_at:
            return self.now.recorded_at
        return max(known, default=None)

    def _knee(self, knee: Knee) -> KneeDay:
        now, removed = self.now.knee(knee), self.removed.knee(knee)
        filled: dict[str, Any] = {}
        for each in fields(KneeDay):
            name = f"{knee}.{each.name}"
            old, new = getattr(now, each.name), getattr(removed, each.name)
            fill = self._answers if isinstance(old, Mapping) else self._one
            filled[each.name] = fill(name, old, new)
        if now.signs.get(Sign.SWELLING) is False:
            # A size goes with a swelling, and there is none any more.
            filled["swelling_size"] = now.swelling_size
        return KneeDay(**filled)

    def _one(self, name: str, now: Any, removed: Any) -> Any:  # noqa: ANN401 - an answer of any kind
        if now is None or removed is None:
            return removed if now is None else now
        if now != removed:
            self._keep_out(name)
        return now

    def _answers(
        self, name: str, now: Mapping[Any, Any], removed: Mapping[Any, Any]
    ) -> dict[Any, Any]:
        if any(now.get(key, answer) != answer for key, answer in removed.items()):
            self._keep_out(name)
        return {**removed, **now}

    def _keep_out(self, name: str) -> None:
        if name not in self.kept_out:
            self.kept_out.append(name)


def _without_scores(day: Day) -> Day:
    knees = {knee: replace(said, morning=None, worst=None) for knee, said in day.knees.items()}
    return replace(day, knees=knees, recorded_at=None)
