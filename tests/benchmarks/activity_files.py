"""P11 and P13: one recorded hour read whole, beside the least that can be done and beside others.

The peers are development dependencies; what is not installed is left out of the table.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree as ET

import fitdecode

from diary.domain.reading import ReadRequest
from diary.formats.reading import read_path
from tests.benchmarks.measure import ROOT, Figure, best
from tests.benchmarks.minimal_readers import sum_gpx, sum_tcx, walk_fit
from tests.benchmarks.recordings import fit_recording, gpx_recording, tcx_recording

FOLDER = ROOT / "build" / "bench" / "files"
REQUEST = ReadRequest("UTC", datetime(2026, 11, 20, tzinfo=UTC))
FAST_ROUNDS, SLOW_ROUNDS = 40, 8


def file_figures() -> list[Figure]:
    """FIT against a walk and two decoders; GPX and TCX against two parsers and their readers."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    fit, gpx, tcx = (FOLDER / f"hour.{ending}" for ending in ("fit", "gpx", "tcx"))
    fit.write_bytes(fit_recording())
    gpx.write_text(gpx_recording())
    tcx.write_text(tcx_recording())
    return [*_fit_figures(fit), *_gpx_figures(gpx), *_tcx_figures(tcx)]


def read_whole(path: Path) -> int:
    """Read one file as an import does: opened, told apart, hashed, summed up, checked."""
    ids = count()
    return sum(len(found.runs) for found in read_path(path, REQUEST, lambda: str(next(ids))))


def decode_all(path: Path) -> int:
    """Every message of a FIT file, decoded by fitdecode."""
    with fitdecode.FitReader(str(path)) as frames:  # type: ignore[no-untyped-call]  # it has none
        return sum(1 for _frame in frames)


def _figure(
    number: str, what: str, path: Path, floor: str, work: Callable[[], object], goal: float
) -> Figure:
    assert read_whole(path) == 1
    rounds = FAST_ROUNDS if goal > 1 else SLOW_ROUNDS
    ours, theirs = best(lambda: read_whole(path), work, rounds)
    return Figure(number, what, ours, theirs, floor, goal)


def _fit_figures(path: Path) -> list[Figure]:
    what = "FIT of an hour, 83 kB"
    found = [
        _figure("P11", what, path, "minimal walk", lambda: walk_fit(path.read_bytes()), 1.5),
        _figure("P11", what, path, "fitdecode", lambda: decode_all(path), 0.01),
    ]
    fitparse = peer("fitparse")
    if fitparse is not None:
        parse = fitparse.FitFile
        found.append(_figure("P11", what, path, "fitparse", lambda: parse(str(path)).parse(), 0.01))
    return found


def _gpx_figures(path: Path) -> list[Figure]:
    what = "GPX of an hour, 0.85 MB"
    found = [
        _figure("P13", what, path, "ElementTree", lambda: sum_gpx(ET.parse(path).getroot()), 1.3)
    ]
    etree = peer("lxml.etree")
    if etree is not None:
        parse = etree.parse
        found.append(
            _figure("P13", what, path, "lxml", lambda: sum_gpx(parse(str(path)).getroot()), 1.3)
        )
    gpxpy = peer("gpxpy")
    if gpxpy is not None:
        read = gpxpy.parse
        found.append(
            _figure("P13", what, path, "gpxpy", lambda: read(path.read_text()).length_2d(), 0.2)
        )
    return found


def _tcx_figures(path: Path) -> list[Figure]:
    what = "TCX of an hour, 1.1 MB"
    found = [
        _figure("P13", what, path, "ElementTree", lambda: sum_tcx(ET.parse(path).getroot()), 1.3)
    ]
    etree = peer("lxml.etree")
    if etree is not None:
        parse = etree.parse
        found.append(
            _figure("P13", what, path, "lxml", lambda: sum_tcx(parse(str(path)).getroot()), 1.3)
        )
    tcxreader = peer("tcxreader.tcxreader")
    if tcxreader is not None:
        reader = tcxreader.TCXReader
        found.append(_figure("P13", what, path, "tcxreader", lambda: reader().read(str(path)), 0.2))
    return found


def peer(name: str) -> ModuleType | None:
    """Another program's reader; None where it is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None
