"""Ends the program in words where Qt would end it with a signal: it found nothing to draw on."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication

from diary.words import _

# Exit status of a start that was refused with nothing changed.
NOTHING_CHANGED = 3
# Bits of a pixel; with fewer its number stands for a colour in a list, which Qt cannot draw with.
_LEAST_BITS = 12


@contextmanager
def no_screen_told() -> Iterator[None]:
    """Make the application object inside this; what Qt says of it stands below our sentence.

    Qt names what is missing, and how the package is called that has it.
    """
    said: list[str] = []

    def tell(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        said.append(message.strip())
        if kind == QtMsgType.QtFatalMsg:
            _end(said)

    before = qInstallMessageHandler(tell)
    try:
        yield
        if any(screen.depth() < _LEAST_BITS for screen in QGuiApplication.screens()[:1]):
            # Qt opens a window there and paints nothing.
            _end(said)
    finally:
        qInstallMessageHandler(before)
        for message in said:
            sys.stderr.write(message + "\n")


def _end(said: list[str]) -> None:
    text = _(
        "No window can be opened on this screen. All commands work: kneelog --help lists them."
    )
    sys.stderr.write("\n".join([text, *said]) + "\n")
    sys.stderr.flush()
    # Qt calls abort() when this returns. Nothing was opened but the log and the lock, which fall
    # with the process.
    os._exit(NOTHING_CHANGED)
