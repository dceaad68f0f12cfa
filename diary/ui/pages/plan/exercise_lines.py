"""The exercises of the diary as lines of a card; no Qt."""

from __future__ import annotations

from datetime import date

from diary.domain.diary import Diary
from diary.domain.exercise import KeptExercise
from diary.domain.plan import Plan
from diary.services.plans import has_history
from diary.texts.numbers import Formats
from diary.texts.plans import exercise_text
from diary.ui.pages.plan.line_card import Line
from diary.words import _

EDIT, ASIDE, USE, DELETE = "edit", "aside", "use", "delete"


def exercise_lines(diary: Diary, plan: Plan | None, today: date, formats: Formats) -> list[Line]:
    """Those of the plan first, then the others, at last those that were put aside."""
    in_plan = () if plan is None else plan.exercise_ids
    place = {each: n for n, each in enumerate(in_plan)}

    def order(kept: KeptExercise) -> tuple[bool, int, str]:
        return (_is_aside(kept, today), place.get(kept.id, len(place)), kept.name.casefold())

    return [
        _line(kept, diary, plan, today, formats)
        for kept in sorted(diary.exercises.values(), key=order)
    ]


def _line(
    kept: KeptExercise, diary: Diary, plan: Plan | None, today: date, formats: Formats
) -> Line:
    about = [_("from your PT")] if kept.from_pt else []
    is_aside = _is_aside(kept, today)
    if is_aside and kept.retired_on is not None:
        about.append(_("put aside on {day}").format(day=formats.day(kept.retired_on)))
    elif plan is not None and kept.id not in plan.exercise_ids:
        about.append(_("not part of the plan"))
    about += [kept.exercise.note] if kept.exercise.note else []
    use = (USE, _("Use again")) if is_aside else (ASIDE, _("Put aside"))
    # What was done with one that is put aside keeps its name: there is nothing left to delete.
    is_kept = is_aside and has_history(diary, kept.id)
    delete = () if is_kept else ((DELETE, _("Delete")),)
    return Line(
        kept.id,
        exercise_text(kept.exercise, formats),
        " · ".join(about),
        ((EDIT, _("Edit")), use, *delete),
    )


def _is_aside(kept: KeptExercise, today: date) -> bool:
    return kept.retired_on is not None and kept.retired_on <= today
