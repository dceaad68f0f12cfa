"""P14: the reminders after one edit and of every day, against the times that are allowed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import cycle

from diary.domain.change import Change, ChangeSet
from diary.domain.day import Day
from diary.domain.diary import Diary
from diary.domain.knee import Knee, Score
from diary.domain.rules.engine import evaluate
from diary.services.events import EventBus
from diary.services.journal import Journal
from diary.services.reminders import Reminders
from diary.services.rule_memory import RuleMemory
from tests.benchmarks.measure import Figure, alternate, timed
from tests.benchmarks.reference import LAST_ON

# The goals are times: a day within 1 ms, every day of 20 years within 150 ms.
ONE_DAY_S = 0.001
EVERY_DAY_S = 0.150


def rule_figures(diary: Diary) -> list[Figure]:
    """The whole history, what one more score costs afterwards, and the first day."""
    every, _ = alternate(lambda: timed(lambda: evaluate(diary, LAST_ON)), lambda: 1.0, rounds=15)
    one, _ = alternate(_one_edit(diary), lambda: 1.0, rounds=15)
    new = Diary(days={LAST_ON: Day(LAST_ON)})
    first, _ = alternate(
        lambda: timed(lambda: RuleMemory(new).findings(LAST_ON)), lambda: 1.0, rounds=15
    )
    return [
        Figure("P14", "reminders after one edit, 20 years", one, ONE_DAY_S, "allowed", 1),
        Figure("P14", "reminders of a diary of one day", first, ONE_DAY_S, "allowed", 1),
        Figure("P14", "reminders of every day of 20 years", every, EVERY_DAY_S, "allowed", 1),
    ]


def _one_edit(diary: Diary) -> Callable[[], float]:
    """Each call gives one score of these days and times only what the reminders do then."""
    silent, loud = EventBus(), EventBus()
    journal = Journal(silent, diary)
    reminders = Reminders(journal, loud, lambda: LAST_ON)
    loud.publish(ChangeSet(()))
    days_back = cycle((0, 1, 2))

    def edit() -> float:
        on = LAST_ON - timedelta(days=next(days_back))
        written = journal.apply(_other_score(journal.diary, on))
        seconds = timed(lambda: loud.publish(written))
        assert reminders.findings.on == LAST_ON
        return seconds

    return edit


def _other_score(diary: Diary, on: date) -> ChangeSet:
    before = diary.days.get(on)
    day = before or Day(on)
    said = day.knee(Knee.LEFT)
    value = 0 if said.worst is None else (said.worst.value + 1) % 4
    after = day.with_knee(Knee.LEFT, replace(said, worst=Score(value)))
    return ChangeSet((Change(before, after),))
