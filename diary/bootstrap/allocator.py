"""Has the C library give back what large pictures took, once they are gone.

By itself glibc takes a large piece that was freed for a sign that more of them are wanted, keeps
them in its heap from then on, and has a heap for each thread: after some hours of charts, reports
and other people's diaries a window held a quarter more than it used. Elsewhere nothing is done.
"""

from __future__ import annotations

import sys

# From malloc.h of glibc: the number of a setting, and what it is set to.
_MMAP_THRESHOLD, _LARGE_BYTES = -3, 256 * 1024
_TRIM_THRESHOLD, _SPARE_BYTES = -1, 1024 * 1024
_ARENA_MAX, _HEAPS = -8, 2


def give_memory_back() -> None:
    """Set it for this process; where there is no such call nothing happens."""
    if not sys.platform.startswith("linux"):
        return
    import ctypes  # noqa: PLC0415 - matplotlib, which comes next, needs it too

    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is None:
        # Other C libraries have no such keeping to be told about.
        return
    mallopt(_MMAP_THRESHOLD, _LARGE_BYTES)
    mallopt(_TRIM_THRESHOLD, _SPARE_BYTES)
    mallopt(_ARENA_MAX, _HEAPS)
