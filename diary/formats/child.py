"""The process that reads foreign files: few rights, little memory, and nothing to write to.

It is asked and answers through its two pipes, and ends with them. Nothing else is ever started
here.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, BinaryIO

from diary.domain.reading import ReadFile, ReadProblem, Refusal
from diary.formats.pipe import OUT_OF_MEMORY, received, seconds_for
from diary.formats.rights import allow_seconds, give_up_rights, take_pipes
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
_OBJECTS_BETWEEN_LOOKS = 50_000
_TELL_S = 0.2


def main() -> int:
    """Answer what is asked until nobody asks any more."""
    questions, answers = take_pipes()
    give_up_rights(MEMORY_BYTES)
    gc.set_threshold(_OBJECTS_BETWEEN_LOOKS)
    try:
        _answer_all(questions, answers)
    except MemoryError:
        return OUT_OF_MEMORY
    except BrokenPipeError:
        return 0
    return 0


def _allow(packed_bytes: int) -> None:
    # A little more than the parent waits, which would rather end it itself.
    allow_seconds(seconds_for(packed_bytes) + 1)


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
        _allow(self._path_bytes)

    def on_open(self, member: str, packed_bytes: int) -> None:
        """A member of an archive is read from now on."""
        _allow(packed_bytes)
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
