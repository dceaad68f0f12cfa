from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from diary.domain.reading import Caution, Refusal
from diary.formats import strava_rows
from diary.formats.strava import (
    FAULTS_MOST,
    is_strava_table,
)
from tests.builders_strava import (
    START,
    ExportRow,
    table,
)
from tests.formats.strava_exports import EN, codes, read_bare


def test_broken_rows_are_named_and_stop_nothing(tmp_path: Path) -> None:
    rows = [ExportRow(id=f"10000{n}", at=START + timedelta(days=n)) for n in range(6)]
    lines = table(EN, *rows).split("\n")
    lines[2] = lines[2].replace("Evening run", '"Evening run')
    lines[3] = lines[3].replace("1520", "")
    lines[4] = lines[4].replace("Evening run", "a,b,c,d") + ",x" * 10
    lines[5] = "garbage"
    found = read_bare(tmp_path, "\n".join(lines))
    ids = [each.runs[0].source.external_id for each in found if each.runs and each.runs[0].source]
    assert ids == ["100000", "100002", "100005"]
    errors = [each.error.detail.split(":")[0] for each in found if each.error]
    assert errors == ["line 3", "line 5", "line 6"]


def test_quote_that_is_never_closed_costs_one_row(tmp_path: Path) -> None:
    rows = [ExportRow(id=f"10000{n}", at=START + timedelta(days=n)) for n in range(30)]
    text = table(EN, *rows).replace("Evening run", '"Evening run', 1)
    found = read_bare(tmp_path, text)
    assert [each.error is None for each in found] == [False] + [True] * 29


def test_inch_mark_without_quotes_is_no_quote(tmp_path: Path) -> None:
    rows = [ExportRow(id="100001"), ExportRow(id="100002")]
    text = table(EN, *rows).replace("Evening run", 'Wheel 28" run', 1)
    first, second = read_bare(tmp_path, text)
    assert (first.runs[0].title, second.runs[0].title) == ('Wheel 28" run', "Evening run")


def test_description_that_looks_like_rows_stays_one(tmp_path: Path) -> None:
    pasted = "100009,May 7 2023,x\n100008,May 8 2023,y"
    (found,) = read_bare(tmp_path, table(EN, ExportRow(description=pasted)))
    assert found.runs[0].note == pasted


def test_cell_of_a_megabyte_and_zero_bytes(tmp_path: Path) -> None:
    rows = [ExportRow(description="a,\n" * 400_000), ExportRow(id="4711002", name="No\0thing")]
    large, zero = read_bare(tmp_path, table(EN, *rows))
    assert len(large.runs[0].note) <= 500
    assert codes(large) == [Caution.FIELD_DROPPED]
    assert zero.runs[0].title == "Nothing"


def test_twenty_thousand_columns(tmp_path: Path) -> None:
    names = table(EN).rstrip("\n")
    wide = names + ",x" * 20_000 + "\n"
    assert not is_strava_table(wide.encode())
    lines = table(EN, ExportRow()).split("\n")
    blank = "\n".join(line + "," * 20_000 for line in lines if line)
    (found,) = read_bare(tmp_path, blank)
    assert found.runs[0].distance_m == 5012.4


def test_table_of_rubbish_is_told_in_few_words(tmp_path: Path) -> None:
    found = read_bare(tmp_path, table(EN) + "rubbish\n" * 5000)
    assert len(found) == FAULTS_MOST + 1
    assert found[-1].error is not None
    assert found[-1].error.detail == f"{5000 - FAULTS_MOST} more lines"


def test_table_of_too_many_lines_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(strava_rows, "LINES_MOST", 100)
    (found,) = read_bare(tmp_path, table(EN, ExportRow()) + "\n" * 100)
    assert found.error is not None
    assert found.error.code == Refusal.TOO_LARGE


@pytest.mark.parametrize(
    "cell", ["1e999", "nan", "inf", "-1", "1" * 5000, "١٢٣", "0x10", "1,2,3", "..", "99:99:99"]
)
def test_numbers_that_are_none(tmp_path: Path, cell: str) -> None:
    row = ExportRow(elapsed_s=7777, moving_s=6666)
    text = table(EN, row).replace("7777.0", cell).replace("6666.0", cell)
    (found,) = read_bare(tmp_path, text.replace(",7777,", f",{cell},"))
    assert found.error is None or found.error.code in set(Refusal)
