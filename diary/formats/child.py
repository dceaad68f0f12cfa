"""The process that reads foreign files: few rights, little memory, and nothing to write to.

It is asked and answers through its two pipes, and ends with them. Nothing else is ever started
here.
"""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, BinaryIO

from diary.domain.reading import ReadFile, ReadProblem, Refusal
from diary.formats.pipe import OUT_OF_MEMORY, received, seconds_for
from diary.formats.wire import (
    BrokenMessageError,
    Done,
    Found,
    Opened,
    Reached,
    Ready,
    ask_in,
    framed,
)

if TYPE_CHECKING:
    from diary.formats.wire import Answer, Ask

MEMORY_BYTES = 512 * 1024 * 1024
FILES_MOST = 64
_OBJECTS_BETWEEN_LOOKS = 50_000
_TELL_S = 0.2


def main() -> int:
    """Answer what is asked until nobody asks any more."""
    # By number: a packaged program without a console has no sys.stdin.
    questions, answers = os.fdopen(0, "rb", closefd=False), os.fdopen(os.dup(1), "wb")
    # A library that prints cannot get in between the answers.
    os.dup2(2, 1)
    with suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    give_up_rights()
    gc.set_threshold(_OBJECTS_BETWEEN_LOOKS)
    try:
        _answer_all(questions, answers)
    except MemoryError:
        return OUT_OF_MEMORY
    except BrokenPipeError:
        return 0
    return 0


def give_up_rights() -> None:
    """Limit memory, open files and writing, where the system has such limits."""
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return
    limits = (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, FILES_MOST),
        (resource.RLIMIT_CORE, 0),
    )
    for kind, most in limits:
        # A Mac refuses some of them: there the parent's clock is what counts.
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


def allow_seconds(packed_bytes: int) -> None:
    """Let the system end this process when it calculates for longer than the parent waits."""
    try:
        import resource  # noqa: PLC0415 - as above
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime + seconds_for(packed_bytes)) + 2
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, hard))


def _answer_all(questions: BinaryIO, answers: BinaryIO) -> None:
    # Loaded before the first question comes: the parent has other things to do meanwhile.
    import diary.formats.reading  # noqa: F401, PLC0415 - as above

    _say(Ready(), answers)
    numbers = count(1)
    while (content := received(questions.read)) is not None:
        _answer_one(ask_in(content), numbers, answers)


def _answer_one(ask: Ask, numbers: Iterator[int], answers: BinaryIO) -> None:
    from diary.formats.archive import Watch, printable  # noqa: PLC0415 - see `_answer_all`
    from diary.formats.reading import read_path  # noqa: PLC0415 - as above

    path = Path(os.fsdecode(ask.path))
    telling = _Telling(path, answers)
    watch = Watch(telling.on_open, telling.on_read, ask.passed_over)
    for file in read_path(path, ask.request, lambda: str(next(numbers)), watch):
        try:
            _say(Found(file), answers)
        except BrokenMessageError:
            # A fault of a reader costs its file and not the child.
            problem = ReadProblem(Refusal.UNREADABLE, "no message")
            _say(Found(ReadFile(printable(file.path), None, "", (), (), problem)), answers)
    _say(Done(), answers)


class _Telling:
    """Tells the parent what is read of a path, and how far that is, a few times a second."""

    def __init__(self, path: Path, answers: BinaryIO) -> None:
        self._answers = answers
        self._path_bytes = 0
        with suppress(OSError, ValueError):
            if path.is_file():
                self._path_bytes = path.stat().st_size
        self._has_most = self._path_bytes > 0
        self._told_at = monotonic()
        allow_seconds(self._path_bytes)

    def on_open(self, member: str, packed_bytes: int) -> None:
        """A member of an archive is read from now on."""
        allow_seconds(packed_bytes)
        _say(Opened(member, packed_bytes), self._answers)
        # Of an archive of many files their results tell how far it is.
        self._has_most = packed_bytes * 2 > self._path_bytes > 0

    def on_read(self, taken: int) -> None:
        """So many bytes of what is open were taken."""
        if self._has_most and monotonic() > self._told_at + _TELL_S:
            self._told_at = monotonic()
            _say(Reached(min(1.0, taken / self._path_bytes)), self._answers)


def _say(answer: Answer, answers: BinaryIO) -> None:
    answers.write(framed(answer))
    answers.flush()
