"""The computer's clock, its zone, and new identifiers."""

from __future__ import annotations

import os
from datetime import UTC, datetime


class SystemClock:
    """The computer's own time and zone."""

    def now(self) -> datetime:
        """The present instant in UTC."""
        return datetime.now(UTC)

    def zone(self) -> str:
        """IANA name of the computer's zone; UTC where the system does not say."""
        from tzlocal import get_localzone_name  # noqa: PLC0415 - only entries need it

        return get_localzone_name() or "UTC"


def new_id() -> str:
    """A new identifier that sorts by time."""
    from diary.domain.ids import RANDOM_BYTES, uuid7  # noqa: PLC0415 - only entries need it

    return uuid7(datetime.now(UTC), os.urandom(RANDOM_BYTES))
