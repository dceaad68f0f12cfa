"""The one message above the day: a reminder, the clock, or a gap, in this order.

What is said about safety signs stands above every page; see `ui/safety`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from diary.domain.diary import Diary
from diary.texts.numbers import Formats
from diary.ui.widgets.strip import Level as StripLevel
from diary.words import _, plural

if TYPE_CHECKING:
    from diary.services.reminder_states import ShownReminder

CATCH_UP_DAYS = 2


@dataclass(frozen=True, slots=True)
class StripView:
    """One message; `actions` are (key, label), `on` the day an action goes to or is about."""

    level: StripLevel
    title: str
    text: str = ""
    actions: tuple[tuple[str, str], ...] = ()
    on: date | None = None


def reminder_strip(card: ShownReminder | None, diary: Diary, formats: Formats) -> StripView | None:
    """The card that asks for most attention, with the way to it and a way to put it off."""
    if card is None:
        return None
    # No rule has been asked when the window is painted first.
    from diary.texts.reminders import open_text  # noqa: PLC0415 - see above

    title = open_text(card.reminder, diary, formats).title
    return StripView("act", title, "", (("see_why", _("See why")), ("snooze", _("Snooze"))))


def act_reminder(told: Iterable[ShownReminder]) -> ShownReminder | None:
    """The first card to act on, of those that may be told."""
    from diary.domain.rule import Level  # noqa: PLC0415 - as above

    return next((each for each in told if each.level is Level.ACT), None)


def greeting_strip(diary: Diary) -> StripView | None:
    """What to do on the first day, for as long as the diary is empty."""
    if diary.days or diary.runs:
        return None
    return StripView(
        "info",
        plural(
            "How is your knee this morning?",
            "How are your knees this morning?",
            len(diary.person.tracked_knees),
        ),
        _("Pick a number. 0 means no pain."),
    )


def after_midnight_strip(on: date, calendar_day: date, formats: Formats) -> StripView:
    """The page still shows the evening before."""
    return StripView(
        "info",
        _("It is after midnight."),
        _("This page is still {day}.").format(day=formats.weekday_day(on)),
        (("go_to", _("Go to {day}").format(day=formats.weekday_day(calendar_day))),),
        calendar_day,
    )


def catch_up_strip(
    diary: Diary, today: date, left_empty: Collection[str], formats: Formats
) -> StripView | None:
    """A day just past on which nothing was recorded; older gaps are left alone."""
    for back in range(1, CATCH_UP_DAYS + 1):
        on = today - timedelta(days=back)
        is_started = any(day < on for day in diary.days) or any(
            run.on < on for run in diary.runs.values()
        )
        if on in diary.days or diary.runs_on(on) or not is_started or str(on) in left_empty:
            continue
        day = formats.weekday_day(on)
        return StripView(
            "info",
            _("Nothing recorded for {day}.").format(day=day),
            "",
            (
                ("fill_in", _("Fill in {day}").format(day=day)),
                ("leave_empty", _("Leave empty")),
            ),
            on,
        )
    return None
