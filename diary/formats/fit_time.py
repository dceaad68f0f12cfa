"""FIT counts seconds since the end of 1989; small counts are seconds since the device woke up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1989, 12, 31, tzinfo=UTC)


def instant(seconds: float) -> datetime:
    """The instant of a FIT timestamp; one without a set clock lies before 2000."""
    return EPOCH + timedelta(seconds=seconds)
