from dataclasses import replace
from typing import Any

import pytest

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.rules.facts import Facts
from diary.domain.rules.findings import Rule
from diary.domain.rules.responses import RunResponse, run_response
from diary.domain.run import Sport
from diary.domain.settings import Settings
from tests.builders import a_diary, a_knee_day, a_run_knee
from tests.domain.rules.days import VECTORS, day, left_knee, open_on, run_on, told

LIGHT_OF = {"progress": "settled", "hold": "hold", "regress": "step_back"}


def response(diary: Diary, run_id: str, until: int) -> RunResponse | None:
    run = diary.runs[run_id]
    return run_response(Facts(diary), Knee.LEFT, run, diary.settings, day(until).toordinal())


def answered(diary: Diary, run_id: str, until: int) -> RunResponse:
    found = response(diary, run_id, until)
    assert found is not None
    return found


@pytest.mark.parametrize("vector", VECTORS["response"])
def test_a_run_is_answered_as_the_vectors_say(vector: dict[str, Any]) -> None:
    said = {0: a_knee_day(morning=vector["pre"])}
    if vector["next_morning"] is not None:
        said[1] = a_knee_day(morning=vector["next_morning"])
    scores = a_run_knee(vector["during"], vector["after"])
    found = answered(left_knee(said, run_on(0, "a", left=scores)), "a", 1)
    assert found.run_light == vector["run"]
    assert found.morning_light == vector.get("morning_light")
    assert found.light == vector["total"]
    assert found.result == LIGHT_OF[vector["advice"]]
    assert found.is_provisional is vector["provisional"]


def test_the_morning_after_is_not_read_before_it_has_come() -> None:
    said = {0: a_knee_day(morning=1), 1: a_knee_day(morning=6)}
    diary = left_knee(said, run_on(0, "a", left=a_run_knee(1, 1)))
    assert answered(diary, "a", 0).is_provisional
    assert answered(diary, "a", 0).result == "settled"
    assert answered(diary, "a", 1).result == "step_back"


@pytest.mark.parametrize(
    ("before", "pre"),
    [
        ({0: a_knee_day(morning=2, worst=5), -1: a_knee_day(worst=7)}, 2),
        ({-1: a_knee_day(morning=1, worst=3)}, 3),
        ({-1: a_knee_day(morning=1)}, 1),
        ({-2: 4, -4: 2, -7: 3}, 3),
        ({-2: 4, -4: 2}, None),
        ({-8: 4, -4: 2, -2: 2}, None),
    ],
)
def test_what_was_there_before_a_run(before: dict[int, Any], pre: float | None) -> None:
    diary = left_knee(before, run_on(0, "a", left=a_run_knee(1, 1)))
    assert answered(diary, "a", 3).pre == pre


def test_the_latest_score_of_the_day_before_follows_the_moments() -> None:
    said = {-1: a_knee_day(morning=1)}
    runs = [
        run_on(-1, "x", left=a_run_knee(3, 6)),
        run_on(-1, "y", left=a_run_knee(4)),
        run_on(0, "z", left=a_run_knee(1)),
    ]
    assert answered(left_knee(said, *runs), "z", 0).pre == 4


def test_without_knowing_what_was_before_only_a_high_morning_is_red() -> None:
    runs = [run_on(0, "a", left=a_run_knee(1, 1))]
    low = left_knee({1: a_knee_day(morning=5)}, *runs)
    assert (answered(low, "a", 1).morning_light, answered(low, "a", 1).is_provisional) == (
        None,
        True,
    )
    high = left_knee({1: a_knee_day(morning=6)}, *runs)
    assert answered(high, "a", 1).result == "step_back"


@pytest.mark.parametrize("said", [{"limped": True}, {"turned_sharp": True}])
def test_limping_or_pain_that_turned_sharp_is_red(said: dict[str, bool]) -> None:
    diary = left_knee({}, run_on(0, "a", left=a_run_knee(1, 1, **said)))
    assert answered(diary, "a", 0).result == "step_back"


def test_the_morning_belongs_to_the_last_run_of_a_day() -> None:
    said = {0: a_knee_day(morning=1), 1: a_knee_day(morning=6)}
    diary = left_knee(said, run_on(0, "a", left=a_run_knee(1)), run_on(0, "b", left=a_run_knee(2)))
    assert (answered(diary, "a", 1).result, answered(diary, "a", 1).morning) == ("settled", None)
    assert answered(diary, "b", 1).result == "step_back"


def test_nothing_said_about_a_run_is_no_response() -> None:
    diary = left_knee({1: a_knee_day(morning=3)}, run_on(0, "a"))
    assert response(diary, "a", 1) is None


def test_a_step_back_ends_when_a_later_run_is_final() -> None:
    said = {number: a_knee_day(morning=1) for number in range(6)}
    runs = [
        run_on(0, "a", left=a_run_knee(7)),
        run_on(3, "b", left=a_run_knee(1)),
    ]
    diary = left_knee(said, *runs)
    assert told(diary, 10, Rule.RESP) == [(0, "fire"), (4, "clear")]
    (reminder,) = open_on(diary, 2, Rule.RESP)
    assert (reminder.subject, reminder.evidence["knee"]) == ("a", "left")


def test_a_later_run_of_the_same_day_ends_a_step_back() -> None:
    said = {0: a_knee_day(morning=1), 1: a_knee_day(morning=1)}
    runs = [run_on(0, "a", left=a_run_knee(8)), run_on(0, "b", left=a_run_knee(1))]
    assert told(left_knee(said, *runs), 9, Rule.RESP) == [(0, "fire"), (1, "clear")]
    runs = [run_on(0, "a", left=a_run_knee(1)), run_on(0, "b", left=a_run_knee(8))]
    assert told(left_knee(said, *runs), 9, Rule.RESP) == [(0, "fire")]


def test_a_step_back_ends_after_a_fortnight() -> None:
    diary = left_knee({}, run_on(0, "a", left=a_run_knee(7)))
    assert told(diary, 20, Rule.RESP) == [(0, "fire"), (14, "clear")]


def test_a_red_morning_is_told_on_that_morning() -> None:
    said = {0: a_knee_day(morning=1), 1: a_knee_day(morning=4)}
    diary = left_knee(said, run_on(0, "a", left=a_run_knee(1)))
    assert told(diary, 0, Rule.RESP) == []
    assert told(diary, 1, Rule.RESP) == [(1, "fire")]


def test_each_knee_has_its_own_step_back_for_one_run() -> None:
    run = run_on(0, "a", left=a_run_knee(8), right=a_run_knee(9))
    found = open_on(a_diary(runs=[run]), 0, Rule.RESP)
    assert [(each.subject, each.evidence["during"]) for each in found] == [("a", 8), ("a", 9)]


def test_rides_have_no_response() -> None:
    diary = left_knee({}, run_on(0, "a", sport=Sport.RIDE, left=a_run_knee(9)))
    assert told(diary, 3, Rule.RESP) == []


def nights(*mornings: int, pre: int = 1) -> Diary:
    """A run every second day, each followed by a morning."""
    said, runs = {}, []
    for number, morning in enumerate(mornings):
        at = 2 * number
        said[at] = a_knee_day(morning=pre)
        said[at + 1] = a_knee_day(morning=morning)
        runs.append(run_on(at, left=a_run_knee(1)))
    return left_knee(said, *runs)


def test_two_red_mornings_after_the_last_four_runs() -> None:
    assert told(nights(3, 1, 3), 20, Rule.NEXTDAY) == [(5, "fire")]
    assert told(nights(3, 1, 1, 1, 3), 20, Rule.NEXTDAY) == []


def test_it_ends_when_newer_mornings_are_better() -> None:
    diary = nights(3, 3, 1, 1, 1)
    assert told(diary, 20, Rule.NEXTDAY) == [(3, "fire"), (9, "clear")]
    (reminder,) = open_on(diary, 5, Rule.NEXTDAY)
    assert reminder.latest == {"red_mornings": 2, "runs": 3}


def test_red_mornings_of_long_ago_are_none_of_late() -> None:
    assert told(nights(3, 3), 120, Rule.NEXTDAY) == [(3, "fire"), (85, "clear")]
    before = nights(3, 1)
    run = run_on(365, "again", left=a_run_knee(1))
    said = {365: a_knee_day(morning=1), 366: a_knee_day(morning=4)}
    later = left_knee(said, run)
    year = replace(before, days={**before.days, **later.days}, runs={**before.runs, "again": run})
    assert told(year, 400, Rule.NEXTDAY) == []


def test_mornings_that_cannot_be_judged_do_not_count() -> None:
    """With nothing known from before, a morning within the limit has no light."""
    said = {1: a_knee_day(morning=4)}
    runs = [run_on(0, left=a_run_knee(1))]
    diary = left_knee({**said, 20: a_knee_day(morning=1), 21: a_knee_day(morning=4)}, *runs)
    assert told(diary, 30, Rule.NEXTDAY) == []


def test_the_limits_are_settings() -> None:
    diary = left_knee({}, run_on(0, "a", left=a_run_knee(4)), settings=Settings(amber_max=3))
    assert answered(diary, "a", 0).result == "step_back"
