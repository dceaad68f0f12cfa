"""A child in which a file can do what no file should: its first word says what."""

from __future__ import annotations

import os
import signal
import struct
import sys
from collections.abc import Callable
from pathlib import Path

from diary.domain.reading import ReadFile, ReadRequest
from diary.formats import child, reading
from diary.formats.activity_files import read_activity
from diary.formats.pipe import LARGEST_MESSAGE_BYTES
from diary.formats.source import Source
from diary.formats.wire import Found, Opened, Reached, framed


def _hang() -> None:
    while True:
        signal.pause()


def _spin() -> None:
    import resource  # noqa: PLC0415 - only where there is one

    used = resource.getrusage(resource.RUSAGE_SELF)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + 1, -1))
    while True:
        pass


def _crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def _eat() -> None:
    eaten: list[bytearray] = []
    while True:
        eaten.append(bytearray(256 * 1024 * 1024))


def _be_taken() -> None:
    # What the system does when there is no memory left for anybody.
    os.kill(os.getpid(), signal.SIGKILL)


def _nibble() -> None:
    eaten: list[str] = []
    while True:
        eaten.append(str(len(eaten)) * 20)


def _break_off() -> None:
    os.write(_answers(), struct.pack(">I", LARGEST_MESSAGE_BYTES) + b"{")
    _hang()


def _chatter() -> None:
    while True:
        os.write(_answers(), framed(Reached(0.5)))


def _open_for_ever() -> None:
    while True:
        os.write(_answers(), framed(Opened("member", 1)))


def _find_for_ever() -> None:
    while True:
        os.write(_answers(), framed(Found(ReadFile("x", None, "", (), ()))))


def _leave_somebody() -> None:
    # Whoever is left holds the pipe to the parent open.
    if os.fork() == 0:
        held = os.open(os.environ["BAD_CHILD_FILE"], os.O_WRONLY)
        os.write(held, b"x")
        _hang()
    _crash()


def _babble() -> None:
    os.write(_answers(), b"\xff" * 5000)
    _hang()


def _print() -> None:
    sys.stdout.write("a library says something")
    sys.stdout.flush()


def _write() -> None:
    path = Path(os.environ["BAD_CHILD_FILE"])
    with path.open("wb", 0) as file:
        file.write(b"x")


def _answers() -> int:
    return next(each for each in range(3, 20) if _is_pipe(each))


def _is_pipe(number: int) -> bool:
    try:
        return str(Path(f"/proc/self/fd/{number}").readlink()).startswith("pipe:")
    except OSError:
        return False


_DEEDS: dict[bytes, Callable[[], None]] = {
    b"hang": _hang,
    b"spin": _spin,
    b"crash": _crash,
    b"eat": _eat,
    b"taken": _be_taken,
    b"nibble": _nibble,
    b"half": _break_off,
    b"chatter": _chatter,
    b"openings": _open_for_ever,
    b"results": _find_for_ever,
    b"heir": _leave_somebody,
    b"babble": _babble,
    b"print": _print,
    b"write": _write,
}


def _read(
    source: Source,
    path: Path,
    member: str | None,
    request: ReadRequest,
    new_id: Callable[[], str],
) -> ReadFile:
    deed = _DEEDS.get(source.head.split(b" ")[0])
    if deed is not None:
        deed()
    found = read_activity(source, path, member, request, new_id)
    if source.head.startswith(b"lie"):
        object.__setattr__(found, "runs", ({"distance_m": -5.0},))
    return found


def main() -> int:
    vars(reading)["read_activity"] = _read
    vars(child)["_TELL_S"] = 0.0
    return child.main()
