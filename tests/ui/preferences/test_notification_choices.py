"""Preferences > Reminders: what is told outside the window, through the real dialog."""

from __future__ import annotations

from datetime import time

import pytest
from PySide6.QtWidgets import QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot

from diary.domain.diary import Diary
from diary.services.notifying import NotificationChoices
from diary.ui.background import Background, TrayChoices
from diary.ui.preferences.dialog import PreferencesDialog
from diary.ui.preferences.number_pages import RemindersPage
from tests.ui.conftest import Build
from tests.ui.house import House, cut_off
from tests.ui.preferences_hands import give
from tests.ui.tray_hands import Switch


@pytest.fixture
def switch() -> Switch:
    return Switch()


@pytest.fixture
def house(build: Build, switch: Switch) -> House:
    made = build(Diary())
    made.context.background = Background(None, lambda: switch, lambda: True)
    return made


def opened(house: House, qtbot: QtBot) -> RemindersPage:
    dialog = PreferencesDialog(house.context, house.window)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.show_page("reminders")
    page = dialog.page()
    assert isinstance(page, RemindersPage)
    return page


def tick(page: RemindersPage, key: str) -> QCheckBox:
    found = page.findChild(QCheckBox, f"preferences.notifications.{key}")
    assert isinstance(found, QCheckBox)
    return found


def edit(page: RemindersPage, key: str) -> QLineEdit:
    found = page.findChild(QLineEdit, f"preferences.notifications.{key}")
    assert isinstance(found, QLineEdit)
    return found


def test_it_begins_with_signs_and_one_hidden_line_a_day(house: House, qtbot: QtBot) -> None:
    page = opened(house, qtbot)
    on = [
        key
        for key in ("safety", "each", "summary", "hide", "prompt")
        if tick(page, key).isChecked()
    ]
    assert on == ["safety", "summary", "hide"]
    assert page.notifications.most.choice() == "1"
    assert edit(page, "quiet_from").text() == "21:00"
    assert edit(page, "prompt_at").text() == "20:00"


def test_every_choice_is_kept_at_once_and_given_back_by_reset(house: House, qtbot: QtBot) -> None:
    page = opened(house, qtbot)
    for key in ("safety", "each", "hide", "prompt"):
        tick(page, key).click()
    tick(page, "days.6").click()
    page.notifications.most.chip("3").click()
    give(qtbot, edit(page, "quiet_from"), "2230")
    give(qtbot, edit(page, "prompt_at"), "19.15")
    assert house.context.background.kept.choices() == NotificationChoices(
        has_safety=False,
        has_reminders=True,
        has_prompt=True,
        prompt_at=time(19, 15),
        prompt_days=frozenset({1, 2, 3, 4, 5, 7}),
        quiet_from=time(22, 30),
        has_details=True,
        most_a_day=3,
    )
    assert not tick(page, "summary").isEnabled()
    assert not house.context.undo.undo_text()
    page.reset()
    assert house.context.background.kept.choices() == NotificationChoices()


def test_a_time_that_cannot_be_read_is_told_and_not_taken(house: House, qtbot: QtBot) -> None:
    page = opened(house, qtbot)
    give(qtbot, edit(page, "quiet_to"), "soon")
    assert edit(page, "quiet_to").accessibleDescription() == "Type a time such as 20:00."
    assert house.context.background.kept.choices().quiet_to == time(8)
    assert page.first_wrong() is edit(page, "quiet_to")
    page.forget_wrong()
    assert edit(page, "quiet_to").text() == "08:00"


def test_a_question_that_would_not_be_heard_says_so(house: House, qtbot: QtBot) -> None:
    page = opened(house, qtbot)
    tick(page, "prompt").click()
    note = page.notifications._prompt_note
    assert note.isHidden()
    give(qtbot, edit(page, "prompt_at"), "22:00")
    assert note.text() == "Not asked: that is within your quiet hours."
    page.notifications.most.chip("0").click()
    assert "None" in note.text()


def test_start_at_login_is_a_switch_and_says_why_it_could_not(
    house: House, qtbot: QtBot, switch: Switch
) -> None:
    page = opened(house, qtbot)
    tick(page, "login").click()
    assert switch.is_chosen
    switch.is_full = True
    tick(page, "login").click()
    assert tick(page, "login").isChecked()
    assert tick(page, "login").accessibleDescription() != "It starts in the tray."


def test_without_a_tray_the_page_says_so_and_nothing_can_be_ticked(
    house: House, qtbot: QtBot
) -> None:
    house.context.background = Background()
    page = opened(house, qtbot)
    assert not tick(page, "entry").isEnabled()
    assert "no tray" in tick(page, "entry").accessibleDescription()
    assert not tick(page, "stay").isEnabled()
    assert not tick(page, "login").isEnabled()


def test_the_entry_in_the_tray_is_a_choice(house: House, qtbot: QtBot) -> None:
    page, choices = opened(house, qtbot), TrayChoices(house.context.ui_state)
    tick(page, "stay").click()
    assert choices.keeps_running()
    tick(page, "entry").click()
    assert not choices.shows_entry()
    assert not choices.keeps_running()
    assert not tick(page, "stay").isEnabled()


def test_the_help_about_it_is_a_button_away(house: House, qtbot: QtBot) -> None:
    page = opened(house, qtbot)
    with qtbot.waitSignal(page.command_requested) as asked:
        page.notifications.help_requested.emit()
    assert asked.args == ["closed"]


def test_nothing_is_cut_off_in_large_text(house: House, qtbot: QtBot, plain_look: object) -> None:
    assert callable(plain_look)
    plain_look("contrast", 200)
    page = opened(house, qtbot)
    assert not set(cut_off(page)) & {"Notifications", "Quiet hours", "At most a day", "From"}
