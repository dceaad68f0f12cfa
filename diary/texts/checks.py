"""Plain words for what a check of a diary file finds."""

from __future__ import annotations

from diary.domain.file_problem import Problem, ProblemCode
from diary.words import _, mark

_TABLES = {
    "shoes": mark("shoes"),
    "runs": mark("runs"),
    "days": mark("days"),
    "knee_days": mark("answers about a knee"),
    "scores": mark("scores"),
    "events": mark("events"),
    "settings": mark("settings"),
    "setting_changes": mark("changes of settings"),
    "person": mark("person"),
    "reminders": mark("answers to reminders"),
    "totals": mark("totals of forms"),
    "pt_notes": mark("notes from the PT"),
    "exercises": mark("exercises"),
    "plans": mark("plans"),
    "sessions": mark("sessions"),
    "run_walk": mark("stages of running and walking"),
}

_TEXTS = {
    ProblemCode.MISSING: mark(
        "There is no file at this place. Check the name, or connect the disk that it lies on."
    ),
    ProblemCode.NOT_A_DIARY: mark("This file is not a Kneelog diary. It was not touched."),
    ProblemCode.NEWER: mark(
        "This diary was made by a newer version (form {found}, known here {known}). It was not"
        " changed. Open it with that version."
    ),
    ProblemCode.HEADER: mark(
        "The beginning of the file is damaged. Restore a backup, or save what can be read."
    ),
    ProblemCode.STRUCTURE: mark(
        "The file is damaged ({detail}). Restore a backup, or save what can be read."
    ),
    ProblemCode.SCHEMA: mark("The layout of the file was changed by another program ({place})."),
    ProblemCode.CHANGED_FILE: mark("This backup is not as it was written. Choose another one."),
    ProblemCode.BROKEN_LINK: mark("An entry belongs to something that is not there ({place})."),
    ProblemCode.CHANGED_ROW: mark(
        "An entry is not as it was written: it was damaged, or changed by another program"
        " ({place})."
    ),
    ProblemCode.COUNT: mark("Of {place} {counted} were written, and {found} are there."),
    ProblemCode.UNREADABLE_ROW: mark("An entry cannot be read ({place})."),
    ProblemCode.UNREADABLE_TEXT: mark("Some letters cannot be read: {place}."),
    ProblemCode.UNREADABLE_TABLE: mark("A part of the diary cannot be read: {place}."),
}


def check_text(problem: Problem) -> str:
    """The sentence for one problem of a diary file."""
    text = _TEXTS[problem.code]
    if problem.code is ProblemCode.COUNT and problem.details.get("counted") is None:
        text = mark("How many there should be of {place} cannot be read.")
    return _(text).format(place=_place(problem.where), **problem.details)


def _place(where: str) -> str:
    table, _slash, row = where.partition("/")
    word = _(_TABLES[table]) if table in _TABLES else table
    return f"{word}, {row}" if row else word
