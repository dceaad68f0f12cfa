"""What strace wrote about a program and all its children, read call by call.

A trace is trusted more than what is left at the end: a file that was there for a moment is in it.
"""

from __future__ import annotations

import codecs
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path, PurePosixPath
from typing import NamedTuple

_MAKING = ("openat", "open", "openat2", "creat", "mkdir", "mkdirat", "mknod", "mknodat", "bind")
_NAMING = ("rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat")
_RIGHTS = ("chmod", "fchmod", "fchmodat", "fchmodat2", "umask")
_OTHER = ("connect", "execve", "clone", "clone3", "fork", "vfork")
_CALLS = (*_MAKING, *_NAMING, *_RIGHTS, *_OTHER)
_FORKS = frozenset({"clone", "clone3", "fork", "vfork"})

_LINE = re.compile(r"(\d+) +(.*)")
_RESUMED = re.compile(r"<\.\.\. \w+ resumed>(.*)")
_CALL = re.compile(r"(\w+)\((.*)\) += (-?\d+|\?)(.*)", re.DOTALL)
_TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"')
_MODE = re.compile(r"(?:, |mode=)(0[0-7]*)(?=[,}]|$)")
_IN_FOLDER = re.compile(r"(?:AT_FDCWD|\d+)<([^>]*)>")
# Of the usual three rights, those that are not the owner's.
OTHERS = 0o077


class Call(NamedTuple):
    """One call that succeeded; `umask` is the mask in force when it was made."""

    name: str
    arguments: str
    result: str
    umask: int

    def texts(self) -> list[str]:
        """Its quoted arguments as they were given."""
        return [_plain(each) for each in _TEXT.findall(self.arguments)]

    def paths(self) -> list[str]:
        """Its quoted arguments as absolute paths, where the trace knows the folder."""
        folders = [each[1] for each in _IN_FOLDER.finditer(self.arguments)]
        base = _plain(folders[0]) if folders else ""
        return [str(PurePosixPath(base, each)) for each in self.texts()]


class Made(NamedTuple):
    """A file, folder or socket that was made, or whose rights were set, and to which rights."""

    kind: str
    path: str
    mode: int


@cache
def strace() -> str:
    """Strace where it is installed and may trace a child; "" elsewhere."""
    program = shutil.which("strace") or ""
    if program:
        tried = subprocess.run([program, "-f", "true"], capture_output=True, check=False)
        program = "" if tried.returncode else program
    return program


def traced(trace: Path, command: list[str]) -> list[str]:
    """The command that runs another one and writes its calls."""
    options = ["-f", "-qq", "-y", "--seccomp-bpf", "-s", "4096", "-e", "signal=none"]
    # A question mark lets a call pass that this strace does not know.
    named = ",".join(f"?{each}" for each in _CALLS)
    return [strace(), *options, "-e", f"trace={named}", "-o", str(trace), *command]


def calls(trace: Path) -> Iterator[Call]:
    """Every call that succeeded, in order, with the umask of its process."""
    lines = list(_whole_lines(trace))
    masks = _Masks(lines)
    for pid, name, arguments, result in lines:
        mask = masks.of(pid)
        if name == "umask":
            masks.set(pid, int(arguments or "0", 8))
        if not result.startswith("-"):
            yield Call(name, arguments, result, mask)


def made(trace: Path) -> Iterator[Made]:
    """Everything that was made, with the rights it had from its first moment on."""
    for call in calls(trace):
        if call.name in {"openat", "open", "openat2"}:
            if "O_CREAT" in call.arguments or "O_TMPFILE" in call.arguments:
                yield Made("file", _path(call), _mode(call) & ~call.umask)
        elif call.name in {"creat", "mknod", "mknodat"}:
            yield Made("file", _path(call), _mode(call) & ~call.umask)
        elif call.name in {"mkdir", "mkdirat"}:
            yield Made("folder", _path(call), _mode(call) & ~call.umask)
        elif call.name == "bind" and 'sun_path="' in call.arguments:
            yield Made("socket", _path(call), 0o777 & ~call.umask)
        elif call.name in {"chmod", "fchmod", "fchmodat", "fchmodat2"}:
            yield Made("rights", _path(call), _mode(call))


def _path(call: Call) -> str:
    if call.name == "fchmod":
        found = _IN_FOLDER.search(call.arguments)
        return _plain(found[1]) if found else ""
    return next(iter(call.paths()), "")


def _mode(call: Call) -> int:
    found = _MODE.findall(call.arguments)
    return int(found[-1], 8) if found else 0


def _plain(text: str) -> str:
    raw, _length = codecs.escape_decode(text.encode())
    return bytes(raw).decode("utf-8", "surrogateescape")


def _whole_lines(trace: Path) -> Iterator[tuple[int, str, str, str]]:
    """Process, name, arguments and result of each call, where it began."""
    begun: dict[int, tuple[int, str]] = {}
    found: list[tuple[int, tuple[int, str, str, str]]] = []
    text = trace.read_text("utf-8", "surrogateescape") if trace.exists() else ""
    for number, line in enumerate(text.split("\n")):
        read = _LINE.fullmatch(line)
        if read is None:
            continue
        pid, rest, place = int(read[1]), read[2], number
        if rest.endswith("<unfinished ...>"):
            begun[pid] = (number, rest.removesuffix("<unfinished ...>").rstrip())
            continue
        resumed = _RESUMED.fullmatch(rest)
        if resumed is not None:
            place, first = begun.pop(pid, (number, ""))
            rest = first + resumed[1].lstrip()
        call = _CALL.fullmatch(rest)
        if call is not None:
            found.append((place, (pid, call[1], call[2].rstrip(), call[3])))
    for _place, each in sorted(found, key=lambda one: one[0]):
        yield each


class _Masks:
    """The umask of every process: a child begins with its parent's, threads share one."""

    def __init__(self, lines: Iterable[tuple[int, str, str, str]]) -> None:
        self._parents = {
            int(result): (pid, "CLONE_FS" in arguments)
            for pid, name, arguments, result in lines
            if name in _FORKS and result.isdigit()
        }
        self._boxes: dict[int, list[int]] = {}

    def of(self, pid: int) -> int:
        """The mask in force there; the program is started with none."""
        return self._box(pid)[0]

    def set(self, pid: int, mask: int) -> None:
        """Another mask from here on."""
        self._box(pid)[0] = mask

    def _box(self, pid: int) -> list[int]:
        if pid not in self._boxes:
            parent, is_shared = self._parents.get(pid, (0, False))
            box = self._box(parent) if parent else [0]
            self._boxes[pid] = box if is_shared else list(box)
        return self._boxes[pid]
