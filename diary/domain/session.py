"""One session of exercises on one day: planned, done or skipped.

A score after an exercise belongs to its session: it has no moment, is no part of the value of a
day and enters no rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from diary.domain.checks import in_range, real_day, short_text
from diary.domain.errors import InvalidValueError, Reason
from diary.domain.exercise import COUNT_MOST, LOAD_MOST_KG, SECONDS_MOST, SessionKind
from diary.domain.knee import SCORE_HIGHEST, SCORE_LOWEST, Knee

MINUTES_MOST = 1440
RPE_MOST = 10
TEXT_LONGEST = 500
EXERCISES_MOST = 100


@dataclass(frozen=True, slots=True)
class SessionExercise:
    """What was done of one exercise; None = not told. `knees`: the score after it, by knee."""

    exercise_id: str
    is_done: bool | None = None
    sets: int | None = None
    reps: int | None = None
    seconds: float | None = None
    load_kg: float | None = None
    knees: Mapping[Knee, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.exercise_id:
            raise InvalidValueError("exercise_id", Reason.REQUIRED)
        in_range("sets", self.sets, 0, COUNT_MOST)
        in_range("reps", self.reps, 0, COUNT_MOST)
        in_range("seconds", self.seconds, 0, SECONDS_MOST)
        in_range("load_kg", self.load_kg, 0, LOAD_MOST_KG)
        for score in self.knees.values():
            if type(score) is not int:
                raise InvalidValueError("score", Reason.WRONG_TYPE, score)
            in_range("score", score, SCORE_LOWEST, SCORE_HIGHEST)
        known = {knee: self.knees[knee] for knee in Knee if knee in self.knees}
        object.__setattr__(self, "knees", known)

    @property
    def says_something(self) -> bool:
        """True when it was answered, scored, or has an amount."""
        amounts = (self.sets, self.reps, self.seconds, self.load_kg)
        return bool(self.knees) or any(each is not None for each in (self.is_done, *amounts))

    def with_score(self, knee: Knee, score: int | None) -> SessionExercise:
        """The same with another score after it; None takes the score away."""
        others = {side: value for side, value in self.knees.items() if side is not knee}
        return replace(self, knees=others if score is None else {**others, knee: score})


@dataclass(frozen=True, slots=True)
class Session:
    """What is done for the body beside running; `is_done` None = planned, False = skipped."""

    id: str
    on: date
    kind: SessionKind = SessionKind.STRENGTH
    plan_id: str | None = None
    is_done: bool | None = None
    minutes: int | None = None
    rpe: int | None = None
    text: str = ""
    exercises: tuple[SessionExercise, ...] = ()

    def __post_init__(self) -> None:
        if not self.id:
            raise InvalidValueError("id", Reason.REQUIRED)
        real_day("on", self.on)
        if self.plan_id == "":
            raise InvalidValueError("plan_id", Reason.REQUIRED)
        in_range("minutes", self.minutes, 0, MINUTES_MOST)
        in_range("rpe", self.rpe, 1, RPE_MOST)
        short_text("text", self.text, TEXT_LONGEST)
        if len(self.exercises) > EXERCISES_MOST:
            raise InvalidValueError("exercises", Reason.TOO_MANY, high=EXERCISES_MOST)
        ids = [each.exercise_id for each in self.exercises]
        if len(set(ids)) < len(ids):
            raise InvalidValueError("exercise_id", Reason.DUPLICATE)

    def exercise(self, exercise_id: str) -> SessionExercise | None:
        """What was done of an exercise; None = it is not in this session."""
        return next((each for each in self.exercises if each.exercise_id == exercise_id), None)

    def with_exercise(self, done: SessionExercise) -> Session:
        """The session with this in the place of the same exercise, or at its end."""
        if self.exercise(done.exercise_id) is None:
            return replace(self, exercises=(*self.exercises, done))
        told = (done if each.exercise_id == done.exercise_id else each for each in self.exercises)
        return replace(self, exercises=tuple(told))


def says_something(session: Session) -> bool:
    """True when a person wrote something in it, beside whether it was done.

    A note, minutes, effort, or anything about an exercise: it would be lost with the session.
    """
    is_told = session.minutes is not None or session.rpe is not None or bool(session.text)
    return is_told or any(each.says_something for each in session.exercises)


def day_order(session: Session) -> tuple[date, str]:
    """The order of sessions: by day, then id."""
    return (session.on, session.id)
