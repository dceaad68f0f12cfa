"""The part `time`: days, weeks, journeys, and a clock that is set back and forth."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from tests.faults import clocks, days
from tests.faults.reckoning import FIRST_YEAR, JOURNEYS, LAST_YEAR, ZONES
from tests.faults.tally import Line, as_proof

if TYPE_CHECKING:
    from tests.faults.course import Course
    from tests.faults.tracing import Tracer

_YEARS = LAST_YEAR - FIRST_YEAR + 1
# With fewer, not every zone would have five changes of its clock, nor every year both of its days.
_LEAST_CHANGES = 5 * len(ZONES)
_LEAST_DAYS = 2 * _YEARS
_PROOF = 6
# Each is a way to be wrong, with the moments that show it and the work that does it wrongly.
_WRONG = (
    ("the day from Greenwich", days.clock_changes, ("entering_by_utc", "reading")),
    ("the zone of the start", days.travels, ("entering_where_it_began", "reading")),
    ("the day from the reader's zone", days.clock_changes, ("entering", "reading_by_own_zone")),
    ("weeks from Sunday", days.seldom_days, ("entering", "reading_weeks_of_sunday")),
)
_WRONG_CLOCKS = (
    ("backups by the clock", clocks.believing_the_clock),
    ("thinning by the clock", clocks.thinning_by_the_clock),
    ("told for a day", clocks.remembering_for_a_day),
)


def times(course: Course, tracer: Tracer | None) -> Iterator[Line]:
    """Twelve zones and more, sixty changes of the clock and more, three journeys, 1976 to 2036."""
    seed = course.seed
    for fault, way, moments, count in (
        (
            "entries around a change of the clock",
            f"{len(ZONES)} zones",
            days.clock_changes,
            max(_LEAST_CHANGES, course.share(0.3)),
        ),
        (
            "entries on 29 February and at the end of a year",
            f"{FIRST_YEAR} to {LAST_YEAR}",
            days.seldom_days,
            max(_LEAST_DAYS, course.share(0.244)),
        ),
        (
            "entries on a journey",
            f"{len(JOURNEYS)} journeys",
            days.travels,
            max(len(JOURNEYS), course.share(0.12)),
        ),
        ("entries under a wrong clock", "1970 to 2036", days.wrong_clocks, course.share(0.12)),
    ):
        yield partial(days.tried, course, fault, way, moments(seed, count))
    yield partial(clocks.set_back_and_forth, course, course.share(0.06))
    yield partial(clocks.thinned_over_months, course, course.share(1))
    for name, moments, works in _WRONG:
        yield as_proof(partial(days.tried, course, "entries", name, moments(seed, _PROOF), works))
    for name, wrongly in _WRONG_CLOCKS:
        wrong = partial(clocks.set_back_and_forth, course, _PROOF // 3, wrongly)
        yield as_proof(wrong, name)
    yield as_proof(
        partial(clocks.thinned_over_months, course, _PROOF, clocks.by_the_clock_alone),
        "by the clock alone",
    )
