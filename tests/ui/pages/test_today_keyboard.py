"""Today without a pointer, and as a screen reader sees it."""

import re
from functools import partial

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from diary.domain.knee import MAIN_SIGNS, Area, Knee
from diary.domain.person import Person
from diary.texts.labels import label
from diary.ui.theme import ThemeName, apply_theme
from tests.builders import a_day, a_diary, a_knee_day, a_run
from tests.ui.conftest import Build
from tests.ui.house import TODAY, House, Keyboard, cut_off, focus_name
from tests.ui.pages.test_today import YESTERDAY, page_of
from tests.ui.tree import dump, twins, unnamed

LEFT_ONLY = Person(tracked_knees=(Knee.LEFT,), timezone="Europe/Berlin")
# Regenerated on purpose only: the order of 3.1.
GOLDEN = (
    "window.pages",
    "today.previous",
    "today.day",
    "today.no_pain",
    "today.more",
    "today.left.rest",
    "today.left.morning",
    "today.left.during.r",
    "today.left.after.r",
    "today.left.signs.none",
    "today.left.signs.swelling",
    "today.left.signs.locking",
    "today.left.signs.giving_way",
    "today.left.signs.clicking",
    "today.left.signs.stiff_after_sitting",
    "today.left.signs.stairs_hurt",
    "today.left.signs.tender",
    "today.left.more_signs",
    "today.left.map.above",
    "today.left.map.front",
    "today.left.map.below",
    "today.left.map.inner",
    "today.left.map.outer",
    "today.left.map.behind",
    "today.left.map.inside",
    "today.left.map.all_over",
    "today.left.same_spots",
    "today.left.qualities",
    "today.left.worse_with",
    "today.right.open",
    "today.plan.as_planned",
    "today.log_run",
    "today.limits.none",
    "today.limits.stairs",
    "today.limits.squatting_kneeling",
    "today.limits.sitting_long",
    "today.limits.walking",
    "today.limits.sleep",
    "today.limits.work_home",
    "today.care.none",
    "today.care.strength",
    "today.care.mobility",
    "today.care.ice",
    "today.care.heat",
    "today.care.tape",
    "today.care.brace",
    "today.care.massage_roller",
    "today.care.painkiller",
    "today.care.rest",
    "today.care.pt_visit",
    "today.care.add",
    "today.note",
    "today.help",
    "today.done",
)


def a_house(build: Build) -> House:
    past = a_day(YESTERDAY, left=a_knee_day(morning=1, areas=(Area.FRONT,)))
    return build(a_diary([past], [a_run("r", TODAY)], person=LEFT_ONLY))


def name_of(widget: QWidget) -> str:
    found: QWidget | None = widget
    while found is not None and not found.objectName():
        found = found.parentWidget()
    return "" if found is None else found.objectName()


def test_a_day_in_ten_keys(build: Build, keys: Keyboard, qtbot: QtBot, spoken: list[str]) -> None:
    past = a_day(YESTERDAY, left=a_knee_day(morning=1, areas=(Area.FRONT,)))
    house = build(a_diary([past], person=LEFT_ONLY))
    assert focus_name() == "today.left.morning"
    keys.type("4")
    keys.tab()
    keys.type("3")
    keys.tab()
    keys.press(Qt.Key.Key_Space)
    keys.alt(Qt.Key.Key_S)
    keys.ctrl(Qt.Key.Key_Return)
    said = house.stored().day(TODAY).knee(Knee.LEFT)
    assert said.morning is not None
    assert said.worst is not None
    assert (said.morning.value, said.worst.value) == (4, 3)
    assert said.signs == dict.fromkeys(MAIN_SIGNS, False)
    assert said.areas == (Area.FRONT,)
    assert "Saved 18:42" in spoken
    assert keys.count <= 10


def test_tab_goes_through_the_page_as_it_is_read(build: Build, keys: Keyboard) -> None:
    house = a_house(build)
    house.find("window.pages").setFocus()
    visited = []
    for _ in range(80):
        visited.append(focus_name())
        keys.tab()
        if focus_name() == "window.pages":
            break
    assert tuple(visited) == GOLDEN
    assert len(visited) <= 60
    back = []
    for _ in range(len(visited)):
        keys.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        back.append(focus_name())
    assert back == visited[::-1]


def test_every_stop_is_in_sight_when_tab_reaches_it(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = a_house(build)
    house.find("window.pages").setFocus()
    scroll = house.find("today.scroll")
    for _ in range(len(GOLDEN)):
        keys.tab()
        focused = QApplication.focusWidget()
        assert focused is not None
        around = scroll if scroll.isAncestorOf(focused) else house.window
        qtbot.waitUntil(partial(is_inside, focused, around))


def is_inside(inner: QWidget, outer: QWidget) -> bool:
    return outer.rect().contains(QRect(inner.mapTo(outer, QPoint()), inner.size()))


def test_the_order_holds_after_answers_and_with_a_strip(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = a_house(build)
    keys.type("7")
    qtbot.waitUntil(lambda: TODAY in house.diary.days)
    keys.tab()
    keys.type("2")
    keys.tab()
    assert focus_name() == "today.left.after.r"
    keys.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert focus_name() == "today.left.during.r"
    page_of(house).go_to(YESTERDAY)
    page_of(house).go_to(TODAY)
    house.find("today.left.rest").setFocus()
    keys.tab(3)
    assert focus_name() == "today.left.after.r"


def test_the_knee_map_is_walked_with_arrow_keys(build: Build, keys: Keyboard, qtbot: QtBot) -> None:
    house = build(a_diary(person=LEFT_ONLY))
    house.find("today.left.map.above").setFocus()
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Right)
    keys.press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: house.diary.day(TODAY).knee(Knee.LEFT).areas == (Area.INNER,))


def test_the_calendar_is_no_trap(build: Build, keys: Keyboard, qtbot: QtBot) -> None:
    house = build(a_diary(person=LEFT_ONLY))
    house.find("today.day").setFocus()
    keys.press(Qt.Key.Key_Down)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    qtbot.keyClick(popup, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
    assert focus_name() == "today.day"


def test_go_to_date_takes_a_typed_day(build: Build, keys: Keyboard, qtbot: QtBot) -> None:
    house = build(a_diary(person=LEFT_ONLY))
    keys.ctrl(Qt.Key.Key_G)
    qtbot.waitUntil(lambda: focus_name() == "go_to_date.day.edit")
    keys.type("tomorrow")
    keys.press(Qt.Key.Key_Return)
    assert focus_name() == "go_to_date.day.edit"
    keys.ctrl(Qt.Key.Key_A)
    keys.type("-3")
    keys.press(Qt.Key.Key_Return)
    assert str(page_of(house).shown_day()) == "2026-11-17"


def test_the_tree_names_everything_once(build: Build) -> None:
    nodes = dump(a_house(build).window)
    assert not unnamed(nodes)
    assert not twins(nodes)


def test_every_score_is_spoken_with_knee_moment_value_and_word(build: Build) -> None:
    nodes = dump(a_house(build).window)
    cells = [node for node in nodes if " of 10, " in node.name]
    assert len(cells) == 3 * 11
    for node in cells:
        assert re.fullmatch(r"(Left|Right) knee, .+, \d+ of 10, .+", node.name)
        assert node.role == QAccessible.Role.RadioButton
    for parent in {node.parent for node in cells}:
        assert sum(node.is_checked for node in cells if node.parent == parent) <= 1


def test_every_spot_is_a_tick_box_named_with_its_knee(build: Build) -> None:
    nodes = dump(a_house(build).window)
    boxes = {node.name for node in nodes if node.role == QAccessible.Role.CheckBox}
    assert {f"Left knee: {label(area)}" for area in Area} <= boxes


@pytest.mark.parametrize(("theme", "percent"), [("light", 200), ("dark", 100), ("contrast", 130)])
@pytest.mark.parametrize("width", [1280, 720])
def test_no_label_is_cut_off(
    build: Build,
    qapp: QApplication,
    qtbot: QtBot,
    theme: ThemeName,
    percent: int,
    width: int,
) -> None:
    house = build(a_diary(runs=[a_run("r", TODAY)]), size=(width, 800))
    apply_theme(qapp, theme, percent)
    house.window.resize(width, 800)
    qtbot.waitUntil(lambda: cut_off(house.window) == [])
    bars = [bar for bar in house.window.findChildren(QScrollBar) if bar.isVisible()]
    assert all(bar.orientation() == Qt.Orientation.Vertical for bar in bars)
    assert house.window.width() == width
