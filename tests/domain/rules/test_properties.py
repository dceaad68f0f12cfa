"""What holds for every rule, whatever the diary."""

from collections.abc import Mapping
from dataclasses import replace
from random import Random
from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st

from diary.domain.day import Day
from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.rules.engine import evaluate
from diary.domain.rules.findings import EventKind, Rule, RuleEvent
from diary.domain.rules.pain_level import LONG, SHORT, pain_level
from diary.domain.rules.pain_series import PainSeries
from diary.domain.settings import DEFAULTS
from tests.domain.rules.eventful import (
    DAYS,
    FIRST,
    OUTSIDE,
    about,
    about_no_knee,
    any_settings,
    eventful_diary,
    known_on,
    on,
    rules_told,
)

LAST = on(DAYS - 1)
SEEDS = st.integers(0, 2**32)
NUMBERS = st.integers(0, DAYS - 1)
ASKED = FIRST.toordinal() + 90
Key = TypeVar("Key")
Entry = TypeVar("Entry")


def drawn(seed: int) -> Diary:
    """An eventful diary; every second one has thresholds of its own."""
    random = Random(seed)
    diary = eventful_diary(random)
    return replace(diary, settings=any_settings(random)) if seed % 2 else diary


def test_every_rule_speaks_in_these_diaries() -> None:
    told = {rule for seed in range(20) for rule in rules_told(evaluate(drawn(seed), LAST, OUTSIDE))}
    assert told == set(Rule)


@given(SEEDS, NUMBERS)
def test_a_rule_never_looks_at_a_later_day(seed: int, number: int) -> None:
    diary, asked = drawn(seed), on(number)
    found = evaluate(diary, asked, OUTSIDE)
    assert found == evaluate(known_on(diary, asked), asked, OUTSIDE)
    # Later days add to what was said and take nothing back.
    later = evaluate(diary, on(DAYS + 60), OUTSIDE).events
    assert found.events == tuple(each for each in later if each.on <= asked)


@given(SEEDS)
def test_the_order_of_entry_does_not_matter(seed: int) -> None:
    diary, random = drawn(seed), Random(seed)
    other = replace(
        diary,
        days=shuffled(diary.days, random),
        runs=shuffled(diary.runs, random),
        shoes=shuffled(diary.shoes, random),
        events=shuffled(diary.events, random),
        plans=shuffled(diary.plans, random),
        sessions=shuffled(diary.sessions, random),
    )
    assert evaluate(other, LAST, OUTSIDE) == evaluate(diary, LAST, OUTSIDE)


def shuffled(entries: Mapping[Key, Entry], random: Random) -> dict[Key, Entry]:
    return dict(random.sample(list(entries.items()), len(entries)))


@given(SEEDS, SEEDS, st.sampled_from(Knee))
def test_one_knee_never_changes_what_is_said_of_the_other(
    seed: int, other_seed: int, changed: Knee
) -> None:
    diary, answers = drawn(seed), eventful_diary(Random(other_seed))
    before = evaluate(diary, LAST, OUTSIDE)
    after = evaluate(with_knee_of(diary, answers, changed), LAST, OUTSIDE)
    (kept,) = set(Knee) - {changed}
    assert about(kept, after) == about(kept, before)
    assert about_no_knee(after) == about_no_knee(before)


def with_knee_of(diary: Diary, other: Diary, knee: Knee) -> Diary:
    """A diary in which one knee has the answers of another diary."""
    days = {
        day.on: replace(day, knees={**day.knees, knee: other.day(day.on).knee(knee)})
        for day in diary.days.values()
    }
    others = iter(other.runs.values())
    runs = {}
    for run in diary.runs.values():
        theirs = next(others, run)
        knees = {each: said for each, said in run.knees.items() if each is not knee}
        if knee in theirs.knees:
            knees[knee] = theirs.knees[knee]
        runs[run.id] = replace(run, knees=knees)
    return replace(diary, days=days, runs=runs)


@given(SEEDS)
def test_a_day_on_which_nothing_was_said_is_as_good_as_none(seed: int) -> None:
    diary = drawn(seed)
    blank = {on(number): Day(on(number)) for number in range(DAYS)}
    filled = replace(diary, days={**blank, **diary.days})
    assert evaluate(filled, LAST, OUTSIDE) == evaluate(diary, LAST, OUTSIDE)


# Not a second time in two weeks; the others have a clear condition or a cooldown of their own.
PAUSING = {Rule.SWELL, Rule.LOCK, Rule.SHARP, Rule.NIGHT, Rule.GIVEWAY, Rule.NEXTDAY, Rule.SKIP}
PAUSING |= {Rule.SHOE, Rule.FEAR, Rule.RECUR, Rule.REST, Rule.GAP, Rule.VISIT, Rule.BACKUP}
PAUSING |= {Rule.STRENGTH, Rule.CADENCE, Rule.PLATEAU}


@given(SEEDS)
def test_reminders_open_and_close_in_turn_one_step_a_day(seed: int) -> None:
    by_subject: dict[object, list[RuleEvent]] = {}
    for each in evaluate(drawn(seed), on(DAYS + 60), OUTSIDE).events:
        key = (each.rule, each.subject, each.evidence.get("knee"))
        by_subject.setdefault(key, []).append(each)
    for events in by_subject.values():
        is_open, fired = False, None
        assert len({each.on for each in events}) == len(events)
        for each in events:
            assert is_open is (each.event is not EventKind.FIRE)
            is_open = each.event in (EventKind.FIRE, EventKind.LEVEL)
            if each.event is EventKind.FIRE:
                is_soon = fired is not None and (each.on - fired).days < 14
                assert not (is_soon and each.rule in PAUSING)
                fired = each.on


# ---- the level of R-WORSE and R-WATCH -----------------------------------------------------------


def values(highest: int) -> st.SearchStrategy[dict[int, int]]:
    """Day values by age with gaps, drawn from a seed."""

    def of_seed(seed: int) -> dict[int, int]:
        random = Random(seed)
        share = random.uniform(0.4, 1)
        return {age: random.randint(0, highest) for age in range(81) if random.random() < share}

    return SEEDS.map(of_seed)


def level(ages: dict[int, int]) -> float | None:
    """The level of a day from day values by age, with usual from ages 22 on."""
    found = pain_level(PainSeries(by_day(ages)), ASKED, DEFAULTS)
    return found.level if found.base_span in (SHORT, LONG) else None


def by_day(ages: dict[int, int]) -> dict[int, int]:
    return {ASKED - age: value for age, value in ages.items()}


@given(values(10), st.data())
def test_better_days_now_or_worse_ones_long_ago_never_raise_the_level(
    ages: dict[int, int], data: st.DataObject
) -> None:
    before = level(ages)
    age = data.draw(st.sampled_from(sorted(each for each in ages if each < 14 or each > 21)))
    low, high = (0, ages[age]) if age < 14 else (ages[age], 10)
    after = level({**ages, age: data.draw(st.integers(low, high))})
    assert (after is None) == (before is None)
    assert after is None or before is None or after <= before + 1e-9


@given(values(6), st.integers(1, 4))
def test_the_level_rests_on_the_days_that_are_known(ages: dict[int, int], more: int) -> None:
    """Were a missing day a 0, scores that are all higher by the same would change the level."""
    before, after = level(ages), level({age: value + more for age, value in ages.items()})
    assert (before is None) == (after is None)
    assert before is None or after is None or abs(before - after) < 1e-9
