"""What goes wrong, or on, while the whole diary is read behind the painted window."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import cast

from pytestqt.qtbot import QtBot

from diary.bootstrap.window import read_beside
from diary.charts.picture import ChartPainter
from diary.domain.change import Change, ChangeSet
from diary.domain.diary import Diary
from diary.domain.errors import DiaryDamagedError
from diary.domain.knee import Knee, Moment
from diary.services import entries
from diary.ui.parts import WindowParts
from tests.builders import a_day, a_diary, a_run, an_event
from tests.ui.conftest import Build
from tests.ui.house import TODAY, House, fill, foreign_write
from tests.ui.main_window.hands import morning, offered, read, said, settle

LONG_S = 10


def parts_of(house: House) -> WindowParts:
    return house.later._parts


def answer(house: House, value: int) -> None:
    change = entries.set_score(
        house.diary, TODAY, Knee.LEFT, Moment.MORNING, value, house.clock.stamp()
    )
    assert house.context.undo.push("score", change)


def unread_house(build: Build, diary: Diary) -> House:
    """The window on a diary that is still to be opened."""
    house = build(diary, is_attached=False)
    house.context.journal.replace_diary(Diary())
    # Nothing is drawn on the pages shown here.
    house.context.charts.take(cast("ChartPainter", object()))
    return house


def never_read(house: House) -> None:
    """From now on the file opens, and what it holds cannot be read."""

    def fail(path: Path) -> Diary:
        raise DiaryDamagedError(str(path), "page 7")

    parts_of(house).read_beside = fail


def failed(build: Build, qtbot: QtBot) -> House:
    """The window on a damaged diary, where an answer was saved before that was known."""
    house = unread_house(build, a_diary(runs=[a_run()]))
    never_read(house)
    answer(house, 4)
    house.session.start()
    qtbot.waitUntil(lambda: "The diary file has a problem" in said(house))
    settle(house, qtbot)
    return house


def test_an_answer_that_is_on_disk_is_called_saved(build: Build, qtbot: QtBot) -> None:
    house = failed(build, qtbot)
    assert "What you entered just now is saved in the file." in said(house)
    assert "Nothing was changed" not in said(house)
    assert morning(read(house.path)) == 4
    assert not house.context.journal.has_unsaved
    assert {"save_readable", "what_is_this"} <= set(offered(house))
    assert house.window.close()


def test_another_diary_can_be_opened_from_a_damaged_one(build: Build, qtbot: QtBot) -> None:
    house = failed(build, qtbot)
    other = house.path.with_name("Other.sqlite3")
    fill(other, a_diary())
    with qtbot.waitSignal(house.session.opened):
        house.session.open(other)
    settle(house, qtbot)
    assert house.session.path == other
    # What was answered belongs to the diary it was answered in.
    assert not house.diary.days
    assert not read_beside(other).days
    assert morning(read(house.path)) == 4


def test_the_next_try_shows_everything_once(build: Build, qtbot: QtBot) -> None:
    house = unread_house(build, a_diary(runs=[a_run()]))
    never_read(house)
    answer(house, 4)
    answer(house, 5)
    house.session.start()
    qtbot.waitUntil(lambda: "The diary file has a problem" in said(house))
    settle(house, qtbot)
    problems: list[str] = []
    house.context.messages.fault_told.connect(lambda text, _error: problems.append(text))
    parts_of(house).read_beside = read_beside
    with qtbot.waitSignal(house.session.opened):
        house.session.start()
    settle(house, qtbot)
    assert problems == []
    assert morning(house.diary) == 5
    assert house.diary == read_beside(house.path)
    assert house.context.undo.undo()
    assert morning(read_beside(house.path)) == 4


def test_what_another_program_writes_during_the_reading_is_shown(
    build: Build, qtbot: QtBot
) -> None:
    house = unread_house(build, a_diary(runs=[a_run()]))
    is_read, may_go_on = Event(), Event()

    def slow(path: Path) -> Diary:
        found = read_beside(path)
        is_read.set()
        may_go_on.wait(LONG_S)
        return found

    parts_of(house).read_beside = slow
    house.session.start()
    qtbot.waitUntil(is_read.is_set)
    foreign_write(house.path, ChangeSet((Change(None, an_event()),)))
    house.window.look_for_changes()
    answer(house, 4)
    may_go_on.set()
    qtbot.waitUntil(lambda: len(house.diary.events) == 1)
    settle(house, qtbot)
    assert house.diary == read_beside(house.path)
    assert morning(house.diary) == 4
    assert house.diary.days.keys() == a_diary([a_day()]).days.keys()
