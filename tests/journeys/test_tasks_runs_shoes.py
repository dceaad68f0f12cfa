"""Tasks with runs and shoes, by mouse and by keyboard, in no more presses and seconds than allowed.

Each begins where the one before it ends: on the page it is about, unless it opens that page.
"""

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from diary.domain.change import Change, ChangeSet
from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.run import Finish, Run, start_order
from diary.domain.shoe import Shoe
from diary.ui.pages.runs.run_table_view import RunTableView
from diary.ui.pages.shoes import ShoesPage
from diary.ui.widgets.text import PlainLabel
from tests.builders import a_run, a_run_knee
from tests.journeys.conftest import OpenTask
from tests.journeys.hands import Hands, closed, in_front, part_of, stored_once
from tests.journeys.sample import red_runs_with_pain, shoe_named, task_diary
from tests.journeys.task_table import Way
from tests.ui.house import TODAY, House, focus_name

Key = Qt.Key
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
FORECAST = re.compile(r"At your pace: limit around .*\d.*\(between .*\d.* and .*\d.*\)")
both_ways = pytest.mark.parametrize("way", ["mouse", "keys"])


def the_table(house: House) -> RunTableView:
    table = house.find("runs.table")
    assert isinstance(table, RunTableView)
    return table


def runs_of_today(diary: Diary) -> list[Run]:
    return [run for run in diary.runs.values() if run.on == TODAY]


def newest_run(diary: Diary) -> Run:
    return max((run for run in diary.runs.values() if run.is_run), key=start_order)


@both_ways
def test_9_log_a_run(task_house: OpenTask, hands: Hands, way: Way, qtbot: QtBot) -> None:
    house = task_house()
    hands.start(9)
    if way == "mouse":
        hands.page(house, "Runs")
        hands.click(house.find("runs.log"))
        form = in_front(qtbot, "run_form")
        hands.type("8.2")
        hands.click(part_of(form, "run_form.time.edit"))
        hands.type("45:10")
        hands.score(part_of(form, "run_form.pain.left.during"), 3)
        hands.click(part_of(form, "run_form.save"))
    else:
        hands.ctrl(Key.Key_N)
        in_front(qtbot, "run_form")
        hands.type("8.2")
        hands.tab()
        hands.type("45:10")
        hands.tab(2)
        hands.type("3")
        hands.ctrl(Key.Key_Return)
    hands.finish(way)
    closed(qtbot)
    run = runs_of_today(stored_once(house, qtbot, lambda diary: bool(runs_of_today(diary))))[0]
    last = newest_run(task_diary())
    during = run.knee(Knee.LEFT).during
    assert (run.distance_m, run.moving_s) == (8200, 2710)
    assert during is not None
    assert during.value == 3
    assert run.shoe_id == last.shoe_id
    # What stands under "More" was not seen.
    assert (run.kind, run.surface, run.hills, run.warmup) == (None, None, None, None)
    assert last.shoe_id is not None
    assert last.surface is not None


def with_the_run_of_task_9() -> ChangeSet:
    left = a_run_knee(during=3)
    return ChangeSet((Change(None, a_run("logged", TODAY, knees={Knee.LEFT: left})),))


@both_ways
def test_10_the_run_was_cut_short(
    task_house: OpenTask, hands: Hands, way: Way, qtbot: QtBot
) -> None:
    house = task_house(with_the_run_of_task_9())
    hands.ctrl(Key.Key_2)
    assert the_table(house).current_id() == "logged"
    hands.start(10)
    if way == "mouse":
        hands.row(the_table(house), 0, is_double=True)
        form = in_front(qtbot, "run_form")
        hands.click(part_of(form, "run_form.finish.cut_short_knee"))
        hands.click(part_of(form, "run_form.onset_distance.edit"))
        hands.type("6")
        hands.press(Key.Key_Return)
    else:
        hands.press(Key.Key_Return)
        in_front(qtbot, "run_form")
        hands.tab(5)
        hands.press(Key.Key_Right)
        hands.go_by_tab("run_form.onset_distance.edit")
        hands.type("6")
        hands.ctrl(Key.Key_Return)
    hands.finish(way)
    closed(qtbot)
    stored = stored_once(house, qtbot, lambda diary: diary.runs["logged"].finish is not None)
    run = stored.runs["logged"]
    assert run.finish is Finish.CUT_SHORT_KNEE
    assert (run.pain_onset_m, run.distance_m) == (6000, 8200)


@both_ways
def test_13_runs_in_the_red_shoes_with_pain(
    task_house: OpenTask, hands: Hands, way: Way, qtbot: QtBot
) -> None:
    house = task_house()
    if way == "mouse":
        hands.start(13)
        hands.page(house, "Runs")
        hands.choose(house.find("runs.shoe"), "Red 3")
        hands.click(house.find("runs.with_pain"))
    else:
        hands.ctrl(Key.Key_2)
        hands.start(13)
        hands.ctrl(Key.Key_F)
        hands.tab()
        hands.type("r")
        hands.go_by_tab("runs.with_pain")
        hands.press(Key.Key_Space)
    hands.finish(way)
    wanted = red_runs_with_pain(house.stored())
    assert len(wanted) > 3
    assert {run.id for run in the_table(house).shown_runs()} == wanted


@both_ways
def test_14_delete_a_run_and_get_it_back(
    task_house: OpenTask, hands: Hands, way: Way, qtbot: QtBot
) -> None:
    house = task_house(with_the_run_of_task_9())
    hands.ctrl(Key.Key_2)
    before = house.stored()
    assert the_table(house).chosen_ids() == ["logged"]
    hands.start(14)
    if way == "mouse":
        hands.row(the_table(house), 0)
    hands.press(Key.Key_Delete)
    stored_once(house, qtbot, lambda diary: "logged" not in diary.runs)
    if way == "mouse":
        hands.click(house.find("toast.action"))
    else:
        hands.ctrl(Key.Key_Z)
    hands.finish(way)
    assert house.stored() == before
    assert the_table(house).chosen_ids() == ["logged"]


def test_14_a_run_is_deleted_by_pointer_alone(
    task_house: OpenTask, hands: Hands, qtbot: QtBot
) -> None:
    house = task_house(with_the_run_of_task_9())
    hands.ctrl(Key.Key_2)
    before = house.stored()
    hands.row(the_table(house), 0)
    hands.menu(house, "delete")
    stored_once(house, qtbot, lambda diary: "logged" not in diary.runs)
    hands.click(house.find("toast.action"))
    assert house.stored() == before


def added_shoe(diary: Diary) -> Shoe | None:
    return next((shoe for shoe in diary.shoes.values() if shoe.name == "Orange 5"), None)


@both_ways
def test_15_add_a_pair_that_was_worn(
    task_house: OpenTask, hands: Hands, way: Way, qtbot: QtBot
) -> None:
    house = task_house()
    hands.start(15)
    if way == "mouse":
        hands.page(house, "Shoes")
        hands.click(house.find("shoes.add"))
        form = in_front(qtbot, "shoe_form")
        hands.type("Orange 5")
        hands.click(part_of(form, "shoe_form.initial.edit"))
        hands.type("30")
        hands.click(part_of(form, "shoe_form.limit.edit"))
        hands.ctrl(Key.Key_A)
        hands.type("700")
        hands.press(Key.Key_Return)
    else:
        hands.ctrl(Key.Key_3)
        hands.press(Key.Key_N, CTRL_SHIFT)
        in_front(qtbot, "shoe_form")
        hands.type("Orange 5")
        hands.tab(3)
        assert focus_name() == "shoe_form.initial.edit"
        hands.type("30")
        hands.tab()
        hands.type("700")
        hands.ctrl(Key.Key_Return)
    hands.finish(way)
    closed(qtbot)
    shoe = added_shoe(stored_once(house, qtbot, lambda diary: added_shoe(diary) is not None))
    assert shoe is not None
    assert (shoe.initial_distance_m, shoe.limit_m) == (30_000, 700_000)
    page = house.window.current_page()
    assert isinstance(page, ShoesPage)
    assert "30 of 700 km" in page.card(shoe.id).accessibleName()


@both_ways
def test_16_when_is_the_limit_and_retire(
    task_house: OpenTask, hands: Hands, way: Way, qtbot: QtBot
) -> None:
    house = task_house()
    red = shoe_named(house.stored(), "Red 3")
    name = f"shoes.card.{red.id}"
    # The way to the page is one press more.
    hands.ctrl(Key.Key_3)
    said = [label.text() for label in house.find(name).findChildren(PlainLabel)]
    assert any(FORECAST.fullmatch(text) for text in said)
    hands.start(16)
    if way == "mouse":
        hands.click(house.find(f"{name}.retire"))
        hands.click(house.find(f"{name}.retire_panel.save"))
    else:
        while focus_name() != name:
            hands.press(Key.Key_Down)
        hands.press(Key.Key_Return)
        hands.go_by_tab(f"{name}.retire")
        hands.press(Key.Key_Space)
        hands.go_by_tab(f"{name}.retire_panel.save")
        hands.press(Key.Key_Space)
    hands.finish(way)
    stored = stored_once(house, qtbot, lambda diary: diary.shoes[red.id].is_retired)
    assert stored.shoes[red.id] == replace(red, retired_on=TODAY)
    assert QApplication.focusWidget() is not None
