"""Notes in the review window: pinned, kept beside the file, handed back, printed; nothing else."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QPushButton

from diary.domain.knee_notes import KneeNotes
from diary.domain.offer import LimitsOffer, NextVisitOffer, StageOffer, TargetOffer
from diary.domain.pt_note import THE_VISIT, Pin
from diary.formats.kneenotes import read_notes_file
from diary.services.review_notes import side_path
from diary.ui.review.printing import PrintDialog
from tests.builders_review import LAST_ON, THE_DAY
from tests.ui.house import Keyboard
from tests.ui.review.conftest import OpenDesk
from tests.ui.review.desk import Desk, texts_of


def kept(path: Path) -> KneeNotes:
    notes = read_notes_file(side_path(path)).notes
    assert notes is not None
    return notes


def write(desk: Desk, text: str) -> None:
    field = desk.window.reader.note_bar.field
    field.setText(text)
    desk.qtbot.keyClick(field, Qt.Key.Key_Return)


def press(desk: Desk, name: str) -> None:
    button = desk.find(name)
    assert isinstance(button, QPushButton)
    button.click()


def show_notes(desk: Desk) -> str:
    desk.window.reader.show_tab("notes")
    return texts_of(desk.window.reader.notes_tab)


def test_a_note_is_about_the_visit_a_day_or_a_run(open_desk: OpenDesk, folder: Path) -> None:
    path = folder / "1.kneelog"
    before = sha256(path.read_bytes()).digest()
    desk = open_desk(path)
    write(desk, "better than last time")
    desk.window.reader.show_tab("charts")
    desk.rest()
    desk.window.reader.current_tab().go_to(THE_DAY)
    desk.rest()
    write(desk, "downhill?")
    desk.window.reader.show_tab("runs")
    run_pin = desk.window.reader.current_tab().pins()[0]
    write(desk, "good pace")
    pins = [note.pin for note in kept(path).notes]
    assert pins == [THE_VISIT, Pin(THE_DAY), run_pin]
    assert run_pin.run_id is not None
    shown = show_notes(desk)
    assert "Sun 15 Nov 2026" in shown
    assert "downhill?" in shown
    assert "Pinned to the visit." in desk.said
    assert "Pinned to Sun 15 Nov 2026." in desk.said
    assert sha256(path.read_bytes()).digest() == before


def test_another_pin_can_be_chosen(open_desk: OpenDesk, folder: Path) -> None:
    path = folder / "1.kneelog"
    desk = open_desk(path)
    desk.window.reader.show_tab("runs")
    about = desk.window.reader.note_bar.about
    assert [about.itemText(row) for row in range(about.count())][-1] == "The visit"
    about.set_choice(THE_VISIT)
    write(desk, "all well")
    assert kept(path).notes[0].pin == THE_VISIT


def test_an_empty_note_is_none(open_desk: OpenDesk, folder: Path) -> None:
    path = folder / "1.kneelog"
    desk = open_desk(path)
    write(desk, "   ")
    assert not side_path(path).exists()


def test_a_note_that_is_removed_can_come_back(open_desk: OpenDesk, folder: Path) -> None:
    path = folder / "1.kneelog"
    desk = open_desk(path)
    write(desk, "one")
    note = kept(path).notes[0]
    show_notes(desk)
    press(desk, f"review.remove.{note.id}")
    assert kept(path).notes == ()
    toast = desk.window.findChild(QPushButton, "toast.action")
    assert isinstance(toast, QPushButton)
    toast.click()
    assert kept(path).notes == (note,)


def test_markup_in_a_note_stays_text(open_desk: OpenDesk, folder: Path) -> None:
    desk = open_desk(folder / "1.kneelog")
    write(desk, "<b>bold</b>")
    assert "<b>bold</b>" in show_notes(desk)


def test_suggestions_are_made_by_plain_forms(open_desk: OpenDesk, folder: Path) -> None:
    path = folder / "1.kneelog"
    desk = open_desk(path)
    form = desk.window.reader.notes_tab.form
    assert (form.green.text(), form.amber.text()) == ("2", "5")
    form.amber.set_text("4")
    form.add.click()
    form.visit.date_picked.emit(date(2026, 12, 1))
    form.per_week.set_text("2")
    form.stage.set_text("3")
    for kind in ("next_visit", "target", "stage"):
        form.kind.set_choice(kind)
        form.kind.choice_changed.emit(kind)
        form.add.click()
    kinds = [type(each) for each in kept(path).offers]
    assert kinds == [LimitsOffer, NextVisitOffer, TargetOffer, StageOffer]
    shown = show_notes(desk)
    assert "fine up to 2, stop above 4?" in shown
    assert "Set your next visit to Tue 1 Dec 2026?" in shown


@pytest.mark.parametrize("typed", ["", "many", "99"])
def test_a_suggestion_that_makes_no_sense_is_told(
    open_desk: OpenDesk, folder: Path, typed: str
) -> None:
    path = folder / "1.kneelog"
    desk = open_desk(path)
    desk.window.reader.show_tab("notes")
    form = desk.window.reader.notes_tab.form
    form.amber.set_text(typed)
    form.add.click()
    below = form.amber.edit.accessibleDescription()
    assert below == form.add.accessibleDescription()
    assert below == (
        "Type a whole number from 1 to 9." if typed == "99" else "Type a whole number."
    )
    assert form.green.edit.accessibleDescription() == ""
    assert form.amber.edit.hasFocus()
    assert not side_path(path).exists()


def test_a_next_visit_is_suggested_only_when_its_day_was_picked(
    open_desk: OpenDesk, folder: Path
) -> None:
    path = folder / "1.kneelog"
    desk = open_desk(path)
    desk.window.reader.show_tab("notes")
    form = desk.window.reader.notes_tab.form
    form.kind.set_choice("next_visit")
    form.kind.choice_changed.emit("next_visit")
    assert form.visit.text() == "Pick a day"
    form.add.click()
    assert "Pick the day of the next visit." in texts_of(form)
    assert not side_path(path).exists()
    form.visit.date_picked.emit(date(2026, 12, 1))
    form.add.click()
    assert [type(each) for each in kept(path).offers] == [NextVisitOffer]


def test_notes_are_saved_for_the_runner_with_initials(open_desk: OpenDesk, folder: Path) -> None:
    path = folder / "1.kneelog"
    desk = open_desk(folder)
    show_notes(desk)
    assert not desk.find("review.save_notes").isEnabled()
    write(desk, "downhill?")
    initials = desk.window.reader.notes_tab.initials
    initials.setText("M.S.")
    initials.editingFinished.emit()
    press(desk, "review.save_notes")
    given = read_notes_file(path.with_name("1.kneenotes")).notes
    assert given is not None
    assert (given.initials, given.about.initials) == ("M.S.", "A.B.")
    # They are typed once for all files.
    desk.window.go_by(1)
    assert initials.text() == "M.S."


def test_what_stands_there_and_is_no_notes_is_not_written_over(
    open_desk: OpenDesk, folder: Path
) -> None:
    path = folder / "1.kneelog"
    side_path(path).write_text("something else")
    desk = open_desk(path)
    write(desk, "downhill?")
    assert side_path(path).read_text() == "something else"
    assert desk.window.reader.note_bar.field.text() == "downhill?"
    said = texts_of(desk.window)
    assert "stays as it is" in said
    assert "Your text is still in the line." in said
    assert "1.kneelog.notes.json" in show_notes(desk)


def test_a_folder_that_cannot_be_written_keeps_the_note_in_the_line(
    open_desk: OpenDesk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk(folder / "1.kneelog")

    def refuse(*_given: object) -> None:
        raise PermissionError(13, "no rights", "there")

    monkeypatch.setattr("diary.services.review_notes.write_whole", refuse)
    write(desk, "downhill?")
    assert desk.window.reader.note_bar.field.text() == "downhill?"


# ---- paper --------------------------------------------------------------------------------------


def to_pdf(desk: Desk, path: Path, *, has_notes: bool) -> bytes:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    shown = desk.window.shown()
    assert shown is not None
    report = desk.window.acts.report(shown, has_notes=has_notes)
    with desk.qtbot.waitSignal(desk.window.acts.printing.printed, timeout=30_000) as told:
        desk.window.acts.printing.print_on(printer, report)
    assert told.args == [True]
    return path.read_bytes()


def test_the_report_is_printed_with_the_notes_or_without(
    open_desk: OpenDesk, folder: Path, tmp_path: Path
) -> None:
    desk = open_desk(folder / "1.kneelog")
    write(desk, "downhill?")
    shown = desk.window.shown()
    assert shown is not None
    with_notes = desk.window.acts.report(shown, has_notes=True)()
    assert "downhill?" in repr(with_notes.pt_notes)
    assert "downhill?" not in repr(desk.window.acts.report(shown, has_notes=False)())
    content = to_pdf(desk, tmp_path / "out.pdf", has_notes=True)
    assert content.startswith(b"%PDF")
    assert content.count(b"/Type /Page\n") == 2
    assert "Printed." in texts_of(desk.window)


def test_the_question_before_printing_offers_the_notes(open_desk: OpenDesk, folder: Path) -> None:
    desk = open_desk(folder / "1.kneelog")
    press(desk, "review.print")
    dialog = desk.window.findChild(PrintDialog)
    assert isinstance(dialog, PrintDialog)
    assert dialog.with_notes.isHidden()
    dialog.reject()
    write(desk, "one")
    dialog = PrintDialog(desk.window, 1)
    assert dialog.with_notes.isChecked()
    assert dialog.with_notes.text() == "With my 1 note"
    answers: list[bool] = []
    dialog.print_requested.connect(answers.append)
    dialog.with_notes.click()
    dialog.submit()
    assert answers == [False]


# ---- by keyboard --------------------------------------------------------------------------------


def test_all_of_it_goes_by_keyboard(open_desk: OpenDesk, folder: Path, keys: Keyboard) -> None:
    desk = open_desk(folder)
    control = Qt.KeyboardModifier.ControlModifier
    assert desk.window.files.hasFocus()
    keys.press(Qt.Key.Key_Down)
    desk.rest()
    assert desk.window.number() == 1
    keys.press(Qt.Key.Key_3, control)
    assert desk.window.reader.current_tab().key == "runs"
    assert desk.find("runs.table").hasFocus()
    keys.press(Qt.Key.Key_F, control)
    assert desk.find("review.find").hasFocus()
    keys.press(Qt.Key.Key_N, control)
    assert desk.find("review.note").hasFocus()
    keys.press(Qt.Key.Key_G, control)
    dialog = desk.find("go_to_date")
    assert dialog.isVisible()
    dialog.close()
    for tab, digit in (("charts", Qt.Key.Key_2), ("notes", Qt.Key.Key_7)):
        keys.press(digit, control)
        assert desk.window.reader.current_tab().key == tab
    assert LAST_ON.year == 2026
