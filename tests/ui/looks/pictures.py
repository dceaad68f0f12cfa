"""Compares what is drawn with a small picture of it that was looked at before.

Half the size and a tolerance take out what another version of the font engine does to the edges of
letters; what moves, disappears or changes colour stays far above it.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from tests.ui.looks.walk import DATA, IS_REGENERATING, REGENERATE

FOLDER = DATA / "pictures"
# Of 255 steps of brightness.
MEAN_MOST = 2.0
DIFFERENT = 48
SHARE_MOST = 0.01
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
    mean, share = float(difference.mean()), float((difference > DIFFERENT).mean())
    if mean <= MEAN_MOST and share <= SHARE_MOST:
        return ""
    why = f"{mean:.2f} steps on average, {share:.2%} of it clearly different"
    return _told(name, image, difference, why)


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
