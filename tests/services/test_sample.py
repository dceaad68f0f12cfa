from datetime import date
from itertools import product

import pytest

from diary.domain.day import PlanAnswer
from diary.domain.diary import Diary
from diary.domain.errors import InvalidValueError
from diary.domain.knee import Knee, Sign
from diary.domain.period import is_late
from diary.domain.rules.engine import evaluate
from diary.domain.rules.findings import OpenReminder, Rule
from diary.domain.run import Finish, RunKind, Sport
from diary.domain.session import day_order
from diary.domain.settings import SetBy
from diary.domain.shoe import WearState
from diary.services.sample import sample_diary
from tests.builders import ON, ZONE

DATES = (ON, date(2024, 2, 29), date(2026, 11, 24), date(2031, 1, 1))


PAIN = (Rule.WORSE, Rule.WATCH)
RULES = (Rule.WORSE, Rule.SHOE)


def example(days: int = 140, seed: int = 1, last_on: date = ON) -> Diary:
    return sample_diary(days, seed, last_on, ZONE)


def open_on_the_last_day(diary: Diary, on: date) -> dict[tuple[Rule, str], OpenReminder]:
    """What the rules about rising pain and shoes have open."""
    return {
        (each.rule, each.subject): each for each in evaluate(diary, on).open if each.rule in RULES
    }


@pytest.mark.parametrize("seed", range(1, 51))
def test_every_example_ends_with_a_worse_knee_and_a_worn_pair(seed: int) -> None:
    for last_on in DATES:
        diary = example(seed=seed, last_on=last_on)
        found = open_on_the_last_day(diary, last_on)
        worn = [shoe.id for shoe in diary.shoes.values() if shoe.name == "Blue 12"]
        assert set(found) == {(Rule.WORSE, "left"), (Rule.SHOE, worn[0])}
        assert found[Rule.SHOE, worn[0]].evidence["state"] is WearState.OVER
        assert (last_on - found[Rule.WORSE, "left"].fired_on).days <= 21


@pytest.mark.parametrize(("days", "seed"), list(product((60, 75, 365), (1, 2, 3))))
def test_shorter_and_longer_examples_end_the_same(days: int, seed: int) -> None:
    diary = example(days, seed)
    rules = [rule for rule, _ in open_on_the_last_day(diary, ON)]
    assert sorted(rules) == [Rule.SHOE, Rule.WORSE]
    assert min(*diary.days, *(run.on for run in diary.runs.values())) > date(2025, 11, 20)
    last_weeks = {on: day for on, day in diary.days.items() if (ON - on).days < 50}
    usual = {on: day for on, day in example(140, seed).days.items() if (ON - on).days < 50}
    assert last_weeks == usual


def test_the_right_knee_never_gets_worse() -> None:
    for seed in range(1, 6):
        events = evaluate(example(400, seed), ON).events
        assert {event.subject for event in events if event.rule in PAIN} == {"left"}


def test_the_same_seed_and_day_give_the_same_example_and_others_another() -> None:
    assert example() == example()
    assert example() != example(seed=2)
    assert not set(example().runs) & set(example(last_on=date(2026, 11, 19)).runs)


def test_the_example_has_something_for_every_page() -> None:
    diary = example()
    runs = [run for run in diary.runs.values() if run.is_run]
    days = list(diary.days.values())
    assert 3 <= len(runs) / 20 <= 4
    assert {shoe.name for shoe in diary.shoes.values()} == {"Blue 12", "Red 3"}
    assert {Sport.RUN, Sport.RIDE, Sport.WALK} == {run.sport for run in diary.runs.values()}
    assert {RunKind.EASY, RunKind.LONG} < {run.kind for run in runs}
    assert {Finish.AS_PLANNED, Finish.CUT_SHORT_KNEE} == {run.finish for run in runs}
    assert {PlanAnswer.CUT_SHORT, PlanAnswer.SKIPPED_KNEE} < {day.plan for day in days}
    assert sum(day.away for day in days) == 9
    assert 5 <= 140 - len(days) <= 25
    assert any(day.painkiller for day in days)
    assert any(day.note for day in days)
    assert any(day.limits for day in days)
    signs = [day.knee(Knee.LEFT).signs for day in days]
    for sign in (Sign.SWELLING, Sign.STIFF_AFTER_SITTING, Sign.STAIRS_HURT):
        assert any(said.get(sign) for said in signs)
    assert {event.kind.value for event in diary.events.values()} == {"pt_visit", "holiday"}
    assert diary.day(ON).knee(Knee.LEFT).morning


def test_the_run_that_was_too_long_was_five_weeks_ago() -> None:
    longest = max(
        (run for run in example().runs.values() if run.is_run),
        key=lambda run: run.distance_m or 0,
    )
    assert 30 <= (ON - longest.on).days <= 42
    assert longest.on.weekday() == 6


def test_scores_of_a_day_fit_together_and_some_were_written_down_late() -> None:
    diary = example(400)
    late = 0
    for dated in diary.scores():
        assert dated.score.recorded_at is not None
        assert dated.score.recorded_at.date() >= dated.on
        turnover = diary.settings.day_turnover
        late += is_late(dated.score.recorded_at, dated.on, dated.score.timezone, turnover)
    assert 0 < late < 80
    last = max(dated.score.recorded_at for dated in diary.scores() if dated.score.recorded_at)
    assert last.date() == ON


def test_twenty_years_have_many_pairs_one_after_another() -> None:
    diary = example(7300)
    assert 9_000 < len(diary.runs) < 11_000
    assert 45 <= len(diary.shoes) <= 60
    assert len({shoe.name for shoe in diary.shoes.values()}) == len(diary.shoes)
    assert sum(not shoe.is_retired for shoe in diary.shoes.values()) == 2
    assert all(run.shoe_id in diary.shoes for run in diary.runs.values() if run.is_run)


@pytest.mark.parametrize("days", [0, 59, 18_301])
def test_an_example_that_is_too_short_or_too_long_is_refused(days: int) -> None:
    with pytest.raises(InvalidValueError):
        example(days)


def test_an_example_before_the_calendar_is_refused() -> None:
    with pytest.raises(InvalidValueError):
        example(last_on=date(1970, 1, 20))


@pytest.mark.parametrize("last_on", DATES)
def test_every_example_does_its_plan_and_has_a_session_to_come(last_on: date) -> None:
    for seed in range(1, 6):
        diary = example(seed=seed, last_on=last_on)
        (plan,) = diary.plans.values()
        assert plan.set_by is SetBy.PT
        assert set(plan.exercise_ids) == set(diary.exercises)
        sessions = sorted(diary.sessions.values(), key=day_order)
        assert all(each.plan_id == plan.id and plan.holds_on(each.on) for each in sessions)
        assert [each.is_done for each in diary.sessions_on(last_on)] == [None]
        assert sum(each.is_done is True for each in sessions) >= 4
        scores = [each.exercises[0].knees for each in sessions if each.is_done]
        assert all(Knee.LEFT in knees for knees in scores)
        assert Rule.STRENGTH not in {each.rule for each in evaluate(diary, last_on).open}
