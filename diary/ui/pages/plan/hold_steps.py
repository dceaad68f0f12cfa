"""What a timer counts: the holds of a session one after the other, and the time left; no Qt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from diary.domain.exercise import Exercise, KeptExercise, Side
from diary.domain.exercise_lists import HOLD_S, ICE_MINUTES
from diary.texts.numbers import Formats
from diary.texts.plans import exercise_text
from diary.words import _


@dataclass(frozen=True, slots=True)
class HoldStep:
    """One step; `seconds` None = it is counted by the person. `exercise_id` "" = no exercise.

    `is_last` is true for the last step of an exercise.
    """

    title: str
    detail: str
    seconds: float | None
    exercise_id: str = ""
    is_last: bool = True


def steps_of(exercises: Iterable[KeptExercise], formats: Formats) -> list[HoldStep]:
    """The steps of a session: every hold of every set and side, other exercises as one step."""
    return [step for kept in exercises for step in _steps(kept, formats)]


def side_steps() -> list[HoldStep]:
    """The ready timer for a stretch: each side once."""
    return [
        HoldStep(_("First side"), _("Hold, and breathe on."), HOLD_S),
        HoldStep(_("Other side"), _("Hold, and breathe on."), HOLD_S),
    ]


def ice_steps(minutes: int) -> list[HoldStep]:
    """The ready timer for ice."""
    detail = _("Ice through a towel, in small circles. Never directly on the skin.")
    return [HoldStep(_("Ice"), detail, 60.0 * minutes)]


def ice_choices() -> range:
    """The minutes of ice that can be chosen."""
    least, most = ICE_MINUTES
    return range(least, most + 1)


def _steps(kept: KeptExercise, formats: Formats) -> Iterator[HoldStep]:
    exercise = kept.exercise
    if exercise.seconds is None:
        yield HoldStep(exercise_text(exercise, formats), exercise.note, None, kept.id)
        return
    sets = exercise.sets or 1
    sides = _sides(exercise)
    for each in range(sets):
        for place, side in enumerate(sides):
            parts = [exercise.name]
            if sets > 1:
                parts.append(_("set {n} of {all}").format(n=each + 1, all=sets))
            parts += [side] if side else []
            is_last = each == sets - 1 and place == len(sides) - 1
            title = ", ".join(parts)
            yield HoldStep(title, exercise.note, exercise.seconds, kept.id, is_last)


def _sides(exercise: Exercise) -> list[str]:
    if exercise.side is Side.BOTH:
        return [_("left side"), _("right side")]
    return [""]


def clock_text(seconds: float) -> str:
    """Time left as "0:30", rounded up to whole seconds."""
    whole = -int(-seconds // 1)
    return f"{whole // 60}:{whole % 60:02d}"


@dataclass(slots=True)
class Countdown:
    """Time that runs down while it is on; times are seconds of one clock."""

    seconds: float
    left_s: float = 0.0
    since: float | None = None

    def __post_init__(self) -> None:
        self.left_s = self.seconds

    @property
    def is_running(self) -> bool:
        """True while time goes by."""
        return self.since is not None

    def left(self, now: float) -> float:
        """Seconds left."""
        gone = 0.0 if self.since is None else max(0.0, now - self.since)
        return max(0.0, self.left_s - gone)

    def go(self, now: float) -> None:
        """Run, or run on."""
        if self.since is None and self.left_s > 0:
            self.since = now

    def stop(self, now: float) -> None:
        """Pause."""
        self.left_s, self.since = self.left(now), None
