"""Nothing on Today moves that was not asked to, and what was asked for is brought into view."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from diary.domain.knee import Area, Knee, Sign
from tests.builders import a_day, a_diary, a_knee_day
from tests.ui.conftest import Build
from tests.ui.house import TODAY, House, Keyboard, focus_name
from tests.ui.pages.test_today import LEFT_ONLY, YESTERDAY, feedback, page_of

Look = Callable[[str, int], None]


def place(house: House, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(house.window, QPoint()), widget.size())


def places(house: House) -> dict[str, QRect]:
    names = (
        "today.title",
        "today.day",
        "today.more",
        "today.left",
        "today.left.signs",
        "today.scroll",
    )
    return {name: place(house, house.find(name)) for name in names}


def steady(qtbot: QtBot, house: House) -> dict[str, QRect]:
    """The places once nothing moves any more."""
    seen: list[dict[str, QRect]] = []

    def is_steady() -> bool:
        seen.append(places(house))
        return len(seen) > 5 and all(each == seen[-1] for each in seen[-5:])

    qtbot.waitUntil(is_steady)
    return seen[-1]


def label_with(house: House, text: str) -> QLabel:
    found = [each for each in house.window.findChildren(QLabel) if each.text() == text]
    return next(each for each in found if each.isVisible())


# ---- text size ---------------------------------------------------------------------------------


def test_large_text_and_back_gives_the_same_page(
    build: Build, qtbot: QtBot, plain_look: Look
) -> None:
    house = build(a_diary(person=LEFT_ONLY))
    before = steady(qtbot, house)
    plain_look("light", 200)
    qtbot.waitUntil(lambda: place(house, house.find("today.day")) != before["today.day"])
    qtbot.waitUntil(lambda: house.find("today.left").width() != before["today.left"].width())
    plain_look("light", 100)
    qtbot.waitUntil(lambda: places(house) == before)


def test_the_header_is_as_high_as_its_lines_when_the_title_gets_longer(
    build: Build, qtbot: QtBot
) -> None:
    house = build(a_diary(person=LEFT_ONLY), size=(1000, 700))
    before = steady(qtbot, house)
    page_of(house).go_to(TODAY - timedelta(days=3))
    header = house.find("today.header")
    qtbot.waitUntil(lambda: header.height() == header.heightForWidth(header.width()))
    assert header.height() > before["today.title"].bottom() - before["today.title"].top() + 40
    page_of(house).go_to(TODAY)
    qtbot.waitUntil(lambda: places(house) == before)


# ---- answers -----------------------------------------------------------------------------------


@pytest.mark.parametrize("view", [(1000, 100), (1280, 100), (1280, 150), (720, 200)])
@pytest.mark.parametrize("back", [0, 1, 4])
def test_a_score_moves_nothing(
    build: Build, keys: Keyboard, qtbot: QtBot, plain_look: Look, view: tuple[int, int], back: int
) -> None:
    width, percent = view
    plain_look("light", percent)
    on = TODAY - timedelta(days=back)
    earlier = a_day(on - timedelta(days=1), left=a_knee_day(morning=8, worst=1))
    house = build(a_diary([earlier], person=LEFT_ONLY), size=(width, 800))
    house.window.show_page("today", on)
    before = steady(qtbot, house)
    keys.type("5")
    compared = "3 less than yesterday" if back == 0 else "3 less than the day before"
    qtbot.waitUntil(lambda: compared in feedback(house, "morning"))
    assert steady(qtbot, house)["today.left.signs"] == before["today.left.signs"]
    assert label_with(house, feedback(house, "morning")).visibleRegion().boundingRect().height() > 0


@pytest.mark.parametrize("percent", [100, 110, 125, 150, 175, 200])
@pytest.mark.parametrize("width", [1280, 1000, 720])
def test_no_hint_of_a_scale_is_cut_off(
    build: Build, qtbot: QtBot, plain_look: Look, width: int, percent: int
) -> None:
    plain_look("light", percent)
    days = [a_day(YESTERDAY, left=2), a_day(TODAY, left=a_knee_day(morning=8, worst=5))]
    house = build(a_diary(days, person=LEFT_ONLY), size=(width, 700))
    steady(qtbot, house)
    hints = {"first steps after getting up", "any time today"}
    shown = [each for each in house.window.findChildren(QLabel) if each.text() in hints]
    assert len(shown) == len(hints)
    for each in shown:
        if each.isVisible():
            assert each.heightForWidth(each.width()) <= each.height()
            assert (
                each.fontMetrics().elidedText(
                    each.text(), Qt.TextElideMode.ElideRight, each.width()
                )
                == each.text()
                or each.height() > each.fontMetrics().height() * 2
            )
        else:
            heading = each.parentWidget()
            assert heading is not None
            assert each.text() in heading.toolTip()


# ---- a sign that is gone to --------------------------------------------------------------------


def test_change_this_entry_brings_the_whole_sign_into_view_with_its_ring(
    build: Build, qtbot: QtBot
) -> None:
    said = a_knee_day(morning=8, worst=9, signs={Sign.NO_WEIGHT: True, Sign.CALF_SWOLLEN: True})
    days = [a_day(YESTERDAY, left=1), a_day(TODAY, left=said)]
    house = build(a_diary(days, person=LEFT_ONLY))
    # Folded by the person: it has to unfold first.
    qtbot.mouseClick(house.find("today.left.more_signs"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(house.find("safety.strip.change"), Qt.MouseButton.LeftButton)
    assert focus_name().startswith("today.left.more_signs.")
    chip = QApplication.focusWidget()
    assert chip is not None
    area = house.find("today.scroll")

    def is_whole() -> bool:
        return QRect(QPoint(), chip.size()) == chip.visibleRegion().boundingRect()

    qtbot.waitUntil(is_whole)
    qtbot.waitUntil(lambda: place(house, area).contains(place(house, house.find("focus_ring"))))
    assert house.find("focus_ring").isVisible()
    assert house.find("focus_ring").geometry().contains(place(house, chip))


# ---- more signs --------------------------------------------------------------------------------


def test_unfolded_signs_stand_under_two_headings(build: Build, qtbot: QtBot) -> None:
    house = build(a_diary(person=LEFT_ONLY), size=(1280, 1400))
    qtbot.mouseClick(house.find("today.left.more_signs"), Qt.MouseButton.LeftButton)
    same_day = label_with(house, "Needs to be looked at the same day")
    other = label_with(house, "Other signs")

    def top(widget: QWidget) -> int:
        return place(house, widget).top()

    name = "today.left.more_signs"
    qtbot.waitUntil(lambda: top(house.find(f"{name}.none")) < top(same_day))
    for sign in ("no_weight", "hot_or_feverish", "stuck", "out_of_shape", "calf_swollen"):
        assert top(same_day) < top(house.find(f"{name}.{sign}")) < top(other)
    for sign in ("night_pain", "began_with_fall", "popped"):
        assert top(house.find(f"{name}.{sign}")) > top(other)
    asked = [each.text() for each in house.window.findChildren(QLabel) if each.isVisible()]
    assert "Any of these today?" not in asked


def test_the_question_stands_above_signs_that_unfold_by_themselves(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build(a_diary(person=LEFT_ONLY), size=(1280, 1400))
    keys.type("8")
    qtbot.waitUntil(page_of(house).sections[Knee.LEFT].more.button.is_open)
    question = label_with(house, "Any of these today?")
    chip = house.find("today.left.more_signs.none")
    qtbot.waitUntil(lambda: place(house, question).bottom() < place(house, chip).top())


# ---- the column of spots -----------------------------------------------------------------------


def test_the_column_of_spots_begins_at_one_edge_and_folds_open_below_their_buttons(
    build: Build, qtbot: QtBot
) -> None:
    said = a_knee_day(morning=1, areas=(Area.FRONT,))
    house = build(a_diary([a_day(YESTERDAY, left=said)], person=LEFT_ONLY), size=(1280, 1400))
    names = ("map", "map.inside", "same_spots", "qualities", "worse_with")
    edges = {place(house, house.find(f"today.left.{name}")).left() for name in names}
    edges.add(place(house, label_with(house, "Where does it hurt?")).left())
    assert len(edges) == 1
    for fold, first in (("worse_with", "squatting"), ("qualities", "dull")):
        button = house.find(f"today.left.{fold}")
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        steady(qtbot, house)
        chip = house.find(f"today.left.{fold}.{first}")
        assert 0 < place(house, chip).top() - place(house, button).bottom() < 20


def test_the_back_of_the_knee_is_named_below_its_drawing(build: Build) -> None:
    house = build(a_diary(person=LEFT_ONLY))
    drawing = page_of(house).sections[Knee.LEFT].map.drawing
    words = drawing.word_places()
    back = drawing.outline.back.boundingRect()
    assert words["back view"].top() >= back.bottom() * drawing.scale()
    assert words["inner"].bottom() < words["back view"].top() - words["inner"].height()
