"""The tables of charts: any table as a Qt model, and that of pain and load."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from diary.domain.diary import Diary
from diary.domain.event import EventKind
from diary.domain.knee import Area, Knee, Moment, Sign
from diary.domain.pain_and_load import range_of_days
from diary.domain.pt_note import Pin
from diary.texts.numbers import Formats
from diary.ui.pages.charts.choice import ChartChoice
from diary.ui.pages.charts.kinds.pain_and_load import Column, shown_pain_and_load
from diary.ui.pages.charts.shown import Cell, ChartTable, MadeWhenAsked
from diary.ui.pages.charts.table_model import ChartTableModel
from diary.ui.pages.charts.table_view import ChartTableView
from tests.builders import a_day, a_diary, a_knee_day, a_note, a_run, a_run_knee, an_event
from tests.ui.house import TODAY
from tests.ui.pages.charts.story import NOTE, a_story, back

DOWN, UP = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder
PAIRS = ChartTable(
    title="Pairs",
    headings=("Shoe", "Distance, km", "Since"),
    rows=(
        (Cell("Red 3", "Red 3"), Cell("61.2", 61.23456), Cell("3 Nov", date(2026, 11, 3))),
        (Cell("=Blue", "=Blue"), Cell("", None), Cell("1 Nov", date(2026, 11, 1))),
        (Cell("azure", "azure"), Cell("112.0", 112.0), Cell("", None)),
    ),
    columns=(7, 5, 5),
)


def a_model(table: ChartTable) -> ChartTableModel:
    model = ChartTableModel()
    model.show_table(table)
    return model


def day_table(
    days: int = 28, *, diary: Diary | None = None, knees: tuple[Knee, ...] = (Knee.LEFT, Knee.RIGHT)
) -> ChartTable:
    shown = shown_pain_and_load(
        diary or a_story(),
        ChartChoice(knees=knees),
        range_of_days(TODAY, days),
        Formats(),
        TODAY,
    )
    return shown.tables[0]


def column_of(model: ChartTableModel, column: int) -> list[str]:
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


# ---- any table ---------------------------------------------------------------------------------


def test_table_model(qtmodeltester: ModelTester) -> None:
    model = a_model(PAIRS)
    qtmodeltester.check(model)
    assert (model.rowCount(), model.columnCount()) == (3, 3)
    assert column_of(model, 0) == ["Red 3", "=Blue", "azure"]
    assert [model.column_at(row) for row in range(3)] == [7, 5, 5]
    assert (model.row_of(7), model.row_of(5), model.row_of(0)) == (0, 1, None)


def test_it_sorts_by_value_with_unknown_rows_last() -> None:
    model = a_model(PAIRS)
    for order, expected in ((DOWN, ["112.0", "61.2", ""]), (UP, ["61.2", "112.0", ""])):
        model.sort(1, order)
        assert column_of(model, 1) == expected
    model.sort(0, UP)
    assert column_of(model, 0) == ["=Blue", "azure", "Red 3"]
    assert [model.column_at(row) for row in range(3)] == [5, 5, 7]
    model.sort(9, UP)
    assert model.sorted_by() == (0, UP)


def test_another_table_of_the_same_kind_stays_sorted() -> None:
    model = a_model(PAIRS)
    model.sort(0, UP)
    model.show_table(PAIRS)
    assert column_of(model, 0) == ["=Blue", "azure", "Red 3"]
    model.show_table(ChartTable("Others", ("Shoe",), ((Cell("b"),), (Cell("a"),))))
    assert model.sorted_by() is None
    assert column_of(model, 0) == ["b", "a"]


def test_numbers_stand_under_one_another_and_begin_with_the_greatest() -> None:
    model = a_model(PAIRS)
    role = Qt.ItemDataRole.TextAlignmentRole
    sides = [model.index(0, at).data(role) & Qt.AlignmentFlag.AlignTrailing for at in range(3)]
    assert [bool(side) for side in sides] == [False, True, False]
    first = [
        model.headerData(at, Qt.Orientation.Horizontal, Qt.ItemDataRole.InitialSortOrderRole)
        for at in range(3)
    ]
    assert first == [0, 1, 1]


def test_a_copied_table_has_whole_numbers_and_is_harmless_in_a_spreadsheet() -> None:
    assert a_model(PAIRS).csv()().splitlines() == [
        'Shoe,"Distance, km",Since',
        "Red 3,61.23456,2026-11-03",
        "'=Blue,,2026-11-01",
        "azure,112,",
    ]


def test_rows_of_a_long_table_are_made_when_they_are_looked_at() -> None:
    made: list[int] = []

    def make(row: int) -> tuple[Cell]:
        made.append(row)
        return (Cell(str(row), row),)

    model = a_model(ChartTable("Long", ("n",), MadeWhenAsked(20_000, make)))
    assert model.index(19_999, 0).data() == "19999"
    assert len(made) < 10
    assert MadeWhenAsked(3, str)[1:] == ["1", "2"]


def test_the_keyboard_sorts_from_the_headings(qtbot: QtBot) -> None:
    view = ChartTableView()
    qtbot.addWidget(view)
    view.show_table(PAIRS, "Pairs of shoes")
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Up)
    header = view.horizontalHeader()
    assert header.hasFocus()
    qtbot.keyClick(header, Qt.Key.Key_Right)
    qtbot.keyClick(header, Qt.Key.Key_Return)
    assert view.csv()().splitlines()[1].startswith("azure")
    qtbot.keyClick(header, Qt.Key.Key_Return)
    assert view.csv()().splitlines()[1].startswith("Red 3")
    qtbot.keyClick(header, Qt.Key.Key_Down)
    assert view.hasFocus()


# ---- that of pain and load ---------------------------------------------------------------------


def test_the_day_table_has_the_numbers_of_the_chart() -> None:
    table = day_table()
    model = a_model(table)
    assert [str(model.index(0, 0).data()), model.column_at(0)] == ["Fri 20 Nov 2026", 27]
    row = model.row_of(22)
    assert row == 5
    assert [str(model.index(row, at).data()) for at in range(model.columnCount())] == [
        "Sun 15 Nov 2026",
        "5 (morning 4, during 4, after 5)",
        "",
        "14.1 km",
        "30.5 km",
        "18.4 km",
        "3",
        "0",
        "",
        "14.1 km long, Red 3",
        "",
        NOTE,
    ]
    assert len(day_table(knees=(Knee.LEFT,)).headings) == len(Column) - 2


def test_the_day_table_has_the_signs_and_spots_of_both_knees() -> None:
    left = a_knee_day(3, signs={Sign.SWELLING: True}, areas=(Area.FRONT,))
    right = a_knee_day(1, signs={Sign.STAIRS_HURT: True, Sign.LOCKING: False})
    table = day_table(1, diary=a_diary([a_day(TODAY, left=left, right=right)]))
    at = table.headings.index("Signs and spots")
    assert table.rows[0][at].text == "left swelling; left spots: front; right stairs hurt"


def test_the_day_table_is_copied_with_whole_numbers() -> None:
    diary = a_diary([a_day(TODAY, left=1, note='=1+1, "x"')])
    heading, row = a_model(day_table(1, diary=diary)).csv()().splitlines()
    assert heading.startswith("Day,Left knee,Right knee,")
    assert row.startswith("2026-11-20,1 (")
    assert row.endswith('"\'=1+1, ""x"""')


def test_the_day_table_says_what_is_drawn_of_a_chosen_moment() -> None:
    on_run = a_run("r", TODAY, left=a_run_knee(4, 5))
    days = [a_day(TODAY, left=a_knee_day(3, 6)), a_day(back(1), left=7)]
    choice = ChartChoice(knees=(Knee.LEFT,), moment=Moment.MORNING)
    span = range_of_days(TODAY, 7)
    shown = shown_pain_and_load(a_diary(days, [on_run]), choice, span, Formats(), TODAY)
    table = shown.tables[0]
    assert table.headings[1] == "Left knee, morning"
    cells = [row[1] for row in table.rows][:2]
    assert [(each.text.split(" ")[0], each.value) for each in cells] == [("3", 3), ("(worst", None)]
    assert shown.coverage == "1 of 7 days with a score (morning)."


def test_the_day_table_never_says_0_of_what_is_unknown() -> None:
    runs = [a_run("h", TODAY, distance_m=None), a_run("k", back(8), distance_m=5000.0)]
    days = [a_day(back(age), left=1) for age in range(20)]
    table = day_table(9, diary=a_diary(days, runs))
    load, week = table.headings.index("Distance"), table.headings.index("Last 7 days")
    assert [table.rows[0][at].text for at in (load, week)] == ["not known", "not known"]
    model = a_model(table)
    assert model.csv()().splitlines()[1].split(",")[3:5] == ["", ""]
    runs.append(a_run("m", TODAY, distance_m=4000.0))
    table = day_table(9, diary=a_diary(days, runs))
    assert [table.rows[0][at].text for at in (load, week)] == ["at least 4.0 km"] * 2
    assert table.rows[0][load].value == 4.0
    assert a_model(table).csv()().splitlines()[1].split(",")[3:5] == ["at least 4.0 km"] * 2
    assert [table.rows[8][at].text for at in (load, week)] == ["5.0 km", "5.0 km"]


def test_days_without_scores_and_runs_are_told_and_not_drawn() -> None:
    days = [a_day(back(age), left=3) for age in range(200, 260)]

    def why(diary: Diary, knee: Knee = Knee.LEFT) -> str:
        chosen = ChartChoice(knees=(knee,))
        span = range_of_days(TODAY, 28)
        shown = shown_pain_and_load(diary, chosen, span, Formats(), TODAY)
        return "" if shown.why_not is None else shown.why_not.sentence

    assert "no score and no run in Sat 24 Oct 2026 to Fri 20 Nov 2026" in why(a_diary(days))
    days.append(a_day(TODAY, left=2))
    assert why(a_diary(days)) == ""
    assert "Choose the other knee" in why(a_diary(days), knee=Knee.RIGHT)
    assert why(a_diary(days, [a_run("r", TODAY)]), knee=Knee.RIGHT) == ""
    locked = a_knee_day(signs={Sign.LOCKING: True})
    assert why(a_diary([*days, a_day(back(1), right=locked)]), knee=Knee.RIGHT) == ""


def test_all_of_what_the_pt_wrote_stands_on_its_day() -> None:
    note = a_note("n", Pin(back(2)), text="Was it the shoes, or the hills? " * 5, author="M.S.")
    rows = day_table(7, diary=replace(a_story(), pt_notes={note.id: note})).rows
    events = [row[-2].text for row in rows if row[-2].text]
    assert events == [f"1 From my PT (M.S.): {note.text.strip()}"]


def test_events_stand_on_each_of_their_days() -> None:
    event = an_event("e", back(3), kind=EventKind.HOLIDAY, until=back(1))
    diary = a_diary([a_day(back(age), left=3) for age in range(9)], events=[event])
    rows = day_table(5, diary=diary).rows
    assert [bool(row[-2].text) for row in rows] == [False, True, True, True, False]
