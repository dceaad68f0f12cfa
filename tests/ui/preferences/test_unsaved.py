"""Choices that are made one after the other while nothing can be written are all kept."""

from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from diary.bootstrap.window import read_beside
from diary.domain.person import ContactKind
from diary.ui.preferences.dialog import PreferencesDialog
from tests.builders import a_diary
from tests.ui.conftest import Build
from tests.ui.house import House
from tests.ui.preferences_hands import give, row


def opened(house: House, page: str, qtbot: QtBot) -> PreferencesDialog:
    dialog = PreferencesDialog(house.context)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.show_page(page)
    return dialog


def edit(dialog: PreferencesDialog, name: str) -> QLineEdit:
    found = dialog.findChild(QLineEdit, f"preferences.{name}.edit")
    assert found is not None
    return found


def test_two_numbers_to_call_on_a_full_disk(build: Build, qtbot: QtBot) -> None:
    house = build(a_diary())
    told: list[str] = []
    house.context.messages.fault_told.connect(lambda text, _error: told.append(text))
    dialog = opened(house, "safety", qtbot)
    house.disk.is_full = True
    give(qtbot, edit(dialog, "safety.pt.phone"), "111")
    give(qtbot, edit(dialog, "safety.doctor.phone"), "222")
    assert edit(dialog, "safety.pt.phone").text() == "111"
    house.disk.is_full = False
    assert house.context.undo.retry()
    person = read_beside(house.path).person
    kept = [person.contact(kind) for kind in (ContactKind.PT, ContactKind.DOCTOR)]
    assert [each.phone for each in kept if each is not None] == ["111", "222"]
    assert told == []


def test_name_and_limits_on_a_full_disk(build: Build, qtbot: QtBot) -> None:
    house = build(a_diary())
    dialog = opened(house, "you", qtbot)
    house.disk.is_full = True
    give(qtbot, edit(dialog, "you.name"), "Kim")
    give(qtbot, edit(dialog, "you.initials"), "K")
    dialog.show_page("limits")
    give(qtbot, row(dialog, "green_max").edit, "3")
    give(qtbot, row(dialog, "amber_max").edit, "4")
    house.disk.is_full = False
    assert house.context.undo.retry()
    kept = read_beside(house.path)
    assert (kept.person.name, kept.person.initials) == ("Kim", "K")
    assert (kept.settings.green_max, kept.settings.amber_max) == (3, 4)


def test_taking_back_what_waits_is_shown_at_once(build: Build, qtbot: QtBot) -> None:
    house = build(a_diary())
    dialog = opened(house, "safety", qtbot)
    house.disk.is_full = True
    give(qtbot, edit(dialog, "safety.pt.phone"), "111")
    dialog.list.setFocus()
    assert house.context.undo.undo()
    assert edit(dialog, "safety.pt.phone").text() == ""
