"""Going back to a backup through the whole window, on real files."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from diary.domain.backup import BackupReason
from diary.domain.errors import DiaryMissingError
from diary.domain.file_problem import Problem, ProblemCode
from diary.services.ports import DiaryStore
from diary.ui.dialogs.restore import CHOOSE, LOOK, RestoreDialog
from diary.ui.dialogs.restore_salvaged import SalvagedDialog
from diary.ui.widgets.strip import MessageStrip
from tests.builders import a_day, a_diary, a_knee_day, a_run
from tests.ui.conftest import Build
from tests.ui.house import TODAY, House
from tests.ui.main_window.hands import (
    back_up,
    click,
    morning,
    offered,
    open_house,
    press,
    said,
    score_today,
    settle,
    stored,
    the_dialog,
)

DAYS = [a_day(TODAY - timedelta(days=back), left=a_knee_day(morning=2)) for back in range(2, 9)]
WEEK = a_diary(DAYS, [a_run(on=TODAY - timedelta(days=3))])


def choosing(house: House, qtbot: QtBot) -> RestoreDialog:
    """The dialog at its first step."""
    house.window.menus.actions["restore"].trigger()
    dialog = the_dialog(qtbot, RestoreDialog)
    qtbot.waitUntil(lambda: dialog.choose.backup() is not None)
    return dialog


def looking(house: House, qtbot: QtBot) -> RestoreDialog:
    """The dialog at its second step, on the newest backup."""
    dialog = choosing(house, qtbot)
    dialog.next_button.click()
    qtbot.waitUntil(lambda: dialog.step == LOOK)
    return dialog


def problem_of(dialog: RestoreDialog, qtbot: QtBot) -> str:
    """What the strip of the dialog says."""
    strip = dialog.findChild(MessageStrip, "restore.problem")
    assert isinstance(strip, MessageStrip)
    qtbot.waitUntil(strip.isVisible)
    return strip.accessibleName()


def name_field(dialog: RestoreDialog) -> QLineEdit:
    field = dialog.findChild(QLineEdit, "restore.name.edit")
    assert isinstance(field, QLineEdit)
    return field


def test_a_backup_is_opened_as_a_separate_diary_and_left_again(build: Build, qtbot: QtBot) -> None:
    house = open_house(build, WEEK)
    first = house.session.path
    back_up(house)
    score_today(house, 5)
    now = house.diary
    dialog = looking(house, qtbot)
    text = dialog.findChild(QLabel, "restore.look.text")
    assert isinstance(text, QLabel)
    assert "You would lose 1 day" in text.text()
    assert dialog.look.lost.count() == 1
    dialog.next_button.click()
    assert name_field(dialog).text() == "My knees, backup of 20 Nov"
    dialog.decide.separate_button.click()
    qtbot.waitUntil(lambda: house.session.path != first and house.context.journal.is_attached)
    assert house.session.path == first.with_name("My knees, backup of 20 Nov.sqlite3")
    assert house.diary == WEEK
    assert "backup of 20 Nov" in house.window.windowTitle()
    qtbot.waitUntil(house.find("toast.action").isVisible)
    settle(house, qtbot)
    press(house.window, "toast.action")
    qtbot.waitUntil(lambda: house.session.path == first and house.context.journal.is_attached)
    assert house.diary == now
    settle(house, qtbot)


def test_names_that_cannot_be_are_said_beside_the_field(build: Build, qtbot: QtBot) -> None:
    house = open_house(build, WEEK)
    back_up(house)
    dialog = looking(house, qtbot)
    dialog.next_button.click()
    field = name_field(dialog)
    for name, wrong in (
        ("", "Give the diary a name."),
        ("my KNEES", "is there already"),
        ("a/b", "cannot be part of the name"),
    ):
        field.setText(name)
        dialog.decide.separate_button.click()
        assert wrong in field.accessibleDescription()
        assert field.hasFocus()
    dialog.reject()


def test_the_diary_is_replaced_and_the_restore_undone(build: Build, qtbot: QtBot) -> None:
    house = open_house(build, WEEK)
    path = house.session.path
    backup = back_up(house)
    score_today(house, 5)
    now = house.diary
    dialog = looking(house, qtbot)
    dialog.replace_requested.emit(backup)
    qtbot.waitUntil(lambda: "Your diary is now the backup of 20 Nov" in said(house))
    assert house.session.path == path
    assert house.diary == WEEK
    assert stored(house) == WEEK
    assert offered(house) == ["undo_restore", "close"]
    assert QApplication.activeModalWidget() is None
    assert house.context.undo.undo_text() == ""
    # What is typed in between is kept too.
    score_today(house, 7)
    click(house, "undo_restore")
    qtbot.waitUntil(lambda: "again as it was" in said(house))
    assert house.diary == now
    assert stored(house) == now
    assert offered(house) == ["close"]
    reasons = [each.reason for each in house.backups]
    assert reasons.count(BackupReason.RESTORE) == 2
    settle(house, qtbot)


def test_a_damaged_backup_is_not_shown(build: Build, qtbot: QtBot) -> None:
    house = open_house(build, WEEK)
    file = Path(back_up(house).path)
    file.chmod(0o600)
    content = bytearray(file.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 4096] = b"\xff" * 4096
    file.write_bytes(content)
    dialog = choosing(house, qtbot)
    dialog.next_button.click()
    assert "not as it was written" in problem_of(dialog, qtbot)
    assert dialog.step == CHOOSE
    dialog.reject()


def test_a_backup_that_is_kept_elsewhere_can_be_chosen(
    build: Build, qtbot: QtBot, tmp_path: Path
) -> None:
    house = open_house(build, WEEK)
    elsewhere = tmp_path / "stick.sqlite3"
    elsewhere.write_bytes(Path(back_up(house).path).read_bytes())
    score_today(house, 5)
    dialog = choosing(house, qtbot)
    house.prompts.files = [elsewhere]
    dialog.choose.file_button.click()
    qtbot.waitUntil(lambda: dialog.step == LOOK)
    assert dialog.look.lost.count() == 1
    # A file that is none is refused where it was chosen.
    other = tmp_path / "letter.sqlite3"
    other.write_text("dear diary")
    house.prompts.files = [other]
    dialog.back_button.click()
    dialog.choose.file_button.click()
    assert "not a backup" in problem_of(dialog, qtbot)
    dialog.reject()


def test_closing_the_dialog_drops_what_is_being_read(build: Build, qtbot: QtBot) -> None:
    house = open_house(build, WEEK)
    back_up(house)
    dialog = choosing(house, qtbot)
    dialog.next_button.click()
    dialog.reject()
    settle(house, qtbot)
    assert QApplication.activeModalWidget() is None


# ---- damage -----------------------------------------------------------------------------------


def a_damaged_diary(build: Build, qtbot: QtBot, *, keeps: int = 8192) -> House:
    """The window at the start, on a diary with one backup and only so many sound bytes."""
    house = open_house(build, WEEK)
    back_up(house)
    house.context.journal.detach()
    path = house.session.path
    content = bytearray(path.read_bytes())
    content[keeps:] = b"\xaa" * (len(content) - keeps)
    path.write_bytes(content)
    house.session.start()
    qtbot.waitUntil(lambda: "The newest good backup is from 20 Nov." in said(house))
    return house


def test_on_damage_the_newest_good_backup_is_offered(build: Build, qtbot: QtBot) -> None:
    house = a_damaged_diary(build, qtbot)
    path = house.session.path
    content = path.read_bytes()
    assert "The diary file has a problem. Nothing was changed." in said(house)
    assert offered(house) == ["open_backup", "save_readable", "what_is_this"]
    click(house, "open_backup")
    dialog = the_dialog(qtbot, RestoreDialog)
    qtbot.waitUntil(lambda: dialog.step == LOOK)
    settle(house, qtbot)
    # The way back leads to the whole list.
    dialog.back_button.click()
    backup = dialog.choose.backup()
    assert backup is not None
    dialog.next_button.click()
    qtbot.waitUntil(lambda: dialog.step == LOOK)
    dialog.replace_requested.emit(backup)
    qtbot.waitUntil(lambda: "Your diary is now the backup of 20 Nov" in said(house))
    assert house.diary == WEEK
    assert "The file with the problem is kept" in said(house)
    kept = list(house.session.backups().shelf.folder.rglob("* My knees.sqlite3"))
    assert [file.read_bytes() for file in kept] == [content]
    settle(house, qtbot)


def test_what_was_typed_before_the_damage_was_known_is_kept(build: Build, qtbot: QtBot) -> None:
    house = open_house(build, WEEK)
    backup = back_up(house)
    house.context.journal.detach()
    score_today(house, 4)
    house.session.path.write_bytes(b"\xaa" * 100_000)
    house.session.start()
    qtbot.waitUntil(lambda: "open_backup" in offered(house))
    click(house, "open_backup")
    dialog = the_dialog(qtbot, RestoreDialog)
    qtbot.waitUntil(lambda: dialog.step == LOOK)
    dialog.replace_requested.emit(backup)
    qtbot.waitUntil(lambda: "Your diary is now the backup" in said(house))
    assert morning(stored(house)) == 4
    assert stored(house).runs == WEEK.runs
    settle(house, qtbot)


def test_what_can_be_read_is_saved_and_opened(build: Build, qtbot: QtBot) -> None:
    house = a_damaged_diary(build, qtbot, keeps=60_000)
    path = house.session.path
    content = path.read_bytes()
    click(house, "save_readable")
    dialog = the_dialog(qtbot, SalvagedDialog)
    assert path.read_bytes() == content
    dialog.open_button.click()
    qtbot.waitUntil(lambda: house.session.path.stem == "My knees, saved 20 Nov")
    qtbot.waitUntil(lambda: house.context.journal.is_attached)
    assert house.diary.days.keys() <= WEEK.days.keys()
    settle(house, qtbot)


def test_problems_found_while_it_is_open_are_offered_too(build: Build, qtbot: QtBot) -> None:
    house = open_house(build, WEEK)
    back_up(house)
    house.later.restore.offer([Problem(ProblemCode.CHANGED_ROW, "scores/1")])
    qtbot.waitUntil(lambda: "The newest good backup is from 20 Nov." in said(house))
    assert offered(house) == ["open_backup", "save_readable", "what_is_this", "close"]
    click(house, "save_readable")
    dialog = the_dialog(qtbot, SalvagedDialog)
    dialog.open_button.click()
    qtbot.waitUntil(lambda: house.session.path.stem == "My knees, saved 20 Nov")
    qtbot.waitUntil(lambda: house.context.journal.is_attached)
    assert house.diary == WEEK
    settle(house, qtbot)


def gone(path: Path) -> DiaryStore:
    raise DiaryMissingError(str(path))


@pytest.mark.parametrize("has_backup", [True, False])
def test_a_diary_that_is_gone_is_offered_from_its_backup(
    build: Build, qtbot: QtBot, has_backup: bool
) -> None:
    house = open_house(build, WEEK)
    if has_backup:
        back_up(house)
    house.context.journal.detach()
    house.session.path.unlink()
    house.session._parts.open_store = gone
    house.session.start()
    wanted = "newest good backup" if has_backup else "No good backup"
    qtbot.waitUntil(lambda: wanted in said(house))
    first = "open_backup" if has_backup else "choose_backup"
    assert offered(house) == [first, "what_is_this", "retry"]
    settle(house, qtbot)
