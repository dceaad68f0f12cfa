"""What a PT gives back: shown first, and taken in only by what the person says."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from diary.domain.exercise import Exercise, SessionKind
from diary.domain.knee_notes import KneeNotes, NotesAbout
from diary.domain.offer import (
    ExerciseOffer,
    LimitsOffer,
    NextVisitOffer,
    StageOffer,
    TargetOffer,
)
from diary.domain.pt_note import Pin
from diary.formats.kneenotes import write_notes
from diary.ui.visits.news_dialog import NewsDialog
from diary.ui.visits.pt_notes_dialog import PtNotesDialog
from tests.builders import a_note
from tests.ui.house import TODAY, House, cut_off
from tests.ui.tree import dump, twins, unnamed
from tests.ui.visits.conftest import month_diary

VisitHouse = Callable[..., House]
NEXT_ON = TODAY + timedelta(21)
GIVEN = KneeNotes(
    (a_note("note-1", Pin(TODAY - timedelta(5))), a_note("note-2", Pin(), text="Well done <b>")),
    (LimitsOffer("offer-1", 2, 4), NextVisitOffer("offer-2", NEXT_ON), StageOffer("offer-3", 2)),
    NotesAbout(initials="J.K."),
    "M.S.",
)


def taken_in(house: House, qtbot: QtBot, folder: Path, content: bytes) -> QWidget:
    path = folder / "back.kneenotes"
    path.write_bytes(content)
    house.prompts.files = [path]
    house.window.menus.actions["pt_notes"].trigger()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    return dialog


def said_in(dialog: QWidget) -> set[str]:
    labels = dialog.findChildren(QLabel)
    return {label.text() for label in labels if label.isVisibleTo(dialog)}


def button(dialog: QWidget, name: str) -> QPushButton:
    found = dialog.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def test_notes_are_kept_together_and_taken_back(
    visit_house: VisitHouse, qtbot: QtBot, tmp_path: Path
) -> None:
    house = visit_house()
    dialog = taken_in(house, qtbot, tmp_path, write_notes(GIVEN))
    assert isinstance(dialog, NewsDialog)
    assert not house.diary.pt_notes
    assert dialog.keep.text() == "Keep 2 notes"
    dialog.keep.click()
    assert set(house.diary.pt_notes) == {"note-1", "note-2"}
    assert house.diary.pt_notes["note-1"].author == "M.S."
    assert dialog.keep.isHidden()
    button(dialog, "news.told.undo").click()
    assert not house.diary.pt_notes
    assert not dialog.keep.isHidden()
    dialog.accept()


def test_each_suggestion_is_used_or_left(
    visit_house: VisitHouse, qtbot: QtBot, tmp_path: Path
) -> None:
    house = visit_house()
    dialog = taken_in(house, qtbot, tmp_path, write_notes(GIVEN))
    button(dialog, "news.offer.1.leave").click()
    button(dialog, "news.offer.2.use").click()
    assert house.diary.settings.amber_max == 5
    assert house.diary.person.next_visit_on == NEXT_ON
    said = said_in(dialog)
    assert {"Left as it is.", "In use now."} <= said
    assert not any("this version" in text for text in said)
    assert "Well done <b>" in said
    assert house.context.undo.undo()
    assert house.stored().person.next_visit_on is None
    dialog.close()


def test_what_is_for_the_plan_is_used_one_by_one_and_taken_back_one_by_one(
    visit_house: VisitHouse, qtbot: QtBot, tmp_path: Path
) -> None:
    house = visit_house()
    offers = (
        TargetOffer("offer-1", SessionKind.STRENGTH, 3),
        ExerciseOffer("offer-2", Exercise("Step-down", sets=3, reps=10, note="Slowly <i>")),
        StageOffer("offer-3", 2),
        TargetOffer("offer-4", SessionKind.STRENGTH, 14),
    )
    dialog = taken_in(house, qtbot, tmp_path, write_notes(replace(GIVEN, offers=offers)))
    before = house.diary
    assert "A plan set by your PT begins today. It has no end until you give it one." in (
        said_in(dialog)
    )
    button(dialog, "news.offer.1.use").click()
    (plan,) = house.diary.plans.values()
    assert plan.per_week.strength == 3
    assert {"Slowly <i>\nIt is added to your plan, as from your PT."} <= said_in(dialog)
    button(dialog, "news.offer.2.use").click()
    (kept,) = house.diary.exercises.values()
    assert kept.from_pt
    button(dialog, "news.offer.3.use").click()
    assert house.diary.run_walk is not None
    assert house.diary.run_walk.stage == 2
    assert house.stored().run_walk == house.diary.run_walk
    said = said_in(dialog)
    assert "A plan counts one a day, so 7 a week are the most. Ask your PT what is meant." in said
    assert not button(dialog, "news.offer.4.use").isVisible()
    for _step in range(3):
        assert house.context.undo.undo()
    assert house.stored() == before
    assert "Your diary has this already." not in said_in(dialog)
    dialog.close()


def test_limits_are_those_agreed_with_the_pt(
    visit_house: VisitHouse, qtbot: QtBot, tmp_path: Path
) -> None:
    house = visit_house()
    dialog = taken_in(house, qtbot, tmp_path, write_notes(GIVEN))
    button(dialog, "news.offer.1.use").click()
    assert (house.diary.settings.green_max, house.diary.settings.amber_max) == (2, 4)
    assert house.diary.setting_changes[-1].initials == "M.S."
    dialog.close()


def test_notes_about_somebody_else_are_told(
    visit_house: VisitHouse, qtbot: QtBot, tmp_path: Path
) -> None:
    house = visit_house()
    other = replace(GIVEN, about=NotesAbout(initials="A.B."))
    dialog = taken_in(house, qtbot, tmp_path, write_notes(other))
    strip = dialog.findChild(QWidget, "news.other")
    assert isinstance(strip, QWidget)
    assert strip.isVisible()
    dialog.close()


def test_what_is_no_file_of_notes_changes_nothing(
    visit_house: VisitHouse, qtbot: QtBot, tmp_path: Path
) -> None:
    house = visit_house()
    before = house.diary
    dialog = taken_in(house, qtbot, tmp_path, b"{broken")
    assert dialog.objectName() == "news.refused"
    assert any("back.kneenotes" in label.text() for label in dialog.findChildren(QLabel))
    assert house.diary is before
    dialog.close()


def test_thinking_better_of_it_opens_nothing(visit_house: VisitHouse) -> None:
    house = visit_house()
    house.window.menus.actions["pt_notes"].trigger()
    assert QApplication.activeModalWidget() is None


def test_the_list_has_them_and_deletes_them(visit_house: VisitHouse, qtbot: QtBot) -> None:
    notes = {"note-1": a_note("note-1", Pin(TODAY), author="M.S.")}
    house = visit_house(replace(month_diary(), pt_notes=notes))
    dialog = PtNotesDialog(house.context, house.window)
    dialog.open()
    qtbot.waitUntil(dialog.isVisible)
    assert dialog.list.item(0).text() == "Fri 20 Nov 2026 (M.S.)"
    dialog.remove.click()
    assert not house.diary.pt_notes
    button(dialog, "pt_notes.told.undo").click()
    assert set(house.diary.pt_notes) == {"note-1"}
    with qtbot.waitSignal(dialog.take_in_requested):
        dialog.take_in.click()


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut_off_and_everything_has_a_name(
    visit_house: VisitHouse,
    qtbot: QtBot,
    tmp_path: Path,
    plain_look: Callable[..., None],
    percent: int,
) -> None:
    plain_look("contrast", percent)
    house = visit_house()
    dialog = taken_in(house, qtbot, tmp_path, write_notes(GIVEN))
    assert not cut_off(dialog)
    nodes = dump(dialog)
    assert not unnamed(nodes)
    assert not twins(nodes)
    dialog.close()
