"""What other programs write appears in the window."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from diary.bootstrap.window import read_beside
from diary.domain.diary import Diary
from diary.domain.knee import Knee, Moment
from diary.services import entries
from tests.builders import a_day, a_diary, a_knee_day
from tests.ui.conftest import Build
from tests.ui.house import TODAY, House, foreign_write
from tests.ui.main_window.hands import morning, open_house, said, score_today, settle, stored

FILLED = a_diary([a_day(TODAY, left=a_knee_day(morning=2))])


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Every time the whole diary was read because of another program."""
    done: list[Path] = []
    read = read_beside

    def counted(path: Path) -> Diary:
        done.append(path)
        return read(path)

    monkeypatch.setattr("tests.ui.house.read_beside", counted)
    return done


@pytest.fixture
def house(build: Build, qtbot: QtBot, reads: list[Path]) -> House:
    house = open_house(build, FILLED)
    house.session.opened.emit()
    settle(house, qtbot)
    assert reads == []
    return house


def score_elsewhere(house: House, value: int, moment: Moment = Moment.MORNING) -> None:
    """Give a score of the right knee in another program."""
    change = entries.set_score(house.diary, TODAY, Knee.RIGHT, moment, value, house.clock.stamp())
    foreign_write(house.session.path, change)


def test_it_appears_by_itself(house: House, qtbot: QtBot) -> None:
    score_elsewhere(house, 3)
    qtbot.waitUntil(lambda: house.text("today.count") == "2 of 4 scores")
    assert house.session.needs_backup


def test_what_nobody_uses_is_given_back_before_two_diaries_are_held(
    house: House, qtbot: QtBot, reads: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[int] = []
    parts = house.later._parts
    monkeypatch.setattr(parts, "give_back_at_once", lambda: given.append(len(reads)))
    score_elsewhere(house, 3)
    qtbot.waitUntil(lambda: len(reads) == 1)
    settle(house, qtbot)
    assert given == [0]


def test_a_burst_is_read_once(house: House, qtbot: QtBot, reads: list[Path]) -> None:
    with qtbot.waitSignal(house.later.foreign.taken):
        for value in range(6):
            foreign_write(
                house.path,
                entries.set_score(
                    stored(house), TODAY, Knee.RIGHT, Moment.WORST, value, house.clock.stamp()
                ),
            )
    settle(house, qtbot)
    with qtbot.waitSignal(house.later.foreign.looked):
        house.window.look_for_changes()
    assert len(reads) == 1
    assert house.diary == stored(house)


def test_what_is_written_here_is_not_read_again(
    house: House, qtbot: QtBot, reads: list[Path]
) -> None:
    score_today(house, 5)
    with qtbot.waitSignal(house.later.foreign.looked):
        pass
    settle(house, qtbot)
    assert reads == []


def test_what_is_typed_while_it_is_read_is_kept(
    build: Build, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    began, go, read = threading.Event(), threading.Event(), read_beside

    def slow(path: Path) -> Diary:
        found = read(path)
        began.set()
        go.wait(10)
        return found

    monkeypatch.setattr("tests.ui.house.read_beside", slow)
    house = open_house(build, FILLED)
    score_elsewhere(house, 3)
    house.window.look_for_changes()
    qtbot.waitUntil(began.is_set)
    score_today(house, 6)
    go.set()
    settle(house, qtbot)
    assert morning(house.diary) == 6
    assert house.diary == stored(house)
    assert house.text("today.count") == "2 of 4 scores"


def test_a_diary_that_was_left_meanwhile_is_not_shown(
    build: Build, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    began, go, read = threading.Event(), threading.Event(), read_beside

    def slow(path: Path) -> Diary:
        began.set()
        go.wait(10)
        return read(path)

    monkeypatch.setattr("tests.ui.house.read_beside", slow)
    house = open_house(build, FILLED)
    score_elsewhere(house, 3)
    house.window.look_for_changes()
    qtbot.waitUntil(began.is_set)
    house.session.create(house.path.with_name("Ben.sqlite3"))
    qtbot.waitUntil(lambda: house.session.path.stem == "Ben")
    go.set()
    settle(house, qtbot)
    assert house.diary == Diary()


def test_the_new_files_of_a_new_diary_are_watched(house: House, qtbot: QtBot) -> None:
    house.session.create(house.path.with_name("Ben.sqlite3"))
    settle(house, qtbot)
    score_elsewhere(house, 3)
    qtbot.waitUntil(lambda: house.text("today.count") == "1 of 4 scores")


def test_a_file_that_is_gone_is_told_by_itself(house: House, qtbot: QtBot, tmp_path: Path) -> None:
    house.path.rename(tmp_path / "gone")
    qtbot.waitUntil(lambda: "was moved, replaced or deleted" in said(house))
    assert house.text("window.saved") == "Not saved"
