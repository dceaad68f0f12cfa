"""How the knees took each of the last runs: the numbers of the chart "Around each run"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from diary.domain.diary import Diary
from diary.domain.knee import Knee, Score
from diary.domain.period import ONE_DAY, Span
from diary.domain.rules.facts import Facts
from diary.domain.rules.responses import (
    MEDIAN_DAYS,
    Light,
    RunResponse,
    morning_light,
    pain_before,
    run_response,
)
from diary.domain.run import Run, start_order
from diary.domain.trends import DayValue, Lateness

MOST_RUNS = 20


@dataclass(frozen=True, slots=True)
class KneeCourse:
    """One knee around one run; None = not answered or not known (yet).

    `before` is what the next morning is or will be compared with, which may be a middle value.
    The next morning belongs to the last run of a day. `morning_light` None with a morning: how the
    knee was before the run is not known. `response` None: nothing was said about the run.
    `is_cut_off`: what was before lies before the first day that is known.
    """

    during: DayValue | None = None
    after: DayValue | None = None
    morning: DayValue | None = None
    morning_light: Light | None = None
    response: RunResponse | None = None
    is_cut_off: bool = False
    before: float | None = None

    @property
    def values(self) -> tuple[DayValue | None, DayValue | None, DayValue | None]:
        """During, after, and the next morning."""
        return self.during, self.after, self.morning

    @property
    def is_settled(self) -> bool:
        """True when the knee had settled by the morning: its light is green."""
        return self.morning_light is Light.GREEN


@dataclass(frozen=True, slots=True)
class SettledCount:
    """How many runs a knee had settled after by the next morning.

    `of` are the runs with a morning value; after `untold` of those nobody can tell, since it is
    not known how the knee was before. `without` have no morning value. `cut_off` are left out of
    `of`, since what was before lies before the first day that is known.
    """

    settled: int
    of: int
    untold: int
    without: int
    cut_off: int = 0


@dataclass(frozen=True, slots=True)
class KneeCourses:
    """One knee around all runs of a series, in their order."""

    knee: Knee
    courses: tuple[KneeCourse, ...]

    def settled(self) -> SettledCount:
        """Count the mornings; a run without one counts for nothing."""
        mornings = [each for each in self.courses if each.morning is not None]
        known = [each for each in mornings if not each.is_cut_off]
        return SettledCount(
            settled=sum(each.is_settled for each in known),
            of=len(known),
            untold=sum(each.morning_light is None for each in known),
            without=len(self.courses) - len(mornings),
            cut_off=len(mornings) - len(known),
        )


@dataclass(frozen=True, slots=True)
class RunResponsesSeries:
    """The last runs of a span in order, and how each chosen knee took them.

    `run_count` counts all runs of the span; `known_on` is the day up to which mornings are known.
    """

    span: Span
    known_on: date
    runs: tuple[Run, ...]
    knees: tuple[KneeCourses, ...]
    run_count: int

    @property
    def scored_count(self) -> int:
        """The runs shown that have a score of a chosen knee, the next morning's too."""
        by_run = zip(*(each.courses for each in self.knees), strict=True)
        return sum(any(any(course.values) for course in courses) for courses in by_run)

    @property
    def has_late(self) -> bool:
        """True when a score that is shown was entered late."""
        return any(
            value is not None and value.is_late
            for each in self.knees
            for course in each.courses
            for value in course.values
        )


def run_responses(
    diary: Diary,
    span: Span,
    known_on: date,
    *,
    knees: Sequence[Knee] | None = None,
    most: int = MOST_RUNS,
    known_from: date | None = None,
) -> RunResponsesSeries:
    """The last `most` runs of a span; `knees` None takes the tracked ones.

    Mornings up to `known_on` are read, also when they lie behind the span. Nothing is known of
    days before `known_from`; None = the diary is whole.
    """
    of_span = sorted(
        (run for run in diary.runs.values() if run.is_run and run.on in span), key=start_order
    )
    runs = tuple(of_span[-most:])
    chosen = tuple(diary.person.tracked_knees if knees is None else knees)
    reader = _Reader(diary, runs, known_on, known_from)
    return RunResponsesSeries(
        span=span,
        known_on=known_on,
        runs=runs,
        knees=tuple(
            KneeCourses(knee, tuple(reader.course(run, knee) for run in runs)) for knee in chosen
        ),
        run_count=len(of_span),
    )


class _Reader:
    """Reads courses from the days around some runs; the rest of the diary says nothing about them.

    A day has 20 years of others beside it, and facts of all of them would take long to make.
    """

    def __init__(
        self, diary: Diary, runs: Sequence[Run], known_on: date, known_from: date | None
    ) -> None:
        part = _days_around(diary, runs)
        self._settings = diary.settings
        self._facts = Facts(part)
        self._days = part.days
        self._known = known_on.toordinal()
        self._from = 0 if known_from is None else known_from.toordinal()
        self._lateness = Lateness(diary.person.timezone, diary.settings.day_turnover)

    def course(self, run: Run, knee: Knee) -> KneeCourse:
        """One knee around one run."""
        on_run, night = run.knee(knee), self._morning(run, knee)
        light, before, day = None, None, run.on.toordinal()
        response = run_response(self._facts, knee, run, self._settings, self._known, self._from)
        if night is not None:
            before = pain_before(self._facts, knee, day, self._from)
            light = morning_light(night.value, before, self._settings)
        elif response is not None:
            before = response.before
        return KneeCourse(
            during=self._value(run.on, on_run.during),
            after=self._value(run.on, on_run.after),
            morning=night,
            morning_light=light,
            response=response,
            is_cut_off=night is not None and light is None and day - MEDIAN_DAYS < self._from,
            before=before,
        )

    def _morning(self, run: Run, knee: Knee) -> DayValue | None:
        day = run.on.toordinal()
        if day >= self._known or self._facts.runs[day][-1].id != run.id:
            return None
        next_on = run.on + ONE_DAY
        said = self._days.get(next_on)
        knee_day = None if said is None else said.knees.get(knee)
        return None if knee_day is None else self._value(next_on, knee_day.morning)

    def _value(self, on: date, score: Score | None) -> DayValue | None:
        return None if score is None else DayValue(score.value, self._lateness.is_late(on, score))


def _days_around(diary: Diary, runs: Sequence[Run]) -> Diary:
    """The diary with the days that matter for these runs only."""
    if not runs:
        return replace(diary, days={}, runs={})
    first, last = runs[0].on.toordinal() - MEDIAN_DAYS, runs[-1].on.toordinal() + 1
    days = {on: day for on, day in diary.days.items() if first <= on.toordinal() <= last}
    near: Mapping[str, Run] = {
        key: run for key, run in diary.runs.items() if first <= run.on.toordinal() <= last
    }
    return replace(diary, days=days, runs=near)


def next_mornings(diary: Diary, runs: Sequence[Run], knee: Knee) -> list[Score | None]:
    """The score of the morning after each run; None also for all but the last run of a day.

    `runs` are all runs of their days, in order of start.
    """
    found: list[Score | None] = []
    for place, run in enumerate(runs):
        is_last = place + 1 == len(runs) or runs[place + 1].on != run.on
        day = diary.days.get(run.on + ONE_DAY) if is_last else None
        said = None if day is None else day.knees.get(knee)
        found.append(None if said is None else said.morning)
    return found
