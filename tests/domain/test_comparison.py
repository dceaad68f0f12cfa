from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from hypothesis import given

from diary.domain.comparison import Difference, LostOn, compare, day_count, last_on
from diary.domain.day import Day
from diary.domain.diary import Diary
from diary.domain.person import Person
from diary.domain.settings import SettingChange, Settings
from tests.builders import (
    AT,
    ON,
    Given,
    a_day,
    a_diary,
    a_run,
    a_shoe,
    an_event,
    diaries,
)

EARLIER = ON - timedelta(1)


@given(diaries())
def test_a_diary_has_everything_of_itself(diary: Diary) -> None:
    assert compare(diary, diary) == Difference()
    assert compare(diary, diary).is_same


@given(diaries(), diaries())
def test_what_one_has_more_the_other_would_lose(one: Diary, two: Diary) -> None:
    there, back = compare(one, two), compare(two, one)
    assert there.more_days == len(back.lost_days)
    assert there.more_runs == len(back.lost_runs)
    assert there.more_shoes == len(back.lost_shoes)
    assert there.more_events == len(back.lost_events)
    assert [day.on for day in there.changed_days] == [day.on for day in back.changed_days]
    assert len(there.changed_runs) == len(back.changed_runs)
    assert there.is_same == back.is_same


def test_what_would_be_lost_is_told_as_the_present_diary_has_it() -> None:
    present = a_diary(
        [a_day(left=3), a_day(EARLIER, note="stairs")],
        [a_run("run-2"), a_run("run-1", EARLIER)],
        [a_shoe("shoe-2", "Red 3"), a_shoe("shoe-1", "Blue 12")],
        [an_event("event-1")],
    )
    other = a_diary([a_day(EARLIER)], [a_run("run-1", EARLIER, note="wet")], [a_shoe("shoe-3")])
    found = compare(present, other)
    assert found.lost_days == (a_day(EARLIER, note="stairs"), a_day(left=3))
    assert found.lost_runs == (a_run("run-2"),)
    assert found.changed_runs == (a_run("run-1", EARLIER),)
    assert [shoe.name for shoe in found.lost_shoes] == ["Blue 12", "Red 3"]
    assert found.lost_events == (an_event("event-1"),)
    assert (found.more_days, found.more_runs, found.more_shoes) == (0, 0, 1)
    assert not found.is_nothing_lost


def test_days_and_runs_stand_together_by_date_newest_first() -> None:
    present = a_diary(
        [a_day(left=3), a_day(EARLIER, left=1)],
        [a_run("run-1"), a_run("run-2"), a_run("run-3", EARLIER)],
    )
    other = a_diary([a_day(EARLIER, left=2)], [a_run("run-3", EARLIER, note="wet")])
    assert compare(present, other).by_date() == [
        LostOn(ON, a_day(left=3), (a_run("run-1"), a_run("run-2"))),
        LostOn(EARLIER, None, (), a_day(EARLIER, left=1), (a_run("run-3", EARLIER),)),
    ]
    assert [each.is_lost for each in compare(present, other).by_date()] == [True, False]


def test_a_day_that_says_nothing_is_none_and_its_last_change_is_no_content() -> None:
    said = a_day(left=3, recorded_at=AT)
    present = a_diary([said, Day(EARLIER, recorded_at=AT)])
    assert compare(present, a_diary([replace(said, recorded_at=None)])) == Difference()
    assert (day_count(present), last_on(present)) == (1, ON)
    assert last_on(a_diary([Day(ON)], [a_run("run-1", EARLIER)])) == EARLIER
    assert last_on(Diary()) is None


def test_settings_and_person_are_told_as_a_whole() -> None:
    changed = SettingChange(AT, "amber_max", 4)
    cases: list[tuple[dict[str, Given], Callable[[Difference], bool]]] = [
        ({"settings": Settings(green_max=1)}, lambda found: found.has_other_settings),
        ({"setting_changes": (changed,)}, lambda found: found.has_other_settings),
        ({"person": Person(initials="J")}, lambda found: found.has_other_person),
    ]
    for other, is_told in cases:
        found = compare(Diary(), a_diary(**other))
        assert is_told(found)
        assert not found.is_nothing_lost
