"""The computer's clock, its zone, and new identifiers."""

from __future__ import annotations

import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

# A computer that travels has another zone while the program is open; looking costs little.
ZONE_KEPT_S = 10.0
_ZONE_FILES = (Path("/etc/localtime"), Path("/etc/timezone"))


class SystemClock:
    """The computer's own time and zone."""

    def __init__(self) -> None:
        self._zone = ""
        self._trace: tuple[object, ...] = ()
        self._looked_at_s = 0.0

    def now(self) -> datetime:
        """The present instant in UTC."""
        return datetime.now(UTC)

    def zone(self) -> str:
        """IANA name of the zone the computer is in now; UTC where the system does not say."""
        now_s = time.monotonic()
        if not self._zone or now_s - self._looked_at_s > ZONE_KEPT_S:
            self._looked_at_s = now_s
            trace = _zone_trace()
            if not self._zone:
                self._zone = _first_zone()
            elif not trace or trace != self._trace:
                self._zone = _present_zone() or self._zone
            self._trace = trace
        return self._zone


def _zone_trace() -> tuple[object, ...]:
    """What is another one when the zone was changed; empty where only asking tells."""
    if sys.platform == "win32":
        return ()
    return (os.environ.get("TZ"), *(_look(path) for path in _ZONE_FILES))


def _look(path: Path) -> tuple[str, int] | None:
    try:
        return os.path.realpath(path), path.stat().st_mtime_ns
    except OSError:
        return None


def _first_zone() -> str:
    from tzlocal import get_localzone_name  # noqa: PLC0415 - only entries need it

    return _zone_named() or get_localzone_name() or "UTC"


def _zone_named() -> str | None:
    """The zone that TZ names; the library knows some of the names only when asked again."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - as above

    name = os.environ.get("TZ", "").removeprefix(":")
    if "/" not in name:
        return None
    try:
        return ZoneInfo(name).key
    except (LookupError, OSError, ValueError):
        return None


def _present_zone() -> str | None:
    """The zone as the system says now; None while it contradicts itself, as in mid-change."""
    import tzlocal  # noqa: PLC0415 - only entries need it

    if hasattr(time, "tzset"):
        time.tzset()
    try:
        return str(tzlocal.reload_localzone())
    except (LookupError, OSError, ValueError):
        return None


def new_id() -> str:
    """A new identifier that sorts by time."""
    from diary.domain.ids import RANDOM_BYTES, uuid7  # noqa: PLC0415 - only entries need it

    return uuid7(datetime.now(UTC), os.urandom(RANDOM_BYTES))
