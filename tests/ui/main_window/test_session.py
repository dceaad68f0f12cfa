"""Going from one diary to another in the window that is open."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from diary import bootstrap
from diary.bootstrap.locks import DiaryLocks
from diary.domain.backup import BackupReason
from diary.domain.diary import Diary
from diary.domain.errors import DiaryBusyError, DiaryDamagedError, DiaryUnwritableError
from diary.services.ports import Progress
from diary.ui.main_window.window import MainWindow
from tests.builders import a_day, a_diary, a_knee_day, a_run, write_new_diary
from tests.ui.conftest import Build
from tests.ui.house import TODAY, House, Keyboard, focus_name
from tests.ui.main_window.hands import (
    click,
    morning,
    offered,
    open_house,
    read,
    said,
    score_today,
    settle,
    stored,
)

ANNA = a_diary([a_day(TODAY, left=a_knee_day(morning=2))], [a_run()])
BEN = a_diary([a_day(TODAY, left=a_knee_day(morning=7))])


def _never(told: object) -> None:
    pytest.fail(str(told))


def beside(house: House, name: str, diary: Diary | None = None) -> Path:
    """Another diary in the same folder; without entries there is no file yet."""
    path = house.path.with_name(f"{name}.sqlite3")
    if diary is not None:
        write_new_diary(path, diary)
    return path


def go_to(house: House, path: Path, qtbot: QtBot) -> None:
    """Open another diary and wait until everything around it is done."""
    house.session.open(path)
    settle(house, qtbot)


def test_another_diary_is_shown_without_a_start(build: Build, qtbot: QtBot) -> None:
    house = open_house(build, ANNA)
    house.window.show_page("runs")
    house.window.show_page("today")
    score_today(house, 3)
    ben = beside(house, "Ben", BEN)
    with qtbot.waitSignals([house.session.path_changed, house.session.opened]):
        house.session.open(ben)
    assert house.session.path == ben
    assert house.diary == BEN
    assert house.window.windowTitle() == "Today \N{EN DASH} Ben"
    assert house.text("window.diary") == "Diary: Ben"
    assert house.window.current_page().key == "today"
    assert house.text("today.count") == "1 of 4 scores"
    assert house.context.undo.undo_text() == ""
    settle(house, qtbot)
    house.window.show_page("runs")
    assert house.find("runs.none").isVisible()
    assert read(house.path).day(TODAY).knee != BEN.day(TODAY).knee
    assert morning(read(house.path)) == 3


def test_what_the_diary_before_took_is_given_back(
    build: Build, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = open_house(build, ANNA)
    given: list[Path] = []
    parts = house.later._parts
    monkeypatch.setattr(parts, "give_back_at_once", lambda: given.append(house.session.path))
    house.session.opened.emit()
    settle(house, qtbot)
    assert given == []
    ben = beside(house, "Ben", BEN)
    go_to(house, ben, qtbot)
    qtbot.waitUntil(lambda: given == [ben])


def test_what_is_typed_then_goes_into_the_other_diary_only(
    build: Build, qtbot: QtBot, keys: Keyboard
) -> None:
    house = open_house(build, ANNA)
    ben = beside(house, "Ben", a_diary())
    go_to(house, ben, qtbot)
    assert focus_name() == "today.left.morning"
    keys.type("5")
    qtbot.waitUntil(lambda: morning(stored(house)) == 5)
    go_to(house, house.path, qtbot)
    assert morning(house.diary) == 2
    assert morning(read(ben)) == 5


def test_text_that_is_being_typed_is_saved_before(build: Build, qtbot: QtBot) -> None:
    house = open_house(build, ANNA)
    house.find("today.note").setFocus()
    qtbot.keyClicks(house.find("today.note"), "sat all day")
    go_to(house, beside(house, "Ben", BEN), qtbot)
    assert read(house.path).day(TODAY).note == "sat all day"
    assert house.diary.day(TODAY).note == ""


def test_a_form_that_was_not_saved_is_not_offered_to_somebody_else(
    build: Build, qtbot: QtBot, keys: Keyboard
) -> None:
    house = open_house(build, ANNA)
    keys.ctrl(Qt.Key.Key_N)
    qtbot.waitUntil(lambda: focus_name() == "run_form.distance.edit")
    keys.type("8,2")
    keys.press(Qt.Key.Key_Escape)
    go_to(house, beside(house, "Ben", BEN), qtbot)
    house.window.activateWindow()
    keys.ctrl(Qt.Key.Key_N)
    qtbot.waitUntil(lambda: focus_name() == "run_form.distance.edit")
    assert house.window.findChild(QWidget, "run_form.draft") is None


def test_a_diary_that_is_left_is_backed_up_and_let_go(build: Build, qtbot: QtBot) -> None:
    house = open_house(build, ANNA)
    score_today(house, 3)
    shelf = house.session.backups()
    go_to(house, beside(house, "Ben", BEN), qtbot)
    [backup] = shelf.entries()
    assert backup.reason is BackupReason.CLOSE
    assert morning(shelf.shelf.read(backup)) == 3
    assert DiaryLocks().take(house.path)
    assert not Path(f"{house.path}-wal").exists()
    # Nothing was written to the other one, so that nothing is to be backed up there.
    assert not house.session.needs_backup


def test_a_diary_that_was_not_changed_is_left_without_a_backup(build: Build, qtbot: QtBot) -> None:
    house = open_house(build, ANNA)
    shelf = house.session.backups()
    go_to(house, beside(house, "Ben", BEN), qtbot)
    assert shelf.entries() == []


def test_a_change_that_cannot_be_written_holds_the_switch_back(build: Build, qtbot: QtBot) -> None:
    house = open_house(build, ANNA)
    ben = beside(house, "Ben", BEN)
    house.disk.is_full = True
    qtbot.keyClicks(house.find("today.note"), "sat all day")
    house.session.open(ben)
    assert "not saved yet" in said(house)
    assert "retry" in offered(house)
    assert house.session.path == house.path
    house.disk.is_full = False
    click(house, "retry")
    go_to(house, ben, qtbot)
    assert house.session.path == ben
    assert read(house.path).day(TODAY).note == "sat all day"


@pytest.mark.parametrize("content", [b"", b"no diary at all" * 100])
def test_a_file_that_cannot_be_opened_leaves_everything_as_it_is(
    build: Build, qtbot: QtBot, content: bytes
) -> None:
    house = open_house(build, ANNA)
    score_today(house, 3)
    other = house.path.with_name("Other.sqlite3")
    other.write_bytes(content)
    house.find("today.note").setFocus()
    go_to(house, other, qtbot)
    assert "Other.sqlite3 is not a Kneelog diary" in said(house)
    assert house.session.path == house.path
    assert other.read_bytes() == content
    assert DiaryLocks().take(other)
    assert focus_name() == "today.note"
    assert house.context.undo.undo_text() == "score"
    score_today(house, 4)
    assert morning(stored(house)) == 4


def test_a_diary_of_another_window_is_not_opened(build: Build, qtbot: QtBot) -> None:
    house = open_house(build, ANNA)
    ben = beside(house, "Ben", BEN)
    elsewhere = DiaryLocks()
    assert elsewhere.take(ben)
    with qtbot.waitSignal(house.session.found_elsewhere):
        house.session.open(ben)
    settle(house, qtbot)
    assert "“Ben” is open in another window." in said(house)
    assert house.session.path == house.path
    elsewhere.give_back(ben)
    go_to(house, ben, qtbot)
    assert house.session.path == ben


def test_a_new_diary_is_empty_and_known(build: Build, qtbot: QtBot) -> None:
    house = open_house(build, ANNA)
    new = beside(house, "New")
    house.session.create(new)
    settle(house, qtbot)
    assert house.diary == Diary()
    assert read(new) == Diary()
    assert house.session.known.last() == new
    house.session.create(house.path)
    settle(house, qtbot)
    assert "exists already" in said(house)
    assert house.session.path == new
    assert read(house.path) == ANNA


def test_there_and_back_at_once(build: Build, qtbot: QtBot) -> None:
    house = open_house(build, ANNA)
    score_today(house, 3)
    ben = beside(house, "Ben", BEN)
    house.session.open(ben)
    # Asked for while the way there is under way, and the one after it replaces that wish.
    house.session.open(beside(house, "Third", a_diary()))
    house.session.open(house.path)
    settle(house, qtbot)
    assert house.session.path == house.path
    assert morning(house.diary) == 3
    assert DiaryLocks().take(ben)


def test_the_diary_that_is_open_is_not_opened_again(build: Build, qtbot: QtBot) -> None:
    house = open_house(build, ANNA)
    score_today(house, 3)
    go_to(house, house.path, qtbot)
    assert house.context.undo.undo_text() == "score"
    assert house.text("window.told") == "“My knees” is open."


# ---- while the diary is closed ---------------------------------------------------------------


def test_work_is_done_while_the_diary_is_closed(build: Build, qtbot: QtBot) -> None:
    house = open_house(build, ANNA)
    score_today(house, 3)
    results: list[int | None] = []

    def work(_progress: Progress) -> int | None:
        found = morning(read(house.path))
        house.path.unlink()
        write_new_diary(house.path, BEN)
        return found

    house.session.while_closed(work, results.append, _never)
    assert not house.context.journal.is_attached
    assert not house.find("today.note").isEnabled()
    qtbot.waitUntil(lambda: results == [3])
    assert house.diary == BEN
    assert house.find("today.note").isEnabled()
    assert house.context.undo.undo_text() == ""
    assert house.session.needs_backup


def test_work_that_fails_opens_the_diary_again(build: Build, qtbot: QtBot) -> None:
    house = open_house(build, ANNA)
    score_today(house, 3)
    errors: list[Exception] = []

    def work(_progress: Progress) -> None:
        raise DiaryUnwritableError("/x")

    house.session.while_closed(work, lambda _none: pytest.fail("done"), errors.append)
    qtbot.waitUntil(lambda: len(errors) == 1)
    assert isinstance(errors[0], DiaryUnwritableError)
    assert house.context.journal.is_attached
    assert house.context.undo.undo_text() == "score"


def test_a_diary_that_does_not_open_again_is_told(build: Build, qtbot: QtBot) -> None:
    house = open_house(build, ANNA)
    errors: list[Exception] = []

    def work(_progress: Progress) -> None:
        content = bytearray(house.path.read_bytes())
        content[16:64] = bytes(48)
        house.path.write_bytes(content)

    with qtbot.waitSignal(house.session.damaged):
        house.session.while_closed(work, lambda _none: pytest.fail("done"), errors.append)
    assert isinstance(errors[0], DiaryDamagedError)
    assert not house.find("today.note").isEnabled()


def test_nothing_is_begun_with_an_unsaved_change(build: Build, qtbot: QtBot) -> None:
    house = open_house(build, ANNA)
    house.disk.is_full = True
    qtbot.keyClicks(house.find("today.note"), "sat all day")
    errors: list[Exception] = []
    house.session.while_closed(_never, _never, errors.append)
    assert isinstance(errors[0], DiaryUnwritableError)
    house.disk.is_full = False
    click(house, "retry")
    with qtbot.waitSignal(house.session.opened):
        house.session.while_closed(lambda _progress: None, lambda _none: None, _never)
        house.session.while_closed(_never, _never, errors.append)
    assert isinstance(errors[1], DiaryBusyError)


# ---- another file for the same diary --------------------------------------------------------


def test_the_diary_goes_on_in_a_new_file(build: Build, qtbot: QtBot, tmp_path: Path) -> None:
    house = open_house(build, ANNA)
    score_today(house, 3)
    house.path.rename(tmp_path / "gone")
    score = house.window.context.undo
    qtbot.keyClicks(house.find("today.note"), "sat all day")
    house.window.current_page().settle()
    assert score.waiting()
    new = beside(house, "Saved")
    house.session.go_on_in(new)
    settle(house, qtbot)
    assert house.session.path == new
    assert not score.waiting()
    assert (morning(stored(house)), stored(house).day(TODAY).note) == (3, "sat all day")
    assert house.window.windowTitle() == "Today \N{EN DASH} Saved"
    score.undo()
    score.undo()
    assert stored(house) == ANNA
    assert house.session.needs_backup


def test_nothing_is_saved_over_another_file(build: Build, qtbot: QtBot) -> None:
    house = open_house(build, ANNA)
    ben = beside(house, "Ben", BEN)
    house.session.go_on_in(ben)
    settle(house, qtbot)
    assert "exists already" in said(house)
    assert house.session.path == house.path
    assert read(ben) == BEN


# ---- the end ---------------------------------------------------------------------------------


def end(window: MainWindow, house: House) -> None:
    """What the program does when its window was closed."""
    assert window.close()
    assert not window.isVisible()
    house.later.finish()


def test_a_change_is_backed_up_when_the_window_is_gone(build: Build) -> None:
    house = open_house(build, ANNA)
    score_today(house, 3)
    shelf = house.session.backups()
    end(house.window, house)
    [backup] = shelf.entries()
    assert (backup.reason, backup.is_verified) == (BackupReason.CLOSE, True)
    assert shelf.shelf.is_current()
    assert DiaryLocks().take(house.path)
    assert not Path(f"{house.path}-wal").exists()


def test_a_backup_that_fails_on_closing_keeps_nothing_open(build: Build) -> None:
    house = open_house(build, ANNA)
    score_today(house, 3)
    (house.path.parent / "backups").write_bytes(b"in the way")
    end(house.window, house)
    assert DiaryLocks().take(house.path)
    store = bootstrap.open_store(house.path)
    assert morning(store.load()) == 3
    store.close()
