from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary.domain.errors import InvalidValueError, Reason
from diary.domain.knee import (
    MAIN_SIGNS,
    Area,
    Knee,
    KneeDay,
    Moment,
    Quality,
    Score,
    Sign,
    WorseWith,
)
from tests.builders import AT, a_score, knee_days, scores


@given(st.integers())
def test_a_score_is_a_whole_number_from_0_to_10(value: int) -> None:
    if 0 <= value <= 10:
        assert Score(value).value == value
        return
    with pytest.raises(InvalidValueError) as caught:
        Score(value)
    assert (caught.value.field, caught.value.reason) == ("score", Reason.OUT_OF_RANGE)
    assert (caught.value.low, caught.value.high) == (0, 10)


@pytest.mark.parametrize("value", [True, 3.0, "3", None])
def test_a_score_is_nothing_but_a_whole_number(value: object) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Score(value)  # type: ignore[arg-type] # what a caller without types may pass
    assert caught.value.reason is Reason.WRONG_TYPE


def test_a_score_keeps_its_instant_in_utc() -> None:
    at = datetime(2026, 11, 20, 19, 42, tzinfo=timezone(timedelta(hours=1)))
    kept = Score(3, at, "Europe/Paris").recorded_at
    assert kept == AT
    assert kept is not None
    assert kept.tzinfo is UTC


def test_a_score_refuses_an_instant_without_a_zone() -> None:
    naive = AT.replace(tzinfo=None)
    with pytest.raises(InvalidValueError) as caught:
        Score(3, naive)
    assert caught.value.field == "recorded_at"


@pytest.mark.parametrize("name", ["", "x" * 65])
def test_a_score_refuses_what_cannot_be_a_zone(name: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Score(3, AT, name)
    assert caught.value.field == "timezone"


@given(st.lists(st.sampled_from(Area)), st.lists(st.sampled_from(Quality)))
def test_lists_are_kept_once_each_in_the_order_of_the_vocabulary(
    areas: list[Area], qualities: list[Quality]
) -> None:
    if Area.ALL_OVER in areas and len(set(areas)) > 1:
        with pytest.raises(InvalidValueError) as caught:
            KneeDay(areas=tuple(areas))
        assert caught.value.other == "all_over"
        return
    said = KneeDay(areas=tuple(areas), qualities=tuple(qualities))
    assert said.areas == tuple(area for area in Area if area in areas)
    assert said.qualities == tuple(each for each in Quality if each in qualities)


def test_asked_and_none_is_not_unanswered() -> None:
    assert KneeDay(areas=()) != KneeDay()
    assert not KneeDay(worse_with=()).is_empty
    assert not KneeDay(signs={Sign.SWELLING: False}).is_empty
    assert KneeDay(worse_with=(WorseWith.WALKING, WorseWith.SQUATTING)).worse_with == (
        WorseWith.SQUATTING,
        WorseWith.WALKING,
    )


def test_a_score_of_0_is_an_answer() -> None:
    assert KneeDay().is_empty
    assert not KneeDay(morning=Score(0)).is_empty


@given(knee_days(), scores() | st.none())
def test_the_scores_of_the_day_are_put_and_read_by_moment(
    said: KneeDay, score: Score | None
) -> None:
    for moment in (Moment.MORNING, Moment.WORST):
        other = Moment.WORST if moment is Moment.MORNING else Moment.MORNING
        changed = said.with_score(moment, score)
        assert changed.score(moment) == score
        assert changed.score(other) == said.score(other)
        assert changed.areas == said.areas
    assert said.score(Moment.DURING) is said.score(Moment.AFTER) is None


def test_two_moments_belong_to_a_run() -> None:
    assert [moment for moment in Moment if moment.belongs_to_run] == [Moment.DURING, Moment.AFTER]


def test_the_keys_are_those_of_the_vocabulary() -> None:
    assert [knee.value for knee in Knee] == ["left", "right"]
    assert list(Area)[6:] == [Area.INSIDE, Area.ALL_OVER]
    assert tuple(Sign)[:7] == MAIN_SIGNS
    assert a_score(4).source == "typed"
