"""What a course has to keep, decided from what was measured and from nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.soak.gauges import Holdings

GROWTH = 1.05
WINDOW_MIN = 10.0
MOST_WAKES_A_SECOND = 1.0
# Four, each with the one for what it lacks, make 8; matplotlib keeps them anew for each thread that
# draws or asks what a font has, and that is one, now and then two.
MOST_FONTS = 16
# A course that is too short for two windows after the warming up.
_LEAST_SAMPLES = 3


@dataclass(frozen=True, slots=True)
class Sample:
    """What was held at a minute of the course, and the acts done until then.

    The memory of `held` is the median of what was seen after each act of that minute.
    """

    minute: float
    acts: int
    held: Holdings
    longest_stall_s: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """One promise: what was found, what is allowed, and whether it holds; None = not measured."""

    what: str
    found: str
    allowed: str
    is_kept: bool | None


def window_of(minutes: float) -> float:
    """How long the warming up and the two compared windows are: ten minutes, or a sixth."""
    return min(WINDOW_MIN, minutes / 6)


def memory_verdicts(samples: Sequence[Sample], minutes: float) -> list[Verdict]:
    """The median of the last window against that of the one after the warming up."""
    window = window_of(minutes)
    first = [each for each in samples if window <= each.minute < 2 * window]
    last = [each for each in samples if each.minute >= minutes - window]
    return [
        _grown("memory (RSS)", [s.held.rss_mb for s in first], [s.held.rss_mb for s in last]),
        _grown(
            "memory of its own (Private)",
            [s.held.private_mb for s in first],
            [s.held.private_mb for s in last],
        ),
        _grown(
            "memory of no file (Anonymous)",
            [s.held.anonymous_mb for s in first],
            [s.held.anonymous_mb for s in last],
        ),
    ]


def _grown(what: str, first: Sequence[float], last: Sequence[float]) -> Verdict:
    allowed = f"at most {GROWTH - 1:.0%} more"
    if min(len(first), len(last)) < _LEAST_SAMPLES:
        return Verdict(what, "too short a course", allowed, None)
    before, after = median(first), median(last)
    found = f"{before:.1f} to {after:.1f} MB, {after / before - 1:+.1%}"
    return Verdict(what, found, allowed, after <= before * GROWTH)


def holding_verdicts(before: Holdings, after: Holdings) -> list[Verdict]:
    """Handles, threads, children and windows at rest, at the end against after the warming up."""
    return [
        Verdict(
            "open handles but fonts",
            _change(before.handle_count, after.handle_count, before.files, after.files),
            "no more",
            # As many in all is not enough: something else may have been closed meanwhile.
            after.handle_count <= before.handle_count and not _more(before.files, after.files),
        ),
        Verdict(
            "fonts held open",
            f"{before.font_count} to {after.font_count}",
            f"at most {MOST_FONTS}",
            after.font_count <= MOST_FONTS,
        ),
        _no_more("threads", before.threads, after.threads),
        _no_more("child processes", before.children, after.children),
        Verdict(
            "top-level widgets",
            _change(before.window_count, after.window_count, before.windows, after.windows),
            "no more",
            after.window_count <= before.window_count,
        ),
        _no_more("QObjects in the trees", before.qobjects, after.qobjects),
    ]


def _no_more(what: str, before: int, after: int) -> Verdict:
    return Verdict(what, f"{before} to {after}", "no more", after <= before)


def _change(
    before: int, after: int, names: Mapping[str, int], names_after: Mapping[str, int]
) -> str:
    """Both counts, and what is there more often than before."""
    more = [f"{count} {name}" for name, count in _more(names, names_after).items()]
    return f"{before} to {after}" + (f" (more: {', '.join(more)})" if more else "")


def _more(names: Mapping[str, int], names_after: Mapping[str, int]) -> dict[str, int]:
    """How many more there are of what is there more often."""
    return {
        name: count - names.get(name, 0)
        for name, count in sorted(names_after.items())
        if count > names.get(name, 0)
    }


def wake_verdict(wakes_a_second: float, timers: Sequence[str]) -> list[Verdict]:
    """What wakes an idle window at the end."""
    return [
        Verdict(
            "wake-ups a second, idle",
            f"{wakes_a_second:.2f}",
            f"at most {MOST_WAKES_A_SECOND:g}",
            wakes_a_second <= MOST_WAKES_A_SECOND,
        ),
        Verdict("timers under 30 s, idle", ", ".join(timers) or "none", "none", not timers),
    ]
