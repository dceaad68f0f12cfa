"""How the knees took the runs of the stages, and the other runs beside them.

The worse knee counts, swelling and locking are a step back, and the runs of a day count as one. A
knee of which nothing was said on the run still counts by a next morning that rose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from diary.domain.knee import Knee, Sign
from diary.domain.rules.facts import Facts
from diary.domain.rules.responses import Light, morning_light, pain_before, run_response
from diary.domain.run import Run
from diary.domain.settings import Settings

_LIGHTS = tuple(Light)


@dataclass(frozen=True, slots=True)
class StageSession:
    """A run at a stage and how the knees took it: the worse of both; None = nothing was said.

    `is_provisional`: it waits for the morning, and another light may come of it.
    """

    run_id: str
    on: date
    stage: int
    light: Light | None
    is_provisional: bool = False

    @property
    def counts(self) -> bool:
        """True when nothing that is still to come can make it better."""
        is_final = self.light is not None and not self.is_provisional
        return is_final or self.light is Light.RED


def session_of(facts: Facts, run: Run, settings: Settings, until: date) -> StageSession:
    """How the knees took a run as far as is known on a day; swelling and locking are red."""
    day = until.toordinal()
    told = {knee: run_response(facts, knee, run, settings, day) for knee in facts.knees}
    found = [each for each in told.values() if each is not None]
    lights = [each.light for each in found]
    silent = (knee for knee, each in told.items() if each is None)
    lights += [light for knee in silent if (light := _risen(facts, knee, run, settings, day))]
    if _has_sign(facts, run.on.toordinal(), day):
        lights.append(Light.RED)
    light = max(lights, key=_LIGHTS.index, default=None)
    is_provisional = any(each.is_provisional for each in found)
    return StageSession(run.id, run.on, run.run_walk_stage or 1, light, is_provisional)


def _risen(facts: Facts, knee: Knee, run: Run, settings: Settings, until: int) -> Light | None:
    """The next morning of a knee that said nothing on the run; None when it did not rise.

    How the knee was on the run is not known, so a quiet morning says nothing.
    """
    day = run.on.toordinal()
    morning = facts.knees[knee].morning(day + 1) if day < until else None
    if morning is None or facts.runs[day][-1].id != run.id:
        return None
    light = morning_light(morning, pain_before(facts, knee, day), settings)
    return None if light is Light.GREEN else light


def _has_sign(facts: Facts, run_day: int, until: int) -> bool:
    """True with swelling or locking on the day of a run, or on the next when that has no run."""
    days = [run_day]
    if run_day < until and run_day + 1 not in facts.runs:
        days.append(run_day + 1)
    return any(
        day in of_knee.yes[sign]
        for of_knee in facts.knees.values()
        for sign in (Sign.SWELLING, Sign.LOCKING)
        for day in days
    )


def sessions_on(facts: Facts, run_day: int, settings: Settings, until: date) -> list[StageSession]:
    """The runs of a day that were run at a stage, in order."""
    runs = (run for run in facts.runs[run_day] if run.run_walk_stage is not None)
    return [session_of(facts, run, settings, until) for run in runs]


def is_other_red(facts: Facts, run_day: int, settings: Settings, until: date) -> bool:
    """True when a run of a day that names no stage asks to step back."""
    runs = (run for run in facts.runs[run_day] if run.run_walk_stage is None)
    return any(session_of(facts, run, settings, until).light is Light.RED for run in runs)


def as_one(sessions: Sequence[StageSession]) -> StageSession:
    """The runs of a day as one: the worst light of them, not known while one of them is not."""
    lights = [each.light for each in sessions if each.light is not None]
    light = max(lights, key=_LIGHTS.index, default=None)
    is_provisional = any(each.is_provisional or each.light is None for each in sessions)
    return replace(sessions[-1], light=light, is_provisional=is_provisional)
