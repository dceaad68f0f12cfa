"""How much an import would add and change, counted before anything is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from diary.domain.run import Run
from diary.services.import_compare import filled, with_fields
from diary.services.import_plan import (
    ImportChoices,
    ImportPlan,
    PlannedRun,
    TwinPlace,
    taken_runs,
)
from diary.services.import_scores import scores_to_add


class ImportCounts(NamedTuple):
    """Runs, activities of other sports and scores that would be new, and runs that would change."""

    runs: int
    others: int
    changed: int
    scores: int

    @property
    def is_nothing(self) -> bool:
        """True when nothing would be written."""
        return not any(self)


def counts_of(plan: ImportPlan, choices: ImportChoices) -> ImportCounts:
    """What these choices would do."""
    taken = taken_runs(plan, choices)
    runs = sum(choices.run_of(each).is_run for each in taken)
    scores = len(scores_to_add(plan, choices)) if choices.takes_scores else 0
    return ImportCounts(runs, len(taken) - runs, _changed(plan, choices), scores)


def _changed(plan: ImportPlan, choices: ImportChoices) -> int:
    """How many runs of the diary would have more or other values."""
    if not choices.fills_twins and not choices.fields_taken:
        return 0
    repeats: dict[str, list[PlannedRun]] = {}
    for each in plan.planned():
        is_in_diary = each.twin is not None and each.twin_place is TwinPlace.DIARY
        if is_in_diary and each.twin is not None and not choices.is_taken(each):
            repeats.setdefault(each.twin.id, []).append(each)
    return sum(_is_changed(each, choices) for each in repeats.values())


def _is_changed(repeats: Iterable[PlannedRun], choices: ImportChoices) -> bool:
    there = [(each, _as_chosen(each, choices)) for each in repeats]
    here = next(each.twin for each, _run in there if each.twin is not None)
    run = here
    for planned, other in there:
        names = choices.fields_taken.get(planned.run.id, frozenset())
        run = with_fields(run, other, names)
    if choices.fills_twins:
        run = filled(run, [other for _planned, other in there])
    return run != here


def _as_chosen(planned: PlannedRun, choices: ImportChoices) -> Run:
    use = choices.shoe_of(planned)
    # A new pair has no id before it is added; any is another one than none.
    return replace(choices.run_of(planned), shoe_id=use.shoe_id or use.new_name or None)
