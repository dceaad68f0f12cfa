"""A passphrase, a hidden window and other people at the desk while files are still read."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from diary.domain.hand_over import HandOver
from diary.reports.content_parts import VisitReport
from diary.services.reviewing import Reviewed, report_of
from diary.texts.numbers import Formats
from diary.ui.review.idle import IDLE_S
from diary.ui.review.reading import FileState
from tests.builders_hand_over import QuickFiles
from tests.builders_review import a_file, runner
from tests.ui.review.conftest import OpenDesk
from tests.ui.review.desk import Desk, texts_of


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    return a_file(tmp_path / "locked.kneelog", runner(), passphrase="knee")


@pytest.fixture
def gate() -> Event:
    """What reading waits for where a test says so."""
    return Event()


def hold(desk: Desk, gate: Event, held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have this file read only when the gate is open."""
    content, read = held.read_bytes(), QuickFiles().read

    def slowly(given: bytes, passphrase: str | None = None) -> HandOver:
        if given == content:
            assert gate.wait(20)
        return read(given, passphrase)

    monkeypatch.setattr(desk.window.parts.files, "read", slowly)


def type_passphrase(desk: Desk) -> None:
    edit = desk.find("review.passphrase.edit")
    assert isinstance(edit, QLineEdit)
    edit.setText("knee")
    desk.qtbot.keyClick(edit, Qt.Key.Key_Return)


def test_a_passphrase_typed_while_another_file_is_read_is_tried_right_after(
    open_desk: OpenDesk, folder: Path, locked: Path, gate: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk()
    hold(desk, gate, folder / "2.kneelog", monkeypatch)
    desk.window.show_places([locked, folder / "2.kneelog", folder / "1.kneelog"])
    entries = desk.window.reading.entries
    desk.qtbot.waitUntil(lambda: desk.window.reading.is_read_now(entries[1]))
    type_passphrase(desk)
    assert "tried right after" in texts_of(desk.find("review.locked"))
    assert not desk.find("review.passphrase.open").isEnabled()
    gate.set()
    desk.rest()
    assert entries[0].state is FileState.READ
    assert desk.window.shown() is not None


def test_a_file_whose_passphrase_is_tried_stays_shut_when_the_window_hides(
    open_desk: OpenDesk, locked: Path, gate: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk(locked)
    hold(desk, gate, locked, monkeypatch)
    type_passphrase(desk)
    desk.window.lock()
    gate.set()
    desk.rest()
    desk.window.unlock()
    desk.rest()
    assert desk.window.shown() is None
    assert desk.find("review.passphrase.edit").isVisible()
    assert "J.K." not in texts_of(desk.window)


def test_a_report_is_made_while_the_window_can_be_used(
    open_desk: OpenDesk, folder: Path, gate: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slowly(found: Reviewed, formats: Formats) -> VisitReport:
        assert gate.wait(20)
        return report_of(found, formats)

    monkeypatch.setattr("diary.ui.review.reading.report_of", slowly)
    desk = open_desk()
    desk.window.show_places([folder / "1.kneelog"])
    assert desk.find("review.waiting").isVisible()
    gate.set()
    desk.rest()
    assert desk.window.shown() is not None


def test_whoever_types_into_a_dialog_over_the_window_is_there(
    open_desk: OpenDesk, folder: Path
) -> None:
    desk = open_desk(folder)
    desk.window.acts.do("date")
    dialog = desk.find("go_to_date")
    dialog.activateWindow()
    desk.qtbot.waitUntil(dialog.isActiveWindow)
    desk.clock.pass_seconds(IDLE_S - 1)
    handle = dialog.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_Down)
    desk.clock.pass_seconds(IDLE_S - 1)
    desk.window.idle.look()
    assert not desk.find("review.cover").isVisible()
    dialog.close()
