"""A folder or a zip as a set of named files; nothing is ever unpacked to disk.

A zip from a stranger can do no harm here: names that lead out of it, members that overlap, are
links or are there twice are refused one by one, what streams out of it is counted, and the number
of members is known before any of them is listed.
"""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PureWindowsPath
from typing import BinaryIO

from diary.domain.reading import ReadProblem, Refusal
from diary.formats import source
from diary.formats.refused import RefusedError
from diary.formats.source import Allowance, Source, regular_file
from diary.formats.zip_members import MemberStream, ZipMember, listed, member_of, overlapping

NAME_LONGEST = 500
ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
_FOR_OTHER_PROGRAMS = "__MACOSX"
_CONTROLS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029), "?")


def _pass(*_told: object) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Watch:
    """Whoever stands by while an archive is read.

    `on_open` is told the name of the file that is read from now on and what it takes up in the
    archive, `on_read` how many bytes of it were taken so far; those in `passed_over` are refused
    with what is said there.
    """

    on_open: Callable[[str, int], None] = _pass
    on_read: Callable[[int], None] = _pass
    passed_over: Mapping[str, ReadProblem] = field(default_factory=dict)


class Archive(ABC):
    """The files in a folder or a zip, by name.

    `names` are relative, written with "/", each once, without hidden ones, in order. `refused`
    names what nothing should be read from: names that lead elsewhere or are there twice. `files`
    is where each lies by itself, empty for a zip.
    """

    def __init__(self, path: Path, watch: Watch) -> None:
        self.path = path
        self.names: tuple[str, ...] = ()
        self.files: dict[str, Path] = {}
        self.refused: tuple[tuple[str, ReadProblem], ...] = ()
        self._watch = watch
        self._open: list[tuple[str, int]] = []

    @contextmanager
    def opened(self, name: str) -> Iterator[Source]:
        """A file of it, unpacked when it is gzip; several may be open at once.

        Raises `RefusedError`: missing_member, encrypted, unsupported, unreadable, too_large.
        """
        problem = self._watch.passed_over.get(name)
        if problem is not None:
            raise RefusedError(Refusal(problem.code), problem.detail)
        self._open.append((name, self._packed_bytes(name)))
        self._watch.on_open(*self._open[-1])
        try:
            with self._source(name) as found:
                yield found
        finally:
            self._open.pop()
            if self._open:
                self._watch.on_open(*self._open[-1])

    def watch_in(self, name: str) -> Watch:
        """For a zip that lies in a folder: its files are told with its own name before theirs."""
        watch, before = self._watch, f"{name}/"
        passed_over = {
            inner.removeprefix(before): problem
            for inner, problem in watch.passed_over.items()
            if inner.startswith(before)
        }
        return Watch(
            lambda inner, size: watch.on_open(before + inner, size), watch.on_read, passed_over
        )

    @abstractmethod
    def _packed_bytes(self, name: str) -> int:
        """What a file takes up; raises `RefusedError` (missing_member)."""

    @abstractmethod
    def _source(self, name: str) -> AbstractContextManager[Source]:
        """A file that is there."""


@contextmanager
def archive_at(path: Path, watch: Watch | None = None) -> Iterator[Archive]:
    """The folder or zip at a path, closed at the end.

    Raises `RefusedError` when it is neither, cannot be read or has too many members.
    """
    if _is_folder(path):
        yield _Folder(path, watch or Watch())
        return
    with regular_file(path) as file:
        yield _Zip(path, file, watch or Watch())


def is_zip(head: bytes) -> bool:
    """True for the first bytes of a zip, an empty one too."""
    return head.startswith(ZIP_MARKS)


def is_hidden(name: str) -> bool:
    """True for names that begin with a dot, in such folders, and for what a Mac puts beside."""
    parts = name.split("/")
    return parts[0] == _FOR_OTHER_PROGRAMS or any(part.startswith(".") for part in parts)


def printable(name: str) -> str:
    """A name that can be written as UTF-8 on one line, whatever bytes it was made of."""
    return name.encode("utf-8", "replace").decode("utf-8").translate(_CONTROLS)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError as error:
        raise RefusedError(Refusal.UNREADABLE, type(error).__name__) from error


class _Folder(Archive):
    """The files below a folder; what cannot be looked into or read is a name all the same."""

    def __init__(self, path: Path, watch: Watch) -> None:
        super().__init__(path, watch)
        for file in _files_below(path):
            self.files.setdefault(printable(file.relative_to(path).as_posix()), file)
        self.names = tuple(self.files)

    def _packed_bytes(self, name: str) -> int:
        file = self.files.get(name)
        if file is None:
            raise RefusedError(Refusal.MISSING_MEMBER)
        try:
            return file.stat().st_size
        except OSError as error:
            raise RefusedError(Refusal.UNREADABLE, type(error).__name__) from error

    def _source(self, name: str) -> AbstractContextManager[Source]:
        return source.opened(self.files[name], self._watch.on_read)


def _files_below(top: Path) -> Iterator[Path]:
    """Everything but folders in order of name; links to folders are not followed.

    Links that lead nowhere, pipes and devices are among it: opening them is refused, by name.
    """
    closed: list[Path] = []

    def keep_closed(error: OSError) -> None:
        closed.append(Path(error.filename))

    for folder, subfolders, names in os.walk(top, onerror=keep_closed):
        subfolders[:] = sorted(name for name in subfolders if not is_hidden(name))
        yield from (Path(folder, name) for name in sorted(names) if not is_hidden(name))
    yield from closed


class _Zip(Archive):
    def __init__(self, path: Path, file: BinaryIO, watch: Watch) -> None:
        super().__init__(path, watch)
        self._file = file
        self._allowance = Allowance(source.LARGEST_BYTES)
        self._members: dict[str, ZipMember] = {}
        infos, list_at = listed(file)
        infos = [info for info in infos if not info.filename.endswith(("/", "\\"))]
        often = Counter(_clean(info.filename) for info in infos)
        on_top = overlapping(infos, list_at)
        refused: list[tuple[str, ReadProblem]] = []
        for number, info in enumerate(infos):
            name = _clean(info.filename)
            trick = "several of this name" if often[name] > 1 else _trick(info.filename)
            if trick:
                shown = printable(info.filename)[:NAME_LONGEST]
                refused.append((shown, ReadProblem(Refusal.UNREADABLE, trick)))
            elif not is_hidden(name):
                self._members[name] = member_of(info, is_overlapping=number in on_top)
        self.names = tuple(sorted(self._members))
        self.refused = tuple(dict.fromkeys(refused))

    def _packed_bytes(self, name: str) -> int:
        member = self._members.get(name)
        if member is None:
            raise RefusedError(Refusal.MISSING_MEMBER)
        return member.packed_bytes

    @contextmanager
    def _source(self, name: str) -> Iterator[Source]:
        member = self._members[name]
        if member.problem is not None:
            raise RefusedError(Refusal(member.problem.code), member.problem.detail)
        stream = MemberStream(self._file, member, self._watch.on_read)
        yield Source(stream, member.packed_bytes, self._allowance)


def _clean(name: str) -> str:
    """A member's name with "/" between its parts, whatever the program that packed it wrote."""
    parts = printable(name.replace("\\", "/")).split("/")
    return "/".join(part for part in parts if part not in ("", "."))


def _trick(name: str) -> str:
    """What makes a name unusable; "" when it is sound."""
    if len(name) > NAME_LONGEST:
        return "name too long"
    if (
        name.startswith(("/", "\\"))
        or PureWindowsPath(name).drive
        or ".." in _clean(name).split("/")
    ):
        return "name leads elsewhere"
    return "" if _clean(name) else "no name"
