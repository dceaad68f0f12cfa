from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary.domain.errors import InvalidValueError, Reason
from diary.domain.settings import (
    DEFAULTS,
    METRES_PER_MILE,
    SHOE_LIMIT_MILES,
    THRESHOLDS,
    DistanceUnit,
    SettingChange,
    Settings,
)
from diary.domain.shoe import ShoeKind
from tests.builders import AT, Given, all_settings

names = st.sampled_from(sorted(set(THRESHOLDS) - {"green_max", "amber_max"}))


@given(names, st.sampled_from(["low", "high"]))
def test_both_bounds_are_allowed_and_nothing_beyond(name: str, side: str) -> None:
    threshold = THRESHOLDS[name]
    bound = getattr(threshold, side)
    step = 1 if threshold.is_whole else 1e-6 * max(1.0, abs(bound))
    beyond = bound - step if side == "low" else bound + step
    kind = int if threshold.is_whole else float
    inside: Given = {name: kind(bound)}
    outside: Given = {name: kind(beyond) if threshold.is_whole else beyond}
    assert getattr(Settings(**inside), name) == bound
    with pytest.raises(InvalidValueError) as caught:
        Settings(**outside)
    assert (caught.value.field, caught.value.reason) == (name, Reason.OUT_OF_RANGE)
    assert (caught.value.low, caught.value.high) == (threshold.low, threshold.high)


@given(st.integers(-1, 6), st.integers(-1, 11))
def test_stop_lies_above_fine(green_max: int, amber_max: int) -> None:
    if 0 <= green_max <= 5 and green_max < amber_max <= 9:
        assert Settings(green_max=green_max, amber_max=amber_max).amber_max == amber_max
        return
    with pytest.raises(InvalidValueError):
        Settings(green_max=green_max, amber_max=amber_max)


@given(names)
def test_only_the_watch_can_be_off(name: str) -> None:
    nothing: Given = {name: None}
    if name == "worse_watch":
        assert Settings(**nothing).worse_watch is None
        return
    with pytest.raises(InvalidValueError) as caught:
        Settings(**nothing)
    assert caught.value.reason is Reason.REQUIRED


@given(names.filter(lambda name: THRESHOLDS[name].is_whole))
def test_counts_are_whole_numbers(name: str) -> None:
    wrong: Given = {name: THRESHOLDS[name].default + 0.0}
    with pytest.raises(InvalidValueError) as caught:
        Settings(**wrong)
    assert caught.value.reason is Reason.WRONG_TYPE


@given(all_settings())
def test_chosen_settings_make_the_same_settings_again(settings: Settings) -> None:
    chosen: Given = settings.chosen()
    assert Settings(**chosen) == settings
    assert DEFAULTS.chosen() == {}


@pytest.mark.parametrize("turnover", [time(6, 1), time(3, 0, 1), time(23)])
def test_the_day_turns_between_midnight_and_six(turnover: time) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Settings(day_turnover=turnover)
    assert caught.value.field == "day_turnover"


@pytest.mark.parametrize("kind", [None, *ShoeKind])
def test_in_miles_an_untouched_limit_is_a_round_number_of_miles(kind: ShoeKind | None) -> None:
    miles = SHOE_LIMIT_MILES[kind or ShoeKind.DAILY]
    in_miles = Settings(distance_unit=DistanceUnit.MI)
    assert in_miles.shoe_limit_m(kind) == miles * METRES_PER_MILE
    assert DEFAULTS.shoe_limit_m(kind) % 50_000 == 0


def test_a_limit_that_was_set_is_kept_in_miles_too() -> None:
    settings = Settings(distance_unit=DistanceUnit.MI, shoe_limit_trail_m=700_000.0)
    assert settings.shoe_limit_m(ShoeKind.TRAIL) == 700_000.0


def test_every_threshold_has_a_source_and_a_default_within_its_bounds() -> None:
    for threshold in THRESHOLDS.values():
        assert threshold.source
        assert threshold.low <= threshold.default <= threshold.high


def test_a_setting_change_is_dated_with_a_zone() -> None:
    assert SettingChange(AT, "amber_max", 4).at == AT
    with pytest.raises(InvalidValueError):
        SettingChange(AT.replace(tzinfo=None), "amber_max", 4)
    with pytest.raises(InvalidValueError):
        SettingChange(AT, "x" * 65)
    with pytest.raises(InvalidValueError):
        SettingChange(AT, "amber_max", 4, initials="x" * 21)
