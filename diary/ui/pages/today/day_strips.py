"""The one message above the day: a reminder, the clock, a welcome, or a gap, in this order.

What is said about safety signs stands above every page; see `ui/safety`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
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
# Monday and Sunday.
_WEEK_ENDS = (0, 6)
_LEAST_FOR_A_WEEK = 3


@dataclass(frozen=True, slots=True)
class StripView:
    """One message; `actions` are (key, label), `on` the day an action goes to or is about.

    `empty` are the days that are left empty, `gap` the first and the last day of being away.
    """

    level: StripLevel
    title: str
    text: str = ""
    actions: tuple[tuple[str, str], ...] = ()
    on: date | None = None
    empty: tuple[date, ...] = ()
    gap: tuple[date, date] | None = None


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


def welcome_strip(diary: Diary, today: date) -> StripView | None:
    """A friendly start after a gap of weeks, until there is something about today."""
    kept = _kept_days(diary, today)
    if not kept or not _is_long(max(kept), today) or _is_kept(diary, today):
        return None
    return StripView("info", _("Good to see you."), _("Start with this morning."))


def catch_up_strip(
    diary: Diary, today: date, is_left: Callable[[date], bool], formats: Formats
) -> StripView | None:
    """The days just past on which nothing was recorded; older ones are reached by the calendar.

    A gap of weeks stays empty: its last days are not asked about, neither on the day the person is
    back nor on the days after.
    """
    kept = _kept_days(diary, today)
    before = [today - timedelta(days=back) for back in range(1, CATCH_UP_DAYS + 1)]
    empty = tuple(
        on
        for on in before
        if on not in kept and not is_left(on) and _is_in_short_gap(on, kept, today)
    )
    if not empty:
        return None
    fill_in = ("fill_in", _("Fill in {day}").format(day=formats.weekday_day(empty[0])))
    leave_empty = ("leave_empty", _("Leave empty"))
    if len(empty) == 1:
        title = _("Nothing recorded for {day}.").format(day=formats.weekday_day(empty[0]))
        return StripView("info", title, "", (fill_in, leave_empty), empty[0], empty)
    # Two days in a row belong to a gap, which is none of weeks.
    last_kept = max(on for on in kept if on < empty[-1])
    return StripView(
        "info",
        _("Nothing recorded for {days}.").format(days=_two_days(empty[0], empty[1], formats)),
        "",
        (fill_in, ("away", _("I was away")), leave_empty),
        empty[0],
        empty,
        (last_kept + timedelta(days=1), empty[0]),
    )


def week_strip(diary: Diary, today: date, is_left: Callable[[date], bool]) -> StripView | None:
    """On Sundays and Mondays the way to a look at the week, unless it was left (by its Monday).

    A week with entries on fewer than three days has little to tell: nobody is sent there.
    """
    if today.weekday() not in _WEEK_ENDS:
        return None
    # Few days need it, and no rule is known when the window is painted first.
    from diary.domain.week_look import week_to_look_at  # noqa: PLC0415 - see above
    from diary.texts.week_look import week_offer_text  # noqa: PLC0415 - as above

    monday = week_to_look_at(today)
    days = (monday + timedelta(days=n) for n in range(7))
    if sum(_is_kept(diary, on) for on in days) < _LEAST_FOR_A_WEEK or is_left(monday):
        return None
    actions = (("week_look", _("A look at the week")), ("leave_week", _("Not this week")))
    return StripView("info", week_offer_text(), "", actions, monday)


def _kept_days(diary: Diary, today: date) -> set[date]:
    """The days before today that hold anything, being away included."""
    return {on for on in (*diary.days, *(run.on for run in diary.runs.values())) if on < today}


def _is_kept(diary: Diary, on: date) -> bool:
    return on in diary.days or bool(diary.runs_on(on))


def _is_in_short_gap(on: date, kept: set[date], today: date) -> bool:
    """False before the first day of the diary, and in a gap that is too long to be filled in."""
    last = max((each for each in kept if each < on), default=None)
    following = min((each for each in kept if each > on), default=today)
    return last is not None and not _is_long(last, following)


def _is_long(last: date, following: date) -> bool:
    """True where the note about a gap has fallen silent."""
    from diary.domain.rules.habits import GAP_TO_DAYS  # noqa: PLC0415 - as above

    return (following - last).days > GAP_TO_DAYS


def _two_days(later: date, earlier: date, formats: Formats) -> str:
    """Two days in words, the month once: "Thu 10 and Wed 9 Dec"."""
    first = formats.weekday_day(later)
    if (later.year, later.month) == (earlier.year, earlier.month):
        first = f"{formats.weekday(later)} {later.day}"
    return _("{first} and {last}").format(first=first, last=formats.weekday_day(earlier))
