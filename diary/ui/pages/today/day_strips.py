"""The one message above the day: safety, a reminder, the clock, or a gap, in this order."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from diary.domain.diary import Diary
from diary.domain.knee import Knee, Sign, SwellingSize
from diary.domain.rules.findings import Findings, Level, OpenReminder
from diary.domain.rules.safety import SafetySigns, Urgency, safety_signs
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.texts.reminders import open_text
from diary.ui.pages.today.day_view import knee_word
from diary.ui.widgets.strip import Level as StripLevel
from diary.words import _, plural

ONE_DAY = timedelta(days=1)
CATCH_UP_DAYS = 2


@dataclass(frozen=True, slots=True)
class StripView:
    """One message; `actions` are (key, label), `on` the day an action goes to or is about."""

    level: StripLevel
    title: str
    text: str = ""
    actions: tuple[tuple[str, str], ...] = ()
    on: date | None = None


def safety_strip(diary: Diary, on: date, formats: Formats) -> StripView | None:
    """What to do about signs noted on a day or the day before; an urgent one wins."""
    found: list[tuple[SafetySigns, Knee, date]] = []
    for day in (on, on - ONE_DAY):
        for knee in Knee:
            signs = safety_signs(diary.day(day).knee(knee))
            if signs is not None:
                found.append((signs, knee, day))
    urgent = [each for each in found if each[0].urgency is Urgency.NOW]
    if not found:
        return None
    signs, knee, day = (urgent or found)[0]
    noted = _("You noted: {signs} ({knee}, {day}).").format(
        signs=", ".join(_inside_sentence(_noted_label(each)) for each in signs.noted),
        knee=knee_word(knee),
        day=formats.weekday_day(day),
    )
    if signs.urgency is Urgency.NOW:
        return StripView("safety", _("Get this looked at today."), f"{noted} {now_text()}")
    soon = _(
        "Call your PT or doctor this week. If it stays stuck or you cannot put weight on it, "
        "get it looked at today."
    )
    return StripView("safety", _("Worth a call this week."), f"{noted} {soon}")


def now_text() -> str:
    """What to do about a sign that should not wait."""
    return _(
        "This diary cannot tell what it is. Signs like this should be checked by a medical "
        "professional the same day: urgent care, your doctor, or your emergency number if you "
        "feel very unwell. Do not run on it until it has been checked."
    )


def reminder_strip(
    reminder: OpenReminder | None, diary: Diary, formats: Formats
) -> StripView | None:
    """The open reminder that asks for most attention, with the way to its card."""
    if reminder is None:
        return None
    title = open_text(reminder, diary, formats).title
    return StripView("act", title, "", (("see_why", _("See why")),))


def act_reminder(findings: Findings) -> OpenReminder | None:
    """The first open reminder of level act."""
    return next((each for each in findings.open if each.level is Level.ACT), None)


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


def _noted_label(noted: object) -> str:
    if isinstance(noted, SwellingSize):
        return _("swelling, {size}").format(size=_inside_sentence(label(noted)))
    if isinstance(noted, Sign):
        return label(noted)
    return _("sharp pain on the inner side or deep inside")


def _inside_sentence(text: str) -> str:
    return text[:1].lower() + text[1:]
