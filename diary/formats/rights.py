"""What a child process gives up before it looks at anything foreign, where the system lets it."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from typing import BinaryIO

FILES_MOST = 64


def take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Where questions come in and answers go out."""
    # By number: a packaged program without a console has no sys.stdin.
    questions, answers = os.fdopen(0, "rb", closefd=False), os.fdopen(os.dup(1), "wb")
    # A library that prints cannot get in between the answers.
    os.dup2(2, 1)
    with suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    return questions, answers


def give_up_rights(memory_bytes: int) -> None:
    """Limit memory, open files and writing, where the system has such limits."""
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return
    limits = (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, FILES_MOST),
        (resource.RLIMIT_CORE, 0),
    )
    for kind, most in limits:
        # A Mac refuses some of them: there the parent's clock is what counts.
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


def allow_seconds(seconds: float) -> None:
    """Let the system end this process when it calculates for longer than that from now on."""
    try:
        import resource  # noqa: PLC0415 - as above
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime + seconds) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (until, hard))
