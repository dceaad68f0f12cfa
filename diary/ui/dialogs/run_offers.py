"""What the form of a run offers of itself: both feet, how hilly it was, the longest run so far.

Offers are never taken without the person; no Qt.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from diary.domain.errors import InvalidValueError
from diary.domain.run import Hills, Run, Surface, WarmUp, start_order
from diary.domain.settings import DistanceUnit
from diary.domain.units import parse_distance_m, parse_number
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.ui.dialogs.run_draft import RunDraft
from diary.words import _

# Metres of climb for each kilometre, from which a run is called rolling or hilly.
ROLLING_FROM = 8.0
HILLY_FROM = 20.0


def hills_of(draft: RunDraft, unit: DistanceUnit, descent_m: float | None = None) -> Hills | None:
    """How hilly the climb makes a run; None when that is not known or is what is chosen."""
    try:
        metres = parse_distance_m(draft.distance, unit)
        climb_m = parse_number("ascent_m", draft.climb)
    except InvalidValueError:
        return None
    if metres < 1:
        return None
    a_km = metres / 1000
    if descent_m is not None and descent_m - climb_m >= HILLY_FROM * a_km:
        found = Hills.DOWNHILL
    elif climb_m >= HILLY_FROM * a_km:
        found = Hills.HILLY
    else:
        found = Hills.ROLLING if climb_m >= ROLLING_FROM * a_km else Hills.FLAT
    return None if found is draft.hills else found


@dataclass(frozen=True, slots=True)
class Routine:
    """Where a run went and how it began: what is often the same the next time."""

    run: Run
    surface: Surface | None
    hills: Hills | None
    warmup: WarmUp | None

    def text(self, formats: Formats) -> str:
        """What is offered: "As on 19 Nov: Road, Flat, 5 to 10 min"."""
        given = (self.surface, self.hills, self.warmup)
        what = ", ".join(label(answer) for answer in given if answer is not None)
        return _("As on {day}: {what}").format(day=formats.short_day(self.run.on), what=what)

    def filled(self, draft: RunDraft) -> RunDraft:
        """The draft with what it has no answer to; what was said stays."""
        return replace(
            draft,
            surface=draft.surface or self.surface,
            hills=draft.hills or self.hills,
            warmup=draft.warmup or self.warmup,
        )


def routine_for(draft: RunDraft, others: Iterable[Run]) -> Routine | None:
    """What the last run before this one said; None when it has nothing that is still open."""
    told = [run for run in others if run.is_run and run.on <= draft.on and _says_routine(run)]
    last = max(told, key=start_order, default=None)
    if last is None:
        return None
    routine = Routine(last, last.surface, last.hills, last.warmup)
    return None if routine.filled(draft) == draft else routine


def _says_routine(run: Run) -> bool:
    return any(answer is not None for answer in (run.surface, run.hills, run.warmup))


def typed_m(draft: RunDraft, unit: DistanceUnit) -> float | None:
    """The distance that is typed, in metres; None while it is none."""
    try:
        return parse_distance_m(draft.distance, unit)
    except InvalidValueError:
        return None


def is_longest(draft: RunDraft, unit: DistanceUnit, others: Iterable[Run]) -> bool:
    """True when no other run of the diary is as long, and there is one."""
    metres = typed_m(draft, unit)
    if metres is None:
        return False
    longest = max((run.distance_m or 0.0 for run in others if run.is_run), default=0.0)
    return 0 < longest < metres
