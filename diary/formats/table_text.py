"""Bytes to rows of cells: which encoding, which sign between cells, where the header stands.

A row that cannot be taken apart is named and stepped over; the rows after it are read all the
same. Only a line at a time is held.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from diary.formats.table_names import known_names

COLUMNS_MOST = 1000
_DELIMITERS = ("\t", ";", ",", "|")
_LINE_LONGEST = _ROW_LONGEST = 1_000_000
# The library refuses longer cells than this by itself, for the whole program.
csv.field_size_limit(max(csv.field_size_limit(), _ROW_LONGEST))
_LOOKED_AT = 60
_HEADER_WITHIN = 12
_BROKEN_MOST = 100
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\f\v\x1b")
_DIGIT = re.compile(r"\d")
# Of a table in two bytes a letter, the second of the last sign may be 0.
_LINE_ENDS = (b"\n", b"\r", b"\n\0", b"\r\0")
_BLANK = b"\xef\xbb\xbf \t\r\n"
# Central European: only where it makes more sense of the header than the Western code page.
_CODE_PAGES = ("cp1252", "cp1250")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(slots=True)
class Table:
    """A table as it lies there.

    `header` is empty when the table has none, else it names all `columns`. `first_row` is the
    number of the first row with values, as a spreadsheet counts. `broken` are the rows that could
    not be taken apart, known once `rows` has been gone through; `is_cut` when the last row breaks
    off.
    """

    content: bytes
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    columns: int
    first_row: int
    broken: list[int] = field(default_factory=list)
    is_cut: bool = False

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Every row with something in it, and its number; may be gone through again.

        Of a last row that breaks off, the last cell is left out where it may be half of one.
        """
        self.broken.clear()
        before: list[str] = []
        last: tuple[int, list[str]] | None = None
        are_short = False
        for number, cells in _records(self.content, self.encoding, self.delimiter, self.broken):
            if number < self.first_row or not any(cells):
                continue
            if last is not None:
                yield last
                before = last[1]
                # Where rows end with their last value, the last one of all may do so too.
                are_short |= len(before) < self.columns
            last = number, cells
        if last is not None:
            number, cells = last
            has_end = self.content.endswith(_LINE_ENDS)
            self.is_cut = len(cells) < self.columns and not has_end and not are_short
            yield number, _whole_cells(cells, before) if self.is_cut else cells


def _whole_cells(cells: list[str], before: list[str]) -> list[str]:
    """The cells without a last one that is not written like that of the row before."""
    number = len(cells) - 1
    like = before[number] if number < len(before) else ""
    form, form_before = (_DIGIT.sub("0", cell.strip()) for cell in (cells[number], like))
    # "30:1" may go on, and so may "8": of "30:10" beside "45:10" nothing is missing.
    is_whole = form == form_before and bool(form.strip("0"))
    return cells if is_whole else cells[:number]


def looks_like_table(head: bytes) -> bool:
    """True when the beginning of a file is text in columns."""
    if not head or head.lstrip(_BLANK)[:1] in (b"", b"<", b"{", b"["):
        return False
    try:
        return table_of(head, is_whole=False) is not None
    except (UnicodeError, csv.Error):
        return False


def table_of(content: bytes, *, is_whole: bool = True) -> Table | None:
    """The content as a table; None when it is no text, or not in columns."""
    encoding = _encoding(content, is_whole=is_whole)
    if encoding is None:
        return None
    best: tuple[float, Table] | None = None
    for delimiter in _DELIMITERS:
        records = list(islice(_records(content, encoding, delimiter, []), _LOOKED_AT))
        found = _as_table(content, encoding, delimiter, records)
        if found is not None and (best is None or found[0] > best[0]):
            best = found
    return None if best is None else best[1]


def _as_table(
    content: bytes, encoding: str, delimiter: str, records: list[tuple[int, list[str]]]
) -> tuple[float, Table] | None:
    """The table that this sign makes of the first rows, and how well it fits."""
    filled = [(number, cells) for number, cells in records if any(cells)]
    counts = Counter(len(cells) for _, cells in filled if len(cells) > 1)
    if not counts:
        return None
    columns, often = max(counts.items(), key=lambda each: (each[1], each[0]))
    at = _header_at(filled, columns)
    header = filled[at][1] if at is not None else []
    first = (
        at
        if at is not None
        else next(number for number, (_, cells) in enumerate(filled) if len(cells) == columns)
    )
    share = often / len(filled[first:])
    has_rows = first + (1 if header else 0) < len(filled)
    if share < 0.5 or (not has_rows and len(known_names(header)) < 2):
        return None
    start = filled[first][0] + (1 if header else 0)
    names = tuple(name.strip() for name in header)
    table = Table(content, encoding, delimiter, names, len(names) or columns, start)
    # A comma between decimals also cuts rows in two, but never the header.
    fit = share * (1.0 if not header or len(header) == columns else 0.5)
    return fit + len(known_names(names)) + min(columns, 20) / 1000, table


def _header_at(filled: list[tuple[int, list[str]]], columns: int) -> int | None:
    """Which row has the names; above it may stand a title or two."""
    near = filled[:_HEADER_WITHIN]
    scored = [(len(known_names(cells)), -at) for at, (_, cells) in enumerate(near)]
    known, at = max(scored)
    if known >= 1 and len(near[-at][1]) > 1:
        return -at
    for number, (_, cells) in enumerate(near):
        if len(cells) == columns:
            is_named = all(cell.strip() and not _has_digit(cell) for cell in cells)
            return number if is_named else None
    return None


def _has_digit(text: str) -> bool:
    return any(sign.isdigit() for sign in text)


def _encoding(content: bytes, *, is_whole: bool) -> str | None:
    for bom, name in _BOMS:
        if content.startswith(bom):
            return name
    head = content[:65_536]
    if head[1::2].count(0) > len(head) // 4:
        return "utf-16-le"
    if head[::2].count(0) > len(head) // 4:
        return "utf-16-be"
    controls = sum(head.count(bytes([each])) for each in _CONTROLS)
    if controls > max(8, len(head) // 100):
        return None
    if _is_utf_8(content, is_whole=is_whole):
        return "utf-8"
    return max(_CODE_PAGES, key=lambda page: _sense(head, page))


def _sense(head: bytes, page: str) -> tuple[int, int]:
    """How many names of columns a code page makes, and how few signs that are no letters."""
    odd = sum(ord(sign) > 127 and not sign.isalpha() for sign in head.decode(page, "replace"))
    return len(known_names(_words(head, page))), -odd


def _words(head: bytes, page: str) -> list[str]:
    line = head.split(b"\n", 1)[0].decode(page, "replace")
    for delimiter in _DELIMITERS:
        line = line.replace(delimiter, "\n")
    return [each.strip(' "\r') for each in line.split("\n")]


def _is_utf_8(content: bytes, *, is_whole: bool) -> bool:
    """True when the bytes are UTF-8, or most of what is not ASCII in them is."""
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    try:
        for start in range(0, len(content), 65_536):
            decoder.decode(content[start : start + 65_536])
        decoder.decode(b"", final=is_whole)
    except UnicodeDecodeError:
        head = content[:1_000_000].decode("utf-8", "replace")
        odd = head.count("\ufffd")
        return sum(ord(sign) > 127 for sign in head) - odd > 4 * odd
    return True


class _Lines:
    """The lines of a table one by one; those of a broken row can be given back."""

    def __init__(self, content: bytes, encoding: str) -> None:
        file = io.BytesIO(content)
        self._text = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
        self._again: deque[str] = deque()
        self.taken: list[str] = []
        self.is_too_long = False
        self._length = 0

    def begin_row(self) -> None:
        """Forget the lines of the row before."""
        self.taken = []
        self.is_too_long = False
        self._length = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._text.readline(_LINE_LONGEST)
        if not line:
            raise StopIteration
        if len(line) >= _LINE_LONGEST:
            self.is_too_long = True
            while line and not line.endswith(("\n", "\r")):
                line = self._text.readline(_LINE_LONGEST)
            line = "\n"
        self.taken.append(line)
        self._length += len(line)
        if self._length > _ROW_LONGEST:
            raise csv.Error
        return line.replace("\x00", "")

    def give_back(self) -> None:
        """Read all but the first line of the present row once more."""
        self._again.extendleft(reversed(self.taken[1:]))

    @property
    def is_unclosed(self) -> bool:
        """True when the present row ran on over lines because a quote was never closed."""
        return len(self.taken) > 1 and sum(line.count('"') for line in self.taken) % 2 == 1


def _records(
    content: bytes, encoding: str, delimiter: str, broken: list[int]
) -> Iterator[tuple[int, list[str]]]:
    """The rows with their numbers; those that cannot be taken apart are added to `broken`."""
    lines = _Lines(content, encoding)
    number = 0
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=True)
    while True:
        lines.begin_row()
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            cells = None
        if cells is not None and not lines.is_too_long and not lines.is_unclosed:
            yield number, cells
            continue
        broken.append(number)
        if len(broken) > _BROKEN_MOST:
            return
        lines.give_back()
        reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=True)
