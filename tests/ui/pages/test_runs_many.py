"""The table of runs with the keyboard and with many rows at once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from diary.domain.backup import BackupReason
from diary.domain.change import Change, ChangeSet
from diary.domain.diary import Diary
from diary.domain.run import Hills, RunKind, Sport, Surface
from diary.services.run_edits import BACKUP_FROM_RUNS, RunField
from diary.ui.dialogs.run_form import RunFormDialog
from diary.ui.models.run_columns import Column
from diary.ui.theme import ThemeName
from tests.builders import a_day, a_diary, a_run, a_shoe
from tests.ui.conftest import Build
from tests.ui.house import TODAY, House, Keyboard, focus_name, foreign_write
from tests.ui.pages.test_runs import BOTH, label, press, runs_page, shown, some_diary
from tests.ui.room import cut_off
from tests.ui.tree import dump, unnamed

pytestmark = pytest.mark.begins_at("runs")

Key = Qt.Key


def noted_diary() -> Diary:
    runs = [
        a_run("easy", TODAY, note="Águeda, down the stairs", left=1, shoe_id="red"),
        a_run("ride", TODAY - timedelta(days=2), sport=Sport.RIDE),
    ]
    days = [
        a_day(TODAY - timedelta(days=1), note="Long STAIRS at work, knee fine"),
        a_day(TODAY - timedelta(days=40), note="No stairs"),
        a_day(TODAY - timedelta(days=3), note="Rain"),
    ]
    return a_diary(days=days, runs=runs, shoes=[a_shoe("red", "Red 3")], person=BOTH)


def many_diary(count: int = 12) -> Diary:
    runs = [a_run(f"run-{n:02d}", TODAY - timedelta(days=n)) for n in range(count)]
    return a_diary(runs=runs, shoes=[a_shoe("red", "Red 3")], person=BOTH)


def choose(menu: QMenu, text: str) -> None:
    found = [action for action in menu.actions() if action.text().startswith(text)]
    assert found, [action.text() for action in menu.actions()]
    found[0].trigger()


def opened_menu(house: House, name: str) -> QMenu:
    menu = house.find(name)
    assert isinstance(menu, QMenu)
    return menu


def test_notes_of_days_are_found_whatever_case_and_accents(build: Build, keys: Keyboard) -> None:
    house = build(noted_diary())
    page = runs_page(house)
    keys.ctrl(Key.Key_F)
    keys.type("stairs")
    assert shown(page) == ["8.20"]
    assert label(house, "runs.notes.title") == "Notes of days: 2 found"
    keys.ctrl(Key.Key_A)
    keys.type("agueda")
    assert shown(page) == ["8.20"]
    assert not house.find("runs.notes").isVisible()


def test_a_found_day_opens_on_today_by_enter(build: Build, keys: Keyboard) -> None:
    house = build(noted_diary())
    runs_page(house)
    keys.ctrl(Key.Key_F)
    keys.type("work fine")
    assert house.find("runs.empty").isVisible()
    keys.press(Key.Key_Down)
    assert focus_name() == "runs.notes.list"
    keys.press(Key.Key_Return)
    assert house.window.current_page().key == "today"
    assert house.window.current_page().shown_day() == TODAY - timedelta(days=1)


def test_the_range_holds_for_notes_too(build: Build, keys: Keyboard) -> None:
    house = build(noted_diary())
    page = runs_page(house)
    page.filters.range.set_choice(28)
    page.filters.range.choice_changed.emit(28)
    keys.ctrl(Key.Key_F)
    keys.type("stairs")
    assert label(house, "runs.notes.title") == "Notes of days: 1 found"


def test_filters_are_remembered_and_can_be_cleared(build: Build) -> None:
    house = build(noted_diary())
    page = runs_page(house)
    page.filters.shoe.set_choice("red")
    page.filters.shoe.choice_changed.emit("red")
    page.filters.pain.click()
    house.window.take_down_pages()
    house.window.diary_ready()
    again = runs_page(house)
    assert again is not page
    assert again.filters.words() == "shoe “Red 3”, with pain"
    assert shown(again) == ["8.20"]
    again.filters.clear_button.click()
    assert again.filters.words() == ""
    assert len(shown(again)) == 2
    assert not again.filters.clear_button.isVisible()


def test_activities_can_be_told_apart_only_where_there_are_others(build: Build) -> None:
    page = runs_page(build(noted_diary()))
    assert page.filters.sport.isVisible()
    page.filters.sport.set_choice(Sport.RIDE)
    page.filters.sport.choice_changed.emit(Sport.RIDE)
    assert len(shown(page)) == 1


def test_up_reaches_the_headings_where_enter_sorts(
    build: Build, keys: Keyboard, spoken: list[str]
) -> None:
    page = runs_page(build(some_diary()))
    keys.press(Key.Key_Up)
    keys.press(Key.Key_Right)
    assert spoken[-1] == "Distance in km"
    keys.press(Key.Key_Return)
    assert shown(page) == ["20.00", "14.10", "8.20", "8.20"]
    assert spoken[-1] == "Distance in km, sorted, highest first"
    keys.press(Key.Key_Return)
    assert shown(page)[0] == "8.20"
    keys.press(Key.Key_Down)
    assert focus_name() == "runs.table"


def test_the_order_is_remembered(build: Build) -> None:
    house = build(some_diary())
    page = runs_page(house)
    page.table.sortByColumn(Column.DISTANCE, Qt.SortOrder.DescendingOrder)
    house.window.take_down_pages()
    house.window.diary_ready()
    assert shown(runs_page(house))[0] == "20.00"


def test_tab_leaves_the_headings_too(build: Build, keys: Keyboard) -> None:
    runs_page(build(some_diary()))
    keys.press(Key.Key_Up)
    keys.tab()
    assert focus_name() not in {"runs.table", ""}


def test_columns_are_hidden_by_the_menu_of_the_headings_and_stay_so(
    build: Build, keys: Keyboard
) -> None:
    house = build(some_diary())
    page = runs_page(house)
    keys.press(Key.Key_Up)
    keys.press(Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    menu = opened_menu(house, "runs.columns")
    choose(menu, "Hills")
    menu.close()
    assert page.table.isColumnHidden(Column.HILLS)
    fixed = [action.text() for action in menu.actions() if not action.isEnabled()]
    assert [text for text in fixed if text] == ["Date", "Type"]
    house.window.take_down_pages()
    house.window.diary_ready()
    assert runs_page(house).table.isColumnHidden(Column.HILLS)


def test_widths_that_were_dragged_are_remembered_for_any_text_size(
    build: Build, plain_look: Callable[[ThemeName, int], None]
) -> None:
    house = build(some_diary())
    page = runs_page(house)
    page.table.setColumnWidth(Column.SHOE, 240)
    plain_look("light", 200)
    assert page.table.columnWidth(Column.SHOE) > 400
    plain_look("light", 100)
    assert abs(page.table.columnWidth(Column.SHOE) - 240) <= 1
    page.table.forget_widths()
    assert page.table.columnWidth(Column.SHOE) != 240


def test_a_narrow_window_begins_with_fewer_columns(build: Build) -> None:
    page = runs_page(build(some_diary(), size=(720, 600)))
    assert page.table.isColumnHidden(Column.HILLS)
    assert not page.table.isColumnHidden(Column.LEFT)
    assert page.table.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("width", [720, 1000])
def test_filters_that_wrap_are_all_in_sight(build: Build, qtbot: QtBot, width: int) -> None:
    page = runs_page(build(noted_diary(), size=(width, 600)))
    page.filters.pain.click()

    def are_inside() -> bool:
        bar = page.filters
        parts = [part for part in bar.tab_stops() if part.isVisible()]
        return all(bar.rect().contains(part.geometry()) for part in parts)

    qtbot.waitUntil(are_inside)


def test_home_end_and_letters_go_through_the_rows(build: Build, keys: Keyboard) -> None:
    page = runs_page(build(some_diary()))
    keys.press(Key.Key_End)
    assert page.table.current_id() == "old"
    keys.press(Key.Key_Home)
    assert page.table.current_id() == "easy"
    keys.type("rid")
    assert page.table.current_id() == "ride"
    keys.press(Key.Key_Home)
    keys.ctrl(Key.Key_A)
    assert len(page.table.chosen_ids()) == 4


def test_copy_makes_rows_for_a_spreadsheet(build: Build, keys: Keyboard) -> None:
    diary = a_diary(
        runs=[a_run("a", TODAY, shoe_id="odd", left=3)],
        shoes=[a_shoe("odd", "=1+1\tx")],
        person=BOTH,
    )
    runs_page(build(diary, page="today"))
    keys.ctrl(Key.Key_C)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:2] == ["Date", "Distance in km"]
    cells = lines[1].split("\t")
    assert cells[:3] == ["2026-11-20", "8.20", "45:10"]
    assert "'=1+1 x" in cells
    assert "\N{EN DASH} / 3 / \N{EN DASH}" in cells


def test_duplicate_begins_a_new_run_like_the_selected_one(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build(some_diary())
    page = runs_page(house)
    page.table.go_to("long")
    keys.ctrl(Key.Key_D)
    form = house.window.findChild(RunFormDialog)
    assert isinstance(form, RunFormDialog)
    form.submit()
    new = next(run for run_id, run in house.diary.runs.items() if run_id.startswith("0190"))
    assert (new.on, new.distance_m, new.shoe_id) == (TODAY, 14_100.0, "red")
    assert new.knees == {}
    assert new.note == ""


def test_a_date_leads_to_the_run_nearest_to_it(build: Build, keys: Keyboard, qtbot: QtBot) -> None:
    page = runs_page(build(some_diary()))
    keys.ctrl(Key.Key_G)
    qtbot.waitUntil(lambda: focus_name() == "go_to_date.day.edit")
    keys.type("-90")
    keys.press(Key.Key_Return)
    assert page.table.current_id() == "old"


def test_several_rows_bring_the_bar_that_says_how_many(build: Build, keys: Keyboard) -> None:
    house = build(some_diary())
    page = runs_page(house)
    assert not house.find("runs.selection").isVisible()
    top = page.table.mapTo(page, page.table.rect().topLeft())
    keys.press(Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert label(house, "runs.selection.text") == "2 selected, 28.2 km"
    assert page.table.mapTo(page, page.table.rect().topLeft()) == top
    press(house, "runs.selection.end")
    assert not house.find("runs.selection").isVisible()
    assert focus_name() == "runs.table"


def test_several_rows_stay_selected_when_another_program_has_written(build: Build) -> None:
    house = build(many_diary())
    table = runs_page(house).table
    table.choose(["run-02", "run-05", "run-06"])
    gone = Change(house.diary.runs["run-02"], None)
    foreign_write(house.path, ChangeSet((gone,)))
    assert house.context.journal.reload_if_foreign()
    assert table.chosen_ids() == ["run-05", "run-06"]


def test_a_shoe_is_set_on_several_runs_as_one_step(build: Build, keys: Keyboard) -> None:
    house = build(some_diary())
    page = runs_page(house)
    page.table.choose({"easy", "long", "old"})
    keys.press(Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    menu = opened_menu(house, "runs.menu")
    inner = next(each.menu() for each in menu.actions() if each.text() == "Set shoe")
    assert isinstance(inner, QMenu)
    choose(inner, "Blue 12")
    menu.close()
    assert {house.diary.runs[each].shoe_id for each in ("easy", "long", "old")} == {"blue"}
    assert house.context.undo.undo_text() == "set shoe of 2 runs"
    assert house.stored().runs["old"].shoe_id == "blue"
    house.context.undo.undo()
    assert house.diary.runs["old"].shoe_id == "red"


def test_many_runs_are_changed_only_after_a_backup(build: Build, qtbot: QtBot) -> None:
    house = build(many_diary())
    page = runs_page(house)
    page.table.selectAll()
    page._commands.change(RunField.SURFACE, Surface.TRAIL)
    assert house.diary.runs["run-00"].surface is None
    qtbot.waitUntil(lambda: house.diary.runs["run-00"].surface is Surface.TRAIL)
    assert house.backups[0].reason is BackupReason.BULK_EDIT
    assert house.context.undo.undo_text() == "set surface of 12 runs"


def test_a_few_runs_are_changed_at_once(build: Build) -> None:
    house = build(many_diary(BACKUP_FROM_RUNS - 1))
    page = runs_page(house)
    page.table.selectAll()
    page._commands.change(RunField.SHOE, "red")
    assert house.diary.runs["run-00"].shoe_id == "red"
    assert house.backups == []


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut_off_with_the_bar_and_the_notes(
    build: Build,
    qtbot: QtBot,
    plain_look: Callable[[ThemeName, int], None],
    percent: int,
) -> None:
    plain_look("contrast", percent)
    house = build(noted_diary())
    page = runs_page(house)
    page.filters.find_field.setText("r")
    page.table.selectAll()
    parts: list[QWidget] = [page, house.find("runs.shown")]
    qtbot.waitUntil(lambda: all(cut_off(part) == [] for part in parts))
    assert unnamed(dump(page)) == []


def test_the_words_of_the_row_are_found_too(build: Build, keys: Keyboard) -> None:
    runs = [
        a_run("a", TODAY, hills=Hills.HILLY, surface=Surface.TRAIL, distance_m=5000.0),
        a_run("b", TODAY, kind=RunKind.TEMPO, distance_m=6000.0),
    ]
    page = runs_page(build(a_diary(runs=runs)))
    keys.ctrl(Key.Key_F)
    keys.type("hilly trail")
    assert shown(page) == ["5.00"]
    keys.ctrl(Key.Key_A)
    keys.type("TEMPO")
    assert shown(page) == ["6.00"]


def test_the_focus_stays_with_the_table_when_the_changed_runs_leave_the_filter(
    build: Build, keys: Keyboard
) -> None:
    runs = [a_run(f"run-{n}", TODAY, hills=Hills.HILLY) for n in range(3)]
    runs += [a_run(f"other-{n}", TODAY, hills=Hills.HILLY, note="steep") for n in range(2)]
    house = build(a_diary(runs=runs))
    page = runs_page(house)
    keys.ctrl(Key.Key_F)
    keys.type("hilly")
    page.table.choose(["run-0", "run-1", "run-2", "other-0"])
    button = house.find("runs.selection.hills")
    assert isinstance(button, QPushButton)
    button.setFocus()
    menu = button.menu()
    menu.aboutToShow.emit()
    choose(menu, "Flat")
    assert len(shown(page)) == 1
    assert focus_name() == "runs.table"
