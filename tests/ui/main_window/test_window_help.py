"""What the Help menu says about the diary that is shown."""

import pytest
from pytestqt.qtbot import QtBot

from diary.ui.dialogs.help_dialog import HelpDialog
from tests.builders import a_diary
from tests.ui.conftest import Build
from tests.ui.main_window.hands import open_house, settle, the_dialog


def test_where_the_data_is_names_the_places_of_the_diary_shown(build: Build, qtbot: QtBot) -> None:
    house = open_house(build, a_diary())
    second = house.session.path.with_name("Second <b>knee.sqlite3")
    house.session.open(second)
    qtbot.waitUntil(lambda: house.session.path == second and house.context.journal.is_attached)
    settle(house, qtbot)
    house.window.menus.actions["where_data"].trigger()
    dialog = the_dialog(qtbot, HelpDialog)
    shown = dialog.browser.toPlainText().splitlines()
    assert f"Diary: {second}" in shown
    assert f"Backups: {second.parent / 'backups' / second.stem}" in shown
    dialog.close()


@pytest.mark.parametrize(
    ("page", "topic"), [("charts", "how_charts"), ("today", "help"), ("plan", "plan")]
)
def test_f1_opens_what_is_about_the_page(build: Build, qtbot: QtBot, page: str, topic: str) -> None:
    house = open_house(build, a_diary())
    house.window.show_page(page)
    house.window.menus.actions["help"].trigger()
    dialog = the_dialog(qtbot, HelpDialog)
    assert dialog.topic == topic
    dialog.close()
