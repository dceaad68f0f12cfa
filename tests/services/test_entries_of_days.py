from datetime import date, timedelta

import pytest

from diary.domain.change import apply
from diary.domain.day import Care, Day, Painkiller
from diary.domain.diary import Diary
from diary.domain.errors import InvalidValueError
from diary.domain.event import Event, EventKind
from diary.services.entries import (
    NOTHING,
    away_until,
    care_by_use,
    own_care,
    set_away,
    set_care,
)
from tests.builders import AT, ON, a_day, a_diary, an_event, counted_ids


def away(diary: Diary, first: date, last: date, *, is_away: bool = True) -> Diary:
    return apply(diary, set_away(diary, first, last, AT, is_away=is_away))


def cared(diary: Diary, *own: str, painkiller: Painkiller | None = None, **care: bool) -> Diary:
    answers = {Care(key): yes for key, yes in care.items()}
    change = set_care(diary, ON, AT, counted_ids(), care=answers, own=own, painkiller=painkiller)
    return apply(diary, change)


def days(*back: int) -> list[date]:
    return [ON - timedelta(days=each) for each in back]


def test_a_span_away_has_both_its_ends_and_keeps_what_was_said() -> None:
    diary = away(a_diary([a_day(ON, left=3)]), ON - timedelta(days=2), ON)
    assert sorted(on for on, day in diary.days.items() if day.away) == sorted(days(0, 1, 2))
    assert diary.day(ON).knees == a_day(ON, left=3).knees
    assert away_until(diary, ON - timedelta(days=2)) == ON
    assert away_until(diary, ON + timedelta(days=1)) is None


def test_days_that_were_only_away_are_not_kept_when_it_ends() -> None:
    diary = away(a_diary([a_day(ON, left=3)]), ON - timedelta(days=2), ON)
    back = away(diary, ON - timedelta(days=2), ON, is_away=False)
    assert back.days == {ON: a_day(ON, left=3, recorded_at=AT)}


def test_nothing_changes_for_days_that_are_away_already() -> None:
    diary = away(Diary(), ON, ON)
    assert set_away(diary, ON, ON, AT, is_away=True) == NOTHING


@pytest.mark.parametrize("length", [-1, 366])
def test_a_span_that_cannot_be_meant_is_refused(length: int) -> None:
    with pytest.raises(InvalidValueError):
        set_away(Diary(), ON, ON + timedelta(days=length), AT, is_away=True)


def test_a_pt_visit_becomes_an_event_of_the_day_in_the_same_change() -> None:
    change = set_care(Diary(), ON, AT, counted_ids(), care={Care.PT_VISIT: True}, own=())
    assert [each.key[0] for each in change.changes] == ["day", "event"]
    (event,) = apply(Diary(), change).events.values()
    assert event == Event(event.id, ON, EventKind.PT_VISIT)


def test_a_visit_that_is_there_is_not_made_twice_and_one_with_words_stays() -> None:
    told = an_event("e", ON, text="new plan")
    diary = cared(a_diary(events=[told]), pt_visit=True)
    assert list(diary.events.values()) == [told]
    assert list(cared(diary, pt_visit=False).events.values()) == [told]


def test_a_visit_taken_back_takes_its_bare_event_along() -> None:
    diary = cared(Diary(), pt_visit=True)
    assert cared(diary, pt_visit=False).events == {}
    assert cared(diary, pt_visit=True, ice=True).events == diary.events


def test_a_painkiller_goes_with_its_tick() -> None:
    diary = cared(Diary(), painkiller=Painkiller("Ibuprofen"), ice=True)
    assert diary.day(ON).painkiller is None
    answers = {Care.PAINKILLER: True}
    change = set_care(
        diary, ON, AT, counted_ids(), care=answers, own=(), painkiller=Painkiller("Ibuprofen")
    )
    assert apply(diary, change).day(ON).painkiller == Painkiller("Ibuprofen")


def test_care_stands_by_its_use_on_the_30_days_before() -> None:
    past = [a_day(on, care={Care.TAPE: True, Care.ICE: False}) for on in days(1, 2)]
    old = a_day(ON - timedelta(days=31), care={Care.HEAT: True})
    diary = a_diary([*past, old, a_day(ON - timedelta(days=30), care={Care.REST: True})])
    assert care_by_use(diary, ON)[:3] == [Care.TAPE, Care.REST, Care.STRENGTH]
    assert care_by_use(Diary(), ON) == list(Care)


def test_own_care_is_offered_by_use_and_new_ones_come_last() -> None:
    past = [Day(on, care_own=("Sauna", "Roller")) for on in days(1, 2)]
    diary = a_diary([*past, Day(ON - timedelta(days=3), care_own=("Roller",))])
    assert own_care(diary, ON) == ("Roller", "Sauna")
    diary = a_diary([*diary.days.values(), Day(ON, care_own=("Yoga", "Sauna"))])
    assert own_care(diary, ON) == ("Roller", "Sauna", "Yoga")


def test_no_more_than_twelve_own_kinds_are_offered() -> None:
    past = [Day(on, care_own=tuple(f"{n} {on}" for n in range(10))) for on in days(1, 2)]
    assert len(own_care(a_diary(past), ON)) == 12
    full = Day(ON, care_own=tuple(f"mine {n}" for n in range(12)))
    assert own_care(a_diary([*past, full]), ON) == full.care_own
