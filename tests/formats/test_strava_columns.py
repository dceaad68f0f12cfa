from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from diary.domain.reading import Caution
from diary.domain.run import Sport
from tests.builders_strava import (
    VINTAGES,
    ExportRow,
    table,
)
from tests.formats.strava_exports import EN, codes, read_bare


def test_distance_is_metres_of_the_second_column(tmp_path: Path) -> None:
    rows = [ExportRow(id=f"{1000 + n}", distance_m=metres) for n, metres in enumerate((4.2, 42195))]
    short, long = read_bare(tmp_path, table(VINTAGES["nl"], *rows))
    assert short.runs[0].distance_m == 4.2
    assert long.runs[0].distance_m == 42195.0


def test_old_table_has_kilometres_and_pools_metres(tmp_path: Path) -> None:
    text = table(VINTAGES["en-2020"], ExportRow(), ExportRow(id="4711002", type="Swim"))
    run, swim = read_bare(tmp_path, text.replace("Swim,,1520,5.01", 'Swim,,1520,"1,500"'))
    assert run.runs[0].distance_m == 5010.0
    assert (swim.runs[0].sport, swim.runs[0].distance_m) == (Sport.SWIM, 1500.0)


def test_columns_in_another_order_go_by_name(tmp_path: Path) -> None:
    content = (
        "Filename,Distance,Activity Type,Moving Time,Activity ID,Elapsed Time,Activity Date\n"
        ',5.5,Run,1600,900001,1700,"May 7, 2023, 4:40:57 PM"\n'
    )
    (found,) = read_bare(tmp_path, content)
    (run,) = found.runs
    assert (run.distance_m, run.moving_s, run.elapsed_s) == (5500.0, 1600.0, 1700.0)


def test_table_saved_by_a_spreadsheet(tmp_path: Path) -> None:
    row = ExportRow(at="5/23/2023 16:40")
    other = ExportRow(id="4711002", at="6/7/2023 16:40")
    text = table(VINTAGES["en-2026"], row, other).replace(",", ";")
    first, second = read_bare(tmp_path, b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert first.runs[0].started_at == datetime(2023, 5, 23, 16, 40, tzinfo=UTC)
    assert second.runs[0].started_at == datetime(2023, 6, 7, 16, 40, tzinfo=UTC)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = table(VINTAGES["de"], ExportRow(name="Straße nach Süden 🏃"))
    (found,) = read_bare(tmp_path, text.encode(encoding))
    assert found.runs[0].title == "Straße nach Süden 🏃"


def test_older_encoding_of_windows(tmp_path: Path) -> None:
    text = table(VINTAGES["fr"], ExportRow(name="Forêt d'été"))
    (found,) = read_bare(tmp_path, text.encode("cp1252"))
    assert (found.runs[0].title, found.runs[0].sport) == ("Forêt d'été", Sport.RUN)


def test_one_wrong_byte_costs_one_character(tmp_path: Path) -> None:
    content = table(EN, ExportRow(name="Café"), ExportRow(id="4711002", name="Caf#")).encode()
    good, bad = read_bare(tmp_path, content.replace(b"#", b"\xe9"))
    assert (good.runs[0].title, bad.runs[0].title) == ("Café", "Caf\ufffd")


def test_effort_of_zero_is_none(tmp_path: Path) -> None:
    nothing, some = read_bare(tmp_path, table(EN, ExportRow(rpe=0), ExportRow(id="4711002", rpe=7)))
    assert (nothing.runs[0].rpe, some.runs[0].rpe) == (None, 7)


def test_note_is_kept_as_it_is_and_cut_at_its_limit(tmp_path: Path) -> None:
    written = 'One, "two"\n\n=1+1 <b>three</b>\r\nfour'
    kept, cut = read_bare(
        tmp_path,
        table(
            EN,
            ExportRow(description=written),
            ExportRow(id="4711002", description="x" * 450, note="y" * 200),
        ),
    )
    assert kept.runs[0].note == 'One, "two"\n\n=1+1 <b>three</b>\nfour'
    assert codes(kept) == []
    assert cut.runs[0].note == "x" * 450 + "\n\n" + "y" * 48
    assert [(each.code, each.detail) for each in cut.warnings] == [
        (Caution.FIELD_DROPPED, "note 652 characters")
    ]


def test_numbers_out_of_range_are_dropped_and_named(tmp_path: Path) -> None:
    row = ExportRow(avg_hr=-5, ascent_m=1e9, rpe=99, elapsed_s=31 * 86_400.0)
    (found,) = read_bare(tmp_path, table(EN, row))
    (run,) = found.runs
    assert (run.avg_hr, run.ascent_m, run.rpe) == (None, None, None)
    assert run.elapsed_s == 31 * 86_400.0
    assert codes(found).count(Caution.FIELD_DROPPED) == 3
    assert Caution.ELAPSED_LONG in codes(found)


def test_pair_without_a_name_goes_by_its_number(tmp_path: Path) -> None:
    rows = [
        ExportRow(id="1001", gear="Blue 12", gear_number="77.0"),
        ExportRow(id="1002", gear_number="77.0"),
        ExportRow(id="1003", gear_number="78.0"),
        ExportRow(id="1004", gear="My bike", type="Ride"),
    ]
    found = read_bare(tmp_path, table(EN, *rows))
    assert [list(each.gear.values()) for each in found] == [["Blue 12"], ["Blue 12"], ["78"], []]
