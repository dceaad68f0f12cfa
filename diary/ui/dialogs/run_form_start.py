"""What the form of a run is opened with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from diary.domain.knee import Knee
from diary.domain.rules.run_outlook import Longest
from diary.domain.run import Run, RunKind, Surface
from diary.domain.run_walk import RunWalk
from diary.services.entries import Stamp
from diary.texts.numbers import Formats
from diary.ui.dialogs.run_draft import RunDraft
from diary.ui.dialogs.shoe_choice import ShoeChoice


def _unknown(_on: date) -> Longest | None:
    return None


@dataclass(frozen=True, slots=True)
class RunForm:
    """The run, the day, the pairs and whatever else the form asks about.

    `base` is the run to change (None = a new one), `start` what the fields hold at first, `others`
    the runs it is compared with, `knees_on` names the knees that are asked for on a day,
    `kept` is what was typed the last time and not saved. `shoe_for`
    names the pair that is offered for a surface and a kind, `longest` what a run on a day is
    compared with (None while that is not known). `run_walk` has the stages to choose from.
    """

    run_id: str
    base: Run | None
    start: RunDraft
    formats: Formats
    today: date
    shoes: Sequence[ShoeChoice]
    knees_on: Callable[[date], Sequence[Knee]]
    others: Iterable[Run]
    stamp: Callable[[], Stamp]
    shoe_for: Callable[[Surface | None, RunKind | None], str | None]
    kept: RunDraft | None = None
    longest: Callable[[date], Longest | None] = _unknown
    run_walk: RunWalk | None = None
