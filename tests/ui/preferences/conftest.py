"""Preferences through the real dialog on a real diary file."""

import pytest
from pytestqt.qtbot import QtBot

from diary.domain.diary import Diary
from diary.ui.preferences.dialog import PreferencesDialog
from tests.ui.conftest import Build
from tests.ui.house import House


@pytest.fixture
def house(build: Build) -> House:
    # Whatever lies below the dialog: the page that is built soonest.
    return build(Diary(), page="shoes")


@pytest.fixture
def preferences(house: House, qtbot: QtBot) -> PreferencesDialog:
    dialog = PreferencesDialog(house.context, house.window)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog
