from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diary.domain.diary import Diary
from diary.domain.rules.cadence import cadence_course, cadence_target, frozen_base
from diary.domain.rules.facts import Facts
from diary.domain.rules.findings import Rule
from diary.domain.run import Run, RunKind, Sport
from diary.domain.settings import DEFAULTS, Settings
from tests.builders import Given, a_diary
from tests.domain.rules.days import VECTORS, day, open_on, run_on, told
from tests.thorough import cases


def easy(number: int, spm: float | None = 150.0, **other: Given) -> Run:
    """An easy run of 8 km in 48 minutes."""
    known = {"kind": RunKind.EASY, "distance_m": 8000.0, "moving_s": 2880.0}
    return run_on(number, **{**known, "cadence_spm": spm, **other})


def taken_up(number: int, *runs: Run, **other: Given) -> Diary:
    """A diary in which hints were taken up on a day."""
    return a_diary(runs=runs, settings=Settings(cadence_taken_up_on=day(number), **other))


def weekly(spm: Mapping[int, float] | float, until: int = 60) -> list[Run]:
    """A run every second day; `spm` the same for all, or from some days on."""
    steps = spm if isinstance(spm, Mapping) else {0: spm}
    found = []
    for number in range(0, until, 2):
        since = max(each for each in steps if each <= number)
        found.append(easy(number, steps[since]))
    return found


@pytest.mark.parametrize("vector", VECTORS["cadence"])
def test_the_next_target_is_that_of_the_vectors(vector: dict[str, Any]) -> None:
    assert cadence_target(vector["current"], vector["base"], DEFAULTS) == vector["target"]


def test_nothing_is_said_until_it_is_taken_up() -> None:
    assert told(a_diary(runs=weekly(150)), 60, Rule.CADENCE) == []
    assert not DEFAULTS.is_on(Rule.CADENCE)
    assert Settings(cadence_taken_up_on=day(0)).is_on(Rule.CADENCE)


def test_a_hint_comes_on_the_day_it_is_taken_up_and_every_fortnight_at_most() -> None:
    diary = taken_up(29, *weekly(150))
    events = told(diary, 59, Rule.CADENCE)
    assert events == [(29, "fire"), (43, "clear"), (44, "fire"), (58, "clear")]
    (reminder,) = open_on(diary, 35, Rule.CADENCE)
    assert reminder.evidence == {"current": 150.0, "base": 150.0, "target": 158}
    assert (reminder.subject, reminder.level.value) == ("diary", "note")


def test_the_base_stays_what_it_was_when_it_was_taken_up() -> None:
    diary = taken_up(20, *weekly({0: 140, 21: 147, 35: 154}))
    targets = {
        number: [each.evidence for each in open_on(diary, number, Rule.CADENCE)]
        for number in (20, 53)
    }
    assert targets[20] == [{"current": 140.0, "base": 140.0, "target": 147}]
    assert [each["base"] for each in targets[53]] == [140.0]
    # As far above the base as it goes: stay.
    assert [(each["current"], each["target"]) for each in targets[53]] == [(154.0, 154)]


def test_to_stay_is_said_once_until_a_whole_step_fits_again() -> None:
    held = taken_up(29, *weekly({0: 140, 31: 154}, 180))
    assert told(held, 179, Rule.CADENCE) == [
        *((29, "fire"), (43, "clear")),
        *((44, "fire"), (58, "clear")),
    ]
    # A little less is still as far as it goes; much less is not.
    near = taken_up(29, *weekly({0: 140, 31: 154, 80: 152}, 180))
    assert told(near, 179, Rule.CADENCE) == told(held, 179, Rule.CADENCE)
    less = taken_up(29, *weekly({0: 140, 31: 154, 80: 142, 120: 154}, 180))
    targets = [
        (number, [each.evidence["target"] for each in open_on(less, number, Rule.CADENCE)])
        for number in (50, 70, 90, 179)
    ]
    assert targets == [(50, [154]), (70, []), (90, [149]), (179, [])]
    assert [each for each in told(less, 179, Rule.CADENCE) if each[0] > 120][-1][1] == "clear"


def test_later_runs_make_the_base_where_there_were_too_few_before() -> None:
    diary = taken_up(3, easy(0), easy(2), easy(5), easy(6, 158))
    assert told(diary, 4, Rule.CADENCE) == []
    assert told(diary, 5, Rule.CADENCE) == [(5, "fire")]
    facts = Facts(diary)
    base = frozen_base(facts, day(3), day(40).toordinal())
    assert base is not None
    assert (base.on, base.spm, base.pace_s) == (day(5), 150.0, 360.0)
    assert frozen_base(facts, day(3), day(4).toordinal()) is None
    assert frozen_base(facts, day(30), day(20).toordinal()) is None


@pytest.mark.parametrize(
    "other",
    [
        {"kind": RunKind.RACE},
        {"kind": RunKind.HILLS},
        {"kind": RunKind.INTERVALS},
        {"kind": RunKind.RUN_WALK},
        {"kind": None},
        {"sport": Sport.WALK},
        {"moving_s": 590.0, "distance_m": 1600.0},
        {"moving_s": None},
        {"distance_m": None},
        {"cadence_spm": None},
        {"cadence_spm": 75.0},
    ],
)
def test_runs_that_are_left_out(other: dict[str, Any]) -> None:
    assert told(taken_up(8, easy(0), easy(3), easy(7)), 8, Rule.CADENCE) == [(8, "fire")]
    assert told(taken_up(8, easy(0), easy(3), easy(7, **other)), 8, Rule.CADENCE) == []


@pytest.mark.parametrize(
    ("moving_s", "is_told"), [(3160.0, True), (3200.0, False), (2560.0, False)]
)
def test_only_runs_at_about_the_same_pace_are_compared(moving_s: float, *, is_told: bool) -> None:
    recent = [easy(number, moving_s=moving_s) for number in (24, 26)]
    diary = taken_up(28, *(easy(number) for number in (3, 5, 7, 9, 11)), *recent)
    assert bool(told(diary, 28, Rule.CADENCE)) is is_told


def test_from_160_on_nothing_is_asked() -> None:
    assert told(taken_up(20, *weekly(160)), 60, Rule.CADENCE) == []
    diary = taken_up(20, *weekly(164), cadence_stop_spm=170)
    assert open_on(diary, 20, Rule.CADENCE)[0].evidence["target"] == 172


def test_the_course_holds_the_runs_at_like_pace() -> None:
    runs = [*weekly(150, 30), easy(31, moving_s=2000.0), easy(33, 156)]
    diary = taken_up(20, *runs)
    facts = Facts(diary)
    course = cadence_course(facts, diary.settings, day(40))
    assert course is not None
    assert [run.on for run in course.runs] == [day(each) for each in (*range(0, 30, 2), 33)]
    assert course.base.spm == 150.0
    assert cadence_course(facts, DEFAULTS, day(40)) is None
    assert cadence_course(facts, diary.settings, day(19)) is None


@settings(max_examples=cases(60), deadline=None)
@given(st.floats(100, 220), st.floats(100, 220))
def test_a_target_is_a_small_step_under_the_cap(current: float, base: float) -> None:
    target = cadence_target(current, base, DEFAULTS)
    assert (target is None) is (current >= DEFAULTS.cadence_stop_spm - 1e-9)
    if target is not None:
        assert target <= base * 1.10 + 0.5 + 1e-6
        assert target <= current * 1.05 + 0.5 + 1e-6


@settings(max_examples=cases(30), deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 80), st.integers(130, 175)), max_size=30), st.integers(0, 60)
)
def test_later_runs_never_move_the_base(drawn: list[tuple[int, int]], since: int) -> None:
    runs = [easy(number, spm, run_id=f"run-{at}") for at, (number, spm) in enumerate(drawn)]
    diary = taken_up(since, *runs)
    whole = frozen_base(Facts(diary), day(since), day(90).toordinal())
    if whole is None:
        return
    early = [run for run in runs if run.on <= whole.on]
    cut = replace(diary, runs={run.id: run for run in early})
    assert frozen_base(Facts(cut), day(since), day(90).toordinal()) == whole
