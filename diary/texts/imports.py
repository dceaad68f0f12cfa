"""Plain words for what became of a file that was imported; each error says what to do."""

from __future__ import annotations

from diary.domain.reading import Caution, ImportStatus, Refusal
from diary.words import _, mark, plural

_STATUSES = {
    ImportStatus.ADDED: mark("Added"),
    ImportStatus.DUPLICATE: mark("Already here"),
    ImportStatus.NOT_A_RUN: mark("Not an activity"),
    ImportStatus.FAILED: mark("Could not be read"),
    ImportStatus.SKIPPED: mark("Left out"),
}

_ERRORS = {
    Refusal.UNREADABLE: mark(
        "{name} cannot be read. Check that you may open it, or export the activity again."
    ),
    Refusal.TRUNCATED: mark(
        "{name} breaks off before anything usable. Copy it from the watch or export it again."
    ),
    Refusal.NOT_AN_ACTIVITY: mark(
        "{name} is not an activity: it holds settings, a route, a workout or nothing recorded."
    ),
    Refusal.NO_DATE: mark(
        "{name} has no usable date: the watch's clock was not set, or the times were left out."
        " Add the run by hand."
    ),
    Refusal.IMPLAUSIBLE: mark(
        "{name} holds numbers that cannot be right, such as a distance no one covers in the time."
        " Add the run by hand."
    ),
    Refusal.TOO_LARGE: mark(
        "{name} is too large, or unpacks to far more than its size, and was not read."
    ),
    Refusal.UNSUPPORTED: mark(
        "{name} is of a kind that cannot be imported. Export the activity as FIT, TCX or GPX."
    ),
    Refusal.ENCRYPTED: mark("{name} is locked with a password. Unpack it first, then import that."),
    Refusal.TIMEOUT: mark("{name} took too long to read and was left out."),
    Refusal.MISSING_MEMBER: mark(
        "{name} is named in the list of activities but is not in the archive."
    ),
}

_WARNINGS: dict[str, str] = {
    Caution.CRC_WRONG: mark("The file's check sum is wrong: compare the numbers with your watch."),
    Caution.CUT_SHORT: mark("The file breaks off: what was readable was taken."),
    Caution.DATE_IMPLAUSIBLE: mark("The date cannot be right: check it."),
    Caution.NO_DISTANCE: mark("No distance in the file."),
    Caution.SPORT_GUESSED: mark("The file does not say which sport this was: check it."),
    Caution.ZONE_GUESSED: mark("The file does not say its time zone: check day and time."),
    Caution.FIELD_DROPPED: mark(
        "A value that cannot be right, or a part of the file, was left out."
    ),
    Caution.ELAPSED_LONG: mark("Longer than a day from start to end: check the time."),
    Refusal.MISSING_MEMBER: mark(
        "Its own file is not in the archive: the numbers are those of the list of activities."
    ),
}
_LIST_ALONE = mark("Its own file cannot be used: the numbers are those of the list of activities.")


def import_status_text(status: ImportStatus) -> str:
    """What became of a file or an activity, in a word or two."""
    return _(_STATUSES[status])


def import_error_text(code: str, name: str) -> str:
    """Why nothing was taken from the file `name`, and what to do; `code` is a `Refusal`."""
    return _(_ERRORS[Refusal(code)]).format(name=name)


def import_warning_text(code: str) -> str:
    """What was odd in a file that was taken all the same; `code` is a `Caution`.

    It is a `Refusal` where a list of activities tells of a run whose own file cannot be used.
    """
    return _(_WARNINGS.get(code, _LIST_ALONE))


def scores_found_text(count: int) -> str:
    """How many knee scores a table holds that nobody asked to add."""
    text = plural(
        "{n} knee score is in it and was left out; --scores adds it.",
        "{n} knee scores are in it and were left out; --scores adds them.",
        count,
    )
    return text.format(n=count)
