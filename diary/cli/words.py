"""Short texts that several commands print."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from diary.domain.diary import Diary
from diary.domain.period import local
from diary.words import _, plural

if TYPE_CHECKING:
    from diary.domain.backup import Backup


def counts(diary: Diary) -> str:
    """How much a diary holds: "131 days, 77 activities, 2 pairs of shoes"."""
    return _counts(len(diary.days), len(diary.runs), len(diary.shoes))


def counts_of(backup: Backup) -> str:
    """How much a backup holds, in the same words."""
    return _counts(backup.days, backup.runs, backup.shoes)


def _counts(days: int, runs: int, shoes: int) -> str:
    return ", ".join(
        (
            plural("{n} day", "{n} days", days).format(n=days),
            plural("{n} activity", "{n} activities", runs).format(n=runs),
            plural("{n} pair of shoes", "{n} pairs of shoes", shoes).format(n=shoes),
        )
    )


def moment(at: datetime, zone: str) -> str:
    """An instant by the clock of a zone: "2026-11-20 18:42"."""
    return f"{local(at, zone):%Y-%m-%d %H:%M}"


def none_of(what: str) -> str:
    """What a listing says when it is empty."""
    return _("No {what}.").format(what=what)
