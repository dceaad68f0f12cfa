"""Times of day as people type them: "18:05", "18.05", "1805", "7" or "6:30 pm"."""

from __future__ import annotations

import re
from datetime import time

from diary.domain.errors import InvalidValueError, Reason

_TIME_OF_DAY = re.compile(r"(\d{1,2})(?:[:.h]?(\d{2}))?(?:([ap])\.?m\.?)?")
_NOON = 12


def parse_time_of_day(text: str) -> time:
    """The time meant by a text; raises `InvalidValueError` (NOT_A_TIME) for anything else."""
    match = _TIME_OF_DAY.fullmatch("".join(text.split()).lower())
    if match is None:
        raise InvalidValueError("started_at", Reason.NOT_A_TIME, text)
    hours, minutes, half = int(match[1]), int(match[2] or 0), match[3]
    is_wrong = hours > 23 or minutes > 59 or (half is not None and not 1 <= hours <= _NOON)
    if is_wrong:
        raise InvalidValueError("started_at", Reason.NOT_A_TIME, text)
    if half is not None:
        hours = hours % _NOON + (_NOON if half == "p" else 0)
    return time(hours, minutes)
