"""Which pair a new run is offered: the one it is usually worn for, else the one worn last."""

from __future__ import annotations

from diary.domain.diary import Diary
from diary.domain.run import RunKind, Surface, start_order
from diary.domain.shoe import Shoe
from diary.services.entries import last_shoe

# A kind that somebody chose says more than a surface; "easy" is what most runs are.
_KIND_WEIGHT, _SURFACE_WEIGHT, _EASY_WEIGHT = 4, 2, 1


def offered_shoe(
    diary: Diary, surface: Surface | None = None, kind: RunKind | None = None
) -> Shoe | None:
    """The pair in use that is usual for this kind or surface, else worn last on it, else last."""
    weights = {
        shoe.id: _weight(shoe, surface, kind)
        for shoe in diary.shoes.values()
        if not shoe.is_retired
    }
    most = max(weights.values(), default=0)
    if not most:
        return last_shoe(diary, surface)
    usual = {shoe_id for shoe_id, weight in weights.items() if weight == most}
    worn = [run for run in diary.runs.values() if run.shoe_id in usual]
    last = max(worn, key=start_order, default=None)
    return diary.shoes[min(usual) if last is None else str(last.shoe_id)]


def likely_shoe(
    diary: Diary, surface: Surface | None = None, kind: RunKind | None = None
) -> Shoe | None:
    """The pair to begin with; what was not answered is taken as an easy run where the last was.

    Only the pair is guessed from that, which is seen; the run itself keeps no answer.
    """
    runs = (run for run in reversed(diary.runs_in_order()) if run.is_run and run.surface)
    last = next((run.surface for run in runs), None)
    return offered_shoe(diary, surface or last, kind or RunKind.EASY)


def _weight(shoe: Shoe, surface: Surface | None, kind: RunKind | None) -> int:
    weight = 0
    if kind in shoe.usual_for.kinds:
        weight += _EASY_WEIGHT if kind is RunKind.EASY else _KIND_WEIGHT
    if surface in shoe.usual_for.surfaces:
        weight += _SURFACE_WEIGHT
    return weight
