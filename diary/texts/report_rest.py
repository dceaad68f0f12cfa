"""What a visit report says about reminders, totals, the onset of the trouble and PT notes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from diary.domain.event import Event
from diary.domain.knee import Knee
from diary.domain.reminder_state import ReminderState, StateName
from diary.domain.run import Run
from diary.domain.total import SCALES, Direction, Meaning, Total, TotalChange
from diary.texts.charts import event_text
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.texts.report import day_and_year
from diary.texts.run_response_chart import side_word
from diary.texts.safety import inside_sentence
from diary.words import _, mark, plural

_MEANINGS = {
    Meaning.BETTER: mark("better"),
    Meaning.WORSE: mark("worse"),
    Meaning.NO_CLEAR_CHANGE: mark("no clear change"),
}


# ---- reminders ----------------------------------------------------------------------------------


def open_text() -> str:
    """That a reminder still stands."""
    return _("open")


def ended_text(on: date, formats: Formats) -> str:
    """That it ended by itself."""
    return _("ended {day}").format(day=formats.short_day(on))


def answered_text(said: ReminderState) -> str:
    """What the person did with it last: "put away: I know why"."""
    state = inside_sentence(label(said.state))
    if said.state is StateName.DISMISSED and said.reason is not None:
        return _("{state}: {reason}").format(state=state, reason=label(said.reason))
    return state


def file_state_text(state: object) -> str:
    """Where a reminder of a file stands; "" for a word nobody knows."""
    known = {each.value: each for each in StateName}
    found = known.get(str(state))
    return "" if found is None else inside_sentence(label(found))


def joined_state(state: str, answer: str) -> str:
    """Both together: "open, in progress"."""
    return ", ".join(part for part in (state, answer) if part)


def more_reminders_text(count: int) -> str:
    """That not all are listed; "" when they are."""
    if not count:
        return ""
    return plural("{n} earlier reminder.", "{n} earlier reminders.", count).format(n=count)


# ---- totals -------------------------------------------------------------------------------------


def totals_caption() -> str:
    """What the table of totals is."""
    return _("Totals by form, the newest first")


def totals_head() -> tuple[str, ...]:
    """Its headings."""
    return (_("Form"), _("Day"), _("Knee"), _("Total"), _("Range"), _("Changed by"))


def total_value(total: Total, formats: Formats) -> str:
    """The number, with decimals where it has some."""
    return _plain_number(total.total, formats)


def range_text(total: Total) -> str:
    """From where to where the form goes, and which end is better."""
    most = SCALES[total.scale].most
    if total.better is None:
        return _("0 to {most}").format(most=most)
    if total.better is Direction.HIGH_IS_BETTER:
        return _("0 to {most}, higher is better").format(most=most)
    return _("0 to {most}, lower is better").format(most=most)


def knee_text(knee: Knee | None) -> str:
    """The knee of a total; None = both together."""
    return _("both") if knee is None else side_word(knee)


def change_text(change: TotalChange | None, formats: Formats, *, has_day: bool = True) -> str:
    """What it changed by since an earlier one: "+12, better (since 2 Oct 2026)"."""
    if change is None:
        return ""
    sign = "+" if change.by > 0 else "\N{MINUS SIGN}" if change.by < 0 else "±"
    text = f"{sign}{_plain_number(abs(change.by), formats)}"
    if change.meaning is not None:
        meaning = _(_MEANINGS[change.meaning])
        text = _("{change}, {meaning}").format(change=text, meaning=meaning)
    if not has_day:
        return text
    return _("{change} (since {day})").format(
        change=text, day=day_and_year(change.before.on, formats)
    )


def totals_note() -> str:
    """How a change is to be read."""
    return _(
        "A change is called better or worse from the size that usually matters to a person, where"
        " studies agree on one: AKPS 10, LEFS 9, UWRI 8 points."
    )


def _plain_number(value: float, formats: Formats) -> str:
    return formats.number(value, 0 if value == int(value) else 1)


# ---- onset --------------------------------------------------------------------------------------


def onset_label() -> str:
    """The line of the day it began."""
    return _("Trouble since")


def weeks_ago_text(on: date, today: date, formats: Formats) -> str:
    """The day and how long ago: "Tue 1 Sep 2026, 11 weeks ago"."""
    weeks = (today - on).days // 7
    if weeks < 1:
        return formats.day(on)
    return plural("{day}, {n} week ago", "{day}, {n} weeks ago", weeks).format(
        day=formats.day(on), n=weeks
    )


def running_since_label() -> str:
    """The line of the year running began."""
    return _("Running since")


def earlier_label() -> str:
    """The line of earlier trouble."""
    return _("Knee problem before")


def yes_no(answer: bool) -> str:  # noqa: FBT001 - the answer itself, not a switch
    """An answer in a word."""
    return _("yes") if answer else _("no")


def weeks_caption() -> str:
    """What the table of weeks is."""
    return _("Running in the weeks before it began")


def weeks_head(formats: Formats) -> tuple[str, ...]:
    """Its headings."""
    unit = formats.unit_label()
    return (
        _("Seven days from"),
        _("Runs"),
        _("Distance, {unit}").format(unit=unit),
        _("Longest, {unit}").format(unit=unit),
    )


def onset_event_text(event: Event, formats: Formats) -> str:
    """An event before it began."""
    return _("{day}: {event}").format(day=formats.day(event.on), event=event_text(event))


def spike_text(run: Run, longest_m: float, formats: Formats) -> str:
    """A run much longer than those before it."""
    text = _("{day}: run of {distance}; the longest of the 30 days before was {longest}")
    return text.format(
        day=formats.day(run.on),
        distance=formats.distance(run.distance_m or 0.0),
        longest=formats.distance(longest_m),
    )


def no_onset_text() -> str:
    """That nobody said when it began."""
    return _("The day it began was not entered.")


def nothing_before_text() -> str:
    """That the diary does not reach back so far."""
    return _("Nothing was recorded in the 8 weeks before.")


def onset_not_in_file_text() -> str:
    """That the file does not reach back so far."""
    return _("The weeks before it are not in this file.")


def onset_note() -> str:
    """What a change before the onset does not say."""
    return _("What changed before is no proof of why it began.")


# ---- notes --------------------------------------------------------------------------------------


def author_text(author: str) -> str:
    """Who wrote a note of the PT; "" = not told."""
    return _("by {author}").format(author=author) if author else ""


def visit_pin_text() -> str:
    """A note about the visit as a whole."""
    return _("About the visit")


def about_text(parts: Sequence[str]) -> str:
    """What a note is about, in one line."""
    return ", ".join(part for part in parts if part)
