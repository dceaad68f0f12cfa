from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary.domain.errors import InvalidValueError, Reason
from diary.domain.period import Span, diary_day, is_late, local, offset_name, zone_of

days = st.dates(date(1970, 1, 1), date(2199, 12, 31))
THREE = time(3)


@given(days, st.integers(0, 400))
def test_a_span_holds_its_start_and_not_its_end(start: date, length: int) -> None:
    span = Span(start, start + timedelta(days=length))
    assert len(span) == length
    assert list(span) == [start + timedelta(days=number) for number in range(length)]
    assert all(on in span for on in span)
    assert span.end not in span
    assert start - timedelta(days=1) not in span


def test_a_span_does_not_run_backwards() -> None:
    with pytest.raises(InvalidValueError) as caught:
        Span(date(2026, 1, 2), date(2026, 1, 1))
    assert caught.value.reason is Reason.WRONG_ORDER


@given(st.integers(-86_399, 86_399))
def test_an_offset_reads_back_from_its_name(seconds: int) -> None:
    offset = timedelta(seconds=seconds - seconds % 60 if seconds >= 0 else -(-seconds // 60 * 60))
    zone = zone_of(offset_name(offset))
    assert zone.utcoffset(None) == offset


def test_zones_are_names_offsets_or_utc() -> None:
    at = datetime(2026, 7, 1, 12, tzinfo=UTC)
    assert local(at, "Europe/Lisbon").hour == 13
    assert local(at, "+05:45").time() == time(17, 45)
    assert local(at, None) == at
    assert zone_of("+01:15:30").utcoffset(None) == timedelta(hours=1, minutes=15, seconds=30)


@pytest.mark.parametrize("name", ["Europe/Atlantis", "../etc/passwd", "+24:00", "\x00"])
def test_an_unknown_zone_is_refused(name: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        zone_of(name)
    assert caught.value.field == "timezone"


@given(st.datetimes(datetime(1970, 1, 2), datetime(2199, 1, 1)), st.times(max_value=time(6)))  # noqa: DTZ001 - local times
def test_the_diary_turns_over_at_night(now: datetime, turnover: time) -> None:
    on = diary_day(now, turnover)
    begins = datetime.combine(on, turnover)
    assert begins <= now < begins + timedelta(days=1)


def test_half_past_midnight_is_still_the_day_before() -> None:
    night = datetime(2026, 11, 21, 0, 30)  # noqa: DTZ001 - a local time
    assert diary_day(night, THREE) == date(2026, 11, 20)
    assert diary_day(night.replace(hour=3, minute=0), THREE) == date(2026, 11, 21)
    assert diary_day(night, time(0)) == date(2026, 11, 21)


def test_late_is_more_than_36_hours_after_the_turnover_that_ends_the_day() -> None:
    on, zone = date(2026, 11, 20), "Europe/Lisbon"
    edge = datetime(2026, 11, 22, 15, tzinfo=UTC)
    assert not is_late(edge, on, zone, THREE)
    assert is_late(edge + timedelta(seconds=1), on, zone, THREE)
    assert is_late(edge, on, "+01:00", THREE)
