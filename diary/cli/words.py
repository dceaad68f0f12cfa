"""Short texts that several commands print."""

from __future__ import annotations

from diary.domain.diary import Diary
from diary.words import _, plural


def counts(diary: Diary) -> str:
    """How much a diary holds: "131 days, 77 activities, 2 pairs of shoes"."""
    days, runs, shoes = len(diary.days), len(diary.runs), len(diary.shoes)
    return ", ".join(
        (
            plural("{n} day", "{n} days", days).format(n=days),
            plural("{n} activity", "{n} activities", runs).format(n=runs),
            plural("{n} pair of shoes", "{n} pairs of shoes", shoes).format(n=shoes),
        )
    )


def none_of(what: str) -> str:
    """What a listing says when it is empty."""
    return _("No {what}.").format(what=what)
