"""Runs every rule over a diary and puts together what is open and what happened.

The parts (`rules_of`, `shoe_uses`, `findings_of`) are there for whoever keeps some of them between
two evaluations; `evaluate` keeps nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from diary.domain.diary import Diary
from diary.domain.event import EventKind as DiaryEvent
from diary.domain.knee import Knee
from diary.domain.rules.cadence import CadenceRule
from diary.domain.rules.daily import DailyRule
from diary.domain.rules.facts import DayCounts, Facts
from diary.domain.rules.findings import (
    EventKind,
    Findings,
    OpenReminder,
    Rule,
    RuleEvent,
    event_order,
    in_order_of_attention,
)
from diary.domain.rules.habits import habit_rules
from diary.domain.rules.pain_level import pain_level
from diary.domain.rules.persistence import PersistenceRule
from diary.domain.rules.plateau import plateau_rules
from diary.domain.rules.recurrence import CAUSES, recurrence_events
from diary.domain.rules.responses import NextDayRule, ResponseRule
from diary.domain.rules.shoe_wear import ShoeUse
from diary.domain.rules.signs import sign_rules
from diary.domain.rules.single_run import layoff_rule, spike_rule
from diary.domain.rules.strength import strength_rule
from diary.domain.rules.urgent import NowRule, soon_rule
from diary.domain.rules.worsening import KneeRules, Standing
from diary.domain.run import Run
from diary.domain.settings import Settings


@dataclass(frozen=True, slots=True)
class Outside:
    """What rules ask for that no diary holds: the day of the last checked backup, if known."""

    backed_up_on: date | None = None


@dataclass(frozen=True, slots=True)
class RuleResult:
    """What one rule said up to a day, and the numbers of that day for what is open."""

    events: tuple[RuleEvent, ...]
    latest: Mapping[Rule, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class ShoeResult:
    """What the rule of one pair says on a day: its events and the evidence of the day."""

    events: tuple[RuleEvent, ...]
    evidence: Mapping[str, object]


RuleKey = tuple[str, str]


def evaluate(diary: Diary, on: date, outside: Outside | None = None) -> Findings:
    """Everything the rules say on a day; entries about later days are not read."""
    until, facts = on.toordinal(), Facts(diary)
    results, learning = [], []
    for key, rule in rules_of(facts, diary, outside or Outside()).items():
        state, events = rule.advance(rule.first_state, rule.first, until + 1)
        results.append(RuleResult(tuple(events), rule.latest(state, until)))
        if isinstance(rule, KneeRules) and is_learning(rule, state, until):
            learning.append(Knee(key[1]))
    results += recurrences(facts, diary.settings, results, until)
    shoes = [shoe_result(use, until) for use in shoe_uses(diary).values()]
    return findings_of(diary, on, results, shoes, learning)


def rules_of(facts: Facts, diary: Diary, outside: Outside) -> dict[RuleKey, DailyRule[Any]]:
    """Every rule that goes day by day, by a name of its own and its subject."""
    settings = diary.settings
    found: dict[RuleKey, DailyRule[Any]] = {}
    for knee, of_knee in facts.knees.items():
        found["worse", knee.value] = KneeRules(knee, of_knee.series, settings, facts.painkillers)
        found["persist", knee.value] = PersistenceRule(knee, of_knee.series, settings)
        found["response", knee.value] = ResponseRule(knee, facts, settings)
        found["next_day", knee.value] = NextDayRule(knee, facts, settings)
        found["now", knee.value] = NowRule(knee, of_knee, _help_days(diary, knee))
        found["soon", knee.value] = soon_rule(knee, of_knee)
        for rule in sign_rules(knee, of_knee, facts.run_days, settings):
            found[rule.rule.value, knee.value] = rule
    longest_m = diary.person.longest_recent_run_m
    found["spike", ""] = spike_rule(facts, settings, longest_m)
    found["layoff", ""] = layoff_rule(facts, settings)
    found |= _plan_rules(facts, diary)
    visits = [each.on for each in diary.events.values() if each.kind is DiaryEvent.PT_VISIT]
    habits = habit_rules(
        facts,
        settings,
        visit_on=diary.person.next_visit_on,
        last_visits=visits,
        backed_up_on=outside.backed_up_on,
    )
    for rule in habits:
        found[rule.rule.value, ""] = rule
    return found


def _plan_rules(facts: Facts, diary: Diary) -> dict[RuleKey, DailyRule[Any]]:
    """The rules about strength sessions, plans and steps, for those who have or want them."""
    found: dict[RuleKey, DailyRule[Any]] = {}
    strength = strength_rule(facts, diary)
    if strength is not None:
        found["strength", ""] = strength
    for rule in plateau_rules(facts, diary):
        found["plateau", rule.subject] = rule
    taken_up_on = diary.settings.cadence_taken_up_on
    if taken_up_on is not None:
        found["cadence", ""] = CadenceRule(facts, diary.settings, taken_up_on)
    return found


def _help_days(diary: Diary, knee: Knee) -> DayCounts:
    arranged = (each for each in diary.events.values() if each.kind is DiaryEvent.HELP_ARRANGED)
    days = (each.on.toordinal() for each in arranged if each.knee in (None, knee))
    return DayCounts(dict.fromkeys(days, 1))


def recurrences(
    facts: Facts, settings: Settings, results: Iterable[RuleResult], until: int
) -> list[RuleResult]:
    """What R-RECUR says, which rests on what other rules said."""
    told: dict[Knee, list[RuleEvent]] = {knee: [] for knee in Knee}
    for result in results:
        for event in result.events:
            if event.rule not in CAUSES:
                continue
            knee = event.evidence.get("knee", event.subject)
            if knee in told:
                told[Knee(str(knee))].append(event)
    return [
        RuleResult(tuple(recurrence_events(knee, facts, settings, events, until)), {})
        for knee, events in told.items()
    ]


def is_learning(rule: KneeRules, standing: Standing, until: int) -> bool:
    """True when a day has too few entries behind it for a usual level of the knee."""
    level = pain_level(rule.series, until, rule.settings, standing.usual_since)
    return level.base is None


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


def shoe_result(use: ShoeUse, until: int) -> ShoeResult:
    """The events of a pair up to a day and its numbers on it."""
    return ShoeResult(tuple(use.events(until)), use.wear(until).evidence())


def findings_of(
    diary: Diary,
    on: date,
    results: Iterable[RuleResult],
    shoes: Iterable[ShoeResult],
    learning: Iterable[Knee],
) -> Findings:
    """Puts the results of all rules together."""
    events: list[RuleEvent] = []
    reminders: list[OpenReminder] = []
    for result in results:
        events += result.events
        reminders += [
            _opened(fire, last, on, latest=result.latest.get(fire.rule))
            for fire, last in _open_of(result.events)
        ]
    for shoe in shoes:
        events += shoe.events
        reminders += [
            _opened(fire, last, on, evidence=shoe.evidence) for fire, last in _open_of(shoe.events)
        ]
    tracked = diary.person.tracked_knees
    return Findings(
        on,
        in_order_of_attention(reminders),
        tuple(sorted(events, key=event_order)),
        tuple(knee for knee in learning if knee in tracked),
    )


def _open_of(events: Sequence[RuleEvent]) -> list[tuple[RuleEvent, RuleEvent]]:
    """What events leave open: the fire, and the last to tell a level."""
    fires: dict[tuple[object, ...], tuple[RuleEvent, RuleEvent]] = {}
    if not events:
        return []
    for event in events:
        # A run may have one for each knee.
        key = (event.rule, event.subject, event.evidence.get("knee"))
        if event.event is EventKind.FIRE:
            fires[key] = (event, event)
        elif event.event is EventKind.LEVEL:
            fires[key] = (fires[key][0], event)
        else:
            fires.pop(key, None)
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
    is_new = latest is None or fire.on == on
    return OpenReminder(
        rule=fire.rule,
        subject=fire.subject,
        level=fire.rule.level,
        fired_on=fire.on,
        evidence=fire.evidence if evidence is None else evidence,
        since=last.on,
        asked_on=on,
        latest=None if is_new else {**fire.evidence, **(latest or {})},
    )
