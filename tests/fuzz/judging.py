"""Reads a hand-over file in the child alone, and weighs that."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass

from diary.bootstrap import HAND_OVER_OPTION
from diary.bootstrap.child_process import child_command
from diary.domain.hand_over import HandOver, HandOverRefusedError
from diary.formats.handover_wire import answer_in
from diary.formats.pipe import behind_its_length, received


@dataclass(frozen=True)
class Judged:
    """What became of a file; `seconds` of calculation, `memory_mb` at most at once."""

    answer: HandOver | HandOverRefusedError | None
    seconds: float
    memory_mb: float
    status: int


# A process is charged with the memory of the one that started it, and tests are large: this small
# one stands in between, and writes what its child used.
_STARTER = """
import json, os, resource, sys
status = os.spawnv(os.P_WAIT, sys.argv[2], sys.argv[2:])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
told = [used.ru_utime + used.ru_stime, used.ru_maxrss, status]
os.write(int(sys.argv[1]), json.dumps(told).encode())
"""


def judged(content: bytes) -> Judged:
    """Read a file in the child alone, and weigh that."""
    telling, told = os.pipe()
    command = [sys.executable, "-I", "-c", _STARTER, str(told), *child_command(HAND_OVER_OPTION)]
    child = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        pass_fds=[told],
    )
    os.close(told)
    with child, os.fdopen(telling, "rb") as weighed:
        said = _said_to(child, content)
        seconds, memory_kb, status = json.load(weighed)
    return Judged(_answer(said), seconds, memory_kb / 1024, status)


def _said_to(child: subprocess.Popen[bytes], content: bytes) -> bytes | None:
    assert child.stdin is not None
    assert child.stdout is not None
    received(child.stdout.read)
    with suppress(BrokenPipeError):
        child.stdin.write(behind_its_length(content))
        child.stdin.close()
    return received(child.stdout.read)


def _answer(said: bytes | None) -> HandOver | HandOverRefusedError | None:
    if said is None:
        return None
    try:
        return answer_in(said)
    except HandOverRefusedError as error:
        return error
