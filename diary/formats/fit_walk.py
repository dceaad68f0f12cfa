"""A walk over the messages of a FIT file that decodes only the few that sum an activity up.

A file holds one message a second and three that matter; stepping over the others by their size is
hundreds of times faster than decoding them. Whatever has no such summary goes to `fit_records`.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from fastcrc import crc16

FILE_ID, SESSION, RECORD, ACTIVITY = 0, 18, 20, 34
# How developer fields are laid out.
_EXPLAINS_RECORDS = frozenset({206, 207})
TIMESTAMP = 253
HEART_RATE = 3
_MARK = b".FIT"
_SMALL_HEADER = 12
_CRC_BYTES = 2
_COMPRESSED, _DEFINITION, _DEVELOPER = 0x80, 0x40, 0x20
# More definitions and summaries than any device writes: a file made to keep a reader busy.
_SLOW_STEPS_MOST = 50_000
# 23 days at one a second.
_MESSAGES_MOST = 2_000_000
# By base type: size in bytes, struct letter, the value that means "nothing".
_BASE_TYPES: dict[int, tuple[int, str, int | None]] = {
    0x00: (1, "B", 0xFF),
    0x01: (1, "b", 0x7F),
    0x02: (1, "B", 0xFF),
    0x83: (2, "h", 0x7FFF),
    0x84: (2, "H", 0xFFFF),
    0x85: (4, "i", 0x7FFFFFFF),
    0x86: (4, "I", 0xFFFFFFFF),
    0x88: (4, "f", None),
    0x89: (8, "d", None),
    0x0A: (1, "B", 0),
    0x8B: (2, "H", 0),
    0x8C: (4, "I", 0),
    0x0D: (1, "B", 0xFF),
    0x8E: (8, "q", 0x7FFFFFFFFFFFFFFF),
    0x8F: (8, "Q", 0xFFFFFFFFFFFFFFFF),
    0x90: (8, "Q", 0),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One of the chained files: `begin` of its header, `body` to `end` of its messages."""

    begin: int
    body: int
    end: int
    is_cut: bool
    is_crc_wrong: bool


@dataclass(frozen=True, slots=True)
class Definition:
    """How the messages of one local type are laid out: offset and unpacker by field number."""

    message: int
    size: int
    fields: dict[int, tuple[int, struct.Struct, int | None]]

    def value(self, data: bytes, at: int, number: int) -> float | None:
        """One number of the message whose content begins at `at`, unscaled; None = not given."""
        place = self.fields.get(number)
        if place is None:
            return None
        offset, unpacker, nothing = place
        value: float = unpacker.unpack_from(data, at + offset)[0]
        return value if value != nothing and math.isfinite(value) else None

    def values(self, data: bytes, at: int) -> dict[int, float]:
        """All numbers of the message whose content begins at `at`, as far as given."""
        found = ((number, self.value(data, at, number)) for number in self.fields)
        return {number: value for number, value in found if value is not None}


@dataclass(slots=True)
class Summary:
    """What the walk over one part found; fields by number, unscaled."""

    part: Part
    file_type: float | None = None
    sessions: list[dict[int, float]] = field(default_factory=list)
    activity: dict[int, float] = field(default_factory=dict)
    has_records: bool = False
    has_heart_rates: bool = False
    is_whole: bool = True


def parts(data: bytes) -> tuple[list[Part], bool]:
    """The chained files in `data`, and whether nothing stands behind them."""
    found: list[Part] = []
    at = 0
    while at + _SMALL_HEADER <= len(data):
        header_bytes = data[at]
        if header_bytes < _SMALL_HEADER or data[at + 8 : at + _SMALL_HEADER] != _MARK:
            return found, False
        body = at + header_bytes
        body_bytes = int.from_bytes(data[at + 4 : at + 8], "little")
        end = body + body_bytes
        # A device that lost power never wrote how long the file is.
        if body_bytes == 0 or end + _CRC_BYTES > len(data):
            end = min(end, len(data)) if body_bytes else len(data)
            found.append(Part(at, min(body, len(data)), end, is_cut=True, is_crc_wrong=False))
            return found, True
        crc = crc16.arc(memoryview(data)[at : end + _CRC_BYTES])
        found.append(Part(at, body, end, is_cut=False, is_crc_wrong=crc != 0))
        at = end + _CRC_BYTES
    return found, at == len(data)


def walk(data: bytes, part: Part) -> Summary:
    """Decode the summary messages of one part; stops where the messages stop making sense."""
    summary = Summary(part)
    steps = [0] * 256
    definitions: dict[int, Definition] = {}
    at, end, slow_steps = part.body, part.end, 0
    while at < end:
        step = steps[data[at]]
        if step:
            at += step
            continue
        slow_steps += 1
        header = data[at]
        if header & (_COMPRESSED | _DEFINITION) == _DEFINITION:
            definition, at = _read_definition(data, at, end)
            if definition is None or slow_steps > _SLOW_STEPS_MOST:
                break
            _learn(definition, header & 0x0F, definitions, steps)
            _note_records(definition, summary)
            continue
        known = definitions.get(_local_type(header))
        if known is None or at + 1 + known.size > end or slow_steps > _SLOW_STEPS_MOST:
            break
        _take(known.message, known.values(data, at + 1), summary)
        at += 1 + known.size
    summary.is_whole = at == end
    return summary


def _local_type(header: int) -> int:
    """The local message type that a record header names."""
    return (header >> 5) & 0x03 if header & _COMPRESSED else header & 0x0F


def _read_definition(data: bytes, at: int, end: int) -> tuple[Definition | None, int]:
    """The definition message at `at` and where the next message begins; None when it is cut."""
    fields_at = at + 6
    if fields_at > end:
        return None, at
    order = ">" if data[at + 2] else "<"
    message = int.from_bytes(data[at + 3 : at + 5], "big" if order == ">" else "little")
    after = fields_at + 3 * data[at + 5]
    developer_at = after
    if data[at] & _DEVELOPER:
        if after >= end:
            return None, at
        after += 1 + 3 * data[after]
    if after > end:
        return None, at
    fields: dict[int, tuple[int, struct.Struct, int | None]] = {}
    size = 0
    for number, bytes_, base in _triples(data, fields_at, data[at + 5]):
        known = _BASE_TYPES.get(base)
        if known and known[0] == bytes_:
            fields[number] = (size, struct.Struct(order + known[1]), known[2])
        size += bytes_
    if data[at] & _DEVELOPER:
        size += sum(each[1] for each in _triples(data, developer_at + 1, data[developer_at]))
    return Definition(message, size, fields), after


def heart_rates(data: bytes, part: Part) -> Iterator[tuple[float, float]]:
    """Timestamp and heart rate of every record that has both with a full timestamp."""
    for known, at, _after in _messages(data, part):
        if known is not None and known.message == RECORD:
            timestamp = known.value(data, at + 1, TIMESTAMP)
            heart_rate = known.value(data, at + 1, HEART_RATE)
            if timestamp is not None and heart_rate is not None:
                yield timestamp, heart_rate


def record_spans(data: bytes, part: Part, most: int) -> list[tuple[int, int]]:
    """Where to find, in order, all that explains records and an even choice of the records.

    At most about `most` definitions and twice as many records, the last record among them.
    """
    explaining: list[tuple[int, int]] = []
    chosen: list[tuple[int, int]] = []
    last: list[tuple[int, int]] = []
    count, step = 0, 1
    for known, at, after in _messages(data, part):
        if known is not None and known.message == RECORD:
            last = [(at, after)]
            if count % step == 0:
                chosen += last
            count += 1
            if len(chosen) > 2 * most:
                chosen, step = chosen[::2], 2 * step
        elif known is None or known.message in _EXPLAINS_RECORDS:
            explaining.append((at, after))
            if len(explaining) > most:
                break
    return sorted({*explaining, *chosen, *last})


def _messages(data: bytes, part: Part) -> Iterator[tuple[Definition | None, int, int]]:
    """Every message with its definition (None: it is one itself), its begin and its end."""
    definitions: dict[int, Definition] = {}
    at, end = part.body, part.end
    for _count in range(_MESSAGES_MOST):
        if at >= end:
            return
        header = data[at]
        if header & (_COMPRESSED | _DEFINITION) == _DEFINITION:
            definition, after = _read_definition(data, at, end)
            if definition is None:
                return
            definitions[header & 0x0F] = definition
            yield None, at, after
        else:
            known = definitions.get(_local_type(header))
            if known is None or at + 1 + known.size > end:
                return
            after = at + 1 + known.size
            yield known, at, after
        at = after


def _triples(data: bytes, at: int, count: int) -> Iterator[tuple[int, int, int]]:
    for place in range(at, at + 3 * count, 3):
        yield data[place], data[place + 1], data[place + 2]


def _learn(
    definition: Definition, local: int, definitions: dict[int, Definition], steps: list[int]
) -> None:
    """Keep a definition; messages that are not wanted become a step of known length."""
    definitions[local] = definition
    is_wanted = definition.message in {FILE_ID, SESSION, ACTIVITY}
    step = 0 if is_wanted else 1 + definition.size
    for header in (local, local | 0x10, local | _DEVELOPER, local | _DEVELOPER | 0x10):
        steps[header] = step
    if local <= 0x03:
        for offset in range(0x20):
            steps[_COMPRESSED | local << 5 | offset] = step


def _note_records(definition: Definition, summary: Summary) -> None:
    if definition.message == RECORD:
        summary.has_records = True
        summary.has_heart_rates |= HEART_RATE in definition.fields


def _take(message: int, values: dict[int, float], summary: Summary) -> None:
    if message == SESSION:
        summary.sessions.append(values)
    elif message == ACTIVITY:
        summary.activity = values
    elif message == FILE_ID and summary.file_type is None:
        summary.file_type = values.get(0)
