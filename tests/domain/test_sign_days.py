"""Yes, no and not answered: three things, counted apart."""

from datetime import timedelta
from typing import Any

from diary.domain.day import Care, Limit
from diary.domain.diary import Diary
from diary.domain.knee import Area, Knee, KneeDay, Quality, Sign, SwellingSize
from diary.domain.pain_and_load import range_of_days
from diary.domain.sign_days import MOST_OWN, SignGroup, SignRow, SignSeries, Tally, sign_series
from tests.builders import ON, a_day, a_diary, a_knee_day


def series_of(diary: Diary, days: int = 7) -> SignSeries:
    return sign_series(diary, range_of_days(ON, days))


def days_with(*said: dict[str, Any]) -> Diary:
    """Days that end on the last one, the oldest first."""
    days = [a_day(ON - timedelta(len(said) - 1 - place), **each) for place, each in enumerate(said)]
    return a_diary(days)


def signs(**said: bool) -> KneeDay:
    return a_knee_day(signs={Sign(key): is_yes for key, is_yes in said.items()})


def only(series: SignSeries) -> SignRow:
    (row,) = series.rows
    return row


def test_yes_no_and_not_answered_are_three_things() -> None:
    diary = days_with({"left": signs(tender=True)}, {}, {"left": signs(tender=False)})
    row = only(series_of(diary, 3))
    assert row.tallies == (Tally(1, 1), Tally(0, 0), Tally(0, 1))
    assert row.total == Tally(1, 2)
    assert series_of(diary, 3).answered_days == 2


def test_rows_stand_in_the_order_of_the_questions() -> None:
    diary = days_with(
        {
            "right": signs(locking=False),
            "left": signs(tender=True, swelling=False),
            "limits": {Limit.SLEEP: True},
            "care": {Care.REST: False, Care.ICE: True},
            "care_own": ("Foam roller",),
        }
    )
    found = [(row.group, row.asked) for row in series_of(diary).rows]
    assert found == [
        (SignGroup.LEFT, Sign.SWELLING),
        (SignGroup.LEFT, Sign.TENDER),
        (SignGroup.RIGHT, Sign.LOCKING),
        (SignGroup.LIMITS, Limit.SLEEP),
        (SignGroup.CARE, Care.ICE),
        (SignGroup.CARE, Care.REST),
        (SignGroup.CARE, "Foam roller"),
    ]


def test_what_was_never_answered_has_no_row() -> None:
    assert series_of(days_with({"left": 4})).rows == ()
    assert series_of(a_diary()).groups == ()


def test_signs_to_be_looked_at_are_marked_on_their_day() -> None:
    large = a_knee_day(signs={Sign.SWELLING: True}, swelling_size=SwellingSize.CLEAR)
    slight = a_knee_day(signs={Sign.SWELLING: True}, swelling_size=SwellingSize.SLIGHT)
    row = only(series_of(days_with({"left": large}, {"left": slight}), 2))
    assert row.urgent == {0}


def test_what_an_urgent_sign_hides_is_marked_too() -> None:
    diary = days_with({"left": signs(locking=True, stuck=True, tender=True)})
    urgent = {row.asked for row in series_of(diary, 1).rows if row.urgent}
    assert urgent == {Sign.LOCKING, Sign.STUCK}


def test_a_sharp_pain_inside_marks_no_other_sign() -> None:
    said = a_knee_day(areas=(Area.INSIDE,), qualities=(Quality.SHARP,), signs={Sign.TENDER: True})
    assert not only(series_of(days_with({"left": said}), 1)).urgent


def test_long_spans_count_days_of_weeks() -> None:
    diary = days_with(*({"left": signs(tender=number % 2 == 0)} for number in range(140)))
    series = series_of(diary, 140)
    assert not series.is_by_day
    row = only(series)
    assert row.total == Tally(70, 140)
    assert max(each.answered for each in row.tallies) == 7


def test_own_words_are_yes_only_and_the_rarest_are_left_out() -> None:
    names = [f"thing {number}" for number in range(MOST_OWN + 2)]
    diary = days_with({"care_own": tuple(names[:12])}, {"care_own": tuple(names[2:])})
    series = series_of(diary, 2)
    assert len(series.rows) == MOST_OWN
    assert series.own_left_out == 2
    assert series.rows[0].asked == "thing 10"
    assert {each.yes == each.answered for row in series.rows for each in row.tallies} == {True}


def test_own_words_that_are_spelt_like_a_key_stay_apart() -> None:
    diary = days_with({"care": {Care.ICE: False}, "care_own": ("ice", " ice ")})
    assert [(row.asked, row.is_own, row.total) for row in series_of(diary, 1).rows] == [
        (Care.ICE, False, Tally(0, 1)),
        ("ice", True, Tally(1, 1)),
    ]


def test_only_chosen_knees_are_counted_and_the_day_itself_always() -> None:
    diary = days_with({"left": signs(tender=True), "limits": {Limit.STAIRS: True}})
    series = sign_series(diary, range_of_days(ON, 7), (Knee.RIGHT,))
    assert [row.group for row in series.rows] == [SignGroup.LIMITS]
