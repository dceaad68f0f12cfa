from __future__ import annotations

from datetime import UTC, datetime

import pytest

from diary.formats.strava_dates import has_month_first, strava_instant


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("25 Jun 2015, 11:18:35", "2015-06-25 11:18:35"),
        ("May 23, 2023, 12:40:57 PM", "2023-05-23 12:40:57"),
        ("May 23, 2023, 12:40:57\u202fAM", "2023-05-23 00:40:57"),
        ("May 23, 2023, 3:40:57\u202fPM", "2023-05-23 15:40:57"),
        ("Oct 30, 2023, 00:00:00 PM", "2023-10-30 12:00:00"),
        ("23 jun. 2017 15:52:12", "2017-06-23 15:52:12"),
        ("6 mei 2013 01:02:03", "2013-05-06 01:02:03"),
        ("26 okt. 2018 01:02:03", "2018-10-26 01:02:03"),
        ("6 mrt. 2024 14:23:15", "2024-03-06 14:23:15"),
        ("21.07.2026, 15:09:27", "2026-07-21 15:09:27"),
        ("23 juil. 2017 à 15:52:12", "2017-07-23 15:52:12"),
        ("23 août 2017, 15:52:12", "2017-08-23 15:52:12"),
        ("23 sept. 2017, 3:52:12 p.\u00a0m.", "2017-09-23 15:52:12"),
        ("23 ene 2017, 12:52:12 a.\u202fm.", "2017-01-23 00:52:12"),
        ("23 de jul. de 2020 12:10:00", "2020-07-23 12:10:00"),
        ("23. maj 2023 15.52.12", "2023-05-23 15:52:12"),
        ("23.5.2023 15.52.12", "2023-05-23 15:52:12"),
        ("23 giu 2017, 15:52:12", "2017-06-23 15:52:12"),
        ("3 wrz 2020, 08:00:00", "2020-09-03 08:00:00"),
        ("23 Haz 2017 15:52:12", "2017-06-23 15:52:12"),
        ("23 июн. 2017 г., 15:52:12", "2017-06-23 15:52:12"),  # noqa: RUF001 - Cyrillic
        ("2017/06/23 15:52:12", "2017-06-23 15:52:12"),
        ("2017年6月23日 15:52:12", "2017-06-23 15:52:12"),
        ("2017年6月23日 下午3:52:12", "2017-06-23 15:52:12"),
        ("2017. 6. 23. 오후 3:52:12", "2017-06-23 15:52:12"),
        ("2017. jún. 23. 15:52:12", "2017-06-23 15:52:12"),
        ("23/06/2017, 15:52:12", "2017-06-23 15:52:12"),
        ("2021-01-27 13:57", "2021-01-27 13:57:00"),
        ("2021-01-27T13:57:47Z", "2021-01-27 13:57:47"),
        ("29 Feb 2024, 23:59:59", "2024-02-29 23:59:59"),
    ],
)
def test_dates_of_many_languages(text: str, expected: str) -> None:
    assert strava_instant(text) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "31 Feb 2020, 10:00:00",
        "25 Jun 2015",
        "10:00:00",
        "25 Jun 2015, 25:00:00",
        "0 Jun 2015, 10:00:00",
        "25 Jun 0000, 10:00:00",
        "1 2 2015 10:00",
        "9" * 100,
        "45056.69",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert strava_instant(text) is None


def test_order_of_day_and_month_is_told_by_the_other_rows() -> None:
    american, european = ["3/4/2024 9:00", "3/25/2024 9:00"], ["3/4/2024 9:00", "25/3/2024 9:00"]
    assert has_month_first(american, is_english=False)
    assert not has_month_first(european, is_english=True)
    assert has_month_first(["3/4/2024 9:00"], is_english=True)
    assert not has_month_first(["3/4/2024 9:00", "May 23, 2023"], is_english=False)
    found = strava_instant("3/4/2024 9:00 PM", is_month_first=True)
    assert found == datetime(2024, 3, 4, 21, 0, tzinfo=UTC)
