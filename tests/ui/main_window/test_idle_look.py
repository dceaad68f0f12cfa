"""The diary is looked over in quiet moments."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from diary.domain.file_problem import Problem
from diary.ui.main_window import diary_care, foreign_changes, idle_look
from tests.builders import a_day, a_diary, a_knee_day, a_run
from tests.ui.conftest import Build
from tests.ui.house import TODAY, House, a_house
from tests.ui.main_window.hands import back_up, offered, open_house, said, settle

FILLED = a_diary([a_day(TODAY, left=a_knee_day(morning=2))], [a_run()])


class Looks:
    """Counts the looks at the file."""

    def __init__(self) -> None:
        self.paths: list[Path] = []

    def __call__(self, path: Path) -> Sequence[Problem]:
        self.paths.append(path)
        return []


@pytest.fixture
def looks() -> Looks:
    return Looks()


@pytest.fixture
def house(build: Build, qtbot: QtBot, looks: Looks, monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setattr(idle_look, "IDLE_MS", 50)
    monkeypatch.setattr("tests.ui.house.check_open", looks)
    house = open_house(build, FILLED)
    house.session.opened.emit()
    settle(house, qtbot)
    return house


def beat(house: House, **time: float) -> None:
    house.clock.at += timedelta(**time)
    house.later.care.beat()


def is_waiting(house: House) -> bool:
    return house.later.idle.is_waiting


def test_it_is_looked_over_a_minute_after_the_start(
    house: House, looks: Looks, qtbot: QtBot
) -> None:
    beat(house, seconds=59)
    assert not is_waiting(house)
    beat(house, seconds=1)
    assert is_waiting(house)
    qtbot.waitUntil(lambda: looks.paths == [house.path])
    settle(house, qtbot)
    beat(house, hours=23)
    assert not is_waiting(house)
    beat(house, hours=1)
    qtbot.waitUntil(lambda: len(looks.paths) == 2)


def test_it_waits_until_nothing_is_typed(house: House, looks: Looks, qtbot: QtBot) -> None:
    beat(house, minutes=1)
    timer = house.later.idle.idle_timer
    timer.setInterval(60_000)
    QTest.keyClick(house.window.windowHandle(), Qt.Key.Key_A)
    assert timer.remainingTime() > 10_000
    assert looks.paths == []
    timer.start(0)
    qtbot.waitUntil(lambda: len(looks.paths) == 1)


def test_damage_found_leads_to_the_newest_good_backup(build: Build, qtbot: QtBot) -> None:
    house = open_house(build, FILLED)
    back_up(house)
    house.session.opened.emit()
    settle(house, qtbot)
    with closing(sqlite3.connect(house.path)) as other:
        other.execute("UPDATE runs SET distance_m = distance_m + 1")
        other.commit()
    with qtbot.waitSignal(house.later.idle.problems_found):
        house.later.idle.look_now()
    settle(house, qtbot)
    qtbot.waitUntil(lambda: "The diary file has a problem." in said(house))
    assert "The newest good backup is from 20 Nov." in said(house)
    assert "open_backup" in offered(house)
    # What can be read is shown, and can be written to, meanwhile.
    assert house.context.journal.is_attached


@pytest.mark.parametrize("first", ["the look in a quiet moment", "a backup"])
def test_half_of_another_file_is_told_as_such_and_not_as_damage(
    build: Build, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, first: str
) -> None:
    # What watches the file is slower than whatever comes first here.
    monkeypatch.setattr(foreign_changes, "QUIET_MS", 60_000)
    house = open_house(build, FILLED)
    house.session.opened.emit()
    settle(house, qtbot)
    copied = house.path.read_bytes()
    house.path.write_bytes(copied[: len(copied) // 2])
    acts = [house.later.idle.look_now, house.later.care.back_up_now]
    for act in acts if first != "a backup" else reversed(acts):
        act()
        settle(house, qtbot)
        qtbot.waitUntil(lambda: "was moved, replaced or deleted" in said(house))
        assert "save_new" in offered(house)
    # The backup asks for a look at its end, which changes nothing either.
    settle(house, qtbot)
    assert "was moved, replaced or deleted" in said(house)


def test_however_often_another_diary_is_opened_the_look_now_and_then_comes(
    build: Build, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diary_care, "BEAT_MS", 300)
    house = open_house(build, FILLED)
    house.session.opened.emit()
    again = QTimer()
    again.timeout.connect(house.session.opened)
    again.start(50)
    with qtbot.waitSignal(house.later.care.beaten):
        pass
    again.stop()
    settle(house, qtbot)


def test_memory_is_given_back_now_and_then_but_never_during_a_task(
    house: House, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    given, go = list[bool](), threading.Event()
    tasks = house.context.tasks
    monkeypatch.setattr(house.later._parts, "give_back_memory", lambda: given.append(tasks.is_busy))
    tasks.run(lambda _progress: go.wait(5), lambda _done: None, lambda _error: None)
    beat(house, seconds=30)
    assert given == []
    go.set()
    qtbot.waitUntil(lambda: bool(given))
    beat(house, seconds=30)
    qtbot.waitUntil(lambda: len(given) == 2)
    assert given == [False, False]


def test_a_program_that_began_in_the_tray_is_looked_over_too(
    qtbot: QtBot, looks: Looks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(idle_look, "IDLE_MS", 50)
    monkeypatch.setattr("tests.ui.house.check_open", looks)
    # Never shown, so that the system knows no window of it.
    house = a_house(tmp_path, FILLED)
    qtbot.addWidget(house.window)
    house.session.opened.emit()
    settle(house, qtbot)
    beat(house, seconds=61)
    qtbot.waitUntil(lambda: bool(looks.paths))
    settle(house, qtbot)
    house.context.undo.clear()
    house.context.tasks.close()
    house.later.painting.close()
    house.context.journal.detach()
