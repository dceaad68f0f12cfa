from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox
from pytestqt.qtbot import QtBot

from diary.domain.change import Change, ChangeSet
from diary.domain.exercise import SessionKind
from diary.domain.knee import Knee, Sign
from diary.domain.plan import WeeklyTargets
from diary.domain.rules.engine import evaluate
from diary.domain.run import RunKind
from diary.domain.run_walk import RunWalk
from diary.domain.session import Session
from diary.services.entries import set_away
from diary.texts.numbers import Formats
from diary.ui.dialogs.run_form import RunFormDialog
from diary.ui.pages.today import TodayPage
from diary.ui.pages.today.next_line import next_view
from tests.builders import Given, a_day, a_diary, a_knee_day, a_plan, a_run, a_session
from tests.ui.conftest import Build
from tests.ui.house import TODAY, House


def the_line(house: House, qtbot: QtBot) -> str:
    page = house.window.current_page()
    assert isinstance(page, TodayPage)
    page.board.complete()
    qtbot.waitUntil(lambda: not house.find("today.coming").isHidden())
    return house.text("today.coming.text")


def the_form(qtbot: QtBot) -> RunFormDialog:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), RunFormDialog))
    form = QApplication.activeWindow()
    assert isinstance(form, RunFormDialog)
    return form


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
    the_form(qtbot).reject()


def test_the_step_that_plan_proposes_stands_on_today(build: Build, qtbot: QtBot) -> None:
    last = a_run("a", TODAY - timedelta(days=38), kind=RunKind.RUN_WALK, run_walk_stage=5)
    on = RunWalk(stage=5, started_on=last.on)
    house = build(a_diary(runs=[last], run_walk=on))
    the_line(house, qtbot)
    qtbot.waitUntil(lambda: "Next:" in house.text("today.coming.text"))
    assert house.text("today.coming.text") == (
        "Run-walk. Next: begin again with stage 1, 8 x (1 min run, 2 min walk). There was no run"
        " for 38 days. Stage 5 stays on until you take this step on Plan."
    )
    press(house, "today.coming.log")
    form = the_form(qtbot)
    # The same as on the page of the plan: no step is taken by itself.
    stage = form.findChild(QComboBox, "run_form.stage")
    assert stage is not None
    assert stage.currentText() == "Stage 5 of 8"
    assert house.stored().run_walk == on
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


def session_lines(**known: Given) -> tuple[str, ...]:
    """What is said of the sessions of the present day."""
    diary = a_diary(**known)
    return next_view(diary, None, evaluate(diary, TODAY), TODAY, Formats()).lines


def sessions(*days_ago: int, **other: Given) -> dict[str, Session]:
    days = {f"s{ago}": TODAY - timedelta(days=ago) for ago in days_ago}
    return {name: a_session(name, on, **other) for name, on in days.items()}


def test_a_week_that_is_done_asks_for_no_more() -> None:
    plans = {"plan-1": a_plan()}
    assert session_lines(plans=plans, sessions=sessions(1, 2, 3)) == (
        "Hips and thighs: this week's sessions are done, 3 of 3.",
    )
    more = {**sessions(1, 2, 3), **sessions(0, is_done=None)}
    assert session_lines(plans=plans, sessions=more) == (
        "Today's session: Hips and thighs. This week: 3 of 3.",
    )


def test_a_skipped_session_is_not_offered_again() -> None:
    assert session_lines(plans={"plan-1": a_plan()}, sessions=sessions(0, is_done=False)) == (
        "Today's session was skipped. This week: 0 of 3.",
    )


def test_strength_and_mobility_have_a_line_each() -> None:
    plan = a_plan(per_week=WeeklyTargets(strength=3, mobility=2))
    assert session_lines(plans={plan.id: plan}, sessions=sessions(0)) == (
        "Today's session is done: Hips and thighs, strength. This week: 1 of 3.",
        "Today's session: Hips and thighs, mobility. This week: 0 of 2.",
    )
    skipped = sessions(0, kind=SessionKind.STRETCHING, is_done=False)
    assert session_lines(plans={plan.id: plan}, sessions=skipped)[1] == (
        "Today's session was skipped: Hips and thighs, mobility. This week: 0 of 2."
    )


def test_a_session_that_is_planned_stands_beside_the_plan() -> None:
    coming = sessions(-1, kind=SessionKind.MOBILITY, is_done=None)
    assert session_lines(plans={"plan-1": a_plan()}, sessions=coming) == (
        "Today's session: Hips and thighs. This week: 0 of 3.",
        "Next session: Mobility, Sat 21 Nov.",
    )


def test_a_plan_for_runs_does_not_hide_the_session_of_another_plan() -> None:
    runs = a_plan("runs", TODAY, per_week=WeeklyTargets(runs=3))
    assert session_lines(plans={"plan-1": a_plan(), "runs": runs}) == (
        "Today's session: Hips and thighs. This week: 0 of 3.",
    )


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
