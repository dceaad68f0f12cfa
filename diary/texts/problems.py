"""Plain words for everything that can go wrong; each text starts with what to do."""

from __future__ import annotations

from pathlib import PurePath

from diary.domain import errors
from diary.domain.errors import InvalidValueError, Reason
from diary.texts.numbers import Formats
from diary.words import _, mark

_METRES = frozenset(
    {
        "distance_m",
        "planned_distance_m",
        "pain_onset_m",
        "limit_m",
        "initial_distance_m",
        "longest_recent_run_m",
    }
)
_SECONDS = frozenset({"moving_s", "elapsed_s", "pain_onset_s"})
_FIELDS = {
    "score": mark("score"),
    "distance_m": mark("distance"),
    "planned_distance_m": mark("planned distance"),
    "pain_onset_m": mark("distance at which the pain began"),
    "pain_onset_s": mark("time at which the pain began"),
    "limit_m": mark("limit"),
    "initial_distance_m": mark("distance already on them"),
    "moving_s": mark("time"),
    "elapsed_s": mark("elapsed time"),
    "ascent_m": mark("climb"),
    "descent_m": mark("descent"),
    "avg_hr": mark("average heart rate"),
    "max_hr": mark("highest heart rate"),
    "cadence_spm": mark("cadence"),
    "rpe": mark("effort"),
    "name": mark("name"),
    "note": mark("note"),
    "title": mark("title"),
    "brand": mark("brand"),
    "model": mark("model"),
    "on": mark("date"),
    "started_at": mark("start time"),
    "timezone": mark("time zone"),
    "comfort": mark("comfort"),
    "drop_mm": mark("drop"),
    "stack_mm": mark("stack height"),
    "shoe_id": mark("shoe"),
    "run_id": mark("run"),
    "care_own": mark("your own words"),
}


def field_word(field: str) -> str:
    """What a person calls a field; an unknown field keeps its key."""
    return _(_FIELDS[field]) if field in _FIELDS else field


def problem_text(error: Exception, formats: Formats | None = None) -> str:
    """The sentence for an error; `formats` writes bounds in the person's unit."""
    if isinstance(error, InvalidValueError):
        return _invalid_text(error, formats or Formats())
    if isinstance(error, errors.StaleChangeError):
        return _("This was changed somewhere else in the meantime. Look at it again.")
    if isinstance(error, errors.DiaryFileError):
        return _file_text(error)
    return _("Something went wrong: {detail}").format(detail=str(error) or type(error).__name__)


_FILE_TEXTS: dict[type[errors.DiaryFileError], str] = {
    errors.DiaryMissingError: mark("There is no diary at {name}."),
    errors.DiaryExistsError: mark(
        "{name} exists already. Choose another name; it was not touched."
    ),
    errors.DiaryForeignError: mark("{name} is not a Kneelog diary. It was not touched."),
    errors.DiaryDamagedError: mark("The diary file {name} has a problem. Nothing was changed."),
    errors.DiaryBusyError: mark("{name} is in use by another program. Try again in a moment."),
    errors.DiaryNewerError: mark(
        "{name} was made by a newer version of Kneelog. It was not changed. "
        "Open it with that version."
    ),
    errors.DiaryReplacedError: mark(
        "{name} was moved, replaced or deleted. Save what is open to a new file."
    ),
    errors.DiaryUnwritableError: mark(
        "Could not save to {name}: no space, no rights, or the disk is gone. Nothing was changed."
    ),
    errors.MigrationFailedError: mark(
        "{name} could not be brought to this version. It is as it was before."
    ),
}


def _file_text(error: errors.DiaryFileError) -> str:
    text = _FILE_TEXTS.get(type(error), mark("{name} cannot be used."))
    return _(text).format(name=PurePath(error.path).name)


_TEXTS: dict[Reason, str] = {
    Reason.REQUIRED: mark("Fill in the {field}."),
    Reason.NOT_A_NUMBER: mark("Type the {field} as a number."),
    Reason.AMBIGUOUS_NUMBER: mark("Type the {field} without the thousands mark."),
    Reason.NOT_A_TIME: mark("Type minutes (45), minutes and seconds (45:10), or hours (1:05:00)."),
    Reason.NOT_A_DATE: mark("Type a date such as 2026-11-20, today or yesterday."),
    Reason.TOO_LONG: mark("Shorten the {field} to {high} characters."),
    Reason.TOO_MANY: mark("Keep at most {high} entries in the {field}."),
    Reason.UNKNOWN: mark("Choose a known {field}; “{value}” is not one."),
    Reason.WRONG_TYPE: mark("Give the {field} in its usual form; “{value}” is not one."),
    Reason.IN_FUTURE: mark("That day has not happened yet. Pick today or an earlier day."),
    Reason.WRONG_ORDER: mark("Put the {field} after the {other}."),
    Reason.NEEDS_OTHER: mark("Fill in the {other} too; the {field} goes with it."),
    Reason.DUPLICATE: mark("Choose another {field}; “{value}” is there already."),
    Reason.NAMES_NOTHING: mark("Choose a {field} that is in the diary."),
    Reason.BELOW_DISTANCE: mark(
        "Set the limit above {value}, the distance already run, or retire the shoes."
    ),
}
_SPECIAL: dict[tuple[str, Reason], str] = {
    ("distance_m", Reason.NOT_A_NUMBER): mark("Type a distance such as 8.2 or 8,2."),
    ("distance_m", Reason.REQUIRED): mark("Type a distance such as 8.2 or 8,2, or a time."),
    ("score", Reason.OUT_OF_RANGE): mark("Give a whole number from 0 to 10."),
    ("score", Reason.WRONG_TYPE): mark("Give a whole number from 0 to 10."),
    ("name", Reason.DUPLICATE): mark("You already have “{value}”. Add a number or a colour."),
    ("on", Reason.OUT_OF_RANGE): mark("Pick a day from 1970 to 2199."),
    ("shoe_id", Reason.NEEDS_OTHER): mark("Retire these shoes instead; runs were made in them."),
}


def _invalid_text(error: InvalidValueError, formats: Formats) -> str:
    special = _SPECIAL.get((error.field, error.reason))
    if special is None and error.reason is Reason.OUT_OF_RANGE:
        return _range_text(error, formats)
    return _(special or _TEXTS[error.reason]).format(
        field=field_word(error.field),
        value=_amount(error.field, error.value, formats),
        high=_amount("", error.high, formats),
        other=field_word(error.other or ""),
    )


def _range_text(error: InvalidValueError, formats: Formats) -> str:
    if error.low is None or error.high is None:
        return _("Check the {field}; “{value}” cannot be right.").format(
            field=field_word(error.field), value=error.value
        )
    return _("Give a {field} from {low} to {high}.").format(
        field=field_word(error.field),
        low=_amount(error.field, error.low, formats),
        high=_amount(error.field, error.high, formats),
    )


def _amount(field: str, value: object, formats: Formats) -> str:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return "" if value is None else str(value)
    if field in _METRES:
        whole = value >= 10_000  # from 10 km on a decimal says nothing
        return formats.distance(value, 0 if whole else 1)
    if field in _SECONDS:
        return formats.duration(value)
    digits = 0 if float(value).is_integer() else 2
    return formats.number(value, digits)
