"""Zips that no sound program writes."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

_LOCAL = struct.Struct("<4s5H3L2H")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION = 20


@dataclass(frozen=True)
class Member:
    """A member as it is written; None = as it truly is."""

    name: str | bytes
    content: bytes = b""
    is_deflated: bool = True
    packed: bytes | None = None
    bytes_out: int | None = None
    packed_bytes: int | None = None
    crc: int | None = None
    flags: int = 0x800
    method: int | None = None
    mode: int = 0o100644
    at: int | None = None


def zipped(contents: Mapping[str, bytes | str]) -> bytes:
    """A sound zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return out.getvalue()


def zip_of(*members: Member, count: int | None = None, list_bytes: int | None = None) -> bytes:
    """A zip whose list says what the members say, true or not."""
    body, entries = b"", b""
    for member in members:
        entry, content = _parts(member, len(body))
        entries += entry
        body += content
    said = len(entries) if list_bytes is None else list_bytes
    number = (len(members) if count is None else count) & 0xFFFF
    return body + entries + _END.pack(b"PK\x05\x06", 0, 0, number, number, said, len(body), 0)


def _parts(member: Member, at: int) -> tuple[bytes, bytes]:
    name = member.name.encode() if isinstance(member.name, str) else member.name
    packed = member.packed
    if packed is None:
        packed = deflated(member.content) if member.is_deflated else member.content
    method = member.method
    if method is None:
        method = zipfile.ZIP_DEFLATED if member.is_deflated else zipfile.ZIP_STORED
    crc = zlib.crc32(member.content) if member.crc is None else member.crc
    bytes_out = len(member.content) if member.bytes_out is None else member.bytes_out
    packed_bytes = len(packed) if member.packed_bytes is None else member.packed_bytes
    same = (member.flags, method, 0, 0x21, crc, packed_bytes, bytes_out, len(name), 0)
    local = _LOCAL.pack(b"PK\x03\x04", _VERSION, *same)
    where = at if member.at is None else member.at
    rest = (0, 0, 0, member.mode << 16, where)
    entry = _ENTRY.pack(b"PK\x01\x02", 3 << 8 | _VERSION, _VERSION, *same, *rest)
    return entry + name, local + name + packed


def deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()
