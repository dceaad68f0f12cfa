"""The dialog of restoring: values in, wishes out."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from diary.domain.backup import Backup, BackupReason
from diary.domain.comparison import compare
from diary.domain.diary import Diary
from diary.services.restoring import Preview, Salvaged
from diary.texts.numbers import Formats
from diary.ui.dialogs.confirming import ConfirmDialog
from diary.ui.dialogs.restore import CHOOSE, DECIDE, LOOK, RestoreDialog
from diary.ui.dialogs.restore_salvaged import SalvagedDialog
from diary.ui.dialogs.restore_words import free_path, separate_name, size_text
from diary.ui.theme import ThemeName
from diary.words import install
from tests.builders import Given, a_day, a_diary, a_run
from tests.ui.house import focus_name
from tests.ui.main_window.hands import row_texts
from tests.ui.room import cut_off
from tests.ui.tree import dump, twins, unnamed

MADE_AT = datetime(2026, 11, 18, 17, 42, tzinfo=UTC)
ZONE = "Europe/Berlin"
ON = date(2026, 11, 20)
PRESENT = a_diary([a_day(ON, left=4), a_day(date(2026, 11, 17), left=2)], [a_run(on=ON)])
OLDER = a_diary([a_day(date(2026, 11, 17), left=2)])


def a_backup(number: int = 7, **other: Given) -> Backup:
    known: dict[str, Given] = {
        "made_at": MADE_AT - timedelta(days=7 - number),
        "schema": 2,
        "reason": BackupReason.CHANGE,
        "days": 412,
        "runs": 198,
        "shoes": 4,
        "last_on": date(2026, 11, 18),
        "size_bytes": 1_234_567,
        "sha256": "ab" * 32,
        "content": "cd" * 32,
        "is_verified": True,
    }
    return Backup(f"/backups/{number}.sqlite3", number, **{**known, **other})


def a_preview(backup: Backup | None = None, present: Diary = PRESENT) -> Preview:
    return Preview(backup or a_backup(), OLDER, compare(present, OLDER))


BACKUPS = [a_backup(7), a_backup(6, is_verified=False), a_backup(5, reason=BackupReason.IMPORT)]
Open = Callable[[], RestoreDialog]


@pytest.fixture
def open_dialog(qtbot: QtBot) -> Iterator[Open]:
    around = QWidget()
    qtbot.addWidget(around)
    around.resize(900, 700)
    around.show()

    def make() -> RestoreDialog:
        dialog = RestoreDialog("My knees", ZONE, Formats(), around)
        with qtbot.waitExposed(dialog):
            dialog.open()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    yield make
    around.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def press(dialog: QWidget, key: Qt.Key) -> None:
    from PySide6.QtTest import QTest  # noqa: PLC0415 - only here

    focused = QApplication.focusWidget()
    assert focused is not None
    assert dialog.isAncestorOf(focused)
    QTest.keyClick(focused, key)


def find(dialog: QWidget, name: str) -> QWidget:
    found = dialog.findChild(QWidget, name)
    assert isinstance(found, QWidget), name
    return found


def click(dialog: QWidget, name: str) -> None:
    button = find(dialog, name)
    assert isinstance(button, QPushButton)
    button.click()


def the_question(qtbot: QtBot) -> ConfirmDialog:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ConfirmDialog))
    question = QApplication.activeModalWidget()
    assert isinstance(question, ConfirmDialog)
    return question


def test_backups_are_listed_with_the_newest_selected(open_dialog: Open) -> None:
    dialog = open_dialog()
    dialog.show_backups(BACKUPS)
    assert focus_name() == "restore.backups"
    assert dialog.choose.backup() == BACKUPS[0]
    titles = [title for title, _detail in row_texts(dialog.choose.list)]
    assert titles[:2] == ["Wed 18 Nov 2026, 18:42", "Tue 17 Nov 2026, 18:42"]
    first, second, third = (detail for _title, detail in row_texts(dialog.choose.list))
    assert first.startswith("412 days · 198 runs · 1.2 MB · ")
    assert first.endswith("· checked")
    assert second.endswith("· not checked")
    assert "before import" in third


def test_the_keyboard_leads_through_all_steps_and_back(open_dialog: Open, qtbot: QtBot) -> None:
    dialog = open_dialog()
    dialog.show_backups(BACKUPS)
    wanted: list[Backup] = []
    named: list[tuple[Backup, str]] = []
    dialog.look_requested.connect(wanted.append)
    dialog.separate_requested.connect(lambda backup, name: named.append((backup, name)))
    press(dialog, Qt.Key.Key_Down)
    press(dialog, Qt.Key.Key_Return)
    assert wanted == [BACKUPS[1]]
    dialog.wait("Reading", can_stop=True)
    dialog.show_preview(a_preview(BACKUPS[1]), PRESENT, "My knees, backup of 17 Nov")
    assert dialog.step == LOOK
    assert focus_name() == "restore.next"
    press(dialog, Qt.Key.Key_Return)
    assert dialog.step == DECIDE
    field = find(dialog, "restore.name.edit")
    assert isinstance(field, QLineEdit)
    assert field.hasFocus()
    assert field.selectedText() == "My knees, backup of 17 Nov"
    press(dialog, Qt.Key.Key_Return)
    assert named == [(BACKUPS[1], "My knees, backup of 17 Nov")]
    click(dialog, "restore.back")
    assert dialog.step == LOOK
    click(dialog, "restore.back")
    assert dialog.step == CHOOSE
    assert dialog.choose.backup() == BACKUPS[1]
    with qtbot.waitSignal(dialog.rejected):
        press(dialog, Qt.Key.Key_Escape)


def test_one_click_on_a_backup_looks_at_it(open_dialog: Open, qtbot: QtBot) -> None:
    dialog = open_dialog()
    dialog.show_backups(BACKUPS)
    rows = dialog.choose.list
    place = rows.visualItemRect(rows.item(2)).center()
    with qtbot.waitSignal(dialog.look_requested) as looked:
        qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert looked.args == [BACKUPS[2]]


def test_what_would_be_lost_is_listed(open_dialog: Open) -> None:
    dialog = open_dialog()
    dialog.show_preview(a_preview(), PRESENT, "x")
    assert dialog.look.lost.isVisible()
    assert dialog.look.lost.count() >= 1
    dialog.show_preview(a_preview(present=OLDER), OLDER, "x")
    assert not dialog.look.lost.isVisible()
    dialog.show_preview(a_preview(present=Diary()), None, "x")
    assert not dialog.look.lost.isVisible()


def test_replacing_is_asked_about_and_can_be_declined(open_dialog: Open, qtbot: QtBot) -> None:
    dialog = open_dialog()
    wished: list[Backup] = []
    dialog.replace_requested.connect(wished.append)
    dialog.show_preview(a_preview(), PRESENT, "x")
    click(dialog, "restore.next")
    click(dialog, "restore.replace")
    question = the_question(qtbot)
    assert question.keep_button.text() == "Keep current diary"
    assert question.do_button.text() == "Replace diary"
    qtbot.waitUntil(question.keep_button.hasFocus)
    question.keep_button.click()
    assert wished == []
    click(dialog, "restore.replace")
    the_question(qtbot).do_button.click()
    assert wished == [a_backup()]


def test_long_work_shows_itself_and_can_be_stopped(open_dialog: Open, qtbot: QtBot) -> None:
    dialog = open_dialog()
    dialog.show_backups(BACKUPS)
    dialog.wait("Reading and checking the backup", can_stop=True)
    assert not dialog.stop_button.isVisible()
    qtbot.waitUntil(dialog.stop_button.isVisible)
    assert focus_name() == "restore.stop"
    assert not find(dialog, "restore.backups").isEnabled()
    with qtbot.waitSignal(dialog.look_stopped):
        press(dialog, Qt.Key.Key_Return)
    assert not dialog.stop_button.isVisible()
    assert focus_name() == "restore.backups"


def test_what_must_not_be_cut_short_cannot_be_closed(open_dialog: Open, qtbot: QtBot) -> None:
    dialog = open_dialog()
    dialog.show_preview(a_preview(), PRESENT, "x")
    dialog.wait("Replacing the diary", can_stop=False)
    dialog.reject()
    assert dialog.isVisible()
    qtbot.waitUntil(find(dialog, "restore.progress.bar").isVisible)
    assert not dialog.stop_button.isVisible()
    dialog.show_problem("The backup folder was not found. Your diary is fine.")
    assert dialog.cancel_button.isEnabled()
    assert "not found" in find(dialog, "restore.problem").accessibleName()
    dialog.reject()
    assert not dialog.isVisible()


def test_a_wrong_name_is_said_beside_the_field(open_dialog: Open) -> None:
    dialog = open_dialog()
    dialog.show_preview(a_preview(), PRESENT, "x")
    click(dialog, "restore.next")
    dialog.show_name_error("Give the diary a name.")
    field = find(dialog, "restore.name.edit")
    assert field.hasFocus()
    assert field.accessibleDescription() == "Give the diary a name."


def test_without_backups_a_file_can_be_chosen(open_dialog: Open, qtbot: QtBot) -> None:
    dialog = open_dialog()
    dialog.show_backups([])
    assert find(dialog, "restore.none").isVisible()
    assert focus_name() == "restore.file"
    assert not dialog.next_button.isEnabled()
    with qtbot.waitSignal(dialog.file_requested):
        press(dialog, Qt.Key.Key_Return)


def test_every_step_is_named_for_a_screen_reader(open_dialog: Open, spoken: list[str]) -> None:
    dialog = open_dialog()
    dialog.show_backups(BACKUPS)
    for step in (CHOOSE, LOOK, DECIDE):
        if step == LOOK:
            dialog.show_preview(a_preview(), PRESENT, "x")
        elif step == DECIDE:
            dialog.next_button.click()
        assert dialog.step == step
        nodes = dump(dialog)
        assert not unnamed(nodes)
        assert not twins(nodes)
    assert "Step 3 of 3: Decide what to do with it" in spoken
    assert "Take care: Tue 17 Nov" in str(
        dialog.choose.list.item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    )


@pytest.mark.parametrize("language", ["en", "pseudo"])
@pytest.mark.parametrize("percent", [100, 200])
def test_large_text_and_long_words_fit(
    open_dialog: Open,
    qtbot: QtBot,
    plain_look: Callable[[ThemeName, int], None],
    percent: int,
    language: str,
) -> None:
    plain_look("light", percent)
    install(language)
    dialog = open_dialog()
    dialog.resize(720, 540)
    dialog.show_backups(BACKUPS)
    qtbot.waitUntil(lambda: cut_off(dialog) == [])
    dialog.show_preview(a_preview(), PRESENT, "x")
    qtbot.waitUntil(lambda: cut_off(dialog) == [])
    dialog.next_button.click()
    qtbot.waitUntil(lambda: cut_off(dialog) == [])
    assert dialog.width() <= 780


def test_names_and_sizes_are_what_people_write(tmp_path: Path) -> None:
    formats = Formats()
    assert size_text(1_234_567, formats) == "1.2 MB"
    assert size_text(12, formats) == "1 kB"
    taken = {"My knees, backup of 18 Nov", "My knees, backup of 18 Nov 2026"}
    backup = a_backup()
    name = separate_name("My knees", backup, ZONE, formats, lambda name: name not in taken)
    assert name == "My knees, backup of 18 Nov 2026 2"
    odd = separate_name("a/b: c", backup, ZONE, formats, lambda _name: True)
    assert odd == "a b  c, backup of 18 Nov"
    (tmp_path / "x.sqlite3").touch()
    assert free_path(tmp_path, "x", ".sqlite3") == tmp_path / "x 2.sqlite3"


def test_what_was_saved_can_be_opened(open_dialog: Open, qtbot: QtBot) -> None:
    path = Path("/diaries/My knees, saved 20 Nov.sqlite3")
    dialog = SalvagedDialog(Salvaged(412, 198, 4, ()), path, open_dialog())
    dialog.open()
    assert not unnamed(dump(dialog))
    text = find(dialog, "salvaged.text")
    assert isinstance(text, QLabel)
    assert "412" in text.text()
    with qtbot.waitSignal(dialog.open_requested) as opened:
        dialog.open_button.click()
    assert opened.args == [path]
