"""Columns of knee pain in tables of people: which are offered, what they mean, what is no score."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from diary.domain.knee import Knee, Moment
from diary.domain.table_match import ColumnUse, OddScore, TableField
from tests.formats.builders_tables import (
    ReadTable,
    details,
    fields_of,
    look_of,
    only_run,
    table_reader,
)

F = TableField
LOGBOOK = (
    "Datum;Strecke (km);Zeit;Knie links;Knie rechts;Bemerkung\n"
    "01.03.2025;5,00;30:50;0;1;gut\n"
    "14.03.2025;5,35;32:59;1;;gut\n"
)


@pytest.fixture
def read(tmp_path: Path) -> ReadTable:
    return table_reader(tmp_path)


def test_pain_beside_runs_is_offered_though_it_is_left_out(read: ReadTable) -> None:
    found = read(LOGBOOK)
    look = look_of(found)
    assert (len(found.runs), found.scores) == (2, ())
    assert look.pains == (
        ColumnUse(3, F.PAIN_LEFT, None, Moment.WORST),
        ColumnUse(4, F.PAIN_RIGHT, None, Moment.WORST),
    )
    assert (look.guessed, look.wants_a_look, look.is_said) == (frozenset(), True, False)


def test_what_a_person_said_about_pain_is_not_asked_again(read: ReadTable) -> None:
    look = look_of(read(LOGBOOK))
    said = replace(look.match, uses=(*look.match.uses, look.pains[0]))
    found = read(LOGBOOK, matches={look.key: said})
    again = look_of(found)
    assert (again.is_said, again.wants_a_look) == (True, False)
    assert [use.column for use in again.pains] == [4]
    assert [score.value for score in found.scores] == [0, 1]
    assert {score.column for score in found.scores} == {3}


def test_a_table_without_pain_needs_no_look(read: ReadTable) -> None:
    look = look_of(read("Date,Distance (km),Duration\n2026-02-14,5.5,31:10\n"))
    assert (look.pains, look.odd_score_count, look.wants_a_look) == ((), 0, False)


def test_every_column_of_a_pain_diary_is_read(read: ReadTable) -> None:
    found = read(
        "Date,Left knee morning,Left knee evening,Right knee,Notes\n"
        "2026-03-01,0,2,1,stairs hurt\n"
        "2026-03-02,3,1,,\n"
    )
    assert [(each.knee, each.moment, each.value, each.column) for each in found.scores] == [
        (Knee.LEFT, Moment.MORNING, 0, 1),
        (Knee.LEFT, Moment.WORST, 2, 2),
        (Knee.RIGHT, Moment.WORST, 1, 3),
        (Knee.LEFT, Moment.MORNING, 3, 1),
        (Knee.LEFT, Moment.WORST, 1, 2),
    ]
    # A day of scores has no run that a note could go to.
    assert "Notes" not in fields_of(found)


@pytest.mark.parametrize(
    ("name", "field", "moment"),
    [
        ("left knee during", F.PAIN_LEFT, Moment.DURING),
        ("right knee after", F.PAIN_RIGHT, Moment.AFTER),
        ("knee", F.PAIN, Moment.WORST),
        ("Knie morgens", F.PAIN, Moment.MORNING),
        ("left evening", F.PAIN_LEFT, Moment.WORST),
        ("genou droit soir", F.PAIN_RIGHT, Moment.WORST),
        ("max pain left", F.PAIN_LEFT, Moment.WORST),
        ("Knie rechts früh", F.PAIN_RIGHT, Moment.MORNING),
    ],
)
def test_names_of_pain(read: ReadTable, name: str, field: TableField, moment: Moment) -> None:
    look = look_of(
        read(f"date,distance (km),duration,{name}\n2026-02-13,5.2,31:10,3\n2026-02-14,8,48:00,2\n")
    )
    assert look.pains == (ColumnUse(3, field, None, moment),)
    assert look.moment_of(3) is moment


@pytest.mark.parametrize("name", ["Right of way", "Left turns", "knee brace", "R pace", "after"])
def test_names_that_are_not_of_pain(read: ReadTable, name: str) -> None:
    look = look_of(read(f"date,distance (km),duration,{name}\n2026-02-13,5.2,31:10,3\n"))
    assert look.pains == ()


def test_the_moment_of_a_column_can_be_said(read: ReadTable) -> None:
    text = "date,distance (km),duration,knee\n2026-02-13,5.2,31:10,3\n"
    look = look_of(read(text))
    use = ColumnUse(3, F.PAIN_LEFT, None, Moment.AFTER)
    found = read(text, matches={look.key: replace(look.match, uses=(*look.match.uses, use))})
    (score,) = found.scores
    assert (score.knee, score.moment, score.run_id) == (
        Knee.LEFT,
        Moment.AFTER,
        only_run(found).id,
    )
    assert look_of(found).moment_of(3) is Moment.AFTER


def test_cells_that_are_no_scores_are_named_with_their_rows(read: ReadTable) -> None:
    text = (
        "date,distance (km),duration,left knee,right knee\n"
        "2026-02-13,5.2,31:10,2,1\n"
        "2026-02-14,8,48:00,12,x\n"
        "2026-02-15,8,48:00,,2.5\n"
    )
    odd = (OddScore(3, 3, "12"), OddScore(3, 4, "x"), OddScore(4, 4, "2.5"))
    found = read(text)
    look = look_of(found)
    assert (look.odd_scores, look.odd_score_count) == (odd, 3)
    # Nothing was left out of the runs.
    assert found.warnings == ()
    found = read(text, matches={look.key: replace(look.match, uses=look.match.uses + look.pains)})
    assert (look_of(found).odd_scores, len(found.scores)) == (odd, 2)
    assert details(found) == ["row 3: pain 12", "row 3: pain x", "row 4: pain 2.5"]


def test_a_long_list_of_odd_cells_is_counted_and_begun(read: ReadTable) -> None:
    rows = "".join("2026-02-14,ouch,1\n" for _ in range(80))
    look = look_of(read(f"date,left,right\n2026-02-14,1,2\n{rows}" + "2026-02-14,1,2\n" * 90))
    assert look.odd_score_count == 80
    assert len(look.odd_scores) == 50


def test_dates_and_decimals_that_can_be_read_in_two_ways(read: ReadTable) -> None:
    open_look = look_of(read("date,distance,duration\n03/04/2026,5.2,31:10\n05/06/2026,8,48:00\n"))
    assert (open_look.is_order_open, open_look.is_mark_open) == (True, False)
    sure = look_of(read("date;distance;duration\n23.04.2026;5,25;31:10\n05.06.2026;8,5;48:00\n"))
    assert (sure.is_order_open, sure.is_mark_open) == (False, False)
    assert look_of(read('date,km,time\n2026-02-13,"5,250",31:10\n')).is_mark_open


def test_a_table_of_which_nothing_is_wanted_can_be_looked_at_again(read: ReadTable) -> None:
    look = look_of(read(LOGBOOK))
    found = read(LOGBOOK, matches={look.key: replace(look.match, uses=())})
    assert (found.runs, found.scores) == ((), ())
    assert look_of(found).is_said
    assert [use.column for use in look_of(found).pains] == [3, 4]


def test_the_example_of_the_help_is_read(read: ReadTable) -> None:
    page = (Path(__file__).parents[2] / "resources" / "help" / "import_help.md").read_text("utf-8")
    example = "\n".join(line.strip() for line in page.splitlines() if line.startswith("    "))
    found = read(example)
    assert [(each.knee, each.moment, each.value) for each in found.scores[:3]] == [
        (Knee.LEFT, Moment.MORNING, 0),
        (Knee.LEFT, Moment.WORST, 2),
        (Knee.RIGHT, Moment.WORST, 0),
    ]
    assert len(found.scores) == 6
