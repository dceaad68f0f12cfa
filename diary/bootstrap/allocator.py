"""Has the C library give back what large pictures took, once they are gone.

By itself glibc takes a large piece that was freed for a sign that more of them are wanted, keeps
them in its heap from then on, and has a heap for each thread: after some hours of charts, reports
and other people's diaries a window held a quarter more than it used. What lies free between pieces
that are used it never gives back unasked, and in two heaps there is more between than in one.
Elsewhere nothing is done.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable

# From malloc.h of glibc: the number of a setting, and what it is set to.
_MMAP_THRESHOLD, _LARGE_BYTES = -3, 256 * 1024
_TRIM_THRESHOLD, _SPARE_BYTES = -1, 1024 * 1024
_ARENA_MAX, _HEAPS = -8, 1
# Looking through all heaps takes 6 to 10 ms after an hour of use, and as long again through 20,000
# objects that stay: idle nobody pays for it, and where there is more, it comes after more work.
WORTH_A_LOOK_S, SHARE = 1.0, 100
# Where what stays was looked through in so long the last time, it is done out of turn too when much
# was left: to free that costs the same sooner or later, and less in one piece the sooner.
QUICK_LOOK_S = 0.1
# An object that is forgotten is looked at like one that stays, and then freed, twice as long again.
_FORGOTTEN = 3


def give_memory_back() -> None:
    """Set it for this process, before its first thread; without such a call nothing happens."""
    mallopt = _call("mallopt")
    mallopt(_MMAP_THRESHOLD, _LARGE_BYTES)
    mallopt(_TRIM_THRESHOLD, _SPARE_BYTES)
    mallopt(_ARENA_MAX, _HEAPS)


class SpareMemory:
    """Gives memory back to the system that nobody uses any more, when enough was done meanwhile.

    Closed windows and old charts refer to themselves, so they stay until Python looks for them. By
    itself it looks through everything after some million new objects: that is an hour of use.
    """

    def __init__(self) -> None:
        self._seen_s = time.process_time()
        self._took_s = 0.0

    def give_back(self) -> None:
        """To be called now and then, from the thread of the window."""
        worked_s = time.process_time() - self._seen_s
        if worked_s >= max(WORTH_A_LOOK_S, SHARE * self._took_s):
            self._give_back()

    def give_back_at_once(self) -> None:
        """Where much was just forgotten, or much is about to be taken; from the window's thread.

        What is taken on top of what nobody uses needs room of its own, which Python keeps for as
        long as anything lies in it. To be called by the event loop: objects of Qt may go.
        """
        if self._took_s <= QUICK_LOOK_S:
            self._give_back()
        else:
            self.give_back()

    def _give_back(self) -> None:
        # Switched off while a task is under way, or when nothing may be deleted.
        if not gc.isenabled():
            return
        looked_s = _let_go_of_forgotten()
        begun = time.process_time()
        _call("malloc_trim")(0)
        self._seen_s = time.process_time()
        self._took_s = looked_s + self._seen_s - begun


def _let_go_of_forgotten() -> float:
    """Have Python collect; return how many seconds it took to look at what stays.

    To free the rest costs the same sooner or later. Were it counted, each look would come later
    than the one before and find more: a quarter of a second in one piece after some minutes.
    """
    begun = time.process_time()
    forgotten = gc.collect()
    staying = len(gc.get_objects())
    took_s = time.process_time() - begun
    return took_s * staying / max(1, staying + _FORGOTTEN * forgotten)


def _call(name: str) -> Callable[..., object]:
    """A function of glibc; one that does nothing where another library has no such keeping."""
    if not sys.platform.startswith("linux"):
        return _nothing
    import ctypes  # noqa: PLC0415 - a command does without

    found: Callable[..., object] = getattr(ctypes.CDLL(None), name, _nothing)
    return found


def _nothing(*_settings: int) -> None:
    """Do nothing."""
