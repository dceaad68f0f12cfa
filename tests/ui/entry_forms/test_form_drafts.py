"""What is typed into a form is not lost: refused, closed, on another diary, on a full disk."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from diary.bootstrap.window import read_beside
from diary.domain.change import Change, ChangeSet
from diary.ui.dialogs.run_form import RunFormDialog
from diary.ui.dialogs.shoe_form import ShoeFormDialog
from diary.ui.drafts import FILE_NAME
from tests.builders import a_diary, a_shoe
from tests.ui.conftest import Build
from tests.ui.dialogs.run_form_hands import (
    back_to_window,
    open_form,
    part,
    press,
    saved,
    some_diary,
    strip_text,
    the_form,
)
from tests.ui.house import House, Keyboard, fill, foreign_write
from tests.ui.main_window.hands import settle, the_dialog

Key = Qt.Key
CONTINUE = "Info: Continue your changes?"


def line(form: QWidget, name: str) -> QLineEdit:
    found = part(form, f"{name}.edit")
    assert isinstance(found, QLineEdit)
    return found


def note(form: QWidget, name: str = "run_form.note") -> QPlainTextEdit:
    found = part(form, name)
    assert isinstance(found, QPlainTextEdit)
    return found


def edit_run(house: House, qtbot: QtBot) -> RunFormDialog:
    back_to_window(house, qtbot)
    house.window.show_page("runs")
    house.find("runs.table").setFocus()
    qtbot.keyClick(house.find("runs.table"), Key.Key_Return)
    return the_form(house, qtbot)


def edit_shoe(house: House, qtbot: QtBot) -> ShoeFormDialog:
    back_to_window(house, qtbot)
    house.window.show_page("shoes")
    press(house.window, "shoes.card.blue.edit")
    return the_dialog(qtbot, ShoeFormDialog)


def go_to(house: House, name: str, qtbot: QtBot) -> None:
    path = house.path.with_name(name)
    house.session.open(path)
    qtbot.waitUntil(lambda: house.session.path == path and house.context.journal.is_attached)
    settle(house, qtbot)
    back_to_window(house, qtbot)


def watched(house: House) -> list[str]:
    told: list[str] = []
    house.context.messages.fault_told.connect(lambda text, _error: told.append(text))
    return told


def test_a_run_is_changed_twice_while_the_disk_is_full(build: Build, qtbot: QtBot) -> None:
    house = build(some_diary())
    told = watched(house)
    house.disk.is_full = True
    for text in ("first", ", second"):
        form = edit_run(house, qtbot)
        note(form).setPlainText(note(form).toPlainText() + text)
        form.submit()
    house.disk.is_full = False
    assert house.context.undo.retry()
    assert (read_beside(house.path).runs["before"].note, told) == ("first, second", [])


def test_a_refused_form_is_offered_again_with_what_only_the_person_changed(
    build: Build, qtbot: QtBot
) -> None:
    house = build(some_diary())
    told = watched(house)
    form = edit_run(house, qtbot)
    note(form).setPlainText("typed for two minutes")
    line(form, "run_form.time").setText("50:00")
    run = house.diary.runs["before"]
    foreign_write(house.path, ChangeSet((Change(run, replace(run, moving_s=2800.0, rpe=7)),)))
    form.submit()
    assert told == ["This was changed somewhere else in the meantime. Look at it again."]
    again = edit_run(house, qtbot)
    assert strip_text(again, "run_form.draft") == CONTINUE
    assert line(again, "run_form.time").text() == "46:40"
    press(again, "run_form.draft.continue")
    again.submit()
    kept = read_beside(house.path).runs["before"]
    assert (kept.note, kept.moving_s, kept.rpe) == ("typed for two minutes", 3000.0, 7)
    assert edit_run(house, qtbot).findChild(QWidget, "run_form.draft") is None


def test_what_another_program_changed_meanwhile_is_not_put_back(build: Build, qtbot: QtBot) -> None:
    house = build(some_diary())
    form = edit_run(house, qtbot)
    note(form).setPlainText("mine")
    run = house.diary.runs["before"]
    foreign_write(house.path, ChangeSet((Change(run, replace(run, rpe=7)),)))
    # The window notices before the form is saved.
    house.context.journal.reload_if_foreign()
    form.submit()
    kept = read_beside(house.path).runs["before"]
    assert (kept.note, kept.rpe) == ("mine", 7)


def test_a_run_that_was_taken_away_meanwhile_can_be_logged_as_a_new_one(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build(some_diary())
    form = edit_run(house, qtbot)
    line(form, "run_form.time").setText("50:00")
    foreign_write(house.path, ChangeSet((Change(house.diary.runs["before"], None),)))
    form.submit()
    assert not house.diary.runs
    back_to_window(house, qtbot)
    again = open_form(house, keys, qtbot)
    assert strip_text(again, "run_form.draft") == "Info: Continue the run you started?"
    press(again, "run_form.draft.continue")
    again.submit()
    assert house.diary.runs[saved(house)].moving_s == 3000.0


def test_a_draft_waits_in_its_own_diary(build: Build, keys: Keyboard, qtbot: QtBot) -> None:
    house = build(some_diary())
    fill(house.path.with_name("Other.sqlite3"), a_diary())
    open_form(house, keys, qtbot)
    keys.type("7,5")
    keys.press(Key.Key_Escape)
    back_to_window(house, qtbot)
    home = house.path.name
    go_to(house, "Other.sqlite3", qtbot)
    form = open_form(house, keys, qtbot)
    assert form.findChild(QWidget, "run_form.draft") is None
    form.reject()
    go_to(house, home, qtbot)
    again = open_form(house, keys, qtbot)
    press(again, "run_form.draft.continue")
    assert line(again, "run_form.distance").text() == "7,5"


def test_a_draft_is_there_after_the_program_ended_until_it_is_saved(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build(some_diary())
    open_form(house, keys, qtbot)
    keys.type("7,5")
    keys.press(Key.Key_Escape)
    back_to_window(house, qtbot)
    house.window.close()
    later = build(some_diary())
    assert later.path == house.path
    back_to_window(later, qtbot)
    form = open_form(later, keys, qtbot)
    press(form, "run_form.draft.continue")
    form.submit()
    assert later.diary.runs[saved(later)].distance_m == 7500.0
    assert not (later.path.parent / FILE_NAME).exists()


def test_a_pair_is_changed_twice_while_the_disk_is_full(build: Build, qtbot: QtBot) -> None:
    house = build(some_diary())
    told = watched(house)
    house.disk.is_full = True
    for text in ("first", ", second"):
        form = edit_shoe(house, qtbot)
        field = note(form, "shoe_form.note")
        field.setPlainText(field.toPlainText() + text)
        form.submit()
    house.disk.is_full = False
    assert house.context.undo.retry()
    assert (read_beside(house.path).shoes["blue"].note, told) == ("first, second", [])


def test_a_refused_form_of_a_pair_is_offered_again(build: Build, qtbot: QtBot) -> None:
    house = build(some_diary())
    told = watched(house)
    form = edit_shoe(house, qtbot)
    note(form, "shoe_form.note").setPlainText("mine")
    line(form, "shoe_form.brand").setText("Mine")
    shoe = house.diary.shoes["blue"]
    theirs = replace(shoe, brand="Theirs", model="Twelve")
    foreign_write(house.path, ChangeSet((Change(shoe, theirs),)))
    form.submit()
    assert told == ["This was changed somewhere else in the meantime. Look at it again."]
    again = edit_shoe(house, qtbot)
    assert line(again, "shoe_form.brand").text() == "Theirs"
    press(again, "shoe_form.draft.continue")
    again.submit()
    kept = read_beside(house.path).shoes["blue"]
    assert (kept.brand, kept.model, kept.note) == ("Mine", "Twelve", "mine")


def test_a_name_that_another_program_gave_meanwhile_is_refused_and_kept(
    build: Build, qtbot: QtBot
) -> None:
    house = build(some_diary())
    told = watched(house)
    form = edit_shoe(house, qtbot)
    line(form, "shoe_form.name").setText("Grey")
    foreign_write(house.path, ChangeSet((Change(None, a_shoe("new", "grey")),)))
    house.context.journal.reload_if_foreign()
    form.submit()
    assert len(told) == 1
    assert house.diary.shoes["blue"].name == "Blue 12"
    assert edit_shoe(house, qtbot).findChild(QWidget, "shoe_form.draft") is not None
