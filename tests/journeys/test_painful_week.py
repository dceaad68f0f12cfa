"""A week in which a knee gets worse, recorded without a pointer and read by another program."""

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from diary.domain.day import Day, PlanAnswer
from diary.domain.knee import MAIN_SIGNS, Area, Knee
from diary.domain.person import Person
from diary.domain.rules.findings import Rule
from tests.builders import a_day, a_diary, a_knee_day, a_shoe
from tests.ui.conftest import Build
from tests.ui.house import TODAY, House, Keyboard, focus_name

FIRST = TODAY - timedelta(days=6)
RUN_DAY = TODAY - timedelta(days=4)
_TYPED = ((3, 4), (4, 4), (4, 6), (5, 6), (6, 7), (6, 7), (7, 8))
# What is typed on each morning and at the end of each day.
WEEK = {FIRST + timedelta(days=number): pair for number, pair in enumerate(_TYPED)}


def a_past() -> list[Day]:
    """Seven calm weeks and five days that were worse, until the day before the week."""
    return [
        a_day(
            FIRST - timedelta(days=back),
            left=a_knee_day(morning=1, worst=4 if back <= 5 else 1 + back % 2, areas=(Area.FRONT,)),
        )
        for back in range(1, 57)
    ]


def wait_for_day(house: House, on: date, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: house.window.current_page().shown_day() == on)


def test_a_painful_week_by_keyboard(
    build: Build, keys: Keyboard, qtbot: QtBot, spoken: list[str]
) -> None:
    person = Person(tracked_knees=(Knee.LEFT,), timezone="Europe/Berlin")
    diary = a_diary(a_past(), shoes=[a_shoe()], person=person)
    house = build(diary)
    keys.ctrl(Qt.Key.Key_G)
    qtbot.waitUntil(lambda: focus_name() == "go_to_date.day.edit")
    keys.type("-6")
    keys.press(Qt.Key.Key_Return)
    wait_for_day(house, FIRST, qtbot)
    for on, (morning, worst) in WEEK.items():
        if on != FIRST:
            keys.alt(Qt.Key.Key_Right)
            wait_for_day(house, on, qtbot)
        record_a_day(house, keys, qtbot, on, morning, worst)
    tell_the_rest(house, keys)
    read_the_file(house)

    # The reminder has come, and the page of reminders tells why.
    assert house.context.reminders.findings.open[0].rule is Rule.WORSE
    assert house.window.page_list.item(4).text() == "Reminders  1"
    assert any("Left knee pain is rising" in text for text in spoken)
    keys.ctrl(Qt.Key.Key_5)
    assert house.window.current_page().key == "reminders"
    assert QApplication.focusWidget() is not None

    # Everything can be taken back, one step after the other.
    while house.context.undo.undo_text():
        keys.ctrl(Qt.Key.Key_Z)
    assert house.stored() == diary


def record_a_day(
    house: House, keys: Keyboard, qtbot: QtBot, on: date, morning: int, worst: int
) -> None:
    if on == RUN_DAY:
        log_a_run(house, keys, qtbot, on)
    house.find("today.left.morning").setFocus()
    keys.type(str(morning))
    keys.tab()
    if on == RUN_DAY:
        assert focus_name().startswith("today.left.during")
        keys.type("5")
        keys.tab()
    keys.type(str(worst))
    keys.alt(Qt.Key.Key_S)
    keys.ctrl(Qt.Key.Key_Return)


def tell_the_rest(house: House, keys: Keyboard) -> None:
    house.find("today.left.signs.none").setFocus()
    keys.press(Qt.Key.Key_Space)
    house.find("today.plan.as_planned").setFocus()
    keys.press(Qt.Key.Key_Right)
    keys.press(Qt.Key.Key_Right)
    house.find("today.note").setFocus()
    keys.type("Could not sit through the film")
    keys.ctrl(Qt.Key.Key_Return)


def read_the_file(house: House) -> None:
    stored = house.stored()
    knees = [stored.day(on).knee(Knee.LEFT) for on in WEEK]
    assert all(said.areas == (Area.FRONT,) for said in knees)
    mornings = [said.morning.value for said in knees if said.morning is not None]
    assert mornings == [morning for morning, _worst in WEEK.values()]
    run = next(iter(stored.runs.values()))
    during, after = run.knee(Knee.LEFT).during, run.knee(Knee.LEFT).after
    assert (run.on, run.distance_m, run.moving_s) == (RUN_DAY, 8200, 2710)
    assert during is not None
    assert after is not None
    assert (during.value, after.value) == (5, WEEK[RUN_DAY][1])
    last = stored.day(TODAY)
    assert last.plan is PlanAnswer.SKIPPED_KNEE
    assert last.note == "Could not sit through the film"
    assert last.knee(Knee.LEFT).signs == dict.fromkeys(MAIN_SIGNS, False)


def log_a_run(house: House, keys: Keyboard, qtbot: QtBot, on: date) -> None:
    keys.ctrl(Qt.Key.Key_N)
    qtbot.waitUntil(lambda: focus_name() == "run_form.distance.edit")
    keys.type("8,2")
    keys.tab()
    keys.type("45:10")
    keys.ctrl(Qt.Key.Key_Return)
    assert next(iter(house.diary.runs.values())).on == on
    keys.ctrl(Qt.Key.Key_1)
    wait_for_day(house, on, qtbot)
