"""The list of what is in a backup, as a small JSON file beside it; what it says is never trusted.

Format "kneelog-backup", version 1: every field of `Backup` but its place, and the program that
made it. A backup counts as verified when its manifest fits its name and its size.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from diary.domain.backup import Backup
from diary.domain.errors import DiaryError
from diary.storage.backups.names import BackupName, read_name

FORMAT = "kneelog-backup"
VERSION = 1
_LONGEST = 64 * 1024
_SHA256 = re.compile(r"[0-9a-f]{64}")
_CONTENT = re.compile(r"[0-9a-f]{16,128}")


def manifest_bytes(backup: Backup, program: str) -> bytes:
    """The manifest of a backup that was found sound."""
    content = {
        "format": FORMAT,
        "version": VERSION,
        "number": backup.number,
        "made_at": backup.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "schema": backup.schema,
        "reason": backup.reason.value,
        "days": backup.days,
        "runs": backup.runs,
        "shoes": backup.shoes,
        "last_on": backup.last_on.isoformat() if backup.last_on else None,
        "size_bytes": backup.size_bytes,
        "sha256": backup.sha256,
        "content": backup.content,
        "program": program,
    }
    return (json.dumps(content, indent=2) + "\n").encode()


def listed(folder: Path) -> list[Backup]:
    """Every backup in a folder, highest number first; reads names, sizes and manifests only."""
    backups = []
    for file, size in _sizes(folder):
        name = read_name(file)
        if name is not None and file == name.file:
            backups.append(_read(folder, name, size))
    return sorted(backups, key=lambda backup: (backup.number, backup.path), reverse=True)


def _sizes(folder: Path) -> Iterator[tuple[str, int]]:
    """Every file by its name; no folder has none, and making a backup tells why."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            # Somebody may thin meanwhile.
            with suppress(OSError):
                if entry.is_file(follow_symlinks=False):
                    yield entry.name, entry.stat().st_size


def _bare(folder: Path, name: BackupName, size: int) -> Backup:
    """What is known of a backup without its manifest."""
    return Backup(
        path=str(folder / name.file),
        number=name.number,
        made_at=name.made_at,
        schema=name.schema,
        reason=name.reason,
        days=0,
        runs=0,
        shoes=0,
        last_on=None,
        size_bytes=size,
        sha256="",
        content="",
        is_verified=False,
    )


def _read(folder: Path, name: BackupName, size: int) -> Backup:
    bare = _bare(folder, name, size)
    try:
        with (folder / name.manifest).open("rb") as file:
            content = json.loads(file.read(_LONGEST))
        return _filled(bare, content) if _fits(bare, content) else bare
    except (OSError, ValueError, TypeError, KeyError, RecursionError, DiaryError):
        return bare


def _fits(bare: Backup, content: Mapping[str, Any]) -> bool:
    """True when a manifest is of this format and belongs to the file of this name and size."""
    said = (content["format"], content["version"], content["size_bytes"], content["number"])
    return (
        said == (FORMAT, VERSION, bare.size_bytes, bare.number)
        and datetime.fromisoformat(content["made_at"]) == bare.made_at
        and content["schema"] == bare.schema
        and content["reason"] == bare.reason
        and _SHA256.fullmatch(content["sha256"]) is not None
        and _CONTENT.fullmatch(content["content"]) is not None
    )


def _filled(bare: Backup, content: Mapping[str, Any]) -> Backup:
    last_on = content["last_on"]
    return replace(
        bare,
        days=_count(content["days"]),
        runs=_count(content["runs"]),
        shoes=_count(content["shoes"]),
        last_on=None if last_on is None else date.fromisoformat(last_on),
        sha256=content["sha256"],
        content=content["content"],
        is_verified=True,
    )


def _count(value: object) -> int:
    if type(value) is not int:
        raise TypeError(value)
    return value
