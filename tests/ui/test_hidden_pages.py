"""Pages are rebuilt while they are hidden; coming back to them must always be possible."""

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from diary.domain.knee import Knee, Moment
from diary.domain.person import Person
from diary.services import entries
from diary.ui.main_window.page_table import page_entries
from tests.builders import a_day, a_diary, a_run, a_shoe
from tests.ui.conftest import Build
from tests.ui.house import TODAY, Keyboard

PAGES = [entry.key for entry in page_entries()]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_that_changed_while_hidden_is_shown_again(
    build: Build, keys: Keyboard, qtbot: QtBot, page: str
) -> None:
    days = [
        a_day(TODAY - timedelta(days=back), left=7 if back < 13 else 1 + back % 2)
        for back in range(1, 60)
    ]
    shoes = [a_shoe("a", "Blue"), a_shoe("b", "Red", limit_m=100_000.0)]
    runs = [a_run(f"r{n}", TODAY - timedelta(days=n), shoe_id="b") for n in range(1, 12)]
    person = Person(tracked_knees=(Knee.LEFT,))
    house = build(a_diary(days, runs, shoes, person=person))
    other = next(each for each in PAGES if each != page)
    for turn in range(3):
        house.window.show_page(page)
        keys.tab(turn)
        house.window.show_page(other)
        run = a_run(f"new{turn}", TODAY, shoe_id="a", distance_m=90_000.0)
        assert house.context.undo.push("run", entries.put_run(house.diary, run))
        score = entries.set_score(
            house.diary, TODAY, Knee.LEFT, Moment.MORNING, turn, house.clock.stamp()
        )
        assert house.context.undo.push("score", score)
        for shoe_id in [key for key in house.diary.shoes if key == "b" and turn == 1]:
            for run_id in [r.id for r in house.diary.runs.values() if r.shoe_id == shoe_id]:
                house.context.undo.push("x", entries.remove_run(house.diary, run_id))
            house.context.undo.push("shoe", entries.remove_shoe(house.diary, shoe_id))
        qtbot.waitUntil(house.window.isVisible)
    house.window.show_page(page)
    assert house.window.current_page().isVisible()
