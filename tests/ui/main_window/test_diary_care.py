"""Backups behind the window: when they are made and what is said about them."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from diary.domain.backup import Backup, BackupReason
from diary.domain.errors import BackupFailedError, BackupFault
from diary.domain.knee import Knee, Moment
from diary.domain.rule import Rule
from diary.services.backups import Backups
from diary.services.entries import set_score
from diary.ui.dialogs.backup_folder import BackupFolderDialog
from diary.ui.pages.reminders import RemindersPage
from tests.builders import a_day, a_diary, a_knee_day
from tests.builders_files import FitSession, fit_file
from tests.ui.conftest import Build
from tests.ui.house import TODAY, House
from tests.ui.import_wizard import hands as import_hands
from tests.ui.main_window.hands import (
    click,
    morning,
    open_house,
    press,
    said,
    score_today,
    settle,
    the_dialog,
)

FILLED = a_diary([a_day(TODAY, left=a_knee_day(morning=2))])


@pytest.fixture
def house(build: Build, qtbot: QtBot) -> House:
    """A window whose diary was just opened."""
    house = open_house(build, FILLED)
    house.session.opened.emit()
    settle(house, qtbot)
    return house


def wait(house: House, qtbot: QtBot, **time: float) -> None:
    """Let time pass, as the care of the diary sees it."""
    house.clock.at += timedelta(**time)
    house.later.care.beat()
    settle(house, qtbot)


def choose(house: House, key: str) -> None:
    house.window.menus.actions[key].trigger()


def backup_text(house: House) -> str:
    button = house.find("window.backup")
    assert isinstance(button, QPushButton)
    assert button.isVisible()
    assert button.accessibleName() == button.text()
    return button.text()


def failing(house: House, monkeypatch: pytest.MonkeyPatch, fault: BackupFault) -> None:
    """Let every backup fail from now on."""

    def make(_self: Backups, _reason: BackupReason) -> None:
        raise BackupFailedError(fault, str(house.path.parent / "backups"))

    monkeypatch.setattr(Backups, "make", make)


# ---- when -----------------------------------------------------------------------------------


def test_a_change_is_backed_up_five_minutes_later(house: House, qtbot: QtBot) -> None:
    assert backup_text(house) == "Backup: never"
    wait(house, qtbot, hours=3)
    assert house.backups == []
    score_today(house, 3)
    wait(house, qtbot, minutes=4)
    assert house.backups == []
    wait(house, qtbot, minutes=1)
    [backup] = house.backups
    assert backup.reason is BackupReason.CHANGE
    assert morning(house.session.backups().shelf.read(backup)) == 3
    assert backup_text(house) == "Backup: today"
    assert not house.session.needs_backup
    score_today(house, 4)
    wait(house, qtbot, minutes=20)
    assert len(house.backups) == 1
    wait(house, qtbot, minutes=10)
    assert len(house.backups) == 2


def test_a_change_made_meanwhile_is_in_the_next_backup(
    house: House, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    go, make = threading.Event(), Backups.make

    def slow(backups: Backups, reason: BackupReason) -> object:
        made = make(backups, reason)
        go.wait(10)
        return made

    monkeypatch.setattr(Backups, "make", slow)
    score_today(house, 3)
    house.clock.at += timedelta(minutes=5)
    house.later.care.beat()
    qtbot.waitUntil(lambda: len(house.backups) == 1)
    # The window takes entries while a backup is made.
    house.clock.at += timedelta(seconds=1)
    score_today(house, 4)
    go.set()
    settle(house, qtbot)
    assert house.session.needs_backup
    wait(house, qtbot, minutes=30)
    assert len(house.backups) == 2
    assert not house.session.needs_backup


def test_a_clock_that_was_years_ahead_keeps_no_backup_waiting(
    house: House, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait(house, qtbot, days=3000)
    with monkeypatch.context() as patched:
        failing(house, patched, BackupFault.NO_SPACE)
        score_today(house, 3)
        wait(house, qtbot, minutes=5)
    assert house.backups == []
    # No other change is made; the clock is right again, and half an hour goes by.
    wait(house, qtbot, days=-3000)
    assert house.backups == []
    wait(house, qtbot, minutes=31)
    assert len(house.backups) == 1


def test_the_word_in_the_status_line_grows_old(house: House, qtbot: QtBot) -> None:
    choose(house, "backup_now")
    settle(house, qtbot)
    wait(house, qtbot, days=1)
    assert backup_text(house) == "Backup: yesterday"
    wait(house, qtbot, days=2)
    assert backup_text(house) == "Backup: 3 days ago"


def test_another_diary_has_its_own_backups(house: House, qtbot: QtBot) -> None:
    choose(house, "backup_now")
    settle(house, qtbot)
    score_today(house, 3)
    house.session.create(house.path.with_name("Ben.sqlite3"))
    settle(house, qtbot)
    assert backup_text(house) == "Backup: never"
    wait(house, qtbot, hours=1)
    assert house.backups == []


def test_a_diary_that_differs_from_its_last_backup_gets_one(house: House, qtbot: QtBot) -> None:
    house.later.idle.look_now()
    settle(house, qtbot)
    wait(house, qtbot, minutes=5)
    assert len(house.backups) == 1
    house.later.idle.look_now()
    settle(house, qtbot)
    wait(house, qtbot, hours=1)
    assert len(house.backups) == 1


# ---- by hand and before an import -----------------------------------------------------------


def test_a_backup_by_hand_holds_what_is_being_typed(house: House, qtbot: QtBot) -> None:
    qtbot.keyClicks(house.find("today.note"), "sat all day")
    choose(house, "backup_now")
    settle(house, qtbot)
    [backup] = house.backups
    assert backup.reason is BackupReason.BY_HAND
    assert house.session.backups().shelf.read(backup).day(TODAY).note == "sat all day"
    assert house.text("window.told") == "Backup made."


def import_a_run(house: House, folder: Path, qtbot: QtBot) -> str:
    """Bring in a run unless it is here; returns what the last step says beside the count."""
    file = folder / "a.fit"
    file.write_bytes(fit_file(FitSession()))
    house.prompts.files = [file]
    dialog = import_hands.read(house, qtbot, [file])
    if dialog.main_button.isEnabled():
        import_hands.add(dialog, qtbot)
    more = import_hands.said(dialog, "import.outcome.more")
    dialog.accept()
    settle(house, qtbot)
    return more


def test_the_diary_is_backed_up_before_runs_are_added(
    house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    import_a_run(house, tmp_path, qtbot)
    assert len(house.diary.runs) == 1
    [backup] = house.backups
    assert (backup.reason, backup.runs) == (BackupReason.IMPORT, 0)
    # The same file again adds nothing, so that nothing is to be kept before.
    import_a_run(house, tmp_path, qtbot)
    assert house.backups == [backup]


def test_an_import_goes_on_when_no_backup_can_be_made(
    house: House, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(house, monkeypatch, BackupFault.NO_SPACE)
    more = import_a_run(house, tmp_path, qtbot)
    assert len(house.diary.runs) == 1
    assert "There is no space left for a backup" in more
    assert backup_text(house) == "Backup: failed"


# ---- what goes wrong ------------------------------------------------------------------------


def test_a_cause_is_told_once(house: House, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        failing(house, patched, BackupFault.NO_SPACE)
        score_today(house, 3)
        wait(house, qtbot, minutes=5)
        assert "There is no space left for a backup" in said(house)
        assert "What is this?" in house.find("window.strip.what_is_this").accessibleName()
        assert backup_text(house) == "Backup: failed"
        click(house, "close")
        for _ in range(4):
            wait(house, qtbot, minutes=31)
            assert said(house) == ""
        choose(house, "backup_now")
        settle(house, qtbot)
        assert "There is no space left for a backup" in said(house)
        click(house, "close")
    wait(house, qtbot, minutes=31)
    assert backup_text(house) == "Backup: today"


def test_a_backup_that_fails_is_not_tried_all_the_time(
    house: House, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[BackupReason] = []

    def make(_self: Backups, reason: BackupReason) -> Backup:
        tries.append(reason)
        raise BackupFailedError(BackupFault.NO_FOLDER, "/x")

    monkeypatch.setattr(Backups, "make", make)
    score_today(house, 3)
    for _ in range(60):
        wait(house, qtbot, minutes=1)
    assert len(tries) == 2


def test_damage_that_a_backup_finds_leads_to_the_newest_good_one(
    house: House, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(house, monkeypatch, BackupFault.DIARY_DAMAGED)
    score_today(house, 3)
    with qtbot.waitSignal(house.later.care.damage_found):
        wait(house, qtbot, minutes=5)
    settle(house, qtbot)
    assert "so no backup was made of it" in said(house)


# ---- the second folder ----------------------------------------------------------------------


def test_finished_backups_go_into_a_second_folder(
    house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    house.prompts.folder = stick
    choose(house, "backup_folder")
    dialog = the_dialog(qtbot, BackupFolderDialog)
    assert dialog.findChild(QPushButton, "backup_folder.none") is None
    press(dialog, "backup_folder.choose")
    settle(house, qtbot)
    assert house.session.known.second_folder(house.path) == stick
    assert len(house.backups) == 1
    assert len([path for path in stick.rglob("*.sqlite3") if path.is_file()]) == 1
    choose(house, "backup_folder")
    press(the_dialog(qtbot, BackupFolderDialog), "backup_folder.none")
    assert house.session.known.second_folder(house.path) is None


def test_a_second_folder_that_is_gone_costs_no_backup(
    house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    house.session.known.set_second_folder(house.path, tmp_path / "stick")
    score_today(house, 3)
    wait(house, qtbot, minutes=5)
    assert len(house.backups) == 1
    assert backup_text(house) == "Backup: today"
    assert "The backup folder “stick” was not found." in said(house)
    click(house, "close")
    score_today(house, 4)
    wait(house, qtbot, minutes=31)
    assert len(house.backups) == 2
    assert said(house) == ""


# ---- the menus ------------------------------------------------------------------------------


def test_the_status_line_opens_what_can_be_done(house: House, qtbot: QtBot) -> None:
    button = house.find("window.backup")
    assert button in house.window.status.tab_stops()
    menu = button.findChild(QMenu) or house.window.status.findChild(QMenu)
    assert isinstance(menu, QMenu)
    assert [action.text().replace("&", "") for action in menu.actions()] == [
        "Back up now",
        "Restore from backup…",
        "Second backup folder…",
    ]
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    qtbot.waitUntil(menu.isVisible)
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    settle(house, qtbot)
    assert len(house.backups) == 1


# ---- the reminder that there is none ----------------------------------------------------------


def reminded(house: House) -> list[str]:
    """The cards of the page about backups."""
    house.window.show_page("reminders")
    page = house.window.current_page()
    assert isinstance(page, RemindersPage)
    return [card.key for card in page.cards() if card.view.rule is Rule.BACKUP]


def without_backup(house: House, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """A backup is made, then none can be for eight days in which entries are made."""
    choose(house, "backup_now")
    settle(house, qtbot)
    house.clock.at += timedelta(days=8)
    with monkeypatch.context() as patched:
        failing(house, patched, BackupFault.NO_SPACE)
        score_today(house, 3)
        wait(house, qtbot, minutes=5)


def test_a_week_without_a_backup_is_a_reminder_until_one_is_made(
    house: House, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert reminded(house) == []
    without_backup(house, qtbot, monkeypatch)
    [key] = reminded(house)
    button = house.find(f"reminders.card.{key}.show")
    assert button.accessibleName() == "Back up now: No backup since Fri 20 Nov"
    press(house.window, button.objectName())
    settle(house, qtbot)
    assert house.backups[0].reason is BackupReason.BY_HAND
    assert reminded(house) == []


def test_the_newest_backup_of_a_diary_is_known_once_it_is_opened(
    house: House, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_backup(house, qtbot, monkeypatch)
    first = house.path
    house.session.create(first.with_name("Ben.sqlite3"))
    settle(house, qtbot)
    # What is known of the other diary says nothing about this one.
    assert reminded(house) == []
    house.session.open(first)
    settle(house, qtbot)
    # On leaving, a backup of what was not in one was made.
    assert reminded(house) == []
    house.clock.at += timedelta(days=8)
    on, stamp = house.context.today(), house.clock.stamp()
    change = set_score(house.diary, on, Knee.LEFT, Moment.MORNING, 4, stamp)
    assert house.context.undo.push("score", change)
    assert len(reminded(house)) == 1
