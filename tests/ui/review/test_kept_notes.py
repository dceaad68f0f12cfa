"""No note of a PT is lost, written over, or taken for one about somebody else."""

from __future__ import annotations

from pathlib import Path
from shutil import copyfile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from diary.domain.offer import LimitsOffer
from diary.domain.pt_note import THE_VISIT, Pin
from diary.formats.kneenotes import read_notes_file
from diary.services.review_notes import side_path
from tests.builders_review import THE_DAY, a_file, runner
from tests.ui.review.conftest import OpenDesk
from tests.ui.review.desk import Desk, texts_of
from tests.ui.review.test_notes import kept, press, show_notes, write


def texts(path: Path) -> list[str]:
    return [note.text for note in kept(path).notes]


def click_toast(desk: Desk) -> None:
    button = desk.window.findChild(QPushButton, "toast.action")
    assert isinstance(button, QPushButton)
    button.click()


def begin(desk: Desk, text: str) -> None:
    desk.window.reader.note_bar.field.setText(text)


def refuse_writing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_given: object) -> None:
        raise PermissionError(13, "no rights", "there")

    monkeypatch.setattr("diary.services.review_notes.write_whole", refuse)


# ---- two windows --------------------------------------------------------------------------------


def test_notes_of_two_windows_about_one_file_are_all_kept(
    open_desk: OpenDesk, folder: Path
) -> None:
    path = folder / "1.kneelog"
    one, other = open_desk(path), open_desk(path)
    write(one, "first")
    other.window.parts.new_id()
    write(other, "second")
    assert texts(path) == ["first", "second"]
    shown = show_notes(other)
    assert "first" in shown
    assert "second" in shown


def test_what_takes_the_place_of_notes_meanwhile_is_not_written_over(
    open_desk: OpenDesk, folder: Path
) -> None:
    path = folder / "1.kneelog"
    desk = open_desk(path)
    write(desk, "first")
    side_path(path).write_text("mine")
    write(desk, "second")
    assert side_path(path).read_text() == "mine"
    assert desk.window.reader.note_bar.field.text() == "second"
    assert "Your text is still in the line." in texts_of(desk.window)


def test_undo_brings_back_what_was_removed_and_nothing_else(
    open_desk: OpenDesk, folder: Path
) -> None:
    path = folder / "1.kneelog"
    desk = open_desk(path)
    write(desk, "one")
    write(desk, "two")
    show_notes(desk)
    press(desk, f"review.remove.{kept(path).notes[0].id}")
    write_beside = desk.window.side.add_note("three", THE_VISIT)
    assert write_beside
    assert texts(path) == ["two", "three"]
    click_toast(desk)
    assert texts(path) == ["one", "two", "three"]


def test_a_suggestion_comes_back_at_its_file_when_another_is_shown(
    open_desk: OpenDesk, folder: Path
) -> None:
    path = folder / "1.kneelog"
    desk = open_desk(folder)
    desk.window.side.add_offer(LimitsOffer("o", 2, 4))
    desk.window.side.remove_offer("o")
    assert kept(path).offers == ()
    desk.window.go_by(1)
    desk.rest()
    click_toast(desk)
    assert [each.id for each in kept(path).offers] == ["o"]
    assert not side_path(folder / "2.kneelog").exists()


# ---- somebody else's file of the same name ------------------------------------------------------


def test_notes_about_one_runner_never_go_out_as_about_another(
    open_desk: OpenDesk, tmp_path: Path
) -> None:
    path = a_file(tmp_path / "for-pt.kneelog", runner("A.B.", seed=1))
    desk = open_desk(path)
    write(desk, "only about A.B.")
    before = side_path(path).read_bytes()
    a_file(path, runner("J.K.", seed=2))
    desk.open(path)
    shown = show_notes(desk)
    assert "only about A.B." not in shown
    assert "about another one, of A.B." in shown
    write(desk, "about J.K.")
    press(desk, "review.save_notes")
    assert side_path(path).read_bytes() == before
    given = read_notes_file(path.with_name("for-pt.kneenotes")).notes
    assert given is not None
    assert given.about.initials == "J.K."
    assert [note.text for note in given.notes] == ["about J.K."]


# ---- notes that were begun ----------------------------------------------------------------------


def test_a_note_that_was_begun_outlives_opening_files_again(
    open_desk: OpenDesk, folder: Path
) -> None:
    path = folder / "1.kneelog"
    desk = open_desk(path)
    begin(desk, "half a thou")
    desk.open(path)
    assert desk.window.reader.note_bar.field.text() == "half a thou"
    desk.open(folder / "2.kneelog")
    assert desk.window.reader.note_bar.field.text() == ""
    assert texts(path) == ["half a thou"]
    assert "is kept beside “1.kneelog”" in texts_of(desk.window)


def test_a_note_that_was_begun_is_kept_with_its_day_when_its_file_is_closed(
    open_desk: OpenDesk, folder: Path
) -> None:
    path = folder / "1.kneelog"
    desk = open_desk(folder)
    desk.window.reader.show_tab("charts")
    desk.rest()
    desk.window.reader.current_tab().go_to(THE_DAY)
    desk.rest()
    begin(desk, "downhill?")
    press(desk, "review.close_file")
    desk.rest()
    assert [(note.text, note.pin) for note in kept(path).notes] == [("downhill?", Pin(THE_DAY))]
    assert len(desk.rows()) == 2


def test_notes_that_were_begun_are_kept_when_the_window_closes(
    open_desk: OpenDesk, folder: Path
) -> None:
    desk = open_desk(folder)
    begin(desk, "one")
    desk.window.go_by(1)
    desk.rest()
    begin(desk, "two")
    desk.window.lock()
    desk.window.close()
    assert not desk.window.isVisible()
    assert texts(folder / "1.kneelog") == ["one"]
    assert texts(folder / "2.kneelog") == ["two"]


def test_a_note_that_cannot_be_kept_keeps_the_window_open_until_asked_again(
    open_desk: OpenDesk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk(folder / "1.kneelog")
    begin(desk, "half a thou")
    refuse_writing(monkeypatch)
    desk.window.close()
    assert desk.window.isVisible()
    assert desk.window.reader.note_bar.field.text() == "half a thou"
    assert "A note you had begun could not be kept." in texts_of(desk.window)
    desk.window.close_current()
    assert len(desk.rows()) == 1
    desk.window.close()
    click_toast(desk)
    assert not desk.window.isVisible()


# ---- handing back -------------------------------------------------------------------------------


def test_notes_are_saved_over_nothing_that_was_not_asked_about(
    open_desk: OpenDesk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk(folder / "1.kneelog")
    write(desk, "downhill?")
    answer = folder / "answer.kneenotes"
    copyfile(side_path(folder / "1.kneelog"), answer)
    before = answer.read_bytes()
    monkeypatch.setattr(desk.prompts, "choose_save_path", lambda *_asked: folder / "answer")
    desk.window.acts.do("save_notes")
    assert answer.read_bytes() == before
    assert read_notes_file(folder / "answer 2.kneenotes").notes is not None
    assert "answer 2.kneenotes" in texts_of(desk.window)


# ---- a file with a passphrase -------------------------------------------------------------------


def test_it_is_told_once_that_notes_have_no_passphrase(open_desk: OpenDesk, tmp_path: Path) -> None:
    path = a_file(tmp_path / "locked.kneelog", runner(), passphrase="knee")
    desk = open_desk(path)
    desk.find("review.passphrase.edit").setProperty("text", "knee")
    desk.qtbot.keyClick(desk.find("review.passphrase.edit"), Qt.Key.Key_Return)
    desk.rest()
    write(desk, "one")
    write(desk, "two")
    told = [each for each in desk.said if "your notes beside it have none" in each]
    assert len(told) == 1
    assert "your notes beside it have none" in show_notes(desk)
