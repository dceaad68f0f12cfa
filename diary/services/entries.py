"""Turns what a person says into change sets; pure, so window and command line do the same.

An entry that changes nothing gives an empty change set. A day with nothing left on it is not kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from diary.domain.change import Change, ChangeSet
from diary.domain.day import Day
from diary.domain.diary import Diary
from diary.domain.errors import InvalidValueError, Reason
from diary.domain.knee import Area, Knee, Moment, Score, ScoreSource
from diary.domain.run import Run, Surface, start_order
from diary.domain.shoe import Shoe

NOTHING = ChangeSet(())


@dataclass(frozen=True, slots=True)
class Stamp:
    """When, in which zone and how an entry is made."""

    recorded_at: datetime
    timezone: str | None
    source: ScoreSource = ScoreSource.TYPED


@dataclass(frozen=True, slots=True)
class DueScore:
    """A score that is asked on a day; `run_id` for the two moments of a run."""

    moment: Moment
    run_id: str | None = None


def set_score(
    diary: Diary,
    on: date,
    knee: Knee,
    moment: Moment,
    value: int | None,
    stamp: Stamp,
    *,
    run_id: str | None = None,
) -> ChangeSet:
    """Give, change or clear (None) one score; `run_id` names the run of during and after."""
    score = None if value is None else Score(value, stamp.recorded_at, stamp.timezone, stamp.source)
    if moment.belongs_to_run:
        return _set_run_score(diary, knee, moment, score, run_id)
    said = diary.day(on).knee(knee)
    if _value_of(said.score(moment)) == value:
        return NOTHING
    day = diary.day(on).with_knee(knee, said.with_score(moment, score))
    return _put_day(diary, day)


def _set_run_score(
    diary: Diary, knee: Knee, moment: Moment, score: Score | None, run_id: str | None
) -> ChangeSet:
    run = diary.runs.get(run_id or "")
    if run is None:
        raise InvalidValueError("run_id", Reason.NAMES_NOTHING, run_id)
    said = run.knee(knee)
    if _value_of(said.score(moment)) == _value_of(score):
        return NOTHING
    return put_run(diary, run.with_knee(knee, said.with_score(moment, score)))


def _value_of(score: Score | None) -> int | None:
    return None if score is None else score.value


def score_of(
    diary: Diary, on: date, knee: Knee, moment: Moment, run_id: str | None = None
) -> Score | None:
    """The score at these coordinates; None = not answered."""
    if moment.belongs_to_run:
        run = diary.runs.get(run_id or "")
        return run.knee(knee).score(moment) if run else None
    return diary.day(on).knee(knee).score(moment)


def set_knee(
    diary: Diary,
    on: date,
    knee: Knee,
    recorded_at: datetime,
    **answers: Any,  # noqa: ANN401 - fields of KneeDay, checked there
) -> ChangeSet:
    """Change spots, qualities, signs or swelling size of one knee on one day."""
    day = diary.day(on)
    said = replace(day.knee(knee), **answers)
    if said == day.knee(knee):
        return NOTHING
    return _put_day(diary, replace(day.with_knee(knee, said), recorded_at=recorded_at))


def set_day(
    diary: Diary,
    on: date,
    recorded_at: datetime,
    **answers: Any,  # noqa: ANN401 - fields of Day, checked there
) -> ChangeSet:
    """Change what belongs to the day and not to a knee: plan, limits, care, note and so on."""
    day = diary.day(on)
    said = replace(day, **answers)
    if said == day:
        return NOTHING
    return _put_day(diary, replace(said, recorded_at=recorded_at))


def _put_day(diary: Diary, day: Day) -> ChangeSet:
    before = diary.days.get(day.on)
    after = None if day.is_empty else day
    if before is None and after is None:
        return NOTHING
    return ChangeSet((Change(before, after),))


def due_scores(diary: Diary, on: date, knee: Knee) -> list[DueScore]:
    """The scores asked on a day in the order of the day.

    Morning always; during and after for each run; worst on a day without a run, and on any day
    on which it already has a value.
    """
    runs = [run for run in diary.runs_on(on) if run.is_run or run.knees.get(knee)]
    due = [DueScore(Moment.MORNING)]
    for run in runs:
        due += [DueScore(Moment.DURING, run.id), DueScore(Moment.AFTER, run.id)]
    if not runs or diary.day(on).knee(knee).worst is not None:
        due.append(DueScore(Moment.WORST))
    return due


def no_pain(diary: Diary, on: date, stamp: Stamp, knees: Iterable[Knee] | None = None) -> ChangeSet:
    """Write 0 to every unanswered score that is due, for the tracked knees or those named."""
    wanted = tuple(knees) if knees is not None else diary.person.tracked_knees
    day, runs = diary.day(on), {run.id: run for run in diary.runs_on(on)}
    score = Score(0, stamp.recorded_at, stamp.timezone, ScoreSource.NO_PAIN)
    for knee in wanted:
        for due in due_scores(diary, on, knee):
            if score_of(diary, on, knee, due.moment, due.run_id) is not None:
                continue
            if due.run_id is None:
                said = day.knee(knee).with_score(due.moment, score)
                day = day.with_knee(knee, said)
            else:
                run = runs[due.run_id]
                told = run.knee(knee).with_score(due.moment, score)
                runs[run.id] = run.with_knee(knee, told)
    changes = list(_put_day(diary, day).changes) if day != diary.day(on) else []
    changes += [
        Change(diary.runs[run.id], run) for run in runs.values() if run != diary.runs[run.id]
    ]
    return ChangeSet(tuple(changes))


def put_run(diary: Diary, run: Run) -> ChangeSet:
    """Add or change a run."""
    return _put(diary.runs.get(run.id), run)


def remove_run(diary: Diary, run_id: str) -> ChangeSet:
    """Put a run into the bin."""
    return ChangeSet((Change(diary.runs[run_id], None),))


def put_shoe(diary: Diary, shoe: Shoe) -> ChangeSet:
    """Add or change a pair of shoes; two pairs cannot have one name."""
    name = shoe.name.strip().casefold()
    if any(
        each.id != shoe.id and each.name.strip().casefold() == name for each in diary.shoes.values()
    ):
        raise InvalidValueError("name", Reason.DUPLICATE, shoe.name)
    return _put(diary.shoes.get(shoe.id), shoe)


def remove_shoe(diary: Diary, shoe_id: str) -> ChangeSet:
    """Put a pair without runs into the bin; raises when runs name it."""
    if any(run.shoe_id == shoe_id for run in diary.runs.values()):
        raise InvalidValueError("shoe_id", Reason.NEEDS_OTHER, shoe_id, other="runs")
    return ChangeSet((Change(diary.shoes[shoe_id], None),))


def _put(before: Run | Shoe | None, after: Run | Shoe) -> ChangeSet:
    return NOTHING if before == after else ChangeSet((Change(before, after),))


def last_shoe(diary: Diary, surface: Surface | None = None) -> Shoe | None:
    """The pair in use that was worn last on this surface, else last of all."""
    runs = sorted(
        (run for run in diary.runs.values() if run.shoe_id in diary.shoes), key=start_order
    )
    in_use = [run for run in runs if not diary.shoes[run.shoe_id or ""].is_retired]
    on_surface = [run for run in in_use if surface is not None and run.surface is surface]
    chosen = (on_surface or in_use)[-1:]
    if chosen:
        return diary.shoes[chosen[0].shoe_id or ""]
    unworn = [shoe for shoe in diary.shoes.values() if not shoe.is_retired]
    return unworn[0] if len(unworn) == 1 else None


def last_areas(diary: Diary, before_on: date, knee: Knee) -> tuple[Area, ...] | None:
    """The spots of the newest earlier day on which spots were ticked; looks 60 days back."""
    for back in range(1, 61):
        day = diary.days.get(before_on - timedelta(days=back))
        areas = day.knee(knee).areas if day else None
        if areas:
            return areas
    return None
