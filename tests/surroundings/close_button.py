"""The button that closes a window: the message a window manager sends when it is pressed."""

from __future__ import annotations

import ctypes
from ctypes.util import find_library

_CLIENT_MESSAGE = 33
_LONGS = 5


class _Message(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * _LONGS),
        # An event of any kind has room for 24 words.
        ("rest", ctypes.c_long * 24),
    )


def ask_to_close(display: str, window: int) -> None:
    """Send WM_DELETE_WINDOW. Raises `OSError` when there is no such display."""
    x11 = ctypes.CDLL(find_library("X11"))
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.restype = ctypes.c_ulong
    opened = x11.XOpenDisplay(display.encode())
    if not opened:
        raise OSError(display)
    connection = ctypes.c_void_p(opened)

    def atom(name: str) -> int:
        return int(x11.XInternAtom(connection, name.encode(), 0))

    message = _Message(type=_CLIENT_MESSAGE, display=connection, window=window, format=32)
    message.message_type = atom("WM_PROTOCOLS")
    message.data[0] = atom("WM_DELETE_WINDOW")
    x11.XSendEvent(connection, ctypes.c_ulong(window), 0, 0, ctypes.byref(message))
    x11.XSync(connection, 0)
    x11.XCloseDisplay(connection)
