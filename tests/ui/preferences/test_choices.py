"""Preferences of safety and of this computer, through the real dialog."""

from datetime import date

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from diary.domain.person import Contact, ContactKind
from diary.texts.safety import emergency_number
from diary.ui.display import Display, display
from diary.ui.look import WindowLook
from diary.ui.preferences.dialog import PreferencesDialog
from diary.ui.preferences.look_page import LookPage
from diary.ui.preferences.program_pages import PrivacyPage
from diary.ui.preferences.safety_page import SafetyPage
from diary.ui.preferences.units_page import UnitsPage
from diary.ui.preferences.you_page import YouPage
from diary.ui.theme import is_motion_reduced
from diary.ui.widgets.calendar import DayCalendar
from diary.ui.widgets.knee_drawing import KneeDrawing
from diary.ui.widgets.knee_outline import KneeOutline
from tests.ui.house import House
from tests.ui.preferences_hands import give

# ---- safety -----------------------------------------------------------------------------------


def safety_page(dialog: PreferencesDialog) -> SafetyPage:
    dialog.show_page("safety")
    page = dialog.page()
    assert isinstance(page, SafetyPage)
    return page


def test_phone_numbers_are_kept_in_the_diary_as_steps(
    house: House, preferences: PreferencesDialog, qtbot: QtBot
) -> None:
    page = safety_page(preferences)
    give(qtbot, page.names[ContactKind.PT].edit, "M. Sand")
    give(qtbot, page.phones[ContactKind.PT].edit, "030 1")
    assert house.stored().person.contact(ContactKind.PT) == Contact(
        ContactKind.PT, "M. Sand", "030 1"
    )
    give(qtbot, page.phones[ContactKind.DOCTOR].edit, "9" * 41)
    assert page.phones[ContactKind.DOCTOR].edit.property("hasError")
    assert house.stored().person.contact(ContactKind.DOCTOR) is None
    house.context.undo.undo()
    assert house.stored().person.contact(ContactKind.PT) == Contact(ContactKind.PT, "M. Sand")


def test_the_emergency_number_of_the_region_is_only_proposed(
    house: House, preferences: PreferencesDialog
) -> None:
    page = safety_page(preferences)
    assert not house.stored().person.contacts
    if not page.propose_button.isVisibleTo(page):
        assert not emergency_number(QLocale.territoryToCode(QLocale().territory()))
        return
    page.propose_button.click()
    kept = house.stored().person.contact(ContactKind.EMERGENCY)
    assert kept is not None
    assert page.propose_button.text() == f"Use {kept.phone}"
    assert not page.propose_button.isVisibleTo(page)
    house.context.undo.undo()
    assert page.phones[ContactKind.EMERGENCY].edit.text() == kept.phone or not (
        house.stored().person.contacts
    )


def test_the_signs_stand_there_to_be_read(preferences: PreferencesDialog, qtbot: QtBot) -> None:
    page = safety_page(preferences)
    texts = [label.text() for label in page.findChildren(QLabel)]
    assert "\N{BULLET} You cannot put weight on the leg." in texts
    link = page.findChild(QPushButton, "preferences.get_help")
    assert isinstance(link, QPushButton)
    with qtbot.waitSignal(preferences.command_requested) as asked:
        link.click()
    assert asked.args == ["get_help"]


# ---- what belongs to the computer ---------------------------------------------------------------


def test_choices_of_this_computer_are_remembered_and_reset(
    house: House, preferences: PreferencesDialog
) -> None:
    look = WindowLook(house.context.ui_state)
    preferences.show_page("look")
    page = preferences.page()
    assert isinstance(page, LookPage)
    page.markers.chip("large").click()
    page.motion.chip("off").click()
    page.dense.click()
    page.plain_map.click()
    assert look.display() == Display(
        has_large_markers=True, has_dense_tables=True, is_map_plain=True
    )
    assert display() == look.display()
    assert not look.has_motion()
    assert is_motion_reduced()
    preferences.reset_button.click()
    assert look.display() == Display()
    assert look.has_motion()


def test_the_other_view_of_a_knee_moves_the_outer_side_and_no_word(
    house: House, preferences: PreferencesDialog
) -> None:
    page = preferences.page()
    assert isinstance(page, YouPage)
    drawing = KneeDrawing("left", {key: key for key in KneeOutline("left").areas})
    before = drawing.outline.areas["outer"].boundingRect().center().x()
    assert before < drawing.outline.areas["inner"].boundingRect().center().x()
    page.map_view.chip("facing").click()
    after = drawing.outline.areas["outer"].boundingRect().center().x()
    assert after > drawing.outline.areas["inner"].boundingRect().center().x()
    places = drawing.word_places()
    assert places["outer"].center().x() > places["inner"].center().x()
    assert drawing.outline.neighbour("front", "right") == "outer"
    assert drawing.area_at(after * drawing.scale(), 130 * drawing.scale()) == "outer"
    page.map_view.chip("own").click()
    assert drawing.outline.areas["outer"].boundingRect().center().x() == before
    drawing.deleteLater()


def test_the_title_of_the_window_can_leave_out_the_diary(
    house: House, preferences: PreferencesDialog
) -> None:
    assert house.window.windowTitle() == "Shoes \N{EN DASH} My knees"
    preferences.show_page("privacy")
    page = preferences.page()
    assert isinstance(page, PrivacyPage)
    page.hide_name.click()
    assert house.window.windowTitle() == "Shoes \N{EN DASH} Kneelog"
    preferences.reset_button.click()
    assert house.window.windowTitle() == "Shoes \N{EN DASH} My knees"


def test_weeks_of_calendars_begin_as_chosen_and_the_language_waits_for_the_next_start(
    house: House, preferences: PreferencesDialog
) -> None:
    preferences.show_page("units")
    page = preferences.page()
    assert isinstance(page, UnitsPage)
    page.first_day.activated.emit(0)
    page.first_day.setCurrentIndex(7)
    page.first_day.activated.emit(7)
    calendar = DayCalendar(date(2026, 11, 20))
    assert calendar.firstDayOfWeek() is Qt.DayOfWeek.Sunday
    calendar.deleteLater()
    page.language.set_choice("en")
    page.language.activated.emit(1)
    assert WindowLook(house.context.ui_state).language() == "en"
    preferences.reset_button.click()
    assert WindowLook(house.context.ui_state).language() == "system"
    assert display() == Display()


def test_the_text_size_is_chosen_in_tens(house: House) -> None:
    look = WindowLook(house.context.ui_state)
    look.choose_text_size(100)
    look.resize_text(1)
    assert look.text_percent() == 110
    look.resize_text(-1)
    look.resize_text(-1)
    assert look.text_percent() == 90
    look.resize_text(0)
    assert look.text_percent() == 100
