"""Makes a bad file of a sound one, the same for the same seed.

Bytes are changed anywhere; in texts numbers and dates are replaced by those that break readers.
Of a zip or a gzip either the packed bytes are changed, or what is in it before it is packed.
"""

from __future__ import annotations

import gzip
import io
import random
import re
import zipfile
from collections.abc import Callable, Sequence

from tests.builders_zips import zipped

LONGEST_BYTES = 4_000_000
_NUMBER = re.compile(rb"-?\d+(?:[.,]\d+)?")
_WORD = re.compile(rb"[A-Za-z]{3,}")
_HOSTILE_NUMBERS = (
    b"NaN", b"inf", b"-inf", b"1e999", b"-1e999", b"1e-999", b"-1", b"0", b"-0", b"1" * 30,
    b"9" * 5000, b"0.0000001", b"2147483648", b"18446744073709551616", b"4294967295", b"\xd9\xa3",
    b"999", b"1,5", b"1.000,5", b"1_000", b"0x10", b"--", b"", b" ", b"true", b"null",
)  # fmt: skip
_HOSTILE_DATES = (
    b"0001-01-01T00:00:00Z", b"9999-12-31T23:59:59Z", b"9999-12-31T23:59:59-14:00",
    b"0001-01-01T00:00:00+14:00", b"2026-02-30", b"2026-13-01", b"99.99.9999", b"2026-11-02T24:00",
    b"2026-11-02T06:40:60Z", b"+999999-01-01", b"1902-01-01T00:00:00+01:15", b"26-1-1",
)  # fmt: skip
_HOSTILE_BYTES = (
    b"\x00", b"\xff", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\x80\x00\x00\x00", b"\r", b"\n",
    b'"', b"'", b"<", b"<!--", b"]]>", b"&", b"&amp;", b"&#0;", b"&x;", b"\xef\xbb\xbf",
    b"\xff\xfe", b"\xed\xa0\x80", b"\xe2\x80\xae", b"=1+1", b"<script>", b"\\u0000", b"\\ud800",
    b"{", b"[", b"}", b"]", b",", b";", b"\t", b"<![CDATA[", b"<?xml version='1.0'?>",
    b'<!DOCTYPE x [<!ENTITY y "z">]>', b"PK\x03\x04", b"\x1f\x8b", b".FIT", b"Europe/Nowhere",
)  # fmt: skip
Mutation = Callable[[bytearray, random.Random, Sequence[bytes]], None]


def mutated(whole: Sequence[bytes], rng: random.Random) -> bytes:
    """A file made of one of these by up to eight changes, at most four million bytes long."""
    content = rng.choice(whole)
    if rng.random() < 0.5 and content.startswith(b"PK"):
        return _inside_zip(content, rng)
    if rng.random() < 0.5 and content.startswith(b"\x1f\x8b"):
        return gzip.compress(_changed(gzip.decompress(content), rng, whole))
    return _changed(content, rng, whole)


def _inside_zip(content: bytes, rng: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = rng.choice([each for each, inside in members.items() if inside] or list(members))
    inside = members[name]
    if inside.startswith(b"\x1f\x8b") and rng.random() < 0.7:
        members[name] = gzip.compress(_changed(gzip.decompress(inside), rng, [inside]))
    elif inside:
        members[name] = _changed(inside, rng, list(members.values()))
    return zipped(members)


def _changed(content: bytes, rng: random.Random, whole: Sequence[bytes]) -> bytes:
    changed = bytearray(content)
    for _turn in range(rng.choice((1, 1, 1, 2, 3, 8))):
        rng.choice(_MUTATIONS)(changed, rng, whole)
    return bytes(changed[:LONGEST_BYTES])


def _span(content: bytearray, rng: random.Random) -> tuple[int, int]:
    begin = rng.randrange(len(content) + 1)
    length = min(len(content) - begin, int(rng.paretovariate(0.6)))
    return begin, begin + length


def _flip_bit(content: bytearray, rng: random.Random, _whole: Sequence[bytes]) -> None:
    if content:
        content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)


def _set_byte(content: bytearray, rng: random.Random, _whole: Sequence[bytes]) -> None:
    if content:
        content[rng.randrange(len(content))] = rng.choice(
            (0, 1, 0x7F, 0x80, 0xFF, rng.randrange(256))
        )


def _cut_end(content: bytearray, rng: random.Random, _whole: Sequence[bytes]) -> None:
    del content[rng.randrange(len(content) + 1) :]


def _remove(content: bytearray, rng: random.Random, _whole: Sequence[bytes]) -> None:
    begin, end = _span(content, rng)
    del content[begin:end]


def _repeat(content: bytearray, rng: random.Random, _whole: Sequence[bytes]) -> None:
    begin, end = _span(content, rng)
    often = rng.choice((1, 2, 10, 1000))
    content[begin:begin] = (content[begin:end] * often)[:LONGEST_BYTES]


def _insert_noise(content: bytearray, rng: random.Random, _whole: Sequence[bytes]) -> None:
    at = rng.randrange(len(content) + 1)
    content[at:at] = rng.randbytes(rng.choice((1, 4, 40, 4000)))


def _insert_hostile(content: bytearray, rng: random.Random, _whole: Sequence[bytes]) -> None:
    begin, end = _span(content, rng)
    often = rng.choice((1, 1, 1, 1, 200_000 // 8))
    content[begin : end if rng.random() < 0.5 else begin] = rng.choice(_HOSTILE_BYTES) * often


def _splice(content: bytearray, rng: random.Random, whole: Sequence[bytes]) -> None:
    other = bytearray(rng.choice(whole))
    begin, end = _span(other, rng)
    at = rng.randrange(len(content) + 1)
    content[at : at + rng.choice((0, end - begin))] = other[begin:end]


def _replace_match(
    pattern: re.Pattern[bytes], values: Sequence[bytes], content: bytearray, rng: random.Random
) -> None:
    found = [match.span() for match in pattern.finditer(content)]
    if found:
        begin, end = rng.choice(found)
        content[begin:end] = rng.choice(values)


def _replace_number(content: bytearray, rng: random.Random, _whole: Sequence[bytes]) -> None:
    _replace_match(_NUMBER, _HOSTILE_NUMBERS, content, rng)


def _replace_date(content: bytearray, rng: random.Random, _whole: Sequence[bytes]) -> None:
    _replace_match(_DATE, _HOSTILE_DATES, content, rng)


def _swap_words(content: bytearray, rng: random.Random, _whole: Sequence[bytes]) -> None:
    words = _WORD.findall(bytes(content[:200_000]))
    _replace_match(_WORD, words or [b"x"], content, rng)


_DATE = re.compile(rb"\d{4}-\d\d-\d\d(?:[T ][\d:.]+Z?)?|\d\d?\.\d\d?\.\d{4}")
_MUTATIONS: tuple[Mutation, ...] = (
    _flip_bit,
    _flip_bit,
    _set_byte,
    _set_byte,
    _cut_end,
    _remove,
    _repeat,
    _insert_noise,
    _insert_hostile,
    _splice,
    _replace_number,
    _replace_number,
    _replace_date,
    _swap_words,
)
