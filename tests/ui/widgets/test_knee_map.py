import random
from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import QApplication, QCheckBox, QWidget
from pytestqt.qtbot import QtBot

from diary import words
from diary.style import load_theme
from diary.ui.theme import ThemeName
from diary.ui.widgets.knee_map import KneeMap
from diary.ui.widgets.knee_outline import Knee, KneeOutline
from tests.ui.mouse import move_mouse

Dress = Callable[[ThemeName, int], None]
Show = Callable[..., QWidget]

LABELS = {
    "above": "Above the kneecap",
    "front": "Front, around or under the kneecap",
    "below": "Below the kneecap",
    "inner": "Inner side",
    "outer": "Outer side",
    "behind": "Back of the knee",
    "inside": "Deep inside",
    "all_over": "All over, hard to say",
}
KNEES: list[Knee] = ["left", "right"]
DRAWN = ["above", "front", "below", "inner", "outer", "behind"]


class Heard:
    """Everything a map told."""

    def __init__(self, knee_map: KneeMap) -> None:
        self.areas: list[object] = []
        knee_map.areas_changed.connect(self.areas.append)


@pytest.fixture(params=KNEES)
def knee(request: pytest.FixtureRequest) -> Knee:
    return "left" if request.param == "left" else "right"


@pytest.fixture
def knee_map(show: Show, knee: Knee) -> KneeMap:
    made = KneeMap(knee, LABELS, name=f"today.{knee}.site")
    show(made)
    made.drawing.boxes["above"].clearFocus()
    return made


@pytest.fixture
def heard(knee_map: KneeMap) -> Heard:
    return Heard(knee_map)


def middle(knee_map: KneeMap, key: str) -> QPoint:
    path = knee_map.drawing.outline.areas[key]
    box = path.boundingRect()
    inside = [
        QPointF(x, box.center().y())
        for x in range(int(box.left()), int(box.right()) + 1)
        if path.contains(QPointF(x, box.center().y()))
    ]
    return (inside[len(inside) // 2] * knee_map.drawing.scale()).toPoint()


def click(qtbot: QtBot, knee_map: KneeMap, key: str) -> None:
    at = middle(knee_map, key)
    qtbot.mouseClick(knee_map.drawing, Qt.MouseButton.LeftButton, pos=at)


@pytest.mark.parametrize("key", DRAWN)
def test_a_click_ticks_the_area_under_it(
    knee_map: KneeMap, heard: Heard, qtbot: QtBot, key: str
) -> None:
    click(qtbot, knee_map, key)
    assert knee_map.areas() == frozenset({key})
    assert knee_map.drawing.boxes[key].isChecked()
    click(qtbot, knee_map, key)
    assert knee_map.areas() is None
    assert heard.areas == [frozenset({key}), None]


def test_probe_clicks_reach_the_right_area(knee_map: KneeMap, qtbot: QtBot) -> None:
    """Points on a grid: each hits the area it lies in by the unscaled outline."""
    outline, scale = knee_map.drawing.outline, knee_map.drawing.scale()
    probes = [
        (x + 0.5, y + 0.5, key)
        for x in range(0, 240, 8)
        for y in range(0, 260, 8)
        for key, path in outline.areas.items()
        if path.contains(QPointF(x + 0.5, y + 0.5))
    ]
    draw = random.Random(1)
    while len(probes) < 230:
        x, y = draw.uniform(0, 240), draw.uniform(0, 260)
        probes += [
            (x, y, key) for key, path in outline.areas.items() if path.contains(QPointF(x, y))
        ]
    right = 0
    for x, y, key in probes[:230]:
        knee_map.set_areas(None)
        at = QPointF(x * scale, y * scale).toPoint()
        qtbot.mouseClick(knee_map.drawing, Qt.MouseButton.LeftButton, pos=at)
        right += knee_map.areas() == frozenset({key})
    assert right >= 225


def test_a_near_miss_still_counts_and_a_far_one_does_not(knee: Knee) -> None:
    outline = KneeOutline(knee)
    path = outline.areas["behind"]
    box = path.boundingRect()
    below = QPointF(198 if knee == "left" else 42, box.bottom())
    assert outline.area_at(below.x(), below.y() + 3, 4) == "behind"
    assert outline.area_at(below.x(), below.y() + 5, 4) == ""
    assert outline.area_at(0, 0, 4) == ""


def test_areas_do_not_overlap(knee: Knee) -> None:
    outline = KneeOutline(knee)
    for x in range(240):
        for y in range(0, 260, 2):
            point = QPointF(x + 0.25, y + 0.25)
            assert sum(path.contains(point) for path in outline.areas.values()) <= 1


def test_inner_sides_face_the_middle() -> None:
    left, right = KneeOutline("left"), KneeOutline("right")
    for key in DRAWN:
        mirrored = 240 - left.areas[key].boundingRect().center().x()
        assert right.areas[key].boundingRect().center().x() == pytest.approx(mirrored)
    assert left.areas["inner"].boundingRect().left() > left.areas["front"].boundingRect().left()
    assert right.areas["inner"].boundingRect().left() < right.areas["front"].boundingRect().left()


def test_arrow_keys_move_as_the_eye_sees_it(knee_map: KneeMap, knee: Knee, qtbot: QtBot) -> None:
    towards_middle = Qt.Key.Key_Right if knee == "left" else Qt.Key.Key_Left
    away = Qt.Key.Key_Left if knee == "left" else Qt.Key.Key_Right
    path = [
        (Qt.Key.Key_Down, "front"),
        (Qt.Key.Key_Down, "below"),
        (Qt.Key.Key_Down, "below"),
        (Qt.Key.Key_Up, "front"),
        (towards_middle, "inner"),
        (towards_middle, "behind"),
        (towards_middle, "behind"),
        (away, "inner"),
        (away, "front"),
        (away, "outer"),
        (towards_middle, "front"),
        (Qt.Key.Key_Up, "above"),
    ]
    knee_map.drawing.boxes["above"].setFocus()
    for key, expected in path:
        qtbot.keyClick(QApplication.focusWidget(), key)
        assert knee_map.drawing.focused_area() == expected


def test_space_ticks_and_the_words_say_so(knee_map: KneeMap, heard: Heard, qtbot: QtBot) -> None:
    assert knee_map.words() == "Not answered"
    box = knee_map.drawing.boxes["inner"]
    box.setFocus()
    assert knee_map.words() == "Inner side, not selected. Space to select"
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert knee_map.words() == "Inner side, selected. Space to clear"
    assert heard.areas == [frozenset({"inner"})]
    box.clearFocus()
    assert knee_map.words() == "Inner side"


def test_the_area_under_the_mouse_is_named(knee_map: KneeMap) -> None:
    at = middle(knee_map, "outer")
    move_mouse(knee_map.drawing, at)
    assert knee_map.words() == "Outer side"


def test_all_over_and_the_spots_exclude_each_other(
    knee_map: KneeMap, heard: Heard, qtbot: QtBot
) -> None:
    click(qtbot, knee_map, "front")
    knee_map.chip("inside").click()
    assert knee_map.areas() == frozenset({"front", "inside"})
    knee_map.chip("all_over").click()
    assert knee_map.areas() == frozenset({"all_over"})
    assert not knee_map.drawing.boxes["front"].isChecked()
    assert not knee_map.chip("inside").isChecked()
    click(qtbot, knee_map, "below")
    assert knee_map.areas() == frozenset({"below"})
    assert not knee_map.chip("all_over").isChecked()
    assert len(heard.areas) == 4


def test_setting_from_code_tells_nobody(knee_map: KneeMap, heard: Heard) -> None:
    knee_map.set_areas(["front", "inner"])
    assert knee_map.areas() == frozenset({"front", "inner"})
    knee_map.set_areas([])
    assert knee_map.areas() == frozenset()
    assert knee_map.words() == "No spot"
    knee_map.set_areas(None)
    assert knee_map.areas() is None
    assert heard.areas == []


def test_many_spots_are_counted_where_their_names_do_not_fit(knee_map: KneeMap) -> None:
    knee_map.set_areas(["front", "inner"])
    assert knee_map.words() == "Front, around or under the kneecap · Inner side"
    knee_map.set_areas([*DRAWN, "inside"])
    assert knee_map.words() == "7 spots"


def test_spots_are_tick_boxes_with_side_and_name(knee_map: KneeMap, knee: Knee) -> None:
    side = "Left knee" if knee == "left" else "Right knee"
    boxes: list[QCheckBox] = [knee_map.drawing.boxes[key] for key in DRAWN]
    boxes += [knee_map.chip(key) for key in ("inside", "all_over")]
    assert [box.accessibleName() for box in boxes] == [
        f"{side}: {label}" for label in LABELS.values()
    ]
    for box in boxes:
        face = QAccessible.queryAccessibleInterface(box)
        assert face.role() == QAccessible.Role.CheckBox
        assert not face.rect().isEmpty()
    assert knee_map.drawing.boxes["inner"].objectName() == f"today.{knee}.site.inner"


def test_tab_goes_through_the_spots_in_order(knee_map: KneeMap, qtbot: QtBot) -> None:
    knee_map.drawing.boxes["above"].setFocus()
    order = []
    for _ in range(8):
        focused = QApplication.focusWidget()
        assert focused is not None
        order.append(focused.objectName().rpartition(".")[2])
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert order == [*DRAWN, "inside", "all_over"]


@pytest.mark.parametrize("percent", [80, 100, 125, 150, 200])
@pytest.mark.parametrize("language", ["en", "pseudo"])
def test_words_touch_neither_the_outline_nor_one_another(
    show: Show, dress: Dress, knee: Knee, percent: int, language: str
) -> None:
    dress("light", percent)
    words.install(language)
    knee_map = KneeMap(knee, LABELS)
    show(knee_map)
    drawing = knee_map.drawing
    scale = drawing.scale()
    assert scale >= 1
    places = list(drawing.word_places().values())
    for place in places:
        assert drawing.rect().toRectF().adjusted(-1, -1, 1, 1).contains(place)
        for outline in (drawing.outline.leg, drawing.outline.back):
            box = outline.boundingRect()
            apart = (
                place.right() <= box.left() * scale
                or place.left() >= box.right() * scale
                or place.top() >= box.bottom() * scale
                or place.bottom() <= box.top() * scale
            )
            assert apart
    for one, other in pairwise(places):
        assert not one.intersects(other)


def test_words_are_below_from_130_per_cent(show: Show, dress: Dress) -> None:
    for percent, is_below in ((100, False), (130, False), (140, True)):
        dress("light", percent)
        knee_map = KneeMap("left", LABELS)
        show(knee_map)
        drawing = knee_map.drawing
        lowest = min(place.top() for place in drawing.word_places().values())
        assert (lowest >= 256 * drawing.scale()) == is_below


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_a_ticked_area_has_the_colour_of_its_side(
    show: Show, dress: Dress, knee: Knee, name: ThemeName
) -> None:
    dress(name, 100)
    knee_map = KneeMap(knee, LABELS)
    show(knee_map)
    knee_map.set_areas(["above"])
    roles = load_theme(name).roles
    image = knee_map.drawing.grab().toImage()
    at = middle(knee_map, "above") - QPoint(20, 0)
    assert image.pixelColor(at) == QColor(roles[knee])
    at = middle(knee_map, "front") - QPoint(10, 0)
    assert image.pixelColor(at) == QColor(roles["area"])


def test_the_focused_area_has_a_ring_along_its_outline(knee_map: KneeMap) -> None:
    focus = QColor(load_theme("light").roles["focus"]).name()
    at = middle(knee_map, "front")
    right_edge = knee_map.drawing.outline.areas["front"].boundingRect().right()
    ring = QPoint(round((right_edge + 5) * knee_map.drawing.scale()), at.y())
    assert knee_map.drawing.grab().toImage().pixelColor(ring).name() != focus
    knee_map.drawing.boxes["front"].setFocus(Qt.FocusReason.TabFocusReason)
    assert knee_map.drawing.grab().toImage().pixelColor(ring).name() == focus


def test_pointing_moves_nothing_below_the_map(show: Show, qtbot: QtBot) -> None:
    knee_map = KneeMap("left", LABELS)
    show(knee_map, width=320)
    before = knee_map.chip("inside").mapTo(knee_map, QPoint()).y()
    knee_map.drawing.boxes["front"].setFocus()
    qtbot.waitUntil(lambda: "Space to select" in knee_map.words())
    layout = knee_map.layout()
    assert layout is not None
    layout.activate()
    assert knee_map.chip("inside").mapTo(knee_map, QPoint()).y() == before
