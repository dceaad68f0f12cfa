"""Preferences through the real dialog on a real diary file."""

from collections.abc import Callable
from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.period import local
from diary.domain.settings import THRESHOLDS, DistanceUnit, LimitPreset, SetBy, Settings
from diary.texts.numbers import Formats
from diary.ui.preferences.dialog import PAGES, PreferencesDialog
from diary.ui.preferences.limits_page import LimitsPage
from diary.ui.preferences.rows import NumberRow
from diary.ui.preferences.units_page import UnitsPage
from diary.ui.preferences.you_page import YouPage
from diary.ui.theme import ThemeName
from tests.ui.conftest import Build
from tests.ui.house import ZONE, House, cut_off
from tests.ui.preferences_hands import give, row
from tests.ui.tree import dump, unnamed


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
        ("worse_act", "9", "Give 0.75 to 2 points."),
        ("worse_act", "much", "Type a number."),
        ("worse_clear_days", "2.5", "Type a whole number."),
        ("shoe_limit_trail_m", "50", "Give 100 to 3200 km."),
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


def limits_page(dialog: PreferencesDialog) -> LimitsPage:
    dialog.show_page("limits")
    page = dialog.page()
    assert isinstance(page, LimitsPage)
    return page


def test_a_preset_of_pain_limits_is_one_step_with_its_date(
    house: House, preferences: PreferencesDialog
) -> None:
    page = limits_page(preferences)
    page.presets.chip(LimitPreset.CAUTIOUS).click()
    stored = house.stored()
    assert (stored.settings.green_max, stored.settings.amber_max) == (2, 3)
    assert [(each.name, each.set_by) for each in stored.setting_changes] == [
        ("amber_max", SetBy.ME)
    ]
    assert house_text(preferences, "preferences.limits.history").endswith(
        "stop above 3. Set by you on Fri 20 Nov 2026."
    )
    house.context.undo.undo()
    assert house.stored().settings.amber_max == 5


def house_text(dialog: PreferencesDialog, name: str) -> str:
    found = dialog.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found.text()


def test_what_was_agreed_with_a_pt_is_kept_with_day_and_initials(
    house: House, preferences: PreferencesDialog, qtbot: QtBot
) -> None:
    page = limits_page(preferences)
    assert page.agreed.isHidden()
    page.presets.chip(LimitPreset.AGREED).click()
    assert page.agreed.isVisibleTo(page)
    give(qtbot, page.initials.edit, "M.S.")
    page.day.date_picked.emit(date(2026, 11, 2))
    stored = house.stored().setting_changes
    assert {(each.name, each.value, each.set_by, each.initials) for each in stored} == {
        ("green_max", 2, SetBy.PT, "M.S."),
        ("amber_max", 5, SetBy.PT, "M.S."),
    }
    assert {local(each.at, ZONE).date() for each in stored} == {date(2026, 11, 2)}
    said = house_text(preferences, "preferences.limits.history")
    assert said.endswith("Agreed with M.S. on Mon 2 Nov 2026.")
    give(qtbot, row(preferences, "amber_max").edit, "4")
    assert page.presets.choice() == LimitPreset.AGREED
    assert house.stored().setting_changes[-1].initials == "M.S."


def test_numbers_of_my_own_are_called_so(preferences: PreferencesDialog, qtbot: QtBot) -> None:
    page = limits_page(preferences)
    give(qtbot, row(preferences, "amber_max").edit, "6")
    assert page.presets.choice() == "own"
    page.presets.chip(LimitPreset.AGREED).click()
    assert page.presets.choice() == LimitPreset.AGREED
    page.presets.chip("own").click()
    assert page.presets.choice() == "own"
    page.presets.chip(LimitPreset.USUAL).click()
    assert page.presets.choice() == LimitPreset.USUAL


def test_an_agreement_cannot_be_older_than_the_last_change(
    house: House, preferences: PreferencesDialog, qtbot: QtBot
) -> None:
    page = limits_page(preferences)
    give(qtbot, row(preferences, "amber_max").edit, "6")
    page.presets.chip(LimitPreset.AGREED).click()
    before = house.stored()
    page.day.date_picked.emit(date(2026, 11, 2))
    assert page.day.accessibleDescription().endswith("Pick Fri 20 Nov 2026 or later.")
    assert house.stored() == before


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
    give(qtbot, row(preferences, "worse_cap").edit, "3")
    preferences.show_page("shoes")
    give(qtbot, row(preferences, "shoe_warn_days").edit, "30")
    preferences.show_page("reminders")
    preferences.reset_button.click()
    kept = house.stored().settings
    assert (kept.worse_act, kept.worse_cap, kept.shoe_warn_days) == (1.5, 2, 30)
    house.context.undo.undo()
    assert house.stored().settings.worse_cap == 3


def test_one_number_goes_back_to_its_usual_value(
    house: House, preferences: PreferencesDialog, qtbot: QtBot
) -> None:
    preferences.show_page("reminders")
    found = row(preferences, "worse_act")
    assert found.reset_button.isHidden()
    give(qtbot, found.edit, "1.25")
    assert found.reset_button.accessibleName().startswith("Back to the default 1.5 points: ")
    found.reset_button.click()
    assert house.stored().settings.worse_act == 1.5
    assert found.reset_button.isHidden()
    assert found.edit.text() == "1.5"
    house.context.undo.undo()
    assert house.stored().settings.worse_act == 1.25


def test_a_wrong_number_keeps_the_dialog_open_once(
    house: House, preferences: PreferencesDialog, qtbot: QtBot, spoken: list[str]
) -> None:
    preferences.show_page("reminders")
    edit = row(preferences, "worse_act").edit
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, "9")
    preferences.show_page("look")
    preferences.close_button.click()
    assert preferences.isVisible()
    assert preferences.page().key == "reminders"
    assert preferences.focusWidget() is edit
    assert "Give 0.75 to 2 points." in spoken[-1]
    # It is taken down by the test, not by itself.
    preferences.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.keyClick(preferences, Qt.Key.Key_Escape)
    assert not preferences.isVisible()
    assert house.stored().settings.worse_act == 1.5


def test_what_is_refused_is_told_by_what_holds_now(
    house: House, preferences: PreferencesDialog, qtbot: QtBot
) -> None:
    preferences.show_page("limits")
    amber, green = row(preferences, "amber_max"), row(preferences, "green_max")
    give(qtbot, amber.edit, "2")
    assert amber.edit.accessibleDescription() == "Give 3 to 9."
    give(qtbot, green.edit, "1")
    assert amber.edit.text() == "2"
    assert amber.edit.accessibleDescription() == "This fits now. Press Enter to use it."
    qtbot.keyClick(amber.edit, Qt.Key.Key_Return)
    assert house.stored().settings.amber_max == 2
    assert "2 to 9" in amber.edit.accessibleDescription()


def test_limits_of_shoes_are_round_in_miles(build: Build, qtbot: QtBot) -> None:
    unit = DistanceUnit.MI
    diary = Diary(settings=Settings(distance_unit=unit))
    dialog = PreferencesDialog(build(diary, formats=Formats(unit=unit)).context)
    qtbot.addWidget(dialog)
    dialog.show_page("shoes")
    found = row(dialog, "shoe_limit_daily_m")
    assert found.edit.text() == "400"
    assert found.edit.accessibleDescription().startswith("Default 400 mi;")
    assert found.reset_button.isHidden()


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


def test_a_word_that_is_nowhere_shows_no_page(
    preferences: PreferencesDialog, qtbot: QtBot, spoken: list[str]
) -> None:
    preferences.search.setFocus()
    qtbot.keyClicks(preferences.search, "zebra")
    shown = preferences.stack.currentWidget()
    assert shown is not None
    assert shown.objectName() == "preferences.nothing"
    assert spoken[-1] == "No setting is called “zebra”."
    assert not preferences.reset_button.isEnabled()
    preferences.search.clear()
    assert preferences.stack.currentWidget() is not shown
    assert preferences.reset_button.isEnabled()


def test_a_page_that_is_asked_for_gets_the_focus(house: House, qtbot: QtBot) -> None:
    house.window.show()
    house.window.commands.do("preferences_safety")
    dialog = house.window.findChild(PreferencesDialog)
    assert isinstance(dialog, PreferencesDialog)
    focused = dialog.focusWidget()
    assert focused is not None
    assert focused.objectName() == "preferences.safety.pt.name.edit"
    dialog.close()


def test_tab_goes_from_the_search_through_list_and_page_to_close(
    preferences: PreferencesDialog, qtbot: QtBot
) -> None:
    preferences.activateWindow()
    qtbot.waitUntil(preferences.isActiveWindow)
    assert preferences.focusWidget() is preferences.list
    for before, after in (
        (preferences.search, preferences.list),
        (preferences.reset_button, preferences.close_button),
    ):
        before.setFocus()
        qtbot.keyClick(before, Qt.Key.Key_Tab)
        assert preferences.focusWidget() is after


@pytest.mark.parametrize(("width", "percent"), [(720, 100), (720, 200), (1280, 200)])
def test_nothing_is_cut_off(
    preferences: PreferencesDialog,
    plain_look: Callable[[ThemeName, int], None],
    qtbot: QtBot,
    width: int,
    percent: int,
) -> None:
    plain_look("contrast", percent)
    for kind in PAGES:
        preferences.show_page(kind.key)
        preferences.resize(width, 800)
        qtbot.waitUntil(lambda: not cut_off(preferences))
        assert preferences.width() == width, kind.key
        assert not unnamed(dump(preferences))


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
