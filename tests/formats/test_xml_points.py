"""Points that are cut out give what the parser would have given, however a document is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from diary.formats import gpx, tcx
from diary.formats.recorded import Recorded
from diary.formats.xml_points import POINT_LONGEST, PointElements
from tests.builders_files import (
    GpxTrack,
    TcxActivity,
    TcxLap,
    gpx_file,
    line_of_points,
    tcx_file,
)

START = datetime(2026, 11, 2, 6, 40, tzinfo=UTC)
Read = Callable[[Iterator[bytes]], tuple[list[Recorded], bool]]


def recording() -> tuple[str, str]:
    """The same points as GPX and TCX."""
    points = line_of_points(START, count=30)
    for number, point in enumerate(points):
        point.ele, point.hr, point.cad = 50.0 + number % 9, 130 + number, 82
        point.metres = 200.0 * number
    track = gpx_file(GpxTrack([points[:20], points[20:]], "Around", "running"))
    laps = [TcxLap(START, 600.0, None, tracks=[points[:20], points[20:]])]
    return track, tcx_file(TcxActivity(laps))


GPX, TCX = recording()
PLACE = '<trkpt lat="-48.5000000" lon="-123.5000000">'
# Written otherwise, and the same to a parser.
CHANGES: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "on one line": lambda text: text.replace("\n", ""),
    "indented": lambda text: text.replace("><", ">\n      <"),
    "single quotes": lambda text: text.replace(PLACE, PLACE.replace('"', "'")),
    "other order": lambda text: text.replace(PLACE, '<trkpt lon="-123.5" lat="-48.5">'),
    "more attributes": lambda text: text.replace(" lat=", ' id="1" lat='),
    "a reference": lambda text: text.replace("2026-", "&#50;026-", 3),
    "a comment in a point": lambda text: text.replace("<ele>", "<!-- x --><ele>", 2),
    "a comment with a point": lambda text: text.replace(
        "<trkseg>", f"<trkseg><!-- {PLACE}<ele>900</ele></trkpt> -->"
    ),
    "CDATA with a point": lambda text: text.replace(
        "</trkpt>", f"<cmt><![CDATA[{PLACE}<ele>900</ele></trkpt>]]></cmt></trkpt>", 2
    ),
    "an instruction with a point": lambda text: text.replace(
        "<trkseg>", f"<trkseg><?x {PLACE}<ele>900</ele></trkpt>?>"
    ),
    "a time of a program": lambda text: text.replace(
        "</trkpt>", "<extensions><x:time>2001-01-01T00:00:00Z</x:time></extensions></trkpt>", 5
    ),
    "an empty value": lambda text: text.replace("<ele>", "<ele/><ele>", 1),
    "a point without end tag": lambda text: text.replace(
        "<trkseg>", '<trkseg><trkpt lat="-48.5" lon="-123.5"/>', 1
    ),
    "a prefix": lambda text: text.replace("trkpt", "g:trkpt").replace("Trackpoint", "g:Trackpoint"),
    "something between points": lambda text: text.replace(
        "</trkpt>", "</trkpt><extensions><time>2001</time></extensions>", 3
    ),
    "cut off": lambda text: text[: len(text) * 3 // 5],
    "broken in a point": lambda text: text.replace("</trkpt>", "</trkseg>", 1),
    "a huge point": lambda text: text.replace("<ele>", f"<x>{' ' * POINT_LONGEST * 2}</x><ele>", 1),
}


def pieces(text: str, size: int) -> Iterator[bytes]:
    content = text.encode()
    return (content[at : at + size] for at in range(0, len(content), size))


def parsed(text: str, read: Read, monkeypatch: pytest.MonkeyPatch) -> tuple[list[Recorded], bool]:
    """What the parser alone gives."""
    with monkeypatch.context() as patch:
        patch.setattr(PointElements, "_cut_many", lambda *_: 0)
        patch.setattr(PointElements, "_cut_one", lambda *_: 0)
        return read(pieces(text, 65_536))


def close(found: list[Recorded]) -> list[object]:
    """The activities with sums that may differ in their last digits."""
    return [
        pytest.approx(value, abs=1e-6) if isinstance(value, float) else value
        for recorded in found
        for value in (getattr(recorded, name) for name in Recorded.__slots__)
    ]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize(("text", "read"), [(GPX, gpx.read_gpx), (TCX, tcx.read_tcx)])
def test_cut_out_or_parsed_is_the_same(
    text: str, read: Read, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = CHANGES[change](text)
    wanted, is_whole = parsed(document, read, monkeypatch)
    for size in (65_536, 4_000, 301, 7):
        found, was_whole = read(pieces(document, size))
        values = [getattr(each, name) for each in found for name in Recorded.__slots__]
        # Of a document that breaks off in a point the parser may have taken half of it.
        if is_whole or was_whole:
            assert was_whole == is_whole
            assert values == close(wanted)
        else:
            assert len(found) == len(wanted)


def test_points_are_cut_out_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[int] = []
    take = gpx._Tracks.take_points

    def count(self: gpx._Tracks, found: list[tuple[str, str, str]]) -> None:
        taken.append(sum(name == "trkpt" for name, _tag, _text in found))
        take(self, found)

    monkeypatch.setattr(gpx._Tracks, "take_points", count)
    gpx.read_gpx(pieces(GPX, 65_536))
    assert sum(taken) == 30
