"""Hears what goes wrong where nobody waits for it: errors inside slots, and warnings of Qt."""

from __future__ import annotations

import sys
import traceback
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

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
