"""A disk with a cache in front of it: what may be left of files when the power goes.

What a program writes is in the cache until it asks for it to be on the disk: the bytes of a file
by a sync of the file, its name by a sync of its folder. Until then any part of it may be there:
none, all, some writes and not those before them, a write torn at a sector, a name without the
bytes. Names come onto the disk in the order they were made, as journals have it. This is harsher
than any one file system is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import PurePosixPath
from random import Random
from typing import TypeAlias

SECTOR = 512


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes into a file at an offset; the file's end moves if they lie beyond it."""

    file: int
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Cut:
    """A new size of a file."""

    file: int
    size: int


@dataclass(frozen=True, slots=True)
class Sync:
    """All bytes of a file asked onto the disk."""

    file: int


@dataclass(frozen=True, slots=True)
class Name:
    """A name given to a file; `file` None takes the name away."""

    path: str
    file: int | None


@dataclass(frozen=True, slots=True)
class Move:
    """A name moved to another in one piece, over whatever had that."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class SyncFolder:
    """All names in a folder asked onto the disk."""

    path: str


@dataclass(frozen=True, slots=True)
class Said:
    """A line that told the world what is kept."""

    line: str


Event: TypeAlias = Write | Cut | Sync | Name | Move | SyncFolder | Said


class Left(Enum):
    """What is left of that which was only in the cache."""

    NOTHING = "nothing"
    EVERYTHING = "everything"
    NAMES = "names without bytes"
    BYTES = "bytes without names"
    SOME = "some of it, torn"


@dataclass(frozen=True, slots=True)
class Found:
    """Files by their number, and the names that lead to them; several may lead to one."""

    names: Mapping[str, int]
    files: Mapping[int, bytes]

    def by_name(self) -> dict[str, bytes]:
        """The bytes that each name leads to."""
        return {path: self.files[file] for path, file in self.names.items()}


@dataclass(slots=True)
class _File:
    on_disk: bytearray = field(default_factory=bytearray)
    cached: list[Write | Cut] = field(default_factory=list)


class Disk:
    """Takes events one by one; `cut` tells what is left if the power goes after the last one."""

    def __init__(self, content: Mapping[str, bytes]) -> None:
        self._names = {path: number for number, path in enumerate(content)}
        self._files = {
            number: _File(bytearray(data)) for number, data in enumerate(content.values())
        }
        self._waiting: list[Name | Move] = []
        self.said: list[str] = []

    def take(self, event: Event) -> None:
        """One thing that the program did."""
        match event:
            case Write(file) | Cut(file):
                self._file(file).cached.append(event)
            case Sync(file):
                self._flush(self._file(file))
            case Name() | Move():
                self._waiting.append(event)
            case SyncFolder(path):
                self._flush_names(path)
            case Said(line):
                self.said.append(line)

    def cut(self, left: Left, draw: Random) -> Found:
        """What is found after the power went."""
        names = dict(self._names)
        if left in {Left.EVERYTHING, Left.NAMES}:
            kept = len(self._waiting)
        else:
            kept = draw.randint(0, len(self._waiting)) if left is Left.SOME else 0
        for event in self._waiting[:kept]:
            _rename(names, event)
        numbers = sorted(set(names.values()))
        return Found(names, {each: self._bytes(self._file(each), left, draw) for each in numbers})

    def _file(self, number: int) -> _File:
        return self._files.setdefault(number, _File())

    def _flush(self, file: _File) -> None:
        for event in file.cached:
            put(file.on_disk, event)
        file.cached.clear()

    def _flush_names(self, folder: str) -> None:
        still = []
        for event in self._waiting:
            paths = (event.path,) if isinstance(event, Name) else (event.old, event.new)
            if any(str(PurePosixPath(path).parent) == folder for path in paths):
                _rename(self._names, event)
            else:
                still.append(event)
        self._waiting = still

    @staticmethod
    def _bytes(file: _File, left: Left, draw: Random) -> bytes:
        content = bytearray(file.on_disk)
        if left in {Left.EVERYTHING, Left.BYTES}:
            for event in file.cached:
                put(content, event)
        elif left is Left.SOME:
            share = draw.random()
            for event in file.cached:
                if draw.random() < share:
                    put(content, _torn(event, draw) if draw.random() < 0.2 else event)
        return bytes(content)


def _rename(names: dict[str, int], event: Name | Move) -> None:
    if isinstance(event, Move):
        if event.old in names:
            names[event.new] = names.pop(event.old)
    elif event.file is None:
        names.pop(event.path, None)
    else:
        names[event.path] = event.file


def put(content: bytearray, event: Write | Cut) -> None:
    """Change bytes as a write or a new size does."""
    if isinstance(event, Cut):
        del content[event.size :]
        content.extend(bytes(event.size - len(content)))
        return
    content.extend(bytes(max(0, event.offset - len(content))))
    content[event.offset : event.offset + len(event.data)] = event.data


def _torn(event: Write | Cut, draw: Random) -> Write | Cut:
    """The sectors of a write up to a random one."""
    if isinstance(event, Cut):
        return event
    sectors = draw.randint(0, len(event.data) // SECTOR)
    return Write(event.file, event.offset, event.data[: sectors * SECTOR])
