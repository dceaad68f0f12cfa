"""Identifiers that sort by time: UUID version 7 (RFC 9562), until the standard library has it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

RANDOM_BYTES = 10


def uuid7(at: datetime, random: bytes) -> str:
    """A UUIDv7 in text form from an aware instant and ten random bytes."""
    milliseconds = int(at.timestamp() * 1000) & ((1 << 48) - 1)
    bits = milliseconds << 80 | int.from_bytes(random[:RANDOM_BYTES], "big")
    bits = bits & ~(0xF << 76) | 0x7 << 76
    bits = bits & ~(0x3 << 62) | 0x2 << 62
    return str(UUID(int=bits))
