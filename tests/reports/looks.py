"""Compares a page with a small picture of it that was looked at before.

Letters of another version of the browser or its font engine differ at their edges; a sixth of the
size takes that out, and what stands elsewhere or is gone still shows in its tile.
"""

from __future__ import annotations

import io
import os
from pathlib import Path

import numpy as np
from PIL import Image

FOLDER = Path(__file__).resolve().parents[1] / "data" / "report"
# Set to 1, what is drawn becomes what is compared with.
REGENERATING = "REGENERATE_GOLDENS"
SHRINK = 6
TILE = 8
MEAN_MOST, TILE_MOST = 2.5, 26.0


def compared(name: str, png: bytes) -> str:
    """What is wrong with a picture; empty when it looks as it did."""
    with Image.open(io.BytesIO(png)) as opened:
        whole = opened.convert("RGB")
    drawn = whole.resize((whole.width // SHRINK, whole.height // SHRINK), Image.Resampling.BOX)
    file = FOLDER / f"{name}.png"
    if os.environ.get(REGENERATING) == "1":
        FOLDER.mkdir(parents=True, exist_ok=True)
        drawn.quantize(64).save(file, optimize=True)
        return ""
    if not file.is_file():
        return f"{file} is missing: set {REGENERATING}=1 to make it"
    with Image.open(file) as opened:
        stored = opened.convert("RGB")
    if stored.size != drawn.size:
        return f"{name}: {stored.size} is now {drawn.size}"
    apart = np.abs(np.asarray(stored, dtype=np.int16) - np.asarray(drawn, dtype=np.int16))
    steps = apart.max(axis=2)
    height, width = (size // TILE * TILE for size in steps.shape)
    tiles = steps[:height, :width].reshape(height // TILE, TILE, width // TILE, TILE)
    worst = float(tiles.mean(axis=(1, 3)).max())
    if float(steps.mean()) <= MEAN_MOST and worst <= TILE_MOST:
        return ""
    return f"{name}: {float(steps.mean()):.1f} steps on average, {worst:.1f} in the worst tile"
