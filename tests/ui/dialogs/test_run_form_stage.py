"""The stage of a run-walk in the form of a run: shown, chosen, and gone with the kind."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from diary.domain.diary import Diary
from diary.domain.run import Run, RunKind
from diary.domain.run_walk import RunWalk
from diary.ui.dialogs.run_form import RunFormDialog
from tests.builders import a_diary, a_run
from tests.ui.conftest import Build
from tests.ui.house import TODAY
from tests.ui.pages.plan.plan_hands import plan_page, press, the_dialog, type_into

pytestmark = pytest.mark.begins_at("plan")


def in_stages(runs: Sequence[Run] = ()) -> Diary:
    return a_diary((), runs, run_walk=RunWalk(stage=3, started_on=TODAY))


def box(form: QWidget, name: str) -> QComboBox:
    found = form.findChild(QComboBox, name)
    assert isinstance(found, QComboBox), name
    return found


def pick(form: QWidget, name: str, text: str) -> None:
    place = box(form, name).findText(text)
    assert place >= 0, text
    box(form, name).setCurrentIndex(place)
    box(form, name).activated.emit(place)


def shown(form: QWidget) -> list[str]:
    return [each.text() for each in form.findChildren(QLabel) if each.isVisibleTo(form)]


def test_the_stage_of_the_run_is_seen_and_said(build: Build, qtbot: QtBot) -> None:
    house = build(in_stages())
    plan_page(house)
    press(house, "plan.run_walk.log")
    form = the_dialog(qtbot, RunFormDialog)
    stage = box(form, "run_form.stage")
    assert stage.isVisible()
    assert stage.currentText() == "Stage 3 of 8"
    assert "5 x (3 min run, 2 min walk), 25 min in all" in shown(form)
    assert stage.accessibleDescription() == "5 x (3 min run, 2 min walk), 25 min in all"
    assert form.draft() is None
    form.submit()
    (run,) = house.stored().runs.values()
    assert run.run_walk_stage == 3


@pytest.mark.parametrize("kind", ["Easy", "Race"])
def test_another_kind_takes_the_stage_away(build: Build, qtbot: QtBot, kind: str) -> None:
    house = build(in_stages())
    plan_page(house)
    press(house, "plan.run_walk.log")
    form = the_dialog(qtbot, RunFormDialog)
    pick(form, "run_form.kind", kind)
    assert not box(form, "run_form.stage").isVisible()
    form.submit()
    (run,) = house.stored().runs.values()
    assert run.run_walk_stage is None


def test_a_stage_comes_back_with_its_kind(build: Build, qtbot: QtBot) -> None:
    house = build(in_stages())
    plan_page(house)
    press(house, "plan.run_walk.log")
    form = the_dialog(qtbot, RunFormDialog)
    pick(form, "run_form.kind", "Easy")
    pick(form, "run_form.kind", "Run-walk")
    form.submit()
    (run,) = house.stored().runs.values()
    assert (run.kind, run.run_walk_stage) == (RunKind.RUN_WALK, 3)


def test_a_run_from_elsewhere_is_given_a_stage(build: Build, qtbot: QtBot) -> None:
    house = build(in_stages([a_run("a", TODAY, kind=RunKind.EASY)]))
    page = plan_page(house)
    page.run_forms.edit("a")
    form = the_dialog(qtbot, RunFormDialog)
    assert not box(form, "run_form.stage").isVisible()
    pick(form, "run_form.kind", "Run-walk")
    assert box(form, "run_form.stage").currentText() == "Not at a stage"
    pick(form, "run_form.stage", "Stage 2 of 8")
    assert "6 x (2 min run, 2 min walk), 24 min in all" in shown(form)
    form.submit()
    assert house.stored().runs["a"].run_walk_stage == 2


@pytest.mark.parametrize(("kind", "stage"), [(RunKind.RUN_WALK, 9), (RunKind.LONG, 2)])
def test_a_stage_brought_in_stays_with_its_run(
    build: Build, qtbot: QtBot, kind: RunKind, stage: int
) -> None:
    house = build(in_stages([a_run("a", TODAY, kind=kind, run_walk_stage=stage)]))
    page = plan_page(house)
    page.run_forms.edit("a")
    form = the_dialog(qtbot, RunFormDialog)
    assert form.draft() is None
    type_into(form, "run_form.time.edit", "30:00")
    form.submit()
    run = house.stored().runs["a"]
    assert (run.moving_s, run.run_walk_stage) == (1800.0, stage)


def test_without_stages_none_is_asked_for(build: Build, qtbot: QtBot) -> None:
    house = build(a_diary((), [a_run("a", TODAY, kind=RunKind.RUN_WALK)]))
    page = plan_page(house)
    page.run_forms.edit("a")
    form = the_dialog(qtbot, RunFormDialog)
    assert not box(form, "run_form.stage").isVisible()
    form.reject()
