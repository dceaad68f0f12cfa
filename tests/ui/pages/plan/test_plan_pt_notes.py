"""What the PT wrote, on the page of the plan."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from diary.domain.pt_note import THE_VISIT, Pin
from diary.ui.visits.pt_notes_dialog import PtNotesDialog
from tests.builders import AT, a_diary, a_note
from tests.ui.conftest import Build
from tests.ui.house import TODAY, House
from tests.ui.pages.plan.plan_hands import plan_page, planned_diary, press
from tests.ui.room import cut_off
from tests.ui.tree import dump, unnamed

pytestmark = pytest.mark.begins_at("plan")


def said(house: House) -> list[str]:
    labels = house.find("plan.pt_notes").findChildren(QLabel)
    return [label.text() for label in labels if label.isVisibleTo(house.window)]


def noted(house_build: Build) -> House:
    notes = (
        a_note("n1", Pin(TODAY - timedelta(9)), text="Old", received_at=AT - timedelta(30)),
        a_note("n2", THE_VISIT, text="Slowly <b>down", author="M.S.", received_at=AT),
        a_note("n3", Pin(TODAY - timedelta(5)), text="Downhill?", received_at=AT),
    )
    return house_build(planned_diary(pt_notes={note.id: note for note in notes}))


def test_the_newest_notes_stand_beside_the_plan(build: Build, qtbot: QtBot) -> None:
    house = noted(build)
    page = plan_page(house)
    newest = ["Downhill?", "Sun 15 Nov 2026", "Slowly <b>down", "The visit (M.S.)"]
    qtbot.waitUntil(lambda: said(house) == ["From my PT", *newest])
    assert page.pt_notes.all in page.tab_stops()
    assert not cut_off(page)
    assert not unnamed(dump(page))


def test_all_of_them_are_one_press_away(build: Build, qtbot: QtBot) -> None:
    house = noted(build)
    plan_page(house)
    press(house, "plan.pt_notes.all")
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PtNotesDialog)
    dialog.remove.click()
    dialog.close()
    assert len(house.diary.pt_notes) == 2
    assert "Downhill?" not in said(house)


def test_without_a_note_there_is_no_card(build: Build) -> None:
    house = build(a_diary())
    page = plan_page(house)
    assert page.pt_notes.isHidden()
    assert page.pt_notes.stops() == []
