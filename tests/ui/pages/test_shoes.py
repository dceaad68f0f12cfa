from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from diary import words
from diary.domain.shoe import Inspection, ShoeKind, SoleFinding, WearState
from diary.services.entries import put_run
from diary.texts.numbers import Formats
from diary.ui.dialogs.shoe_form import ShoeFormDialog
from diary.ui.pages.shoes.shoe_view import shoe_view
from diary.ui.theme import ThemeName
from diary.ui.widgets.text import PlainLabel
from diary.ui.widgets.wear_bar import WearBar
from tests.builders import a_diary, a_run, a_run_knee, a_shoe
from tests.ui.conftest import Build
from tests.ui.house import TODAY, House, Keyboard, focus_name
from tests.ui.room import cut_off
from tests.ui.shoe_hands import LEFT_ONLY, shoes_page, some_diary
from tests.ui.tree import dump, twins, unnamed

pytestmark = pytest.mark.begins_at("shoes")

Key = Qt.Key


def retired_on(house: House, shoe_id: str) -> date | None:
    return house.diary.shoes[shoe_id].retired_on


def words_of(card: QWidget) -> list[str]:
    return [label.text() for label in card.findChildren(PlainLabel) if label.isVisible()]


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


def test_a_card_says_how_worn_a_pair_is(build: Build) -> None:
    page = shoes_page(build(some_diary()))
    assert words_of(page.card("red")) == [
        "Red 3",
        "default: long, road",
        "Daily trainer",
        "630 of 650 km",
        "97 % used · Near its limit",
        "At your pace: limit around 9 Dec (between 2 Dec and 15 Jan)",
        "Left knee, during the last 6 runs in them: middle 1",
    ]
    assert "At your pace: not enough runs to say" in words_of(page.card("blue"))


def test_the_bar_has_a_value_and_words(build: Build) -> None:
    page = shoes_page(build(some_diary()))
    bar = page.card("red").findChild(WearBar)
    assert isinstance(bar, WearBar)
    assert bar.value() == 97
    assert bar.accessibleName() == "Red 3, 630 of 650 km, near its limit"
    bars = [node for node in dump(page) if node.role == QAccessible.Role.ProgressBar]
    assert len(bars) == 2


def test_past_the_limit_the_rest_is_named(build: Build) -> None:
    shoes = [a_shoe("red", "Red 3", initial_distance_m=680_000.0)]
    page = shoes_page(build(a_diary(shoes=shoes)))
    assert "30 km over · Past its limit" in words_of(page.card("red"))


def test_what_the_sole_showed_outranks_the_distance() -> None:
    seen = Inspection(TODAY, (SoleFinding.TREAD_GONE,))
    shoe = a_shoe(inspections=(seen,))
    view = shoe_view(shoe, [], a_diary(shoes=[shoe]), TODAY, Formats())
    assert view.wear.state is WearState.INSPECT
    assert view.words == "0 % used · Look at the sole: tread gone"


def test_a_few_runs_say_nothing_about_the_knee() -> None:
    shoe = a_shoe()
    runs = [a_run(f"{n}", TODAY - timedelta(days=n), left=a_run_knee(during=3)) for n in range(4)]
    diary = a_diary(runs=runs, shoes=[shoe], person=LEFT_ONLY)
    assert shoe_view(shoe, runs, diary, TODAY, Formats()).knees == ()
    more = [*runs, a_run("4", TODAY, left=a_run_knee(during=2))]
    view = shoe_view(shoe, more, diary, TODAY, Formats())
    assert view.knees == ("Left knee, during the last 5 runs in them: middle 3",)


@pytest.mark.parametrize(
    ("first", "words"), [(2, "not enough runs to say"), (14, "more than a year to the limit")]
)
def test_a_pair_begun_lately_is_not_said_to_last_a_year(first: int, words: str) -> None:
    shoe = a_shoe()
    runs = [a_run(f"{n}", TODAY - timedelta(days=n), distance_m=10_000.0) for n in (first, 1, 0)]
    view = shoe_view(shoe, runs, a_diary(runs=runs, shoes=[shoe]), TODAY, Formats())
    assert view.forecast == f"At your pace: {words}"


def test_a_forecast_far_away_names_its_year() -> None:
    shoe = a_shoe()
    runs = [a_run(f"{n}", TODAY - timedelta(days=3 * n), distance_m=4000.0) for n in range(12)]
    view = shoe_view(shoe, runs, a_diary(runs=runs, shoes=[shoe]), TODAY, Formats())
    assert "more than a year" in view.forecast
    near = [a_run(f"{n}", TODAY - timedelta(days=3 * n), distance_m=8000.0) for n in range(12)]
    view = shoe_view(shoe, near, a_diary(runs=near, shoes=[shoe]), TODAY, Formats())
    assert "2027" in view.forecast


def test_retired_pairs_are_folded_away_and_can_come_back(build: Build) -> None:
    house = build(some_diary())
    page = shoes_page(house)
    card = page.card("done")
    assert not card.isVisible()
    fold = house.find("shoes.retired")
    assert isinstance(fold, QPushButton)
    assert fold.text() == "Retired (1)"
    fold.click()
    assert card.isVisible()
    assert "Retired on Mon 4 May 2026" in words_of(card)
    card.button("reuse").click()
    assert house.diary.shoes["done"].retired_on is None
    assert not fold.isVisible()
    house.context.undo.undo()
    assert house.diary.shoes["done"].is_retired


def test_cards_are_reached_by_arrows_and_actions_by_enter(build: Build, keys: Keyboard) -> None:
    shoes_page(build(some_diary()))
    assert focus_name() == "shoes.card.blue"
    keys.press(Key.Key_Right)
    assert focus_name() == "shoes.card.red"
    keys.press(Key.Key_Down)
    assert focus_name() == "shoes.card.red"
    keys.press(Key.Key_Return)
    assert focus_name() == "shoes.card.red.edit"
    keys.tab()
    assert focus_name() == "shoes.card.red.limit"
    keys.press(Key.Key_Escape)
    assert focus_name() == "shoes.card.red"
    keys.press(Key.Key_Left)
    assert focus_name() == "shoes.card.blue"


def test_a_card_is_one_stop(build: Build, keys: Keyboard) -> None:
    shoes_page(build(some_diary()))
    keys.tab()
    assert focus_name() == "shoes.retired"


def test_a_pair_is_retired_in_place_and_brought_back(
    build: Build, keys: Keyboard, spoken: list[str]
) -> None:
    house = build(some_diary())
    page = shoes_page(house)
    keys.press(Key.Key_Right)
    keys.press(Key.Key_Return)
    keys.tab(3)
    keys.press(Key.Key_Space)
    assert focus_name() == "shoes.card.red.retire_panel.day"
    assert "Retire Red 3 on this day? Runs keep it." in words_of(page.card("red"))
    keys.tab()
    keys.press(Key.Key_Space)
    assert retired_on(house, "red") == TODAY
    assert spoken[-1] == "Red 3 retired."
    assert focus_name() == "shoes.card.blue"
    keys.ctrl(Key.Key_Z)
    assert retired_on(house, "red") is None
    assert page.card("red").isVisible()
    keys.ctrl(Key.Key_Y)
    assert house.stored().shoes["red"].retired_on == TODAY


def test_a_question_can_be_left_without_an_answer(build: Build, keys: Keyboard) -> None:
    house = build(some_diary())
    page = shoes_page(house)
    page.card("blue").button("retire").click()
    keys.press(Key.Key_Escape)
    assert page.card("blue").panel() is None
    assert focus_name() == "shoes.card.blue"
    assert house.diary.shoes["blue"].retired_on is None


@pytest.mark.parametrize("typed", ["700,5", "700.5"])
def test_the_limit_is_changed_in_place(build: Build, keys: Keyboard, typed: str) -> None:
    house = build(some_diary())
    page = shoes_page(house)
    page.card("red").button("limit").click()
    assert focus_name() == "shoes.card.red.limit_panel.limit.edit"
    keys.type("600")
    keys.press(Key.Key_Return)
    error = house.find("shoes.card.red.limit_panel.limit.edit").accessibleDescription()
    assert error == "Set the limit above 630 km, the distance already run, or retire the shoes."
    edit = house.find("shoes.card.red.limit_panel.limit.edit")
    edit.setProperty("text", "")
    keys.type(typed)
    keys.press(Key.Key_Return)
    assert house.diary.shoes["red"].limit_m == 700_500.0
    assert "630 of 700 km" in words_of(page.card("red"))
    assert focus_name() == "shoes.card.red"
    keys.ctrl(Key.Key_Z)
    assert "630 of 650 km" in words_of(page.card("red"))


def test_the_sole_is_looked_at_in_place(build: Build, keys: Keyboard) -> None:
    house = build(some_diary())
    page = shoes_page(house)
    page.card("blue").button("sole").click()
    keys.press(Key.Key_Return)
    assert "Tick what you see, or “Looks fine”." in words_of(page.card("blue"))
    keys.press(Key.Key_Space)
    press(house, "shoes.card.blue.sole_panel.save")
    assert house.diary.shoes["blue"].inspections == (Inspection(TODAY, ()),)
    page.card("blue").button("sole").click()
    keys.tab()
    keys.press(Key.Key_Space)
    panel = page.card("blue").panel()
    assert panel is not None
    panel.action_button.click()
    seen = (Inspection(TODAY, (SoleFinding.HEEL_ONE_SIDE,)),)
    assert house.diary.shoes["blue"].inspections == seen
    house.context.undo.undo()
    assert house.diary.shoes["blue"].inspections == (Inspection(TODAY, ()),)


def test_only_a_pair_without_runs_can_be_deleted(build: Build, spoken: list[str]) -> None:
    house = build(some_diary())
    page = shoes_page(house)
    assert not page.card("red").button("delete").isVisible()
    page.card("blue").button("delete").click()
    assert "blue" not in house.diary.shoes
    assert spoken[-1] == "Blue 12 deleted."
    assert focus_name() == "shoes.card.red"
    house.context.undo.undo()
    assert page.card("blue").isVisible()


def test_a_run_counts_at_once(build: Build) -> None:
    house = build(some_diary())
    page = shoes_page(house)
    run = a_run("new", TODAY, shoe_id="blue", distance_m=10_000.0)
    house.context.journal.apply(put_run(house.diary, run))
    assert "40 of 650 km" in words_of(page.card("blue"))
    assert not page.card("blue").button("delete").isVisible()


def test_without_shoes_the_way_in_is_offered(build: Build) -> None:
    house = build(a_diary())
    shoes_page(house)
    assert house.find("shoes.empty").isVisible()
    assert focus_name() == "shoes.empty.add"


def test_a_pair_is_shown_on_request(build: Build) -> None:
    house = build(some_diary())
    house.window.show_page("shoes", "done")
    assert focus_name() == "shoes.card.done"


def test_every_stop_has_a_name_of_its_own(build: Build, qtbot: QtBot) -> None:
    house = build(some_diary())
    page = shoes_page(house)
    nodes = dump(page)
    assert unnamed(nodes) == []
    assert twins(nodes) == []
    page.card("red").button("edit").click()
    form = the_form(qtbot)
    more = field(form, "more")
    assert isinstance(more, QPushButton)
    more.click()
    nodes = dump(form)
    assert unnamed(nodes) == []
    assert twins(nodes) == []


@pytest.mark.parametrize("language", ["en", "pseudo"])
@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_on_a_card_is_cut(
    build: Build,
    qtbot: QtBot,
    plain_look: Callable[[ThemeName, int], None],
    percent: int,
    language: str,
) -> None:
    plain_look("light", percent)
    words.install(language)
    page = shoes_page(build(some_diary()))
    page.card("red").button("sole").click()

    qtbot.waitUntil(lambda: cut_off(page) == [])


def test_kinds_have_their_labels() -> None:
    shoe = a_shoe(kind=ShoeKind.RACING_CARBON)
    view = shoe_view(shoe, [], a_diary(shoes=[shoe]), TODAY, Formats())
    assert view.about == "Racing, plated"


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
def test_cards_fill_the_width_of_a_large_window(build: Build, size: tuple[int, int]) -> None:
    """Two pairs have two columns, not two of three."""
    house = build(some_diary(), size=size)
    page = shoes_page(house)
    blue, red = page.card("blue"), page.card("red")
    assert abs(blue.width() - red.width()) <= 1
    right = red.mapTo(page, red.rect().topRight()).x()
    left = min(card.mapTo(page, card.rect().topLeft()).x() for card in (blue, red))
    end = max(right, blue.mapTo(page, blue.rect().topRight()).x())
    assert abs(left - (page.width() - end)) <= 14
