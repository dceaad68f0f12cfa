"""Plain words for everything that can go wrong; each text starts with what to do."""

from __future__ import annotations

from pathlib import PurePath

from diary.domain import errors
from diary.domain.errors import FileFault, InvalidValueError, Reason
from diary.domain.hand_over import HandOverRefusedError
from diary.texts.backups import backup_failed_text
from diary.texts.hand_over import refused_text
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
    "sport": mark("sport"),
    "kind": mark("kind"),
    "surface": mark("surface"),
    "days": mark("number of days"),
    "run_walk_stage": mark("stage of the way back to running"),
    "care_minutes": mark("minutes"),
    "painkiller": mark("name of the painkiller"),
    "text": mark("text"),
    "findings": mark("findings"),
    "questions": mark("questions"),
    "goal": mark("goal"),
    "initials": mark("initials"),
    "code": mark("code"),
    "until": mark("last day"),
    "first_used_on": mark("first day"),
    "retired_on": mark("day of retiring"),
    "next_visit_on": mark("next visit"),
    "trouble_since_on": mark("day the trouble began"),
    "running_since_year": mark("year"),
    "tracked_knees": mark("knees"),
    "day_turnover": mark("time at which the day turns"),
    "green_max": mark("lower pain limit"),
    "amber_max": mark("upper pain limit"),
    "diary_name": mark("name of the diary"),
    "backup": mark("backup"),
    "total": mark("total"),
    "answers": mark("answers"),
    "scale": mark("form"),
    "notes": mark("notes"),
    "offers": mark("suggestions"),
    "sets": mark("sets"),
    "reps": mark("repeats"),
    "seconds": mark("seconds"),
    "load_kg": mark("weight"),
    "minutes": mark("minutes"),
    "from": mark("first day"),
    "strength": mark("strength sessions a week"),
    "mobility": mark("mobility sessions a week"),
    "runs": mark("runs a week"),
    "per_week": mark("targets"),
    "total_sessions": mark("sessions in all"),
    "exercise_id": mark("exercise"),
    "exercise_ids": mark("exercises"),
    "plan_id": mark("plan"),
    "session_id": mark("session"),
    "stage": mark("stage"),
    "stages": mark("stages"),
    "run_min": mark("minutes of running"),
    "walk_min": mark("minutes of walking"),
    "repeats": mark("repeats"),
    "walk_30": mark("a walk of 30 minutes at 2 of 10 or less"),
    "no_swelling": mark("a knee that is not swollen"),
    "no_urgent_sign": mark("a look at the sign you ticked"),
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
        return _diary_text(error)
    if isinstance(error, errors.BackupFailedError):
        return backup_failed_text(error)
    if isinstance(error, HandOverRefusedError):
        return refused_text(error)
    if isinstance(error, OSError):
        return _system_text(error)
    # What an error says can be a row of the diary, notes and all, or a path of the person.
    module = error.name if isinstance(error, ImportError) else None
    detail = type(error).__name__ + (f" ({module})" if module else "")
    return _("Something went wrong: {detail}").format(detail=detail)


# ---- files ------------------------------------------------------------------------------------

_DIARY_TEXTS: dict[type[errors.DiaryFileError], str] = {
    errors.DiaryMissingError: mark(
        "There is no diary {name} at this place. Nothing was changed. Check the name, or connect"
        " the disk that it lies on."
    ),
    errors.DiaryExistsError: mark(
        "{name} exists already. Choose another name; it was not touched."
    ),
    errors.DiaryForeignError: mark(
        "{name} is not a Kneelog diary. It was not touched. Choose another file."
    ),
    errors.DiaryDamagedError: mark(
        "The diary file {name} has a problem. Nothing was changed. Restore a backup, or save what"
        " can be read into a new diary."
    ),
    errors.DiaryBusyError: mark(
        "{name} is in use by another program. Nothing was changed. Try again in a moment."
    ),
    errors.DiaryNewerError: mark(
        "{name} was made by a newer version of Kneelog. It was not changed. "
        "Open it with that version."
    ),
    errors.DiaryReplacedError: mark(
        "{name} was moved, replaced or deleted. Save what is open to a new file."
    ),
    errors.DiaryUnwritableError: mark(
        "{name} could not be written: no space, no rights, or the disk is gone. Nothing was"
        " changed. Look after that, then try again."
    ),
    errors.MigrationFailedError: mark(
        "{name} could not be brought to this version. It is as it was before. Open it with the"
        " version that you used until now."
    ),
}
_FAULT_TEXTS = {
    FileFault.NO_SPACE: mark(
        "There is no space left to write {name}. Nothing was changed. Make room on that disk, then"
        " try again."
    ),
    FileFault.NO_RIGHTS: mark(
        "You may not write {name} or its folder. Nothing was changed. Give yourself the right to,"
        " or choose another place."
    ),
    FileFault.READ_ONLY: mark(
        "{name} lies on a disk that can only be read. Nothing was changed. Copy it to another"
        " place, or choose one."
    ),
    FileFault.UNREADABLE: mark(
        "You may not read {name}. It was not changed. Give yourself the right to, or ask whoever"
        " it belongs to."
    ),
    FileFault.DISK_GONE: mark(
        "The disk or folder of {name} does not answer. Nothing was changed. Connect it again, then"
        " try again; a disk that keeps failing should be replaced."
    ),
}
_SYSTEM_TEXTS: tuple[tuple[type[OSError], str], ...] = (
    (FileNotFoundError, mark("{name} was not found. Check the name and its folders.")),
    (FileExistsError, mark("{name} exists already. Choose another name; it was not touched.")),
    (IsADirectoryError, mark("{name} is a folder. Give the name of a file.")),
    (NotADirectoryError, mark("{name} is not inside a folder. Check the name.")),
    (
        PermissionError,
        mark(
            "You may not open or write {name}. Nothing was changed. Give yourself the right to, or"
            " choose another place."
        ),
    ),
)


def _diary_text(error: errors.DiaryFileError) -> str:
    name = PurePath(error.path).name
    if isinstance(error, errors.DiaryUnwritableError) and error.fault is not None:
        return _(_FAULT_TEXTS[error.fault]).format(name=name)
    if isinstance(error, errors.MigrationFailedError):
        return _migration_text(error, name)
    text = _DIARY_TEXTS.get(type(error), mark("{name} cannot be used. It was not changed."))
    return _(text).format(name=name)


def _migration_text(error: errors.MigrationFailedError, name: str) -> str:
    if isinstance(error.__cause__, errors.BackupFailedError):
        text = _(
            "{name} has to be brought to this version, and no backup could be made before that."
            " It is as it was before. {reason}"
        )
        return text.format(name=name, reason=backup_failed_text(error.__cause__))
    text = _(_DIARY_TEXTS[errors.MigrationFailedError]).format(name=name)
    if error.backup_path is None:
        return text
    return text + " " + _("Its backup is {path}").format(path=error.backup_path)


def _system_text(error: OSError) -> str:
    """What the system says of a file; the whole name, since the person gave it."""
    fault = errors.file_fault(error.errno)
    name = str(error.filename) if error.filename else _("the file")
    if fault is not None and fault is not FileFault.NO_RIGHTS:
        return _(_FAULT_TEXTS[fault]).format(name=name)
    for kind, text in _SYSTEM_TEXTS:
        if isinstance(error, kind):
            return _(text).format(name=name)
    detail = error.strerror or type(error).__name__
    return _("{name} could not be used: {detail}. Nothing was changed.").format(
        name=name, detail=detail
    )


# ---- values -----------------------------------------------------------------------------------

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
    Reason.IN_PAST: mark("That day is over. Pick today or a later day."),
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
    ("started_at", Reason.IN_FUTURE): mark(
        "That start has not come yet. Give an earlier time, or the day it was on."
    ),
    ("timezone", Reason.UNKNOWN): mark(
        "Give a time zone such as Europe/Lisbon or +01:00; “{value}” is not one."
    ),
    ("text", Reason.UNKNOWN): mark("Take out the letters that cannot be kept, then try again."),
    ("diary_name", Reason.REQUIRED): mark("Give the diary a name."),
    ("diary_name", Reason.UNKNOWN): mark(
        "Choose another name for the diary; “{value}” cannot be part of the name of a file."
    ),
    ("shoe_id", Reason.NEEDS_OTHER): mark("Retire these shoes instead; runs were made in them."),
    ("until", Reason.IN_PAST): mark(
        "This plan is over before it begins. Give a last day from today on, or leave it open."
    ),
    ("per_week", Reason.REQUIRED): mark(
        "Set at least one target above 0. To do nothing for a while, end the plan."
    ),
    ("exercise_id", Reason.NEEDS_OTHER): mark(
        "This exercise is part of sessions you did, so it keeps its name. It is put aside already."
    ),
    ("gate", Reason.NEEDS_OTHER): mark("Not yet: before the first stage comes {other}."),
    ("run_walk", Reason.NEEDS_OTHER): mark("Not yet: before a higher stage comes {other}."),
    ("stage", Reason.NEEDS_OTHER): mark(
        "This leaves out stages. Go up one at a time, or say that your PT wants it so."
    ),
    ("stage", Reason.REQUIRED): mark("Start the stages of running and walking first."),
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
    # "Give a" would need to know which article the word takes.
    return _("The {field} must be from {low} to {high}.").format(
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
