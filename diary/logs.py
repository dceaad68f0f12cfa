"""The program's log: small, rotating, readable only by its owner, and without anybody's words.

Only kinds of errors and places in our own code are written. Messages of exceptions can carry
notes, names and paths, so they stay out.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
import traceback
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

LOG = logging.getLogger("kneelog")
LARGEST_BYTES = 200_000
KEPT_FILES = 2
_PACKAGE = Path(__file__).parent


class _PrivateFileHandler(RotatingFileHandler):
    """Creates its files with rights for the owner only."""

    def _open(self):  # type: ignore[no-untyped-def]  # noqa: ANN202 - signature of the library
        os.close(os.open(self.baseFilename, os.O_CREAT | os.O_WRONLY, 0o600))
        return super()._open()


def write_to(path: Path) -> None:
    """Send the log to a file from now on; a folder that cannot be written means no log."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = _PrivateFileHandler(path, maxBytes=LARGEST_BYTES, backupCount=KEPT_FILES)
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
    LOG.propagate = False


def describe(error: BaseException) -> str:
    """The kind of an error and where in our code it came from; nothing that a person typed."""
    places = [
        f"{Path(frame.filename).relative_to(_PACKAGE)}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(_PACKAGE)
    ]
    return " < ".join([type(error).__name__, *reversed(places)])


def catch_the_rest(tell: Callable[[BaseException], None]) -> None:
    """Log every exception that nobody caught, in any thread, and pass it to `tell`."""

    def from_anywhere(
        kind: type[BaseException], error: BaseException | None, place: TracebackType | None
    ) -> None:
        if error is None or issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error or kind(), place)
            return
        LOG.error("uncaught %s", describe(error))
        tell(error)

    def from_thread(caught: threading.ExceptHookArgs) -> None:
        from_anywhere(caught.exc_type, caught.exc_value, caught.exc_traceback)

    sys.excepthook = from_anywhere
    threading.excepthook = from_thread
