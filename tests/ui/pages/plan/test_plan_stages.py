from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from diary.domain.diary import Diary
from diary.domain.knee import Sign
from diary.domain.run import Run, RunKind
from diary.domain.run_walk import EIGHT_STAGES, RunWalk, Stage, StartGate, StepReason
from diary.domain.settings import Settings
from diary.ui.dialogs.run_form import RunFormDialog
from diary.ui.pages.plan.stages_form import StagesFormDialog
from tests.builders import Given, a_day, a_diary, a_knee_day, a_run, a_run_knee
from tests.ui.conftest import Build
from tests.ui.house import TODAY, House
from tests.ui.pages.plan.plan_hands import (
    BOTH,
    choose_in,
    heard,
    plan_page,
    press,
    press_in,
    the_dialog,
    type_into,
)

pytestmark = pytest.mark.begins_at("plan")

STARTED = TODAY - timedelta(days=6)


def settled(run_id: str, days_ago: int, stage: int) -> Run:
    """A run at a stage that settled; its morning is said by `mornings`."""
    return a_run(
        run_id,
        TODAY - timedelta(days=days_ago),
        kind=RunKind.RUN_WALK,
        run_walk_stage=stage,
        left=a_run_knee(during=1, after=1),
    )


def in_stages(stage: int = 3, runs: tuple[Run, ...] = (), **other: Given) -> Diary:
    run_walk = RunWalk(stage=stage, started_on=STARTED, gate=StartGate(walk_30_ok=True))
    days = range(10) if runs else ()
    mornings = [a_day(TODAY - timedelta(days=n), left=a_knee_day(1, 1)) for n in days]
    known: dict[str, Given] = {"run_walk": run_walk, "person": BOTH}
    return a_diary(mornings, runs, **{**known, **other})


def stage_of(house: House) -> int:
    run_walk = house.stored().run_walk
    assert run_walk is not None
    return run_walk.stage


def test_the_gate_says_what_is_missing_and_opens(build: Build) -> None:
    house = build(a_diary(person=BOTH))
    page = plan_page(house)
    assert house.text("plan.run_walk.missing") == (
        "Before the first stage:\nWalk for 30 minutes with a score of 2 or less.\n"
        "Worth asking your PT for: a hop test."
    )
    hop = house.find("plan.run_walk.hop")
    assert isinstance(hop, QPushButton) or hop.accessibleName() == (
        "Hops and landings were fine with my PT"
    )
    press(house, "plan.run_walk.start")
    assert house.stored().run_walk is None
    press(house, "plan.run_walk.walk")
    press(house, "plan.run_walk.hop")
    assert house.find("plan.run_walk.missing").isHidden()
    press(house, "plan.run_walk.start")
    stored = house.stored().run_walk
    assert stored is not None
    assert stored.gate == StartGate(True, True, False)
    assert (stored.stage, stored.started_on) == (1, TODAY)
    assert house.text("plan.run_walk.stage") == "Stage 1 of 8: 8 x (1 min run, 2 min walk)"
    assert page.run_walk.card.log.hasFocus()
    house.context.undo.undo()
    assert house.stored().run_walk is None


def test_a_swollen_knee_keeps_the_gate_shut_unless_the_pt_says_so(build: Build) -> None:
    swollen = a_day(TODAY, left=a_knee_day(signs={Sign.SWELLING: True}))
    house = build(a_diary([swollen], person=BOTH))
    plan_page(house)
    press(house, "plan.run_walk.walk")
    assert "Wait until the swelling is gone, and answer no on Today." in house.text(
        "plan.run_walk.missing"
    )
    press(house, "plan.run_walk.pt")
    press(house, "plan.run_walk.start")
    assert stage_of(house) == 1


def test_two_settled_runs_propose_the_next_stage_which_is_taken(build: Build) -> None:
    house = build(in_stages(runs=(settled("a", 4, 3), settled("b", 2, 3))))
    plan_page(house)
    assert house.text("plan.run_walk.runs") == (
        "Runs at this stage (during / after / next morning):\n"
        "Wed 18 Nov: left 1 / 1 / 1, settled\nMon 16 Nov: left 1 / 1 / 1, settled"
    )
    assert house.text("plan.run_walk.next") == "Next: stage 4, 5 x (4 min run, 1 min walk)."
    assert house.text("plan.run_walk.reason") == ("The last two runs at this stage were settled.")
    assert stage_of(house) == 3
    press(house, "plan.run_walk.take")
    assert stage_of(house) == 4
    assert house.context.undo.undo_text() == "step to another stage"
    assert house.find("plan.run_walk.take").isHidden()


def test_while_a_sign_stands_no_step_is_offered(build: Build) -> None:
    diary = in_stages(runs=(settled("a", 4, 3), settled("b", 2, 3)))
    swollen = a_knee_day(8, 8, signs={Sign.SWELLING: True, Sign.LOCKING: True})
    house = build(replace(diary, days={**diary.days, TODAY: a_day(TODAY, left=swollen)}))
    page = plan_page(house)
    assert house.text("plan.run_walk.next") == "Stage 3 has to wait."
    assert house.text("plan.run_walk.reason") == (
        "The sign comes first: wait until the knee does not lock, and answer no on Today."
    )
    for name in ("log", "take", "repeat", "by_hand"):
        assert house.find(f"plan.run_walk.{name}").isHidden()
    assert not {page.run_walk.card.take, page.run_walk.card.by_hand} & {*page.tab_stops()}


def with_sign(sign: Sign, diary: Diary) -> Diary:
    today = a_day(TODAY, left=a_knee_day(1, 1, signs={sign: True}))
    return replace(diary, days={**diary.days, TODAY: today})


@pytest.mark.parametrize("is_paused", [False, True])
def test_a_higher_stage_is_asked_about_while_a_sign_stands(
    build: Build, *, is_paused: bool
) -> None:
    run_walk = RunWalk(stage=3, started_on=STARTED, is_paused=is_paused)
    house = build(with_sign(Sign.SWELLING, in_stages(run_walk=run_walk)))
    menu = plan_page(house).run_walk.card.other.menu()
    sign = (
        "The sign comes first: wait until the swelling is gone, and answer no on Today."
        " Go up now only if your PT wants it so."
    )
    choose_in(menu, "Stage 5")
    assert house.text("plan.run_walk.asked") == (
        f"{sign} This leaves out: stage 4. Do that only if your PT wants it so."
    )
    choose_in(menu, "Stage 4")
    assert house.text("plan.run_walk.asked") == sign
    assert stage_of(house) == 3
    press(house, "plan.run_walk.stay")
    choose_in(menu, "Stage 2")
    assert stage_of(house) == 2
    choose_in(menu, "Stage 3")
    press(house, "plan.run_walk.skip")
    assert stage_of(house) == 3


@pytest.mark.parametrize("is_paused", [False, True])
def test_a_sign_that_should_not_wait_lets_nobody_up(build: Build, *, is_paused: bool) -> None:
    run_walk = RunWalk(stage=3, started_on=STARTED, is_paused=is_paused)
    house = build(with_sign(Sign.STUCK, in_stages(run_walk=run_walk)))
    page = plan_page(house)
    told: list[str] = []
    house.context.messages.fault_told.connect(lambda text, _error: told.append(text))
    for stage in (4, 6):
        choose_in(page.run_walk.card.other.menu(), f"Stage {stage}")
        assert page.run_walk.card.skip not in page.tab_stops()
        assert told.pop() == "Not yet: before a higher stage comes a look at the sign you ticked."
    assert stage_of(house) == 3
    choose_in(page.run_walk.card.other.menu(), "Stage 2")
    assert stage_of(house) == 2


def test_a_run_without_a_stage_that_was_too_much_holds(build: Build) -> None:
    easy = a_run("easy", TODAY - timedelta(days=1), left=a_run_knee(during=9, after=9))
    house = build(in_stages(runs=(settled("a", 5, 3), settled("b", 3, 3), easy)))
    plan_page(house)
    assert house.text("plan.run_walk.next") == "Next: stage 3 again, 5 x (3 min run, 2 min walk)."
    assert house.text("plan.run_walk.reason") == (
        "A run that names no stage asks to step back: repeat this stage before you build."
        " Rest from running up to and including Sat 21 Nov."
    )
    assert house.find("plan.run_walk.take").isHidden()


def test_a_repeated_stage_says_from_when_runs_count(build: Build) -> None:
    house = build(in_stages(runs=(settled("a", 0, 3),)))
    plan_page(house)
    told = heard(house)
    press(house, "plan.run_walk.repeat")
    assert told == ["Runs count anew, from those of today on."]
    assert "Fri 20 Nov" in house.text("plan.run_walk.runs")


def test_the_ticks_of_a_start_are_not_kept_for_the_next_one(build: Build) -> None:
    house = build(a_diary(person=BOTH))
    page = plan_page(house)
    press(house, "plan.run_walk.walk")
    press(house, "plan.run_walk.hop")
    press(house, "plan.run_walk.start")
    choose_in(page.run_walk.card.other.menu(), "Leave the stages")
    assert page.run_walk.card.gate.answers() == StartGate()
    assert house.text("plan.run_walk.missing").startswith("Before the first stage:\nWalk for")
    press(house, "plan.run_walk.start")
    assert house.stored().run_walk is None


def test_one_settled_run_asks_for_one_more(build: Build) -> None:
    house = build(in_stages(runs=(settled("a", 3, 3),)))
    plan_page(house)
    assert house.text("plan.run_walk.next") == ("Next: stage 3 again, 5 x (3 min run, 2 min walk).")
    assert house.text("plan.run_walk.reason") == (
        "It takes two settled runs in a row at this stage."
    )
    assert house.find("plan.run_walk.take").isHidden()
    press(house, "plan.run_walk.repeat")
    stored = house.stored().run_walk
    assert stored is not None
    assert [step.reason for step in stored.steps] == [StepReason.HOLD]


def test_a_stage_is_skipped_by_hand_only_when_that_is_meant(build: Build) -> None:
    house = build(in_stages())
    page = plan_page(house)
    press(house, "plan.run_walk.by_hand")
    assert stage_of(house) == 4
    choose_in(page.run_walk.card.other.menu(), "Stage 7")
    assert house.text("plan.run_walk.asked") == (
        "This leaves out: stage 5, 6. Do that only if your PT wants it so."
    )
    assert stage_of(house) == 4
    press(house, "plan.run_walk.stay")
    choose_in(page.run_walk.card.other.menu(), "Stage 7")
    press(house, "plan.run_walk.skip")
    assert stage_of(house) == 7
    choose_in(page.run_walk.card.other.menu(), "Stage 2")
    assert stage_of(house) == 2


def test_paused_stages_propose_nothing(build: Build) -> None:
    house = build(in_stages(runs=(settled("a", 4, 3), settled("b", 2, 3))))
    plan_page(house)
    press(house, "plan.run_walk.pause")
    assert house.text("plan.run_walk.next") == "The stages are paused at stage 3."
    assert house.find("plan.run_walk.log").isHidden()
    press(house, "plan.run_walk.pause")
    assert not house.find("plan.run_walk.take").isHidden()


def test_the_run_of_a_stage_opens_filled(build: Build, qtbot: QtBot) -> None:
    house = build(in_stages())
    plan_page(house)
    press(house, "plan.run_walk.log")
    form = the_dialog(qtbot, RunFormDialog)
    time = form.findChild(QLineEdit, "run_form.time.edit")
    assert isinstance(time, QLineEdit)
    assert time.text() == "25:00"
    form.submit()
    (run,) = house.stored().runs.values()
    assert (run.kind, run.run_walk_stage, run.moving_s) == (RunKind.RUN_WALK, 3, 1500.0)


def test_an_edited_run_keeps_its_stage(build: Build, qtbot: QtBot) -> None:
    run = settled("a", 3, 3)
    house = build(in_stages(runs=(run,)))
    page = plan_page(house)
    page.run_forms.edit("a")
    the_dialog(qtbot, RunFormDialog).submit()
    assert house.stored().runs["a"].run_walk_stage == 3


def test_the_table_of_stages_is_changed(build: Build, qtbot: QtBot) -> None:
    house = build(in_stages(8))
    page = plan_page(house)
    choose_in(page.run_walk.card.other.menu(), "Change the stages")
    form = the_dialog(qtbot, StagesFormDialog)
    type_into(form, "stages_form.1.run_min", "0")
    form.submit()
    error = form.findChild(QLabel, "stages_form.error")
    assert isinstance(error, QLabel)
    assert error.text() == "Stage 1: The minutes of running must be from 1 to 180."
    type_into(form, "stages_form.1.run_min", "2")
    press_in(form, "stages_form.8.remove")
    form.submit()
    stored = house.stored().run_walk
    assert stored is not None
    assert stored.stages == (Stage(2, 2, 8), *EIGHT_STAGES[1:7])
    assert stored.stage == 7
    house.context.undo.undo()
    assert stage_of(house) == 8


def test_the_stages_are_left_and_the_runs_stay(build: Build) -> None:
    house = build(in_stages(runs=(settled("a", 3, 3),)))
    page = plan_page(house)
    choose_in(page.run_walk.card.other.menu(), "Leave the stages")
    assert house.stored().run_walk is None
    assert house.stored().runs["a"].run_walk_stage == 3
    assert not house.find("plan.run_walk.start").isHidden()


def test_steps_a_minute_are_followed_only_on_request(build: Build) -> None:
    runs = [
        a_run(
            f"run-{n}",
            TODAY - timedelta(days=2 * n),
            kind=RunKind.EASY,
            distance_m=5000.0,
            moving_s=1800.0,
            cadence_spm=150.0,
        )
        for n in range(4)
    ]
    house = build(a_diary(runs=runs, person=BOTH))
    plan_page(house)
    assert house.text("plan.cadence.lines") == ("Your usual on easy runs: 150 steps a minute.")
    press(house, "plan.cadence.follow")
    assert house.stored().settings.cadence_taken_up_on == TODAY
    assert house.text("plan.cadence.lines") == (
        "Your usual on easy runs: 150 steps a minute.\nThe last 7 days: 150.\n"
        "Next, if you like: 158 for some minutes of an easy run.\n"
        "After 2 easy runs in 7 days at about that pace below 160 steps a minute, a reminder says"
        " how many to try next, at most every 14 days."
    )
    press(house, "plan.cadence.stop")
    assert house.stored().settings == replace(Settings(), cadence_taken_up_on=None)
    assert QApplication.focusWidget() is house.find("plan.cadence.follow")


def test_steps_a_minute_that_are_many_already_are_explained(build: Build) -> None:
    runs = [
        a_run(
            f"run-{n}",
            TODAY - timedelta(days=2 * n),
            kind=RunKind.EASY,
            distance_m=5000.0,
            moving_s=1800.0,
            cadence_spm=167.0,
        )
        for n in range(4)
    ]
    settings = replace(Settings(), cadence_taken_up_on=TODAY)
    house = build(a_diary(runs=runs, person=BOTH, settings=settings))
    plan_page(house)
    assert house.text("plan.cadence.lines") == (
        "Your usual on easy runs: 167 steps a minute.\nThe last 7 days: 167.\n"
        "That is 160 or more already: there is nothing to try now.\n"
        "After 2 easy runs in 7 days at about that pace below 160 steps a minute, a reminder says"
        " how many to try next, at most every 14 days."
    )


def test_without_steps_a_minute_the_card_is_left_out(build: Build) -> None:
    house = build(a_diary(person=BOTH))
    plan_page(house)
    assert house.find("plan.cadence").isHidden()
