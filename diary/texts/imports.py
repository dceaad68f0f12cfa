"""Plain words for what became of a file that was imported; each error says what to do."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from diary.domain.reading import PICTURE_ENDINGS, Caution, ImportStatus, ReadProblem, Refusal
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
        "{name} is not what its name says, or it is broken. Export the activity again."
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

_ROWS_NAMED = 8
# What a system says about a file that is never opened at all, and what is said about its content.
_DETAILS = {
    "FileNotFoundError": mark("{name} is not there. Check its name and its folder."),
    "NotADirectoryError": mark("{name} is not there. Check its name and its folder."),
    "PermissionError": mark("{name} cannot be opened. Check that you may read it."),
    "empty": mark("{name} is empty. Copy or export it again."),
}
_SHEET = mark(
    "{name} is a spreadsheet. Save it as CSV in the program it was made with, then choose that."
)
_DOCUMENT = mark(
    "{name} is a document. If a table of runs is in it, save that table as CSV, then choose that."
)
_PICTURE = mark("{name} is a picture or a film: there are no runs in it.")
_ARCHIVE = mark("{name} breaks off, or it is broken. Download it or copy it again.")
_TABLE = mark(
    "{name} has no columns of runs or of knee scores: they need a date, and a distance, a time or"
    " a score."
)
_SHEETS = frozenset((".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".numbers"))
_DOCUMENTS = frozenset((".docx", ".doc", ".odt", ".rtf", ".pdf", ".pages", ".pptx", ".epub"))
_ARCHIVES = frozenset((".zip", ".gz", ".tar", ".tgz", ".7z", ".rar"))
_TABLES = frozenset((".csv", ".tsv", ".tab", ".txt"))
# What is said by the name of a file, where its content says no more than that it is none.
_OF_ANOTHER_KIND = frozenset(
    (Refusal.UNREADABLE, Refusal.TRUNCATED, Refusal.NOT_AN_ACTIVITY, Refusal.UNSUPPORTED)
)

_WARNINGS: dict[str, str] = {
    Caution.CRC_WRONG: mark("The file's check sum is wrong: compare the numbers with your watch."),
    Caution.CUT_SHORT: mark("The file breaks off: what comes after that is missing."),
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
_DOUBTS = {
    "no_distance": mark("no distance"),
    "no_time": mark("no time"),
    "implausible_speed": mark("the speed cannot be right"),
    "sport_guessed": mark("sport not known"),
    "date_implausible": mark("the date cannot be right"),
    "elapsed_long": mark("longer than a day"),
    "cut_short": mark("the file breaks off"),
    "crc_wrong": mark("the file's check sum is wrong"),
    "part_deleted": mark("you deleted a part of it"),
}
_LIST_ALONE = mark("Its own file cannot be used: the numbers are those of the list of activities.")


def import_status_text(status: ImportStatus) -> str:
    """What became of a file or an activity, in a word or two."""
    return _(_STATUSES[status])


def import_doubts_text(doubts: Iterable[str]) -> str:
    """Why an activity needs a look before it is added: "no distance, the file breaks off"."""
    return ", ".join(_(_DOUBTS[doubt]) for doubt in doubts)


def needs_look_text(count: int) -> str:
    """How many activities have something odd and are not added by themselves."""
    text = plural(
        "{n} needs a look and was left out; --odd adds it as it is.",
        "{n} need a look and were left out; --odd adds them as they are.",
        count,
    )
    return text.format(n=count)


def import_error_text(code: str, name: str, *, detail: str = "", is_named: bool = True) -> str:
    """Why nothing was taken from the file `name`, and what to do; `code` is a `Refusal`.

    With `is_named` False the sentence does not repeat the name, which stands above it.
    """
    shown = name if is_named else _("This file")
    return _(_error_of(Refusal(code), name, detail)).format(name=shown)


def _error_of(code: Refusal, name: str, detail: str) -> str:
    ending = PurePath(name).suffix.lower()
    if code is Refusal.UNREADABLE and detail in _DETAILS:
        return _DETAILS[detail]
    if code not in _OF_ANOTHER_KIND:
        return _ERRORS[code]
    if ending in _SHEETS:
        return _SHEET
    if ending in _DOCUMENTS:
        return _DOCUMENT
    if ending in PICTURE_ENDINGS:
        return _PICTURE
    if ending in _ARCHIVES and code in (Refusal.UNREADABLE, Refusal.TRUNCATED):
        return _ARCHIVE
    if ending in _TABLES and code in (Refusal.NOT_AN_ACTIVITY, Refusal.UNSUPPORTED):
        return _TABLE
    return _ERRORS[code]


def import_warning_text(code: str) -> str:
    """What was odd in a file that was read all the same; `code` is a `Caution`.

    It is a `Refusal` where a list of activities tells of a run whose own file cannot be used.
    """
    return _(_WARNINGS.get(code, _LIST_ALONE))


def import_warning_texts(
    warnings: Iterable[ReadProblem], *, without_scores: bool = False
) -> list[str]:
    """What was odd in a file, each thing once, with the rows of a table that it is about.

    `without_scores` leaves out the cells that are no scores, where they are named by themselves.
    """
    rows: dict[str, list[str]] = {}
    for warning in warnings:
        row, what = _row_of(warning.detail)
        if without_scores and what.startswith("pain "):
            continue
        named = rows.setdefault(import_warning_text(warning.code), [])
        if row and row not in named:
            named.append(row)
    return [_with_rows(text, named) for text, named in rows.items()]


def _row_of(detail: str) -> tuple[str, str]:
    """The number of the row that a warning names, and what it says about it."""
    where, _colon, what = detail.partition(":")
    word, _blank, number = where.partition(" ")
    return (number if word == "row" and number.isdigit() else ""), what.strip()


def _with_rows(text: str, rows: list[str]) -> str:
    if not rows:
        return text
    if len(rows) > _ROWS_NAMED:
        said = _("rows {rows} and {n} more").format(
            rows=", ".join(rows[:_ROWS_NAMED]), n=len(rows) - _ROWS_NAMED
        )
    else:
        said = plural("row {rows}", "rows {rows}", len(rows)).format(rows=", ".join(rows))
    return f"{text.removesuffix('.')} ({said})."


def deleted_before_text(count: int) -> str:
    """How many activities were deleted before and are not added by themselves."""
    text = plural(
        "{n} was deleted before and was left out; --again adds it.",
        "{n} were deleted before and were left out; --again adds them.",
        count,
    )
    return text.format(n=count)


def longer_text() -> str:
    """What to do about a file that holds more of a run than the diary."""
    return _("Longer than the run that is here. Compare the two in the window and take what fits.")


def part_deleted_text() -> str:
    """What to know about a run of which a part was deleted before."""
    return _("A shorter recording of it was deleted before; this is the whole.")


def lower_scores_text(count: int) -> str:
    """How many knee scores gave way to a higher one of the same knee, day and moment."""
    text = plural(
        "{n} knee score gives way to a higher one of the same knee, day and moment.",
        "{n} knee scores give way to higher ones of the same knee, day and moment.",
        count,
    )
    return text.format(n=count)


def scores_found_text(count: int) -> str:
    """How many knee scores tables hold that nobody asked to add."""
    text = plural(
        "{n} knee score is in the files and was left out; --scores adds it.",
        "{n} knee scores are in the files and were left out; --scores adds them.",
        count,
    )
    return text.format(n=count)
