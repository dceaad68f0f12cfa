from datetime import date

import pytest

from diary.domain.errors import InvalidValueError, Reason
from diary.domain.typed_day import parse_day

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", TODAY),
        (" Yesterday ", date(2026, 11, 19)),
        ("-3", date(2026, 11, 17)),
        ("2026-11-15", date(2026, 11, 15)),
        ("15.11.2026", date(2026, 11, 15)),
        ("15.11.", date(2026, 11, 15)),
        ("15/11/26", date(2026, 11, 15)),
        ("3 12", date(2025, 12, 3)),
        ("29.2.2024", date(2024, 2, 29)),
        ("29.2.", date(2024, 2, 29)),
        ("21.11.", date(2025, 11, 21)),
    ],
)
def test_days_are_understood_as_they_are_typed(text: str, day: date) -> None:
    assert parse_day(text, TODAY) == day


@pytest.mark.parametrize(
    ("today", "day"),
    [
        (date(2028, 2, 29), date(2028, 2, 29)),
        (date(2028, 2, 28), date(2024, 2, 29)),
        (date(2103, 3, 1), date(2096, 2, 29)),
    ],
)
def test_a_leap_day_is_the_last_there_was(today: date, day: date) -> None:
    assert parse_day("29.2.", today) == day


def test_the_month_may_come_first() -> None:
    assert parse_day("11/15", TODAY, is_day_first=False) == date(2026, 11, 15)


@pytest.mark.parametrize(
    "text", ["soon", "31.11.2026", "29.2.2026", "31.2.", "1.2.3.4", "--3", "2026"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        parse_day(text, TODAY)
    assert caught.value.reason is Reason.NOT_A_DATE


def test_nothing_typed_is_asked_for() -> None:
    with pytest.raises(InvalidValueError) as caught:
        parse_day("  ", TODAY)
    assert caught.value.reason is Reason.REQUIRED


def test_a_year_that_cannot_be_right_is_refused() -> None:
    with pytest.raises(InvalidValueError) as caught:
        parse_day("1926-11-20", TODAY)
    assert caught.value.reason is Reason.OUT_OF_RANGE
