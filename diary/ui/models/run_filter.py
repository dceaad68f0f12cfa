"""Which runs a table shows; a run passes when it meets every wish that is set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from diary.domain.run import Run, Sport

if TYPE_CHECKING:
    from collections.abc import Iterable

NO_SHOE = ""


@dataclass(frozen=True, slots=True)
class RunFilter:
    """`shoe_id` None = any pair, `NO_SHOE` = runs without one; `since` is the first day shown.

    `text` is looked for by whoever knows the shoes. With pain means a score above 0 during or
    after the run. `sport` None = every activity.
    """

    text: str = ""
    shoe_id: str | None = None
    since: date | None = None
    is_with_pain: bool = False
    sport: Sport | None = None

    def passed(self, runs: Iterable[Run]) -> list[Run]:
        """The runs that pass but for the text, in the order given."""
        kept = list(runs)
        if self.since is not None:
            kept = [run for run in kept if run.on >= self.since]
        if self.sport is not None:
            kept = [run for run in kept if run.sport is self.sport]
        if self.shoe_id is not None:
            wanted = self.shoe_id or None
            kept = [run for run in kept if run.shoe_id == wanted]
        if self.is_with_pain:
            kept = [run for run in kept if has_pain(run)]
        return kept


def has_pain(run: Run) -> bool:
    """True when a score above 0 was given during or after the run."""
    # Written out: ten thousand runs are asked between two frames.
    for said in run.knees.values():
        for score in (said.during, said.after):
            if score is not None and score.value > 0:
                return True
    return False
