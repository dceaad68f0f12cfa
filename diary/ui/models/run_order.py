"""The keys by which a column of the run table is sorted; None = not known.

A table of ten thousand runs is sorted between two frames, so every text is looked up once.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.run import Run
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
    return [run.pace_s_per_km for run in runs]


def effort_keys(runs: Sequence[Run]) -> Keys:
    """The efforts."""
    return [run.rpe for run in runs]


def kind_keys(runs: Sequence[Run]) -> Keys:
    """What kind of run or which sport, as it reads."""
    words = _Once(lambda run: run_words.kind_text(run).casefold() or None)
    return [words.of((run.sport, run.kind, run.finish), run) for run in runs]


def surface_keys(runs: Sequence[Run]) -> Keys:
    """The surfaces, as they read."""
    words = _Once(lambda run: label(run.surface).casefold() if run.surface else None)
    return [words.of(run.surface, run) for run in runs]


def hills_keys(runs: Sequence[Run]) -> Keys:
    """How hilly, as it reads."""
    words = _Once(lambda run: label(run.hills).casefold() if run.hills else None)
    return [words.of(run.hills, run) for run in runs]


def shoe_keys(runs: Sequence[Run], diary: Diary) -> Keys:
    """The names of the pairs."""
    names = {shoe_id: shoe.name.casefold() for shoe_id, shoe in diary.shoes.items()}
    return [names.get(run.shoe_id or "") for run in runs]


def pain_keys(runs: Sequence[Run], diary: Diary, knee: Knee) -> Keys:
    """The highest score of one knee around each run, as `run_words.pain_scores` has them."""
    mornings = {
        on - ONE_DAY: said.morning.value
        for on, day in diary.days.items()
        if (said := day.knees.get(knee)) is not None and said.morning is not None
    }
    keys = []
    for run in runs:
        said_of_run = run.knees.get(knee)
        if said_of_run is None:
            keys.append(mornings.get(run.on) if run.is_run else None)
            continue
        scores = [mornings.get(run.on)]
        scores += [score.value for score in (said_of_run.during, said_of_run.after) if score]
        keys.append(max((score for score in scores if score is not None), default=None))
    return keys


class _Once:
    """Works out a text for each combination of values the first time it is met."""

    def __init__(self, words: Callable[[Run], str | None]) -> None:
        self._words = words
        self._known: dict[Hashable, str | None] = {}

    def of(self, values: Hashable, run: Run) -> str | None:
        """The text for these values, which the run has."""
        if values not in self._known:
            self._known[values] = self._words(run)
        return self._known[values]
