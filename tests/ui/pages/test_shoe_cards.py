"""What a card keeps about a pair, which pairs are shown, and how few clicks a new pair takes."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from diary.domain.run import Surface
from diary.domain.shoe import Inspection, LimitChange, SoleFinding, UsualFor
from diary.texts.numbers import Formats
from diary.ui.pages.shoes.card import ShoeCard
from diary.ui.pages.shoes.shoe_view import shoe_view
from tests.builders import a_diary, a_run, a_shoe
from tests.ui.conftest import Build
from tests.ui.house import TODAY, Keyboard, focus_name
from tests.ui.pages.test_shoes import field, the_form, words_of
from tests.ui.shoe_hands import shoes_page, some_diary

pytestmark = pytest.mark.begins_at("shoes")

Key = Qt.Key


def test_only_the_pair_worn_last_is_the_default() -> None:
    road = UsualFor((), (Surface.ROAD,))
    shoes = [
        a_shoe("blue", "Blue 12", usual_for=road, brand="Maker", model="Fast", orthotics=True),
        a_shoe("red", "Red 3", usual_for=road),
    ]
    runs = [a_run("1", TODAY, shoe_id="red")]
    diary = a_diary(runs=runs, shoes=shoes)
    blue, red = (shoe_view(shoe, [], diary, TODAY, Formats()) for shoe in shoes)
    assert red.default == "default: road"
    assert blue.default == ""
    assert blue.about == "Daily trainer · Maker Fast · with inserts · also for road"


def test_what_was_seen_and_changed_is_told_newest_first(build: Build) -> None:
    shoe = a_shoe(
        "red",
        "Red 3",
        first_used_on=TODAY - timedelta(days=90),
        limit_changes=(LimitChange(TODAY - timedelta(days=9), 700_000.0),),
        inspections=(
            Inspection(TODAY - timedelta(days=30), ()),
            Inspection(TODAY - timedelta(days=2), (SoleFinding.TREAD_GONE,)),
        ),
    )
    page = shoes_page(build(a_diary(shoes=[shoe])))
    card = page.card("red")
    told = (
        "Sole on Wed 18 Nov 2026: tread gone\n"
        "Limit 700 km from Wed 11 Nov 2026\n"
        "Sole on Wed 21 Oct 2026: looks fine\n"
        "First used Sat 22 Aug 2026"
    )
    assert told not in words_of(card)
    card.button("history").click()
    assert told in words_of(card)
    card.button("history").click()
    assert told not in words_of(card)


def test_retired_pairs_can_be_shown_alone(build: Build, keys: Keyboard) -> None:
    house = build(some_diary())
    page = shoes_page(house)
    assert page.show_choice.isVisible()
    page.show_choice.setFocus()
    keys.press(Key.Key_Down)
    assert page.show_choice.currentText() == "Retired"
    assert page.card("done").isVisible()
    assert not page.card("red").isVisible()
    keys.tab(2)
    assert focus_name() == "shoes.card.done"
    house.window.show_page("shoes", "red")
    assert page.card("red").isVisible()
    assert page.show_choice.currentText() == "All"
    fold = house.find("shoes.retired")
    assert isinstance(fold, QPushButton)
    fold.click()
    assert page.show_choice.currentText() == "In use"
    fold.click()
    assert page.show_choice.currentText() == "All"
    page.card("done").button("reuse").click()
    assert not page.show_choice.isVisible()
    assert page.show_choice.currentText() == "In use"


def test_new_shoes_with_thirty_kilometres_take_three_clicks(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    """The page, Add shoe, Save; the fields follow one another with Tab."""
    house = build(some_diary())
    page = shoes_page(house)
    page.add.click()
    form = the_form(qtbot)
    keys.type("Green 1")
    keys.tab(3)
    keys.type("30")
    keys.tab()
    keys.type("700")
    save = field(form, "save")
    assert isinstance(save, QPushButton)
    save.click()
    green = next(shoe for shoe in house.stored().shoes.values() if shoe.name == "Green 1")
    assert (green.initial_distance_m, green.limit_m) == (30_000.0, 700_000.0)
    assert "30 of 700 km" in words_of(page.card(green.id))


def test_retired_pairs_get_their_cards_when_somebody_wants_to_see_them(build: Build) -> None:
    house = build(some_diary())
    page = shoes_page(house)
    assert len(page.findChildren(ShoeCard)) == 2
    assert page.show_choice.isVisible()
    page.activate("done")
    assert len(page.findChildren(ShoeCard)) == 3
    assert page.card("done").isVisible()
