from datetime import date, time

import pytest
from hypothesis import given

from diary.domain.day import Care, Day, Painkiller, PlanAnswer
from diary.domain.errors import InvalidValueError, Reason
from diary.domain.knee import Knee, KneeDay
from tests.builders import AT, ON, Given, a_day, a_knee_day, days, knee_days


@pytest.mark.parametrize(
    ("field", "answers"),
    [
        ("on", {"on": date(1969, 12, 31)}),
        ("on", {"on": date(2200, 1, 1)}),
        ("recorded_at", {"recorded_at": AT.replace(tzinfo=None)}),
        ("note", {"note": "x" * 501}),
        ("held_back", {"held_back": False}),
        ("care_own", {"care_own": ("x" * 25,)}),
        ("care_own", {"care_own": ("bath",) * 13}),
        ("care_minutes", {"care_minutes": {Care.ICE: 1441}}),
        ("care_minutes", {"care_minutes": {Care.ICE: -1}}),
        ("painkiller", {"painkiller": Painkiller()}),
        ("painkiller", {"painkiller": Painkiller(), "care": {Care.PAINKILLER: False}}),
    ],
)
def test_a_wrong_answer_names_its_field(field: str, answers: Given) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Day(**{"on": ON, **answers})
    assert caught.value.field == field


def test_the_longest_answers_are_kept() -> None:
    day = Day(
        ON,
        plan=PlanAnswer.AS_PLANNED,
        held_back=False,
        care={Care.PAINKILLER: True},
        painkiller=Painkiller("x" * 80, time(19, 30)),
        care_own=("x" * 24,) * 12,
        care_minutes={Care.ICE: 1440},
        note="x" * 500,
    )
    assert day.painkiller is not None
    with pytest.raises(InvalidValueError):
        Painkiller("x" * 81)


@given(days())
def test_a_knee_without_an_answer_is_not_kept(day: Day) -> None:
    assert not any(said.is_empty for said in day.knees.values())
    for knee in Knee:
        assert day.knee(knee) == day.knees.get(knee, KneeDay())


@given(days(), knee_days())
def test_one_knee_is_changed_and_the_other_stays(day: Day, said: KneeDay) -> None:
    changed = day.with_knee(Knee.LEFT, said)
    assert changed.knee(Knee.LEFT) == said
    assert changed.knee(Knee.RIGHT) == day.knee(Knee.RIGHT)
    assert changed.with_knee(Knee.LEFT, day.knee(Knee.LEFT)) == day


def test_a_day_is_empty_until_anything_is_said() -> None:
    assert Day(ON).is_empty
    assert Day(ON, recorded_at=AT).is_empty
    assert Day(ON, knees={Knee.LEFT: KneeDay()}).is_empty
    assert not a_day(left=0).is_empty
    assert not a_day(left=a_knee_day(signs={}, areas=())).is_empty
    assert not Day(ON, away=True).is_empty
    assert not Day(ON, care={Care.ICE: False}).is_empty


def test_an_error_carries_what_a_sentence_needs() -> None:
    with pytest.raises(InvalidValueError) as caught:
        Day(ON, note="x" * 501)
    assert (caught.value.reason, caught.value.high) == (Reason.TOO_LONG, 500)
