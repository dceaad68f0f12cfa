from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from diary.domain.change import apply
from diary.domain.diary import Diary
from diary.domain.errors import InvalidValueError
from diary.domain.pain_limits import agreement
from diary.domain.person import Season
from diary.domain.settings import DistanceUnit, LimitPreset, SetBy, Settings
from diary.services.settings import (
    Source,
    bounds_in_use,
    note_who_set_limits,
    preset_of,
    reset_settings,
    set_person,
    set_season,
    set_settings,
    usual_value,
)

AT = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)


def test_a_pain_limit_is_dated_with_who_set_it() -> None:
    by_pt = Source(LimitPreset.AGREED, SetBy.PT, "M.S.")
    diary = apply(Diary(), set_settings(Diary(), {"green_max": 3, "amber_max": 4}, AT, by_pt))
    assert (diary.settings.green_max, diary.settings.amber_max) == (3, 4)
    assert [(each.at, each.name, each.value, each.initials) for each in diary.setting_changes] == [
        (AT, "green_max", 3, "M.S."),
        (AT, "amber_max", 4, "M.S."),
    ]
    assert preset_of(diary) is LimitPreset.AGREED
    assert preset_of(Diary()) is LimitPreset.USUAL


def test_the_turnover_is_dated_and_other_numbers_are_not() -> None:
    changes = set_settings(Diary(), {"day_turnover": time(4, 30), "worse_act": 1.25}, AT)
    diary = apply(Diary(), changes)
    assert [(each.name, each.value) for each in diary.setting_changes] == [
        ("day_turnover", "04:30")
    ]
    assert diary.settings.worse_act == 1.25


def test_limits_that_do_not_go_together_are_refused() -> None:
    with pytest.raises(InvalidValueError) as refused:
        set_settings(Diary(), {"green_max": 5}, AT)
    assert refused.value.field == "amber_max"


def test_a_choice_that_changes_nothing_writes_nothing() -> None:
    assert not set_settings(Diary(), {"green_max": 2}, AT)
    assert not set_person(Diary(), Diary().person)


def test_reset_takes_only_what_was_named_back() -> None:
    diary = apply(Diary(), set_settings(Diary(), {"worse_act": 1.0, "skip_count": 3}, AT))
    back = apply(diary, reset_settings(diary, frozenset({"worse_act"}), AT))
    assert (back.settings.worse_act, back.settings.skip_count) == (1.5, 3)


def test_what_was_said_about_the_person_is_one_change() -> None:
    person = replace(Diary().person, goal="10 km on trails")
    assert apply(Diary(), set_person(Diary(), person)).person.goal == "10 km on trails"


def test_the_season_is_noted_with_the_day_it_was_set() -> None:
    once = apply(Diary(), set_season(Diary(), Season.OFF, AT))
    step = set_season(once, None, AT)
    after = apply(once, step)
    assert after.person.season is None
    # Two at one instant stay in their order.
    assert [each.value for each in after.setting_changes] == ["off", None]
    assert after.setting_changes[0].at < after.setting_changes[1].at
    assert apply(after, step.inverse()) == once
    assert not set_season(once, Season.OFF, AT)


def noted(diary: Diary, source: Source, on: date, now: datetime) -> Diary:
    return apply(diary, note_who_set_limits(diary, source, on, now, "Europe/Berlin"))


def test_an_agreement_is_dated_and_put_right_in_its_place() -> None:
    now = datetime(2026, 11, 20, 17, tzinfo=UTC)
    pt = Source(LimitPreset.AGREED, SetBy.PT)
    diary = noted(Diary(), pt, date(2026, 11, 20), now)
    assert preset_of(diary) is LimitPreset.AGREED
    assert [each.at for each in agreement(diary)] == [now, now]
    right = noted(diary, replace(pt, initials="M.S."), date(2026, 11, 2), now)
    assert len(right.setting_changes) == 2
    assert {each.at.date() for each in right.setting_changes} == {date(2026, 11, 2)}
    mine = noted(right, Source(None, SetBy.ME), date(2026, 11, 20), now)
    assert preset_of(mine) is LimitPreset.USUAL
    assert len(mine.setting_changes) == 4


def test_the_same_agreement_twice_is_no_change() -> None:
    now = datetime(2026, 11, 20, 17, tzinfo=UTC)
    pt = Source(LimitPreset.AGREED, SetBy.PT)
    diary = noted(Diary(), pt, date(2026, 11, 20), now)
    assert not note_who_set_limits(diary, pt, date(2026, 11, 20), now, "Europe/Berlin")


def test_bounds_and_usual_values_are_those_of_the_diary() -> None:
    settings = Settings(green_max=3, amber_max=4, distance_unit=DistanceUnit.MI)
    assert bounds_in_use(settings, "amber_max") == (4, 9)
    assert bounds_in_use(settings, "green_max") == (0, 3)
    assert usual_value(settings, "shoe_limit_trail_m") == pytest.approx(375 * 1609.344)
    assert usual_value(settings, "worse_act") == 1.5
