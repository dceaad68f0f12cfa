"""What the page of the visit report says about itself: too little, nothing, and what it shows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from diary.texts.numbers import Formats
from diary.texts.problems import problem_text
from diary.words import _, plural


def thin_text(recorded: int, days: int) -> str:
    """That there is too little for a summary."""
    return plural(
        "This report will be thin: {n} of {days} day has a score.",
        "This report will be thin: {n} of {days} days have a score.",
        days,
    ).format(n=recorded, days=days)


def empty_text(last_on: date | None, formats: Formats) -> tuple[str, str]:
    """Title and sentence where nothing was written down; `last_on` is the day of the last entry."""
    if last_on is None:
        return _("No entries yet"), _("The report begins with your first score on Today.")
    text = _("There are no entries in this range. The last one is on {day}.")
    return _("Pick dates"), text.format(day=formats.day(last_on))


def unsaved_text(error: Exception, formats: Formats) -> str:
    """Why something was not saved where the person wanted it, and what to do."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        # The system says that a folder above it is missing; the person gave the name of a new file.
        path = Path(error.filename) if error.filename else None
        if path is None or path.parent.is_dir():
            text = _("{name} could not be saved there. Nothing was saved. Choose another folder.")
            return text.format(name=error.filename or _("The file"))
        text = _("There is no folder {folder}. Nothing was saved. Choose another folder.")
        return text.format(folder=path.parent)
    return problem_text(error, formats)


def pages_text() -> str:
    """What is said of the pictures of the pages to people who do not see them."""
    return _(
        "This is a picture. The page for a browser has the same as text, with a table below"
        " every figure."
    )
