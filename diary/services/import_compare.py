"""Two entries of one run side by side, and one filled or changed from the other.

Knee scores are no part of it: they are never filled and never replaced. What is filled leaves the
run so that every file it was compared with is still known to be about it, that its numbers do not
contradict each other, and that the time that is shown stays the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from diary.domain.run import Run, RunKind
from diary.domain.same_run import are_alike, sameness, trace_of, wall_clock
from diary.services.import_plan import FieldRow, is_empty

# In the order in which a person reads them. The start brings its day and zone along.
COMPARED = (
    "sport",
    "started_at",
    "distance_m",
    "moving_s",
    "elapsed_s",
    "avg_hr",
    "max_hr",
    "cadence_spm",
    "ascent_m",
    "descent_m",
    "kind",
    "surface",
    "hills",
    "rpe",
    "shoe_id",
    "warmup",
    "aids",
    "finish",
    "run_walk_stage",
    "title",
    "note",
)
# What was measured is that of a whole recording, never of a part of it.
MEASURED = frozenset(
    {
        *("distance_m", "moving_s", "elapsed_s"),
        *("avg_hr", "max_hr", "cadence_spm", "ascent_m", "descent_m"),
    }
)
# Always shown; others only where at least one of the two has something.
_ALWAYS = frozenset({"sport", "started_at", "distance_m", "moving_s"})


def compared(here: Run, there: Run) -> list[FieldRow]:
    """The fields of the run that is here beside those of the file, those empty in both left out."""
    rows = [FieldRow(name, getattr(here, name), getattr(there, name)) for name in COMPARED]
    return [
        row for row in rows if row.name in _ALWAYS or not (row.is_empty_here and row.is_empty_there)
    ]


def with_fields(here: Run, there: Run, names: Iterable[str]) -> Run:
    """The run that is here with these fields of the other; what is empty there changes nothing."""
    taken = {name: getattr(there, name) for name in names if name in COMPARED}
    taken = {name: value for name, value in taken.items() if not is_empty(value)}
    if "started_at" in taken:
        taken |= {"timezone": there.timezone, "on": there.on}
    changed = replace(here, **taken)
    return _linked(changed, there) if changed != here else here


def filled(here: Run, others: Sequence[Run]) -> Run:
    """The run that is here with its empty fields filled from others that are about the same run.

    Nothing that is there is replaced, and the run stays on its day.
    """
    run = here
    for there in others:
        for name in COMPARED:
            run = _with_filled(run, there, name, others)
    return run


def _with_filled(run: Run, there: Run, name: str, others: Sequence[Run]) -> Run:
    value = getattr(there, name)
    if is_empty(value) or not is_empty(getattr(run, name)):
        return run
    changes: dict[str, object] = {name: value}
    if name == "started_at":
        wall = wall_clock(there.started_at, there.timezone)
        if wall is None or wall.date() != run.on:
            return run
        changes["timezone"] = there.timezone
    # Every name is that of a field of both runs.
    changed = _linked(replace(run, **changes), there)  # type: ignore[arg-type]
    fits = _fits(run, changed, there, name)
    return changed if fits and _keeps_twins(run, changed, others) else run


def _fits(run: Run, changed: Run, there: Run, name: str) -> bool:
    """True when a filled field goes with what was there."""
    if name in MEASURED:
        # A pace is that of one entry or the other, not half of each.
        if run.duration_s not in (None, changed.duration_s):
            return False
        if not are_alike(trace_of(run), trace_of(there)):
            return False
    if name == "run_walk_stage":
        return changed.kind is RunKind.RUN_WALK
    if name == "shoe_id":
        return run.is_run
    return _is_in_order(changed) or not _is_in_order(run)


def _is_in_order(run: Run) -> bool:
    """True when no number is beyond the one that bounds it."""
    bounds = (
        (run.moving_s, run.elapsed_s),
        (run.avg_hr, run.max_hr),
        (run.pain_onset_m, run.distance_m),
        (run.pain_onset_s, run.duration_s),
    )
    return all(less is None or most is None or less <= most for less, most in bounds)


def _keeps_twins(before: Run, after: Run, others: Iterable[Run]) -> bool:
    """True when every other run that was about the same run still is."""
    old, new = trace_of(before), trace_of(after)
    return all(
        sameness(new, trace_of(other)) is not None or sameness(old, trace_of(other)) is None
        for other in others
    )


def _linked(run: Run, there: Run) -> Run:
    """A run that was typed names the file it was filled from, so that the file is known again."""
    return replace(run, source=there.source) if run.source is None else run
