"""What has ended by itself: by what was entered, or only because entries stopped."""

from __future__ import annotations

import pytest

from diary.domain.diary import Diary
from diary.domain.knee import KneeDay, Sign
from diary.domain.rule import Rule
from diary.domain.rules.engine import evaluate
from diary.domain.rules.persistence import Persistence
from diary.domain.run import Finish
from diary.services.reminder_settled import SettledReminder, settled
from tests.builders import a_diary, a_run, a_shoe
from tests.domain.rules.days import day, left_knee, run_on


def ended(diary: Diary, on: int, rule: Rule) -> SettledReminder:
    """The one reminder of a rule that has ended by a day."""
    (found,) = (
        each for each in settled(evaluate(diary, day(on)), diary, day(on)) if each.rule is rule
    )
    return found


def painful(number: int) -> dict[int, KneeDay | int]:
    return dict.fromkeys(range(number), 5)


def test_pain_nobody_wrote_about_any_more_has_not_settled() -> None:
    found = ended(left_knee(painful(18)), 40, Rule.PERSIST)
    assert (found.ending.on, found.silent_days) == (day(24), 7)


def test_a_tick_without_a_score_does_not_say_how_it_is() -> None:
    said = painful(18) | {20: KneeDay(signs={Sign.SWELLING: False})}
    assert ended(left_knee(said), 40, Rule.PERSIST).silent_days == 7


def test_lower_scores_say_that_it_is_over() -> None:
    found = ended(left_knee(painful(18) | dict.fromkeys(range(18, 21), 0)), 40, Rule.PERSIST)
    assert (found.ending.on, found.silent_days) == (day(20), None)


def test_the_last_level_told_is_the_one_that_ended() -> None:
    found = ended(left_knee(painful(30)), 50, Rule.PERSIST)
    assert found.fire.on == day(14)
    assert found.told.on == day(21)
    assert found.told.evidence["level"] is Persistence.THREE_WEEKS


SWOLLEN = KneeDay(signs={Sign.SWELLING: True})


@pytest.mark.parametrize(
    ("after", "silent_days"),
    [({}, 2), ({3: KneeDay(signs={Sign.SWELLING: False})}, None), ({3: 1, 4: 1}, None)],
)
def test_a_sign_is_over_only_with_an_entry_without_it(
    after: dict[int, KneeDay | int], silent_days: int | None
) -> None:
    said: dict[int, KneeDay | int] = dict.fromkeys(range(3), SWOLLEN)
    found = ended(left_knee(said | after), 20, Rule.SWELL)
    assert found.silent_days == silent_days


def test_a_long_run_and_a_pair_need_no_entries_to_be_over() -> None:
    runs = [*(run_on(each, distance_m=8000.0) for each in range(0, 40, 4)),
            run_on(40, distance_m=14_000.0)]  # fmt: skip
    assert ended(a_diary(runs=runs), 60, Rule.SPIKE).silent_days is None
    shoe = a_shoe("shoe", initial_distance_m=600_000.0, retired_on=day(20))
    worn = a_run("run", day(0), shoe_id="shoe")
    assert ended(a_diary(runs=[worn], shoes=[shoe]), 40, Rule.SHOE).silent_days is None


def test_a_lost_run_is_over_when_other_days_were_entered() -> None:
    lost = [run_on(each, finish=Finish.CUT_SHORT_KNEE) for each in range(2)]
    assert ended(a_diary(runs=lost), 30, Rule.SKIP).silent_days == 13
    later = [*lost, run_on(12)]
    assert ended(a_diary(runs=later), 30, Rule.SKIP).silent_days is None
