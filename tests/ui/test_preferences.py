"""Preferences through the real dialog on a real diary file."""

from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.settings import THRESHOLDS, DistanceUnit, LimitPreset, SetBy
from diary.ui.look import WindowLook
from diary.ui.preferences.dialog import PreferencesDialog
from diary.ui.preferences.number_pages import LimitsPage
from diary.ui.preferences.person_pages import UnitsPage, YouPage
from diary.ui.preferences.rows import NumberRow
from tests.ui.house import House, a_house


@pytest.fixture
def house(tmp_path: Path, qtbot: QtBot) -> House:
    built = a_house(tmp_path, Diary())
    qtbot.addWidget(built.window)
    return built


@pytest.fixture
def preferences(house: House, qtbot: QtBot) -> PreferencesDialog:
    dialog = PreferencesDialog(house.context, house.window)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def give(qtbot: QtBot, edit: QLineEdit, text: str) -> None:
    """Type a text in place of what stands there, and leave the field with Enter."""
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, text)
    qtbot.keyClick(edit, Qt.Key.Key_Return)


def row(dialog: PreferencesDialog, name: str) -> NumberRow:
    found = dialog.findChild(NumberRow, f"preferences.{name}")
    assert isinstance(found, NumberRow)
    return found


def test_every_number_of_the_rules_can_be_changed_here(preferences: PreferencesDialog) -> None:
    for place in range(preferences.list.count()):
        preferences.list.setCurrentRow(place)
    named = [found.setting for found in preferences.findChildren(NumberRow)]
    assert sorted(named) == sorted(THRESHOLDS)


def test_a_number_is_written_at_once_and_can_be_undone(
    house: House, preferences: PreferencesDialog, qtbot: QtBot
) -> None:
    preferences.show_page("reminders")
    edit = row(preferences, "worse_act").edit
    give(qtbot, edit, "1,25")
    assert house.stored().settings.worse_act == 1.25
    house.context.undo.undo()
    assert house.stored().settings.worse_act == 1.5
    preferences.search.setFocus()
    assert edit.text() == "1.5"


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("worse_act", "9", "Give 0.75 points to 2 points."),
        ("worse_act", "much", "Type a number."),
        ("snooze_days", "2.5", "Type a whole number."),
        ("shoe_limit_trail_m", "50", "Give 100 km to 3200 km."),
    ],
)
def test_a_number_that_cannot_be_is_refused_below_its_field(
    house: House, preferences: PreferencesDialog, qtbot: QtBot, name: str, typed: str, said: str
) -> None:
    preferences.show_page("shoes" if "shoe" in name else "reminders")
    found = row(preferences, name)
    give(qtbot, found.edit, typed)
    assert found.edit.accessibleDescription() == said
    assert found.edit.text() == typed
    assert house.stored().settings == Diary().settings


def test_a_limit_of_shoes_is_typed_in_the_unit_shown(
    house: House, preferences: PreferencesDialog, qtbot: QtBot
) -> None:
    preferences.show_page("shoes")
    give(qtbot, row(preferences, "shoe_limit_trail_m").edit, "700")
    give(qtbot, row(preferences, "shoe_warn_share").edit, "75")
    kept = house.stored().settings
    assert (kept.shoe_limit_trail_m, kept.shoe_warn_share) == (700_000.0, 0.75)


def test_the_watch_is_switched_off_by_an_empty_field(
    house: House, preferences: PreferencesDialog, qtbot: QtBot
) -> None:
    preferences.show_page("reminders")
    edit = row(preferences, "worse_watch").edit
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClick(edit, Qt.Key.Key_Delete)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert house.stored().settings.worse_watch is None


def test_a_preset_of_pain_limits_is_one_step_with_its_date(
    house: House, preferences: PreferencesDialog, qtbot: QtBot
) -> None:
    preferences.show_page("limits")
    page = preferences.page()
    assert isinstance(page, LimitsPage)
    page.initials.set_text("M.S.")
    page.presets.chip(LimitPreset.CAUTIOUS).click()
    stored = house.stored()
    assert (stored.settings.green_max, stored.settings.amber_max) == (2, 3)
    assert [(each.name, each.set_by, each.initials) for each in stored.setting_changes] == [
        ("amber_max", SetBy.PT, "M.S.")
    ]
    house.context.undo.undo()
    assert house.stored().settings.amber_max == 5


def test_limits_that_cross_are_told_beside_the_field(
    house: House, preferences: PreferencesDialog, qtbot: QtBot
) -> None:
    preferences.show_page("limits")
    found = row(preferences, "green_max")
    give(qtbot, found.edit, "5")
    assert found.edit.accessibleDescription().startswith("“Stop above” must be more")
    assert house.stored().settings.green_max == 2


def test_reset_gives_one_page_its_usual_values_in_one_step(
    house: House, preferences: PreferencesDialog, qtbot: QtBot
) -> None:
    preferences.show_page("reminders")
    give(qtbot, row(preferences, "worse_act").edit, "1.25")
    give(qtbot, row(preferences, "skip_count").edit, "3")
    preferences.show_page("shoes")
    give(qtbot, row(preferences, "shoe_warn_days").edit, "30")
    preferences.show_page("reminders")
    preferences.reset_button.click()
    kept = house.stored().settings
    assert (kept.worse_act, kept.skip_count, kept.shoe_warn_days) == (1.5, 2, 30)
    house.context.undo.undo()
    assert house.stored().settings.skip_count == 3


def test_tracked_knees_turnover_and_visit_are_kept(
    house: House, preferences: PreferencesDialog, qtbot: QtBot
) -> None:
    page = preferences.page()
    assert isinstance(page, YouPage)
    page.knees.chip("left").click()
    give(qtbot, page.turnover.edit, "4.30")
    page.visit.date_picked.emit(date(2026, 12, 8))
    stored = house.stored()
    assert stored.person.tracked_knees == (Knee.LEFT,)
    assert stored.settings.day_turnover == time(4, 30)
    assert stored.person.next_visit_on == date(2026, 12, 8)
    page.no_visit.click()
    assert house.stored().person.next_visit_on is None


def test_a_turnover_in_the_forenoon_is_refused(
    house: House, preferences: PreferencesDialog, qtbot: QtBot
) -> None:
    page = preferences.page()
    assert isinstance(page, YouPage)
    give(qtbot, page.turnover.edit, "9:00")
    assert "00:00 to 06:00" in page.turnover.edit.accessibleDescription()
    assert house.stored().settings.day_turnover == time(3, 0)


def test_miles_change_what_is_shown_and_nothing_that_is_kept(
    house: House, preferences: PreferencesDialog
) -> None:
    preferences.show_page("units")
    page = preferences.page()
    assert isinstance(page, UnitsPage)
    page.distance.chip("mi").click()
    assert house.stored().settings.distance_unit is DistanceUnit.MI


def test_the_search_leaves_the_pages_that_have_the_word(preferences: PreferencesDialog) -> None:
    preferences.search.setText("carbon")
    shown = [
        preferences.list.item(place).text()
        for place in range(preferences.list.count())
        if not preferences.list.item(place).isHidden()
    ]
    assert shown == ["Shoes"]
    assert preferences.page().key == "shoes"


def test_the_text_size_is_chosen_in_tens(house: House, preferences: PreferencesDialog) -> None:
    look = WindowLook(house.context.ui_state)
    look.choose_text_size(100)
    look.resize_text(1)
    assert look.text_percent() == 110
    look.resize_text(-1)
    look.resize_text(-1)
    assert look.text_percent() == 90
    look.resize_text(0)
    assert look.text_percent() == 100


def test_a_button_of_the_data_page_asks_for_its_command(
    preferences: PreferencesDialog, qtbot: QtBot
) -> None:
    preferences.show_page("data")
    button = preferences.findChild(QPushButton, "preferences.data.restore")
    assert isinstance(button, QPushButton)
    with qtbot.waitSignal(preferences.command_requested) as asked:
        button.click()
    assert asked.args == ["restore"]


def test_the_menu_opens_it_over_the_window(house: House, qtbot: QtBot) -> None:
    house.window.show()
    house.window.menus.actions["preferences"].trigger()
    dialog = house.window.findChild(PreferencesDialog)
    assert isinstance(dialog, PreferencesDialog)
    assert dialog.isVisible()
    dialog.close()
