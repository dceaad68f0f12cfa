"""What nobody caught, in a command or a window: its kind is told, and its place is in the log.

Never its message, which can be a row of the diary. The log is loaded when something goes wrong:
most commands end without it.
"""

from __future__ import annotations

import sys
import threading
from types import TracebackType

from diary import paths


def catch_faults() -> None:
    """Have every error that nobody caught told by its kind, in whatever thread it came."""
    sys.excepthook = _first
    threading.excepthook = _first_in_thread


def log_faults() -> None:
    """Begin the log, and have what nobody caught written there."""
    from diary import logs  # noqa: PLC0415 - see above

    logs.write_to(paths.log_path())
    logs.catch_the_rest(_tell)


def _first(
    kind: type[BaseException], error: BaseException | None, place: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error or kind(), place)
        return
    log_faults()
    sys.excepthook(kind, error or kind(), place)


def _first_in_thread(caught: threading.ExceptHookArgs) -> None:
    if caught.exc_type is SystemExit:
        # A thread that ends itself; Python says nothing of it either.
        return
    log_faults()
    threading.excepthook(caught)


def _tell(error: BaseException) -> None:
    """The last resort: the person sees that something went wrong."""
    sys.stderr.write(f"{type(error).__name__}\n")
