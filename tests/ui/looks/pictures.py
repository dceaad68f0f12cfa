"""Compares what is drawn with a small picture of it that was looked at before.

Half the size and a tolerance take out what another version of the font engine does to the edges of
letters. The picture is compared tile by tile, so that one control that moves, disappears or changes
colour is not lost in a large page.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStatusBar, QWidget

from tests.ui.looks.walk import DATA, IS_REGENERATING, REGENERATE

FOLDER = DATA / "pictures"
# Of 255 steps of brightness: on average over the whole, and to call a point clearly different.
MEAN_MOST = 2.0
DIFFERENT = 48
# A tile is about as large as a short word, in points of the halved picture.
TILE = (10, 16)
SHARE_OF_TILE_MOST = 0.1
_BYTES_MOST = 60_000


def compared(name: str, widget: QWidget) -> str:
    """What is wrong with the picture of a widget; empty when it looks as it did."""
    image = _small(widget)
    file = FOLDER / f"{name}.png"
    if IS_REGENERATING:
        FOLDER.mkdir(exist_ok=True)
        image.save(str(file))
        size = file.stat().st_size
        return f"{file.name} has {size} bytes" if size > _BYTES_MOST else ""
    if not file.is_file():
        return f"{file} is missing: {REGENERATE}"
    stored = QImage(str(file))
    if stored.size() != image.size():
        return _told(name, image, None, f"{stored.size()} is now {image.size()}")
    difference = np.abs(_values(stored) - _values(image)).max(axis=2)
    mean, tile, share = float(difference.mean()), *_worst_tile(difference > DIFFERENT)
    if mean <= MEAN_MOST and share <= SHARE_OF_TILE_MOST:
        return ""
    why = f"{mean:.2f} steps on average, {share:.0%} clearly different around {tile}"
    return _told(name, image, difference, why)


def _worst_tile(is_different: NDArray[np.bool_]) -> tuple[tuple[int, int], float]:
    """The tile with most points that differ: where its middle is (x, y), and their share."""
    height, width = TILE
    rows, columns = (-(-size // part) for size, part in zip(is_different.shape, TILE, strict=True))
    padded = np.zeros((rows * height, columns * width), dtype=bool)
    padded[: is_different.shape[0], : is_different.shape[1]] = is_different
    shares = padded.reshape(rows, height, columns, width).mean(axis=(1, 3))
    row, column = divmod(int(shares.argmax()), columns)
    # Twice as far: the picture is half as large as what was drawn.
    middle = (2 * column * width + width, 2 * row * height + height)
    return middle, float(shares.max())


def _told(name: str, image: QImage, difference: NDArray[np.int16] | None, why: str) -> str:
    folder = Path(tempfile.gettempdir()) / "kneelog-looks"
    folder.mkdir(exist_ok=True)
    image.save(str(folder / f"{name}.png"))
    if difference is not None:
        grey = np.ascontiguousarray(255 - np.clip(difference, 0, 255).astype(np.uint8))
        height, width = grey.shape
        shown = QImage(grey.data, width, height, width, QImage.Format.Format_Grayscale8)
        shown.save(str(folder / f"{name}-difference.png"))
    return f"{name}: {why}; see {folder}; when it was meant: {REGENERATE}"


def _small(widget: QWidget) -> QImage:
    image = widget.grab().toImage()
    foot = widget.findChild(QStatusBar)
    if foot is not None:
        # It tells what was done before, which is another thing in another order of tests.
        painter = QPainter(image)
        painter.fillRect(QRect(foot.mapTo(widget, QPoint()), foot.size()), Qt.GlobalColor.gray)
        painter.end()
    half = QSize(image.width() // 2, image.height() // 2)
    smooth = Qt.TransformationMode.SmoothTransformation
    scaled = image.scaled(half, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    # The last bits of a colour say nothing and make half of the file.
    rows = _values(scaled).astype(np.uint8) & 0xF8 | 0x04
    height, width, _parts = rows.shape
    return QImage(rows.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888).copy()


def _values(image: QImage) -> NDArray[np.int16]:
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), -1)
    return rows[:, : 3 * plain.width()].reshape(plain.height(), plain.width(), 3).astype(np.int16)
