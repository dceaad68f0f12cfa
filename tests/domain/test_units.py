import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary.domain.errors import InvalidValueError, Reason
from diary.domain.settings import METRES_PER_MILE, DistanceUnit
from diary.domain.units import (
    METRES,
    format_duration,
    pace_s,
    parse_distance_m,
    parse_duration_s,
    parse_number,
)

units = st.sampled_from(DistanceUnit)


@given(st.integers(-99_999, 99_999), st.integers(0, 999), st.sampled_from(".,"))
def test_comma_and_point_are_both_understood(whole: int, decimals: int, mark: str) -> None:
    text = f"{whole}{mark}{decimals:03}"
    assert parse_number("limit_m", text) == float(f"{whole}.{decimals:03}")


@given(st.floats(0, 3000), units, st.sampled_from([".", ","]))
def test_a_distance_reads_back_as_typed(value: float, unit: DistanceUnit, mark: str) -> None:
    typed = f"{value:.2f}".replace(".", mark)
    metres = float(f"{value:.2f}") * METRES[unit]
    assert parse_distance_m(typed, unit) == pytest.approx(metres, abs=1e-4)
    assert parse_distance_m(f" {typed} {unit.value} ", DistanceUnit.KM) == pytest.approx(
        metres, abs=1e-4
    )


@pytest.mark.parametrize(
    ("text", "unit", "metres"),
    [
        ("8.2", DistanceUnit.KM, 8200.0),
        ("8,2 km", DistanceUnit.MI, 8200.0),
        ("8.2km", DistanceUnit.KM, 8200.0),
        ("10k", DistanceUnit.MI, 10_000.0),
        ("400 m", DistanceUnit.KM, 400.0),
        ("5", DistanceUnit.MI, round(5 * METRES_PER_MILE, 4)),
        ("1 MILE", DistanceUnit.KM, METRES_PER_MILE),
        (" 3 miles", DistanceUnit.KM, round(3 * METRES_PER_MILE, 4)),
        (".5", DistanceUnit.KM, 500.0),
    ],
)
def test_distances_as_people_type_them(text: str, unit: DistanceUnit, metres: float) -> None:
    assert parse_distance_m(text, unit) == metres


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Reason.REQUIRED),
        ("  ", Reason.REQUIRED),
        ("1.234,5", Reason.AMBIGUOUS_NUMBER),
        ("1,2,3 km", Reason.AMBIGUOUS_NUMBER),
        ("far", Reason.NOT_A_NUMBER),
        ("8.2 furlongs", Reason.NOT_A_NUMBER),
        ("-5", Reason.NOT_A_NUMBER),
        (".", Reason.NOT_A_NUMBER),
    ],
)
def test_what_is_no_distance_says_why(text: str, reason: Reason) -> None:
    with pytest.raises(InvalidValueError) as caught:
        parse_distance_m(text, DistanceUnit.KM, "planned_distance_m")
    assert (caught.value.field, caught.value.reason) == ("planned_distance_m", reason)
    assert caught.value.value == text or reason is not Reason.REQUIRED


@pytest.mark.parametrize("text", ["nan", "inf", "1e5", "0x10", "1_000", "٣"])
def test_what_only_computers_write_is_no_number(text: str) -> None:
    with pytest.raises(InvalidValueError):
        parse_number("limit_m", text)


@given(st.integers(0, 999 * 3600))
def test_a_duration_reads_back_as_shown(seconds: int) -> None:
    assert parse_duration_s(format_duration(seconds)) == seconds


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("45", 2700.0),
        ("45:10", 2710.0),
        ("45:10,5", 2710.5),
        ("1:05:00", 3900.0),
        ("90:00", 5400.0),
        ("45m", 2700.0),
        ("45 min", 2700.0),
        ("1h5", 3900.0),
        ("1h05m10s", 3910.0),
        ("2H", 7200.0),
        ("30s", 30.0),
        ("4'30''", 270.0),
    ],
)
def test_durations_as_people_type_them(text: str, seconds: float) -> None:
    assert parse_duration_s(text) == seconds


@pytest.mark.parametrize("text", ["", "abc", "45:60", "1:60:00", "45:1", "-5", "h", "1:2:3:4"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        parse_duration_s(text)
    assert caught.value.field == "moving_s"


def test_durations_are_shown_without_needless_hours() -> None:
    assert format_duration(2710) == "45:10"
    assert format_duration(3599.6) == "1:00:00"
    assert format_duration(5) == "0:05"


def test_a_pace_in_miles_takes_longer() -> None:
    assert pace_s(300, DistanceUnit.KM) == 300
    assert pace_s(300, DistanceUnit.MI) == pytest.approx(482.8032)
