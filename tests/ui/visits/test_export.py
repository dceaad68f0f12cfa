"""Export for my PT: asked in one dialog, made in a thread, said to be saved once it is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from diary.domain.hand_over import HandOverCode, HandOverRefusedError
from diary.domain.knee import Knee
from diary.domain.report_choice import PersonShown
from diary.formats.handover import read
from diary.services.export_for_pt import Form
from diary.ui.main_window.pt_export import HANDED_OVER
from diary.ui.visits import places
from diary.ui.visits.export_dialog import ExportDialog
from diary.ui.visits.notes_dialog import NotesDialog
from tests.builders import a_day, a_note, a_shoe, an_event
from tests.builders_hand_over import QuickFiles
from tests.builders_visits import QuickReports
from tests.ui.house import TODAY, House, Keyboard
from tests.ui.room import cut_off
from tests.ui.tree import dump, twins, unnamed
from tests.ui.visits.conftest import month_diary

VisitHouse = Callable[..., House]
STEM = "knee-diary-2026-11-01_2026-11-20"


def opened(house: House, qtbot: QtBot) -> ExportDialog:
    house.window.menus.actions["export_for_pt"].trigger()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ExportDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ExportDialog)
    return dialog


def is_gone(dialog: QWidget) -> Callable[[], bool]:
    return lambda: QApplication.activeModalWidget() is not dialog


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("knee-diary-*"))


def test_page_and_pdf_are_ticked_and_saved(
    visit_house: VisitHouse, qtbot: QtBot, tmp_path: Path, spoken: list[str]
) -> None:
    house = visit_house()
    dialog = opened(house, qtbot)
    assert dialog.chosen_forms() == {Form.PAGE, Form.PDF}
    dialog.save_button.click()
    qtbot.waitUntil(is_gone(dialog))
    assert names(tmp_path) == [f"{STEM}.html", f"{STEM}.pdf"]
    assert house.window.status.findChild(QWidget) is not None
    assert any(text.startswith(f"Saved {STEM}.html and 1 more file.") for text in spoken)


def test_the_folder_can_be_shown(
    visit_house: VisitHouse, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Path] = []
    monkeypatch.setattr(places, "show_in_folder", shown.append)
    house = visit_house()
    dialog = opened(house, qtbot)
    dialog.save_button.click()
    qtbot.waitUntil(is_gone(dialog))
    button = house.window.findChild(QPushButton, "toast.action")
    assert isinstance(button, QPushButton)
    button.click()
    assert shown == [tmp_path]


def test_ctrl_e_opens_it_and_esc_closes_it(
    visit_house: VisitHouse, qtbot: QtBot, keys: Keyboard
) -> None:
    visit_house()
    keys.ctrl(Qt.Key.Key_E)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ExportDialog))
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    qtbot.waitUntil(dialog.isActiveWindow)
    keys.press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def test_the_diary_file_leaves_what_is_not_ticked(
    visit_house: VisitHouse, qtbot: QtBot, tmp_path: Path
) -> None:
    house = visit_house()
    dialog = opened(house, qtbot)
    assert not dialog.passphrase.isVisible()
    dialog.forms[Form.FILE].click()
    dialog.leaving.notes.click()
    runs = next(chip for part, chip in dialog.parts.items() if part == "runs")
    runs.click()
    dialog.save_button.click()
    qtbot.waitUntil(is_gone(dialog))
    found = read((tmp_path / f"{STEM}.kneelog").read_bytes())
    assert set(found.left_out) == {"notes", "times", "name", "runs"}
    assert not found.diary.runs
    assert (found.diary.person.name, found.diary.person.initials) == (None, "J.K.")
    state = house.context.ui_state
    mark = state.get(HANDED_OVER, [""])[-1]
    assert mark == state.hashed(found.sha256)
    # Another diary of the same person at this computer did not hand it over.
    state.show_diary(tmp_path / "other.sqlite3")
    assert mark != state.hashed(found.sha256)


def test_a_passphrase_is_typed_twice(visit_house: VisitHouse, qtbot: QtBot, tmp_path: Path) -> None:
    house = visit_house()
    dialog = opened(house, qtbot)
    dialog.forms[Form.FILE].click()
    dialog.passphrase.edit.setText("river stone")
    assert dialog.passphrase.edit.echoMode() is dialog.passphrase.edit.EchoMode.Password
    dialog.shows.click()
    assert dialog.passphrase.edit.echoMode() is dialog.passphrase.edit.EchoMode.Normal
    dialog.save_button.click()
    assert dialog.again.edit.accessibleDescription() == "Type the same passphrase twice."
    assert not names(tmp_path)
    dialog.again.edit.setText("river stone")
    dialog.save_button.click()
    qtbot.waitUntil(is_gone(dialog))
    assert QuickFiles().is_locked((tmp_path / f"{STEM}.kneelog").read_bytes())


def test_nothing_ticked_is_told(visit_house: VisitHouse, qtbot: QtBot) -> None:
    house = visit_house()
    dialog = opened(house, qtbot)
    for form in (Form.PAGE, Form.PDF):
        dialog.forms[form].click()
    dialog.save_button.click()
    assert dialog.isVisible()
    error = dialog.findChild(QWidget, "export.error")
    assert isinstance(error, QWidget)
    assert error.isVisible()


def test_what_went_wrong_stands_in_the_dialog(
    visit_house: VisitHouse, qtbot: QtBot, tmp_path: Path, reports: QuickReports
) -> None:
    house = visit_house()
    dialog = opened(house, qtbot)
    reports.error = HandOverRefusedError(HandOverCode.NOT_AS_MADE)
    dialog.save_button.click()
    qtbot.waitUntil(lambda: not dialog.is_working)
    error = dialog.findChild(QWidget, "export.error")
    assert isinstance(error, QWidget)
    assert error.isVisible()
    assert not names(tmp_path)
    reports.error = None
    house.prompts.folder = tmp_path / "gone"
    dialog.folder.click()
    dialog.save_button.click()
    qtbot.waitUntil(lambda: not dialog.is_working)
    assert dialog.isVisible()
    house.prompts.folder = tmp_path
    dialog.folder.click()
    dialog.save_button.click()
    qtbot.waitUntil(is_gone(dialog))
    assert len(names(tmp_path)) == 2


def test_stopping_saves_nothing(
    visit_house: VisitHouse, qtbot: QtBot, tmp_path: Path, reports: QuickReports
) -> None:
    house = visit_house()
    dialog = opened(house, qtbot)
    reports.may_go_on.clear()
    dialog.save_button.click()
    dialog.cancel_button.click()
    reports.may_go_on.set()
    qtbot.waitUntil(lambda: not dialog.is_working)
    assert dialog.isVisible()
    assert not names(tmp_path)
    assert len(reports.asked) <= 2
    dialog.cancel_button.click()
    qtbot.waitUntil(is_gone(dialog))


def test_a_full_name_is_asked_about(visit_house: VisitHouse, qtbot: QtBot, tmp_path: Path) -> None:
    house = visit_house()
    dialog = opened(house, qtbot)
    dialog.person.choice_changed.emit(PersonShown.NAME)
    dialog.save_button.click()
    qtbot.waitUntil(is_gone(dialog))
    question = QApplication.activeModalWidget()
    assert question is not None
    assert question.objectName() == "export.names"
    assert not names(tmp_path)
    button = question.findChild(QPushButton, "export.names.do")
    assert isinstance(button, QPushButton)
    button.click()
    qtbot.waitUntil(lambda: len(names(tmp_path)) == 2)


def test_the_dialog_and_the_page_share_what_is_chosen(
    visit_house: VisitHouse, qtbot: QtBot
) -> None:
    house = visit_house()
    dialog = opened(house, qtbot)
    dialog.days.range.choice_changed.emit("2w")
    dialog.leaving.look_through.click()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), NotesDialog))
    notes = QApplication.activeModalWidget()
    assert isinstance(notes, NotesDialog)
    notes.none.click()
    notes.submit()
    dialog.reject()
    wish = house.context.visits.wish(house.context.ui_state)
    assert wish.range_key == "2w"
    assert len(wish.left_out_notes) == 2


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut_off_and_everything_has_a_name(
    visit_house: VisitHouse, qtbot: QtBot, plain_look: Callable[..., None], percent: int
) -> None:
    plain_look("dark", percent)
    house = visit_house()
    dialog = opened(house, qtbot)
    dialog.forms[Form.FILE].click()
    # It is as high as its fields only after the next round of the layout.
    qtbot.waitUntil(lambda: not cut_off(dialog))
    nodes = dump(dialog)
    assert not unnamed(nodes)
    assert not twins(nodes)
    dialog.reject()


def test_a_knee_that_is_not_on_the_report_is_told_and_stays_here(
    visit_house: VisitHouse, qtbot: QtBot, tmp_path: Path
) -> None:
    diary = month_diary()
    day = a_day(TODAY - timedelta(1), left=2, right=6)
    house = visit_house(replace(diary, days={**diary.days, day.on: day}))
    wish = replace(house.context.visits.wish(house.context.ui_state), knees=(Knee.LEFT,))
    house.context.visits.choose(wish, house.context.ui_state)
    dialog = opened(house, qtbot)
    told = dialog.findChild(QLabel, "export.days")
    assert isinstance(told, QLabel)
    assert told.text() == "20 days, 20 with entries. Left out: right knee."
    dialog.forms[Form.FILE].click()
    dialog.save_button.click()
    qtbot.waitUntil(is_gone(dialog))
    found = read((tmp_path / f"{STEM}.kneelog").read_bytes())
    assert {knee for each in found.diary.days.values() for knee in each.knees} == {Knee.LEFT}


def test_every_text_that_leaves_is_listed(visit_house: VisitHouse, qtbot: QtBot) -> None:
    """What shoes were noted, what was found and what a PT wrote too."""
    diary = month_diary()
    event = an_event("found", TODAY, findings=("Weak hips",))
    note = a_note("pt", text="Go on")
    full = replace(
        diary,
        events={**diary.events, event.id: event},
        shoes={"s": a_shoe("s", "Blue", note="From my sister")},
        pt_notes={note.id: note},
    )
    dialog = opened(visit_house(full), qtbot)
    dialog.leaving.look_through.click()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), NotesDialog))
    notes = QApplication.activeModalWidget()
    assert isinstance(notes, NotesDialog)
    lines = [notes.list.item(row).text() for row in range(notes.list.count())]
    assert "Shoes Blue: From my sister" in lines
    assert any(line.endswith(", findings: Weak hips") for line in lines)
    assert any(line.endswith(", from your PT: Go on") for line in lines)
    notes.reject()
    dialog.reject()
