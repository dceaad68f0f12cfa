"""Damaged and hostile tables: what is readable is kept, the rest is named, and nothing hangs."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from diary.domain.reading import Caution, Refusal
from diary.formats import table as tables
from diary.formats.table_text import looks_like_table
from tests.formats.builders_tables import (
    GARMIN_ENGLISH,
    ReadTable,
    details,
    garmin_row,
    only_run,
    table_reader,
)

HEADER = "Date,km,Duration,HR,Note\n"
GOOD = "2026-01-02,6,31:00,140,fine\n"
SECONDS_MOST = 5.0


@pytest.fixture
def read(tmp_path: Path) -> ReadTable:
    return table_reader(tmp_path)


@pytest.mark.parametrize(
    "row",
    [
        f"2026-01-01,5,25:00,140,{'x' * 1_000_001}\n",
        f'2026-01-01,5,25:00,140,"{"x" * 600_000}\n{"x" * 600_000}\n',
        "2026-01-01,5,25:00,140,a,b\n",
    ],
    ids=["a line of a million", "a cell of a million", "more cells than names"],
)
def test_a_row_that_cannot_be_taken_apart(read: ReadTable, row: str) -> None:
    found = read(HEADER + row + GOOD)
    assert only_run(found).note == "fine"
    assert "row 2: unreadable" in details(found)


def test_a_quote_that_is_never_closed_costs_one_row(read: ReadTable) -> None:
    found = read(HEADER + '2026-01-01,5,25:00,140,"oops\n' + GOOD * 3)
    assert (len(found.runs), details(found)) == (3, ["row 2: unreadable"])


def test_a_note_of_several_lines_is_one_cell(read: ReadTable) -> None:
    found = read(HEADER + '2026-01-01,5,25:00,140,"one\n""two"",\nthree"\n' + GOOD)
    assert [run.note for run in found.runs] == ['one\n"two",\nthree', "fine"]


def test_nul_is_nothing(read: ReadTable) -> None:
    assert only_run(read(HEADER + "2026-01-01,5\x00.5,25:00,140,\n")).distance_m == 5500.0


def test_the_last_row_breaks_off(read: ReadTable) -> None:
    found = read(HEADER + GOOD + "2026-01-03,8")
    assert len(found.runs) == 1
    assert [problem.code for problem in found.warnings] == [Caution.CUT_SHORT]


@pytest.mark.parametrize(
    ("last", "moving_s", "avg_hr"),
    [
        ("2026-01-03,8.5,40:00", 2400.0, None),
        ("2026-01-03,8.5,40:0", None, None),
        ("2026-01-03,8.5,40:00,14", 2400.0, None),
        ("2026-01-03,8.5,40:00,140,", 2400.0, 140),
    ],
)
def test_of_a_last_row_that_breaks_off_what_is_whole_is_kept(
    read: ReadTable, last: str, moving_s: float | None, avg_hr: int | None
) -> None:
    found = read(HEADER + GOOD + last)
    _, run = found.runs
    assert (run.distance_m, run.moving_s, run.avg_hr) == (8500.0, moving_s, avg_hr)
    is_short = last.count(",") < HEADER.count(",")
    assert (Caution.CUT_SHORT in {problem.code for problem in found.warnings}) == is_short


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_rows_that_end_with_their_last_value(read: ReadTable, encoding: str) -> None:
    rows = "2026-01-02,6,31:00\n2026-01-03,8,40:00,140,fine\n2026-01-04,9,45:00"
    for end in ("", "\n"):
        found = read((HEADER + rows + end).encode(encoding))
        assert [run.moving_s for run in found.runs] == [1860.0, 2400.0, 2700.0]
        assert found.warnings == ()


def test_cut_in_a_letter(read: ReadTable) -> None:
    found = read((HEADER + GOOD + "2026-01-03,8,40:00,140,mü").encode()[:-1])
    assert [run.distance_m for run in found.runs] == [6000.0, 8000.0]


def test_too_many_columns(read: ReadTable) -> None:
    names = ",".join(f"c{number}" for number in range(20_000))
    found = read(f"{names}\n{names}\n")
    assert found.error is not None
    assert (found.error.code, found.error.detail) == (Refusal.UNSUPPORTED, "20000 columns")


@pytest.mark.parametrize(
    ("row", "lost"),
    [
        ("2026-01-01,1e999,25:00,140,", "row 2: implausible"),
        ("2026-01-01,5,25:00,NaN,", "row 2: avg_hr nan"),
        ("2026-01-01,5,25:00,-5,", "row 2: avg_hr -5"),
        ("2026-01-01,5,25:00,12x4,", "row 2: avg_hr 12x4"),
        ("2026-01-01,5,99:99,140,", "row 2: moving_s 99:99"),
        ("2026-01-01,-5,25:00,140,", "row 2: distance_m -5000"),
        ("0001-01-01,5,25:00,140,", "row 2: no_date"),
        ("9999-12-31,5,25:00,140,", "row 2: no_date"),
        ("0001-01-01 00:00,5,25:00,140,", "row 2: no_date"),
        ("9999-12-31 23:59,5,25:00,140,", "row 2: no_date"),
        ("2026-02-30,5,25:00,140,", "row 2: no_date"),
        ("yesterday,5,25:00,140,", "row 2: no_date"),
        (",5,25:00,140,", "row 2: no_date"),
    ],
)
def test_wrong_values_are_named(read: ReadTable, row: str, lost: str) -> None:
    found = read(f"{HEADER}{row}\n{GOOD}{GOOD}")
    assert lost in details(found)
    assert len(found.runs) >= 2


def test_years_at_the_ends_in_every_zone(read: ReadTable) -> None:
    for zone in ("Pacific/Kiritimati", "America/Los_Angeles", "Nowhere/Never"):
        found = read(HEADER + "0001-01-01 00:00,5,25:00,,\n9999-12-31 23:59,5,25:00,,\n", zone=zone)
        assert found.runs == ()


def test_what_is_named_has_an_end(read: ReadTable) -> None:
    found = read(HEADER + "2026-01-01,5,25:00,999,\n" * 1000)
    assert (len(found.runs), len(found.warnings)) == (1000, 201)
    assert found.warnings[-1].detail == "800 more"


def test_too_large(read: ReadTable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "LARGEST_BYTES", 100)
    found = read(HEADER + GOOD * 10)
    assert found.error is not None
    assert found.error.code == Refusal.TOO_LARGE


def test_too_many_rows(read: ReadTable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "RUNS_MOST", 5)
    found = read(HEADER + GOOD * 10)
    assert found.error is not None
    assert (found.error.code, found.runs) == (Refusal.TOO_LARGE, ())


@pytest.mark.parametrize(
    "content",
    [
        b"a,b\n" * 200_000,
        b'"\n' * 200_000,
        b'"a,b\n' * 100_000,
        b"Date,km\n" + b'2026-01-01,"' * 50_000,
        b"Date,km\n" + b"2026-01-01," + b"9" * 500_000,
        b"," * 900_000,
        b"Date,km\n" + b"1:" * 400_000,
        ("Date,km,Time\n" + ("1 " * 30 + ",1,1\n") * 10_000).encode(),
    ],
    ids=range(8),
)
def test_nothing_hangs(read: ReadTable, content: bytes) -> None:
    begin = time.process_time()
    found = read(content)
    assert time.process_time() - begin < SECONDS_MOST
    assert found.runs == ()


def test_bytes_that_were_changed_at_random(read: ReadTable) -> None:
    row = garmin_row(
        GARMIN_ENGLISH, c0="Running", c1="2025-02-06 17:06:03", c4="5.48", c6="00:31:24", c7="150"
    )
    whole = "\n".join([GARMIN_ENGLISH, *[row] * 5]).encode()
    pick = random.Random(6)
    for _ in range(60):
        content = bytearray(whole)
        for _ in range(pick.randint(1, 12)):
            content[pick.randrange(len(content))] = pick.randrange(256)
        found = read(bytes(content[: pick.randint(1, len(content))]))
        assert len(found.runs) <= 5


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xef\xbb\xbf",
        b"<gpx/>",
        b'{"a": 1, "b": 2}\n{"a": 1, "b": 2}\n',
        b"Just a few words\nand some more\n",
        b"\x00\x01\x02\x03" * 100,
        b"%PDF-1.7\n\x80\x81,\x00\x00\x00\x01\x01\x01\x02\x02\x02\n",
    ],
)
def test_what_is_no_table(content: bytes) -> None:
    assert not looks_like_table(content)
