"""Hears what goes wrong where nobody waits for it: errors inside slots, and warnings of Qt.

Items of our own layouts that nobody can let go of any more are heard as well: each is too small to
be seen in the memory of an hour, and there are hundreds a minute.
"""

from __future__ import annotations

import sys
import traceback
from types import TracebackType

import shiboken6
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QLayoutItem

from diary.ui.widgets import item_layout

# What the platform without a screen says of itself.
_OF_THE_PLATFORM = "This plugin does not support"


def listen(heard: list[str]) -> None:
    """Add one line for each from now on; whole traces go to stderr."""

    def raised(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        traceback.print_exception(kind, error, trace)
        heard.append(f"{kind.__name__}: {error}")

    def said(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if not text.startswith(_OF_THE_PLATFORM):
            sys.stderr.write(text + "\n")
            heard.append(text)

    sys.excepthook = raised
    qInstallMessageHandler(said)
    listen_for_items(heard)


def listen_for_items(heard: list[str]) -> None:
    """Add a line for each layout, made from now on, that leaves items behind when it goes."""
    delete = vars(item_layout)["_delete"]

    def deleted(items: list[QLayoutItem], *_of: object) -> None:
        lost = sum(not shiboken6.isValid(item) for item in items)
        if lost:
            heard.append(f"{lost} items of a layout are left behind")
        delete(items)

    vars(item_layout)["_delete"] = deleted
