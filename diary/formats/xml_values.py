"""Texts of XML elements as values; what cannot be read is None."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

from diary.domain.reading import Caution
from diary.formats.recorded import Recorded, plausible_offset


def number(text: str | None) -> float | None:
    """A finite number, or None."""
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def numbers(texts: list[str]) -> list[float]:
    """Those of the texts that are finite numbers."""
    try:
        return [value for value in map(float, texts) if math.isfinite(value)]
    except ValueError:
        return [value for text in texts if (value := number(text)) is not None]


class Instants:
    """Reads the times of one activity; a time that names no zone is UTC, as both formats say.

    `offset` is the first difference to UTC that was written out, None for UTC itself.
    """

    def __init__(self) -> None:
        self.offset: timedelta | None = None
        self._has_naive = False

    def read(self, text: str) -> datetime | None:
        """The instant in UTC; None when the text is no time."""
        try:
            at = datetime.fromisoformat(text)
            if at.tzinfo is UTC:
                return at
            if at.tzinfo is None:
                self._has_naive = True
                return at.replace(tzinfo=UTC)
            if self.offset is None:
                self.offset = at.utcoffset() or None
            return at.astimezone(UTC)
        except (ValueError, OverflowError):
            return None

    def tell(self, recorded: Recorded) -> None:
        """Give what is known about the zone to the activity."""
        if self.offset is not None:
            recorded.offset = plausible_offset(self.offset)
        if self._has_naive or (self.offset is not None and recorded.offset is None):
            recorded.warn(Caution.ZONE_GUESSED)
