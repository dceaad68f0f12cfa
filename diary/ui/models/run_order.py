"""The keys by which a column of the run table is sorted; None = not known.

A table of ten thousand runs is sorted between two frames, so every text is looked up once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.rules.facts import Facts
from diary.domain.rules.run_lights import run_lights
from diary.domain.run import Hills, Run, Sport, Surface
from diary.texts.labels import label
from diary.ui.models import run_words
from diary.ui.models.run_words import ONE_DAY

Keys = Sequence[Any]


def distance_keys(runs: Sequence[Run]) -> Keys:
    """The distances in metres."""
    return [run.distance_m for run in runs]


def time_keys(runs: Sequence[Run]) -> Keys:
    """The durations in seconds."""
    return [run.duration_s for run in runs]


def pace_keys(runs: Sequence[Run]) -> Keys:
    """The paces in seconds a kilometre."""
    return [run_words.pace_of(run) for run in runs]


def effort_keys(runs: Sequence[Run]) -> Keys:
    """The efforts."""
    return [run.rpe for run in runs]


def kind_keys(runs: Sequence[Run]) -> Keys:
    """What kind of run or which sport, as it reads."""
    known: dict[tuple[int, int, int], str | None] = {}
    keys = []
    for run in runs:
        # A member is there only once, and asking for its number is far cheaper than for its hash.
        values = (id(run.sport), id(run.kind), id(run.finish))
        if values not in known:
            known[values] = run_words.kind_text(run).casefold() or None
        keys.append(known[values])
    return keys


def surface_keys(runs: Sequence[Run]) -> Keys:
    """The surfaces, as they read."""
    words = _words_of(Surface)
    return [words[id(run.surface)] for run in runs]


def hills_keys(runs: Sequence[Run]) -> Keys:
    """How hilly, as it reads."""
    words = _words_of(Hills)
    return [words[id(run.hills)] for run in runs]


def shoe_keys(runs: Sequence[Run], diary: Diary) -> Keys:
    """The names of the pairs."""
    names = {shoe_id: shoe.name.casefold() for shoe_id, shoe in diary.shoes.items()}
    return [names.get(run.shoe_id or "") for run in runs]


def pain_keys(runs: Sequence[Run], diary: Diary, knee: Knee) -> Keys:
    """The highest score of one knee around each run, as `run_words.pain_scores` has them."""
    mornings = {}
    for on, day in diary.days.items():
        for said_knee, said in day.knees.items():
            if said_knee is knee and said.morning is not None:
                mornings[on - ONE_DAY] = said.morning.value
    return [_highest(run, knee, mornings.get(run.on)) for run in runs]


def response_keys(runs: Sequence[Run], facts: Facts | None, diary: Diary, today: date) -> Keys:
    """How badly the knees took each run, the worse of both."""
    if facts is None:
        return [None] * len(runs)
    return run_lights(facts, runs, diary.settings, today.toordinal())


def _highest(run: Run, knee: Knee, morning: int | None) -> int | None:
    for said_knee, said in run.knees.items():
        if said_knee is knee:
            highest = -1 if morning is None else morning
            for score in (said.during, said.after):
                if score is not None and score.value > highest:
                    highest = score.value
            return None if highest < 0 else highest
    return morning if run.sport is Sport.RUN else None


def _words_of(kind: type[Surface | Hills]) -> dict[int, str | None]:
    """The label of each member, by the number of the object as in `kind_keys`."""
    words: dict[int, str | None] = {id(None): None}
    members: Iterable[Surface | Hills] = kind
    words.update((id(member), label(member).casefold()) for member in members)
    return words
