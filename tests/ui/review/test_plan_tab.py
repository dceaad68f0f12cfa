"""The plan of somebody else in the review window: values, chart and keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from diary.charts.painter import FigurePainter
from diary.domain.diary import Diary
from diary.domain.run_walk import RunWalk, StageStep, StartGate, StepReason
from diary.ui.chart_source import ChartSource
from diary.ui.review.plan_tab import PlanTab
from diary.ui.review.reader import tab_titles
from diary.ui.theme import ThemeName
from tests.builders_review import LAST_ON, a_file, runner
from tests.ui.house import cut_off
from tests.ui.review.conftest import OpenDesk
from tests.ui.review.desk import Desk, texts_of
from tests.ui.tree import dump, unnamed


def in_stages() -> Diary:
    steps = (StageStep(LAST_ON - timedelta(4), 2, 3, StepReason.PROGRESS),)
    gate = StartGate(pt_override=True)
    begun = RunWalk(stage=3, started_on=LAST_ON - timedelta(12), gate=gate, steps=steps)
    return replace(runner("J.K."), run_walk=begun)


def plan_tab(desk: Desk) -> PlanTab:
    tab = desk.window.reader.tab("plan")
    assert isinstance(tab, PlanTab)
    return tab


def test_the_tab_has_the_plan_the_exercises_and_the_steps(
    open_desk: OpenDesk, tmp_path: Path
) -> None:
    desk = open_desk(a_file(tmp_path / "1.kneelog", in_stages()))
    said = texts_of(plan_tab(desk)).splitlines()
    assert {"Plan “Hips and thighs”", "Strength", "Back to running", "Next session"} <= set(said)
    assert any(text.startswith("stage 3 of 8: 5 ") for text in said)
    assert {"Step-down", "Side plank", "Moved on"} <= set(said)
    desk.window.reader.forget()
    assert "Step-down" not in texts_of(plan_tab(desk))


def test_with_little_room_every_value_has_its_heading(open_desk: OpenDesk, tmp_path: Path) -> None:
    desk = open_desk(a_file(tmp_path / "1.kneelog", in_stages()), size=(720, 900))
    desk.window.reader.show_tab("plan")
    said = texts_of(plan_tab(desk))
    assert "Times done: 5" in said
    desk.window.resize(1280, 900)
    said = texts_of(plan_tab(desk))
    assert "Times done: 5" not in said
    assert "Times done" in said


def test_without_a_plan_the_tab_says_so(open_desk: OpenDesk, tmp_path: Path) -> None:
    bare = replace(runner("J.K."), plans={}, exercises={}, sessions={})
    desk = open_desk(a_file(tmp_path / "1.kneelog", bare))
    assert "No plan, no exercises and no stages in these days." in texts_of(plan_tab(desk))


def test_the_plan_is_reached_by_a_key_and_its_days_by_arrows(
    open_desk: OpenDesk, tmp_path: Path
) -> None:
    file = a_file(tmp_path / "1.kneelog", in_stages())
    desk = open_desk(file, charts=ChartSource(FigurePainter()))
    number = list(tab_titles()).index("plan") + 1
    desk.qtbot.keyClick(desk.window, str(number), Qt.KeyboardModifier.ControlModifier)
    assert desk.window.reader.current_tab() is plan_tab(desk)
    desk.rest()
    tab = plan_tab(desk)
    tab.plot.days().setFocus()
    desk.qtbot.keyClick(tab.plot.days(), Qt.Key.Key_Left)
    assert tab.plot.day() == LAST_ON - timedelta(1)
    assert not unnamed(dump(tab))


@pytest.mark.parametrize("width", [720, 1280])
@pytest.mark.parametrize(("theme", "percent"), [("light", 100), ("contrast", 200)])
def test_nothing_is_cut_off(
    open_desk: OpenDesk,
    tmp_path: Path,
    plain_look: Callable[[ThemeName, int], None],
    theme: ThemeName,
    percent: int,
    width: int,
) -> None:
    plain_look(theme, percent)
    desk = open_desk(a_file(tmp_path / "1.kneelog", in_stages()), size=(width, 900))
    desk.window.reader.show_tab("plan")
    desk.rest()
    tab = plan_tab(desk)
    desk.qtbot.waitUntil(lambda: not cut_off(tab))
    area = tab.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    inside, seen = area.widget(), area.viewport()
    assert inside is not None
    assert inside.minimumSizeHint().width() <= seen.width()
