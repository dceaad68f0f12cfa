"""Which knees the page offers and draws, when one is tracked, both, or another diary is opened."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from diary.charts.kinds import PainAndLoadChart
from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.person import Person
from diary.ui.pages.charts import ChartsPage
from diary.ui.pages.charts.choice import offered_knees
from tests.builders import a_day, a_diary
from tests.ui.house import House
from tests.ui.pages.charts.story import Open, a_story, back, child, settled, take_over

LEFT = Qt.MouseButton.LeftButton


def one_knee() -> Diary:
    diary = a_diary([a_day(back(age), left=2) for age in range(10)])
    return replace(diary, person=Person(tracked_knees=(Knee.LEFT,)))


def test_one_tracked_knee_leaves_nothing_to_choose(open_page: Open) -> None:
    page = open_page(one_knee())
    for name in ("charts.knee.left", "charts.knee.right"):
        assert not child(page, name).isVisible()
    assert not {"left_knee", "right_knee"} & set(page.commands())
    page.controls.kind.choice_changed.emit("delay")
    assert not settled(page).controls.delay.knee.isVisible()


def test_a_knee_that_was_scored_is_offered_though_it_is_not_tracked() -> None:
    diary = one_knee()
    assert offered_knees(diary) == (Knee.LEFT,)
    said = replace(diary, days=a_diary([a_day(back(1), right=3)]).days)
    assert offered_knees(said) == (Knee.LEFT, Knee.RIGHT)


def test_a_knee_that_was_scored_is_drawn_until_it_is_hidden(
    open_page: Open, houses: list[House], qtbot: QtBot
) -> None:
    """Only on days of which it says something."""
    long_ago = a_day(back(300), right=3)
    page = open_page(replace(one_knee(), days={**one_knee().days, long_ago.on: long_ago}))
    assert drawn_knees(page) == [Knee.LEFT]
    now = a_day(back(1), left=2, right=6)
    said = replace(one_knee(), days={**one_knee().days, now.on: now})
    take_over(page, houses, said)
    assert drawn_knees(page) == [Knee.LEFT, Knee.RIGHT]
    qtbot.mouseClick(child(page, "charts.knee.right"), LEFT)
    take_over(page, houses, said)
    assert drawn_knees(page) == [Knee.LEFT]


def drawn_knees(page: ChartsPage) -> list[Knee]:
    shown = page.plot.shown()
    assert shown is not None
    assert isinstance(shown.chart, PainAndLoadChart)
    return [each.knee for each in shown.chart.series.knees]


def test_both_knees_come_back_after_a_diary_of_one(open_page: Open, houses: list[House]) -> None:
    both = a_story()
    page = open_page(both)
    take_over(page, houses, one_knee())
    assert drawn_knees(page) == [Knee.LEFT]
    take_over(page, houses, both)
    assert drawn_knees(page) == [Knee.LEFT, Knee.RIGHT]
    for knee in Knee:
        assert page.controls.knees[knee].isVisible()
        assert page.controls.knees[knee].isChecked()


def test_what_was_hidden_stays_hidden_after_a_diary_of_that_knee(
    open_page: Open, houses: list[House], qtbot: QtBot
) -> None:
    both = a_story()
    page = open_page(both)
    qtbot.mouseClick(child(page, "charts.knee.left"), LEFT)
    page.controls.delay.knee_changed.emit(Knee.RIGHT)
    assert drawn_knees(settled(page)) == [Knee.RIGHT]
    take_over(page, houses, one_knee())
    assert drawn_knees(page) == [Knee.LEFT]
    assert page.controls.choice().knee is Knee.LEFT
    qtbot.mouseClick(page.controls.range.chip("4w"), LEFT)
    take_over(page, houses, both)
    assert drawn_knees(page) == [Knee.RIGHT]
    assert not page.controls.knees[Knee.LEFT].isChecked()
    assert page.controls.choice().knee is Knee.RIGHT


def test_a_second_knee_that_is_tracked_later_is_drawn(
    open_page: Open, houses: list[House], qtbot: QtBot
) -> None:
    one = one_knee()
    page = open_page(one)
    assert drawn_knees(page) == [Knee.LEFT]
    later = replace(one, person=Person())
    take_over(page, houses, later)
    assert drawn_knees(page) == [Knee.LEFT, Knee.RIGHT]
    assert page.controls.knees[Knee.RIGHT].isChecked()
    # Hidden once, it does not come back by itself.
    qtbot.mouseClick(child(page, "charts.knee.right"), LEFT)
    take_over(page, houses, later)
    assert drawn_knees(page) == [Knee.LEFT]
