"""The shoes of the example, given out from the last run back: one pair ends past its limit.

Older pairs were retired when they had run their distance. What a pair had run before the first day
of the example is its initial distance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from itertools import chain, repeat

from diary.domain.run import Run, RunKind, Surface
from diary.domain.shoe import Inspection, LimitChange, Shoe, ShoeKind, SoleFinding, UsualFor
from diary.services.sample_story import Story

ROAD_LIMIT_M, TRAIL_LIMIT_M = 650_000.0, 600_000.0
PAST_LIMIT_M, TRAIL_USED_M = 6_000.0, 240_000.0
OLD_LEAST_M, OLD_MOST_M = 640_000.0, 740_000.0
LOOKED_AT_AGE = 9
_OLDER_COLOURS = ("Grey", "Green", "White", "Black", "Orange")


@dataclass(frozen=True, slots=True)
class _Line:
    """Pairs that follow one another: what they are for, and how far the newest has gone."""

    colour: str
    newest: int
    kind: ShoeKind
    limit_m: float
    used_m: float
    usual_for: UsualFor


_ROAD = _Line(
    "Blue",
    12,
    ShoeKind.DAILY,
    ROAD_LIMIT_M,
    ROAD_LIMIT_M + PAST_LIMIT_M,
    UsualFor((RunKind.EASY, RunKind.LONG), (Surface.ROAD, Surface.CONCRETE)),
)
_TRAIL = _Line(
    "Red",
    3,
    ShoeKind.TRAIL,
    TRAIL_LIMIT_M,
    TRAIL_USED_M,
    UsualFor((RunKind.LONG,), (Surface.TRAIL,)),
)


def shod(story: Story, runs: Sequence[Run]) -> tuple[dict[str, Shoe], list[Run]]:
    """The pairs by id, the newest last, and the same runs in them; the runs are in order."""
    shoes: dict[str, Shoe] = {}
    worn: dict[str, str] = {}
    for line in (_ROAD, _TRAIL):
        is_trail = line is _TRAIL
        own = [run for run in runs if run.is_run and (run.surface is Surface.TRAIL) == is_trail]
        for shoe, of_pair in _pairs(story, line, own):
            shoes[shoe.id] = shoe
            worn.update((run.id, shoe.id) for run in of_pair)
    return (
        dict(sorted(shoes.items())),
        [replace(run, shoe_id=worn[run.id]) if run.id in worn else run for run in runs],
    )


def _pairs(story: Story, line: _Line, runs: Sequence[Run]) -> Iterator[tuple[Shoe, Sequence[Run]]]:
    """Each pair with its runs, the newest first."""
    stop, next_pair_on = len(runs), None
    for name in _names(line):
        is_newest = next_pair_on is None
        dice = story.dice(story.last_on, name)
        wanted_m = line.used_m if is_newest else dice.uniform(OLD_LEAST_M, OLD_MOST_M)
        start, run_m = stop, 0.0
        while start > 0 and run_m < wanted_m:
            start -= 1
            run_m += runs[start].distance_m or 0.0
        if start == stop:
            return
        before_m = round(max(0.0, wanted_m - run_m), -3)
        shoe = _shoe(story, line, name, runs[start].on, next_pair_on)
        yield replace(shoe, initial_distance_m=before_m), runs[start:stop]
        stop, next_pair_on = start, runs[start].on


def _names(line: _Line) -> Iterator[str]:
    """Blue 12, Blue 11, … Blue 1, then the colours before, each from 12 down."""
    yield from (f"{line.colour} {number}" for number in range(line.newest, 0, -1))
    for colour in chain(_OLDER_COLOURS, repeat("Old")):
        words = "trail " if line is _TRAIL else ""
        yield from (f"{colour} {words}{number}" for number in range(12, 0, -1))


def _shoe(story: Story, line: _Line, name: str, first_on: date, next_on: date | None) -> Shoe:
    shoe = Shoe(
        story.identity(story.at(first_on, time(6)), name),
        name,
        kind=line.kind,
        first_used_on=first_on,
        limit_m=line.limit_m,
        retired_on=next_on,
        usual_for=line.usual_for,
        comfort=8 if next_on is None else None,
        drop_mm=8.0 if line is _ROAD else 4.0,
    )
    if line is not _ROAD or next_on is not None:
        return shoe
    return replace(
        shoe,
        inspections=(Inspection(story.on(LOOKED_AT_AGE), (SoleFinding.HEEL_ONE_SIDE,)),),
        limit_changes=(LimitChange(first_on, line.limit_m),),
        note="Second pair of this model",
    )
