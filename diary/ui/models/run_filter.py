"""Which runs a table shows; a run passes when it meets every wish that is set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from diary.domain.run import Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from diary.domain.shoe import Shoe

NO_SHOE = ""


@dataclass(frozen=True, slots=True)
class RunFilter:
    """`shoe_id` None = any pair, `NO_SHOE` = runs without one; `since` is the first day shown.

    `text` is looked for in title, note and the name of the shoe, whatever the case. With pain
    means a score above 0 during or after the run.
    """

    text: str = ""
    shoe_id: str | None = None
    since: date | None = None
    is_with_pain: bool = False

    @property
    def is_open(self) -> bool:
        """True when every run passes."""
        return self == RunFilter()

    def passed(self, runs: Iterable[Run], shoes: Mapping[str, Shoe]) -> list[Run]:
        """The runs that pass, in the order given."""
        kept = list(runs)
        if self.since is not None:
            kept = [run for run in kept if run.on >= self.since]
        if self.shoe_id is not None:
            wanted = self.shoe_id or None
            kept = [run for run in kept if run.shoe_id == wanted]
        if self.is_with_pain:
            kept = [run for run in kept if has_pain(run)]
        words = self.text.casefold().split()
        if words:
            names = {shoe_id: shoe.name for shoe_id, shoe in shoes.items()}
            kept = [run for run in kept if _holds(run, names, words)]
        return kept


def has_pain(run: Run) -> bool:
    """True when a score above 0 was given during or after the run."""
    return any(
        score is not None and score.value > 0
        for knee in run.knees.values()
        for score in (knee.during, knee.after)
    )


def _holds(run: Run, names: Mapping[str, str], words: Iterable[str]) -> bool:
    place = f"{run.title}\n{run.note}\n{names.get(run.shoe_id or '', '')}".casefold()
    return all(word in place for word in words)
