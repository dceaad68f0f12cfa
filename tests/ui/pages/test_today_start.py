"""Where Today starts: the first scale without an answer is in view, and so is whose it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from diary.domain.diary import Diary
from diary.domain.knee import Knee, Sign, SwellingSize
from tests.builders import a_day, a_diary, a_knee_day, a_run, a_run_knee
from tests.ui.conftest import Build
from tests.ui.house import TODAY, House, Keyboard, focus_name
from tests.ui.pages.test_today import YESTERDAY, page_of, scale

LAST_OPEN = "today.right.after.r"


def only_after_the_run_is_open() -> Diary:
    """A day with a run on which one scale, the last but one of the page, has no answer."""
    run = a_run("r", TODAY, left=a_run_knee(during=3, after=2), right=a_run_knee(during=0))
    day = a_day(TODAY, left=a_knee_day(2, worst=4), right=a_knee_day(0, worst=2))
    return a_diary([a_day(YESTERDAY, left=2, right=1), day], [run])


def area_of(house: House) -> QScrollArea:
    found = house.find("today.scroll")
    assert isinstance(found, QScrollArea)
    return found


def is_whole(house: House, part: QWidget) -> bool:
    """True when nothing of a part of the page is scrolled away."""
    view = area_of(house).viewport()
    return view.rect().contains(QRect(part.mapTo(view, QPoint()), part.size()))


def is_named(house: House, knee: Knee, name: str) -> bool:
    """True when a scale is in view together with the heading of its knee."""
    section = page_of(house).sections[knee]
    return is_whole(house, house.find(name)) and is_whole(house, section.title_label)


def other_page_and_back(house: House, keys: Keyboard) -> None:
    keys.ctrl(Qt.Key.Key_2)
    keys.ctrl(Qt.Key.Key_1)


@pytest.mark.parametrize("size", [(1280, 800), (1280, 640), (720, 720), (1920, 1080)])
def test_back_on_today_the_knee_of_the_open_scale_is_named(
    build: Build, keys: Keyboard, qtbot: QtBot, size: tuple[int, int]
) -> None:
    house = build(only_after_the_run_is_open(), size=size)
    house.find("today.note").setFocus()
    other_page_and_back(house, keys)
    assert focus_name() == LAST_OPEN
    qtbot.waitUntil(lambda: is_named(house, Knee.RIGHT, LAST_OPEN))


def test_at_the_first_start_the_top_of_the_page_is_shown_where_it_has_the_scale(
    build: Build, qtbot: QtBot
) -> None:
    house = build(a_diary([a_day(TODAY, left=a_knee_day(2))]))
    assert focus_name() == "today.left.worst"
    qtbot.waitUntil(lambda: is_named(house, Knee.LEFT, "today.left.worst"))
    assert area_of(house).verticalScrollBar().value() == 0


def test_what_unfolds_and_what_is_said_above_push_the_open_scale_out_of_no_view(
    build: Build, qtbot: QtBot
) -> None:
    diary = only_after_the_run_is_open()
    day = diary.day(TODAY)
    swollen = a_knee_day(
        2,
        worst=4,
        signs={Sign.SWELLING: True, Sign.CALF_SWOLLEN: True},
        swelling_size=SwellingSize.SLIGHT,
    )
    house = build(
        a_diary([a_day(TODAY, left=swollen, right=day.knee(Knee.RIGHT))], list(diary.runs.values()))
    )
    assert house.find("safety.strip").isVisible()
    assert house.find("today.left.more_signs.calf_swollen").isVisible()
    qtbot.waitUntil(lambda: is_named(house, Knee.RIGHT, LAST_OPEN))
    # Less room, as when a message comes up much later.
    house.window.resize(1280, 700)
    qtbot.waitUntil(lambda: house.window.height() == 700)
    qtbot.waitUntil(lambda: is_named(house, Knee.RIGHT, LAST_OPEN))


def test_whoever_scrolled_is_not_taken_back(build: Build, qtbot: QtBot) -> None:
    house = build(only_after_the_run_is_open())
    qtbot.waitUntil(lambda: is_named(house, Knee.RIGHT, LAST_OPEN))
    wheel_up(area_of(house), 100)
    assert area_of(house).verticalScrollBar().value() == 0
    page_of(house).sections[Knee.LEFT].more.set_open(is_open=True)
    chip = house.find("today.left.more_signs.popped")
    qtbot.waitUntil(lambda: chip.y() > 0 and is_settled(house))
    assert area_of(house).verticalScrollBar().value() == 0


def is_settled(house: House) -> bool:
    content = area_of(house).widget()
    return content is not None and content.height() >= content.minimumSizeHint().height()


def wheel_up(area: QScrollArea, notches: int) -> None:
    view = area.viewport()
    at = QPointF(view.rect().center())
    turned = QWheelEvent(
        at,
        view.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, turned)


# ---- another day -------------------------------------------------------------------------------


def test_the_day_before_starts_at_its_first_open_scale_wherever_the_page_stood(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build(a_diary([a_day(TODAY, left=1, right=1)]))
    house.find("today.note").setFocus()
    qtbot.waitUntil(lambda: area_of(house).verticalScrollBar().value() > 0)
    keys.alt(Qt.Key.Key_Left)
    assert page_of(house).shown_day() == YESTERDAY
    assert focus_name() == "today.left.morning"
    qtbot.waitUntil(lambda: is_named(house, Knee.LEFT, "today.left.morning"))
    assert area_of(house).verticalScrollBar().value() == 0


def test_the_button_for_the_day_before_keeps_the_focus_and_shows_the_same(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build(a_diary([a_day(YESTERDAY, left=a_knee_day(1, worst=1), right=a_knee_day(1))]))
    house.find("today.note").setFocus()
    house.find("today.previous").setFocus()
    keys.press(Qt.Key.Key_Space)
    assert focus_name() == "today.previous"
    qtbot.waitUntil(lambda: is_named(house, Knee.RIGHT, "today.right.worst"))
    keys.press(Qt.Key.Key_Space)
    assert page_of(house).shown_day() == YESTERDAY - timedelta(days=1)
    qtbot.waitUntil(lambda: is_named(house, Knee.LEFT, "today.left.morning"))


def test_a_day_with_every_answer_starts_at_its_top(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    answered = a_knee_day(1, worst=1)
    house = build(a_diary([a_day(YESTERDAY, left=answered, right=answered)]))
    house.find("today.note").setFocus()
    qtbot.waitUntil(lambda: area_of(house).verticalScrollBar().value() > 0)
    keys.alt(Qt.Key.Key_Left)
    assert focus_name() == "today.day"
    qtbot.waitUntil(lambda: area_of(house).verticalScrollBar().value() == 0)
    # The day before that has no answer yet: the next digit is for it.
    keys.alt(Qt.Key.Key_Left)
    assert focus_name() == "today.left.morning"


# ---- walking -----------------------------------------------------------------------------------


def test_walking_back_into_a_scale_its_knee_is_named(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build(only_after_the_run_is_open())
    house.find("today.right.signs.none").setFocus()
    wheel_up(area_of(house), -100)
    keys.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert focus_name() == "today.right.worst"
    assert is_named(house, Knee.RIGHT, "today.right.worst")


def test_in_a_narrow_window_each_scale_names_its_knee(build: Build, qtbot: QtBot) -> None:
    house = build(only_after_the_run_is_open(), size=(720, 540))
    row = scale(house, LAST_OPEN).parentWidget()
    assert row is not None
    texts = [each.text() for each in labels_in(row)]
    assert "Right knee, after the run" in texts
    qtbot.waitUntil(lambda: is_whole(house, row))
    house.window.resize(1280, 800)
    qtbot.waitUntil(lambda: "After the run" in [each.text() for each in labels_in(row)])


def labels_in(row: QWidget) -> list[QLabel]:
    return row.findChildren(QLabel)


def test_the_second_none_of_these_has_words_and_a_heading_of_its_own(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build(only_after_the_run_is_open())
    button = house.find("today.left.more_signs")
    button.setFocus()
    keys.press(Qt.Key.Key_Space)
    last = house.find("today.left.more_signs.popped")
    qtbot.waitUntil(lambda: is_whole(house, last))
    assert is_whole(house, button)
    none = house.find("today.left.more_signs.none")
    assert isinstance(none, QAbstractButton)
    assert none.text() == "None of the signs below"


def test_unfolded_signs_are_shown_from_their_heading_on_where_not_all_fit(
    build: Build, keys: Keyboard, qtbot: QtBot, plain_look: Callable[[str, int], None]
) -> None:
    plain_look("light", 200)
    house = build(only_after_the_run_is_open(), size=(720, 540))
    button = house.find("today.left.more_signs")
    button.setFocus()
    keys.press(Qt.Key.Key_Space)
    none = house.find("today.left.more_signs.none")
    qtbot.waitUntil(lambda: none.isVisible() and is_whole(house, none))
    assert is_whole(house, button)
