"""What the form of a run offers and asks beyond the numbers."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from diary.domain.knee import Knee
from diary.domain.run import Aid, Finish, Hills, Surface
from diary.domain.settings import DistanceUnit
from diary.domain.shoe import UsualFor
from diary.texts.numbers import Formats
from diary.ui.dialogs.run_draft import RunDraft
from diary.ui.dialogs.run_offers import hills_of, is_longest
from diary.ui.widgets.chip import TickChip
from tests.builders import a_diary, a_run, a_run_knee, a_shoe
from tests.ui.conftest import Build
from tests.ui.dialogs.run_form_hands import (
    LEFT_ONLY,
    below,
    open_form,
    part,
    press,
    saved,
    some_diary,
    the_form,
)
from tests.ui.house import TODAY, Keyboard, focus_name

pytestmark = pytest.mark.begins_at("runs")

Key = Qt.Key
KM = DistanceUnit.KM


def tick(form: object, name: str) -> None:
    chip = part(form, name)  # type: ignore[arg-type]  # every form is a widget
    assert isinstance(chip, TickChip)
    chip.click()


def test_a_run_told_as_a_line_takes_ten_words(build: Build, keys: Keyboard, qtbot: QtBot) -> None:
    house = build(some_diary())
    open_form(house, keys, qtbot)
    keys.type("8,2 km 45:10 left 3 during, blue 12")
    keys.ctrl(Key.Key_Return)
    run = house.diary.runs[saved(house)]
    during = run.knee(Knee.LEFT).during
    assert during is not None
    assert (run.distance_m, run.moving_s, during.value, run.shoe_id) == (8200, 2710, 3, "blue")
    assert run.note == ""


def test_a_line_in_miles_is_shown_in_miles(build: Build, keys: Keyboard, qtbot: QtBot) -> None:
    formats = Formats(DistanceUnit.MI, decimal_mark=",")
    house = build(some_diary(), formats=formats)
    form = open_form(house, keys, qtbot)
    keys.type("5,1 mi 45:10 long")
    keys.tab()
    assert part(form, "run_form.distance.edit").property("text") == "5,10"


def test_enter_saves_from_a_line_but_not_from_the_note(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build(some_diary())
    form = open_form(house, keys, qtbot)
    keys.type("8,2")
    press(form, "run_form.more")
    part(form, "run_form.note").setFocus()
    keys.type("warm")
    keys.press(Key.Key_Return)
    keys.type("day")
    assert len(house.diary.runs) == 1
    part(form, "run_form.time.edit").setFocus()
    keys.press(Key.Key_Return)
    assert house.diary.runs[saved(house)].note == "warm\nday"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1,250,000", "Is that 1250000 or 1.250000? Type it without the thousands mark."),
        ("1.250,5", "Is that 1250.5 or 1.2505? Type it without the thousands mark."),
    ],
)
def test_two_marks_are_asked_about(
    build: Build, keys: Keyboard, qtbot: QtBot, typed: str, said: str
) -> None:
    form = open_form(build(some_diary()), keys, qtbot)
    keys.type(typed)
    keys.ctrl(Key.Key_Return)
    assert below(form, "run_form.distance") == said


def test_yes_no_and_not_answered_stay_apart(build: Build, keys: Keyboard, qtbot: QtBot) -> None:
    house = build(some_diary())
    form = open_form(house, keys, qtbot)
    keys.type("8")
    press(form, "run_form.more")
    tick(form, "run_form.noticed.none")
    tick(form, "run_form.noticed.limped.left")
    tick(form, "run_form.aids.tape")
    keys.ctrl(Key.Key_Return)
    run = house.diary.runs[saved(house)]
    left = run.knee(Knee.LEFT)
    assert (left.limped, left.turned_sharp, run.form_faded) == (True, False, False)
    assert run.aids == (Aid.TAPE,)
    assert run.knee(Knee.RIGHT).limped is None


def test_what_was_not_asked_keeps_its_answer(build: Build, keys: Keyboard, qtbot: QtBot) -> None:
    old = a_run("before", TODAY, right=a_run_knee(limped=True), form_faded=True, aids=())
    house = build(a_diary(runs=[old], person=LEFT_ONLY))
    house.window.show_page("runs")
    keys.press(Key.Key_Return)
    form = the_form(house, qtbot)
    part(form, "run_form.note").setFocus()
    keys.type("x")
    keys.ctrl(Key.Key_Return)
    new = house.diary.runs["before"]
    assert new.note == "x"
    assert (new.knees, new.form_faded, new.aids) == (old.knees, True, ())


def test_the_climb_offers_hills_that_are_taken_by_a_press(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build(some_diary())
    form = open_form(house, keys, qtbot)
    keys.type("8,2")
    press(form, "run_form.more")
    part(form, "run_form.climb.edit").setFocus()
    keys.type("220")
    offer = part(form, "run_form.hills_offer")
    assert offer.accessibleName() == "With that climb: hilly?"
    press(form, "run_form.hills_offer")
    assert focus_name() == "run_form.hills"
    assert not offer.isVisible()
    keys.ctrl(Key.Key_Return)
    assert house.diary.runs[saved(house)].hills is Hills.HILLY


@pytest.mark.parametrize(
    ("climb", "descent_m", "chosen", "offered"),
    [
        ("20", None, Hills.FLAT, None),
        ("100", None, Hills.FLAT, Hills.ROLLING),
        ("300", 300.0, Hills.HILLY, None),
        ("10", 400.0, None, Hills.DOWNHILL),
        ("", None, None, None),
    ],
)
def test_hills_follow_the_climb_of_each_kilometre(
    climb: str, descent_m: float | None, chosen: Hills | None, offered: Hills | None
) -> None:
    draft = RunDraft(TODAY, distance="10", climb=climb, hills=chosen)
    assert hills_of(draft, KM, descent_m) is offered


def test_the_longest_run_is_said_to_be_so() -> None:
    others = [a_run("a", TODAY, distance_m=9000.0)]
    assert is_longest(RunDraft(TODAY, distance="9,1"), KM, others)
    assert not is_longest(RunDraft(TODAY, distance="9"), KM, others)
    assert not is_longest(RunDraft(TODAY, distance="9"), KM, [])


def test_the_pair_follows_surface_and_type_until_one_is_chosen(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    runs = [a_run("before", TODAY - timedelta(days=1), shoe_id="blue", surface=Surface.ROAD)]
    shoes = [
        a_shoe("blue", "Blue 12"),
        a_shoe("hill", "Hill", usual_for=UsualFor((), (Surface.TRAIL,))),
    ]
    house = build(a_diary(runs=runs, shoes=shoes, person=LEFT_ONLY))
    form = open_form(house, keys, qtbot)
    press(form, "run_form.more")
    shoe, surface = part(form, "run_form.shoe"), part(form, "run_form.surface")
    assert isinstance(shoe, QComboBox)
    assert isinstance(surface, QComboBox)
    assert shoe.currentText().startswith("Blue 12")
    surface.setCurrentIndex(surface.findText("Trail"))
    surface.activated.emit(surface.currentIndex())
    assert shoe.currentText().startswith("Hill")


def test_a_run_cut_short_by_the_knee_takes_few_presses(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    run = a_run("before", TODAY, left=a_run_knee(during=3))
    house = build(a_diary(runs=[run], person=LEFT_ONLY))
    house.window.show_page("runs")
    keys.press(Key.Key_Return)
    form = the_form(house, qtbot)
    qtbot.mouseClick(part(form, "run_form.finish.cut_short_knee"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(part(form, "run_form.onset_distance.edit"), Qt.MouseButton.LeftButton)
    keys.type("6")
    keys.press(Key.Key_Return)
    new = house.diary.runs["before"]
    assert (new.finish, new.pain_onset_m) == (Finish.CUT_SHORT_KNEE, 6000.0)
