"""The sport of activities that the file does not say, or says wrong, as a person says it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from diary.domain.run import Sport
from diary.services.import_plan import (
    Doubt,
    ImportChoices,
    ImportPlan,
    PlannedRun,
)

ON_FOOT = frozenset({Sport.RUN, Sport.WALK, Sport.HIKE})


def with_sport(choices: ImportChoices, chosen: Iterable[PlannedRun], sport: Sport) -> ImportChoices:
    """The choices with this sport for all of these that can be added.

    What was in doubt for another reason too stays in doubt, and is not taken by this alone.
    """
    fixes, taken = dict(choices.fixes), dict(choices.taken)
    for each in chosen:
        if each.is_here:
            continue
        run_id, run = each.run.id, replace(choices.run_of(each), sport=sport)
        if set(each.doubts) - {Doubt.SPORT_GUESSED}:
            taken.setdefault(run_id, choices.is_taken(each))
        if run == each.run and Doubt.SPORT_GUESSED not in each.doubts:
            fixes.pop(run_id, None)
        else:
            fixes[run_id] = run
    return replace(choices, fixes=fixes, taken=taken)


def open_doubts(planned: PlannedRun, choices: ImportChoices) -> tuple[Doubt, ...]:
    """What is still in doubt about an activity after what the person said of it."""
    run = choices.fixes.get(planned.run.id)
    if run is None:
        return planned.doubts
    is_only_sport = replace(run, sport=planned.run.sport) == planned.run
    if choices.taken.get(planned.run.id) or not is_only_sport:
        return ()
    return tuple(doubt for doubt in planned.doubts if doubt is not Doubt.SPORT_GUESSED)


def gear_on_foot(plan: ImportPlan) -> list[str]:
    """The pairs of the files that runs, walks or hikes name, in order of first appearance.

    Boots are gear of a hike, a bicycle is not.
    """
    named = (each.gear for each in plan.planned() if each.gear and each.run.sport in ON_FOOT)
    return list(dict.fromkeys(named))
