"""Diaries in which everything happens that a rule can read, drawn from a seed.

Both knees, every sign, several runs a day in no order, other sports, gaps, pairs that wear out,
visits, arranged help, and entries about days that have not come yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import TypeVar

from hypothesis import strategies as st

from diary.domain.day import Care, Day, PlanAnswer
from diary.domain.diary import Diary
from diary.domain.event import Event, EventKind
from diary.domain.exercise import SessionKind
from diary.domain.knee import Area, Knee, KneeDay, Quality, Sign, SwellingSize
from diary.domain.person import Person, Season
from diary.domain.plan import Plan, WeeklyTargets
from diary.domain.rules.engine import Outside
from diary.domain.rules.facts import COUNTED_SIGNS
from diary.domain.rules.findings import Findings, Rule, RuleEvent
from diary.domain.run import Finish, Run, RunKind, Sport
from diary.domain.session import Session
from diary.domain.settings import Settings
from diary.domain.shoe import Inspection, LimitChange, Shoe, SoleFinding
from tests.builders import a_diary, a_knee_day, a_run, a_run_knee, a_shoe, an_event

FIRST = date(2026, 1, 1)
DAYS = 150
OUTSIDE = Outside(FIRST + timedelta(days=60))
_SHOES = ("blue", "red", None)
CARES = (Care.PAINKILLER, Care.STRENGTH, Care.MOBILITY)
# Whichever knee an entry is about, it is one.
_OF_ALL_ENTRIES = {Rule.STRENGTH, Rule.GAP, Rule.VISIT, Rule.BACKUP}
Kept = TypeVar("Kept", bound=Day | Run | Event | Session)


def eventful_diaries() -> st.SearchStrategy[Diary]:
    """Any such diary."""
    return st.integers(0, 2**32).map(lambda seed: eventful_diary(Random(seed)))


def on(number: int) -> date:
    """The day with this number; day 0 is 1 January 2026."""
    return FIRST + timedelta(days=number)


def eventful_diary(random: Random) -> Diary:
    """One such diary of 150 days."""
    days: list[Day] = []
    runs: list[Run] = []
    levels = dict.fromkeys(Knee, 2)
    number = 0
    while number < DAYS:
        if random.random() < 0.05:
            levels = {knee: random.randint(0, 7) for knee in Knee}
        if random.random() < 0.02:
            number += random.choice([3, 8, 16, 40])
        if random.random() < 0.85:
            days.append(_day(random, number, levels))
        runs += [_run(random, number, levels) for _ in range(random.choice([0, 0, 1, 1, 2]))]
        number += 1
    shoes, events, person = _shoes(random), _events(random), _person(random)
    plans, sessions = _plans(random), _sessions(random)
    return a_diary(days, runs, shoes, events, person=person, plans=plans, sessions=sessions)


def _day(random: Random, number: int, levels: Mapping[Knee, int]) -> Day:
    plan = random.choice([None, None, PlanAnswer.AS_PLANNED, PlanAnswer.SKIPPED_KNEE])
    return Day(
        on(number),
        knees={knee: _knee_day(random, level) for knee, level in levels.items()},
        plan=plan,
        held_back=random.choice([None, True, False]) if plan else None,
        away=random.random() < 0.03,
        care={care: True for care in CARES if random.random() < 0.2},
    )


def _knee_day(random: Random, level: int) -> KneeDay:
    asked = random.sample(list(Sign), 2) if random.random() < 0.08 else []
    asked += [sign for sign in COUNTED_SIGNS if random.random() < 0.5]
    return a_knee_day(
        _score(random, level),
        _score(random, level),
        areas=random.choice([None, None, None, (Area.INNER,), (Area.OUTER, Area.INSIDE)]),
        qualities=random.choice([None, None, (Quality.DULL,), (Quality.SHARP,)]),
        signs={sign: random.random() < 0.7 for sign in asked},
        swelling_size=random.choice([None] * 20 + list(SwellingSize)),
    )


def _score(random: Random, level: int) -> int | None:
    return min(10, level + random.randint(0, 2)) if random.random() < 0.7 else None


def _run(random: Random, number: int, levels: Mapping[Knee, int]) -> Run:
    started_at = datetime.combine(on(number), time(random.randint(5, 20)), UTC)
    return a_run(
        f"run-{random.getrandbits(40):010x}",
        on(number),
        sport=random.choice([Sport.RUN] * 5 + [Sport.WALK]),
        started_at=random.choice([None, started_at]),
        kind=random.choice([None, RunKind.EASY, RunKind.EASY, RunKind.RACE]),
        cadence_spm=random.choice([None, 150.0, 154.0, 165.0]),
        distance_m=random.choice([None, 3000.0, 8000.0, 8200.0, 15_000.0, 30_000.0]),
        finish=random.choice([None, None, None, Finish.CUT_SHORT_KNEE]),
        shoe_id=random.choice(_SHOES),
        knees={
            knee: a_run_knee(
                _score(random, level),
                _score(random, level),
                limped=random.random() < 0.02,
                turned_sharp=random.choice([None] * 40 + [True]),
            )
            for knee, level in levels.items()
            if random.random() < 0.8
        },
    )


def _shoes(random: Random) -> list[Shoe]:
    number = random.randint(30, DAYS)
    blue = a_shoe(
        "blue",
        initial_distance_m=random.uniform(200_000, 600_000),
        limit_changes=(LimitChange(on(number), random.uniform(500_000, 900_000)),),
        retired_on=random.choice([None, on(number + 20)]),
    )
    look = Inspection(on(random.randrange(DAYS)), (SoleFinding.TREAD_GONE,))
    return [blue, a_shoe("red", "Red 3", initial_distance_m=300_000.0, inspections=(look,))]


def _events(random: Random) -> list[Event]:
    kinds = (EventKind.PT_VISIT, EventKind.HELP_ARRANGED, EventKind.NEW_EXERCISE)
    return [
        an_event(
            f"event-{number}",
            on(random.randrange(DAYS)),
            kind=random.choice(kinds),
            knee=random.choice([None, *Knee]),
        )
        for number in range(12)
    ]


def _plans(random: Random) -> dict[str, Plan]:
    plans = {}
    for number in range(random.randint(0, 3)):
        first = random.randrange(DAYS)
        targets = (random.choice([None, 0, 1, 3]) for _ in range(2))
        plans[f"plan-{number}"] = Plan(
            f"plan-{number}",
            on(first),
            until=random.choice([None, on(first + random.randint(0, 90))]),
            per_week=WeeklyTargets(*targets),
            total_sessions=random.choice([None, 6, 18]),
        )
    return plans


def _sessions(random: Random) -> dict[str, Session]:
    kinds = (SessionKind.STRENGTH, SessionKind.STRETCHING, SessionKind.YOGA)
    found = {}
    for number in range(random.randint(0, 60)):
        found[f"session-{number}"] = Session(
            f"session-{number}",
            on(random.randrange(DAYS)),
            random.choice(kinds),
            is_done=random.choice([None, False, True, True, True]),
        )
    return found


def _person(random: Random) -> Person:
    return Person(
        season=random.choice([None, *Season]),
        next_visit_on=on(random.randrange(DAYS)),
        longest_recent_run_m=random.choice([None, 10_000.0]),
    )


def any_settings(random: Random) -> Settings:
    """Thresholds at or near their bounds, most of them untouched."""
    return Settings(
        worse_act=random.choice([0.75, 1.5, 2.0]),
        worse_watch=random.choice([None, 0.5, 1.25, 2.0]),
        worse_cooldown_days=random.choice([7, 14, 60]),
        worse_rebase_days=random.choice([21, 42, 120]),
        persist_days_1=random.choice([7, 14, 28]),
        persist_gap_days=random.choice([3, 7, 14]),
        sign_window_days=random.choice([3, 4, 10]),
        nextday_count=random.choice([1, 2, 4]),
        rest_run_days=random.choice([4, 7]),
        layoff_days=random.choice([7, 14, 28]),
        strength_target_in=random.choice([0, 1, 5]),
        cadence_taken_up_on=random.choice([None, on(random.randrange(DAYS))]),
    )


def known_on(diary: Diary, day: date) -> Diary:
    """The diary as it was if nobody had written of a later day."""
    return replace(
        diary,
        days={each.on: each for each in _until(diary.days.values(), day)},
        runs={each.id: each for each in _until(diary.runs.values(), day)},
        events={each.id: each for each in _until(diary.events.values(), day)},
        sessions={each.id: each for each in _until(diary.sessions.values(), day)},
        shoes={each.id: _shoe_until(each, day) for each in diary.shoes.values()},
    )


def _until(entries: Iterable[Kept], day: date) -> list[Kept]:
    return [each for each in entries if each.on <= day]


def _shoe_until(shoe: Shoe, day: date) -> Shoe:
    return replace(
        shoe,
        limit_changes=tuple(each for each in shoe.limit_changes if each.on <= day),
        inspections=tuple(each for each in shoe.inspections if each.on <= day),
        retired_on=shoe.retired_on if shoe.retired_on and shoe.retired_on <= day else None,
    )


def about(knee: Knee, findings: Findings) -> list[RuleEvent]:
    """The events that are about a knee, or about a run and this knee."""
    return [each for each in findings.events if knee_of(each) == knee.value]


def about_no_knee(findings: Findings) -> list[RuleEvent]:
    """The events about runs, pairs and the diary, but for those that count all entries."""
    sides = {knee.value for knee in Knee}
    return [
        each
        for each in findings.events
        if knee_of(each) not in sides and each.rule not in _OF_ALL_ENTRIES
    ]


def knee_of(event: RuleEvent) -> object:
    """The knee an event is about; what else it is about where there is none."""
    return event.evidence.get("knee", event.subject)


def rules_told(findings: Findings) -> set[Rule]:
    """The rules that said anything."""
    return {each.rule for each in findings.events}
