"""Files of notes that were made to hurt, each by a trick of its own, as large as one may be."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from diary.formats.kneenotes import LARGEST_BYTES

_TOP: dict[str, Any] = {"format": "kneenotes", "version": 1}
_NOTE: dict[str, Any] = {"id": "n", "pin": {"visit": True}, "text": "x"}
_EXERCISE: dict[str, Any] = {"id": "e", "kind": "exercise", "exercise": {"name": "Plank"}}
_START = b'{"format":"kneenotes","version":1,'


def _file(**other: object) -> bytes:
    return json.dumps({**_TOP, **other}).encode()


def _notes(**other: object) -> bytes:
    return _file(notes=[{**_NOTE, **other}])


def _filled(start: bytes, piece: bytes, end: bytes) -> bytes:
    """A file of many pieces that is as large as one may be."""
    return start + piece * ((LARGEST_BYTES - len(start) - len(end)) // len(piece)) + end


def _many_keys() -> bytes:
    keys = b",".join(b'"%x":0' % number for number in range(90_000))
    return _START + keys + b"}"


def _unknown_areas() -> bytes:
    areas = ["nowhere"] * 80_000
    exercise = {**_EXERCISE["exercise"], "areas": areas}
    return _file(offers=[{**_EXERCISE, "exercise": exercise}])


# Those that are refused, whatever else they hold.
REFUSED: Mapping[str, bytes] = {
    "nested lists": b"[" * LARGEST_BYTES,
    "nested objects": _filled(b"", b'{"a":', b""),
    "nested where a note stands": _filled(_START + b'"notes":[', b"[", b""),
    "nested and closed": b"[" * 499_000 + b"]" * 499_000,
    "nested where nobody looks": _filled(_START + b'"x":', b'{"x":', b""),
    "too large": _file().ljust(LARGEST_BYTES + 1),
    "a number without end": _START + b'"x":' + b"9" * 900_000 + b"}}",
    "NaN": _START + b'"x":NaN}',
    "infinity": _START + b'"notes":[{"id":"n","pin":{"on":Infinity},"text":"x"}]}',
    "half a character": _START + b'"notes":[{"id":"n","pin":{"visit":true},"text":"\\ud800"}]}',
    "half a character behind a number": (
        _START + b'"y":1e999,"notes":[{"id":"n","pin":{"visit":true},"text":"\\ud800"}]}'
    ),
    "no text": b"\xff\xfe" + _file().decode().encode("utf-16-le"),
    "bytes that are no letters": _START + b'"program":"\xff\xff"}',
    "a newer version": _file(version=10**18),
    "a version that is no number": _file(version="1"),
    "of another kind": _file(format="kneelog"),
    "very many notes": _filled(_START + b'"notes":[', b"{},", b"{}]}"),
    "very many offers": _filled(_START + b'"offers":[', b"0,", b"0]}"),
    "five hundred broken notes": _file(notes=[{"id": 1, "pin": [], "text": {}}] * 500),
    "one note twice": _file(notes=[_NOTE, _NOTE]),
    "a note without end": _notes(text="x" * 990_000),
    "a name without end": _notes(id="x" * 990_000),
    "the last day of all": _notes(pin={"on": "9999-12-31"}),
    "a day that is none": _notes(pin={"on": "2026-02-30"}),
    "a pin to everything": _notes(pin={"on": "2026-11-20", "run_id": "r", "visit": True}),
    "limits that cross": _file(
        offers=[{"id": "o", "kind": "limits", "green_max": 5, "amber_max": 1}]
    ),
    "limits beyond all bounds": _file(
        offers=[{"id": "o", "kind": "limits", "green_max": -1, "amber_max": 10**30}]
    ),
    "an exercise for ever": _file(
        offers=[{**_EXERCISE, "exercise": {"name": "x", "seconds": 1e308}}]
    ),
    "a part of the body that nobody knows, often": _unknown_areas(),
    "a zip": b"PK\x03\x04" + b"\x00" * 1000,
    "nothing": b"",
}
# Those that are read, with what is odd in them told.
READ: Mapping[str, bytes] = {
    "keys that nobody knows": _many_keys(),
    "a number that no machine holds": _START + b'"x":1e999}',
    "one key many times": _filled(_START, b'"x":1,', b'"x":1}'),
    "spaces": _filled(b"", b" ", _file()),
    "a page in a note": _notes(text="<script>alert(1)</script><img src=x onerror=alert(1)>"),
    "a formula in a note": _notes(text="=HYPERLINK(1)\t\r\n@SUM(A1)"),
    "letters that turn the line": _notes(text="\u202ebc\u0000\u2066x\ufeff"),
    "names of places": _notes(id="../../etc/passwd", pin={"run_id": "a\u0000/b"}),
    "a kind of offer that is a list": _file(offers=[{"id": "o", "kind": [[]]}]),
}
