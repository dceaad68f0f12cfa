from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from diary.domain.errors import DiaryDamagedError
from diary.domain.knee import Knee, Moment
from diary.domain.person import Person
from diary.services import entries
from diary.ui.import_wizard.step_heading import CHECK
from diary.ui.main_window.menus import menu_table
from diary.ui.main_window.page_table import page_entries
from diary.ui.menu_bar import Menu
from diary.ui.theme import current_theme, theme_watcher
from diary.ui.ui_state import UiState
from diary.ui.width_class import is_wide
from diary.words import install
from tests.builders import a_day, a_diary, a_knee_day
from tests.builders_files import FitSession, fit_file
from tests.ui.conftest import Build
from tests.ui.house import TODAY, House, Keyboard, cut_off, focus_name, foreign_write
from tests.ui.import_wizard.hands import add, the_dialog
from tests.ui.tree import dump, twins, unnamed

PAGES = [entry.key for entry in page_entries()]


def press(house: House, key: str) -> None:
    house.window.menus.actions[key].trigger()


@pytest.mark.parametrize(("digit", "page"), [(entry.digit, entry.key) for entry in page_entries()])
def test_ctrl_and_a_digit_go_to_a_page(build: Build, keys: Keyboard, digit: int, page: str) -> None:
    house = build()
    keys.ctrl(Qt.Key(int(Qt.Key.Key_0) + digit))
    assert house.window.current_page().key == page
    assert house.window.page_list.currentRow() == PAGES.index(page)
    assert house.window.windowTitle().endswith("\N{EN DASH} My knees")


def test_the_list_is_walked_with_arrow_keys_and_entered(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build()
    house.window.page_list.setFocus()
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Down)
    assert house.window.current_page().key == "shoes"
    assert focus_name() == "window.pages"
    keys.press(Qt.Key.Key_Home)
    keys.press(Qt.Key.Key_Return)
    assert focus_name() == "today.left.morning"
    entry = house.window.page_list.visualItemRect(house.window.page_list.item(1)).center()
    qtbot.mouseClick(house.window.page_list.viewport(), Qt.MouseButton.LeftButton, pos=entry)
    assert house.window.current_page().key == "runs"


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_named_for_a_screen_reader(build: Build, page: str) -> None:
    house = build()
    house.window.show_page(page)
    nodes = dump(house.window)
    assert not unnamed(nodes)
    assert not twins(nodes)


def test_only_today_is_built_before_others_are_asked_for(build: Build) -> None:
    assert list(build().window._pages) == ["today"]


def test_no_two_entries_share_a_key() -> None:
    seen: dict[str, str] = {}
    menus = list(menu_table(page_entries()))
    for menu in menus:
        for entry in menu.entries:
            if isinstance(entry, Menu):
                menus.append(entry)
                continue
            for keys in entry.keys:
                native = QKeySequence(keys).toString()
                assert native not in seen, (native, entry.key, seen[native])
                seen[native] = entry.key


def test_a_narrow_window_has_a_button_in_place_of_the_list(build: Build) -> None:
    house = build(size=(1280, 800))
    assert house.window.page_list.isVisible()
    assert not house.find("today.header.pages").isVisible()
    house.window.resize(800, 700)
    assert not house.window.page_list.isVisible()
    assert house.find("today.header.pages").isVisible()
    house.window.pages_menu.page_picked.emit("shoes")
    assert house.window.current_page().key == "shoes"
    assert house.window.minimumWidth() == 720


def test_large_text_counts_as_a_narrow_window(build: Build, keys: Keyboard) -> None:
    house = build()
    for _ in range(10):
        keys.ctrl(Qt.Key.Key_Equal)
    assert theme_watcher().text_percent == 200
    assert not house.window.page_list.isVisible()
    keys.ctrl(Qt.Key.Key_Minus)
    assert theme_watcher().text_percent == 190
    press(house, "normal")
    assert house.window.page_list.isVisible()


def test_letters_made_small_by_the_screen_make_no_room_for_a_second_column(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = build(size=(1280, 800))
    monkeypatch.setattr("diary.ui.width_class.em", lambda: 8)
    assert not is_wide(house.window)
    house.window.resize(1700, 900)
    assert is_wide(house.window)


def test_theme_size_and_page_are_remembered(build: Build, tmp_path: Path) -> None:
    house = build(size=(1000, 700))
    press(house, "theme_dark")
    assert current_theme().name == "dark"
    house.window.show_page("shoes")
    house.window.close()
    kept = UiState.in_folder(tmp_path)
    assert kept.get("theme", "") == "dark"
    assert kept.get("page", "") == "shoes"
    assert kept.get("place", [0])[2:] == [1000, 700]


def test_a_setting_of_another_kind_is_not_taken(tmp_path: Path) -> None:
    state = UiState.in_folder(tmp_path)
    state.set("place", [1, 2])
    assert state.get("place", "here") == "here"
    assert state.get("nothing", True) is True


def test_what_is_kept_about_one_diary_is_told_from_that_of_others(tmp_path: Path) -> None:
    state, again = UiState.in_folder(tmp_path), UiState.in_folder(tmp_path)
    state.show_diary(tmp_path / "one.sqlite3")
    first = state.hashed("2026-11-20")
    again.show_diary(tmp_path / "folder" / ".." / "one.sqlite3")
    assert again.hashed("2026-11-20") == first
    state.show_diary(tmp_path / "other.sqlite3")
    assert state.hashed("2026-11-20") != first


def test_the_list_counts_what_asks_for_something(build: Build, keys: Keyboard) -> None:
    days = [
        a_day(TODAY - timedelta(days=back), left=7 if back < 13 else 1 + back % 2)
        for back in range(1, 60)
    ]
    house = build(a_diary(days))
    reminders = house.window.page_list.item(PAGES.index("reminders"))
    assert reminders.text() == "Reminders  1"
    said = "1 open reminder to act on, new in the last 7 days"
    assert reminders.toolTip() == said
    assert reminders.data(Qt.ItemDataRole.AccessibleTextRole) == f"Reminders. {said}"
    # The menu stands for the list in a narrow window.
    (entry,) = (each for each in house.window.pages_menu.actions() if "new" in each.text())
    assert (entry.text(), entry.toolTip()) == ("Reminders: 1 new to act on", said)
    assert house.find("today.strip").accessibleName() == "Act: Left knee pain is rising"
    house.find("today.strip.see_why").setFocus()
    keys.press(Qt.Key.Key_Space)
    assert house.window.current_page().key == "reminders"


def test_another_program_s_entries_appear_on_activation(build: Build, qtbot: QtBot) -> None:
    house = build()
    change = entries.set_score(
        house.diary, TODAY, Knee.RIGHT, Moment.MORNING, 3, house.clock.stamp()
    )
    foreign_write(house.path, change)
    house.window.look_for_changes()
    qtbot.waitUntil(lambda: house.text("today.count") == "1 of 4 scores")


def test_answers_given_before_the_diary_is_open_are_saved_later(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build(a_diary(person=Person(tracked_knees=(Knee.LEFT,))), is_attached=False)
    assert not house.find("today.day").isEnabled()
    keys.type("4")
    qtbot.waitUntil(lambda: house.context.journal.has_unsaved)
    assert house.text("window.saved") == "Opening the diary"
    house.window.close()
    assert house.window.isVisible()
    house.context.journal.replace_diary(house.disk.load())
    house.context.journal.attach(house.disk)
    house.window.diary_ready()
    assert house.stored().day(TODAY).knee(Knee.LEFT).morning is not None
    assert not house.window.isVisible()


def test_a_diary_that_cannot_be_opened_can_be_tried_again(build: Build, qtbot: QtBot) -> None:
    house = build(is_attached=False)
    house.window.storage_failed(DiaryDamagedError("/x/My knees.sqlite3"))
    assert "could not be opened" in house.find("window.strip").accessibleName()
    with qtbot.waitSignal(house.window.reopen_requested):
        qtbot.mouseClick(house.find("window.strip.retry"), Qt.MouseButton.LeftButton)


def test_runs_are_imported_as_one_step(
    build: Build, qtbot: QtBot, tmp_path: Path, spoken: list[str]
) -> None:
    house = build()
    good, copy, bad = tmp_path / "a.fit", tmp_path / "b.fit", tmp_path / "c.fit"
    good.write_bytes(fit_file(FitSession()))
    copy.write_bytes(good.read_bytes())
    bad.write_bytes(b"not a run")
    house.prompts.files = [good, copy, bad]
    press(house, "import_runs")
    dialog = the_dialog()
    qtbot.mouseClick(dialog.choose.files_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.step == CHECK)
    assert any("Check what will be added" in text for text in spoken)
    add(dialog, qtbot)
    assert len(house.stored().runs) == 1
    assert house.context.undo.undo_text() == "import of 1 run"
    assert "1 run added, 1 left as it was." in house.text("window.told")
    dialog.accept()
    press(house, "undo")
    assert not house.stored().runs


def test_toasts_offer_the_way_back(build: Build, keys: Keyboard, qtbot: QtBot) -> None:
    house = build()
    keys.alt(Qt.Key.Key_0)
    qtbot.mouseClick(house.find("toast.action"), Qt.MouseButton.LeftButton)
    assert house.diary.day(TODAY).is_empty


def test_what_the_foot_of_the_window_said_goes_with_the_next_change(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build()
    keys.type("3")
    qtbot.waitUntil(lambda: TODAY in house.diary.days)
    keys.ctrl(Qt.Key.Key_Z)
    assert house.text("window.told").startswith("Undone: score")
    keys.type("4")
    qtbot.waitUntil(lambda: TODAY in house.diary.days)
    assert house.text("window.told") == ""


@pytest.mark.parametrize("key", ["help", "shortcuts", "get_help", "where_data", "about"])
def test_help_opens_closes_and_gives_the_focus_back(build: Build, qtbot: QtBot, key: str) -> None:
    house = build()
    before = focus_name()
    press(house, key)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    nodes = dump(dialog)
    assert not unnamed(nodes)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: focus_name() == before)


def test_paste_reaches_the_field_that_has_the_focus(build: Build) -> None:
    house = build()
    house.find("today.note").setFocus()
    QApplication.clipboard().setText("pasted")
    press(house, "paste")
    house.window.current_page().settle()
    assert house.diary.day(TODAY).note == "pasted"


def test_entries_a_page_cannot_do_are_grey(build: Build) -> None:
    house = build()
    assert house.window.menus.actions["no_pain"].isEnabled()
    assert not house.window.menus.actions["find"].isEnabled()
    house.window.show_page("runs")
    assert not house.window.menus.actions["no_pain"].isEnabled()
    assert house.window.menus.actions["find"].isEnabled()


def test_a_knee_can_be_hidden_and_shown(build: Build) -> None:
    house = build(a_diary([a_day(TODAY, right=a_knee_day(morning=2))]))
    press(house, "right_knee")
    assert not house.find("today.right").isVisible()
    press(house, "right_knee")
    assert house.find("today.right").isVisible()


def test_longer_words_fit(build: Build, qapp: QApplication, qtbot: QtBot) -> None:
    install("pseudo")
    house = build(size=(1280, 800))
    qtbot.waitUntil(lambda: cut_off(house.window) == [])
