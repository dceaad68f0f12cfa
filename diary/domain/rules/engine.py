"""Runs every rule over a diary and puts together what is open and what happened.

The parts (`knee_rules`, `shoe_uses`, `findings_of`) are there for whoever keeps some of them
between two evaluations; `evaluate` keeps nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from diary.domain.day import Care, Day
from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.rules.findings import (
    EventKind,
    Findings,
    OpenReminder,
    Rule,
    RuleEvent,
    event_order,
    in_order_of_attention,
)
from diary.domain.rules.pain_series import PainSeries, day_values
from diary.domain.rules.shoe_wear import ShoeUse
from diary.domain.rules.worsening import KneeRules, Standing
from diary.domain.run import Run


@dataclass(frozen=True, slots=True)
class KneeResult:
    """What the rules of one knee say on a day; learning = too few entries for a usual level.

    `latest` holds the numbers of the day for each rule that fired before and is open.
    """

    events: tuple[RuleEvent, ...]
    is_learning: bool
    latest: Mapping[Rule, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class ShoeResult:
    """What the rule of one pair says on a day: its events and the evidence of the day."""

    events: tuple[RuleEvent, ...]
    evidence: Mapping[str, object]


def evaluate(diary: Diary, on: date) -> Findings:
    """Everything the rules say on a day; entries about later days are not read."""
    until = on.toordinal()
    painkillers = painkiller_days(diary)
    knees = {}
    for knee, values in day_values(diary).items():
        rules = KneeRules(knee, PainSeries(values), diary.settings, painkillers)
        standing, events = rules.advance(Standing(), rules.series.first, rules.last_step(until) + 1)
        knees[knee] = knee_result(rules, standing, events, until)
    shoes = [shoe_result(use, until) for use in shoe_uses(diary).values()]
    return findings_of(diary, on, knees, shoes)


def takes_painkiller(day: Day) -> bool:
    """True when a painkiller was ticked on the day."""
    return day.care.get(Care.PAINKILLER) is True


def painkiller_days(diary: Diary) -> set[int]:
    """The days on which a painkiller was ticked, as ordinals."""
    return {on.toordinal() for on, day in diary.days.items() if day.care and takes_painkiller(day)}


def runs_by_shoe(runs: Iterable[Run]) -> dict[str, dict[str, Run]]:
    """The activities of each pair by id."""
    found: dict[str, dict[str, Run]] = {}
    for run in runs:
        if run.shoe_id is not None:
            found.setdefault(run.shoe_id, {})[run.id] = run
    return found


def shoe_uses(diary: Diary) -> dict[str, ShoeUse]:
    """Every pair with its runs."""
    runs = runs_by_shoe(diary.runs.values())
    return {
        shoe.id: ShoeUse(shoe, runs.get(shoe.id, {}).values(), diary.settings)
        for shoe in diary.shoes.values()
    }


def knee_result(
    rules: KneeRules, standing: Standing, events: Iterable[RuleEvent], until: int
) -> KneeResult:
    """The events of a knee up to a day and where it stands on it."""
    return KneeResult(
        tuple(events), rules.is_learning(standing, until), rules.latest(standing, until)
    )


def shoe_result(use: ShoeUse, until: int) -> ShoeResult:
    """The events of a pair up to a day and its numbers on it."""
    return ShoeResult(tuple(use.events(until)), use.wear(until).evidence())


def findings_of(
    diary: Diary, on: date, knees: Mapping[Knee, KneeResult], shoes: Iterable[ShoeResult]
) -> Findings:
    """Puts the results of all knees and pairs together."""
    events: list[RuleEvent] = []
    reminders: list[OpenReminder] = []
    for found in knees.values():
        events += found.events
        reminders += [
            _opened(fire, last, on, latest=found.latest.get(fire.rule))
            for fire, last in _open_of(found.events)
        ]
    for shoe in shoes:
        events += shoe.events
        reminders += [
            _opened(fire, last, on, evidence=shoe.evidence) for fire, last in _open_of(shoe.events)
        ]
    learning = (knee for knee in diary.person.tracked_knees if knees[knee].is_learning)
    return Findings(
        on,
        in_order_of_attention(reminders),
        tuple(sorted(events, key=event_order)),
        tuple(learning),
    )


def _open_of(events: Iterable[RuleEvent]) -> list[tuple[RuleEvent, RuleEvent]]:
    """What the events of one subject leave open: the fire, and the last to tell a level."""
    fires: dict[Rule, tuple[RuleEvent, RuleEvent]] = {}
    for event in events:
        if event.event is EventKind.FIRE:
            fires[event.rule] = (event, event)
        elif event.event is EventKind.LEVEL:
            fires[event.rule] = (fires[event.rule][0], event)
        else:
            fires.pop(event.rule, None)
    return list(fires.values())


def _opened(
    fire: RuleEvent,
    last: RuleEvent,
    on: date,
    *,
    evidence: Mapping[str, object] | None = None,
    latest: Mapping[str, object] | None = None,
) -> OpenReminder:
    """A reminder open on a day; evidence None = that of the fire."""
    return OpenReminder(
        rule=fire.rule,
        subject=fire.subject,
        level=fire.rule.level,
        fired_on=fire.on,
        evidence=fire.evidence if evidence is None else evidence,
        since=last.on,
        asked_on=on,
        latest=latest and {**fire.evidence, **latest},
    )
