"""Which ticks of a week come from the day's own page and not from a session; no Qt."""

from __future__ import annotations

from diary.domain.diary import Diary
from diary.services.session_ticks import is_of_kind
from diary.ui.pages.plan.plan_view import HeadView, WeekView
from diary.words import _


def source_texts(diary: Diary, head: HeadView) -> tuple[str, ...]:
    """For each week of the head, which of its ticks were made on Today; "" = none."""
    return tuple(_source_text(diary, week) for week in head.weeks)


def _source_text(diary: Diary, week: WeekView) -> str:
    days = [
        day.weekday
        for day in week.days
        if day.is_done
        and not any(
            each.is_done and is_of_kind(each, week.kind) for each in diary.sessions_on(day.on)
        )
    ]
    if not days:
        return ""
    return _("Ticked on the Today page: {days}").format(days=", ".join(days))
