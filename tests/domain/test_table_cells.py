from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary.domain.table_cells import (
    decimal_mark_shown,
    is_missing,
    length_m,
    number_in,
    time_s,
)
from diary.domain.table_match import DecimalMark, TableUnit

POINT, COMMA = DecimalMark.POINT, DecimalMark.COMMA


@pytest.mark.parametrize(
    ("text", "by_point", "by_comma", "shown"),
    [
        ("8,25", 8.25, 8.25, COMMA),
        ("8.25", 8.25, 8.25, POINT),
        ("1,234", 1234.0, 1.234, None),
        ("1.234", 1.234, 1234.0, None),
        ("0,123", 0.123, 0.123, COMMA),
        ("1,234.5", 1234.5, 1234.5, POINT),
        ("1.234,5", 1234.5, 1234.5, COMMA),
        ("1'234.5", 1234.5, 1234.5, POINT),
        ("1\u202f234,5", 1234.5, 1234.5, COMMA),
        ("1.234.567", 1234567.0, 1234567.0, COMMA),
        ("1,234,567", 1234567.0, 1234567.0, POINT),
        ("-3", -3.0, -3.0, None),
        ("\u22123,5", -3.5, -3.5, COMMA),
        (".5", 0.5, 0.5, POINT),
        ("1.7E3", 1700.0, 1700.0, POINT),
        ("145 bpm", 145.0, 145.0, None),
        ("3/10", 3.0, 3.0, None),
        ("1,23,4", None, None, None),
        ("1.2.3", None, None, None),
        ("12x4", None, None, None),
        ("abc", None, None, None),
        ("", None, None, None),
        ("9" * 100, None, None, None),
    ],
)
def test_numbers(
    text: str, by_point: float | None, by_comma: float | None, shown: DecimalMark | None
) -> None:
    assert number_in(text, POINT) == by_point
    assert number_in(text, COMMA) == by_comma
    assert decimal_mark_shown(text) == shown


def test_what_is_no_number_is_given_as_such() -> None:
    assert number_in("1e999", POINT) == math.inf
    assert math.isnan(number_in("NaN", POINT) or 0.0)


@pytest.mark.parametrize("text", ["", " ", "--", "-", "n/a", "NULL", "\u2014"])
def test_missing(text: str) -> None:
    assert is_missing(text)


@pytest.mark.parametrize(
    ("text", "unit", "metres"),
    [
        ("8,25", TableUnit.KM, 8250.0),
        ("5", TableUnit.MILE, 8046.72),
        ("8250", TableUnit.METRE, 8250.0),
        ("825000", TableUnit.CENTIMETRE, 8250.0),
        ("100", TableUnit.FOOT, 30.48),
        ("5 km", TableUnit.MILE, 5000.0),
        ("25 yd", TableUnit.METRE, 22.86),
        ("5 parsec", TableUnit.KM, None),
    ],
)
def test_lengths(text: str, unit: TableUnit, metres: float | None) -> None:
    assert length_m(text, unit, COMMA) == (metres if metres is None else pytest.approx(metres))


@pytest.mark.parametrize(
    ("text", "unit", "seconds"),
    [
        ("00:08:29.1", TableUnit.CLOCK, 509.1),
        ("29:57", TableUnit.CLOCK, 1797.0),
        ("75:10", TableUnit.CLOCK, 4510.0),
        ("2:12:01", TableUnit.CLOCK, 7921.0),
        ("0:45", TableUnit.HOUR_MINUTE, 2700.0),
        ("1 day, 2:03:04", TableUnit.CLOCK, 93_784.0),
        ("1.02:03:04", TableUnit.CLOCK, 93_784.0),
        ("1h 5m 3s", TableUnit.CLOCK, 3903.0),
        ("1h5m", None, 3900.0),
        ("45 min", TableUnit.SECOND, 2700.0),
        ("45,5", TableUnit.MINUTE, 2730.0),
        ("2710", TableUnit.SECOND, 2710.0),
        ("2710000", TableUnit.MILLISECOND, 2710.0),
        ("45", TableUnit.CLOCK, None),
        ("99:99", TableUnit.CLOCK, None),
        ("1:75:00", TableUnit.CLOCK, None),
        ("12:30 apples", TableUnit.CLOCK, None),
        ("three", TableUnit.MINUTE, None),
        ("", TableUnit.MINUTE, None),
    ],
)
def test_times(text: str, unit: TableUnit | None, seconds: float | None) -> None:
    assert time_s(text, unit, COMMA) == (seconds if seconds is None else pytest.approx(seconds))


@given(st.text(max_size=80), st.sampled_from(DecimalMark), st.sampled_from(TableUnit))
def test_any_text_is_read_or_not(text: str, mark: DecimalMark, unit: TableUnit) -> None:
    for value in (number_in(text, mark), length_m(text, unit, mark), time_s(text, unit, mark)):
        assert value is None or isinstance(value, float)
    assert decimal_mark_shown(text) in (None, *DecimalMark)


@given(st.floats(0, 1e9).map(lambda value: round(value, 2)), st.booleans())
def test_what_a_spreadsheet_writes_is_read_again(value: float, has_thousands: bool) -> None:
    text = f"{value:,.2f}" if has_thousands else f"{value:.2f}"
    assert number_in(text, POINT) == value
    german = text.translate(str.maketrans(",.", ".,"))
    assert number_in(german, COMMA) == value
