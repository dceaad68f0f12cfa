"""The days of a diary that a person may set against one another: visits, and where it ends.

As many days are counted up to each of two, so that numbers of both can be compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from diary.domain.diary import Diary
from diary.domain.event import EventKind
from diary.domain.period import ONE_DAY, Span
from diary.domain.report_choice import USUAL_DAYS, VISIT_KINDS


@dataclass(frozen=True, slots=True)
class VisitPoint:
    """A day with a visit of these kinds, or the last day that is known (`is_end`), or both."""

    on: date
    kinds: tuple[EventKind, ...] = ()
    is_end: bool = False


def visit_points(diary: Diary, first_on: date | None, last_on: date) -> tuple[VisitPoint, ...]:
    """The visits from `first_on` to `last_on` by day, and `last_on` itself.

    Nothing is known up to a visit before `first_on`; None = nothing is known at all.
    """
    visits: dict[date, set[EventKind]] = {last_on: set()}
    for event in diary.events.values():
        is_known = first_on is not None and first_on <= event.on <= last_on
        if is_known and event.kind in VISIT_KINDS:
            visits.setdefault(event.on, set()).add(event.kind)
    return tuple(
        VisitPoint(on, tuple(each for each in VISIT_KINDS if each in kinds), is_end=on == last_on)
        for on, kinds in sorted(visits.items())
    )


def days_up_to(then_on: date, now_on: date) -> tuple[Span, Span]:
    """Equally many days up to and with each of two, which have no day in common.

    Four weeks, fewer where the two lie closer together.
    """
    days = timedelta(min(USUAL_DAYS, (now_on - then_on).days))
    then_end, now_end = then_on + ONE_DAY, now_on + ONE_DAY
    return Span(then_end - days, then_end), Span(now_end - days, now_end)
