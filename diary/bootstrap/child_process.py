"""Starts the process that reads foreign files, listens to it and ends it.

Whatever the child does or leaves undone, nothing here waits for it without end, and only so much
of what it says is kept until somebody takes it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Condition, Thread
from typing import IO

from diary.bootstrap import CHILD_OPTION, CHILDREN
from diary.domain.reading import Refusal
from diary.formats.pipe import OUT_OF_MEMORY, received

_WAITING_MOST = 64
_WAITING_MOST_BYTES = 16 * 1024 * 1024
_END_S = 1.0


class ChildGoneError(Exception):
    """The child is no longer there, or what it says makes no sense; with the reason."""

    def __init__(self, code: Refusal) -> None:
        super().__init__(code)
        self.code = code


class ChildProcess:
    """One child process. What it says is taken in by a thread, so that waiting can end.

    `command` starts it; None = the one that reads foreign files.
    """

    def __init__(self, command: Sequence[str] | None = None) -> None:
        self._inbox = _Inbox()
        self.is_ready = False
        self._process: subprocess.Popen[bytes] | None = None
        with suppress(OSError):
            self._process = subprocess.Popen(  # noqa: S603 - this program itself
                child_command() if command is None else command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        self._thread = Thread(target=self._take_in, name="reading child", daemon=True)
        self._thread.start()

    def send(self, content: bytes) -> None:
        """Ask; raises `ChildGoneError`. One that does not listen is noticed by its silence."""
        stream = self._process.stdin if self._process is not None else None
        if stream is None:
            raise ChildGoneError(Refusal.UNREADABLE)
        # A pipe holds little: writing to a child that takes nothing in would never end.
        Thread(target=_write, args=(stream, content), name="asking", daemon=True).start()

    def next_message(self, seconds: float) -> bytes | None:
        """What it says next; None = nothing yet. Raises `ChildGoneError` when it is gone."""
        content = self._inbox.take(seconds)
        if content is None and self._inbox.is_over:
            raise ChildGoneError(self._reason())
        return content

    def kill(self) -> None:
        """End it at once, with all it may have started; what it was about to say is lost."""
        self._inbox.close()
        process = self._process
        if process is None:
            self._thread.join()
            return
        _kill(process)
        process.wait()
        self._thread.join(_END_S)
        streams = [process.stdin] if self._thread.is_alive() else [process.stdin, process.stdout]
        for stream in streams:
            if stream is not None:
                with suppress(OSError):
                    stream.close()

    def _take_in(self) -> None:
        stream = self._process.stdout if self._process is not None else None
        content: bytes | None = b""
        while content is not None:
            content = received(stream.read) if stream is not None else None
            self._inbox.put(content)

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


class _Inbox:
    """What a child has said and nobody has taken yet: few messages, and few bytes."""

    def __init__(self) -> None:
        self._messages: deque[bytes] = deque()
        self._bytes = 0
        self._has_ended = self._is_closed = False
        self._changed = Condition()

    @property
    def is_over(self) -> bool:
        """True when everything was taken and nothing more will come."""
        with self._changed:
            return self._has_ended and not self._messages

    def close(self) -> None:
        """Take nothing more in."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()

    def put(self, content: bytes | None) -> None:
        """Add a message as soon as there is room for it; None = the last one has come."""
        with self._changed:
            self._changed.wait_for(self._has_room)
            if content is None:
                self._has_ended = True
            elif not self._is_closed:
                self._messages.append(content)
                self._bytes += len(content)
            self._changed.notify_all()

    def take(self, seconds: float) -> bytes | None:
        """The next message; None when there is none within that time."""
        with self._changed:
            self._changed.wait_for(lambda: self._messages or self._has_ended, seconds)
            if not self._messages:
                return None
            content = self._messages.popleft()
            self._bytes -= len(content)
            self._changed.notify_all()
            return content

    def _has_room(self) -> bool:
        is_full = len(self._messages) >= _WAITING_MOST or self._bytes >= _WAITING_MOST_BYTES
        return self._is_closed or not is_full


def _write(stream: IO[bytes], content: bytes) -> None:
    with suppress(OSError, ValueError):
        stream.write(content)
        stream.flush()


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a process; where there are groups of processes, its group."""
    if hasattr(os, "killpg") and process.returncode is None:
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()


def child_command(option: str = CHILD_OPTION) -> list[str]:
    """How this program starts itself as the child of this option."""
    if getattr(sys, "frozen", False):
        return [sys.executable, option]
    # The places it was itself loaded from, and nothing else: no current folder, no other packages.
    own = str(Path(__file__).resolve().parents[2])
    places = [own, *(place for place in sys.path if place and place != own)]
    code = (
        f"import sys; sys.path[:] = {places!r}; from {CHILDREN[option]} import main;"
        " sys.exit(main())"
    )
    return [sys.executable, "-I", "-S", "-c", code]
