"""The harness's side of the forking program: sends errands, listens, kills."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.faults.errand import Errand

ROOT = Path(__file__).resolve().parents[2]
# Nothing a child does takes longer; one that hangs is a finding, not a reason to wait.
MOST_S = 60.0


class ChildHungError(Exception):
    """A child said nothing more and did not end."""


class ChildFailedError(Exception):
    """Work that was left alone did not come to its end."""


class Child:
    """One child at work; what it said stands in `said`, its exit status in `status` at the end."""

    def __init__(self, forks: Forks, number: int) -> None:
        self.number = number
        self.said: list[str] = []
        self.status: int | None = None
        self._forks = forks

    def go(self) -> None:
        """Let it begin."""
        self._forks.send("go")

    def listen(self, seconds: float = MOST_S) -> bool:
        """Take in what it says for so long; True when it ended meanwhile."""
        end = time.monotonic() + seconds
        while self.status is None:
            line = self._forks.line(end - time.monotonic())
            if line is None:
                return False
            if line.startswith("ended "):
                self.status = int(line.split()[1])
            else:
                self.said.append(line)
        return True

    def listen_for(self, word: str) -> None:
        """Take in what it says up to a line that begins like this, or to its end."""
        while self.status is None and not any(line.startswith(word) for line in self.said):
            line = self._forks.line(MOST_S)
            if line is None:
                raise ChildHungError(word)
            if line.startswith("ended "):
                self.status = int(line.split()[1])
            else:
                self.said.append(line)

    def kill(self) -> None:
        """Kill it as `kill -9` does; what it said before that is taken in."""
        if self.status is None:
            self._send_kill()
            self.end()

    def end(self) -> int:
        """Wait for its end; its exit status, minus the signal that ended it."""
        if not self.listen():
            self._send_kill()
            self.listen()
            raise ChildHungError(self.said)
        assert self.status is not None
        return self.status

    def _send_kill(self) -> None:
        # It may have ended by itself and not yet been heard of.
        with suppress(ProcessLookupError):
            os.kill(self.number, signal.SIGKILL)


class Forks:
    """The forking program; one child at a time."""

    def __init__(self, complaints: Path | None = None) -> None:
        with (complaints or Path(os.devnull)).open("ab") as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.forking"],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                bufsize=0,
            )
        self._read = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        with self._process:
            pass

    @contextmanager
    def child(self, errand: Errand) -> Iterator[Child]:
        """A child with this errand, which waits for `go`; killed at the end if it still runs."""
        self.send(errand.line())
        line = self.line(MOST_S)
        if line is None:
            raise ChildHungError(errand)
        child = Child(self, int(line.split()[1]))
        try:
            yield child
        finally:
            child.kill()

    def send(self, line: str) -> None:
        """One line to the program or to the child that waits."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n".encode())

    def line(self, seconds: float) -> str | None:
        """The next line; None when none comes in time. Raises `EOFError` when none can come."""
        assert self._process.stdout is not None
        output = self._process.stdout.fileno()
        while b"\n" not in self._read:
            if not select.select([output], [], [], max(0.0, seconds))[0]:
                return None
            more = os.read(output, 65_536)
            if not more:
                raise EOFError
            self._read += more
        line, _, self._read = self._read.partition(b"\n")
        return line.decode()
