"""What changed in the two weeks before pain began: facts with dates, no causes.

What was not answered is not a no: something is called new only when enough earlier runs have the
answer, and what the diary cannot tell is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from diary.domain.diary import Diary
from diary.domain.event import EventKind
from diary.domain.rules.beginning import Beginning
from diary.domain.rules.facts import Facts
from diary.domain.rules.single_run import SpikeClass, is_much_longer, layoff, run_spike
from diary.domain.run import Hills, Run

DAYS_BEFORE = 14
# How long something must not have been there to be called new.
_NEW_AFTER_DAYS = 90
# At least so many earlier runs have the answer, and at least half of them (our choice).
_LEAST_KNOWN = 3
_HILLY = (Hills.HILLY, Hills.DOWNHILL)
_NOT_COMPARED = (SpikeClass.LEARNING, SpikeClass.NO_REFERENCE)


class ChangeKind(StrEnum):
    """What can have changed."""

    LONG_RUN = "long_run"
    NEW_SHOE = "new_shoe"
    NEW_SURFACE = "new_surface"
    HILLS = "hills"
    NEW_EXERCISE = "new_exercise"
    BREAK = "break"


_ANSWERS = (ChangeKind.NEW_SHOE, ChangeKind.NEW_SURFACE, ChangeKind.HILLS)
_OF_RUNS = (ChangeKind.LONG_RUN, *_ANSWERS, ChangeKind.BREAK)


@dataclass(frozen=True, slots=True)
class ChangeBefore:
    """One thing that was new on a day.

    `run` is the run it is about, None for a break that went on: then `on` is the day of the last
    run. `text` is what a person wrote about an exercise. `amount` is the longest of the 30 days
    before in metres for a long run, and the days from run to run, or to the day pain began, of a
    break. `known` is how many of the `earlier` runs of the 90 days before have the answer.
    """

    on: date
    kind: ChangeKind
    run: Run | None = None
    text: str = ""
    amount: float | None = None
    known: int = 0
    earlier: int = 0


@dataclass(frozen=True, slots=True)
class Before:
    """What changed, by date; `unknown` = what the diary has too few answers to tell."""

    changes: tuple[ChangeBefore, ...]
    unknown: tuple[ChangeKind, ...] = ()


def changes_before(diary: Diary, facts: Facts, began: Beginning) -> Before:
    """What changed in the 14 days before pain began, and on that day unless it was there first."""
    start = began.on.toordinal() - DAYS_BEFORE
    stop = began.on.toordinal() + (0 if began.is_on_waking else 1)
    runs = [run for day in facts.run_days.between(start, stop) for run in facts.runs[day]]
    found = [change for run in runs for change in _of_run(diary, facts, run)]
    found += _break_under_way(diary, facts, began.on, stop)
    found += [
        ChangeBefore(event.on, ChangeKind.NEW_EXERCISE, text=event.text)
        for event in diary.events.values()
        if event.kind is EventKind.NEW_EXERCISE and start <= event.on.toordinal() < stop
    ]
    found.sort(key=lambda change: (change.on, tuple(ChangeKind).index(change.kind)))
    changed = {change.kind for change in found}
    unknown = _unknown(diary, facts, runs, start, stop) - changed
    return Before(tuple(found), tuple(kind for kind in ChangeKind if kind in unknown))


def _of_run(diary: Diary, facts: Facts, run: Run) -> Iterator[ChangeBefore]:
    spike = run_spike(facts, run, diary.settings, diary.person.longest_recent_run_m)
    if spike is not None and is_much_longer(run, spike, diary.settings):
        yield ChangeBefore(run.on, ChangeKind.LONG_RUN, run, amount=spike.longest_m)
    earlier = _runs_before(facts, run)
    for kind in _ANSWERS:
        if _is_new(kind, run, earlier, facts):
            known = len(_answers(kind, earlier))
            yield ChangeBefore(run.on, kind, run, known=known, earlier=len(earlier))
    gap = _gap_before(facts, run)
    if gap is not None and layoff(gap, diary.settings) is not None:
        yield ChangeBefore(run.on, ChangeKind.BREAK, run, amount=gap)


def _break_under_way(diary: Diary, facts: Facts, on: date, stop: int) -> list[ChangeBefore]:
    last = facts.run_days.last_until(stop - 1)
    if last is None or layoff(on.toordinal() - last, diary.settings) is None:
        return []
    days = on.toordinal() - last
    return [ChangeBefore(date.fromordinal(last), ChangeKind.BREAK, amount=days)]


def _unknown(diary: Diary, facts: Facts, runs: list[Run], start: int, stop: int) -> set[ChangeKind]:
    """What the runs from `start` up to but without `stop` have too few answers to tell."""
    if facts.run_days.first >= stop:
        return set(_OF_RUNS)
    found = {
        kind
        for run in runs
        for kind in _ANSWERS
        if _is_new(kind, run, _runs_before(facts, run), facts) is None
    }
    longest_m = diary.person.longest_recent_run_m
    spikes = [run_spike(facts, run, diary.settings, longest_m) for run in runs]
    if any(spike is None or spike.spike_class in _NOT_COMPARED for spike in spikes):
        found.add(ChangeKind.LONG_RUN)
    if facts.run_days.first >= start:
        found.add(ChangeKind.BREAK)
    return found


def _is_new(kind: ChangeKind, run: Run, earlier: list[Run], facts: Facts) -> bool | None:
    """Whether a run has what none of those before it had; None = not known."""
    answer = _answer(kind, run)
    if answer is None:
        return None
    if answer is False:
        return False
    known = _answers(kind, earlier)
    if answer in known:
        return False
    # Without runs long enough ago nothing can be told to be new.
    is_early = facts.run_days.first >= run.on.toordinal() - DAYS_BEFORE
    is_enough = len(known) >= _LEAST_KNOWN and 2 * len(known) >= len(earlier)
    return True if is_enough and not is_early else None


def _answer(kind: ChangeKind, run: Run) -> object | None:
    """The pair, the surface, or whether it was hilly; None = not answered."""
    if kind is ChangeKind.NEW_SHOE:
        return run.shoe_id
    if kind is ChangeKind.NEW_SURFACE:
        return run.surface
    return None if run.hills is None else run.hills in _HILLY


def _answers(kind: ChangeKind, runs: list[Run]) -> list[object]:
    return [answer for run in runs if (answer := _answer(kind, run)) is not None]


def _runs_before(facts: Facts, run: Run) -> list[Run]:
    """The runs of the last 90 days before this one."""
    day = run.on.toordinal()
    found: list[Run] = []
    for each_day in facts.run_days.between(day - _NEW_AFTER_DAYS, day + 1):
        for each in facts.runs[each_day]:
            if each.id == run.id:
                return found
            found.append(each)
    return found


def _gap_before(facts: Facts, run: Run) -> int | None:
    day = run.on.toordinal()
    last = facts.run_days.last_until(day - 1)
    return None if last is None or facts.runs[day][0].id != run.id else day - last
