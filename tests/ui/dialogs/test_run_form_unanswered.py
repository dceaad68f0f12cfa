"""What nobody answered in the form of a run stays not answered, and what is asked is seen."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from diary.domain.knee import Knee
from diary.domain.run import Finish, Hills, Run, RunKind, Sport, Surface, WarmUp
from diary.texts.numbers import Formats
from diary.ui.dialogs.run_draft import RunDraft
from diary.ui.dialogs.run_offers import routine_for
from diary.ui.widgets.date_button import DateButton
from tests.builders import Given, a_day, a_diary, a_knee_day, a_run, a_run_knee, a_score
from tests.ui.conftest import Build
from tests.ui.dialogs.run_form_hands import (
    LEFT_ONLY,
    open_form,
    part,
    press,
    saved,
    the_form,
)
from tests.ui.house import TODAY, House, Keyboard, focus_name

pytestmark = pytest.mark.begins_at("runs")

Key = Qt.Key
YESTERDAY = TODAY - timedelta(days=1)
FULL = {
    "finish": Finish.AS_PLANNED,
    "kind": RunKind.LONG,
    "surface": Surface.TRAIL,
    "hills": Hills.HILLY,
    "warmup": WarmUp.FROM_5_TO_10,
    "rpe": 4,
}


def full_run(on: date = YESTERDAY) -> Run:
    return a_run("before", on, **FULL)


def answers(run: Run) -> dict[str, object]:
    return {name: getattr(run, name) for name in FULL}


def chosen(form: QWidget, name: str) -> str:
    box = part(form, name)
    assert isinstance(box, QComboBox)
    return box.currentText()


def the_new_run(house: House) -> Run:
    return house.diary.runs[saved(house)]


@pytest.mark.parametrize("line", ["8,2 km 45:10", "8,2"])
def test_a_run_saved_without_opening_more_has_no_answers(
    build: Build, keys: Keyboard, qtbot: QtBot, line: str
) -> None:
    house = build(a_diary(runs=[full_run()], person=LEFT_ONLY))
    form = open_form(house, keys, qtbot)
    assert not part(form, "run_form.kind").isVisible()
    keys.type(line)
    keys.ctrl(Key.Key_Return)
    assert set(answers(the_new_run(house)).values()) == {None}


def test_everything_under_more_begins_as_not_given(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build(a_diary(runs=[full_run()], person=LEFT_ONLY))
    form = open_form(house, keys, qtbot)
    keys.type("8,2")
    press(form, "run_form.more")
    boxes = ("kind", "surface", "hills", "warmup")
    assert {chosen(form, f"run_form.{name}") for name in boxes} == {"Not given"}
    keys.ctrl(Key.Key_Return)
    assert set(answers(the_new_run(house)).values()) == {None}


def test_what_the_line_says_is_kept_and_shown(build: Build, keys: Keyboard, qtbot: QtBot) -> None:
    house = build(a_diary(runs=[full_run()], person=LEFT_ONLY))
    form = open_form(house, keys, qtbot)
    keys.type("8,2 km 45:10 easy")
    keys.tab()
    assert part(form, "run_form.kind").isVisible()
    keys.ctrl(Key.Key_Return)
    run = the_new_run(house)
    assert (run.kind, run.surface, run.hills, run.finish) == (RunKind.EASY, None, None, None)


def test_what_the_last_run_said_is_offered_and_taken_by_a_press(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build(a_diary(runs=[full_run()], person=LEFT_ONLY))
    form = open_form(house, keys, qtbot)
    keys.type("8,2")
    press(form, "run_form.more")
    offer = part(form, "run_form.routine_offer")
    day = Formats().short_day(YESTERDAY)
    assert offer.accessibleName() == f"As on {day}: Trail, Hilly, 5 to 10 min"
    press(form, "run_form.routine_offer")
    assert focus_name() == "run_form.surface"
    assert not offer.isVisible()
    keys.ctrl(Key.Key_Return)
    run = the_new_run(house)
    assert (run.surface, run.hills, run.warmup) == (
        Surface.TRAIL,
        Hills.HILLY,
        WarmUp.FROM_5_TO_10,
    )
    # Which type it was and whether it ended as planned belongs to each run.
    assert (run.kind, run.finish) == (None, None)


def test_an_offer_fills_only_what_is_still_open() -> None:
    draft = RunDraft(TODAY, surface=Surface.ROAD)
    offer = routine_for(draft, [full_run()])
    assert offer is not None
    filled = offer.filled(draft)
    assert (filled.surface, filled.hills, filled.warmup) == (
        Surface.ROAD,
        Hills.HILLY,
        WarmUp.FROM_5_TO_10,
    )
    assert routine_for(filled, [full_run()]) is None
    later = full_run(TODAY + timedelta(days=1))
    ride = a_run("ride", YESTERDAY, sport=Sport.RIDE, surface=Surface.ROAD)
    assert routine_for(draft, [later, ride, a_run("bare", YESTERDAY)]) is None


def test_a_run_that_is_edited_keeps_its_answers(build: Build, keys: Keyboard, qtbot: QtBot) -> None:
    house = build(a_diary(runs=[full_run()], person=LEFT_ONLY))
    house.window.show_page("runs")
    keys.press(Key.Key_Return)
    form = the_form(house, qtbot)
    assert not part(form, "run_form.routine_offer").isVisible()
    part(form, "run_form.note").setFocus()
    keys.type("x")
    keys.ctrl(Key.Key_Return)
    run = house.diary.runs["before"]
    assert (run.note, answers(run)) == ("x", FULL)


def test_a_run_like_another_shows_what_it_takes_over(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build(a_diary(runs=[full_run()], person=LEFT_ONLY))
    house.window.show_page("runs")
    keys.ctrl(Key.Key_D)
    form = the_form(house, qtbot)
    assert part(form, "run_form.kind").isVisible()
    assert chosen(form, "run_form.hills") == "Hilly"
    keys.ctrl(Key.Key_Return)
    run = the_new_run(house)
    assert (run.kind, run.surface, run.hills) == (RunKind.LONG, Surface.TRAIL, Hills.HILLY)
    assert (run.finish, run.rpe) == (None, None)


@pytest.mark.parametrize(
    ("of_today", "of_yesterday"),
    [
        ({"right": a_knee_day(morning=a_score(2))}, {}),
        ({}, {"right": a_knee_day(morning=a_score(2))}),
    ],
)
def test_a_knee_that_is_scored_on_the_day_is_asked_for(
    build: Build,
    keys: Keyboard,
    qtbot: QtBot,
    of_today: dict[str, Given],
    of_yesterday: dict[str, Given],
) -> None:
    days = [a_day(YESTERDAY, **of_yesterday), a_day(TODAY, **of_today)]
    house = build(a_diary(days=days, person=LEFT_ONLY))
    form = open_form(house, keys, qtbot)
    left, right = (part(form, f"run_form.pain.{knee}.during") for knee in Knee)
    assert left.isVisible()
    assert right.isVisible() == bool(of_today)
    date_button = part(form, "run_form.date")
    assert isinstance(date_button, DateButton)
    date_button.set_day(YESTERDAY)
    date_button.date_picked.emit(YESTERDAY)
    assert right.isVisible() == bool(of_yesterday)


def test_a_knee_that_another_run_of_the_day_scored_is_asked_for(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    first = a_run("before", TODAY, right=a_run_knee(during=a_score(1)))
    house = build(a_diary(runs=[first], person=LEFT_ONLY))
    form = open_form(house, keys, qtbot)
    keys.type("5")
    right = part(form, "run_form.pain.right.during")
    assert right.isVisible()
    right.setFocus()
    keys.type("3")
    keys.ctrl(Key.Key_Return)
    during = the_new_run(house).knee(Knee.RIGHT).during
    assert during is not None
    assert during.value == 3


def test_a_knee_that_the_line_scores_is_shown(build: Build, keys: Keyboard, qtbot: QtBot) -> None:
    house = build(a_diary(runs=[full_run()], person=LEFT_ONLY))
    form = open_form(house, keys, qtbot)
    right = part(form, "run_form.pain.right.during")
    assert not right.isVisible()
    keys.type("8,2 km 45:10 right 3 during")
    keys.tab()
    assert right.isVisible()
