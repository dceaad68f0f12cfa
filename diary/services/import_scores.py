"""What becomes of the knee scores of tables beside those of the diary.

A score that is in the diary stays, whatever a file says, and of two for one knee and moment in the
files the higher counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeAlias

from diary.domain.diary import Diary
from diary.domain.knee import Knee, Moment, Score
from diary.domain.reading import ReadScore
from diary.domain.run import Run
from diary.services.import_plan import (
    ImportChoices,
    ImportPlan,
    PlannedFile,
    PlannedRun,
    PlannedScore,
    ScoreState,
    TwinPlace,
)

# A day, knee and moment, and the run for the moments that belong to one.
Place: TypeAlias = tuple[date, Knee, Moment, str | None]


def planned_scores(files: Iterable[PlannedFile], diary: Diary) -> tuple[PlannedScore, ...]:
    """Every score of these files, by day, knee and moment, and what it would be."""
    listed = list(files)
    here = {each.run.id: each for file in listed for each in file.runs}
    named = [(score, _column_name(file, score.column)) for file in listed for score in file.scores]
    kept = {run_id: _kept_id(planned) for run_id, planned in here.items()}
    highest = highest_by_place((score for score, _name in named), kept)
    found = []
    for score, name in named:
        value = _value_here(score, here, diary)
        if value is not None:
            found.append(PlannedScore(score, ScoreState.HERE, value, name))
        else:
            is_highest = highest[place_of(score, kept)] is score
            state = ScoreState.NEW if is_highest else ScoreState.LOWER
            found.append(PlannedScore(score, state, None, name))
    return tuple(sorted(found, key=_order))


def scores_to_add(plan: ImportPlan, choices: ImportChoices) -> list[PlannedScore]:
    """The scores that come in with these choices once scores are taken at all.

    A score of a run comes in with its run: with one that is taken, or one that is in the diary.
    """
    found = {each.run.id: each for each in plan.planned()}
    taken = {run_id for run_id, each in found.items() if choices.is_taken(each)}
    kept = taken | {
        run_id
        for run_id, each in found.items()
        if each.twin_place is TwinPlace.DIARY or _kept_id(each) in taken
    }
    return [
        each
        for each in plan.scores_in(ScoreState.NEW)
        if each.score.run_id is None or each.score.run_id in kept
    ]


def highest_by_place(
    scores: Iterable[ReadScore], run_ids: Mapping[str, str]
) -> dict[Place, ReadScore]:
    """Of several scores for one place the highest, the first of equal ones.

    `run_ids` says what became of the runs of the files, by their ids.
    """
    best: dict[Place, ReadScore] = {}
    for score in scores:
        place = place_of(score, run_ids)
        if place not in best or best[place].value < score.value:
            best[place] = score
    return best


def place_of(score: ReadScore, run_ids: Mapping[str, str]) -> Place:
    """Where in a diary a score belongs."""
    run_id = score.run_id if score.moment.belongs_to_run else None
    return score.on, score.knee, score.moment, run_ids.get(run_id, run_id) if run_id else None


def _kept_id(planned: PlannedRun) -> str:
    """The id of the run that a planned one ends in."""
    return planned.run.id if planned.twin is None else planned.twin.id


def _value_here(score: ReadScore, found: dict[str, PlannedRun], diary: Diary) -> int | None:
    said: Score | None
    if score.moment.belongs_to_run:
        run = _run_here(score, found, diary)
        said = None if run is None else run.knee(score.knee).score(score.moment)
    else:
        said = diary.day(score.on).knee(score.knee).score(score.moment)
    return None if said is None else said.value


def _run_here(score: ReadScore, found: dict[str, PlannedRun], diary: Diary) -> Run | None:
    """The run of the diary that a score is about: that of its row, else the only one of its day."""
    if score.run_id is not None:
        planned = found.get(score.run_id)
        is_here = planned is not None and planned.twin_place is TwinPlace.DIARY
        return planned.twin if planned is not None and is_here else None
    runs = [run for run in diary.runs_on(score.on) if run.is_run]
    return runs[0] if len(runs) == 1 else None


def _column_name(file: PlannedFile, column: int | None) -> str:
    header = () if file.table is None else file.table.header
    return header[column].strip() if column is not None and column < len(header) else ""


def _order(planned: PlannedScore) -> tuple[object, ...]:
    score = planned.score
    return score.on, tuple(Knee).index(score.knee), tuple(Moment).index(score.moment)
