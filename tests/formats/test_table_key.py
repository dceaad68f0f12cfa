"""Which tables are alike, so that what was said of one reads the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.builders_tables import ReadTable, look_of, table_reader


@pytest.fixture
def read(tmp_path: Path) -> ReadTable:
    return table_reader(tmp_path)


def test_key_is_that_of_the_header(read: ReadTable) -> None:
    key = look_of(read("Date,Distance (km)\n2026-01-01,5\n")).key
    assert key == look_of(read("DATE;Distance (km)\n1.2.2026;7,5\n", "other.csv")).key
    assert key != look_of(read("Date,Distance (mi)\n2026-01-01,5\n")).key


def test_without_a_header_the_key_is_that_of_what_the_columns_hold(read: ReadTable) -> None:
    first = "2026-03-20;8.2;45:10;142\n2026-03-21;5.0;30:00;139\n"
    key = look_of(read(first)).key
    assert key == look_of(read("2026-04-01;7.5;41:00;151\n2026-04-02;;1:30:00;\n")).key
    for other in (
        "2026-03-20;45:10;5.1;142\n2026-03-21;30:00;3.1;139\n",
        "2026-03-20;142;45:10;8.2\n2026-03-21;139;30:00;5.0\n",
        "2026-03-20;8,2;45:10;142\n2026-03-21;5,5;30:00;139\n",
        "20.03.2026;8.2;45:10;142\n21.03.2026;5.0;30:00;139\n",
        "03/20/2026;8.2;45:10;142\n03/21/2026;5.0;30:00;139\n",
        "2026-03-20;8200;45:10;142\n2026-03-21;5000;30:00;139\n",
        "2026-03-20;8.2;45:10;Run\n2026-03-21;5.0;30:00;Walk\n",
    ):
        assert look_of(read(other)).key != key


def test_what_was_said_of_a_table_without_a_header_does_not_read_another(read: ReadTable) -> None:
    said = look_of(read("2026-03-20;8.2;45:10\n2026-03-21;5.0;30:00\n"))
    found = read("2026-03-20;45:10;5.1\n2026-03-21;30:00;3.1\n", matches={said.key: said.match})
    assert not look_of(found).is_said
    assert [run.distance_m for run in found.runs] == [5100.0, 3100.0]
