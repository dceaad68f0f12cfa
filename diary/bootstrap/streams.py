"""Puts something harmless in the place of a standard stream that is closed.

A program can be started without them: by a desktop, by a service, by a shell that is told to. The
next file that is opened then takes the number of the closed stream, and what a library writes to
"the terminal" goes into it: the log, a file of choices, or whatever it happens to be.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

_LAST = 2


def stand_in_for_closed_streams() -> None:
    """Have numbers 0 to 2 taken and `sys.stdin`, `sys.stdout` and `sys.stderr` usable."""
    with suppress(OSError):  # without a null device everything stays as it is
        number = os.open(os.devnull, os.O_RDWR)
        while number <= _LAST:
            # Children that are started get it as they would get a terminal.
            os.set_inheritable(number, True)
            number = os.dup(number)
        os.close(number)
        for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
            if getattr(sys, name) is None:
                # It is closed when the program ends.
                setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115
