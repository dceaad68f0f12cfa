"""`python -m tests.faults.forking`: does everything once, then forks a child for each errand.

A child costs some milliseconds in this way instead of the second that the imports take, so that
thousands can be killed, and in their work rather than in their imports. The parent has one thread
and nothing open, hence no lock, no log and no connection is inherited.
"""

from __future__ import annotations

import os
import resource
import sys
import traceback
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.faults import clocked, works
from tests.faults.beside import WORKS_BESIDE, WRONG_BESIDE
from tests.faults.broken import BROKEN
from tests.faults.clocked import WORKS_BY_CLOCK, WRONG_BY_CLOCK
from tests.faults.errand import Errand
from tests.faults.tracing import allow_tracing
from tests.faults.works import WORKS, GaveUpError

_GO = b"go\n"
_RIGHT = {**WORKS, **WORKS_BY_CLOCK, **WORKS_BESIDE}
_WORKS = {**_RIGHT, **BROKEN, **WRONG_BY_CLOCK, **WRONG_BESIDE}


def main() -> None:
    """Read errands until there are no more; say the child's number, what it says, how it ended."""
    with TemporaryDirectory() as folder:
        works.warm_up(Path(folder, "works"))
        clocked.warm_up(Path(folder, "clocked"))
    while line := _line():
        errand = Errand.of_line(line)
        child = os.fork()
        if not child:
            _carry_out(errand)
        _, status = os.waitpid(child, 0)
        _say(f"ended {os.waitstatus_to_exitcode(status)}")


def _line() -> str:
    # Byte by byte: what is read too early would be missing from the child's own input.
    read = bytearray()
    while (byte := os.read(0, 1)) not in {b"", b"\n"}:
        read += byte
    return read.decode()


def _say(line: str) -> None:
    # Not `write`, which a child may be made to fail at.
    os.writev(1, [f"{line}\n".encode()])


def _carry_out(errand: Errand) -> None:
    """Wait for the word and do the work; never returns."""
    allow_tracing()
    # From here on the harness may attach.
    _say(f"child {os.getpid()}")
    os.read(0, len(_GO))
    try:
        if errand.most_bytes:
            _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
            resource.setrlimit(resource.RLIMIT_FSIZE, (errand.most_bytes, hard))
        _WORKS[errand.work](errand, _say)
    except GaveUpError:
        _say("gave up")
    except BaseException:  # noqa: BLE001 - a fork must never go on as its parent
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    main()
