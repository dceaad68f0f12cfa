"""Calls of a running child counted, recorded, or made to fail by strace, where there is one."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

# Everything that changes a file or a folder, or asks for it to be on the disk.
CHANGING = (
    *("pwrite64", "write", "writev", "ftruncate", "fallocate", "sendfile", "copy_file_range"),
    *("fsync", "fdatasync", "rename", "renameat", "renameat2", "link", "linkat", "unlink"),
    *("unlinkat", "mkdir", "mkdirat", "fchmod", "chmod", "fchmodat"),
)
# What is written to a pipe, such as a question to the program that reads files, needs no room.
_NAME = re.compile(r"^(?:\d+ +)?(\w+)\((?!\d+<pipe:)", re.MULTILINE)


class Tracer:
    """strace, attached to children that wait for their word."""

    def __init__(self, program: str, folder: Path) -> None:
        self._program = program
        self._folder = folder

    @contextmanager
    def injecting(self, child: int, call: str, effect: str, when: str) -> Iterator[None]:
        """Let something happen at the `when`-th call of this kind, as `strace -e inject=` has it.

        strace counts each kind of call by itself, so that only one can be asked for.
        """
        inject = f"inject={call}:{effect}:when={when}"
        with self._attached(child, os.devnull, f"trace={call}", inject):
            yield

    @contextmanager
    def counting(self, child: int, calls: tuple[str, ...]) -> Iterator[Callable[[], Counter[str]]]:
        """Count the calls of each of these kinds to files; known when the child has ended."""
        trace = self._folder / "trace.txt"
        options = (f"trace={','.join(calls)}", "signal=none")
        with self._attached(child, str(trace), *options, shown=("-y",)):
            yield lambda: Counter(_NAME.findall(trace.read_text()))

    @contextmanager
    def recording(
        self, child: int, calls: tuple[str, ...], most_bytes: int = 1 << 26
    ) -> Iterator[Path]:
        """Write these calls with all their bytes, as hex, into a file; whole when it has ended."""
        trace = self._folder / "trace.txt"
        options = (f"trace={','.join(calls)}", "signal=none")
        with self._attached(child, str(trace), *options, most_bytes=most_bytes):
            yield trace

    @contextmanager
    def _attached(
        self,
        child: int,
        out: str,
        *expressions: str,
        most_bytes: int = 0,
        shown: tuple[str, ...] = ("-xx",),
    ) -> Iterator[None]:
        given = [part for each in expressions for part in ("-e", each)]
        # Threads are followed; a program of its own, such as the one that reads files, is let go:
        # it writes nothing of the diary, and to kill it is another fault.
        follow = ("-f", "-b", "execve")
        command = [self._program, *follow, *shown, "-s", str(most_bytes), "-o", out, *given]
        with subprocess.Popen(
            [*command, "-p", str(child)], stderr=subprocess.PIPE, text=True
        ) as process:
            assert process.stderr is not None
            said = process.stderr.readline()
            if "attached" not in said:
                process.kill()
                raise TracingError(said)
            try:
                yield
                # It ends with the child.
                process.wait(30)
            finally:
                process.kill()


class TracingError(Exception):
    """strace could not be attached."""


def allow_tracing() -> None:
    """Let another program of the same person trace this one, where the kernel asks for that."""
    if sys.platform == "linux":
        pr_set_ptracer, anybody = 0x59616D61, ctypes.c_ulong(-1)
        ctypes.CDLL(None).prctl(pr_set_ptracer, anybody, 0, 0, 0)


def tracer(folder: Path) -> Tracer | None:
    """strace, if it is here and may look into a program of ours."""
    program = shutil.which("strace")
    if program is None:
        return None
    with subprocess.Popen(
        [sys.executable, "-c", _WAITING], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=_ROOT
    ) as child:
        assert child.stdout is not None
        child.stdout.readline()
        found = Tracer(program, folder)
        try:
            with found.injecting(child.pid, "fsync", "error=EIO", "1"):
                child.communicate()
        except (TracingError, subprocess.TimeoutExpired):
            return None
        finally:
            child.kill()
    return found


_ROOT = Path(__file__).resolve().parents[2]
_WAITING = """
import sys
from tests.faults.tracing import allow_tracing
allow_tracing()
print("waiting", flush=True)
sys.stdin.read()
"""
