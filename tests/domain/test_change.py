from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary.domain.change import Change, ChangeSet, apply, current_entity, key_of, rebase
from diary.domain.day import Day
from diary.domain.diary import Diary
from diary.domain.errors import StaleChangeError
from diary.domain.knee import Knee, KneeDay, Sign
from diary.domain.person import Person
from diary.domain.settings import SettingChange, Settings
from tests.builders import (
    AT,
    ON,
    a_day,
    a_diary,
    a_knee_day,
    a_run,
    a_run_knee,
    a_shoe,
    days,
    diaries,
    filling,
)


@given(diaries())
def test_a_diary_is_made_of_changes_and_taken_back_by_their_inverse(diary: Diary) -> None:
    changes = filling(diary)
    assert apply(Diary(), changes) == diary
    assert apply(diary, changes.inverse()) == Diary()


@given(diaries(), days())
def test_a_change_and_its_inverse_leave_the_diary_as_it_was(diary: Diary, day: Day) -> None:
    before = diary.days.get(day.on)
    change = Change(before, day)
    changed = apply(diary, ChangeSet((change,)))
    assert changed.days[day.on] == day
    assert current_entity(changed, change.key) == day
    assert apply(changed, ChangeSet((change,)).inverse()) == diary
    assert change.inverse().inverse() == change


@given(days(), days())
def test_a_change_fits_what_it_started_from(before: Day, after: Day) -> None:
    change = Change(replace(before, on=ON), replace(after, on=ON))
    assert rebase(change, change.before) == change
    assert rebase(change, change.after).after == change.after


@given(st.data())
def test_two_changes_of_different_knees_both_stay(data: st.DataObject) -> None:
    start, one, other = (data.draw(days(on=ON)) for _ in range(3))
    left = Change(start, start.with_knee(Knee.LEFT, one.knee(Knee.LEFT)))
    right = Change(start, start.with_knee(Knee.RIGHT, other.knee(Knee.RIGHT)))
    merged = rebase(right, left.after).after
    assert isinstance(merged, Day)
    assert merged.knee(Knee.LEFT) == one.knee(Knee.LEFT)
    assert merged.knee(Knee.RIGHT) == other.knee(Knee.RIGHT)
    assert merged.note == start.note


def test_two_fields_of_one_knee_both_stay() -> None:
    start = a_day(left=a_knee_day(morning=2))
    scored = a_day(left=a_knee_day(morning=2, worst=5))
    signed = a_day(left=a_knee_day(morning=2, signs={Sign.SWELLING: True}))
    merged = rebase(Change(start, signed), scored).after
    assert merged == a_day(left=a_knee_day(morning=2, worst=5, signs={Sign.SWELLING: True}))


def test_two_changes_of_one_field_clash() -> None:
    start, mine, theirs = a_day(left=2), a_day(left=5), a_day(left=7)
    with pytest.raises(StaleChangeError) as caught:
        rebase(Change(start, mine), theirs)
    assert caught.value.field == "worst"
    with pytest.raises(StaleChangeError, match="note"):
        rebase(Change(replace(start, note="a"), replace(start, note="b")), replace(start, note="c"))


def test_the_later_time_of_recording_wins() -> None:
    start, later = Day(ON, recorded_at=AT), AT + timedelta(hours=2)
    mine = replace(start, note="a", recorded_at=later)
    theirs = replace(start, away=True, recorded_at=AT + timedelta(hours=1))
    assert rebase(Change(start, mine), theirs).after == replace(mine, away=True)


def test_a_day_may_appear_and_vanish_meanwhile() -> None:
    left, both = a_day(left=2), a_day(left=2, right=3)
    # Nobody had said anything; another program has meanwhile.
    assert rebase(Change(None, left), a_day(right=3)).after == both
    # The day was cleared here while the other knee was scored there.
    assert rebase(Change(left, None), both).after == a_day(right=3)
    assert rebase(Change(left, None), left).after is None
    # It was cleared there; what is said here makes a day of its own.
    said = rebase(Change(left, both), None).after
    assert said == a_day(right=3)


@pytest.mark.parametrize("is_there", [True, False])
def test_a_run_that_was_removed_or_made_meanwhile_clashes(is_there: bool) -> None:
    run = a_run(left=a_run_knee(2))
    change = Change(None, replace(run, note="a")) if is_there else Change(run, replace(run, rpe=4))
    with pytest.raises(StaleChangeError) as caught:
        rebase(change, run if is_there else None)
    assert caught.value.field == "run"


def test_a_change_that_is_done_already_is_no_clash() -> None:
    run = a_run()
    assert rebase(Change(None, run), run) == Change(run, run)
    removed = Change(run, None)
    assert rebase(removed, None) == removed


def test_a_change_has_one_entity_on_both_sides() -> None:
    with pytest.raises(ValueError, match="one entity"):
        Change(None, None)
    with pytest.raises(ValueError, match="one entity"):
        Change(a_run("a"), a_run("b"))
    with pytest.raises(ValueError, match="one entity"):
        Change(a_day(), a_shoe())


def test_everything_has_a_key_by_which_it_is_found() -> None:
    dated = SettingChange(AT, "green_max", 3)
    diary = a_diary([a_day(left=1)], [a_run()], [a_shoe()], setting_changes=(dated,))
    entities = (a_day(left=1), a_run(), a_shoe(), dated, Person(), Settings())
    for entity in entities:
        assert current_entity(diary, key_of(entity)) == entity
    assert current_entity(diary, ("run", "none")) is None
    assert current_entity(diary, ("day", ON + timedelta(days=1))) is None


def test_a_change_set_knows_what_it_touches() -> None:
    changes = ChangeSet((Change(None, a_run()),))
    assert changes.touches("run")
    assert not changes.touches("day")
    assert apply(a_diary([a_day(ON, left=KneeDay())]), changes).runs == {"run-1": a_run()}
