"""What is remembered of the rules equals what they say of the whole diary, after any edit."""

import sys
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diary.domain.change import Change, ChangeSet, apply, current_entity
from diary.domain.diary import Diary
from diary.domain.rules.engine import Outside, evaluate
from diary.services.rule_memory import RuleMemory
from tests.builders import a_day, a_diary
from tests.domain.rules.eventful import DAYS, any_settings, eventful_diary, on
from tests.thorough import cases

KINDS = (
    *(("day",) * 6 + ("run",) * 6 + ("session",) * 3),
    *("shoe", "event", "plan", "person", "settings"),
)


def edit(random: Random, diary: Diary, other: Diary) -> Change:
    """One entry as it is in another diary, or none of it."""
    kind = random.choice(KINDS)
    if kind == "person":
        return Change(diary.person, other.person)
    if kind == "settings":
        return Change(diary.settings, any_settings(random))
    entries = f"{kind}s"
    known, theirs = getattr(diary, entries), getattr(other, entries)
    if random.random() < 0.2 and known:
        return Change(known[random.choice(list(known))], None)
    if not theirs:
        return Change(diary.person, other.person)
    identity = random.choice(list(theirs))
    before = current_entity(diary, (kind, identity))
    return Change(before, theirs[identity])


@settings(deadline=None, max_examples=cases(12))
@given(st.integers(0, 2**32))
def test_after_any_edit_it_says_what_the_whole_diary_says(seed: int) -> None:
    random = Random(seed)
    diary, other = eventful_diary(random), eventful_diary(random)
    backed_up_on = random.choice([None, on(random.randrange(DAYS))])
    memory = RuleMemory(diary, backed_up_on)
    asked = random.randrange(DAYS)
    for _ in range(12):
        if random.random() < 0.1:
            backed_up_on = random.choice([None, on(random.randrange(DAYS))])
            memory.note_backup(backed_up_on)
        change = edit(random, diary, other)
        diary = apply(diary, ChangeSet((change,)))
        memory.follow(diary, ChangeSet((change,)))
        asked = random.choice([asked, asked, asked + 1, random.randint(-5, DAYS + 90)])
        assert memory.findings(on(asked)) == evaluate(diary, on(asked), Outside(backed_up_on))


def test_several_edits_at_once_are_followed_together() -> None:
    random = Random(1)
    diary, other = eventful_diary(random), eventful_diary(random)
    memory = RuleMemory(diary)
    assert memory.findings(on(DAYS)) == evaluate(diary, on(DAYS))
    changes = ChangeSet(
        tuple(
            Change(diary.days.get(day), other.days.get(day))
            for day in [*diary.days][:40]
            if other.days.get(day) is not None
        )
    )
    diary = apply(diary, changes)
    memory.follow(diary, changes)
    assert memory.findings(on(DAYS)) == evaluate(diary, on(DAYS))


@pytest.mark.parametrize("days", [0, 1])
def test_a_new_diary_costs_next_to_nothing(days: int) -> None:
    diary = a_diary([a_day(on(0), left=3)][:days])
    calls = 0

    def count(_frame: object, happened: str, _about: object) -> None:
        nonlocal calls
        calls += happened == "call"

    memory = RuleMemory(diary)
    sys.setprofile(count)
    try:
        memory.findings(on(0))
    finally:
        sys.setprofile(None)
    # Some twenty rules; no day without an entry is walked.
    assert calls < 1000
