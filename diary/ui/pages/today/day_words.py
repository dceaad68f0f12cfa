"""How Today speaks of the day it shows: as of today, or as of another day by its name."""

from __future__ import annotations

from datetime import date, timedelta

from diary.domain.diary import Diary
from diary.domain.knee import MAIN_SIGNS, Knee, Moment, Sign
from diary.domain.rules.safety import asks_more_signs
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.words import _

_ONE_DAY = timedelta(days=1)


def day_title(on: date, today: date, formats: Formats) -> str:
    """The title of the page: "Today", "Yesterday" or "Sun 22 Nov"."""
    if on == today:
        return _("Today")
    return _("Yesterday") if on == today - _ONE_DAY else formats.weekday_day(on)


def done_text(on: date, today: date, formats: Formats) -> str:
    """The button that ends the day."""
    if on == today:
        return _("Done for today")
    return _("Done for {day}").format(day=formats.weekday_day(on))


def thanks_text(on: date, today: date, formats: Formats) -> str:
    """What is said when the day is done."""
    if on == today:
        return _("Thanks, that is all for today.")
    return _("Thanks, that is all for {day}.").format(day=formats.weekday_day(on))


def no_pain_text(*, is_today: bool) -> str:
    """The button that gives 0 to every score without an answer."""
    return _("No pain today") if is_today else _("No pain that day")


def note_hint(*, is_today: bool) -> str:
    """What an empty note asks for."""
    if is_today:
        return _("Optional. What you would tell your PT about today.")
    return _("Optional. What you would tell your PT about that day.")


def more_signs_question(*, is_today: bool) -> str:
    """What a day that asks for the rarer signs asks."""
    return _("Any of these today?") if is_today else _("Any of these that day?")


def moment_label(moment: Moment, *, is_today: bool) -> str:
    """The name of a pain scale; that of the vocabulary for today itself."""
    if not is_today and moment is Moment.MORNING:
        return _("That morning")
    if not is_today and moment is Moment.WORST:
        return _("Worst that day")
    return label(moment)


def moment_words(moment: Moment, *, is_today: bool) -> str:
    """A moment inside a sentence: "this morning"."""
    return {
        Moment.MORNING: _("this morning") if is_today else _("that morning"),
        Moment.DURING: _("during the run"),
        Moment.AFTER: _("after the run"),
        Moment.WORST: _("worst today") if is_today else _("worst that day"),
    }[moment]


def still_open_text(diary: Diary, on: date, today: date) -> str:
    """The one question of the day that is unfolded and has no answer yet; empty = none."""
    for knee in Knee:
        said = diary.day(on).knee(knee)
        is_asked = asks_more_signs(diary, on, knee)
        if is_asked and not any(sign not in MAIN_SIGNS for sign in said.signs):
            question = more_signs_question(is_today=on == today)
            return _("Done. Still open, under More signs: {question}").format(question=question)
        if said.signs.get(Sign.SWELLING) and said.swelling_size is None:
            return _("Done. Still open: how large is the swelling?")
    return ""
