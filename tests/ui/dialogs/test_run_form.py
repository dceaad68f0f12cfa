from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from diary import words
from diary.domain.knee import Knee
from diary.domain.person import Person
from diary.domain.run import Finish
from diary.domain.settings import DistanceUnit
from diary.texts.numbers import Formats
from diary.ui.theme import ThemeName
from diary.ui.widgets.pain_scale import PainScale
from diary.ui.widgets.text import PlainLabel
from tests.builders import a_diary
from tests.ui.conftest import Build
from tests.ui.dialogs.run_form_hands import (
    back_to_window,
    below,
    open_form,
    part,
    press,
    saved,
    some_diary,
    strip_text,
)
from tests.ui.house import TODAY, ZONE, Keyboard, focus_name
from tests.ui.room import cut_off
from tests.ui.tree import dump, twins, unnamed

pytestmark = pytest.mark.begins_at("runs")

Key = Qt.Key


@pytest.mark.parametrize("distance", ["8.2", "8,2"])
def test_a_run_is_logged_by_keyboard(
    build: Build, keys: Keyboard, qtbot: QtBot, distance: str, spoken: list[str]
) -> None:
    house = build(some_diary())
    house.window.show_page("runs")
    form = open_form(house, keys, qtbot)
    assert focus_name() == "run_form.distance.edit"
    keys.type(distance)
    keys.tab()
    keys.type("45")
    keys.tab()
    edit = part(form, "run_form.time.edit")
    assert edit.property("text") == "45:00"
    assert focus_name() == "run_form.shoe"
    keys.tab()
    keys.type("3")
    keys.ctrl(Key.Key_Return)
    run = house.diary.runs[saved(house)]
    assert (run.distance_m, run.moving_s, run.on) == (8200.0, 2700.0, TODAY)
    assert run.shoe_id == "blue"
    # What stands under "More" was never seen, and what was left alone was not said.
    assert {run.finish, run.kind, run.surface, run.hills, run.warmup, run.rpe} == {None}
    during = run.knee(Knee.LEFT).during
    assert during is not None
    assert (during.value, during.recorded_at) == (3, house.clock.at)
    assert house.stored().runs[run.id] == run
    assert spoken[-1] == "Run saved."
    back_to_window(house, qtbot)
    assert focus_name() == "runs.table"


def test_the_pace_is_shown_while_typing(build: Build, keys: Keyboard, qtbot: QtBot) -> None:
    house = build(some_diary(), formats=Formats(DistanceUnit.MI))
    form = open_form(house, keys, qtbot)
    pace = part(form, "run_form.pace")
    assert isinstance(pace, PlainLabel)
    assert pace.text() == "Pace: not known yet"
    keys.type("5")
    keys.tab()
    keys.type("40:00")
    assert pace.text() == "Pace: 8:00 per mi"


def test_tab_goes_through_the_form_as_it_is_read(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build(some_diary())
    form = open_form(house, keys, qtbot)
    press(form, "run_form.more")
    part(form, "run_form.date").setFocus()
    seen = []
    for _ in range(40):
        seen.append(focus_name())
        if seen[-1] == "run_form.save":
            break
        keys.tab()
    assert seen == [
        "run_form.date",
        "run_form.start.edit",
        "run_form.distance.edit",
        "run_form.time.edit",
        "run_form.shoe",
        "run_form.pain.left.during",
        "run_form.pain.left.after",
        "run_form.finish.as_planned",
        "run_form.more",
        "run_form.kind",
        "run_form.surface",
        "run_form.hills",
        "run_form.warmup",
        "run_form.routine_offer",
        "run_form.effort",
        "run_form.cadence.edit",
        "run_form.climb.edit",
        "run_form.noticed.none",
        "run_form.noticed.limped.left",
        "run_form.noticed.turned_sharp.left",
        "run_form.noticed.form_faded",
        "run_form.aids.none",
        "run_form.aids.insole",
        "run_form.aids.brace",
        "run_form.aids.tape",
        "run_form.aids.sleeve",
        "run_form.note",
        "run_form.save",
    ]


def test_errors_stand_under_their_fields_and_the_first_gets_the_focus(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build(some_diary())
    form = open_form(house, keys, qtbot)
    keys.type("far")
    keys.tab()
    keys.type("4x")
    assert below(form, "run_form.distance") == "Or all in one line: 8.2 km 45:10 easy"
    keys.press(Key.Key_Return)
    assert below(form, "run_form.distance") == "Type a distance such as 8.2 or 8,2."
    assert below(form, "run_form.time").startswith("Type minutes (45), minutes and seconds")
    assert focus_name() == "run_form.distance.edit"
    assert len(house.diary.runs) == 1


def test_a_start_in_words_that_no_clock_has_is_explained(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    form = open_form(build(some_diary()), keys, qtbot)
    keys.type("8")
    part(form, "run_form.start.edit").setFocus()
    keys.type("25:00")
    keys.ctrl(Key.Key_Return)
    assert below(form, "run_form.start") == "Type a time of day such as 18:05, or leave it empty."


def test_a_wrong_field_in_the_fold_opens_it(build: Build, keys: Keyboard, qtbot: QtBot) -> None:
    form = open_form(build(some_diary()), keys, qtbot)
    keys.type("8")
    press(form, "run_form.more")
    part(form, "run_form.climb.edit").setFocus()
    keys.type("high")
    press(form, "run_form.more")
    keys.ctrl(Key.Key_Return)
    assert part(form, "run_form.climb").isVisible()
    assert focus_name() == "run_form.climb.edit"


def test_an_odd_pace_is_asked_about_and_can_be_kept(
    build: Build, keys: Keyboard, qtbot: QtBot, spoken: list[str]
) -> None:
    house = build(some_diary())
    form = open_form(house, keys, qtbot)
    keys.type("8,2")
    keys.tab()
    keys.type("15:10")
    keys.ctrl(Key.Key_Return)
    asked = "That pace is 1:51 per km. Check distance and time."
    assert strip_text(form, "run_form.pace") == f"Look: {asked}" or asked in spoken
    press(form, "run_form.pace.fix")
    assert focus_name() == "run_form.distance.edit"
    keys.ctrl(Key.Key_Return)
    press(form, "run_form.pace.keep")
    assert house.diary.runs[saved(house)].moving_s == 910.0


def test_the_form_is_as_high_as_its_fields_and_questions(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    form = open_form(build(some_diary()), keys, qtbot)
    area = form.findChild(QScrollArea, "run_form.scroll")
    assert area is not None
    content = area.widget()
    assert content is not None

    def fits() -> bool:
        wanted = content.heightForWidth(content.width())
        return area.verticalScrollBar().maximum() == 0 and area.height() == wanted

    qtbot.waitUntil(fits)
    keys.type("8,2")
    keys.tab()
    keys.type("x")
    keys.ctrl(Key.Key_Return)
    qtbot.waitUntil(fits)
    keys.press(Key.Key_Backspace)
    keys.type("15:10")
    keys.ctrl(Key.Key_Return)
    qtbot.waitUntil(fits)
    press(form, "run_form.pace.fix")
    qtbot.waitUntil(fits)


def test_saving_twice_is_an_answer_too(build: Build, keys: Keyboard, qtbot: QtBot) -> None:
    house = build(some_diary())
    open_form(house, keys, qtbot)
    keys.type("8,2")
    keys.tab()
    keys.type("15:10")
    keys.ctrl(Key.Key_Return)
    keys.ctrl(Key.Key_Return)
    assert house.diary.runs[saved(house)].moving_s == 910.0


def test_one_foot_is_offered_as_both(build: Build, keys: Keyboard, qtbot: QtBot) -> None:
    house = build(some_diary())
    form = open_form(house, keys, qtbot)
    keys.type("8")
    press(form, "run_form.more")
    part(form, "run_form.cadence.edit").setFocus()
    keys.type("82")
    button = part(form, "run_form.both_feet")
    assert button.accessibleName() == "Is that one foot? Use 164"
    press(form, "run_form.both_feet")
    assert focus_name() == "run_form.cadence.edit"
    assert not button.isVisible()
    keys.ctrl(Key.Key_Return)
    assert house.diary.runs[saved(house)].cadence_spm == 164.0


def test_where_the_pain_began_is_asked_once_there_was_some(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build(some_diary())
    form = open_form(house, keys, qtbot)
    keys.type("8")
    chip = part(form, "run_form.finish.cut_short_knee")
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    note = part(form, "run_form.note")
    assert note.isVisible()
    assert note.property("placeholderText") == "What happened?"
    assert part(form, "run_form.onset_distance").isVisible()
    part(form, "run_form.finish.as_planned").setFocus()
    keys.press(Key.Key_Space)
    assert not part(form, "run_form.onset_distance").isVisible()
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    scale = part(form, "run_form.pain.left.during")
    scale.setFocus()
    keys.type("3")
    assert part(form, "run_form.onset_distance").isVisible()
    part(form, "run_form.onset_distance.edit").setFocus()
    keys.type("6")
    keys.ctrl(Key.Key_Return)
    run = house.diary.runs[saved(house)]
    assert (run.finish, run.pain_onset_m) == (Finish.CUT_SHORT_KNEE, 6000.0)


def test_every_control_has_a_name_of_its_own(build: Build, keys: Keyboard, qtbot: QtBot) -> None:
    house = build(a_diary(person=Person(timezone=ZONE)))
    form = open_form(house, keys, qtbot)
    press(form, "run_form.more")
    nodes = dump(form)
    assert unnamed(nodes) == []
    assert twins(nodes) == []


@pytest.mark.parametrize("language", ["en", "pseudo"])
@pytest.mark.parametrize("percent", [100, 200])
def test_no_text_of_the_form_is_cut(
    build: Build,
    keys: Keyboard,
    qtbot: QtBot,
    plain_look: Callable[[ThemeName, int], None],
    percent: int,
    language: str,
) -> None:
    house = build(a_diary(person=Person(timezone=ZONE)))
    plain_look("light", percent)
    words.install(language)
    form = open_form(house, keys, qtbot)
    press(form, "run_form.more")
    qtbot.waitUntil(lambda: cut_off(form) == [])


def test_the_scales_say_knee_moment_and_word(build: Build, keys: Keyboard, qtbot: QtBot) -> None:
    form = open_form(build(some_diary()), keys, qtbot)
    scale = part(form, "run_form.pain.left.during")
    assert isinstance(scale, PainScale)
    name = scale.cells()[4].accessibleName()
    assert name == "Left knee, during the run, 4 of 10, moderate"


def test_a_form_that_grows_stays_on_the_screen_with_its_buttons(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    form = open_form(build(some_diary()), keys, qtbot)
    room = form.screen().availableGeometry()
    form.move(room.left() + 40, room.bottom() - form.height())
    there = form.pos()
    keys.type("8")
    # One that somebody moved and that has room is left there.
    assert form.pos() == there
    press(form, "run_form.more")
    qtbot.waitUntil(lambda: form.height() > 0.8 * room.height())
    qtbot.waitUntil(lambda: room.contains(form.frameGeometry()))
    assert form.x() == there.x()
    assert form.rect().contains(part(form, "run_form.save").geometry())
