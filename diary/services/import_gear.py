"""Which pair of the diary a source means by the name it has for one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from diary.domain.diary import Diary
from diary.domain.shoe import NAME_LONGEST, Shoe
from diary.services.import_plan import (
    NO_SHOE,
    ImportChoices,
    ImportPlan,
    ShoeUse,
    TwinPlace,
    taken_runs,
)

# Who has not worn a pair for half a year before the newest run has most likely put it away.
UNWORN_DAYS = 180


@dataclass(frozen=True, slots=True)
class OldPair:
    """A new pair of an import that was not worn for long, and the last day on which it was."""

    name: str
    last_worn_on: date


def old_pairs(plan: ImportPlan, choices: ImportChoices, diary: Diary) -> list[OldPair]:
    """The new pairs that were last worn 180 days or more before the newest run, oldest first."""
    newest = max((run.on for run in diary.runs.values() if run.is_run), default=date.min)
    worn: dict[str, OldPair] = {}
    for planned in taken_runs(plan, choices):
        run, use = choices.run_of(planned), choices.shoe_of(planned)
        newest = max(newest, run.on) if run.is_run else newest
        name = pair_name(use.new_name)
        if use.shoe_id is None and name and pair_named(name, diary.shoes.values()) is None:
            known = worn.setdefault(_plain(name), OldPair(name, run.on))
            worn[_plain(name)] = replace(known, last_worn_on=max(known.last_worn_on, run.on))
    old = [pair for pair in worn.values() if is_unworn(pair.last_worn_on, newest)]
    return sorted(old, key=lambda pair: (pair.last_worn_on, pair.name))


def is_unworn(last_worn_on: date, newest_on: date) -> bool:
    """True when a pair was not worn for so long before the newest run that it is put away."""
    return newest_on - last_worn_on >= timedelta(days=UNWORN_DAYS)


def pair_name(name: str) -> str:
    """What a new pair is called: the name of the source, cut to what a name may have."""
    return name.strip()[:NAME_LONGEST].strip()


def proposed_gear(
    plan: ImportPlan, diary: Diary, remembered: Mapping[str, ShoeUse] | None = None
) -> dict[str, ShoeUse]:
    """What each pair of the sources is taken for until somebody says otherwise.

    What was chosen the last time; else the pair worn on most runs of that name that are here
    already; else the pair of the same name; else a new one, or none for a mere number.
    """
    worn = _worn(plan)
    found = {}
    for name in plan.gear():
        chosen = (remembered or {}).get(name)
        is_there = chosen is not None and (chosen.shoe_id is None or chosen.shoe_id in diary.shoes)
        if chosen is not None and is_there:
            found[name] = chosen
        else:
            found[name] = _likeliest(name, diary, worn.get(name, Counter()))
    return found


def _worn(plan: ImportPlan) -> dict[str, Counter[str]]:
    """The pairs of the runs that are here already, by the name the source has for them."""
    found: dict[str, Counter[str]] = {}
    for planned in plan.planned():
        twin = planned.twin
        is_known = twin is not None and planned.twin_place is TwinPlace.DIARY
        if planned.gear and is_known and twin is not None and twin.shoe_id is not None:
            found.setdefault(planned.gear, Counter())[twin.shoe_id] += 1
    return found


def _likeliest(name: str, diary: Diary, worn: Counter[str]) -> ShoeUse:
    for shoe_id, _times in worn.most_common():
        if shoe_id in diary.shoes:
            return ShoeUse(shoe_id)
    same = pair_named(name, diary.shoes.values())
    if same is not None:
        return ShoeUse(same.id)
    # A number is what the source counts by, and nobody's name for a pair.
    return ShoeUse(new_name=name) if any(each.isalpha() for each in name) else NO_SHOE


def pair_named(name: str, shoes: Iterable[Shoe]) -> Shoe | None:
    """The pair of this name, or of this make and model; those in use first."""
    wanted = _plain(name)
    for shoe in sorted(shoes, key=lambda each: each.is_retired):
        made = _plain(f"{shoe.brand} {shoe.model}")
        if wanted in {_plain(shoe.name), _plain(f"{made} {shoe.name}"), made} - {""}:
            return shoe
    return None


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
