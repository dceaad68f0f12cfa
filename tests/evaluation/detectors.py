"""The rules about pain as they stand in the program, run over a simulated knee."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import partial

from diary.domain.day import Day
from diary.domain.diary import Diary
from diary.domain.knee import Knee, KneeDay, Score
from diary.domain.rules.engine import Outside, is_learning, rules_of
from diary.domain.rules.facts import Facts
from diary.domain.rules.findings import EventKind, Rule, RuleEvent
from diary.domain.rules.worsening import KneeRules
from diary.domain.run import Run, RunKnee
from tests.evaluation.courses import DAYS
from tests.evaluation.generators import SimulatedKnee
from tests.evaluation.scoring import Alarms, Detector

FIRST = date(2026, 1, 1)
_LAST = (FIRST + timedelta(days=DAYS - 1)).toordinal()
# A detector is asked for the same knee as the one before it.
_RULE_OF = {
    "R-WORSE": ("worse", (Rule.WORSE,)),
    "R-WATCH or R-WORSE": ("worse", (Rule.WATCH, Rule.WORSE)),
    "R-PERSIST": ("persist", (Rule.PERSIST,)),
    "R-NEXTDAY": ("next_day", (Rule.NEXTDAY,)),
    "R-RESP": ("response", (Rule.RESP,)),
}


def detectors() -> dict[str, Detector]:
    """Every rule about pain by its name in the table."""
    return {name: partial(_alarms, key=key, rules=rules) for name, (key, rules) in _RULE_OF.items()}


def _alarms(simulated: SimulatedKnee, *, key: str, rules: tuple[Rule, ...]) -> Alarms:
    diary = as_diary(simulated)
    rule = rules_of(Facts(diary), diary, Outside())[key, Knee.LEFT.value]
    _state, events = rule.advance(rule.first_state, rule.first, _LAST + 1)
    able_from = 0
    if isinstance(rule, KneeRules):
        able = (
            day for day in range(DAYS) if not is_learning(rule, rule.first_state, _ordinal(day))
        )
        able_from = next(able, DAYS)
    return Alarms(tuple(_spans(each for each in events if each.rule in rules)), able_from)


def as_diary(simulated: SimulatedKnee) -> Diary:
    """The diary of a left knee that said this; each run day has one run of 8 km."""
    days = {}
    for number, value in simulated.values.items():
        on = FIRST + timedelta(days=number)
        morning = Score(simulated.mornings[number])
        worst = None if number in simulated.on_runs else Score(value)
        days[on] = Day(on, knees={Knee.LEFT: KneeDay(morning=morning, worst=worst)})
    runs = {}
    for number in simulated.run_days:
        during = simulated.on_runs.get(number)
        knees = {} if during is None else {Knee.LEFT: RunKnee(during=Score(during))}
        run = Run(
            f"run-{number:03}", FIRST + timedelta(days=number), distance_m=8000.0, knees=knees
        )
        runs[run.id] = run
    return Diary(days=days, runs=runs)


def _ordinal(day: int) -> int:
    return FIRST.toordinal() + day


def _spans(events: Iterable[RuleEvent]) -> list[tuple[int, int]]:
    """When something was open: several reminders at once are one alarm."""
    spans: list[tuple[int, int]] = []
    open_now: set[tuple[Rule, str]] = set()
    start = 0
    for each in sorted(events, key=lambda each: (each.on, each.event is EventKind.FIRE)):
        number = each.on.toordinal() - FIRST.toordinal()
        about = (each.rule, each.subject)
        if each.event is EventKind.FIRE:
            start = number if not open_now else start
            open_now.add(about)
        elif each.event in (EventKind.CLEAR, EventKind.REBASE):
            open_now.discard(about)
            if not open_now:
                spans.append((start, number))
    return spans + ([(start, DAYS)] if open_now else [])
