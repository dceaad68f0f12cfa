"""Compares a figure with a small picture of it that was looked at before.

Half the size takes out most of what another version does to edges. Marks, lines and bars have to
stand where they stood, point by point in small tiles. Texts may look a little different, since
every version of the font engine draws letters in its own way: around them a point counts as
different only when nothing near it is alike.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TypeAlias

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from numpy.typing import NDArray
from PIL import Image

Bytes: TypeAlias = NDArray[np.uint8]
Steps: TypeAlias = NDArray[np.int16]
Mask: TypeAlias = NDArray[np.bool_]

FOLDER = Path(__file__).resolve().parents[1] / "data" / "charts"
REGENERATE = "python -m tests.charts regenerate"
# Set by that command only: what is drawn becomes what is compared with.
REGENERATING = "REGENERATE_GOLDENS"

# Of 255 steps of brightness, when a point counts as different: of marks, and of letters.
DIFFERENT, LETTER_DIFFERENT = 48, 64
# A tile, in points of the halved picture, is about as large as a mark.
TILE = 8
SHARE_OF_TILE_MOST, LETTERS_OF_TILE_MOST = 0.08, 0.3
MEAN_MOST = 2.0
# How far around a text letters may reach when they are drawn in another way, in pixels.
_AROUND = 4
_BYTES_MOST = 40_000


def compared(name: str, figure: Figure) -> str:
    """What is wrong with a figure; empty when it looks as it did."""
    drawn, letters = _drawn(figure)
    file = FOLDER / f"{name}.png"
    if os.environ.get(REGENERATING) == "1":
        FOLDER.mkdir(parents=True, exist_ok=True)
        Image.fromarray(drawn).save(file, optimize=True)
        size = file.stat().st_size
        return f"{file.name} has {size} bytes" if size > _BYTES_MOST else ""
    if not file.is_file():
        return f"{file} is missing: {REGENERATE}"
    with Image.open(file) as opened:
        stored = np.asarray(opened.convert("RGB"))
    if stored.shape != drawn.shape:
        return _told(name, drawn, None, f"{stored.shape} is now {drawn.shape}")
    difference = _difference(stored, drawn)
    near = np.maximum(_nearest(stored, drawn), _nearest(drawn, stored))
    marks, mark_at = _worst_tile((difference > DIFFERENT) & ~letters)
    texts, text_at = _worst_tile((near > LETTER_DIFFERENT) & letters)
    mean = float(np.where(letters, near, difference).mean())
    if mean <= MEAN_MOST and marks <= SHARE_OF_TILE_MOST and texts <= LETTERS_OF_TILE_MOST:
        return ""
    why = (
        f"{mean:.2f} steps on average, {marks:.0%} of the marks around {mark_at} "
        f"and {texts:.0%} of the letters around {text_at} differ"
    )
    return _told(name, drawn, difference, why)


def _difference(first: Bytes, second: Bytes) -> Steps:
    """How far two pictures are apart, point by point, in the colour that differs most."""
    apart: Steps = np.abs(first.astype(np.int16) - second.astype(np.int16)).max(axis=2)
    return apart


def _nearest(first: Bytes, second: Bytes) -> Steps:
    """How far every point of the first picture is from the most alike near it in the second."""
    height, width, _parts = first.shape
    padded = np.pad(second, ((1, 1), (1, 1), (0, 0)), mode="edge")
    shifted = [
        _difference(first, padded[down : down + height, across : across + width])
        for down in range(3)
        for across in range(3)
    ]
    nearest: Steps = np.minimum.reduce(shifted)
    return nearest


def _worst_tile(is_different: Mask) -> tuple[float, tuple[int, int]]:
    """The share of points that differ in the worst tile, and its middle (x, y) in the figure."""
    height, width = (-(-size // TILE) * TILE for size in is_different.shape)
    padded = np.zeros((height, width), dtype=bool)
    padded[: is_different.shape[0], : is_different.shape[1]] = is_different
    shares = padded.reshape(height // TILE, TILE, width // TILE, TILE).mean(axis=(1, 3))
    row, column = divmod(int(shares.argmax()), shares.shape[1])
    return float(shares.max()), (2 * column * TILE + TILE, 2 * row * TILE + TILE)


def _drawn(figure: Figure) -> tuple[Bytes, Mask]:
    """The figure at half its size, and where its texts stand."""
    canvas = FigureCanvasAgg(figure)
    # matplotlib says nothing about the types of these.
    canvas.draw()  # type: ignore[no-untyped-call]
    pixels = np.asarray(canvas.buffer_rgba())  # type: ignore[no-untyped-call]  # as above
    letters = np.zeros(pixels.shape[:2], dtype=bool)
    for text in figure.findobj(Text):
        if text.get_text() and text.get_visible():
            box = text.get_window_extent().padded(_AROUND)
            rows = slice(max(0, int(len(pixels) - box.y1)), max(0, int(len(pixels) - box.y0)))
            letters[rows, max(0, int(box.x0)) : max(0, int(box.x1))] = True
    return _halved(pixels[..., :3]), letters[
        : _even(len(letters)) : 2, : _even(len(letters[0])) : 2
    ]


def _halved(pixels: Bytes) -> Bytes:
    height, width, _parts = pixels.shape
    parts = pixels.reshape(height // 2, 2, width // 2, 2, 3)
    # The last bits of a colour say nothing and make most of the file.
    halved: Bytes = np.rint(parts.mean(axis=(1, 3))).astype(np.uint8) & 0xF0 | 0x08
    return halved


def _even(size: int) -> int:
    return size - size % 2


def _told(name: str, drawn: Bytes, difference: Steps | None, why: str) -> str:
    folder = Path(tempfile.gettempdir()) / "kneelog-charts"
    folder.mkdir(exist_ok=True)
    Image.fromarray(drawn).save(folder / f"{name}.png")
    if difference is not None:
        grey = (255 - np.clip(difference, 0, 255)).astype(np.uint8)
        Image.fromarray(grey).save(folder / f"{name}-difference.png")
    return f"{name}: {why}; see {folder}; when it was meant: {REGENERATE}"
