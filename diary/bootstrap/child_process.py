"""Starts the process that reads foreign files, listens to it and ends it."""

from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from queue import Empty, Full, Queue
from threading import Thread

from diary.bootstrap import CHILD_OPTION
from diary.domain.reading import Refusal
from diary.formats.pipe import OUT_OF_MEMORY, received

_LOOK_S = 0.1
_WAITING_MOST = 64
_END_S = 1.0


class ChildGoneError(Exception):
    """The child is no longer there, or what it says makes no sense; with the reason."""

    def __init__(self, code: Refusal) -> None:
        super().__init__(code)
        self.code = code


class ChildProcess:
    """One child process. What it says is taken in by a thread, so that waiting can end."""

    def __init__(self) -> None:
        self._messages: Queue[bytes | None] = Queue(_WAITING_MOST)
        self._is_over = self.is_ready = False
        self._process: subprocess.Popen[bytes] | None = None
        with suppress(OSError):
            self._process = subprocess.Popen(  # noqa: S603 - this program itself
                child_command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        self._thread = Thread(target=self._take_in, name="reading child", daemon=True)
        self._thread.start()

    def send(self, content: bytes) -> None:
        """Ask; raises `ChildGoneError`."""
        stream = self._process.stdin if self._process is not None else None
        if stream is None:
            raise ChildGoneError(Refusal.UNREADABLE)
        try:
            stream.write(content)
            stream.flush()
        except OSError as error:
            raise ChildGoneError(self._reason()) from error

    def next_message(self, seconds: float) -> bytes | None:
        """What it says next; None = nothing yet. Raises `ChildGoneError` when it is gone."""
        try:
            content = self._messages.get(timeout=seconds)
        except Empty:
            return None
        if content is None:
            raise ChildGoneError(self._reason())
        return content

    def kill(self) -> None:
        """End it at once; whatever it was about to say is thrown away."""
        self._is_over = True
        process = self._process
        if process is not None:
            process.kill()
            process.wait()
        self._thread.join()
        if process is not None:
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    with suppress(OSError):
                        stream.close()

    def _take_in(self) -> None:
        stream = self._process.stdout if self._process is not None else None
        content: bytes | None = b""
        while content is not None:
            content = received(stream.read) if stream is not None else None
            self._put(content)

    def _put(self, content: bytes | None) -> None:
        while not self._is_over:
            with suppress(Full):
                self._messages.put(content, timeout=_LOOK_S)
                return

    def _reason(self) -> Refusal:
        """Why it has ended by itself."""
        if self._process is None:
            return Refusal.UNREADABLE
        try:
            status = self._process.wait(_END_S)
        except subprocess.TimeoutExpired:
            return Refusal.UNREADABLE
        if status == -getattr(signal, "SIGXCPU", 0):
            return Refusal.TIMEOUT
        # A system without memory left ends whoever has taken most.
        if status in {OUT_OF_MEMORY, -getattr(signal, "SIGKILL", 0)}:
            return Refusal.TOO_LARGE
        return Refusal.UNREADABLE


def child_command() -> list[str]:
    """How this program starts itself as a child."""
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD_OPTION]
    # The places it was itself loaded from, and nothing else: no current folder, no other packages.
    own = str(Path(__file__).resolve().parents[2])
    places = [own, *(place for place in sys.path if place and place != own)]
    code = (
        f"import sys; sys.path[:] = {places!r}; from diary.formats.child import main;"
        " sys.exit(main())"
    )
    return [sys.executable, "-I", "-S", "-c", code]
