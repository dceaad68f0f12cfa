"""Leaves out a session bus (D-Bus) that takes a call and never answers.

Qt asks the bus for colours, the tray and screen readers before there is any window, and waits for
its answer without end. A bus that is not there at all is passed over by Qt itself.
"""

from __future__ import annotations

import os
import socket
import sys
from contextlib import suppress
from time import monotonic
from urllib.parse import unquote

ADDRESS = "DBUS_SESSION_BUS_ADDRESS"
# A bus answers within a millisecond; one that sleeps is given time to wake.
ANSWER_S = 2.0
_ENOUGH = 4096


def leave_out_silent_bus(most_s: float = ANSWER_S) -> None:
    """Have Qt find no session bus when the one there is does not answer within these seconds."""
    if sys.platform.startswith("linux") and any(_is_silent(each, most_s) for each in _places()):
        os.environ[ADDRESS] = ""


def _places() -> list[str]:
    """Where a session bus may listen; a name in the abstract space begins with NUL."""
    found = []
    for address in os.environ.get(ADDRESS, "").split(";"):
        kind, _, rest = address.partition(":")
        named = dict(part.partition("=")[::2] for part in rest.split(","))
        if kind == "unix" and "path" in named:
            found.append(unquote(named["path"]))
        elif kind == "unix" and "abstract" in named:
            found.append("\0" + unquote(named["abstract"]))
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    # What is taken where the variable is not set.
    return found if ADDRESS in os.environ or not folder else [f"{folder}/bus"]


def _is_silent(place: str, most_s: float) -> bool:
    """True when something listens there and does not answer the first word of the protocol."""
    until = monotonic() + most_s
    who = str(os.getuid()).encode().hex()
    with suppress(OSError, ValueError), socket.socket(socket.AF_UNIX) as bus:
        bus.settimeout(most_s)
        try:
            bus.connect(place)
            bus.sendall(b"\0AUTH EXTERNAL " + who.encode() + b"\r\n")
            said = b""
            while b"\n" not in said and len(said) < _ENOUGH:
                bus.settimeout(max(0.001, until - monotonic()))
                more = bus.recv(_ENOUGH)
                if not more:
                    # It hangs up, and so it does on Qt.
                    return False
                said += more
        except TimeoutError:
            return True
    return False
