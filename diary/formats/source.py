"""The bytes of a file, unpacked when it is gzip, counted and hashed while they stream by.

A file that is too large, or unpacks to more than a hundred times its size, is refused as soon as
it shows. A packed file that breaks off gives what came before.
"""

from __future__ import annotations

import hashlib
import os
import stat
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

from diary.domain.reading import Refusal
from diary.formats.refused import RefusedError

LARGEST_BYTES = 2 * 1024 * 1024 * 1024
RATIO_MOST = 100
# A small file may well shrink by more: below this nothing can be hurt.
RATIO_FROM_BYTES = 4 * 1024 * 1024
CHUNK_BYTES = 65_536
_GZIP = b"\x1f\x8b"
_GZIP_WINDOW = 31


class ByteStream(Protocol):
    """Bytes one after the other; `is_cut` tells, at the end, that there should have been more."""

    is_cut: bool

    def read(self, most: int) -> bytes:
        """The next bytes, b"" at the end; raises `RefusedError`."""


class Allowance:
    """How many bytes may still be taken in all from what one person gave at once."""

    def __init__(self, most: int) -> None:
        self._left = most

    def take(self, count: int) -> None:
        """Count bytes; raises `RefusedError` (too_large) when there were too many."""
        self._left -= count
        if self._left < 0:
            raise RefusedError(Refusal.TOO_LARGE)


def _pass(_taken: int) -> None:
    pass


@contextmanager
def opened(path: Path, on_read: Callable[[int], None] = _pass) -> Iterator[Source]:
    """A regular file as a `Source`, closed at the end.

    `on_read` is told how many bytes of it were taken so far. Raises `RefusedError` (unreadable,
    too_large), here and while it streams.
    """
    with regular_file(path) as file:
        yield Source(_WholeFile(file, on_read), os.fstat(file.fileno()).st_size)


class Source:
    """The content of one file, streamed once.

    `head` is its beginning, `sha256` that of everything; `is_cut` tells, at the end, that a
    packed file broke off. `packed_bytes` is what it takes up where it lies.
    """

    def __init__(
        self, stream: ByteStream, packed_bytes: int, allowance: Allowance | None = None
    ) -> None:
        if packed_bytes > LARGEST_BYTES:
            raise RefusedError(Refusal.TOO_LARGE)
        self._raw = stream
        self._allowance = allowance or Allowance(LARGEST_BYTES)
        self._most = min(LARGEST_BYTES, max(RATIO_MOST * packed_bytes, RATIO_FROM_BYTES))
        self._hash = hashlib.sha256()
        self._bytes_read = self._bytes_streamed = 0
        self._has_broken_off = False
        begin = self._read()
        self._stream = self._counted(
            self._unpacked(begin) if begin.startswith(_GZIP) else self._plain(begin)
        )
        self.head = next(self._stream, b"")

    @property
    def is_cut(self) -> bool:
        """True when what was packed breaks off, or is damaged; known at the end."""
        return self._has_broken_off or self._raw.is_cut

    def chunks(self) -> Iterator[bytes]:
        """The content from its beginning; to be taken once."""
        if self.head:
            yield self.head
        # Not `yield from`: a reader that has seen enough would close the stream, and the hash be
        # that of a part.
        for chunk in self._stream:  # noqa: UP028
            yield chunk

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

    def _counted(self, stream: Iterator[bytes]) -> Iterator[bytes]:
        for chunk in stream:
            self._bytes_streamed += len(chunk)
            if self._bytes_streamed > self._most:
                raise RefusedError(Refusal.TOO_LARGE)
            self._allowance.take(len(chunk))
            self._hash.update(chunk)
            yield chunk

    def _read(self) -> bytes:
        chunk = self._raw.read(CHUNK_BYTES)
        # Of a gzip file in a zip each layer is counted: the inner one may unpack to nothing.
        self._bytes_read += len(chunk)
        if self._bytes_read > self._most:
            raise RefusedError(Refusal.TOO_LARGE)
        return chunk

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
                self._has_broken_off = True
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
                    self._has_broken_off = True
                    return


class _WholeFile:
    """A file from its beginning to its end."""

    is_cut = False

    def __init__(self, file: BinaryIO, on_read: Callable[[int], None]) -> None:
        self._file = file
        self._on_read = on_read
        self._taken = 0

    def read(self, most: int) -> bytes:
        """The next bytes; raises `RefusedError` (unreadable)."""
        try:
            chunk = self._file.read(most)
        except OSError as error:
            raise RefusedError(Refusal.UNREADABLE, type(error).__name__) from error
        self._taken += len(chunk)
        self._on_read(self._taken)
        return chunk


def regular_file(path: Path) -> BinaryIO:
    """A regular file, opened for reading; raises `RefusedError` (unreadable)."""
    # Without O_NONBLOCK opening a pipe would wait for somebody to write into it.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        # Opening is enough to make some devices act.
        _refuse_irregular(path.stat())
        number = os.open(path, flags)
    except (OSError, ValueError) as error:
        raise RefusedError(Refusal.UNREADABLE, type(error).__name__) from error
    try:
        # What is there may have been replaced meanwhile.
        _refuse_irregular(os.fstat(number))
    except RefusedError:
        os.close(number)
        raise
    return os.fdopen(number, "rb")


def _refuse_irregular(found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise RefusedError(Refusal.UNREADABLE, "not a regular file")
