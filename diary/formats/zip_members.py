"""The members of a zip: the list of them, and the bytes of one.

Nothing in the list is believed: members are counted before they are listed, and what comes out of
one is compared with what was said of it.
"""

from __future__ import annotations

import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from diary.domain.reading import ReadProblem, Refusal
from diary.formats import source
from diary.formats.refused import RefusedError

MEMBERS_MOST = 20_000
_ENCRYPTED_FLAG = 0x1
_UNIX = 3
_RAW_DEFLATE = -15
_LOCAL, _LOCAL_MARK = struct.Struct("<4s5H3L2H"), b"PK\x03\x04"
_ENTRY_BYTES, _ENTRY_MARK, _ENTRY_LENGTHS = 46, b"PK\x01\x02", struct.Struct("<28x3H")
_END, _END_MARK = struct.Struct("<4s4H2LH"), b"PK\x05\x06"
_END_64, _END_64_MARK = struct.Struct("<4sQ2H2L4Q"), b"PK\x06\x06"
_LOCATOR_BYTES, _COMMENT_LONGEST = 20, 65_535
# What a damaged list of members makes the standard library raise.
_DAMAGED = (
    zipfile.BadZipFile,
    NotImplementedError,
    OSError,
    OverflowError,
    EOFError,
    ValueError,
    struct.error,
)


@dataclass(slots=True)
class ZipMember:
    """One file in a zip, as the list of its members has it."""

    offset: int
    packed_bytes: int
    bytes_out: int
    crc: int
    method: int
    problem: ReadProblem | None = field(default=None)


def listed(file: BinaryIO) -> tuple[Sequence[zipfile.ZipInfo], int]:
    """The list of members, and where it begins.

    Raises `RefusedError` (truncated, unreadable, too_large for more than `MEMBERS_MOST`).
    """
    try:
        _refuse_too_many(file)
        # Only the list of members is taken from it: the standard library trusts sizes.
        found = zipfile.ZipFile(file)
        return found.infolist(), found.start_dir
    except _DAMAGED as error:
        raise RefusedError(Refusal.UNREADABLE, type(error).__name__) from error


def _refuse_too_many(file: BinaryIO) -> None:
    """Count the members before any of them takes memory; the number in the file may lie."""
    size = file.seek(0, os.SEEK_END)
    tail_at = max(0, size - _COMMENT_LONGEST - _END.size)
    file.seek(tail_at)
    tail = file.read()
    at = len(tail) - _END.size
    if not (tail.startswith(_END_MARK, max(0, at)) and tail.endswith(b"\0\0")):
        at = tail.rfind(_END_MARK)
    if at < 0 or at + _END.size > len(tail):
        raise RefusedError(Refusal.TRUNCATED)
    end_at = tail_at + at
    list_bytes = _END.unpack_from(tail, at)[5]
    file.seek(max(0, end_at - _LOCATOR_BYTES - _END_64.size))
    end_64 = file.read(_END_64.size)
    if end_64.startswith(_END_64_MARK) and len(end_64) == _END_64.size:
        list_bytes, end_at = _END_64.unpack(end_64)[8], end_at - _LOCATOR_BYTES - _END_64.size
    if list_bytes > end_at:
        raise RefusedError(Refusal.UNREADABLE, "sizes")
    file.seek(end_at - list_bytes)
    _count(file, list_bytes)


def _count(file: BinaryIO, list_bytes: int) -> None:
    count, taken = 0, 0
    while taken < list_bytes:
        entry = file.read(_ENTRY_BYTES)
        if len(entry) < _ENTRY_BYTES or not entry.startswith(_ENTRY_MARK):
            return
        length = sum(_ENTRY_LENGTHS.unpack_from(entry))
        file.seek(length, os.SEEK_CUR)
        taken += _ENTRY_BYTES + length
        count += 1
        if count > MEMBERS_MOST:
            raise RefusedError(Refusal.TOO_LARGE, f"more than {MEMBERS_MOST} members")


def overlapping(infos: Sequence[zipfile.ZipInfo], list_at: int) -> frozenset[int]:
    """The numbers of members that lie on top of one another or of the list."""
    found: set[int] = set()
    end, before = 0, -1
    for number in sorted(range(len(infos)), key=lambda each: infos[each].header_offset):
        info = infos[number]
        if info.header_offset < end:
            found |= {before, number}
        # The name stands there once more: this is the least that a member takes up.
        this_end = info.header_offset + _LOCAL.size + info.compress_size
        if this_end > list_at:
            found.add(number)
        if this_end > end:
            end, before = this_end, number
    return frozenset(found)


def member_of(info: zipfile.ZipInfo, *, is_overlapping: bool) -> ZipMember:
    """What can be read of a member, or why it cannot be."""
    member = ZipMember(
        info.header_offset, info.compress_size, info.file_size, info.CRC, info.compress_type
    )
    mode = info.external_attr >> 16
    if info.flag_bits & _ENCRYPTED_FLAG:
        member.problem = ReadProblem(Refusal.ENCRYPTED)
    elif is_overlapping:
        member.problem = ReadProblem(Refusal.UNREADABLE, "overlapping members")
    elif info.create_system == _UNIX and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        member.problem = ReadProblem(Refusal.UNREADABLE, "not a regular file")
    elif info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        member.problem = ReadProblem(Refusal.UNSUPPORTED, f"compression {info.compress_type}")
    elif info.file_size > source.LARGEST_BYTES:
        member.problem = ReadProblem(Refusal.TOO_LARGE)
    return member


class MemberStream:
    """The unpacked bytes of one member, checked against what the list of members says of it."""

    def __init__(self, file: BinaryIO, member: ZipMember, on_read: Callable[[int], None]) -> None:
        self._file = file
        self._on_read = on_read
        self._member = member
        self._at, self._left = self._content_at(), member.packed_bytes
        self._unpacker = zlib.decompressobj(_RAW_DEFLATE) if member.method else None
        self._waiting = b""
        self._crc = self._bytes_out = 0
        self._is_done = False
        self.is_cut = False

    def read(self, most: int) -> bytes:
        """The next bytes; raises `RefusedError` when there are more than was said."""
        if self._is_done:
            return b""
        chunk = self._packed(most) if self._unpacker is None else self._inflated(most)
        self._crc = zlib.crc32(chunk, self._crc)
        self._bytes_out += len(chunk)
        if self._bytes_out > self._member.bytes_out:
            raise RefusedError(Refusal.UNREADABLE, "sizes")
        if not chunk:
            self._is_done = True
            member = self._member
            is_whole = (self._bytes_out, self._crc) == (member.bytes_out, member.crc)
            self.is_cut = self.is_cut or not is_whole
        return chunk

    def _content_at(self) -> int:
        """Where the content begins: the header before it has lengths of its own."""
        offset = self._member.offset
        try:
            self._file.seek(offset)
            header = self._file.read(_LOCAL.size)
        except (OSError, ValueError) as error:
            raise RefusedError(Refusal.UNREADABLE, type(error).__name__) from error
        if len(header) < _LOCAL.size or not header.startswith(_LOCAL_MARK):
            raise RefusedError(Refusal.UNREADABLE, "member not found")
        *_rest, name_bytes, extra_bytes = _LOCAL.unpack(header)
        return offset + _LOCAL.size + int(name_bytes) + int(extra_bytes)

    def _packed(self, most: int) -> bytes:
        # Several members may be open at once: each goes to its own place first.
        try:
            self._file.seek(self._at)
            chunk = self._file.read(min(most, self._left))
        except OSError as error:
            raise RefusedError(Refusal.UNREADABLE, type(error).__name__) from error
        self._at += len(chunk)
        self._left -= len(chunk)
        self._on_read(self._member.packed_bytes - self._left)
        return chunk

    def _inflated(self, most: int) -> bytes:
        unpacker = self._unpacker
        assert unpacker is not None  # noqa: S101 - a stored member goes another way
        while not unpacker.eof:
            packed = self._waiting or self._packed(most)
            try:
                chunk = unpacker.decompress(packed, most)
            except zlib.error:
                self.is_cut = True
                return b""
            self._waiting = unpacker.unconsumed_tail
            if chunk or not packed:
                return chunk
        return b""
