"""How many reminders the page list counts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diary.domain.rules.findings import Findings

COUNTED_FOR = timedelta(days=7)


def open_count(findings: Findings, today: date) -> int:
    """Open reminders of level safety or act that came up within the last 7 days."""
    from diary.domain.rules.findings import Level  # noqa: PLC0415 - after the first paint

    return sum(
        each.level in (Level.SAFETY, Level.ACT) and today - each.fired_on < COUNTED_FOR
        for each in findings.open
    )
