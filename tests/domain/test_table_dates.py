from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary.domain.table_dates import (
    WrittenTime,
    day_numbers,
    names_month,
    time_of_day,
    written_time,
)
from diary.domain.table_match import DateOrder

DAY, MONTH, YEAR = DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST, DateOrder.YEAR_FIRST


@pytest.mark.parametrize(
    ("text", "on", "at", "offset_h"),
    [
        ("2026-11-02", date(2026, 11, 2), None, None),
        ("2026/11/02 06:40", date(2026, 11, 2), time(6, 40), None),
        ("2026-11-02T06:40:05Z", date(2026, 11, 2), time(6, 40, 5), 0),
        ("2026-11-02T06:40:05.123+01:15", date(2026, 11, 2), time(6, 40, 5), 1.25),
        ("2026-11-02 06:40:05 -0330", date(2026, 11, 2), time(6, 40, 5), -3.5),
        ("2013-05-27 07:56:35 UTC", date(2013, 5, 27), time(7, 56, 35), 0),
        ("20261102", date(2026, 11, 2), None, None),
        ("20261102T064000Z", date(2026, 11, 2), time(6, 40), 0),
        ("23 jun. 2017 15:52:12", date(2017, 6, 23), time(15, 52, 12), None),
        ("6 mei 2013", date(2013, 5, 6), None, None),
        ("Sa, 2. Dez 2017 9:10", date(2017, 12, 2), time(9, 10), None),
        ("May 23, 2023, 12:40:57 PM", date(2023, 5, 23), time(12, 40, 57), None),
        ("May 23, 2023, 12:40:57 AM", date(2023, 5, 23), time(0, 40, 57), None),
        ("Oct 30, 2023, 00:00:00 PM", date(2023, 10, 30), time(0, 0), None),
        ("25 Jun 2015, 11:18:35", date(2015, 6, 25), time(11, 18, 35), None),
        ("23 de junio de 2017", date(2017, 6, 23), None, None),
        ("2-Nov-26", date(2026, 11, 2), None, None),
        ("Monday, May 3, 2021", date(2021, 5, 3), None, None),
        ("3 września 2024", date(2024, 9, 3), None, None),
        ("1.702803747E12", date(2023, 12, 17), time(9, 2, 27), 0),
        ("1702803747000", date(2023, 12, 17), time(9, 2, 27), 0),
        ("1702803747", date(2023, 12, 17), time(9, 2, 27), 0),
    ],
)
def test_what_can_be_read_in_one_way(
    text: str, on: date, at: time | None, offset_h: float | None
) -> None:
    offset = None if offset_h is None else timedelta(hours=offset_h)
    for order in DateOrder:
        assert written_time(text, order) == WrittenTime(on, at, offset)


@pytest.mark.parametrize(
    ("text", "by_day", "by_month"),
    [
        ("3/4/2026", date(2026, 4, 3), date(2026, 3, 4)),
        ("3-4-26", date(2026, 4, 3), date(2026, 3, 4)),
        ("13/2/2026", date(2026, 2, 13), None),
        ("2/13/2026", None, date(2026, 2, 13)),
        ("21.07.2026", date(2026, 7, 21), None),
    ],
)
def test_the_order_decides_and_nothing_is_turned_round(
    text: str, by_day: date | None, by_month: date | None
) -> None:
    found = [written_time(text, order) for order in (DAY, MONTH)]
    assert [each and each.on for each in found] == [by_day, by_month]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2026-02-30",
        "2026-13-01",
        "32 May 2026",
        "5 Foo 2026",
        "2026-11-02 25:00",
        "2026-11-02 10:61",
        "2026-11-02 10:00 +99:00",
        "2026-11-02 and so on",
        "5.5",
        "45:10",
        "x" * 100,
    ],
)
def test_what_is_no_day(text: str) -> None:
    assert [written_time(text, order) for order in DateOrder] == [None] * len(DateOrder)


def test_two_digit_years_with_the_year_first() -> None:
    assert written_time("26-11-02", YEAR) == WrittenTime(date(2026, 11, 2))


def test_start_in_the_zone_of_the_person() -> None:
    found = WrittenTime(date(2026, 7, 1), time(7, 0))
    assert found.started_at("Europe/Berlin") == datetime(2026, 7, 1, 5, tzinfo=UTC)
    assert found.started_at("Nowhere/Never") is None
    assert WrittenTime(date(2026, 7, 1)).started_at("Europe/Berlin") is None


def test_a_difference_to_utc_goes_before_any_zone() -> None:
    found = WrittenTime(date(2026, 7, 1), time(7, 0), timedelta(hours=1, minutes=15))
    assert found.started_at("Europe/Berlin") == datetime(2026, 7, 1, 5, 45, tzinfo=UTC)


@pytest.mark.parametrize("on", [date.min, date.max])
def test_days_at_the_ends_have_no_instant(on: date) -> None:
    for hours in (-14, 14):
        found = WrittenTime(on, time(12), timedelta(hours=hours))
        start = found.started_at("UTC")
        assert start is None or start.year == on.year
    assert WrittenTime(date.max, time(23, 59)).started_at("Pacific/Honolulu") is None


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("18:05", time(18, 5)),
        ("6:05 pm", time(18, 5)),
        ("18.05", time(18, 5)),
        ("07:05:30", time(7, 5, 30)),
        ("25:00", None),
        ("noon", None),
    ],
)
def test_times_of_day(text: str, at: time | None) -> None:
    assert time_of_day(text) == at


def test_what_a_day_shows_about_its_order() -> None:
    assert day_numbers("3/4/2026 7:00") == (3, 4, 2026, "/")
    assert day_numbers("3 May 2026") is None
    assert names_month("3 May 2026")
    assert not names_month("3/5/2026")


@given(st.text(max_size=90), st.sampled_from(DateOrder))
def test_any_text_is_a_day_or_not(text: str, order: DateOrder) -> None:
    found = written_time(text, order)
    assert found is None or isinstance(found.started_at("Europe/Berlin"), datetime | None)
    day_numbers(text)
    names_month(text)
    time_of_day(text)


@given(
    st.datetimes(
        datetime(1990, 1, 1),  # noqa: DTZ001 - local
        datetime(2100, 1, 1),  # noqa: DTZ001 - local
    ).map(lambda at: at.replace(microsecond=0))
)
def test_what_programs_write_is_read_again(at: datetime) -> None:
    texts = {
        YEAR: at.isoformat(" "),
        DAY: f"{at:%d.%m.%Y, %H:%M:%S}",
        MONTH: f"{at:%m/%d/%Y %I:%M:%S %p}",
        DateOrder.NAMED: f"{at:%b %d, %Y, %I:%M:%S %p}",
    }
    for order, text in texts.items():
        assert written_time(text, order) == WrittenTime(at.date(), at.time())
