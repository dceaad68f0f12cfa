"""What the form of a run says: its title, its errors, its questions."""

from __future__ import annotations

import re
from datetime import date

from diary.domain.errors import InvalidValueError, Reason
from diary.domain.run import Run
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.texts.problems import problem_text
from diary.ui.dialogs.run_doubts import Doubt, DoubtKind, ShoeDayDoubt
from diary.ui.dialogs.shoe_choice import ShoeChoice
from diary.words import _


def title(base: Run | None) -> str:
    """What stands over the form."""
    if base is None:
        return _("Log a run")
    if base.is_run:
        return _("Edit run")
    return _("Edit {sport}").format(sport=label(base.sport).lower())


def error_text(error: InvalidValueError, formats: Formats) -> str:
    """What to do about a wrong field."""
    if error.field == "started_at":
        if error.reason is Reason.IN_FUTURE:
            return _("That time has not come yet. Type an earlier one.")
        return _("Type a time of day such as 18:05, or leave it empty.")
    readings = _readings(str(error.value)) if error.reason is Reason.AMBIGUOUS_NUMBER else None
    if readings is not None:
        return _("Is that {one} or {other}? Type it without the thousands mark.").format(
            one=readings[0].replace(".", formats.decimal_mark),
            other=readings[1].replace(".", formats.decimal_mark),
        )
    return problem_text(error, formats)


def _readings(text: str) -> tuple[str, str] | None:
    """The two numbers that "1.250,5" or "1,250,000" may be, both with a decimal point."""
    digits = re.match(r"[0-9.,]+", "".join(text.split()))
    parts = re.split(r"[.,]", digits[0]) if digits else []
    if len(parts) < 3 or not all(parts):
        return None
    marks = set(re.findall(r"[.,]", digits[0])) if digits else set()
    whole = "".join(parts) if len(marks) == 1 else f"{''.join(parts[:-1])}.{parts[-1]}"
    return whole, f"{parts[0]}.{''.join(parts[1:])}"


def pace_text(pace_s_per_km: float | None, formats: Formats) -> str:
    """The pace that distance and time make."""
    if pace_s_per_km is None:
        return _("Pace: not known yet")
    return _("Pace: {pace} per {unit}").format(
        pace=formats.pace(pace_s_per_km), unit=formats.unit_label()
    )


def day_read_text(on: date, formats: Formats) -> str:
    """The day that a line named, in words, to be looked at before it is kept."""
    return _("From your line: {day}. Look whether it is right.").format(day=formats.day(on))


def question(doubt: Doubt, formats: Formats) -> tuple[str, str, list[tuple[str, str]]]:
    """Key, text and answers of a question about what looks odd."""
    if doubt.kind is DoubtKind.PACE and doubt.pace_s_per_km is not None:
        text = _("That pace is {pace} per {unit}. Check distance and time.").format(
            pace=formats.pace(doubt.pace_s_per_km), unit=formats.unit_label()
        )
        return doubt.kind.value, text, [("keep", _("Keep")), ("fix", _("Fix"))]
    other = doubt.other
    what = ""
    if other is not None and other.distance_m is not None:
        what = f"{formats.short_day(other.on)}, {formats.distance(other.distance_m)}"
    text = _("This looks like a run you already have ({run}).").format(run=what)
    return doubt.kind.value, text, [("open", _("Open that one")), ("keep", _("Keep both"))]


def shoe_day_text(choice: ShoeChoice | None, doubt: ShoeDayDoubt | None, formats: Formats) -> str:
    """What is odd about a pair on that day; empty = nothing."""
    if choice is None or doubt is None:
        return ""
    shoe = choice.shoe
    if doubt is ShoeDayDoubt.BEFORE_FIRST and shoe.first_used_on is not None:
        return _("These shoes were first used on {day}.").format(
            day=formats.day(shoe.first_used_on)
        )
    if shoe.retired_on is not None:
        return _("These shoes were retired on {day}.").format(day=formats.day(shoe.retired_on))
    return ""
