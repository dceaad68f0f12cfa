"""What is to be said at the moment, asked alike by every page that has the strip."""

from __future__ import annotations

from datetime import date

from diary.domain.period import local
from diary.domain.rules.safety import SafetyNotice, safety_notice
from diary.ui.context import PageContext


def present_notice(context: PageContext, shown: date | None = None) -> SafetyNotice | None:
    """What is on screen about signs up to the calendar's day, and those of the day `shown`.

    The calendar's day begins before the diary's; None = nothing is to be said.
    """
    stamp, today = context.stamp(), context.today()
    last = max(today, local(stamp.recorded_at, stamp.timezone).date())
    return safety_notice(context.undo.shown_diary(), last, today=today, shown=shown)
