from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from diary.domain.change import Change, ChangeSet
from diary.domain.knee import Knee, Sign
from diary.domain.run_walk import RunWalk
from diary.services.entries import set_away
from diary.ui.dialogs.run_form import RunFormDialog
from diary.ui.pages.today import TodayPage
from tests.builders import a_day, a_diary, a_knee_day, a_plan, a_session
from tests.ui.conftest import Build
from tests.ui.house import TODAY, House


def the_line(house: House, qtbot: QtBot) -> str:
    page = house.window.current_page()
    assert isinstance(page, TodayPage)
    page.board.complete()
    qtbot.waitUntil(lambda: not house.find("today.coming").isHidden())
    return house.text("today.coming.text")


def press(house: House, name: str) -> None:
    button = house.find(name)
    assert isinstance(button, QAbstractButton)
    button.click()


def test_the_session_of_the_plan_and_the_stage_stand_on_today(build: Build, qtbot: QtBot) -> None:
    plan = a_plan()
    house = build(a_diary(plans={plan.id: plan}, run_walk=RunWalk(stage=3, started_on=TODAY)))
    assert the_line(house, qtbot) == (
        "Today's session: Hips and thighs. This week: 0 of 3.\n"
        "Run-walk: Stage 3 of 8: 5 x (3 min run, 2 min walk)"
    )
    page = house.window.current_page()
    names = [stop.objectName() for stop in page.tab_stops()]
    place = names.index("today.coming.open")
    assert names[place + 1] == "today.coming.log"
    # It is read before the scores, not below everything.
    line, scores = house.find("today.coming"), house.find(names[place + 2])
    assert line.mapToGlobal(line.rect().bottomLeft()).y() < scores.mapToGlobal(QPoint()).y()
    assert line.visibleRegion().boundingRect().height() == line.height()
    press(house, "today.coming.open")
    assert house.window.current_page().key == "plan"


def test_the_run_of_the_stage_is_logged_from_today(build: Build, qtbot: QtBot) -> None:
    house = build(a_diary(run_walk=RunWalk(stage=3, started_on=TODAY)))
    the_line(house, qtbot)
    press(house, "today.coming.log")
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), RunFormDialog))
    form = QApplication.activeWindow()
    assert isinstance(form, RunFormDialog)
    form.reject()


def test_while_a_sign_stands_no_run_is_offered_on_today(build: Build, qtbot: QtBot) -> None:
    swollen = a_day(TODAY, left=a_knee_day(signs={Sign.SWELLING: True}))
    house = build(a_diary([swollen], run_walk=RunWalk(stage=3, started_on=TODAY)))
    assert the_line(house, qtbot) == (
        "Run-walk: Stage 3 has to wait. The sign comes first: wait until the swelling is gone,"
        " and answer no on Today."
    )
    assert house.find("today.coming.log").isHidden()
    page = house.window.current_page()
    names = [stop.objectName() for stop in page.tab_stops()]
    assert "today.coming.open" in names
    assert "today.coming.log" not in names
    calm = replace(swollen, knees={Knee.LEFT: a_knee_day(signs={Sign.SWELLING: False})})
    house.context.undo.push("answer", ChangeSet((Change(swollen, calm),)))
    qtbot.waitUntil(lambda: not house.find("today.coming.log").isHidden())
    assert house.text("today.coming.text") == (
        "Run-walk: Stage 3 of 8: 5 x (3 min run, 2 min walk)"
    )


def test_an_urgent_sign_comes_before_the_run_of_the_stage(build: Build, qtbot: QtBot) -> None:
    stuck = a_day(TODAY, left=a_knee_day(signs={Sign.STUCK: True}))
    house = build(a_diary([stuck], run_walk=RunWalk(stage=3, started_on=TODAY)))
    assert the_line(house, qtbot) == (
        "Run-walk: Stage 3 has to wait. First have the sign looked at that should not wait."
        " Until then no stage comes next."
    )
    assert house.find("today.coming.log").isHidden()


def test_a_done_session_is_said(build: Build, qtbot: QtBot) -> None:
    plan, done = a_plan(), a_session("s")
    house = build(a_diary(plans={plan.id: plan}, sessions={"s": done}))
    assert the_line(house, qtbot) == "Today's session is done. This week: 1 of 3."


def test_a_planned_session_is_said(build: Build, qtbot: QtBot) -> None:
    coming = a_session("s", TODAY + timedelta(days=3), is_done=None)
    house = build(a_diary(sessions={"s": coming}))
    assert the_line(house, qtbot) == "Next session: Strength, Mon 23 Nov."


def test_without_a_plan_and_on_other_days_nothing_is_said(build: Build, qtbot: QtBot) -> None:
    plan = a_plan()
    house = build(a_diary(plans={plan.id: plan}))
    the_line(house, qtbot)
    page = house.window.current_page()
    assert isinstance(page, TodayPage)
    page.go_to(TODAY - timedelta(days=1))
    assert house.find("today.coming").isHidden()
    page.go_to(TODAY)
    at = house.context.stamp().recorded_at
    away = set_away(house.context.journal.diary, TODAY, TODAY, at, is_away=True)
    house.context.undo.push("away", away)
    qtbot.waitUntil(lambda: house.find("today.coming").isHidden())
