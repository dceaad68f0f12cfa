"""What stands around the sections of a visit report: head, headings, foot, how to read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from diary.domain.knee import Knee
from diary.domain.period import ONE_DAY, Span
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.texts.safety import inside_sentence
from diary.words import _, mark, plural

_TITLES: Mapping[str, str] = {
    "safety": mark("Safety signs"),
    "summary": mark("In 20 seconds"),
    "wishes": mark("My questions"),
    "goal": mark("What I want to get back to"),
    "pain_and_load": mark("Pain and load"),
    "where": mark("Where"),
    "responses": mark("Around each run"),
    "runs": mark("Runs"),
    "signs": mark("Signs"),
    "care": mark("Care and plan"),
    "shoes": mark("Shoes"),
    "reminders": mark("Reminders"),
    "limits": mark("Limits in use"),
    "notes": mark("Notes"),
    "totals": mark("Totals of forms"),
    "onset": mark("When it began"),
    "pt_notes": mark("Notes from the PT"),
    "space": mark("For the PT"),
    "how_to_read": mark("How to read this"),
}


def section_title(key: str) -> str:
    """The heading of a section."""
    return _(_TITLES[key])


def report_title() -> str:
    """What the sheet is."""
    return _("Knee diary report")


def file_title(span: str) -> str:
    """The title of the file itself: "Knee diary report, 23 Oct to 20 Nov 2026".

    Whom it is about stands on the page alone: a title is shown by windows, lists and searches.
    """
    return f"{report_title()}, {span}"


def nothing_text() -> str:
    """What stands below the heading of a section without data."""
    return _("Nothing recorded")


def days_text(span: Span, formats: Formats) -> str:
    """A span with the year said once: "23 Oct to 20 Nov 2026"."""
    first, last = span.start, span.end - ONE_DAY
    end = day_and_year(last, formats)
    if first == last:
        return end
    start = formats.short_day(first)
    if first.year != last.year:
        start = day_and_year(first, formats)
    return _("{first} to {last}").format(first=start, last=end)


def day_and_year(on: date, formats: Formats) -> str:
    """A day without its weekday: "20 Nov 2026"."""
    return f"{formats.short_day(on)} {on.year}"


def short_days_text(first: date, last: date, formats: Formats) -> str:
    """Days of the report without a year: "17 Nov to 19 Nov"."""
    if first == last:
        return formats.short_day(first)
    return _("{first} to {last}").format(
        first=formats.short_day(first), last=formats.short_day(last)
    )


def made_text(today: date, formats: Formats) -> str:
    """When it was made."""
    return _("Made on {day}").format(day=formats.day(today))


def visit_text(on: date | None, formats: Formats) -> str:
    """For which visit; "" = none was named."""
    return "" if on is None else _("For the visit on {day}").format(day=formats.day(on))


def recorded_text(recorded: int, days: int, late: int) -> str:
    """How much was recorded: "24 of 28 days recorded (86 %), 3 entered late."."""
    text = plural(
        "{recorded} of {days} day recorded ({percent} %)",
        "{recorded} of {days} days recorded ({percent} %)",
        days,
    ).format(recorded=recorded, days=days, percent=round(100 * recorded / days))
    return text + (_(", {late} entered late").format(late=late) if late else "") + "."


def scale_text() -> str:
    """What the scores are."""
    return _("Scores 0 to 10, as the runner felt them.")


def file_id_text(file_id: str) -> str:
    """The mark by which paper and diary file are matched; "" = not known."""
    return _("File id {id}").format(id=file_id) if file_id else ""


def left_out_text(knees: Iterable[Knee]) -> str:
    """That a knee which was written about is not shown; "" = none."""
    text = _("Left out of this report, by the runner's choice: {knees}.")
    names = _(" and ").join(inside_sentence(label(knee)) for knee in knees)
    return text.format(knees=names) if names else ""


def footer_text(who: str, file_id: str) -> str:
    """What stands at the foot of every page."""
    parts = (who, _("self-reported diary, not a diagnosis"), file_id_text(file_id))
    return " · ".join(part for part in parts if part)


def space_fields() -> tuple[str, ...]:
    """What a PT may want to fill in by hand."""
    return (_("Next visit"), _("Pain limits"), _("Change of plan"))


def how_to_read(amber_max: int, knee_count: int) -> tuple[str, ...]:
    """How numbers are made, in a few sentences; above `amber_max` the person stops."""
    both = (_("Left and right are two knees: no number adds them up."),)
    settled = _(
        "Settled by the next morning: that morning's score was {most} or less, and less than 1"
        " above the one before the run."
    )
    return (
        settled.format(most=amber_max),
        _("A day is recorded when it has a score; middle value means the median of those days."),
        _("Missing days are left out and never counted as 0; not answered is not counted as no."),
        _("Late means entered more than 36 hours after the day."),
        _("The d/a/m columns are during the run, after it, and the next morning."),
        *(both if knee_count > 1 else ()),
        _("What stands together happened in the same days; it does not say why."),
    )


def more_notes_text(count: int) -> str:
    """That there is no room for all notes; "" when there is."""
    if not count:
        return ""
    text = plural("{n} more note in the diary file.", "{n} more notes in the diary file.", count)
    return text.format(n=count)


def notes_left_out_text() -> str:
    """That the notes stay with the person."""
    return _("The notes were left out of this report.")
