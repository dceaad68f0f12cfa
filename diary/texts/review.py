"""Plain words of the window in which somebody else's diary is gone through."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from diary.domain.hand_over import HandOver
from diary.domain.period import ONE_DAY, Span
from diary.domain.pt_note import Pin
from diary.domain.run import Run
from diary.texts.hand_over import left_out_text, wholeness_text
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.texts.report import days_text
from diary.words import _, plural

# What stands behind a long name must still be seen; the end of a file's name is its last day.
_NAME_LONGEST, _NAME_END = 16, 6


def place_text(number: int, count: int, who: str) -> str:
    """Which of the files is shown: "2 of 6: J.K."."""
    place = _("{number} of {count}").format(number=number, count=count)
    return f"{place}: {who}" if who else place


def file_text(who: str, on: date | None, formats: Formats, *, has_sign: bool) -> str:
    """A file in the list: "J.K.  20 Nov !"."""
    parts = [_shortened(who)]
    if on is not None:
        parts.append(formats.short_day(on))
    if has_sign:
        parts.append("!")
    return "  ".join(parts)


def _shortened(name: str) -> str:
    if len(name) <= _NAME_LONGEST:
        return name
    return f"{name[: _NAME_LONGEST - _NAME_END - 1].rstrip()}…{name[-_NAME_END:]}"


def spoken_file_text(who: str, on: date | None, formats: Formats, *, has_sign: bool) -> str:
    """The same as it is read aloud."""
    parts = [who]
    if on is not None:
        parts.append(formats.day(on))
    if has_sign:
        parts.append(_("safety sign"))
    return ", ".join(parts)


def heading_text(days: str, recorded: str, *, is_since_visit: bool) -> str:
    """Which days are shown, and how many of them were recorded."""
    shown = _("Since the last visit, {days}").format(days=days) if is_since_visit else days
    return f"{shown}. {recorded}"


def facts_text(found: HandOver, span: Span, last_on: date, formats: Formats) -> str:
    """What is known of the file itself, in a line."""
    whole = found.span or Span(_first_day(found, span.start), last_on + ONE_DAY)
    parts = [
        _("File {id}: {state}").format(
            id=found.file_id, state=wholeness_text(is_complete=found.is_complete)
        ),
        days_text(whole, formats),
    ]
    if found.made_at is not None:
        parts.append(_("made on {day}").format(day=formats.day(found.made_at.date())))
    text = ", ".join(parts) + "."
    return " ".join(filter(None, (text, left_out_text(found.left_out))))


def _first_day(found: HandOver, start: date) -> date:
    days = (*found.diary.days, *(run.on for run in found.diary.runs.values()))
    return min((*days, start))


def pin_choice(pin: Pin, runs: Mapping[str, Run], formats: Formats) -> str:
    """What a note can be pinned to: the visit, a day, a run."""
    if pin.on is not None:
        return formats.day(pin.on)
    run = runs.get(pin.run_id or "")
    if run is None:
        return _("The visit")
    return run_choice(run, formats)


def run_choice(run: Run, formats: Formats) -> str:
    """A run in few words: "Run on Sun 15 Nov 2026, 8.2 km"."""
    text = _("{sport} on {day}").format(sport=label(run.sport), day=formats.day(run.on))
    return text if run.distance_m is None else f"{text}, {formats.distance(run.distance_m)}"


def tries_text(left: int) -> str:
    """How many tries there are before a pause."""
    text = plural("{n} try left before a pause.", "{n} tries left before a pause.", left)
    return text.format(n=left)


def pause_text(seconds: int) -> str:
    """That there is a pause, and how long it still takes."""
    text = plural(
        "Three passphrases were wrong. The next try is open in {n} second.",
        "Three passphrases were wrong. The next try is open in {n} seconds.",
        seconds,
    )
    return text.format(n=seconds)


def more_notes_text(count: int) -> str:
    """That older notes are not listed; "" when all are."""
    if not count:
        return ""
    text = plural("{n} older note is not listed.", "{n} older notes are not listed.", count)
    return text.format(n=count)


def own_notes_text(count: int) -> str:
    """The tick that puts one's own notes on the page."""
    return plural("With my {n} note", "With my {n} notes", count).format(n=count)
