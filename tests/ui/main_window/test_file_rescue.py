"""What is on screen reaches another file when its own cannot be written or is gone."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from diary.domain.knee import Knee
from tests.builders import a_day, a_diary
from tests.ui.conftest import Build
from tests.ui.house import TODAY, Keyboard
from tests.ui.main_window.hands import (
    SavingPrompts,
    click,
    morning,
    offered,
    open_house,
    read,
    said,
    settle,
    stored,
)
from tests.ui.main_window.test_restore_flow import WEEK


@pytest.mark.parametrize("how", ["deleted", "replaced", "moved"])
def test_a_diary_whose_file_is_gone_goes_on_in_a_new_one(
    build: Build, qtbot: QtBot, keys: Keyboard, how: str
) -> None:
    house = open_house(build, WEEK)
    first = house.session.path
    if how == "moved":
        first.rename(first.with_name("elsewhere.sqlite3"))
    else:
        first.unlink()
    if how == "replaced":
        first.write_bytes(b"another file")
    keys.type("4")
    qtbot.waitUntil(lambda: "moved, replaced or deleted" in said(house))
    note = house.find("today.note")
    assert isinstance(note, QPlainTextEdit)
    note.setPlainText("typed in between")
    click(house, "save_new")
    qtbot.waitUntil(lambda: house.session.path != first and not house.context.undo.has_waiting)
    settle(house, qtbot)
    assert house.session.path == first.with_name("My knees, saved 20 Nov.sqlite3")
    assert not said(house)
    assert house.text("window.saved") != "Not saved"
    assert "My knees, saved 20 Nov" in house.window.windowTitle()
    assert morning(stored(house)) == 4
    assert stored(house).day(TODAY).note == "typed in between"
    house.find("today.left.worst").setFocus()
    keys.type("6")
    qtbot.waitUntil(lambda: stored(house).day(TODAY).knee(Knee.LEFT).worst is not None)
    assert stored(house) == house.diary
    if how == "replaced":
        assert first.read_bytes() == b"another file"
    house.window.close()
    assert not house.window.isVisible()


def test_a_place_that_is_taken_is_refused_and_the_change_kept(
    build: Build, qtbot: QtBot, keys: Keyboard, tmp_path: Path
) -> None:
    house = open_house(build, WEEK)
    prompts = house.prompts
    assert isinstance(prompts, SavingPrompts)
    house.session.path.unlink()
    keys.type("4")
    qtbot.waitUntil(lambda: "save_new" in offered(house))
    prompts.save_path = tmp_path / "taken.sqlite3"
    prompts.save_path.write_text("mine")
    click(house, "save_new")
    qtbot.waitUntil(lambda: "exists already" in said(house))
    assert "Your last change is kept in this window." in said(house)
    assert "save_new" in offered(house)
    assert prompts.save_path.read_text() == "mine"
    prompts.save_path = tmp_path / "free"
    click(house, "save_new")
    qtbot.waitUntil(lambda: house.session.path == tmp_path / "free.sqlite3")
    settle(house, qtbot)
    assert morning(stored(house)) == 4


def test_a_copy_holds_everything_and_the_diary_goes_on_when_there_is_space(
    build: Build, qtbot: QtBot, keys: Keyboard
) -> None:
    house = open_house(build, a_diary([a_day(TODAY, note="before")]))
    house.disk.is_full = True
    keys.type("4")
    qtbot.waitUntil(lambda: "save_copy" in offered(house))
    click(house, "save_copy")
    copy = house.session.path.with_name("My knees, saved 20 Nov.sqlite3")
    qtbot.waitUntil(lambda: copy.stem in said(house))
    copied = read(copy)
    assert morning(copied) == 4
    assert copied.day(TODAY).note == "before"
    assert house.session.path.stem == "My knees"
    house.disk.is_full = False
    click(house, "retry")
    assert not said(house)
    assert morning(stored(house)) == 4
