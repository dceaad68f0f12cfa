"""The rows of a Strava table from its bytes; a row that is broken is named and costs no other.

A quote that is never closed would swallow everything after it: where more or fewer cells come out
than the header has, reading goes on at the next line that looks like the beginning of a row.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from diary.domain.reading import Refusal
from diary.formats.refused import RefusedError
from diary.formats.source import Source

LARGEST_BYTES = 64 * 1024 * 1024
# Far more than anybody's, and few enough to be gone through in seconds.
LINES_MOST = 1_000_000
ROW_LONGEST = 4 * 1024 * 1024
_HEAD_BYTES = 65_536
_DELIMITERS = ",;\t"
_ROW_START = re.compile(r'"?\d{4,20}"?[,;\t]"?[^\n"]{0,30}\d')
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# The limit belongs to the whole process and is only ever raised.
csv.field_size_limit(max(csv.field_size_limit(), ROW_LONGEST))


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: the number of its first line (from 1), its cells; none when it is broken."""

    line: int
    cells: list[str]


class TableRows:
    """A table in memory, as bytes; its rows can be gone through several times.

    Raises `RefusedError` (too_large) when it has too many lines.
    """

    def __init__(self, content: bytes) -> None:
        self._content = _plain(content)
        if self._content.count(b"\n") > LINES_MOST:
            raise RefusedError(Refusal.TOO_LARGE, f"more than {LINES_MOST} lines")
        head = next(self._lines(), (1, ""))[1]
        self._delimiter = max(_DELIMITERS, key=head.count)
        self.header = self._cells(head) or []

    def __iter__(self) -> Iterator[TableRow]:
        """Every row after the header that is not blank."""
        lines = self._lines()
        next(lines, None)
        again: deque[tuple[int, str]] = deque()
        while True:
            group, is_open = _group(lines, again)
            if not group:
                return
            row, taken = self._row(group, is_open=is_open)
            again.extendleft(reversed(group[taken:]))
            if row is not None:
                yield row

    def _row(self, group: list[tuple[int, str]], *, is_open: bool) -> tuple[TableRow | None, int]:
        """The row that lines hold together, and how many of them are its own."""
        cells = None if is_open else self._cells_of(group)
        if cells is not None and (len(group) == 1 or len(cells) == len(self.header)):
            return self._checked(group, cells), len(group)
        starts = (at for at in range(1, len(group)) if _ROW_START.match(group[at][1]))
        inner = next(starts, None)
        if inner is None:
            return self._checked(group, cells), len(group)
        own = self._cells_of(group[:inner])
        is_whole = own is not None and len(own) == len(self.header)
        return TableRow(group[0][0], own if own and is_whole else []), inner

    def _checked(self, group: list[tuple[int, str]], cells: list[str] | None) -> TableRow | None:
        """The row of some lines; None when it is blank."""
        if cells is not None and not any(cells):
            return None
        # With more cells than the header has nobody knows which belongs where.
        if cells is None or any(cells[len(self.header) :]):
            return TableRow(group[0][0], [])
        return TableRow(group[0][0], cells)

    def _cells_of(self, group: list[tuple[int, str]]) -> list[str] | None:
        return self._cells("\n".join(text for _line, text in group))

    def _cells(self, text: str) -> list[str] | None:
        """None when the text is no row of any table."""
        try:
            return next(csv.reader([text], delimiter=self._delimiter), [])
        except csv.Error:
            return None

    def _lines(self) -> Iterator[tuple[int, str]]:
        """Each line with its number, decoded by itself: a wrong byte costs one character."""
        content, at, number, is_utf_8 = self._content, 0, 0, False
        while at < len(content):
            end = content.find(b"\n", at)
            end = len(content) if end < 0 else end
            raw = content[at : min(end, at + ROW_LONGEST)]
            at, number = end + 1, number + 1
            try:
                text = raw.decode()
                is_utf_8 = is_utf_8 or not text.isascii()
            except UnicodeDecodeError:
                text = raw.decode("utf-8" if is_utf_8 else "cp1252", "replace")
            yield number, text.removesuffix("\r")


def table_rows(source: Source) -> TableRows:
    """The table in an open file; raises `RefusedError` (too_large)."""
    return TableRows(source.read_all(LARGEST_BYTES))


def rows_at_head(head: bytes, most: int) -> tuple[list[str], list[list[str]]]:
    """The header, and the cells of up to `most` rows at the beginning of a file."""
    rows = TableRows(head[:_HEAD_BYTES])
    found: list[list[str]] = []
    for row in rows:
        found.append(row.cells)
        if len(found) == most:
            break
    return rows.header, found


def _group(
    lines: Iterator[tuple[int, str]], again: deque[tuple[int, str]]
) -> tuple[list[tuple[int, str]], bool]:
    """Lines up to the one in which quotes are closed, and whether they are open at the end."""
    group: list[tuple[int, str]] = []
    is_open, length = False, 0
    while length <= ROW_LONGEST:
        found = again.popleft() if again else next(lines, None)
        if found is None:
            break
        if not group and not found[1]:
            continue
        group.append(found)
        length += len(found[1]) + 1
        is_open ^= found[1].count('"') % 2 == 1
        if not is_open:
            break
    return group, is_open


def _plain(content: bytes) -> bytes:
    """UTF-8 or an older encoding of eight bits, without mark and NUL, lines ended by newlines."""
    head = content[:_HEAD_BYTES]
    if head.startswith(_UTF_16):
        content = content.decode("utf-16", "replace").encode("utf-8", "replace")
    elif len(head) > 1 and head[1::2].count(0) > len(head) // 4:
        content = content.decode("utf-16-le", "replace").encode("utf-8", "replace")
    elif len(head) > 1 and head[::2].count(0) > len(head) // 4:
        content = content.decode("utf-16-be", "replace").encode("utf-8", "replace")
    content = content.removeprefix(codecs.BOM_UTF8).replace(b"\0", b"")
    return content if b"\n" in head else content.replace(b"\r", b"\n")
