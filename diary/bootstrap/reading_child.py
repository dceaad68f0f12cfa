"""Foreign files are read in a child process; this is what its parent makes of it.

The parent loads no parser. It keeps the time, takes nothing but values that check themselves, and
when a child dies or takes too long, names the file in hand and lets a new child go on after it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from time import monotonic

from diary.bootstrap.child_process import ChildGoneError, ChildProcess
from diary.domain.reading import ReadFile, ReadProblem, ReadRequest, Refusal
from diary.formats.pipe import seconds_for
from diary.formats.wire import (
    Answer,
    Ask,
    BrokenMessageError,
    Found,
    Opened,
    Reached,
    Ready,
    answer_in,
    framed,
)
from diary.services.ports import IdSource, IsWanted, RunReader

RESTARTS_MOST = 20
# More than anybody has in one place: a child that never comes to an end is stopped there.
ANSWERS_MOST = 1_000_000
# So far it has to come to be given more time.
_STEP_SHARE = 0.01
# A computer that has just been switched on may take its time over loading it.
START_MOST_S = 60.0
_LOOK_S = 0.1


@contextmanager
def reading_with(first: ChildProcess, is_wanted: IsWanted) -> Iterator[RunReader]:
    """A reader of foreign files for one batch; its children are gone when it is closed.

    `first` has been started already. `is_wanted` is asked ten times a second while something is
    read; False ends the child at once, and what is being read with it.
    """
    reader = _Reader(first, is_wanted)
    try:
        yield reader.read
    finally:
        reader.close()


class _UnwantedError(Exception):
    """Nobody waits for this any more."""


class _Reader:
    """Keeps one child at a time."""

    def __init__(self, first: ChildProcess, is_wanted: IsWanted) -> None:
        self._child: ChildProcess | None = first
        self._is_wanted = is_wanted
        self._share = 0.0

    def close(self) -> None:
        """End the child."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()

    def read(self, path: Path, request: ReadRequest, new_id: IdSource) -> Iterator[ReadFile]:
        """Everything found in a file, an archive or a folder; see `RunReader`."""
        passed_over: dict[str, ReadProblem] = {}
        taken = 0
        while True:
            one = _OnePath(path, request, passed_over)
            try:
                for number, file in enumerate(self._files(one)):
                    # A new child reads an archive from its beginning once more.
                    if number >= taken:
                        taken += 1
                        yield _with_ids(file, new_id)
            except ChildGoneError as error:
                self.close()
                problem = ReadProblem(error.code)
                if one.member is None or one.member in passed_over or _is_hopeless(passed_over):
                    yield ReadFile(_shown(path), one.member, "", (), (), problem)
                    return
                passed_over[one.member] = problem
            except _UnwantedError:
                self.close()
                return
            except GeneratorExit:
                # It would go on with a path that nobody asks for any more.
                self.close()
                raise
            else:
                return

    def _files(self, one: _OnePath) -> Iterator[ReadFile]:
        self._share = 0.0
        child = self._ready_child()
        child.send(framed(Ask(os.fsencode(one.path), one.request, one.passed_over)))
        one.go_on()
        while True:
            answer = self._answer(child, one.until)
            if isinstance(answer, Found):
                yield answer.file
                # What is done with it meanwhile is not the child's time.
                one.go_on()
            elif isinstance(answer, Opened):
                one.begin(answer.member, answer.packed_bytes)
            elif isinstance(answer, Reached):
                self._share = min(1.0, max(0.0, answer.share))
                one.reach(self._share)
                self._go_on()
            else:
                return

    def _ready_child(self) -> ChildProcess:
        child = self._child
        if child is None:
            child = self._child = ChildProcess()
        if not child.is_ready:
            child.is_ready = isinstance(self._answer(child, monotonic() + START_MOST_S), Ready)
        return child

    def _answer(self, child: ChildProcess, until: float) -> Answer:
        while (content := child.next_message(_LOOK_S)) is None:
            self._go_on()
            if monotonic() > until:
                raise ChildGoneError(Refusal.TIMEOUT)
        try:
            return answer_in(content)
        except BrokenMessageError as error:
            raise ChildGoneError(Refusal.UNREADABLE) from error

    def _go_on(self) -> None:
        """Say how far it is; raises `_UnwantedError`."""
        if not self._is_wanted(self._share):
            raise _UnwantedError


class _OnePath:
    """What is being read: the path, the member of it, and until when that may take (monotonic).

    Only what brings it further gives it time again: who tells without end where it is, hangs.
    """

    def __init__(
        self, path: Path, request: ReadRequest, passed_over: Mapping[str, ReadProblem]
    ) -> None:
        self.path = path
        self.request = request
        self.passed_over = passed_over
        self.member: str | None = None
        self.until = 0.0
        self._seconds = seconds_for(_size(path))
        self._share = 0.0
        self._answers = 0

    def begin(self, member: str, packed_bytes: int) -> None:
        """Take note that a member is being read; raises `ChildGoneError` where that has no end."""
        self.member = member
        self._seconds, self._share = seconds_for(packed_bytes), 0.0
        self.go_on()

    def go_on(self) -> None:
        """Take note of a result; raises `ChildGoneError` where they have no end."""
        self._answers += 1
        if self._answers > ANSWERS_MOST:
            raise ChildGoneError(Refusal.TOO_LARGE)
        self.until = monotonic() + self._seconds

    def reach(self, share: float) -> None:
        """Take note of how much was read; raises `ChildGoneError` where that goes on too slowly."""
        if share >= self._share + _STEP_SHARE:
            self._share = share
            self.until = monotonic() + self._seconds
        elif monotonic() > self.until:
            raise ChildGoneError(Refusal.TIMEOUT)


def _is_hopeless(passed_over: Mapping[str, ReadProblem]) -> bool:
    return len(passed_over) >= RESTARTS_MOST


def _with_ids(file: ReadFile, new_id: IdSource) -> ReadFile:
    """The same with ids of this process: those of a child begin anew with each."""
    ids = {run.id: new_id() for run in file.runs}
    return replace(
        file,
        runs=tuple(replace(run, id=ids[run.id]) for run in file.runs),
        gear={ids[run_id]: gear for run_id, gear in file.gear.items() if run_id in ids},
        warnings=tuple(
            each if each.run_id is None else replace(each, run_id=ids.get(each.run_id))
            for each in file.warnings
        ),
        scores=tuple(
            each if each.run_id is None else replace(each, run_id=ids.get(each.run_id))
            for each in file.scores
        ),
    )


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0


def _shown(path: Path) -> str:
    return str(path).encode("utf-8", "replace").decode("utf-8")
