"""What the dialogs of restoring say about a backup."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from diary.domain.backup import Backup
from diary.domain.period import local
from diary.services.diary_files import FORBIDDEN
from diary.texts.backups import reason_text
from diary.texts.numbers import Formats
from diary.words import _, plural

_KB, _MB = 1_000, 1_000_000


def backup_day(backup: Backup, zone: str | None) -> date:
    """The local day on which a backup was made."""
    return local(backup.made_at, zone).date()


def backup_title(backup: Backup, zone: str | None, formats: Formats) -> str:
    """When it was made: "Wed 18 Nov 2026, 18:42"."""
    at = local(backup.made_at, zone)
    return f"{formats.day(at.date())}, {formats.time_of_day(at.time())}"


def backup_detail(backup: Backup, formats: Formats) -> str:
    """What is in it, how large it is, why it was made and whether it was checked."""
    parts = [
        plural("{n} day", "{n} days", backup.days).format(n=backup.days),
        plural("{n} run", "{n} runs", backup.runs).format(n=backup.runs),
        size_text(backup.size_bytes, formats),
        reason_text(backup, formats),
        _("checked") if backup.is_verified else _("not checked"),
    ]
    return " · ".join(part for part in parts if part)


def size_text(size_bytes: int, formats: Formats) -> str:
    """A file's size as file lists give it: "1.2 MB", "340 kB"."""
    if size_bytes < _MB:
        return _("{n} kB").format(n=max(1, round(size_bytes / _KB)))
    return _("{n} MB").format(n=formats.number(size_bytes / _MB))


def separate_name(
    diary_name: str, backup: Backup, zone: str | None, formats: Formats, is_free: _IsFree
) -> str:
    """A name for the separate diary that no file has: "My knees, backup of 18 Nov"."""
    at = local(backup.made_at, zone)
    day = formats.short_day(at.date())
    base = _("{diary}, backup of {day}").format(diary=diary_name, day=day)
    clean = "".join(" " if letter in FORBIDDEN else letter for letter in base)
    names = (clean, f"{clean} {at.year}", *(f"{clean} {at.year} {n}" for n in range(2, 100)))
    return next((name for name in names if is_free(name)), clean)


def saved_name(diary_name: str, on: date, formats: Formats) -> str:
    """A name for what was saved of a diary: "My knees, saved 20 Nov"."""
    return _("{diary}, saved {day}").format(diary=diary_name, day=formats.short_day(on))


def free_path(folder: Path, name: str, ending: str) -> Path:
    """A path in a folder at which nothing stands: the name, else with a number behind it."""
    paths = (folder / f"{name}{mark}{ending}" for mark in ("", *(f" {n}" for n in range(2, 100))))
    return next((path for path in paths if not path.exists()), folder / f"{name}{ending}")


_IsFree = Callable[[str], bool]
