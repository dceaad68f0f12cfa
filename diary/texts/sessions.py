"""Plain words for one exercise, plan or session, each in a line."""

from __future__ import annotations

from diary.domain.exercise import KeptExercise
from diary.domain.plan import Plan
from diary.domain.session import Session
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.words import _, mark

_STANDS = {
    None: mark("{session}: planned"),
    True: mark("{session}: done"),
    False: mark("{session}: skipped"),
}


def exercise_name(kept: KeptExercise) -> str:
    """An exercise in one line: "Exercise “Step-down”"."""
    return _("Exercise “{name}”").format(name=kept.name)


def plan_name(plan: Plan, formats: Formats) -> str:
    """A plan in one line: "Plan “Hips and thighs”, from Mon 9 Nov 2026"."""
    first = formats.day(plan.from_on)
    if not plan.name.strip():
        return _("Plan from {day}").format(day=first)
    return _("Plan “{name}”, from {day}").format(name=plan.name, day=first)


def session_name(session: Session, formats: Formats) -> str:
    """A session in one line: "Strength, Thu 19 Nov 2026: done"."""
    name = f"{label(session.kind)}, {formats.day(session.on)}"
    return _(_STANDS[session.is_done]).format(session=name)
