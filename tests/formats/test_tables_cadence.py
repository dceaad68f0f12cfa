"""Steps of both feet and of one, by words, by sports and by what a step can be."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.builders_tables import ReadTable, table_reader


@pytest.fixture
def read(tmp_path: Path) -> ReadTable:
    return table_reader(tmp_path)


def test_cadence_of_one_foot_and_of_both(read: ReadTable) -> None:
    one = read("Date,km,Duration,Cadence\n2026-02-01,5,25:00,82\n2026-02-02,5,25:00,85\n")
    assert [run.cadence_spm for run in one.runs] == [164.0, 170.0]
    both = read("Date,km,Duration,Cadence\n2026-02-01,5,25:00,164\n2026-02-02,5,40:00,110\n")
    assert [run.cadence_spm for run in both.runs] == [164.0, 110.0]


WALKS = "2026-03-01,walk,5.0,1:00:00,108\n2026-03-02,walk,5.0,1:00:00,108\n"


@pytest.mark.parametrize(
    "name",
    [
        "cadence",
        "cadence (spm)",
        "steps per minute",
        "Avg cadence steps/min",
        "cadence (steps/min)",
    ],
)
def test_steps_of_walks_beside_runs_are_not_doubled(read: ReadTable, name: str) -> None:
    walks = f"date,sport,km,time,{name}\n{WALKS}"
    found = read(f"{walks}2026-03-03,run,9.0,1:00:00,164\n")
    assert [run.cadence_spm for run in found.runs] == [108.0, 108.0, 164.0]
    assert [run.cadence_spm for run in read(walks).runs] == [108.0, 108.0]


def test_runs_tell_what_the_cadence_of_all_counts(read: ReadTable) -> None:
    rows = "2026-03-01,walk,5.0,1:00:00,54\n2026-03-03,run,9.0,50:00,82\n"
    found = read(f"date,sport,km,time,cadence\n{rows}")
    assert [run.cadence_spm for run in found.runs] == [108.0, 164.0]
    # Without a word for the sport the length of a step tells.
    found = read(f"date,km,time,cadence\n{WALKS.replace('walk,', '')}")
    assert [run.cadence_spm for run in found.runs] == [108.0, 108.0]


@pytest.mark.parametrize("name", ["cadence (rpm)", "strides per minute"])
def test_strides_that_the_header_names(read: ReadTable, name: str) -> None:
    rows = (
        "2026-03-01,walk,5.0,1:00:00,54\n2026-03-03,run,9.0,50:00,82\n2026-03-04,run,9,50:00,164\n"
    )
    found = read(f"date,sport,km,time,{name}\n{rows}")
    # Nobody takes 328 steps a minute.
    assert [run.cadence_spm for run in found.runs] == [108.0, 164.0, 164.0]
