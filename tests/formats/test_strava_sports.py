from __future__ import annotations

from pathlib import Path

import pytest

from diary.domain.reading import Caution
from diary.domain.run import Sport, Surface
from tests.builders_strava import (
    Export,
    ExportRow,
    table,
)
from tests.formats.strava_exports import EN, FIT, GPX, TCX, codes, read_bare, read_export


@pytest.mark.parametrize(
    ("word", "sport", "surface"),
    [
        ("Run", Sport.RUN, None),
        ("Trail Run", Sport.RUN, Surface.TRAIL),
        ("Virtual Run", Sport.RUN, Surface.TREADMILL),
        ("Treadmill", Sport.RUN, Surface.TREADMILL),
        ("Lauf", Sport.RUN, None),
        ("Course à pied", Sport.RUN, None),
        ("Carrera", Sport.RUN, None),
        ("Hardloopsessie", Sport.RUN, None),
        ("Corrida", Sport.RUN, None),
        ("ランニング", Sport.RUN, None),
        ("Trailhardlopen", Sport.RUN, Surface.TRAIL),
        ("Бег", Sport.RUN, None),
        ("Jooksmine", Sport.RUN, None),
        ("Polkujuoksu", Sport.RUN, Surface.TRAIL),
        ("Spinning", Sport.RIDE, None),
        ("Fietsrit", Sport.RIDE, None),
        ("E-Bike Ride", Sport.RIDE, None),
        ("Wanderung", Sport.HIKE, None),
        ("Walk", Sport.WALK, None),
        ("Natation", Sport.SWIM, None),
        ("Weight Training", Sport.OTHER, None),
    ],
)
def test_words_for_sports(tmp_path: Path, word: str, sport: Sport, surface: Surface | None) -> None:
    (found,) = read_bare(tmp_path, table(EN, ExportRow(type=word)))
    assert (found.runs[0].sport, found.runs[0].surface) == (sport, surface)
    assert codes(found) == []


def test_unknown_word_is_named_and_never_a_run(tmp_path: Path) -> None:
    (found,) = read_bare(tmp_path, table(EN, ExportRow(type="Quidditch")))
    assert found.runs[0].sport is Sport.OTHER
    assert [(each.code, each.detail) for each in found.warnings] == [
        (Caution.SPORT_GUESSED, "Quidditch")
    ]


@pytest.mark.parametrize(
    ("content", "sport"),
    [(FIT, Sport.RUN), (TCX, Sport.RUN), (GPX.replace(b"running", b"x"), Sport.OTHER)],
)
def test_unknown_word_with_a_file_that_says_or_does_not(
    tmp_path: Path, content: bytes, sport: Sport
) -> None:
    row = ExportRow(type="Quidditch", distance_m=None, elapsed_s=None, file="activities/1.x")
    export = Export([row], files={"activities/1.x": content})
    (found,) = read_export(tmp_path, export)
    assert found.runs[0].sport is sport
    assert (Caution.SPORT_GUESSED in codes(found)) == (sport is Sport.OTHER)


def test_sport_of_the_row_wins_over_that_of_the_file(tmp_path: Path) -> None:
    files = {"activities/1.gpx": GPX.replace(b"running", b"x"), "activities/2.fit": FIT}
    rows = [
        ExportRow(type="Walk", distance_m=2000.0, elapsed_s=600, file="activities/1.gpx"),
        ExportRow(id="4711002", type="Ride", distance_m=5000.0, file="activities/2.fit"),
    ]
    walk, ride = read_export(tmp_path, Export(rows, files=files))
    assert (walk.runs[0].sport, codes(walk)) == (Sport.WALK, [])
    assert (ride.runs[0].sport, ride.runs[0].cadence_spm) == (Sport.RIDE, None)


def test_sport_that_was_asked_for_wins_over_all(tmp_path: Path) -> None:
    rows = [ExportRow(type="Quidditch"), ExportRow(id="4711002", type="Ride", file="activities/2")]
    export = Export(rows, files={"activities/2": FIT})
    for found in read_export(tmp_path, export, Sport.HIKE):
        assert found.runs[0].sport is Sport.HIKE
        assert Caution.SPORT_GUESSED not in codes(found)
