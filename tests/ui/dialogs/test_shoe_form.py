import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from diary.domain.settings import DistanceUnit, Settings
from diary.texts.numbers import Formats
from diary.ui.dialogs.shoe_form import ShoeFormDialog
from tests.builders import a_diary
from tests.ui.conftest import Build
from tests.ui.house import House, Keyboard, focus_name
from tests.ui.shoe_hands import shoes_page, some_diary

pytestmark = pytest.mark.begins_at("shoes")

Key = Qt.Key


def press(house: House, name: str) -> None:
    button = house.find(name)
    assert isinstance(button, QPushButton)
    button.click()


def the_form(qtbot: QtBot) -> ShoeFormDialog:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), ShoeFormDialog))
    form = QApplication.activeWindow()
    assert isinstance(form, ShoeFormDialog)
    return form


def field(form: QWidget, name: str) -> QWidget:
    found = form.findChild(QWidget, f"shoe_form.{name}")
    assert isinstance(found, QWidget), name
    return found


def back_to_window(house: House, qtbot: QtBot) -> None:
    house.window.activateWindow()
    qtbot.waitUntil(house.window.isActiveWindow)


def test_a_pair_is_added_by_keyboard(build: Build, keys: Keyboard, qtbot: QtBot) -> None:
    house = build(some_diary())
    shoes_page(house)
    keys.press(Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    form = the_form(qtbot)
    assert field(form, "name.edit").property("text") == "Shoe 1"
    keys.type("Green 1")
    keys.tab(3)
    assert focus_name() == "shoe_form.initial.edit"
    keys.type("30,5")
    keys.tab()
    keys.type("700")
    keys.ctrl(Key.Key_Return)
    green = next(shoe for shoe in house.diary.shoes.values() if shoe.name == "Green 1")
    assert (green.initial_distance_m, green.limit_m) == (30_500.0, 700_000.0)
    assert house.stored().shoes[green.id] == green
    back_to_window(house, qtbot)
    assert focus_name() == f"shoes.card.{green.id}"
    keys.ctrl(Key.Key_Z)
    assert green.id not in house.diary.shoes
    keys.ctrl(Key.Key_Y)
    assert house.diary.shoes[green.id] == green


def test_the_limit_follows_the_kind_until_it_is_typed(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    settings = Settings(distance_unit=DistanceUnit.MI)
    house = build(a_diary(settings=settings), formats=Formats(DistanceUnit.MI))
    shoes_page(house)
    press(house, "shoes.empty.add")
    form = the_form(qtbot)
    limit, kind = field(form, "limit.edit"), field(form, "kind")
    assert limit.property("text") == "400"
    kind.setFocus()
    keys.type("Tr")
    assert limit.property("text") == "375"
    limit.setFocus()
    keys.press(Key.Key_End)
    keys.press(Key.Key_Backspace)
    kind.setFocus()
    keys.type("Sp")
    assert limit.property("text") == "37"


def test_wrong_fields_of_a_pair_are_explained(build: Build, keys: Keyboard, qtbot: QtBot) -> None:
    house = build(some_diary())
    page = shoes_page(house)
    page.card("red").button("edit").click()
    form = the_form(qtbot)
    keys.type("blue 12")
    field(form, "limit.edit").setProperty("text", "600")
    keys.ctrl(Key.Key_Return)
    name = field(form, "name.edit").accessibleDescription()
    assert name == "You already have “blue 12”. Add a number or a colour."
    assert "630 km" in field(form, "limit.edit").accessibleDescription()
    assert focus_name() == "shoe_form.name.edit"
    assert house.diary.shoes["red"].name == "Red 3"


def opened_after_half_a_name(house: House, keys: Keyboard, qtbot: QtBot) -> ShoeFormDialog:
    """The form for a new pair, after it was left by Esc with a name in it."""
    shoes_page(house)
    press(house, "shoes.add")
    the_form(qtbot)
    keys.type("Half typed")
    keys.press(Key.Key_Escape)
    back_to_window(house, qtbot)
    press(house, "shoes.add")
    return the_form(qtbot)


def test_a_started_pair_is_offered_again(build: Build, keys: Keyboard, qtbot: QtBot) -> None:
    house = build(some_diary())
    form = opened_after_half_a_name(house, keys, qtbot)
    strip = field(form, "draft")
    assert strip.accessibleName() == "Info: Continue the shoe you started?"
    button = field(form, "draft.continue")
    assert isinstance(button, QPushButton)
    button.click()
    assert field(form, "name.edit").property("text") == "Half typed"
    # Enter saves the pair; on Cancel it would have closed the form without a word.
    assert focus_name() == "shoe_form.name.edit"
    keys.press(Key.Key_Return)
    assert "Half typed" in {shoe.name for shoe in house.diary.shoes.values()}


def test_the_question_about_a_started_pair_comes_before_the_fields(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    form = opened_after_half_a_name(build(some_diary()), keys, qtbot)
    button = field(form, "draft.continue")
    button.setFocus()
    seen = []
    for _ in range(3):
        seen.append(focus_name())
        keys.tab()
    assert seen == ["shoe_form.draft.continue", "shoe_form.draft.discard", "shoe_form.name.edit"]
    field(form, "draft.discard").setFocus()
    keys.press(Key.Key_Return)
    assert focus_name() == "shoe_form.name.edit"
