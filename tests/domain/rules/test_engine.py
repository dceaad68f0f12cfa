from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.rules.engine import evaluate
from diary.domain.rules.findings import Level, Rule, event_order
from tests.builders import ON, a_day, a_diary, a_run, a_shoe, diaries

FIRST = date(2026, 1, 1)


def full_diary(random: Random) -> Diary:
    """Half a year of both knees and two pairs, with quiet and bad times."""
    days, runs = [], []
    level = {"left": 2, "right": 1}
    for number in range(200):
        on = FIRST + timedelta(days=number)
        if number % 20 == 0:
            level = {name: random.randint(0, 7) for name in level}
        said = {
            name: min(10, value + random.randint(0, 2))
            for name, value in level.items()
            if random.random() < 0.8
        }
        days.append(a_day(on, **said))
        if random.random() < 0.5:
            shoe_id = random.choice(["shoe-1", "shoe-2", None])
            after = random.randint(0, 8)
            runs.append(a_run(f"run-{number:03}", on, shoe_id=shoe_id, left=after))
    shoes = [
        a_shoe("shoe-1", "Blue 12", initial_distance_m=300_000.0),
        a_shoe("shoe-2", "Red 3", initial_distance_m=450_000.0, first_used_on=FIRST),
    ]
    return a_diary(days, runs, shoes)


def until(diary: Diary, on: date) -> Diary:
    """The diary without its entries about later days."""
    return replace(
        diary,
        days={day.on: day for day in diary.days.values() if day.on <= on},
        runs={run.id: run for run in diary.runs.values() if run.on <= on},
    )


full_diaries = st.integers(0, 2**32).map(Random).map(full_diary)


@given(full_diaries, st.integers(0, 199))
def test_entries_about_later_days_never_change_the_findings(diary: Diary, number: int) -> None:
    on = FIRST + timedelta(days=number)
    findings = evaluate(diary, on)
    assert findings == evaluate(until(diary, on), on)
    # What happened until then stays what happened.
    later = evaluate(diary, FIRST + timedelta(days=250)).events
    assert findings.events == tuple(event for event in later if event.on <= on)


@given(diaries(), st.integers(-3, 9))
def test_any_diary_can_be_evaluated_on_any_day(diary: Diary, number: int) -> None:
    on = ON - timedelta(days=number)
    findings = evaluate(diary, on)
    assert findings.on == on
    assert findings == evaluate(until(diary, on), on)
    assert set(findings.learning) <= set(diary.person.tracked_knees)


@given(full_diaries)
def test_events_are_ordered_and_open_reminders_stand_by_level(diary: Diary) -> None:
    findings = evaluate(diary, FIRST + timedelta(days=199))
    assert list(findings.events) == sorted(findings.events, key=event_order)
    assert len({(event.on, event.rule, event.subject) for event in findings.events}) == len(
        findings.events
    )
    levels = [list(Level).index(each.level) for each in findings.open]
    assert levels == sorted(levels)
    for above, below in pairwise(findings.open):
        assert above.level != below.level or above.fired_on >= below.fired_on


@given(full_diaries, st.integers(-500, 500))
def test_a_shifted_diary_has_shifted_events(diary: Diary, by: int) -> None:
    shift = timedelta(days=by)
    shifted = a_diary(
        [replace(day, on=day.on + shift) for day in diary.days.values()],
        [replace(run, on=run.on + shift) for run in diary.runs.values()],
        [
            replace(shoe, first_used_on=shoe.first_used_on and shoe.first_used_on + shift)
            for shoe in diary.shoes.values()
        ],
    )
    last = FIRST + timedelta(days=199)
    expected = [
        (event.rule, event.subject, event.on + shift, event.event)
        for event in evaluate(diary, last).events
    ]
    found = [
        (event.rule, event.subject, event.on, event.event)
        for event in evaluate(shifted, last + shift).events
    ]
    assert found == expected


def test_after_a_year_without_entries_everything_is_learned_anew() -> None:
    before = [a_day(FIRST + timedelta(days=number), left=1) for number in range(60)]
    back = FIRST + timedelta(days=425)
    after = [a_day(back + timedelta(days=number), left=6) for number in range(13)]
    runs = [a_run(f"run-{number}", day.on) for number, day in enumerate((*before, *after))]
    diary = a_diary([*before, *after], runs)
    last = back + timedelta(days=12)
    told = {(event.rule, event.on) for event in evaluate(diary, last).events if event.on >= back}
    # Daily runs are told as such, the break and the end of the reminders before it as well.
    assert {rule for rule, _ in told} <= {Rule.LAYOFF, Rule.REST}
    assert evaluate(diary, last).learning == (Knee.LEFT, Knee.RIGHT)
    assert [each.rule for each in evaluate(diary, back - timedelta(days=1)).open] == []


def test_runs_brought_in_late_are_as_old_as_they_are() -> None:
    """A year of runs from files, much longer ones among them, opens nothing today."""
    runs = [
        a_run(
            f"run-{number}",
            FIRST + timedelta(days=number),
            distance_m=8000.0 + 7000 * (not number % 50),
        )
        for number in range(0, 300, 5)
    ]
    today = FIRST + timedelta(days=330)
    found = evaluate(a_diary([a_day(today, left=2)], runs), today)
    assert {event.rule for event in found.events} >= {Rule.SPIKE}
    assert found.open == ()


def test_a_day_far_ahead_changes_nothing_today() -> None:
    """A year typed wrong, before or after: named elsewhere, and no alarm here."""
    days = [a_day(FIRST + timedelta(days=number), left=2) for number in range(90)]
    today = FIRST + timedelta(days=89)
    expected = evaluate(a_diary(days), today)
    late, early = a_day(date(2126, 3, 1), left=10), a_day(date(1986, 3, 1), left=10)
    run = a_run("run", date(2126, 3, 1), distance_m=90_000.0, left=10)
    assert evaluate(a_diary([*days, late], [run]), today) == expected
    with_early = evaluate(a_diary([*days, early]), today)
    assert (with_early.open, with_early.learning) == (expected.open, expected.learning)


def test_an_empty_diary_has_nothing_open() -> None:
    findings = evaluate(a_diary(), FIRST)
    assert (findings.open, findings.events) == ((), ())


def test_each_rule_has_its_level() -> None:
    act = "WORSE PERSIST SWELL LOCK SHARP NIGHT GIVEWAY NEXTDAY RESP"
    look = "SKIP SPIKE SHOE PLATEAU"
    note = "WATCH LAYOFF FEAR RECUR REST STRENGTH CADENCE GAP VISIT BACKUP"
    safety = {rule.value: rule.level for rule in (Rule.NOW, Rule.SOON)}
    assert safety == {"U1": Level.SAFETY, "U2": Level.SAFETY}
    expected = {
        f"R-{name}": level
        for names, level in ((act, Level.ACT), (look, Level.LOOK), (note, Level.NOTE))
        for name in names.split()
    }
    assert {rule.value: rule.level for rule in Rule} == {**expected, **safety}
