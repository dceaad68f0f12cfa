"""A day that was to stay empty stays so in the diary it was chosen in."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from pytestqt.qtbot import QtBot

from diary.ui.widgets.strip import MessageStrip
from tests.builders import a_day, a_diary
from tests.ui.conftest import Build
from tests.ui.house import TODAY, House, fill

# Only yesterday has nothing.
SOME_DIARY = a_diary([a_day(TODAY - timedelta(days=2), left=1)])


def strip_of(house: House) -> MessageStrip:
    strip = house.find("today.strip")
    assert isinstance(strip, MessageStrip)
    return strip


def go_to_diary(house: House, path: Path, qtbot: QtBot) -> None:
    house.session.open(path)
    qtbot.waitUntil(lambda: house.session.path == path and house.context.journal.is_attached)


def test_another_diary_still_asks_about_it(build: Build, qtbot: QtBot) -> None:
    house = build(SOME_DIARY)
    strip_of(house).button("leave_empty").click()
    assert not strip_of(house).isVisible()
    other = house.path.with_name("Other.sqlite3")
    fill(other, SOME_DIARY)
    go_to_diary(house, other, qtbot)
    assert "Nothing recorded for Thu 19 Nov." in strip_of(house).accessibleName()
    go_to_diary(house, house.path, qtbot)
    assert not strip_of(house).isVisible()


def test_it_stays_so_when_the_program_starts_again(build: Build) -> None:
    house = build(SOME_DIARY)
    assert strip_of(house).isVisible()
    strip_of(house).button("leave_empty").click()
    assert not strip_of(build(None)).isVisible()
