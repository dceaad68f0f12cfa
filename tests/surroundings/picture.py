"""What is on a screen: reads the memory of an X server, and looks for written words in it.

Nothing here knows the program, Qt or a font: a word is a row of small, different shapes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

Pixels: TypeAlias = NDArray[np.uint8]

# Offsets of 32 bit words in the header of an X window dump.
_HEADER, _WIDTH, _HEIGHT, _BITS, _LINE = 0, 4, 5, 11, 12
_RED, _GREEN, _BLUE, _COLOURS = 14, 15, 16, 19
_WORDS_IN_HEADER = 25
_COLOUR = struct.Struct(">IHHHBB")
# Of 255: what stands out from its background, in a grey that is not read is less.
_CONTRAST = 70
# Pixels: letters are this high, from the smallest text to headings at three times the size.
_LOWEST, _HIGHEST, _WIDEST = 4, 90, 120
# A word has so many letters, of so many shapes; boxes in place of letters have one or two.
_LETTERS, _SHAPES = 4, 4


class Box(NamedTuple):
    """A rectangle in pixels; right and bottom are outside."""

    left: int
    top: int
    right: int
    bottom: int


class Shape(NamedTuple):
    """A connected shape: where it is and what it looks like."""

    box: Box
    look: bytes


class Dump:
    """What Xvfb keeps of a screen: the numbers of its pixels, and what colours they stand for."""

    def __init__(self, path: Path) -> None:
        self._data = path.read_bytes()
        self._head = head = struct.unpack_from(f">{_WORDS_IN_HEADER}I", self._data)
        width, height, bits, line = (head[each] for each in (_WIDTH, _HEIGHT, _BITS, _LINE))
        begin = head[_HEADER] + head[_COLOURS] * _COLOUR.size
        numbers = np.frombuffer(
            self._data, {8: "<u1", 16: "<u2", 32: "<u4"}[bits], line * height * 8 // bits, begin
        )
        self._numbers = numbers.reshape(height, -1)[:, :width]

    def numbers(self, box: Box) -> NDArray[np.generic]:
        """Those inside a rectangle, as far as there are any; quick to compare."""
        return self._numbers[max(0, box.top) : box.bottom, max(0, box.left) : box.right]

    def pixels(self, box: Box) -> Pixels:
        """The same as red, green and blue."""
        numbers, head = self.numbers(box), self._head
        if head[_RED] == 0:
            colours = _palette(self._data, head[_HEADER], head[_COLOURS])
            return np.asarray(colours[numbers], np.uint8)
        return np.stack([_channel(numbers, head[each]) for each in (_RED, _GREEN, _BLUE)], axis=-1)


def _channel(numbers: NDArray[np.generic], mask: int) -> Pixels:
    low = mask & -mask
    values = (numbers.astype(np.uint32) & mask) // low
    return np.asarray(values * 255 // (mask // low), np.uint8)


def _palette(data: bytes, begin: int, count: int) -> Pixels:
    colours = np.zeros((max(count, 256), 3), np.uint8)
    for index in range(count):
        pixel, *rgb, _flags, _pad = _COLOUR.unpack_from(data, begin + index * _COLOUR.size)
        colours[pixel & 0xFF] = [value >> 8 for value in rgb]
    return colours


def save(pixels: Pixels, path: Path) -> None:
    """Write a picture."""
    height, width = pixels.shape[:2]
    data = np.ascontiguousarray(pixels).tobytes()
    QImage(data, width, height, 3 * width, QImage.Format.Format_RGB888).save(str(path))


def ink_in(pixels: Pixels) -> float:
    """How much of it stands out from its most frequent grey, 0 to 1."""
    if pixels.size == 0:
        return 0.0
    return float(_standing_out(pixels).mean())


def _standing_out(pixels: Pixels) -> NDArray[np.bool_]:
    grey = pixels.astype(np.int16).sum(axis=2) // 3
    background = int(np.bincount(grey.ravel(), minlength=256).argmax())
    return np.asarray(np.abs(grey - background) > _CONTRAST, np.bool_)


def words_in(pixels: Pixels) -> int:
    """How many words are written there, dark on light or light on dark."""
    if pixels.size == 0:
        return 0
    letters = [each for each in _shapes(_standing_out(pixels)) if _is_small(each)]
    return sum(_is_word(row) for row in _rows(letters))


def _is_small(shape: Shape) -> bool:
    box = shape.box
    return _LOWEST <= box.bottom - box.top <= _HIGHEST and box.right - box.left <= _WIDEST


def _is_word(row: list[Shape]) -> bool:
    return len(row) >= _LETTERS and len({each.look for each in row}) >= _SHAPES


def _shapes(mask: NDArray[np.bool_]) -> Iterator[Shape]:
    """Every connected shape, corners counting as connected."""
    runs: list[tuple[int, int, int]] = []
    parents: list[int] = []
    last: list[int] = []
    for y, (begins, ends) in enumerate(_runs(mask)):
        present, at = [], 0
        for begin, end in zip(begins, ends, strict=True):
            number = len(runs)
            runs.append((y, begin, end))
            parents.append(number)
            present.append(number)
            while at < len(last) and runs[last[at]][2] < begin:
                at += 1
            near = at
            while near < len(last) and runs[last[near]][1] <= end:
                parents[_root(parents, last[near])] = _root(parents, number)
                near += 1
        last = present
    found: dict[int, Box] = {}
    for number, (y, begin, end) in enumerate(runs):
        root = _root(parents, number)
        old = found.get(root, Box(begin, y, end, y + 1))
        found[root] = Box(min(old.left, begin), old.top, max(old.right, end), y + 1)
    for box in found.values():
        inside = mask[box.top : box.bottom, box.left : box.right]
        yield Shape(box, repr(inside.shape).encode() if inside.size > 20_000 else _look(inside))


def _look(inside: NDArray[np.bool_]) -> bytes:
    return f"{inside.shape}".encode() + np.packbits(inside).tobytes()


def _runs(mask: NDArray[np.bool_]) -> Iterator[tuple[list[int], list[int]]]:
    """Where the marked stretches of each row begin and end."""
    steps = np.diff(np.pad(mask, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    for row in steps:
        yield np.flatnonzero(row == 1).tolist(), np.flatnonzero(row == -1).tolist()


def _root(parents: list[int], number: int) -> int:
    while parents[number] != number:
        parents[number] = parents[parents[number]]
        number = parents[number]
    return number


def _rows(letters: list[Shape]) -> list[list[Shape]]:
    """Shapes that stand side by side, no farther apart than letters of a word."""
    rows: list[list[Shape]] = []
    ends: dict[int, list[list[Shape]]] = {}
    for letter in sorted(letters, key=lambda each: each.box.left):
        band = letter.box.top // _HIGHEST
        near = [row for each in (band - 1, band, band + 1) for row in ends.get(each, [])]
        row = next((row for row in reversed(near) if _follows(row[-1].box, letter.box)), None)
        if row is None:
            row = []
            rows.append(row)
            ends.setdefault(band, []).append(row)
        row.append(letter)
    return rows


def _follows(before: Box, after: Box) -> bool:
    high = max(before.bottom - before.top, after.bottom - after.top)
    shared = min(before.bottom, after.bottom) - max(before.top, after.top)
    return after.left - before.right <= high / 2 and shared > 0 and after.left >= before.left
