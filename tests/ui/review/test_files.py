"""The files of the review window: the list, going on, what cannot be read, and passphrases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from diary.domain.hand_over import HandOverCode, HandOverProblem, HandOverRefusedError
from diary.domain.period import ONE_DAY, Span
from diary.ui.review.reading import KEPT_MOST, PAUSE_S
from tests.builders import an_event
from tests.builders_review import LAST_ON, a_file, runner
from tests.ui.review.conftest import OpenDesk
from tests.ui.review.desk import Desk, texts_of

ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole


def type_passphrase(desk: Desk, text: str) -> None:
    edit = desk.find("review.passphrase.edit")
    assert isinstance(edit, QLineEdit)
    edit.setText(text)
    desk.qtbot.keyClick(edit, Qt.Key.Key_Return)
    desk.rest()


def below_passphrase(desk: Desk) -> str:
    return desk.find("review.passphrase.edit").accessibleDescription()


def heading(desk: Desk) -> str:
    label = desk.find("review.heading")
    assert isinstance(label, QLabel)
    return label.text()


def test_the_list_has_initials_the_last_day_and_open_safety_signs(
    open_desk: OpenDesk, folder: Path
) -> None:
    desk = open_desk(folder)
    assert desk.rows() == ["A.B.  20 Nov", "J.K.  20 Nov", "M.O.  20 Nov  !"]
    spoken = [desk.window.files.item(row).data(ACCESSIBLE) for row in range(3)]
    assert spoken[2] == "M.O., Fri 20 Nov 2026, safety sign"
    assert "safety" not in spoken[0]


def test_the_summary_comes_first_and_the_title_names_nobody(
    open_desk: OpenDesk, folder: Path
) -> None:
    desk = open_desk(folder)
    assert desk.window.reader.current_tab().key == "summary"
    assert "days recorded" in heading(desk)
    shown = texts_of(desk.window.reader.current_tab())
    assert "Hills again?" in shown
    assert ": complete," in shown
    assert "A.B." not in desk.window.windowTitle()
    assert "A.B." in texts_of(desk.window.header)


def test_going_on_keeps_the_tab(open_desk: OpenDesk, folder: Path) -> None:
    desk = open_desk(folder)
    desk.window.reader.show_tab("runs")
    desk.qtbot.keyClick(desk.window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    desk.rest()
    assert desk.window.number() == 1
    assert desk.window.reader.current_tab().key == "runs"
    desk.qtbot.mouseClick(desk.window.header.next, Qt.MouseButton.LeftButton)
    desk.rest()
    assert desk.window.number() == 2
    assert not desk.window.header.next.isEnabled()
    desk.qtbot.keyClick(desk.window, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert desk.window.number() == 1


def test_a_note_that_was_begun_waits_at_its_file(open_desk: OpenDesk, folder: Path) -> None:
    desk = open_desk(folder)
    field = desk.window.reader.note_bar.field
    field.setText("half a thou")
    desk.window.go_by(1)
    assert field.text() == ""
    desk.window.go_by(-1)
    assert field.text() == "half a thou"


def test_what_cannot_be_read_is_told_in_words(open_desk: OpenDesk, tmp_path: Path) -> None:
    broken, gone = tmp_path / "broken.kneelog", tmp_path / "gone.kneelog"
    broken.write_bytes(b"no diary")
    desk = open_desk(broken, gone)
    assert "what is in the file is something else" in texts_of(desk.find("review.refused"))
    desk.window.go_by(1)
    assert "not there any more" in texts_of(desk.find("review.refused"))


def test_a_file_that_was_changed_says_so(open_desk: OpenDesk, tmp_path: Path) -> None:
    path = a_file(tmp_path / "a.kneelog", runner())
    desk = open_desk(path)
    entry = desk.window.reading.entries[0]
    assert entry.reviewed is not None
    assert not desk.window.findChildren(QPushButton, "review.damaged")
    found = replace(entry.reviewed.found, is_complete=False)
    entry.reviewed = replace(entry.reviewed, found=found)
    desk.window.show_file(0)
    strip = desk.find("review.damaged")
    assert strip.accessibleName().startswith("Act: This file was damaged or changed")
    assert ": damaged or changed," in texts_of(desk.window.reader.current_tab())


def test_a_file_of_a_newer_version_says_how_much_is_not_shown(
    open_desk: OpenDesk, tmp_path: Path
) -> None:
    desk = open_desk(a_file(tmp_path / "a.kneelog", runner()))
    entry = desk.window.reading.entries[0]
    assert entry.reviewed is not None
    problems = (HandOverProblem(HandOverCode.NEWER),)
    found = replace(entry.reviewed.found, is_newer=True, not_shown=3, problems=problems)
    entry.reviewed = replace(entry.reviewed, found=found)
    desk.window.show_file(0)
    said = texts_of(desk.find("review.odd"))
    assert "Made by a newer version: opened with what is understood." in said
    assert "3 fields are not shown." in said


def test_the_heading_says_that_the_days_are_those_since_a_visit(
    open_desk: OpenDesk, tmp_path: Path
) -> None:
    visit_on = LAST_ON - timedelta(20)
    visits = {"v": an_event("v", visit_on)}
    since = a_file(tmp_path / "1.kneelog", replace(runner("A.B."), events=visits))
    without = a_file(tmp_path / "2.kneelog", replace(runner(), events={}))
    desk = open_desk(since, without)
    assert heading(desk).startswith("Since the last visit, 1 Nov to 20 Nov 2026. ")
    desk.window.go_by(1)
    desk.rest()
    # What stood there before goes with the next events.
    desk.qtbot.waitUntil(lambda: heading(desk).startswith("24 Oct to 20 Nov 2026. "))


def test_the_days_before_stand_beside_these_where_the_file_has_them(
    open_desk: OpenDesk, tmp_path: Path
) -> None:
    alone = replace(runner(), events={})
    whole = a_file(tmp_path / "1.kneelog", alone)
    span = Span(LAST_ON - timedelta(27), LAST_ON + ONE_DAY)
    part = a_file(tmp_path / "2.kneelog", alone, span=span)
    desk = open_desk(whole, part)
    shown = texts_of(desk.window.reader.current_tab())
    assert "These 28 days against the 28 days before." in shown
    assert "Before (26 Sep to 23 Oct 2026)" in shown
    desk.window.go_by(1)
    desk.rest()
    shown = texts_of(desk.window.reader.current_tab())
    assert "against the 28 days before" not in shown
    assert "not in this file" in shown


def test_closing_a_file_takes_it_off_the_list_only(open_desk: OpenDesk, folder: Path) -> None:
    desk = open_desk(folder)
    before = sorted(folder.iterdir())
    for left in (2, 1, 0):
        desk.find("review.close_file").setFocus()
        desk.window.close_current()
        desk.rest()
        assert len(desk.rows()) == left
    assert desk.find("review.empty").isVisible()
    assert sorted(folder.iterdir()) == before


def test_an_empty_folder_is_told(open_desk: OpenDesk, tmp_path: Path) -> None:
    desk = open_desk(tmp_path)
    assert "There is no diary file here" in texts_of(desk.find("review.empty"))


def test_files_and_folders_are_asked_for_in_the_window(open_desk: OpenDesk, folder: Path) -> None:
    desk = open_desk()
    desk.prompts.files = [folder / "2.kneelog"]
    desk.window.acts.do("open_files")
    desk.rest()
    assert desk.rows() == ["J.K.  20 Nov"]
    desk.prompts.folder = folder
    desk.window.acts.do("open_folder")
    desk.rest()
    assert len(desk.rows()) == 3


def test_far_more_files_than_are_kept_can_be_gone_through(
    open_desk: OpenDesk, tmp_path: Path
) -> None:
    content = a_file(tmp_path / "one" / "a.kneelog", runner()).read_bytes()
    for number in range(KEPT_MOST + 3):
        (tmp_path / f"{number:02}.kneelog").write_bytes(content)
    desk = open_desk(tmp_path)
    kept = [each for each in desk.window.reading.entries if each.reviewed is not None]
    assert len(kept) <= KEPT_MOST + 1
    for number in range(KEPT_MOST + 3):
        desk.window.show_file(number)
        desk.rest()
        assert desk.window.shown() is not None


# ---- passphrases --------------------------------------------------------------------------------


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    return a_file(tmp_path / "locked.kneelog", runner(), passphrase="knee")


def test_a_passphrase_opens_the_file(open_desk: OpenDesk, locked: Path) -> None:
    desk = open_desk(locked)
    assert desk.rows() == ["locked"]
    assert desk.find("review.passphrase.edit").hasFocus()
    type_passphrase(desk, "knee")
    assert desk.window.shown() is not None
    assert desk.rows() == ["J.K.  20 Nov"]


def test_the_list_can_be_walked_through_past_a_locked_file(
    open_desk: OpenDesk, folder: Path, locked: Path
) -> None:
    desk = open_desk(locked, folder)
    assert desk.window.files.hasFocus()
    for row in (1, 2):
        desk.qtbot.keyClick(desk.window.files, Qt.Key.Key_Down)
        desk.rest()
        assert desk.window.number() == row
        assert desk.window.files.hasFocus()
    desk.window.reader.note_bar.field.setFocus()
    desk.window.show_file(0)
    assert desk.find("review.passphrase.edit").hasFocus()
    type_passphrase(desk, "knee")
    assert desk.window.files.hasFocus()


def test_after_three_wrong_ones_there_is_a_pause(open_desk: OpenDesk, locked: Path) -> None:
    desk = open_desk(locked)
    type_passphrase(desk, "1")
    assert "does not open the file" in below_passphrase(desk)
    assert "2 tries left" in below_passphrase(desk)
    type_passphrase(desk, "2")
    assert "1 try left" in below_passphrase(desk)
    type_passphrase(desk, "3")
    assert "open in 10 seconds" in below_passphrase(desk)
    assert not desk.find("review.passphrase.open").isEnabled()
    type_passphrase(desk, "knee")
    assert desk.window.shown() is None
    desk.clock.pass_seconds(PAUSE_S - 1)
    desk.window.passphrase.look()
    assert "open in 1 second" in below_passphrase(desk)
    desk.clock.pass_seconds(1)
    desk.window.passphrase.look()
    assert below_passphrase(desk) == ""
    type_passphrase(desk, "knee")
    assert desk.window.shown() is not None


def test_a_lock_that_nothing_opens_is_refused_at_once(
    open_desk: OpenDesk, locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk()

    def refuse(_content: bytes) -> bool:
        raise HandOverRefusedError(HandOverCode.TOO_MUCH_WORK)

    monkeypatch.setattr(desk.window.parts.files, "is_locked", refuse)
    desk.open(locked)
    assert "more work" in texts_of(desk.find("review.refused"))


# ---- hiding -------------------------------------------------------------------------------------


def test_after_ten_minutes_names_and_numbers_are_hidden(
    open_desk: OpenDesk, folder: Path, locked: Path
) -> None:
    desk = open_desk(folder, locked)
    desk.window.show_file(3)
    type_passphrase(desk, "knee")
    desk.window.messages.toast("3.kneelog.notes.json")
    desk.clock.pass_seconds(599)
    desk.window.idle.look()
    assert not desk.find("review.cover").isVisible()
    desk.clock.pass_seconds(1)
    desk.window.idle.look()
    assert desk.find("review.cover").isVisible()
    assert desk.rows() == []
    everything = texts_of(desk.window)
    assert "J.K." not in everything
    seen = [each for each in desk.window.findChildren(QLabel) if each.isVisible()]
    assert not any("3.kneelog" in each.text() for each in seen)
    assert "Hills again?" not in everything
    desk.qtbot.mouseClick(desk.find("review.cover.go_on"), Qt.MouseButton.LeftButton)
    desk.rest()
    assert len(desk.rows()) == 4
    assert desk.find("review.passphrase.edit").isVisible()
    desk.window.show_file(0)
    assert "A.B." in texts_of(desk.window.header)


def test_whoever_types_or_points_is_there(open_desk: OpenDesk, folder: Path) -> None:
    desk = open_desk(folder)
    desk.clock.pass_seconds(500)
    handle = desk.window.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_Down)
    desk.clock.pass_seconds(500)
    desk.window.idle.look()
    assert not desk.find("review.cover").isVisible()


def test_closing_forgets_everything(open_desk: OpenDesk, folder: Path) -> None:
    desk = open_desk(folder)
    with desk.qtbot.waitSignal(desk.window.closed):
        desk.window.close()
    assert desk.window.reading.entries == []
    assert "Hills again?" not in texts_of(desk.window)


def test_files_that_are_called_the_same_are_told_apart(open_desk: OpenDesk, tmp_path: Path) -> None:
    for name in ("a/one", "a/two", "b/two"):
        a_file(tmp_path / f"{name}.kneelog", runner())
    desk = open_desk(tmp_path / "a", tmp_path / "b")
    assert desk.rows() == ["J.K.  20 Nov  (one)", "J.K.  20 Nov  (2)", "J.K.  20 Nov  (3)"]
    assert desk.window.files.item(0).data(ACCESSIBLE) == "J.K., Fri 20 Nov 2026, one"
