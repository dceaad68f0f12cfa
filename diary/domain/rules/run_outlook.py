"""What is worth knowing before the next run: the longest of late, a break, the last response.

It fires nothing and warns of nothing; the rules beside it do that after the run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.rule import Rule
from diary.domain.rules.facts import Facts
from diary.domain.rules.responses import OPEN_DAYS, RunResponse, run_response
from diary.domain.rules.single_run import REFERENCE_DAYS, Layoff, layoff
from diary.domain.run import Run

# While one of these is open, its advice is to run less for now.
ASKING_EASIER = frozenset({Rule.WORSE, Rule.PERSIST, Rule.NEXTDAY, Rule.RESP})


class Reference(StrEnum):
    """What a next run can be compared with."""

    KNOWN = "known"
    NO_RUN = "no_run"
    NO_DISTANCE = "no_distance"
    LEARNING = "learning"


@dataclass(frozen=True, slots=True)
class Longest:
    """The longest run of the 30 days before, in metres; None unless the reference is known.

    `within` is the share of it up to which a run is hardly longer, such as 1.10. While
    `is_easier_asked` a reminder asks for shorter or easier runs, and no such share is offered.
    """

    reference: Reference
    metres: float | None
    within: float
    is_easier_asked: bool = False


@dataclass(frozen=True, slots=True)
class LastRun:
    """The last run, and how each knee that was scored took it as far as is known."""

    run: Run
    responses: Mapping[Knee, RunResponse]


@dataclass(frozen=True, slots=True)
class RunOutlook:
    """What is known on a day; `layoff` None = no break is running, `gap_days` how long it is.

    `last` None = the last run is more than two weeks ago, or no knee was scored on it.
    `is_in_stages`: stages of running and walking are on and not paused, which go before a break.
    """

    on: date
    longest: Longest
    gap_days: int
    layoff: Layoff | None
    last: LastRun | None
    is_in_stages: bool = False


def run_outlook(facts: Facts, diary: Diary, on: date) -> RunOutlook | None:
    """What is worth knowing on a day before another run; None before the first run."""
    day = on.toordinal()
    last_day = facts.run_days.last_until(day)
    if last_day is None:
        return None
    gap_days = day - last_day
    return RunOutlook(
        on,
        longest_before(facts, diary, on),
        gap_days,
        layoff(gap_days, diary.settings),
        _last_run(facts, diary, last_day, day) if gap_days < OPEN_DAYS else None,
        is_in_stages=diary.run_walk is not None and not diary.run_walk.is_paused,
    )


def longest_before(facts: Facts, diary: Diary, on: date, changing: Run | None = None) -> Longest:
    """What a run on a day is compared with, as R-SPIKE does.

    `changing` is a run that is being changed, possibly to this day, and does not count itself.
    """
    day, within = on.toordinal(), diary.settings.spike_small
    known = list(_runs_before(facts, day, changing))
    distances = [run.distance_m for run in known if run.distance_m]
    first = facts.run_days.days[0] if facts.run_days.days else day
    if day - first < REFERENCE_DAYS:
        said_m = diary.person.longest_recent_run_m
        if said_m is None:
            return Longest(Reference.LEARNING, None, within)
        distances.append(said_m)
    if distances:
        return Longest(Reference.KNOWN, max(distances), within)
    return Longest(Reference.NO_DISTANCE if known else Reference.NO_RUN, None, within)


def _runs_before(facts: Facts, day: int, changing: Run | None) -> Iterator[Run]:
    """The runs of the 30 days before a day, and those of it that come before the one changed."""
    for each_day in facts.run_days.between(day - REFERENCE_DAYS, day + 1):
        for run in facts.runs[each_day]:
            if changing is not None and run.id == changing.id:
                if each_day == day:
                    return
                continue
            yield run


def _last_run(facts: Facts, diary: Diary, last_day: int, until: int) -> LastRun | None:
    run = facts.runs[last_day][-1]
    found = {
        knee: response
        for knee in Knee
        if (response := run_response(facts, knee, run, diary.settings, until)) is not None
    }
    return LastRun(run, found) if found else None
