"""Rows out of the pages of a damaged file, without asking SQLite where they stand.

Each page that holds rows is read on its own: what a broken page led to is found all the same.
A row tells by its shape which table it is of, and by its hash that it is whole.
"""

from __future__ import annotations

import re
import sqlite3
import struct
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from diary.storage.columns import CONTENT, ROW
from diary.storage.mapping.cells import Row
from diary.storage.migrations.runner import SCHEMA, STEPS, migrate
from diary.storage.row_hash import row_hash

PAGE_BYTES = 4096
HEADER_BYTES = 100
_LEAF = 0x0D
_SMALLEST_PAGE, _LARGEST_PAGE = 512, 65536
_WAL_HEADER, _FRAME_HEADER = 32, 24
_UPDATED_AT = ROW.index("updated_at")
# A row is some kilobytes at most; a length beyond is not one.
_PAYLOAD_MOST = 1 << 20
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT.+Z")
# How the first column of a table's content looks, by its name, where it has a form.
_FORMS = {"on": _DATE, "at": _INSTANT}
_KINDS: Mapping[str, type] = {"TEXT": str, "INTEGER": int, "REAL": float, "BLOB": bytes}


class Column(NamedTuple):
    """A column as its table declares it."""

    name: str
    kind: type
    is_required: bool


@dataclass(frozen=True, slots=True)
class Carved:
    """The rows of each table by id, with their hash; `schema` is the form they are of.

    `counted`: how many rows each table should have, those in the bin too, as far as that is left.
    """

    schema: int
    rows: Mapping[str, Mapping[str, Row]]
    counted: Mapping[str, int]

    @property
    def count(self) -> int:
        """How many rows there are."""
        return sum(map(len, self.rows.values()))


@cache
def columns_of(schema: int) -> Mapping[str, tuple[Column, ...]]:
    """The columns of every table of entries in a schema, in the order of the file."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        migrate(fresh, [step for step in STEPS if step.number <= schema])
        found = {
            table: fresh.execute(f"PRAGMA table_info({table})").fetchall() for table in CONTENT
        }
    return {
        table: tuple(Column(name, _KINDS[kind], bool(must)) for _, name, kind, must, *_ in columns)
        for table, columns in found.items()
        if columns
    }


def carve(content: bytes, log: bytes = b"") -> Carved:
    """Every row in the bytes of a file, and in those of its write-ahead log.

    Of a row that is found more than once the one that is whole and was changed last is taken.
    Rows in the bin are among them.
    """
    said = int.from_bytes(content[60:64], "big")
    # Where the header is lost, the size and the form that explain most rows are the ones.
    schemas = (said,) if 0 < said <= SCHEMA else range(SCHEMA, 0, -1)
    found = []
    for page_bytes in {_page_bytes(content): None, PAGE_BYTES: None}:
        records = [*_records(content, page_bytes), *_logged(log, page_bytes)]
        found += [_sorted(records, schema) for schema in schemas]
    return max(found, key=lambda carved: carved.count)


def file_content(path: Path) -> tuple[bytes, bytes]:
    """The bytes of a file and of its log, read by hand; raises `OSError`.

    Not for a file that this process has open: closing a descriptor drops SQLite's locks.
    """
    log = Path(f"{path}-wal")
    return path.read_bytes(), log.read_bytes() if log.is_file() else b""


# ---- pages ------------------------------------------------------------------------------------


def _page_bytes(content: bytes) -> int:
    said = int.from_bytes(content[16:18], "big")
    size = _LARGEST_PAGE if said == 1 else said
    is_plausible = _SMALLEST_PAGE <= size <= _LARGEST_PAGE and size & (size - 1) == 0
    return size if is_plausible else PAGE_BYTES


def _records(content: bytes, page_bytes: int) -> Iterator[Row]:
    unused = _unused(content, page_bytes)
    # The last page of a file that was cut may be a part of one.
    for start in range(0, len(content), page_bytes):
        page = content[start : start + page_bytes]
        head = HEADER_BYTES if start == 0 else 0
        if len(page) > head + 8 and page[head] == _LEAF and start // page_bytes + 1 not in unused:
            yield from _page_records(page, head, content, page_bytes)


def _logged(log: bytes, page_bytes: int) -> Iterator[Row]:
    """Records of the pages in a log, up to its last commit."""
    step = _FRAME_HEADER + page_bytes
    frames = [log[at : at + step] for at in range(_WAL_HEADER, len(log), step)]
    salts = log[16:24]
    current = [frame for frame in frames if frame[8:16] == salts]
    while current and not int.from_bytes(current[-1][4:8], "big"):
        current.pop()
    for frame in current:
        page = frame[_FRAME_HEADER:]
        head = HEADER_BYTES if int.from_bytes(frame[:4], "big") == 1 else 0
        if len(page) > head + 8 and page[head] == _LEAF:
            yield from _page_records(page, head, b"", page_bytes)


def _unused(content: bytes, page_bytes: int) -> set[int]:
    """Numbers of the pages that nothing uses; they may hold what was removed."""
    found: set[int] = set()
    trunk = int.from_bytes(content[32:36], "big")
    while trunk and trunk not in found and trunk * page_bytes <= len(content):
        found.add(trunk)
        page = content[(trunk - 1) * page_bytes : trunk * page_bytes]
        leaves = min(int.from_bytes(page[4:8], "big"), page_bytes // 4 - 2)
        found.update(int.from_bytes(page[at : at + 4], "big") for at in range(8, 8 + 4 * leaves, 4))
        trunk = int.from_bytes(page[:4], "big")
    return found


def _page_records(page: bytes, head: int, content: bytes, page_bytes: int) -> Iterator[Row]:
    cells = int.from_bytes(page[head + 3 : head + 5], "big")
    pointers = range(head + 8, min(head + 8 + 2 * cells, len(page) - 1), 2)
    for at in pointers:
        try:
            payload = _payload(page, int.from_bytes(page[at : at + 2], "big"), content, page_bytes)
            yield tuple(_values(payload))
        except (IndexError, ValueError):
            # A cell that is none costs itself.
            continue


def _payload(page: bytes, at: int, content: bytes, page_bytes: int) -> bytes:
    length, at = _varint(page, at)
    _, at = _varint(page, at)
    if not 0 < length <= _PAYLOAD_MOST:
        raise ValueError(length)
    here = _local_bytes(length, page_bytes)
    piece = page[at : at + here]
    if here == length:
        return piece
    pieces, kept = [piece], here
    following = int.from_bytes(page[at + here : at + here + 4], "big")
    while kept < length:
        start = (following - 1) * page_bytes
        if not 0 < start < len(content):
            raise ValueError(following)
        piece = content[start + 4 : start + page_bytes][: length - kept]
        pieces.append(piece)
        kept += len(piece) or length
        following = int.from_bytes(content[start : start + 4], "big")
    return b"".join(pieces)


def _local_bytes(length: int, usable: int) -> int:
    """How much of a payload stands in its page; the file format's own arithmetic."""
    most, least = usable - 35, (usable - 12) * 32 // 255 - 23
    if length <= most:
        return length
    here = least + (length - least) % (usable - 4)
    return here if here <= most else least


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for index in range(9):
        byte = data[at + index]
        if index == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + index + 1
    raise ValueError(at)


def _values(payload: bytes) -> Iterator[object]:
    head_bytes, at = _varint(payload, 0)
    value_at = head_bytes
    while at < head_bytes:
        kind, at = _varint(payload, at)
        length = _length(kind)
        raw = payload[value_at : value_at + length]
        if len(raw) < length:
            raise ValueError(kind)
        yield _value(kind, raw)
        value_at += length


def _length(kind: int) -> int:
    if kind >= 12:
        return (kind - 12) // 2
    return (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)[kind]


def _value(kind: int, raw: bytes) -> object:
    if kind >= 12:
        return raw.decode("utf-8", "replace") if kind % 2 else raw
    if kind == 0:
        return None
    if kind in (8, 9):
        return kind - 8
    return struct.unpack(">d", raw)[0] if kind == 7 else int.from_bytes(raw, "big", signed=True)


# ---- rows -------------------------------------------------------------------------------------


def _sorted(records: Iterable[Row], schema: int) -> Carved:
    tables = columns_of(schema)
    rows: dict[str, dict[str, Row]] = {table: {} for table in tables}
    worth: dict[tuple[str, str], tuple[bool, str]] = {}
    counted: dict[str, int] = {}
    for record in records:
        if _is_count(record):
            counted[record[0]] = record[1] + record[2]
        for table, columns in tables.items():
            row = _fitted(record, columns)
            if row is None:
                continue
            place = (table, row[0])
            value = (row_hash(row[:-1]) == row[-1], row[_UPDATED_AT])
            if place not in worth or value >= worth[place]:
                worth[place] = value
                rows[table][row[0]] = row
            break
    return Carved(schema, rows, counted)


def _is_count(record: Row) -> bool:
    return list(map(type, record)) == [str, int, int] and record[0] in CONTENT


def _fitted(record: Row, columns: tuple[Column, ...]) -> Row | None:
    """The record as a row of a table, if it can be one."""
    if len(record) != len(columns):
        return None
    row: list[Any] = []
    for value, column in zip(record, columns, strict=True):
        # SQLite keeps whole real numbers as integers.
        fitted = float(value) if column.kind is float and type(value) is int else value
        if type(fitted) is not column.kind and (fitted is not None or column.is_required):
            return None
        row.append(fitted)
    form = _FORMS.get(columns[len(ROW)].name)
    if form is not None and not form.fullmatch(row[len(ROW)]):
        return None
    return tuple(row)
