"""Plays cells, some at once, and keeps what was seen of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from tests.surroundings.cell import Cell
from tests.surroundings.judging import Verdict, judged
from tests.surroundings.picture import save
from tests.surroundings.screen import missing_tools
from tests.surroundings.sitting import ROOT, held, prepared

PICTURES = ROOT / "build" / "surroundings"


def played(cells: Sequence[Cell], folder: Path, at_once: int = 2) -> Iterator[Verdict]:
    """Every cell in its turn, in folders of their own."""
    diary = prepared(folder / "prepared")
    with ThreadPoolExecutor(at_once) as threads:
        yield from threads.map(lambda cell: play(cell, folder, diary), cells)


def play(cell: Cell, folder: Path, diary: Path) -> Verdict:
    """One cell; what cannot be tried says why."""
    missing = missing_tools() or (cell.missing() if cell.missing else "")
    if missing:
        return Verdict(cell, missing=missing)
    with TemporaryDirectory(dir=folder, ignore_cleanup_errors=True) as place:
        sitting = held(cell, Path(place) / "room", diary)
        return judged(cell, sitting)


def keep(verdict: Verdict, folder: Path = PICTURES) -> None:
    """Keep the pictures of a cell, Today beside Charts."""
    sitting = verdict.sitting
    seen = [] if sitting is None else [sitting.today, sitting.charts]
    pictures = [each for each in seen if each is not None and each.size]
    if not pictures:
        return
    folder.mkdir(parents=True, exist_ok=True)
    height = min(each.shape[0] for each in pictures)
    name = re.sub(r"[^\w.]+", "-", verdict.cell.name).strip("-")
    save(np.concatenate([each[:height] for each in pictures], axis=1), folder / f"{name}.png")


def table(verdicts: Sequence[Verdict]) -> str:
    """What came of the cells as a table that can stand in a text."""
    lines = [
        "| surrounding | ended by | left as | words: Today, Charts | window, chart after | pass |",
        "|---|---|---|---|---|---|",
    ]
    for each in verdicts:
        if each.sitting is None:
            lines.append(f"| {each.cell.name} | | {each.missing} | | | not tried |")
            continue
        words = ", ".join(str(count) for count in each.words if count) or "none"
        seconds = (each.sitting.window_s, each.sitting.chart_s)
        after = ", ".join(f"{count:.1f} s" for count in seconds if count) or "none"
        lines.append(
            f"| {each.cell.name} | {each.cell.ending} | {each.state} | {words} "
            f"| {after} | {'NO' if each.breaches else 'yes'} |"
        )
    return "\n".join(lines) + "\n"
