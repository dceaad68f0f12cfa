"""What was not answered is neither a 0 nor a no, for every rule that could take it for one."""

from collections.abc import Callable

import pytest

from diary.domain.diary import Diary
from diary.domain.knee import KneeDay, Sign
from diary.domain.rules.findings import Rule
from tests.builders import a_knee_day, a_run_knee
from tests.domain.rules.days import left_knee, open_on, run_on

# What is put on the days in between: None = nothing is said about them.
Between = KneeDay | int | None


def scores(stretches: dict[int, range], between: Between, days: range) -> Diary:
    said: dict[int, KneeDay | int] = {}
    for score, numbers in stretches.items():
        said |= dict.fromkeys(numbers, score)
    if between is not None:
        said |= {number: between for number in days if number not in said}
    return left_knee(said)


def rising(score: int) -> Callable[[Between], Diary]:
    """Every second day is known; the knee rises on day 60."""
    stretches = {2: range(0, 60, 2), score: range(60, 81, 2)}
    return lambda between: scores(stretches, between, range(60, 81))


def lasting(between: Between) -> Diary:
    return scores({3: range(10), 4: range(13, 18)}, between, range(10, 13))


def signed(sign: Sign, is_no: KneeDay, *yes: int) -> Callable[[Between], Diary]:
    """A sign on some days; what lies between is not answered, or no."""

    def diary(between: Between) -> Diary:
        said: dict[int, KneeDay | int] = {
            number: KneeDay(signs={sign: True}) if number in yes else is_no
            for number in range(max(yes) + 1)
            if number in yes or between is not None
        }
        return left_knee(said)

    return diary


def no_to(sign: Sign) -> KneeDay:
    return KneeDay(signs={sign: False})


def nights(between: Between) -> Diary:
    """Two red mornings with three runs between them, after which the morning is not known."""
    said: dict[int, KneeDay | int] = {}
    runs = []
    for at in range(0, 10, 2):
        said[at] = a_knee_day(morning=1)
        runs.append(run_on(at, left=a_run_knee(1)))
        if at in (0, 8):
            said[at + 1] = a_knee_day(morning=4)
        elif between is not None:
            said[at + 1] = a_knee_day(morning=0)
    return left_knee(said, *runs)


def stepping_back(between: Between) -> Diary:
    """A run that was too much, and another whose morning would end what is said of it."""
    said: dict[int, KneeDay | int] = {5: a_knee_day(morning=1)}
    if between is not None:
        said[6] = a_knee_day(morning=0)
    first, second = run_on(0, left=a_run_knee(8)), run_on(5, left=a_run_knee(1))
    return left_knee(said, first, second)


@pytest.mark.parametrize(
    ("rule", "diary", "on"),
    [
        (Rule.WORSE, rising(5), 80),
        (Rule.WATCH, rising(4), 68),
        (Rule.PERSIST, lasting, 17),
        (Rule.SWELL, signed(Sign.SWELLING, no_to(Sign.SWELLING), 0, 2, 3), 3),
        (Rule.LOCK, signed(Sign.LOCKING, no_to(Sign.LOCKING), 0, 1, 3), 3),
        (Rule.NEXTDAY, nights, 9),
        (Rule.RESP, stepping_back, 6),
    ],
    ids=lambda each: each.value if isinstance(each, Rule) else None,
)
def test_what_is_missing_is_neither_0_nor_no(
    rule: Rule, diary: Callable[[Between], Diary], on: int
) -> None:
    assert open_on(diary(None), on, rule)
    assert not open_on(diary(0), on, rule)


@pytest.mark.parametrize(
    ("rule", "sign"), [(Rule.NOW, Sign.NO_WEIGHT), (Rule.SOON, Sign.GIVING_WAY)]
)
def test_a_sign_is_over_with_a_no_and_not_because_nothing_was_said(rule: Rule, sign: Sign) -> None:
    noted = KneeDay(signs={sign: True})
    assert open_on(left_knee({0: noted}), 1, rule)
    assert open_on(left_knee({0: noted, 1: 0}), 1, rule)
    assert not open_on(left_knee({0: noted, 1: no_to(sign)}), 1, rule)
