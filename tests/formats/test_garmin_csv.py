from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from diary.domain.reading import Caution, Refusal
from diary.domain.run import SourceFormat, Sport, Surface
from diary.domain.table_match import TableField, TableUnit
from tests.formats.builders_tables import (
    GARMIN_ENGLISH,
    GARMIN_GERMAN,
    GARMIN_POLISH,
    GARMIN_PORTUGUESE,
    ReadTable,
    details,
    fields_of,
    garmin_row,
    look_of,
    only_run,
    table_reader,
)


@pytest.fixture
def read(tmp_path: Path) -> ReadTable:
    return table_reader(tmp_path)


def english(**values: str) -> str:
    return garmin_row(GARMIN_ENGLISH, **values)


EASY = english(
    c0="Running",
    c1="2025-02-06 17:06:03",
    c3="Wellington Running",
    c4="5.48",
    c5="1,447",
    c6="00:31:24",
    c7="153",
    c8="176",
    c10="153",
    c14="215",
    c15="200",
    c16="1.15",
    c36="00:32:57",
)


def test_english_by_name(read: ReadTable) -> None:
    run = only_run(read(f"{GARMIN_ENGLISH}\n{EASY}\n"))
    assert (run.sport, run.title) == (Sport.RUN, "Wellington Running")
    assert run.started_at == datetime(2025, 2, 6, 16, 6, 3, tzinfo=UTC)
    assert run.timezone == "Europe/Berlin"
    assert (run.distance_m, run.moving_s, run.elapsed_s) == (5480.0, 1884.0, 1977.0)
    assert (run.avg_hr, run.max_hr, run.cadence_spm) == (153, 176, 153.0)
    assert (run.ascent_m, run.descent_m) == (215.0, 200.0)
    assert run.source is not None
    assert run.source.format is SourceFormat.GARMIN_CSV


@pytest.mark.parametrize(
    ("header", "sport", "elapsed"),
    [
        (GARMIN_GERMAN, "Laufen", "c29"),
        (GARMIN_POLISH, "Bieganie", "c30"),
        (GARMIN_PORTUGUESE, "Corrida", "c31"),
    ],
)
def test_other_languages_by_name(read: ReadTable, header: str, sport: str, elapsed: str) -> None:
    row = garmin_row(
        header,
        c0=sport,
        c1="2025-02-06 17:06:03",
        c2="Nie",
        c3="Rund um den See",
        c4="10,02",
        c6="00:58:29.1",
        c7="150",
        c8="171",
        **{elapsed: "01:02:00"},
    )
    found = read(f"{header}\n{row}\n")
    run = only_run(found)
    assert (run.sport, run.title) == (Sport.RUN, "Rund um den See")
    assert (run.distance_m, run.moving_s, run.elapsed_s) == (10_020.0, 3509.1, 3720.0)
    assert (run.avg_hr, run.max_hr) == (150, 171)
    assert [problem.code for problem in found.warnings] == [Caution.ZONE_GUESSED]


@pytest.mark.parametrize(
    ("word", "sport", "surface"),
    [
        ("Treadmill Running", Sport.RUN, Surface.TREADMILL),
        ("Laufbandtraining", Sport.RUN, Surface.TREADMILL),
        ("Trail Running", Sport.RUN, Surface.TRAIL),
        ("Walking", Sport.WALK, None),
        ("Wandern", Sport.HIKE, None),
        ("Ciclismo", Sport.RIDE, None),
        ("Strength Training", Sport.OTHER, None),
    ],
)
def test_only_runs_are_runs(
    read: ReadTable, word: str, sport: Sport, surface: Surface | None
) -> None:
    row = english(c0=word, c1="2025-02-06 17:06:03", c4="5.00", c6="00:30:00")
    run = only_run(read(f"{GARMIN_ENGLISH}\n{row}\n"))
    assert (run.sport, run.surface) == (sport, surface)


def test_track_runs_and_swims_are_in_metres(read: ReadTable) -> None:
    rows = [
        EASY,
        english(c0="Track Running", c1="2025-02-07 17:00:00", c4="3,000", c6="00:15:24"),
        english(c0="Track Running", c1="2025-02-08 17:00:00", c4="400", c6="00:01:40"),
        english(c0="Pool Swim", c1="2025-02-09 17:00:00", c4="1,500", c6="00:31:00"),
    ]
    found = read("\n".join([GARMIN_ENGLISH, *rows]))
    assert [run.distance_m for run in found.runs] == [5480.0, 3000.0, 400.0, 1500.0]
    assert found.runs[1].surface is Surface.TRACK
    assert found.runs[3].sport is Sport.SWIM


@pytest.mark.parametrize(
    ("distance", "stride", "metres", "unit", "climb_m"),
    [
        ("5.48", "1.15", 5480.0, TableUnit.KM, 215.0),
        ("3.41", "1.15", 5487.86, TableUnit.MILE, 65.5),
        ("3.41", "3.77", 5487.86, TableUnit.MILE, 65.5),
    ],
)
def test_strides_tell_kilometres_from_miles(
    read: ReadTable, distance: str, stride: str, metres: float, unit: TableUnit, climb_m: float
) -> None:
    row = english(
        c0="Running",
        c1="2025-02-06 17:06:03",
        c4=distance,
        c6="00:31:24",
        c10="153",
        c14="215",
        c16=stride,
    )
    found = read(f"{GARMIN_ENGLISH}\n{row}\n")
    assert (only_run(found).distance_m, only_run(found).ascent_m) == (metres, climb_m)
    assert fields_of(found)["Distance"] == (TableField.DISTANCE, unit)
    assert look_of(found).guessed == frozenset()


def test_walks_do_not_double_the_steps_of_runs(read: ReadTable) -> None:
    rows = [
        english(c0=word, c1=f"2026-03-0{day} 07:02:01", c4=km, c6="01:00:00", c10=steps)
        for day, (word, km, steps) in enumerate(
            (("Walking", "5.00", "108"), ("Walking", "5.10", "110"), ("Running", "9.00", "164")), 1
        )
    ]
    found = read("\n".join([GARMIN_ENGLISH, *rows]))
    assert [run.cadence_spm for run in found.runs] == [108.0, 110.0, 164.0]


def test_without_strides_kilometres_are_a_guess(read: ReadTable) -> None:
    row = english(c0="Running", c1="2025-02-06 17:06:03", c4="5.48", c6="00:31:24")
    look = look_of(read(f"{GARMIN_ENGLISH}\n{row}\n"))
    assert look.header.index("Distance") in look.guessed


def test_nothing_but_dashes_is_named(read: ReadTable) -> None:
    row = english(c0="Running", c1="2025-02-06 17:06:03", c2="false", c3="Nothing")
    found = read(f"{GARMIN_ENGLISH}\n{row}\n")
    assert found.runs == ()
    assert found.error is not None
    assert found.error.code == Refusal.NOT_AN_ACTIVITY
    assert details(found) == ["row 2: not_an_activity"]


def test_old_german_with_lines_above(read: ReadTable) -> None:
    found = read(
        "Aktivitäten von Erika\n\n\n"
        "Favorit,Aktivitätsname,Aktivitätstyp,Course,Start,Zeit,Distanz\n"
        'Nein,Abendrunde,Laufen,--,"Sa, 2. Dez 2017 9:10",45:10,"8,25"\n'
    )
    run = only_run(found)
    assert run.started_at == datetime(2017, 12, 2, 8, 10, tzinfo=UTC)
    assert (run.title, run.distance_m, run.moving_s) == ("Abendrunde", 8250.0, 2710.0)
    assert run.source is not None
    assert run.source.format is SourceFormat.GARMIN_CSV


def test_saved_by_a_spreadsheet(read: ReadTable) -> None:
    rows = [
        english(c0="Running", c1="7/4/2020 15:36", c4="5.48", c6="0:31:24"),
        english(c0="Running", c1="7/14/2020 15:36", c4="5.48", c6="0:31:24"),
    ]
    found = read("\n".join([GARMIN_ENGLISH, *rows]))
    assert [run.on.isoformat() for run in found.runs] == ["2020-07-04", "2020-07-14"]


def test_a_language_nobody_has_seen_goes_by_place(read: ReadTable) -> None:
    names = ["活動類型", "日期", "最愛", "標題", "距離?", "卡路里", "時間?", "心率", "最高"]
    names += [f"欄{number}" for number in range(9, 32)]
    header = ",".join(names)
    row = garmin_row(
        header,
        c0="跑步",
        c1="2025-02-06 17:06:03",
        c2="false",
        c3="晨跑",
        c4="10.02",
        c5="1,447",
        c6="00:58:29",
        c7="150",
        c8="171",
    )
    found = read(f"{header}\n{row}\n")
    run = only_run(found)
    assert (run.sport, run.title, run.distance_m) == (Sport.RUN, "晨跑", 10_020.0)
    assert (run.moving_s, run.avg_hr, run.max_hr) == (3509.0, 150, 171)
    assert run.source is not None
    assert run.source.format is SourceFormat.GARMIN_CSV
    assert look_of(found).guessed == {0, 1, 3, 4, 6, 7, 8}


ESTONIAN = (
    "Tegevuse tüüp,Kuupäev,Lemmik,Pealkiri,Vahemaa,Kalorid,Aeg,Keskmine pulss,Maks pulss,"
    "Aeroobne,Samme"
)


def test_another_language_with_few_columns_goes_by_place_too(read: ReadTable) -> None:
    rows = [
        "Jooksmine,2026-03-05 07:02:01,väär,Hommik,8.25,500,00:45:10,142,167,3.0,164",
        "Jooksmine,2026-03-06 07:02:01,väär,--,--,100,00:20:10,--,--,--,--",
        'Rajakas,2026-03-07 07:02:01,väär,Rada,"3,000",100,00:15:10,--,--,--,--',
    ]
    found = read("\n".join([ESTONIAN, *rows]))
    first, second, track = found.runs
    assert (first.sport, first.title, first.avg_hr) == (Sport.RUN, "Hommik", 142)
    assert [run.distance_m for run in found.runs] == [8250.0, None, 3000.0]
    assert [run.moving_s for run in (first, second, track)] == [2710.0, 1210.0, 910.0]
    assert first.source is not None
    assert first.source.format is SourceFormat.GARMIN_CSV


@pytest.mark.parametrize(
    ("header", "row"),
    [
        # Another program's, that says metres.
        ("Sport,Start,Race,Name,Distance (m),kcal,Time,HR,Max", None),
        ("Sport,Start,Race,Name,Distance,Weight,Duration,Cadence,Max", None),
        (None, "Jooks,2026-03-05,väär,T,8.25,500,00:45:10,142,167"),
        (None, "Jooks,2026-03-05 07:02:01,väär,T,--,--,--,142,167"),
    ],
)
def test_few_columns_of_another_program_are_not_taken_for_garmins(
    read: ReadTable, header: str | None, row: str | None
) -> None:
    header = header or ESTONIAN.removesuffix(",Aeroobne,Samme")
    row = row or "Run,2026-03-05 07:02:01,no,T,8250,500,00:45:10,142,167"
    found = read(f"{header}\n{row}\n")
    sources = [run.source.format for run in found.runs if run.source is not None]
    assert SourceFormat.GARMIN_CSV not in sources
    assert all(run.distance_m == 8250.0 for run in found.runs)
