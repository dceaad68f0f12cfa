"""How a reading child and its parent take turns: messages behind their length, and time limits."""

from __future__ import annotations

import struct
from collections.abc import Callable

LARGEST_MESSAGE_BYTES = 64 * 1024 * 1024
# Exit status of a child for a file that needs more memory than there is.
OUT_OF_MEMORY = 3
SECONDS_LEAST = 10.0
# So slow is no reader on any machine that can show the window.
BYTES_PER_SECOND = 1024 * 1024
_LENGTH = struct.Struct(">I")


def seconds_for(packed_bytes: int) -> float:
    """How long a file of this size may take to give its next answer."""
    return SECONDS_LEAST + packed_bytes / BYTES_PER_SECOND


def behind_its_length(content: bytes) -> bytes:
    """A message as it is sent."""
    return _LENGTH.pack(len(content)) + content


def received(read: Callable[[int], bytes]) -> bytes | None:
    """The next message; None at the end, where one breaks off, and for one that is too long."""
    head = read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > LARGEST_MESSAGE_BYTES:
        return None
    content = read(length)
    return content if len(content) == length else None
