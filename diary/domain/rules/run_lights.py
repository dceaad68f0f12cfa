"""How badly each of many runs was taken, as a number; for putting ten thousand of them in order.

It says the same as `responses.run_response` of both knees, without making their values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from diary.domain.knee import Knee, KneeDay
from diary.domain.rules.facts import Facts
from diary.domain.rules.responses import Light, morning_light, pain_before
from diary.domain.run import Run, RunKnee, Sport
from diary.domain.settings import Settings

_GREEN, _AMBER, _RED = range(len(Light))
_NUMBERS = {None: _GREEN, Light.GREEN: _GREEN, Light.AMBER: _AMBER, Light.RED: _RED}


def run_lights(
    facts: Facts, runs: Sequence[Run], settings: Settings, until: int
) -> list[int | None]:
    """For each run the worse of both knees: 0 settled, 1 hold, 2 step back; None = nothing said.

    `until` is the day up to which mornings are known.
    """
    # A member is there only once, and asking for its number is far cheaper than for its hash.
    said = {id(knee): of_knee.said for knee, of_knee in facts.knees.items()}
    green, amber, is_run = settings.green_max, settings.amber_max, Sport.RUN
    lights: list[int | None] = []
    for run in runs:
        worst = None
        if run.knees and run.sport is is_run:
            day = run.on.toordinal()
            for knee, on_run in run.knees.items():
                light = _light(on_run, green, amber)
                if light is None:
                    continue
                if light < _RED and day < until and _is_worse_after(said[id(knee)], day, amber):
                    light = max(light, _night(facts, knee, run, settings))
                if worst is None or light > worst:
                    worst = light
        lights.append(worst)
    return lights


def _light(on_run: RunKnee, green: int, amber: int) -> int | None:
    during, after = on_run.during, on_run.after
    highest = -1 if during is None else during.value
    if after is not None and after.value > highest:
        highest = after.value
    if highest > amber or on_run.limped or on_run.turned_sharp:
        return _RED
    if highest > green:
        return _AMBER
    return None if highest < 0 else _GREEN


def _is_worse_after(said: Mapping[int, KneeDay], day: int, amber: int) -> bool:
    """False when the next morning cannot be worse than green; most runs end here."""
    after = said.get(day + 1)
    morning = None if after is None else after.morning
    if morning is None or not morning.value:
        return False
    if morning.value > amber:
        return True
    of_day = said.get(day)
    before = None if of_day is None else of_day.morning
    return before is None or morning.value > before.value


def _night(facts: Facts, knee: Knee, run: Run, settings: Settings) -> int:
    """The light of the next morning, which belongs to the last run of a day."""
    day = run.on.toordinal()
    morning, of_day = facts.knees[knee].morning(day + 1), facts.runs.get(day)
    if morning is None or not of_day or of_day[-1].id != run.id:
        return _GREEN
    return _NUMBERS[morning_light(morning, pain_before(facts, knee, day), settings)]
