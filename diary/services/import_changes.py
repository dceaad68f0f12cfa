"""Makes one change set of a plan and what was chosen about it, and one that takes it back.

Scores are only added where there is none and only when that was chosen. Taking back leaves what
was changed by hand since.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import TypeVar

from diary.domain.change import Change, ChangeSet, apply, current_entity
from diary.domain.day import Day
from diary.domain.diary import Diary
from diary.domain.knee import Knee, KneeDay, Moment, Score, ScoreSource
from diary.domain.reading import ImportStatus, ReadScore
from diary.domain.run import Run, RunKnee
from diary.domain.shoe import Shoe
from diary.services.import_compare import filled, with_fields
from diary.services.import_gear import is_unworn, pair_name, pair_named
from diary.services.import_plan import (
    ImportChoices,
    ImportPlan,
    PlannedRun,
    ShoeUse,
    TwinPlace,
    taken_runs,
)
from diary.services.import_scores import highest_by_place
from diary.services.ports import IdSource

Merged = TypeVar("Merged", Day, Run, KneeDay, RunKnee)
Knees = TypeVar("Knees", KneeDay, RunKnee)


def change_set(
    plan: ImportPlan, choices: ImportChoices, diary: Diary, new_id: IdSource
) -> ChangeSet:
    """Everything these choices do, as one change set; empty when they do nothing."""
    making = _Making(plan, choices, diary, new_id)
    for planned in taken_runs(plan, choices):
        making.add(planned)
    making.change_twins()
    if choices.takes_scores:
        making.add_scores()
    return making.changes()


def status_of(planned: PlannedRun, kept: PlannedRun, choices: ImportChoices) -> ImportStatus:
    """What becomes of a planned run: added, already here, or left out.

    `kept` is the run of this import that it repeats, or itself: with that one left out it is
    nowhere.
    """
    if choices.is_taken(planned):
        return ImportStatus.ADDED
    is_here = kept.status is ImportStatus.DUPLICATE or choices.is_taken(kept)
    return ImportStatus.DUPLICATE if is_here else ImportStatus.SKIPPED


def choices_still_held(
    before: ImportPlan, now: ImportPlan, choices: ImportChoices
) -> ImportChoices:
    """What was chosen about a plan, without what meant a run as new that is in the diary now.

    Fields are only taken for the run that they were compared with.
    """
    known = {each.run.id: each for each in before.planned()}
    come = set[str]()
    others = set[str]()
    for each in now.planned():
        old = known.get(each.run.id)
        if old is None or each.twin_place is not TwinPlace.DIARY:
            continue
        if old.twin_place in (None, TwinPlace.BIN):
            come.add(each.run.id)
        if old.twin is None or each.twin is None or old.twin.id != each.twin.id:
            others.add(each.run.id)
    return replace(
        choices,
        taken={key: said for key, said in choices.taken.items() if key not in come},
        fields_taken={
            key: names for key, names in choices.fields_taken.items() if key not in others
        },
    )


@dataclass(slots=True)
class _Making:
    """A change set in the making; `run_ids` says what became of the planned runs by their ids."""

    plan: ImportPlan
    choices: ImportChoices
    diary: Diary
    new_id: IdSource
    new_shoes: dict[str, Shoe] = field(default_factory=dict)
    runs: dict[str, Run] = field(default_factory=dict)
    days: dict[object, Day] = field(default_factory=dict)
    run_ids: dict[str, str] = field(default_factory=dict)
    repeats: dict[str, list[PlannedRun]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for planned in self.plan.runs(ImportStatus.DUPLICATE):
            if planned.twin is not None and not self.choices.is_taken(planned):
                self.repeats.setdefault(planned.twin.id, []).append(planned)

    def add(self, planned: PlannedRun) -> None:
        """Add a planned run, with its pair and what others in this import know more about it."""
        run = self._as_chosen(planned)
        others = self.repeats.get(planned.run.id, [])
        run = self._from_others(run, others)
        self.runs[run.id] = run
        self.run_ids[planned.run.id] = run.id
        self.run_ids.update((other.run.id, run.id) for other in others)

    def change_twins(self) -> None:
        """Fill and change the runs of the diary that were found again, as it was chosen."""
        for run_id, repeats in self.repeats.items():
            here = self.diary.runs.get(run_id)
            if here is None or repeats[0].twin_place is not TwinPlace.DIARY:
                continue
            self.run_ids.update((each.run.id, run_id) for each in repeats)
            changed = self._from_others(here, repeats)
            if changed != here:
                self.runs[run_id] = changed

    def add_scores(self) -> None:
        """Add the scores of tables where the diary has none; of two for one place the higher."""
        best = highest_by_place(self.plan.scores(), self.run_ids)
        for score in best.values():
            if score.moment.belongs_to_run:
                self._add_to_run(score)
            else:
                self._add_to_day(score)

    def changes(self) -> ChangeSet:
        """Pairs before the runs that name them, runs before days."""
        made: list[Change] = [Change(None, self._as_worn(shoe)) for shoe in self.new_shoes.values()]
        made += [Change(self.diary.runs.get(run.id), run) for run in self.runs.values()]
        made += [Change(self.diary.days.get(day.on), day) for day in self.days.values()]
        return ChangeSet(tuple(made))

    def _as_chosen(self, planned: PlannedRun) -> Run:
        run = replace(
            self.choices.run_of(planned), shoe_id=self._shoe_id(self.choices.shoe_of(planned))
        )
        return run if self.choices.takes_scores else replace(run, knees=_without_scores(run))

    def _from_others(self, run: Run, others: Iterable[PlannedRun]) -> Run:
        """Fields that were taken, then empty ones filled."""
        resolved = [(each, self._as_chosen(each)) for each in others]
        for planned, there in resolved:
            names = self.choices.fields_taken.get(planned.run.id, frozenset())
            run = with_fields(run, there, names)
        if self.choices.fills_twins:
            run = filled(run, [there for _planned, there in resolved])
        return run

    def _shoe_id(self, use: ShoeUse) -> str | None:
        name = pair_name(use.new_name)
        if use.shoe_id is not None or not name:
            return use.shoe_id
        here = pair_named(name, [*self.diary.shoes.values(), *self.new_shoes.values()])
        if here is None:
            here = self.new_shoes[name] = Shoe(self.new_id(), name)
        return here.id

    def _as_worn(self, shoe: Shoe) -> Shoe:
        """A new pair with the day it was first worn, and retired where that was chosen."""
        days = [run.on for run in self.runs.values() if run.shoe_id == shoe.id]
        if not days:
            return shoe
        is_old = self.choices.retires_old_pairs and is_unworn(max(days), self._newest_on())
        return replace(shoe, first_used_on=min(days), retired_on=max(days) if is_old else None)

    def _newest_on(self) -> date:
        """The day of the newest run once the import is in."""
        runs = [*self.diary.runs.values(), *self.runs.values()]
        return max((run.on for run in runs if run.is_run), default=date.min)

    def _add_to_day(self, found: ReadScore) -> None:
        day = self.days.get(found.on) or self.diary.day(found.on)
        said = day.knee(found.knee)
        if said.score(found.moment) is None:
            said = said.with_score(found.moment, _score(found))
            self.days[found.on] = day.with_knee(found.knee, said)

    def _add_to_run(self, found: ReadScore) -> None:
        run = self._run_of(found)
        if run is None:
            return
        said = run.knee(found.knee)
        if said.score(found.moment) is None:
            self.runs[run.id] = run.with_knee(
                found.knee, said.with_score(found.moment, _score(found))
            )

    def _run_of(self, found: ReadScore) -> Run | None:
        """The run of the same row, else the only run of the day."""
        if found.run_id is not None:
            run_id = self.run_ids.get(found.run_id, "")
            return self.runs.get(run_id) or self.diary.runs.get(run_id)
        of_day = {run.id: run for run in self.diary.runs_on(found.on)}
        of_day |= {run.id: run for run in self.runs.values() if run.on == found.on}
        runs = [run for run in of_day.values() if run.is_run]
        return runs[0] if len(runs) == 1 else None


def _score(found: ReadScore) -> Score:
    # When it was typed, and in which zone, only the other program knew.
    return Score(found.value, source=ScoreSource.IMPORTED)


def _without_scores(run: Run) -> dict[Knee, RunKnee]:
    return {knee: replace(said, during=None, after=None) for knee, said in run.knees.items()}


# ---- taking back ------------------------------------------------------------------------------


def undo_of(written: ChangeSet, diary: Diary) -> ChangeSet:
    """Take everything of an import out of the diary that is still as the import left it.

    A run that was changed by hand stays whole; of runs, days and knees that were there before only
    the values of the import go. A new pair stays while a run wears it.
    """
    changes: list[Change] = []
    for change in reversed(written.changes):
        now = current_entity(diary, change.key)
        if now is None or isinstance(now, Shoe):
            continue
        after = _taken_back(change, now)
        if after != now:
            changes.append(Change(now, after))
    rest = apply(diary, ChangeSet(tuple(changes)))
    changes += _unworn(written, rest)
    return ChangeSet(tuple(changes))


def _taken_back(change: Change, now: object) -> Day | Run | None:
    before, after = change.before, change.after
    if isinstance(now, Day) and isinstance(after, Day):
        back = _reverted(now, before if isinstance(before, Day) else Day(now.on), after)
        return None if before is None and back.is_empty else back
    if isinstance(now, Run) and isinstance(after, Run):
        if isinstance(before, Run):
            return _reverted(now, before, after)
        return None if now == after else now
    msg = "an import writes runs, days and pairs"
    raise TypeError(msg)


def _reverted(now: Merged, before: Merged, after: Merged) -> Merged:
    """The present value with what the import set as it was before, where it still stands."""
    back: dict[str, object] = {}
    for each in fields(now):
        present, old, new = (getattr(side, each.name) for side in (now, before, after))
        if each.name == "knees":
            back["knees"] = _knees_back(present, old, new)
        elif new not in (old, None, "") and present == new:
            back[each.name] = old
    # Every name is that of a field of the same class.
    return replace(now, **back)  # type: ignore[arg-type]


def _knees_back(
    now: Mapping[Knee, Knees], before: Mapping[Knee, Knees], after: Mapping[Knee, Knees]
) -> dict[Knee, Knees]:
    back = {}
    for knee, said in now.items():
        nothing = type(said)()
        old, new = before.get(knee, nothing), after.get(knee, nothing)
        back[knee] = _reverted(said, old, new)
    return back


def _unworn(written: ChangeSet, diary: Diary) -> Iterator[Change]:
    worn = {run.shoe_id for run in diary.runs.values()}
    for change in written.changes:
        shoe = change.after
        if isinstance(shoe, Shoe) and change.before is None and shoe.id not in worn:
            now = diary.shoes.get(shoe.id)
            if now == shoe:
                yield Change(now, None)


def scores_added(changes: ChangeSet) -> int:
    """How many scores a change set adds to runs and days that were there, or to days."""
    return sum(_score_count(each.after) - _score_count(each.before) for each in changes.changes)


def _score_count(entity: object) -> int:
    if not isinstance(entity, Day | Run):
        return 0
    return sum(
        said.score(moment) is not None for said in entity.knees.values() for moment in Moment
    )
