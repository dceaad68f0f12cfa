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


def empty_texts(*, has_looked: bool) -> tuple[str, str]:
    """What is said while there are no files; `has_looked` when a place was chosen."""
    said = _("Files of others end in .kneelog. They are opened to be read and never changed.")
    if has_looked:
        return _("There is no diary file here"), said
    return _("Open somebody's diary"), said


def place_text(number: int, count: int, who: str) -> str:
    """Which of the files is shown: "2 of 6: J.K."."""
    place = _("{number} of {count}").format(number=number, count=count)
    return f"{place}: {who}" if who else place


def file_text(
    who: str, on: date | None, formats: Formats, *, has_sign: bool, more: str = ""
) -> str:
    """A file in the list: "J.K.  20 Nov  !"; `more` tells it from another that is called so."""
    parts = [_shortened(who)]
    if on is not None:
        parts.append(formats.short_day(on))
    if more:
        parts.append(f"({_shortened(more)})")
    if has_sign:
        parts.append("!")
    return "  ".join(parts)


def _shortened(name: str) -> str:
    if len(name) <= _NAME_LONGEST:
        return name
    return f"{name[: _NAME_LONGEST - _NAME_END - 1].rstrip()}…{name[-_NAME_END:]}"


def spoken_file_text(
    who: str, on: date | None, formats: Formats, *, has_sign: bool, more: str = ""
) -> str:
    """The same as it is read aloud."""
    parts = [who]
    if on is not None:
        parts.append(formats.day(on))
    if more:
        parts.append(more)
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


# ---- notes beside a file ------------------------------------------------------------------------


def pinned_text(pin: Pin, runs: Mapping[str, Run], formats: Formats) -> str:
    """That a note was kept, and what it is about."""
    if pin.on is None and pin.run_id not in runs:
        return _("Pinned to the visit.")
    return _("Pinned to {about}.").format(about=pin_choice(pin, runs, formats))


def kept_draft_text(name: str) -> str:
    """That a note that was begun is kept with the others."""
    return _("The note you had begun is kept beside “{name}”.").format(name=name)


def not_kept_text(problem: str) -> str:
    """That a note that was begun cannot be kept, and why."""
    return _("A note you had begun could not be kept. {problem}").format(problem=problem)


def no_notes_text(name: str) -> str:
    """That nothing can be kept where something else lies, and what to do."""
    text = _(
        "“{name}” lies where your notes belong and holds none that can be read. It stays as it is."
        " Give it another name or move it away, then pin the note again."
    )
    return text.format(name=name)


def other_version_text() -> str:
    """That the notes are about an earlier file of the same runner."""
    return _(
        "The notes beside this file were written about another file with the same name and"
        " initials. Look whether they are about the same runner."
    )


def stranger_notes_text(initials: str, name: str) -> str:
    """That the notes at the usual place are about somebody else, and where those here are kept."""
    whose = initials or _("somebody who is not named")
    text = _(
        "The notes that lay beside this file are about another one, of {whose}. They stay as they"
        " are and are not shown. Yours about this file are kept in “{name}”."
    )
    return text.format(whose=whose, name=name)


def open_notes_text() -> str:
    """That notes have no passphrase though the file has one."""
    return _(
        "The file has a passphrase; your notes beside it have none. Whoever can open the folder can"
        " read them."
    )


def file_begins_text(on: date, formats: Formats) -> str:
    """That days before this one are not in the file."""
    return _("The file begins on {day}.").format(day=formats.day(on))


def other_content_text() -> str:
    """Why a file with the right ending is refused."""
    return _(
        "The name ends in .kneelog, but what is in the file is something else. Ask whoever made it"
        " for the file once more."
    )
