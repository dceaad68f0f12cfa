"""Damaged files of every kind: a result with a code, never an error."""

from __future__ import annotations

import gzip
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from diary.domain.reading import ReadFile, ReadRequest, Refusal
from tests.builders_files import (
    FitSession,
    GpxTrack,
    TcxActivity,
    TcxLap,
    fit_file,
    gpx_file,
    line_of_points,
    tcx_file,
)
from tests.formats.conftest import IMPORTED_AT
from tests.formats.reading import read_activity_file
from tests.thorough import cases

START = datetime(2026, 11, 2, 6, 40, tzinfo=UTC)
WHOLE = {
    "fit": fit_file(FitSession(START)) + fit_file(FitSession(START), order=">"),
    "fit without summary": fit_file(FitSession(START, records=20), has_summary=False),
    "gpx": gpx_file(GpxTrack([line_of_points(START)], "Run", "run")).encode(),
    "tcx": tcx_file(TcxActivity([TcxLap(START, tracks=[line_of_points(START)])])).encode(),
    "gz": gzip.compress(gpx_file(GpxTrack([line_of_points(START)])).encode()),
}


def check(content: bytes) -> None:
    with tempfile.NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        (found,) = read_activity_file(
            Path(file.name), ReadRequest("Europe/Lisbon", IMPORTED_AT), lambda: "x"
        )
    assert isinstance(found, ReadFile)
    assert bool(found.runs) != (found.error is not None)
    if found.error is not None:
        assert found.error.code in set(Refusal)


@seed(20261120)
@settings(max_examples=cases(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    kind=st.sampled_from(sorted(WHOLE)),
    flips=st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=8
    ),
    kept=st.floats(0, 1),
)
def test_flipped_bits_and_lost_ends(kind: str, flips: list[tuple[float, int]], kept: float) -> None:
    content = bytearray(WHOLE[kind])
    for place, value in flips:
        content[int(place * len(content))] ^= value
    check(bytes(content))
    check(bytes(content)[: int(kept * len(content))])


@seed(20261120)
@settings(max_examples=cases(30), deadline=None)
@given(body=st.binary(max_size=300), length=st.integers(0, 2**32 - 1))
def test_any_bytes_behind_a_fit_header(body: bytes, length: int) -> None:
    check(b"\x0e\x20\x63\x08" + length.to_bytes(4, "little") + b".FIT\x00\x00" + body)


@pytest.mark.parametrize("kind", ["fit", "fit without summary"])
def test_every_length_of_a_fit_file(kind: str) -> None:
    content = WHOLE[kind]
    for length in range(0, len(content), 3):
        check(content[:length])
