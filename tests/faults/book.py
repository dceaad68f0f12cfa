"""The entries that a session of the harness makes, and the diary after each of them.

Everything follows from an entry's number, so that a child and whoever judges it agree without
speaking: texts that fill pages, runs, and runs that go into the bin again.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from diary.domain.change import ChangeSet, apply
from diary.domain.diary import Diary
from diary.domain.knee import Knee, Moment
from diary.domain.run import Run
from diary.services import entries
from diary.services.entries import Stamp

_FIRST_ON = date(2024, 1, 1)
_AT = datetime(2026, 11, 20, 18, 42, tzinfo=UTC)
_A_DAY = 8
_SCORES = (
    (Knee.LEFT, Moment.MORNING),
    (Knee.RIGHT, Moment.MORNING),
    (Knee.LEFT, Moment.WORST),
    (Knee.RIGHT, Moment.WORST),
)
_diaries = [Diary()]


def entry(number: int, diary: Diary) -> ChangeSet:
    """Entry `number` (from 0) of the session, made onto the diary that holds those before it."""
    day, place = divmod(number, _A_DAY)
    on, at = _FIRST_ON + timedelta(days=day), _AT + timedelta(seconds=number)
    if place < len(_SCORES):
        knee, moment = _SCORES[place]
        return entries.set_score(diary, on, knee, moment, number % 11, Stamp(at, "Europe/Lisbon"))
    if place == 4:
        return entries.set_day(diary, on, at, note=f"{number} stairs " * (1 + number % 40))
    run = Run(
        f"run-{day:05}", on, distance_m=5000.0 + number, moving_s=1800.0, note=f"{number} wet"
    )
    if place == 5 or day % 3:
        return entries.put_run(diary, run)
    if place == 6:
        return entries.remove_run(diary, run.id)
    return entries.set_knee(diary, on, Knee.LEFT, at, qualities=())


def diary_after(count: int) -> Diary:
    """The diary that holds the first `count` entries."""
    while len(_diaries) <= count:
        last = _diaries[-1]
        _diaries.append(apply(last, entry(len(_diaries) - 1, last)))
    return _diaries[count]
