"""A German and an American computer: both decimal marks are taken, and the own one is shown."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, Qt
from pytestqt.qtbot import QtBot

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.person import Person
from diary.domain.settings import DistanceUnit
from diary.domain.units import METRES
from diary.ui.locale_formats import locale_formats
from diary.ui.widgets.text import PlainLabel
from tests.builders import a_diary, a_shoe
from tests.journeys.hands import Hands, closed, in_front, stored_once
from tests.ui.conftest import Build
from tests.ui.house import ZONE, House, focus_name

Key = Qt.Key
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
PERSON = Person(tracked_knees=(Knee.LEFT,), timezone=ZONE)
PLACES = {"de_DE": (DistanceUnit.KM, ","), "en_US": (DistanceUnit.MI, ".")}
both_marks = pytest.mark.parametrize("typed", ["8,25", "8.25"])


@pytest.fixture(params=PLACES)
def place(request: pytest.FixtureRequest) -> Iterator[str]:
    """The locale of the computer."""
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield request.param
    QLocale.setDefault(before)


def a_house(build: Build, place: str) -> House:
    unit, mark = PLACES[place]
    formats = locale_formats(unit)
    assert formats.decimal_mark == mark
    return build(a_diary(shoes=[a_shoe()], person=PERSON), formats=formats)


def texts(house: House, name: str) -> str:
    return " ".join(label.text() for label in house.find(name).findChildren(PlainLabel))


@both_marks
def test_9_a_run_is_logged(
    build: Build, hands: Hands, qtbot: QtBot, place: str, typed: str
) -> None:
    house = a_house(build, place)
    unit, mark = PLACES[place]
    hands.ctrl(Key.Key_N)
    in_front(qtbot, "run_form")
    hands.type(typed)
    hands.tab()
    hands.type("45:10")
    hands.ctrl(Key.Key_Return)
    closed(qtbot)
    stored = stored_once(house, qtbot, lambda diary: bool(diary.runs))
    run = next(iter(stored.runs.values()))
    assert run.distance_m == pytest.approx(8.25 * METRES[unit])
    assert run.moving_s == 2710
    shown = house.text("runs.shown")
    assert f"8{mark}2" in shown or f"8{mark}3" in shown


@both_marks
def test_15_a_pair_is_added(
    build: Build, hands: Hands, qtbot: QtBot, place: str, typed: str
) -> None:
    house = a_house(build, place)
    unit, _mark = PLACES[place]
    hands.ctrl(Key.Key_3)
    hands.press(Key.Key_N, CTRL_SHIFT)
    in_front(qtbot, "shoe_form")
    hands.type("Orange 5")
    hands.go_by_tab("shoe_form.initial.edit")
    hands.type(typed)
    hands.tab()
    assert focus_name() == "shoe_form.limit.edit"
    hands.type("700")
    hands.ctrl(Key.Key_Return)
    closed(qtbot)
    stored = stored_once(house, qtbot, has_two_pairs)
    shoe = next(each for each in stored.shoes.values() if each.name == "Orange 5")
    assert shoe.initial_distance_m == pytest.approx(8.25 * METRES[unit])
    assert shoe.limit_m == pytest.approx(700 * METRES[unit])
    assert f"8 of 700 {house.context.formats().unit_label()}" in texts(
        house, f"shoes.card.{shoe.id}"
    )


def has_two_pairs(diary: Diary) -> bool:
    return len(diary.shoes) == 2
