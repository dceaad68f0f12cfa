"""What looks odd about a run that was typed: things to ask about, never reasons to refuse."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from diary.domain.run import Run
from diary.domain.shoe import Shoe

FASTEST_S_PER_KM = 150.0
SLOWEST_S_PER_KM = 1200.0
SAME_DISTANCE_SHARE = 0.02
SAME_START_WITHIN = timedelta(minutes=5)


class DoubtKind(StrEnum):
    """What is odd."""

    PACE = "pace"
    SAME_RUN = "same_run"


@dataclass(frozen=True, slots=True)
class Doubt:
    """One odd thing: the pace in seconds a kilometre, or the run that looks the same."""

    kind: DoubtKind
    pace_s_per_km: float | None = None
    other: Run | None = None


class ShoeDayDoubt(StrEnum):
    """Why a pair does not fit the day of a run."""

    BEFORE_FIRST = "before_first"
    AFTER_RETIRED = "after_retired"


def doubts(run: Run, others: Iterable[Run]) -> list[Doubt]:
    """Everything odd about a run, seen beside the other runs of the diary."""
    found = []
    pace = run.pace_s_per_km
    if run.is_run and pace is not None and not FASTEST_S_PER_KM <= pace <= SLOWEST_S_PER_KM:
        found.append(Doubt(DoubtKind.PACE, pace_s_per_km=pace))
    same = next((other for other in others if looks_same(run, other)), None)
    if same is not None:
        found.append(Doubt(DoubtKind.SAME_RUN, other=same))
    return found


def looks_same(run: Run, other: Run) -> bool:
    """True for another run of that day, within 2 % of the distance and 5 minutes of the start.

    A start that is not known on either side counts as the same.
    """
    if other.id == run.id or other.on != run.on or other.sport is not run.sport:
        return False
    if not run.distance_m or not other.distance_m:
        return False
    if abs(run.distance_m - other.distance_m) > SAME_DISTANCE_SHARE * run.distance_m:
        return False
    if run.started_at is None or other.started_at is None:
        return True
    return abs(run.started_at - other.started_at) <= SAME_START_WITHIN


def shoe_day_doubt(shoe: Shoe, on: date) -> ShoeDayDoubt | None:
    """Why the pair does not fit a run on this day; None when it does."""
    if shoe.first_used_on is not None and on < shoe.first_used_on:
        return ShoeDayDoubt.BEFORE_FIRST
    if shoe.retired_on is not None and on > shoe.retired_on:
        return ShoeDayDoubt.AFTER_RETIRED
    return None
