"""Hypothesis strategies of what every value of the diary is made of."""

from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from diary.domain.checks import EARLIEST, LATEST

ON = date(2026, 11, 20)
Member = TypeVar("Member", bound=StrEnum)

_FAMILY = "\U0001f3c3\U0001f3fd\u200d\u2640\ufe0f"  # one picture of five characters
_AWKWARD = (
    *("", "\x00", "a\x00b", "=1+1", "'", "<b>x</b>", "\r\n\t"),
    *("\u202eabc", "e\u0301", _FAMILY),
)


def texts(longest: int) -> SearchStrategy[str]:
    """Any text up to this many characters, with NUL, emoji and right-to-left marks."""
    fitting = [text for text in _AWKWARD if len(text) <= longest]
    return st.sampled_from(fitting) | st.text(max_size=min(longest, 30))


def calendar_days() -> SearchStrategy[date]:
    """Mostly days close together, so that entries meet on one; some at the ends."""
    near = st.integers(0, 9).map(lambda number: ON - timedelta(days=number))
    return near | st.sampled_from([EARLIEST, LATEST, date(2024, 2, 29)])


def instants() -> SearchStrategy[datetime]:
    """UTC instants to the microsecond."""
    return st.datetimes(datetime(1970, 1, 2), datetime(2199, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis asks for naive bounds


def zones() -> SearchStrategy[str | None]:
    """Zone names, offsets, none."""
    return st.sampled_from([None, "Europe/Lisbon", "Pacific/Apia", "+05:45", "-03:30"])


def members(kind: type[Member]) -> SearchStrategy[Member]:
    """One value of a vocabulary."""
    return st.sampled_from(list(kind))


def some(kind: type[Member]) -> SearchStrategy[tuple[Member, ...]]:
    """Several values of a vocabulary, or none of them."""
    return st.lists(members(kind), unique=True, max_size=4).map(tuple)


def answers(kind: type[Member]) -> SearchStrategy[dict[Member, bool]]:
    """Yes and no to some of a vocabulary; the others are unanswered."""
    return st.dictionaries(members(kind), st.booleans(), max_size=4)


def maybe(strategy: SearchStrategy[Any]) -> SearchStrategy[Any]:
    """One of these, or nothing."""
    return st.none() | strategy


def metres(most: float = 2_000_000.0) -> SearchStrategy[float]:
    """A distance in metres."""
    return st.sampled_from([0.0, 8200.0, most]) | st.floats(0, most)


def ids() -> SearchStrategy[str]:
    """Identifiers as the program and as other programs make them."""
    return st.uuids().map(str) | st.text(min_size=1, max_size=12)
