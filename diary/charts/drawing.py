"""Has figures drawn one after the other, and all that tasks ask for by one thread.

What matplotlib keeps between figures is not made for two threads at once. And for every thread that
ever drew it keeps each font anew, a quarter of a megabyte and two open files.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from threading import Lock, get_ident, main_thread
from typing import TypeVar

T = TypeVar("T")
_DRAWING = Lock()


def drawn_alone(work: Callable[[], T]) -> T:
    """What `work` returns or raises, when nothing else is drawn; it must not come back here.

    The main thread draws by itself: while it waited, Python might collect in the other thread what
    belongs to a window. For tasks nothing is collected meanwhile.
    """
    with _DRAWING:
        if get_ident() == main_thread().ident:
            return work()
        return _thread().submit(work).result()


@cache
def _thread() -> ThreadPoolExecutor:
    """The one that draws for all tasks; it ends with the program."""
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="drawing")
