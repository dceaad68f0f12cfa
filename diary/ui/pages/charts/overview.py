"""The whole diary in a few hundred steps: what the strip below a chart shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from diary.domain.diary import Diary
from diary.domain.period import Span
from diary.ui.latest import Latest
from diary.ui.tasks import TaskRunner
from diary.ui.widgets.overview_strip import Course, OverviewStrip

_MOST_STEPS = 400
_TOP_SCORE = 10


class Surveying:
    """Has the course of all days counted in a thread and shown on `strip`."""

    def __init__(self, tasks: TaskRunner, strip: OverviewStrip) -> None:
        self._strip = strip
        self._counting = Latest(tasks, strip)
        self._counted: tuple[Diary, Span] | None = None

    def show(self, diary: Diary, whole: Span) -> None:
        """Show these days of a diary."""
        before = self._counted
        # Both are values: whole years are not counted again for every step of a zoom.
        if before is None or before[0] is not diary or before[1] != whole:
            self._counted = diary, whole
            self._counting.want(partial(whole_course, diary, whole), self._strip.show_course)


def whole_course(diary: Diary, whole: Span) -> Course:
    """The highest score and the distance of every step of all days; may be called in a thread."""
    days = max(1, -(-len(whole) // _MOST_STEPS))
    count = -(-len(whole) // days)
    pains: list[float | None] = [None] * count
    loads = [0.0] * count
    for on, value in _scores(diary):
        if on in whole:
            step = (on - whole.start).days // days
            pains[step] = max(pains[step] or 0.0, value / _TOP_SCORE)
    for run in diary.runs.values():
        if run.is_run and run.distance_m and run.on in whole:
            loads[(run.on - whole.start).days // days] += run.distance_m
    top = max(loads) or 1.0
    return Course(whole, days, tuple(pains), tuple(each / top for each in loads))


def _scores(diary: Diary) -> Iterator[tuple[date, int]]:
    """Every score of either knee with its day."""
    for on, day in diary.days.items():
        for said in day.knees.values():
            for score in (said.morning, said.worst):
                if score is not None:
                    yield on, score.value
    for run in diary.runs.values():
        for on_run in run.knees.values():
            for score in (on_run.during, on_run.after):
                if score is not None:
                    yield run.on, score.value
