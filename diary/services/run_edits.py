"""One answer given to many runs at once, as one change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum

from diary.domain.change import Change, ChangeSet
from diary.domain.diary import Diary
from diary.domain.run import Hills, Run, RunKind, Surface
from diary.services.entries import notes_let_go

# A handful is mended by hand in a minute; from here on a backup is worth the second it takes.
BACKUP_FROM_RUNS = 10


class RunField(StrEnum):
    """What can be set on many runs at once."""

    SHOE = "shoe_id"
    SURFACE = "surface"
    KIND = "kind"
    HILLS = "hills"


RunValue = str | Surface | RunKind | Hills | None


def set_on_runs(
    diary: Diary, run_ids: Iterable[str], field: RunField, value: RunValue
) -> ChangeSet:
    """Give these runs this value; runs that have it already, or are gone, are left out."""
    changes = []
    for run_id in run_ids:
        run = diary.runs.get(run_id)
        after = None if run is None else _with(run, field, value)
        if run is not None and after != run:
            changes.append(Change(run, after))
    return ChangeSet(tuple(changes))


def remove_runs(diary: Diary, run_ids: Iterable[str]) -> ChangeSet:
    """Take these runs away with their scores; those that are gone are left out.

    Notes of the PT about them stay, about their days.
    """
    found = [run for run_id in run_ids if (run := diary.runs.get(run_id)) is not None]
    notes = notes_let_go(diary, {run.id for run in found})
    return ChangeSet((*(Change(run, None) for run in found), *notes))


def _with(run: Run, field: RunField, value: RunValue) -> Run:
    # The field is one of the four above, each of which takes such a value or None.
    return replace(run, **{field.value: value})  # type: ignore[arg-type]
