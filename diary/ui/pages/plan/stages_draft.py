"""The table of stages as it is being typed; no Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from diary.domain.run_walk import Stage

# Minutes of running, minutes of walking, how often.
CELLS = 3


@dataclass(frozen=True, slots=True)
class StagesDraft:
    """The cells of the table by the place of their row, from 1."""

    rows: Mapping[int, tuple[str, ...]]


def draft_of_stages(stages: Sequence[Stage]) -> StagesDraft:
    """Stages as the table shows them."""
    cells = ((each.run_min, each.walk_min, each.repeats) for each in stages)
    return StagesDraft({n: tuple(str(cell) for cell in row) for n, row in enumerate(cells, 1)})
