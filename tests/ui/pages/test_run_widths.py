"""How the run table shares its width, and what it says of activities that are no runs."""

from __future__ import annotations

from datetime import timedelta

import pytest

from diary.domain.run import Run, RunKind, Sport, Surface
from diary.ui.models.run_columns import Column
from diary.ui.pages.runs.column_widths import shared_widths
from tests.builders import a_diary, a_run, a_shoe
from tests.ui.conftest import Build
from tests.ui.house import TODAY
from tests.ui.pages.test_runs import runs_page

pytestmark = pytest.mark.begins_at("runs")

WORDS = (Column.KIND, Column.SURFACE, Column.SHOE)
LEAST = {Column.KIND: 120, Column.SURFACE: 80, Column.SHOE: 80}


def test_a_column_without_long_words_gives_way_to_one_with() -> None:
    needed = {Column.KIND: 60, Column.SURFACE: 80, Column.SHOE: 130}
    assert shared_widths(270, WORDS, LEAST, needed) == needed
    # Without rows the usual texts say how wide a column is.
    assert shared_widths(280, WORDS, LEAST, {}) == LEAST


def test_where_room_lacks_the_nearest_need_is_met_first() -> None:
    needed = {Column.KIND: 60, Column.SURFACE: 90, Column.SHOE: 200}
    widths = shared_widths(250, WORDS, LEAST, needed)
    assert widths == {Column.KIND: 60, Column.SURFACE: 90, Column.SHOE: 100}
    # In a room that is too small the table scrolls sideways; nothing is squeezed.
    assert sum(shared_widths(10, WORDS, LEAST, needed).values()) == 220


def test_what_is_left_over_is_shared() -> None:
    widths = shared_widths(1000, WORDS, LEAST, LEAST)
    assert sum(widths.values()) == 1000
    assert all(widths[column] > LEAST[column] for column in WORDS)


def test_the_name_of_a_pair_is_read_whole_where_other_columns_have_room(build: Build) -> None:
    runs = [
        a_run(
            f"run-{n}", TODAY - timedelta(n), kind=RunKind.EASY, surface=Surface.ROAD, shoe_id="b"
        )
        for n in range(3)
    ]
    house = build(a_diary(runs=runs, shoes=[a_shoe("b", "Blue Nimbus")]), size=(1280, 800))
    table = runs_page(house).table
    for column in WORDS:
        text = table.model().data(table.model().index(0, column))
        room = table.columnWidth(column)
        assert table.fontMetrics().horizontalAdvance(text) + 16 <= room, text


@pytest.mark.parametrize(
    ("sport", "text"),
    [
        (Sport.RUN, "5:30"),
        (Sport.WALK, "5:30"),
        (Sport.HIKE, "5:30"),
        (Sport.RIDE, ""),
        (Sport.SWIM, ""),
        (Sport.OTHER, ""),
    ],
)
def test_only_what_is_done_on_foot_has_a_pace(build: Build, sport: Sport, text: str) -> None:
    run: Run = a_run("run-1", TODAY, sport=sport)
    model = runs_page(build(a_diary(runs=[run]))).table.model()
    assert model.data(model.index(0, Column.PACE)) == text
