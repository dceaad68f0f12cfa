"""What the strip of signs of a visit report says."""

from __future__ import annotations

from collections.abc import Sequence

from diary.domain.chart_columns import ChartColumns, ColumnUnit
from diary.domain.sign_days import SignGroup, Tally
from diary.texts.numbers import Formats
from diary.texts.safety import inside_sentence
from diary.words import _, mark, plural

_GROUPS = {
    SignGroup.LEFT: mark("Left knee"),
    SignGroup.RIGHT: mark("Right knee"),
    SignGroup.LIMITS: mark("What the knee limited"),
}


def group_title(group: SignGroup) -> str:
    """The heading of rows that belong together."""
    return _(_GROUPS[group])


def plan_group_title() -> str:
    """The heading of what the plan question tells."""
    return _("Plan")


def held_back_text() -> str:
    """The row of days with worry."""
    return _("Held back, worried")


def short_column_text(columns: ChartColumns, place: int, formats: Formats) -> str:
    """A column in a few letters: "15", "15 Nov", "Nov 26", "2026"."""
    start = columns.spans[place].start
    if columns.unit is ColumnUnit.DAY:
        is_named = place == 0 or start.day == 1
        return formats.short_day(start) if is_named else str(start.day)
    if columns.unit is ColumnUnit.WEEK:
        return formats.short_day(start)
    if columns.unit is ColumnUnit.MONTH:
        return f"{formats.month(start)} {start.year % 100:02d}"
    return str(start.year)


def cell_text(tally: Tally, *, is_by_day: bool) -> str:
    """An answer in words: "yes", "no", "not answered", "yes on 3 of 5 answered days"."""
    if not tally.answered:
        return _("not answered")
    if is_by_day:
        return _("yes") if tally.yes else _("no")
    return plural(
        "yes on {n} of {of} answered day", "yes on {n} of {of} answered days", tally.answered
    ).format(n=tally.yes, of=tally.answered)


def safety_cell_text(text: str) -> str:
    """The same of a safety sign."""
    return _("{text}, a safety sign").format(text=text)


def cell_short(tally: Tally, *, is_by_day: bool) -> str:
    """The same in a few letters: "3/5"; "" of a day, which has its mark alone."""
    if is_by_day or not tally.answered:
        return ""
    return f"{tally.yes}/{tally.answered}"


def total_text(tally: Tally) -> str:
    """Yes of all days with an answer: "4 of 20"."""
    return _("{yes} of {answered}").format(yes=tally.yes, answered=tally.answered)


def total_head() -> str:
    """The heading of the last column."""
    return _("Yes, of days answered")


def legend_yes(*, is_by_day: bool) -> str:
    """What the mark for yes means."""
    return _("yes") if is_by_day else _("yes on a day or more (days with yes / days answered)")


def legend_safety() -> str:
    """What the mark for a safety sign means."""
    return _("yes, a safety sign")


def legend_no() -> str:
    """What the mark for no means."""
    return _("no")


def legend_none() -> str:
    """What no mark means."""
    return _("not answered")


def never_text(names: Sequence[str]) -> str:
    """Which main signs were never answered about any knee; "" = none."""
    if not names:
        return ""
    return _("Never answered in these days: {names}.").format(
        names=", ".join(inside_sentence(name) for name in names)
    )
