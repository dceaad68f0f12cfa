"""Reads what strace wrote down of a child into the events of a disk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from tests.faults.disk import Cut, Event, Move, Name, Said, Sync, SyncFolder, Write, put
from tests.faults.tracing import CHANGING

RECORDED = (*CHANGING, "openat", "close", "lseek", "dup", "dup2", "dup3", "fcntl")
_CALL = re.compile(r"(?:\d+ +)?(?P<name>\w+)\((?P<given>.*)\) += (?P<result>-?\d+)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')
_NOT_CALLS = re.compile(r"(?:\d+ +)?(\+\+\+|---|strace)")
# Calls of two threads inside each other are told in two lines each.
_BEGUN = re.compile(r"(?P<thread>\d+) +(?P<call>(?P<name>\w+)\(.*?) *<unfinished \.\.\.>$")
_RESUMED = re.compile(r"(?P<thread>\d+) +<\.\.\. (?P<name>\w+) resumed>(?P<rest>.*)$")
# Its number may be given out again before it is over; what is written meanwhile is not synced.
_DONE_AT_ITS_BEGINNING = frozenset({"close", "fsync", "fdatasync"})
_OFFSET = re.compile(r"\[(\d+)\]")
_SAYING = 1
# They change no byte and no name.
_RIGHTS = frozenset({"chmod", "fchmod", "fchmodat", "mkdir", "mkdirat"})


class UnreadableTraceError(Exception):
    """A line of the trace that cannot be understood; nothing may be left out silently."""


@dataclass(slots=True)
class _Open:
    """An open file (`file` None = a folder or a file elsewhere) and where the next write goes."""

    path: str
    file: int | None
    at: int = 0
    is_appending: bool = False


@dataclass(frozen=True, slots=True)
class _Call:
    """One call: its arguments as strace prints them, the texts among them as bytes, its result."""

    name: str
    given: tuple[str, ...]
    texts: tuple[bytes, ...]
    result: int

    def number(self, place: int) -> int:
        """The argument at a place, as a whole number."""
        return int(self.given[place])


class Recording:
    """The events below one folder, from the content it had before the first of them.

    Side files that SQLite only keeps in memory (`-shm`) are left out.
    """

    def __init__(self, folder: str, before: Mapping[str, bytes]) -> None:
        self._folder = f"{folder}/"
        self._names = {path: number for number, path in enumerate(before)}
        # What the program itself reads back: everything it wrote.
        self._seen = {number: bytearray(data) for number, data in enumerate(before.values())}
        self._open: dict[int, _Open] = {}

    def events(self, lines: Iterable[str]) -> Iterator[Event]:
        """What the program did to these files, in order."""
        for line in _whole(lines):
            call = _parsed(line)
            if call is not None and call.result >= 0:
                for event in self._events(call):
                    self._see(event)
                    yield event

    def _see(self, event: Event) -> None:
        match event:
            case Write(file) | Cut(file):
                put(self._seen[file], event)
            case Name(path, None):
                self._names.pop(path, None)
            case Name(path, file) if file is not None:
                self._names[path] = file
            case Move(old, new):
                self._names[new] = self._names.pop(old)
            case _:
                pass

    def _events(self, call: _Call) -> Iterator[Event]:
        match call.name:
            case "openat":
                yield from self._opened(call)
            case "close" | "lseek" | "dup" | "dup2" | "dup3" | "fcntl":
                self._numbered(call)
            case "pwrite64" | "write" | "writev" | "sendfile" | "copy_file_range":
                yield from self._written(call)
            case "ftruncate" | "fallocate" | "fsync" | "fdatasync":
                yield from self._sized_or_synced(call)
            case "rename" | "renameat" | "renameat2" | "link" | "linkat" | "unlink" | "unlinkat":
                yield from self._named(call)
            case _:
                if call.name not in _RIGHTS:
                    raise UnreadableTraceError(call.name)

    # ---- open files ---------------------------------------------------------------------------

    def _opened(self, call: _Call) -> Iterator[Event]:
        path = self._path(call.given[0], call.texts[0])
        flags = call.given[2].split("|")
        opened = _Open(path, None, is_appending="O_APPEND" in flags)
        self._open[call.result] = opened
        if not self._is_kept(path) or "O_DIRECTORY" in flags:
            return
        if path in self._names:
            opened.file = self._names[path]
            if "O_TRUNC" in flags:
                yield Cut(opened.file, 0)
        elif "O_CREAT" in flags:
            opened.file = len(self._seen)
            self._seen[opened.file] = bytearray()
            yield Name(path, opened.file)

    def _numbered(self, call: _Call) -> None:
        number = call.number(0)
        if call.name == "close":
            self._open.pop(number, None)
        elif call.name == "lseek":
            if number in self._open:
                self._open[number].at = call.result
        elif number in self._open and (call.name != "fcntl" or call.given[1].startswith("F_DUPFD")):
            self._open[call.result] = self._open[number]

    def _path(self, folder: str, text: bytes) -> str:
        path = text.decode()
        if path.startswith("/") or folder == "AT_FDCWD":
            return path
        return f"{self._open[int(folder)].path}/{path}"

    def _is_kept(self, path: str) -> bool:
        return path.startswith(self._folder) and not path.endswith("-shm")

    def _file(self, number: int) -> int | None:
        opened = self._open.get(number)
        return None if opened is None else opened.file

    # ---- what is done to them -----------------------------------------------------------------

    def _written(self, call: _Call) -> Iterator[Event]:
        number = call.number(2 if call.name == "copy_file_range" else 0)
        data = self._data(call)
        if number == _SAYING:
            for line in data.decode().splitlines():
                yield Said(line)
        opened = self._open.get(number)
        if opened is None or opened.file is None:
            return
        if call.name == "pwrite64":
            yield Write(opened.file, call.number(3), data)
            return
        offset = _OFFSET.match(call.given[3]) if call.name == "copy_file_range" else None
        at = len(self._seen[opened.file]) if opened.is_appending else opened.at
        at = int(offset[1]) if offset else at
        opened.at = at + len(data)
        yield Write(opened.file, at, data)

    def _data(self, call: _Call) -> bytes:
        if call.name not in {"sendfile", "copy_file_range"}:
            return b"".join(call.texts)[: call.result]
        source, place = (1, 2) if call.name == "sendfile" else (0, 1)
        opened = self._open[call.number(source)]
        offset = _OFFSET.match(call.given[place])
        start = int(offset[1]) if offset else opened.at
        opened.at = start + call.result
        if opened.file is None:
            raise UnreadableTraceError(opened.path)
        return bytes(self._seen[opened.file][start : start + call.result])

    def _sized_or_synced(self, call: _Call) -> Iterator[Event]:
        opened = self._open.get(call.number(0))
        if opened is None:
            return
        if call.name in {"fsync", "fdatasync"}:
            if opened.file is not None:
                yield Sync(opened.file)
            elif f"{opened.path}/".startswith(self._folder):
                yield SyncFolder(opened.path)
        elif opened.file is not None:
            place = 1 if call.name == "ftruncate" else 2
            size = sum(map(int, call.given[place:]))
            if call.name == "ftruncate" or size > len(self._seen[opened.file]):
                yield Cut(opened.file, size)

    def _named(self, call: _Call) -> Iterator[Event]:
        has_folders = call.name.endswith(("at", "at2"))
        paths = [
            str(PurePosixPath(self._path(call.given[2 * place if has_folders else 0], text)))
            for place, text in enumerate(call.texts)
        ]
        if call.name.startswith("unlink"):
            if paths[0] in self._names:
                yield Name(paths[0], None)
            return
        old, new = paths
        if old not in self._names:
            if self._is_kept(new):
                raise UnreadableTraceError(new)
            return
        yield Move(old, new) if call.name.startswith("rename") else Name(new, self._names[old])


def _whole(lines: Iterable[str]) -> list[str]:
    """Every call in one line, where it took effect at the latest."""
    told: list[str] = []
    begun: dict[tuple[str, str], int] = {}
    for line in lines:
        beginning, end = _BEGUN.match(line.rstrip()), _RESUMED.match(line.rstrip())
        if end is not None:
            key = (end["thread"], end["name"])
            if key not in begun:
                raise UnreadableTraceError(line[:200])
            place = begun.pop(key)
            whole = told[place] + end["rest"]
            at_beginning = end["name"] in _DONE_AT_ITS_BEGINNING
            told[place] = whole if at_beginning else ""
            told.append("" if at_beginning else whole)
        elif beginning is not None:
            begun[beginning["thread"], beginning["name"]] = len(told)
            told.append(f"{beginning['thread']} {beginning['call']}")
        else:
            told.append(line)
    if begun:
        raise UnreadableTraceError(told[min(begun.values())][:200])
    return [line for line in told if line]


def _parsed(line: str) -> _Call | None:
    if _NOT_CALLS.match(line) or line.rstrip().endswith("= ?"):
        return None
    found = _CALL.match(line)
    if found is None:
        raise UnreadableTraceError(line[:200])
    texts = []
    for text, rest in _TEXT.findall(found["given"]):
        if rest:
            raise UnreadableTraceError(line[:200])
        texts.append(bytes.fromhex(text.replace("\\x", "")))
    given = tuple(_TEXT.sub('""', found["given"]).split(", "))
    return _Call(found["name"], given, tuple(texts), int(found["result"]))
