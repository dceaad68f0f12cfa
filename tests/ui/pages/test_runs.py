from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from diary.domain.change import Change
from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.person import Person
from diary.domain.run import Finish, Run, Sport
from diary.services.entries import put_run, set_knee
from diary.texts.numbers import Formats
from diary.ui.dialogs.run_form import RunFormDialog
from diary.ui.models.run_columns import Column
from diary.ui.pages.runs import RunsPage
from diary.ui.theme import ThemeName
from diary.ui.widgets.text import PlainLabel
from tests.builders import a_day, a_diary, a_knee_day, a_run, a_run_knee, a_score, a_shoe
from tests.ui.conftest import Build
from tests.ui.house import NOW, TODAY, House, Keyboard, focus_name
from tests.ui.room import cut_off
from tests.ui.tree import dump, twins, unnamed

pytestmark = pytest.mark.begins_at("runs")

Key = Qt.Key
BOTH = Person(timezone="Europe/Berlin")


def some_diary() -> Diary:
    runs = [
        a_run("long", TODAY - timedelta(days=5), distance_m=14_100.0, moving_s=4900.0, left=4,
              shoe_id="red", finish=Finish.CUT_SHORT_KNEE, note="downhill <i>end</i>"),
        a_run("easy", TODAY - timedelta(days=1), shoe_id="blue", left=a_run_knee(during=0)),
        a_run("old", TODAY - timedelta(days=100), shoe_id="red", left=1),
        a_run("ride", TODAY - timedelta(days=2), sport=Sport.RIDE, distance_m=20_000.0),
    ]  # fmt: skip
    days = [a_day(TODAY, left=a_knee_day(morning=2))]
    shoes = [a_shoe("red", "Red 3"), a_shoe("blue", "Blue 12")]
    return a_diary(days=days, runs=runs, shoes=shoes, person=BOTH)


def runs_page(house: House) -> RunsPage:
    house.window.show_page("runs")
    page = house.window.current_page()
    assert isinstance(page, RunsPage)
    return page


def label(house: House, name: str) -> str:
    found = house.find(name)
    assert isinstance(found, PlainLabel)
    return found.text()


def shown(page: RunsPage) -> list[str]:
    model = page.table.model()
    return [
        str(model.index(row, Column.DISTANCE).data(Qt.ItemDataRole.DisplayRole))
        for row in range(model.rowCount())
    ]


def press(house: House, name: str) -> None:
    button = house.find(name)
    assert isinstance(button, QPushButton)
    button.click()


def test_the_table_has_the_focus_and_the_newest_run_is_selected(build: Build) -> None:
    page = runs_page(build(some_diary()))
    assert focus_name() == "runs.table"
    assert shown(page) == ["8.20", "20.00", "14.10", "8.20"]
    assert page.table.current_id() == "easy"


def test_the_footer_counts_runs_apart_from_other_sports(build: Build) -> None:
    house = build(some_diary())
    runs_page(house)
    assert label(house, "runs.shown") == "3 runs, 30.5 km, 1 other activity."
    # Nothing was entered for months before: that is no usual week of 0 km.
    assert label(house, "runs.week") == (
        "This week 8.2 km. Too few days are known to say what is usual."
    )


def test_the_usual_week_is_not_said_before_it_is_known(build: Build) -> None:
    house = build(a_diary(runs=[a_run(on=TODAY)]))
    runs_page(house)
    reason = "Your usual week is known five weeks after the first run."
    assert label(house, "runs.week") == f"This week 8.2 km. {reason}"


def test_find_narrows_and_leads_back_to_the_table(build: Build, keys: Keyboard) -> None:
    page = runs_page(build(some_diary()))
    keys.ctrl(Key.Key_F)
    assert focus_name() == "runs.find"
    keys.type("red down")
    assert shown(page) == ["14.10"]
    keys.press(Key.Key_Down)
    assert focus_name() == "runs.table"
    keys.ctrl(Key.Key_F)
    keys.press(Key.Key_Escape)
    assert len(shown(page)) == 4


def test_shoe_range_and_pain_narrow_together(build: Build) -> None:
    page = runs_page(build(some_diary()))
    filters = page.filters
    filters.shoe.set_choice("red")
    filters.shoe.choice_changed.emit("red")
    assert shown(page) == ["14.10", "8.20"]
    filters.range.set_choice(28)
    filters.range.choice_changed.emit(28)
    assert shown(page) == ["14.10"]
    filters.pain.click()
    assert shown(page) == ["14.10"]
    assert filters.words() == "shoe “Red 3”, last 4 weeks, with pain"


def test_without_a_match_the_filters_can_be_cleared(build: Build, keys: Keyboard) -> None:
    house = build(some_diary())
    page = runs_page(house)
    keys.ctrl(Key.Key_F)
    keys.type("mountain")
    assert house.find("runs.empty").isVisible()
    assert "“mountain”" in house.find("runs.empty").findChildren(PlainLabel)[1].text()
    press(house, "runs.empty.clear")
    assert len(shown(page)) == 4
    assert house.find("runs.table").isVisible()


def test_without_runs_the_ways_in_are_offered(build: Build) -> None:
    house = build(a_diary())
    page = runs_page(house)
    assert house.find("runs.none").isVisible()
    assert not page.filters.isVisible()
    assert focus_name() == "runs.none.log"
    with_import: list[object] = []
    page.navigate_requested.connect(lambda key, _where: with_import.append(key))
    page.navigate_requested.disconnect(house.window._on_page_navigate_requested)
    press(house, "runs.none.import")
    assert with_import == ["import_runs"]


def test_delete_takes_away_and_undo_brings_back_with_the_scores(
    build: Build, keys: Keyboard, spoken: list[str]
) -> None:
    house = build(some_diary())
    page = runs_page(house)
    keys.press(Key.Key_Down)
    keys.press(Key.Key_Down)
    keys.press(Key.Key_Delete)
    assert "long" not in house.diary.runs
    assert spoken[-1] == "Run deleted."
    assert focus_name() == "runs.table"
    assert page.table.current_id() == "old"
    keys.ctrl(Key.Key_Z)
    assert house.diary.runs["long"].knee(Knee.LEFT) == a_run_knee(after=4)
    assert shown(page)[2] == "14.10"
    assert page.table.chosen_ids() == ["long"]
    keys.ctrl(Key.Key_Y)
    assert "long" not in house.diary.runs
    assert "long" not in house.stored().runs


def test_a_run_that_comes_back_while_another_page_is_shown_is_selected_on_return(
    build: Build, keys: Keyboard
) -> None:
    house = build(some_diary())
    page = runs_page(house)
    keys.press(Key.Key_Down)
    keys.press(Key.Key_Down)
    keys.press(Key.Key_Delete)
    house.window.show_page("today")
    house.context.undo.undo()
    house.window.show_page("runs")
    assert page.table.chosen_ids() == ["long"]
    assert focus_name() == "runs.table"


def test_undo_in_an_empty_find_field_is_that_of_the_window(build: Build, keys: Keyboard) -> None:
    house = build(some_diary(), page="today")
    page = runs_page(house)
    keys.press(Key.Key_Delete)
    keys.ctrl(Key.Key_F)
    keys.type("red")
    keys.ctrl(Key.Key_Z)
    assert "easy" not in house.diary.runs
    keys.type("red")
    keys.press(Key.Key_Escape)
    keys.ctrl(Key.Key_Z)
    assert not page.filters.find_field.text()
    assert "easy" in house.diary.runs


def test_every_column_fits_the_usual_window(build: Build) -> None:
    page = runs_page(build(some_diary(), size=(1280, 800)))
    assert page.table.horizontalScrollBar().maximum() == 0


def test_several_runs_are_deleted_as_one_step(build: Build, keys: Keyboard) -> None:
    house = build(some_diary())
    page = runs_page(house)
    page.table.selectAll()
    keys.press(Key.Key_Delete)
    assert not house.diary.runs
    assert house.find("runs.none").isVisible()
    house.context.undo.undo()
    assert len(house.diary.runs) == 4


def test_the_toast_takes_back_only_its_own_step(build: Build, keys: Keyboard) -> None:
    house = build(some_diary(), page="today")
    runs_page(house)
    keys.press(Key.Key_Delete)
    note = set_knee(house.diary, TODAY, Knee.LEFT, NOW, areas=())
    house.context.undo.push("spots", note)
    press(house, "toast.action")
    assert "easy" not in house.diary.runs


def test_delete_in_the_find_field_deletes_no_run(build: Build, keys: Keyboard) -> None:
    house = build(some_diary())
    runs_page(house)
    keys.ctrl(Key.Key_F)
    keys.press(Key.Key_Delete)
    assert len(house.diary.runs) == 4


def test_a_run_from_elsewhere_appears_without_losing_the_place(build: Build) -> None:
    house = build(some_diary())
    page = runs_page(house)
    page.table.go_to("long")
    house.context.journal.apply(put_run(house.diary, a_run("new", TODAY)))
    assert len(shown(page)) == 5
    assert page.table.current_id() == "long"


def test_a_morning_score_reaches_the_run_of_the_day_before(build: Build) -> None:
    house = build(some_diary())
    page = runs_page(house)
    day = house.diary.day(TODAY).with_knee(Knee.LEFT, a_knee_day(morning=a_score(5)))
    house.context.journal.apply(Change(house.diary.days[TODAY], day))
    left = page.table.model().index(0, Column.LEFT)
    spoken = left.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Left knee: during 0, after not answered, next morning 5"


def test_headers_sort_and_the_selected_run_stays(build: Build) -> None:
    page = runs_page(build(some_diary()))
    page.table.sortByColumn(Column.DISTANCE, Qt.SortOrder.DescendingOrder)
    assert shown(page) == ["20.00", "14.10", "8.20", "8.20"]
    assert page.table.current_id() == "easy"


def test_only_knees_that_matter_have_a_column(build: Build) -> None:
    left = Person(tracked_knees=(Knee.LEFT,))
    page = runs_page(build(a_diary(runs=[a_run(left=2)], person=left)))
    assert page.table.isColumnHidden(Column.RIGHT)
    assert not page.table.isColumnHidden(Column.LEFT)


def test_a_run_is_shown_on_request_even_when_filtered_out(build: Build) -> None:
    house = build(some_diary())
    page = runs_page(house)
    page.filters.pain.click()
    house.window.show_page("runs", "easy")
    assert page.table.current_id() == "easy"
    assert not page.filters.pain.isChecked()


def test_enter_and_double_click_open_the_run(build: Build, keys: Keyboard, qtbot: QtBot) -> None:
    house = build(some_diary())
    page = runs_page(house)
    keys.press(Key.Key_Return)
    form = house.window.findChild(RunFormDialog)
    assert isinstance(form, RunFormDialog)
    assert form.windowTitle() == "Edit run"
    form.reject()
    index = page.table.model().index(1, 0)
    page.table.doubleClicked.emit(index)
    titles = [each.windowTitle() for each in house.window.findChildren(RunFormDialog)]
    assert "Edit ride" in titles


def test_tab_leaves_the_table(build: Build, keys: Keyboard) -> None:
    runs_page(build(some_diary()))
    keys.tab()
    assert focus_name() != "runs.table"


def test_every_stop_of_the_page_has_a_name_of_its_own(build: Build) -> None:
    page = runs_page(build(some_diary()))
    nodes = dump(page)
    assert unnamed(nodes) == []
    assert twins([node for node in nodes if node.role != QAccessible.Role.Cell]) == []


def test_table_headers_are_spelled_out(build: Build) -> None:
    page = runs_page(build(some_diary()))
    headers = [node.name for node in dump(page) if node.role == QAccessible.Role.ColumnHeader]
    assert "Left knee: during, after, next morning" in headers
    assert "Distance in km" in headers


@pytest.mark.parametrize("percent", [100, 200])
def test_a_row_holds_its_text(
    build: Build, plain_look: Callable[[ThemeName, int], None], percent: int
) -> None:
    plain_look("dark", percent)
    page = runs_page(build(some_diary()))
    table = page.table
    assert table.rowHeight(0) >= table.fontMetrics().height() + 4
    for column in (Column.DATE, Column.DISTANCE, Column.TIME, Column.KIND):
        text = str(table.model().index(2, column).data())
        assert table.columnWidth(column) > table.fontMetrics().horizontalAdvance(text) + 12


def test_ten_thousand_runs_are_shown_row_by_row(build: Build) -> None:
    runs: list[Run] = [
        a_run(f"run-{n:05d}", TODAY - timedelta(days=n // 2), distance_m=5000.0 + n % 900)
        for n in range(10_000)
    ]
    house = build(a_diary(runs=runs, person=BOTH))
    page = runs_page(house)
    assert page.table.model().rowCount() == 10_000
    page.table.sortByColumn(Column.DISTANCE, Qt.SortOrder.AscendingOrder)
    select = QItemSelectionModel.SelectionFlag.ClearAndSelect
    page.table.selectionModel().setCurrentIndex(page.table.model().index(9_999, 0), select)
    assert page.table.current_id() is not None


def test_the_decimal_comma_is_shown_to_those_who_use_it(build: Build) -> None:
    house = build(some_diary(), formats=Formats(decimal_mark=","))
    page = runs_page(house)
    assert shown(page)[0] == "8,20"
    assert label(house, "runs.shown").startswith("3 runs, 30,5 km")


def test_without_runs_nothing_is_cut_off_in_a_small_window_with_large_text(
    build: Build, qtbot: QtBot, plain_look: Callable[[str, int], None]
) -> None:
    plain_look("light", 200)
    house = build(size=(720, 540))
    house.window.show_page("runs")
    empty = house.find("runs.none")

    def has_room() -> bool:
        buttons = [house.find(f"runs.none.{key}") for key in ("log", "import")]
        lowest = max(each.mapTo(empty, each.rect().bottomLeft()).y() for each in buttons)
        return lowest < empty.height() and cut_off(empty) == []

    qtbot.waitUntil(has_room)


def test_a_usual_week_with_a_run_without_distance_is_at_least_what_is_known(build: Build) -> None:
    runs = [a_run(f"r{age}", TODAY - timedelta(age), distance_m=8000.0) for age in range(7, 60, 7)]
    lacking = a_run("lacks", TODAY - timedelta(10), distance_m=None)
    house = build(a_diary(runs=[*runs, lacking]))
    runs_page(house)
    assert label(house, "runs.week") == "This week 0.0 km; usual week at least 8.0 km."
