"""The bytes of a file, unpacked when it is gzip, counted and hashed while they stream by.

A file that is too large, or unpacks to more than a hundred times its size, is refused as soon as
it shows. A packed file that breaks off gives what came before.
"""

from __future__ import annotations

import hashlib
import os
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from diary.domain.reading import Refusal
from diary.formats.refused import RefusedError

LARGEST_BYTES = 512 * 1024 * 1024
RATIO_MOST = 100
# A small file may well shrink by more: below this nothing can be hurt.
RATIO_FROM_BYTES = 4 * 1024 * 1024
CHUNK_BYTES = 65_536
_GZIP = b"\x1f\x8b"
_GZIP_WINDOW = 31


@contextmanager
def opened(path: Path) -> Iterator[Source]:
    """A regular file as a `Source`, closed at the end.

    Raises `RefusedError` (unreadable, too_large), here and while it streams.
    """
    with _regular_file(path) as file:
        yield Source(file)


class Source:
    """The content of one open file, streamed once.

    `head` is its beginning, `sha256` that of everything; `is_cut` tells, at the end, that a
    packed file broke off.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._bytes_on_disk = os.fstat(file.fileno()).st_size
        if self._bytes_on_disk > LARGEST_BYTES:
            raise RefusedError(Refusal.TOO_LARGE)
        self._hash = hashlib.sha256()
        self._bytes_streamed = 0
        self.is_cut = False
        begin = self._read()
        stream = self._unpacked(begin) if begin.startswith(_GZIP) else self._plain(begin)
        self._stream = (self._counted(chunk) for chunk in stream)
        self.head = next(self._stream, b"")

    def chunks(self) -> Iterator[bytes]:
        """The content from its beginning; to be taken once."""
        if self.head:
            yield self.head
        yield from self._stream

    def read_all(self, most: int) -> bytes:
        """The whole content; raises `RefusedError` (too_large) beyond `most` bytes."""
        pieces: list[bytes] = []
        for chunk in self.chunks():
            pieces.append(chunk)
            if self._bytes_streamed > most:
                raise RefusedError(Refusal.TOO_LARGE)
        return b"".join(pieces)

    def sha256(self) -> str:
        """The hash of the whole content in hex; takes what was not taken yet."""
        for _chunk in self._stream:
            pass
        return self._hash.hexdigest()

    def _counted(self, chunk: bytes) -> bytes:
        self._bytes_streamed += len(chunk)
        ratio_most = max(RATIO_MOST * self._bytes_on_disk, RATIO_FROM_BYTES)
        if self._bytes_streamed > min(LARGEST_BYTES, ratio_most):
            raise RefusedError(Refusal.TOO_LARGE)
        self._hash.update(chunk)
        return chunk

    def _read(self) -> bytes:
        try:
            return self._file.read(CHUNK_BYTES)
        except OSError as error:
            raise RefusedError(Refusal.UNREADABLE, type(error).__name__) from error

    def _plain(self, chunk: bytes) -> Iterator[bytes]:
        while chunk:
            yield chunk
            chunk = self._read()

    def _unpacked(self, packed: bytes) -> Iterator[bytes]:
        unpacker = zlib.decompressobj(_GZIP_WINDOW)
        while True:
            try:
                chunk = unpacker.decompress(packed, CHUNK_BYTES)
            except zlib.error:
                self.is_cut = True
                return
            if chunk:
                yield chunk
            packed = unpacker.unconsumed_tail
            if unpacker.eof:
                # A gzip file may have several members, one after the other.
                packed = unpacker.unused_data or self._read()
                if not packed.startswith(_GZIP):
                    return
                unpacker = zlib.decompressobj(_GZIP_WINDOW)
            elif not packed and len(chunk) < CHUNK_BYTES:
                packed = self._read()
                if not packed:
                    self.is_cut = True
                    return


def _regular_file(path: Path) -> BinaryIO:
    # Without O_NONBLOCK opening a pipe would wait for somebody to write into it.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        number = os.open(path, flags)
    except (OSError, ValueError) as error:
        raise RefusedError(Refusal.UNREADABLE, type(error).__name__) from error
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise RefusedError(Refusal.UNREADABLE, "not a regular file")
    return os.fdopen(number, "rb")
