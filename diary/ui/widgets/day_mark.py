"""What a calendar shows of a day; apart from the calendar, which is built when it is opened."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple


class DayMark(NamedTuple):
    """The highest score of a day, if any, how many runs, and whether the person was away."""

    score: int | None = None
    runs: int = 0
    is_away: bool = False


MarkOfDay = Callable[[date], DayMark]
