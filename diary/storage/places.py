"""Where a diary lies, as far as it matters: on another computer, or where something synchronises.

A file that is copied while it is written, and on two computers at once, ends as two diaries. What
does that tells itself by the names of its folders, the marks it leaves in them, and the names it
gives to the second version of a file.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path, PurePath
from typing import TypeAlias

from diary.domain.errors import DiaryFileError, DiaryForeignError
from diary.domain.place import PlaceKind, PlaceNote
from diary.storage.database import (
    diary_id_at,
    diary_id_of,
    is_on_network,
    read_open,
    real_path,
)
from diary.storage.failures import translated

# The names of files and of folders in a folder; empty where it cannot be read.
Look: TypeAlias = Callable[[PurePath], tuple[frozenset[str], frozenset[str]]]

_FOLDERS: tuple[tuple[str, str], ...] = (
    (r"Dropbox( \(.+\))?", "Dropbox"),
    (r"OneDrive( ?- ?.+)?", "OneDrive"),
    (r"Google ?Drive(-.+)?", "Google Drive"),
    (r"iCloud ?Drive", "iCloud Drive"),
    (r"Nextcloud\d*", "Nextcloud"),
    (r"ownCloud\d*", "ownCloud"),
    (r"Syncthing", "Syncthing"),
    (r"MEGA(sync)?", "MEGA"),
    (r"pCloud( ?(Drive|Sync))?", "pCloud"),
    (r"Box( Sync|-.+)?", "Box"),
    (r"Proton ?Drive(-.+)?", "Proton Drive"),
    (r"Resilio Sync", "Resilio Sync"),
    (r"Seafile", "Seafile"),
    (r"SynologyDrive", "Synology Drive"),
    (r"Tresors?", "Tresorit"),
    (r"Yandex\.?Disk", "Yandex Disk"),
    (r"kDrive\d*", "kDrive"),
)
# Where a service puts its folders under a name that many folders have.
_INSIDE: tuple[tuple[tuple[str, ...], str], ...] = (
    (("Library", "Mobile Documents"), "iCloud Drive"),
    (("Library", "CloudStorage"), ""),
)
_GOOGLE_ROOT = "my drive"
# Marks in the folder that is synchronised. A folder `.dropbox` in a home is only its settings.
_FILE_MARKS: tuple[tuple[str, str], ...] = (
    (r"\.dropbox", "Dropbox"),
    (r"\._?sync_[0-9a-f]+\.db", "Nextcloud"),
    (r"\.nextcloudsync\.log", "Nextcloud"),
    (r"\.owncloudsync\.log(\.\d+)?", "ownCloud"),
    (r"\.csync_journal\.db", "ownCloud"),
    (r"\.stfolder|\.stignore", "Syncthing"),
)
_FOLDER_MARKS: tuple[tuple[str, str], ...] = (
    (r"\.dropbox\.cache", "Dropbox"),
    (r"\.stfolder.*|\.stversions", "Syncthing"),
    (r"\.tmp\.drive(up|down)load", "Google Drive"),
)

_CONFLICT = r"conflict|konflikt|conflit|conflito|konfliktu|conflicto|競合|冲突|衝突|충돌"
# Names that nobody gives to a file but a service that could not put two versions together.
_SURE = re.compile(
    rf" \([^)]*({_CONFLICT}).*\)"
    r"|\.sync-conflict-\d{8}-\d{6}(-\w+)?"
    r"|_conflict-\d{8}-\d{6}"
    rf"| ?\[({_CONFLICT})\w*\]"
    r"|_conf\(.*\)"
    r"|-(DESKTOP|LAPTOP)-\w+"
    r"| \(\d+\)",
    re.IGNORECASE,
)
# Names that a person may have given as well: only a copy of the same diary is meant by them.
_POSSIBLE = re.compile(r" \(.+\)|-[^ ]+| \d+")


def place_notes(path: Path) -> list[PlaceNote]:
    """What a person should know about the place of a diary, which may be open in this process.

    Reads no entry and writes nothing; what cannot be looked at is left out.
    """
    notes = []
    if is_on_network(path):
        notes.append(PlaceNote(PlaceKind.NETWORK_HOME, str(path.absolute().parent)))
    for each in dict.fromkeys((path.absolute(), real_path(path))):
        found = synced_folder(each.parent, _names_in)
        if found is not None:
            folder, service = found
            notes.append(PlaceNote(PlaceKind.SYNCED_FOLDER, str(folder), service))
            break
    return notes + list(_conflicted_copies(path))


def synced_folder(folder: PurePath, look: Look) -> tuple[PurePath, str] | None:
    """The folder that a service synchronises, of this one and those above it, and its name."""
    for each in (folder, *folder.parents):
        service = _service_by_name(each) or _service_by_mark(*look(each))
        if service:
            return each, service
    return None


def _service_by_name(folder: PurePath) -> str:
    for pattern, service in _FOLDERS:
        if re.fullmatch(pattern, folder.name, re.IGNORECASE):
            return service
    above = tuple(part.casefold() for part in folder.parent.parts[-2:])
    for parts, service in _INSIDE:
        if above == tuple(part.casefold() for part in parts):
            return service or folder.name.partition("-")[0]
    # Google gives its folder a drive letter of its own.
    is_root = folder.parent == folder.parent.parent and bool(folder.drive)
    return "Google Drive" if is_root and folder.name.casefold() == _GOOGLE_ROOT else ""


def _service_by_mark(files: frozenset[str], folders: frozenset[str]) -> str:
    for marks, names in ((_FILE_MARKS, files), (_FOLDER_MARKS, folders)):
        for pattern, service in marks:
            if any(re.fullmatch(pattern, name, re.IGNORECASE) for name in names):
                return service
    return ""


def _names_in(folder: PurePath) -> tuple[frozenset[str], frozenset[str]]:
    files: set[str] = set()
    folders: set[str] = set()
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                # Only hidden names are marks.
                if entry.name.startswith("."):
                    (folders if entry.is_dir() else files).add(entry.name)
    except OSError:
        return frozenset(), frozenset()
    return frozenset(files), frozenset(folders)


# ---- second versions of the file --------------------------------------------------------------


def is_sure_conflict(name: str, diary_name: str) -> bool:
    """True when only a service names a file so beside a diary of this name."""
    return _SURE.fullmatch(_addition(name, diary_name) or "") is not None


def is_possible_conflict(name: str, diary_name: str) -> bool:
    """True when a service, but a person too, may name a file so beside a diary of this name."""
    return _POSSIBLE.fullmatch(_addition(name, diary_name) or "") is not None


def _addition(name: str, diary_name: str) -> str | None:
    """What stands between the name and the ending of the diary; None = another file."""
    # One system keeps an é as one letter, another as two.
    given, own = (unicodedata.normalize("NFC", each) for each in (name, diary_name))
    ending = PurePath(own).suffix
    stem = own.removesuffix(ending)
    if not given.lower().startswith(stem.lower()) or not given.lower().endswith(ending.lower()):
        return None
    return given[len(stem) : len(given) - len(ending)]


def _conflicted_copies(path: Path) -> Iterator[PlaceNote]:
    try:
        names = sorted(os.listdir(path.absolute().parent))  # noqa: PTH208 - names alone
    except OSError:
        return
    present: str | None = None
    is_read = False
    for name in names:
        is_sure = is_sure_conflict(name, path.name)
        if not is_sure and not is_possible_conflict(name, path.name):
            continue
        if not is_read:
            present, is_read = _present_id(path), True
        copy = path.with_name(name)
        try:
            other = diary_id_at(copy)
        except DiaryForeignError:
            continue
        except DiaryFileError:
            other = None
        is_same = None if other is None or present is None else other == present
        if is_same or (is_same is None and is_sure):
            yield PlaceNote(PlaceKind.CONFLICTED_COPY, str(copy), is_same_diary=is_same)


def _present_id(path: Path) -> str | None:
    try:
        with translated(path):
            return read_open(path, diary_id_of)
    except DiaryFileError:
        return None
