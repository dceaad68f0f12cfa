from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction, QColor, QFontMetrics, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from diary import words
from diary.style import load_theme
from diary.ui.theme import ThemeName
from diary.ui.widgets.effort_scale import EffortScale
from diary.ui.widgets.pain_scale import PainScale

Dress = Callable[[ThemeName, int], None]
Show = Callable[..., QWidget]


class FakeClock:
    """Seconds that pass only when the test says so."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Heard:
    """Everything a scale told."""

    def __init__(self, scale: PainScale) -> None:
        self.values: list[object] = []
        scale.score_changed.connect(self.values.append)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def scale(show: Show, clock: FakeClock) -> PainScale:
    made = PainScale("Left knee", "This morning", clock=clock)
    show(made)
    made.setFocus()
    return made


@pytest.fixture
def heard(scale: PainScale) -> Heard:
    return Heard(scale)


def press(qtbot: QtBot, text: str) -> None:
    qtbot.keyClicks(QApplication.focusWidget(), text)


def press_key(qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key)


def test_a_new_scale_has_no_answer(scale: PainScale, heard: Heard) -> None:
    assert scale.value() is None
    assert not any(cell.isChecked() for cell in scale.cells())
    assert heard.values == []


def test_a_click_sets_and_a_second_one_does_nothing(
    scale: PainScale, heard: Heard, qtbot: QtBot
) -> None:
    qtbot.mouseClick(scale.cells()[4], Qt.MouseButton.LeftButton)
    assert scale.value() == 4
    qtbot.mouseClick(scale.cells()[4], Qt.MouseButton.LeftButton)
    assert scale.value() == 4
    assert heard.values == [4]


@pytest.mark.parametrize("digit", range(10))
def test_digits_set_at_once(scale: PainScale, heard: Heard, qtbot: QtBot, digit: int) -> None:
    press(qtbot, str(digit))
    assert scale.value() == digit
    assert heard.values == [digit]
    assert scale.cells()[digit].hasFocus()


def test_one_then_zero_soon_is_ten(
    scale: PainScale, heard: Heard, qtbot: QtBot, clock: FakeClock
) -> None:
    press(qtbot, "1")
    clock.now += 0.6
    press(qtbot, "0")
    assert heard.values == [1, 10]


def test_one_then_zero_later_is_zero(
    scale: PainScale, heard: Heard, qtbot: QtBot, clock: FakeClock
) -> None:
    press(qtbot, "1")
    clock.now += 0.8
    press(qtbot, "0")
    assert heard.values == [1, 0]


def test_only_a_one_just_typed_makes_ten(scale: PainScale, heard: Heard, qtbot: QtBot) -> None:
    press(qtbot, "1")
    scale.set_value(3)
    press(qtbot, "0")
    press(qtbot, "0")
    assert heard.values == [1, 0]


def test_end_arrows_and_delete(scale: PainScale, heard: Heard, qtbot: QtBot) -> None:
    press_key(qtbot, Qt.Key.Key_End)
    press_key(qtbot, Qt.Key.Key_Right)
    press_key(qtbot, Qt.Key.Key_Left)
    press_key(qtbot, Qt.Key.Key_Delete)
    press_key(qtbot, Qt.Key.Key_Backspace)
    assert heard.values == [10, 9, None]
    assert scale.cells()[0].hasFocus()
    press_key(qtbot, Qt.Key.Key_Space)
    press_key(qtbot, Qt.Key.Key_Left)
    assert heard.values == [10, 9, None, 0]


def test_arrows_follow_the_eye_in_right_to_left_layouts(
    scale: PainScale, heard: Heard, qtbot: QtBot
) -> None:
    scale.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    scale.set_value(5)
    press_key(qtbot, Qt.Key.Key_Left)
    assert heard.values == [6]
    qtbot.waitUntil(lambda: scale.cells()[0].x() > scale.cells()[10].x())


def test_setting_from_code_tells_nobody(scale: PainScale, heard: Heard) -> None:
    scale.set_value(7)
    scale.set_value(None)
    scale.set_value(2)
    assert scale.value() == 2
    assert heard.values == []


def test_other_keys_and_shortcuts_pass_through(
    scale: PainScale, heard: Heard, qtbot: QtBot
) -> None:
    fired: list[str] = []
    for keys in ("Alt+0", "Delete", "F2"):
        action = QAction(scale.window())
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _=False, keys=keys: fired.append(keys))
        scale.window().addAction(action)
    scale.set_value(4)
    focused = QApplication.focusWidget()
    qtbot.keyClick(focused, Qt.Key.Key_0, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(focused, Qt.Key.Key_F2)
    qtbot.keyClick(focused, Qt.Key.Key_Delete)
    assert fired == ["Alt+0", "F2"]
    assert heard.values == [None]


def test_a_read_only_scale_takes_nothing(scale: PainScale, heard: Heard, qtbot: QtBot) -> None:
    scale.set_value(6)
    scale.set_read_only(True)
    press(qtbot, "3")
    qtbot.mouseClick(scale.cells()[1], Qt.MouseButton.LeftButton)
    assert scale.value() == 6
    assert heard.values == []
    assert scale.cells()[6].hasFocus()


def test_every_cell_has_its_whole_name(scale: PainScale) -> None:
    names = [cell.accessibleName() for cell in scale.cells()]
    assert names[0] == "Left knee, this morning, 0 of 10, no pain"
    assert names[4] == "Left knee, this morning, 4 of 10, moderate"
    assert names[10] == "Left knee, this morning, 10 of 10, worst imaginable"
    assert len(set(names)) == 11
    assert scale.accessibleName() == "Left knee, this morning"
    scale.set_labels("Left knee", "During run 1, 07:10")
    assert scale.cells()[3].accessibleName() == "Left knee, during run 1, 07:10, 3 of 10, mild"


def test_cells_are_radio_buttons_of_which_one_is_checked(scale: PainScale) -> None:
    scale.set_value(3)
    faces = [QAccessible.queryAccessibleInterface(cell) for cell in scale.cells()]
    assert {face.role() for face in faces} == {QAccessible.Role.RadioButton}
    assert [bool(face.state().checked) for face in faces].index(True) == 3
    assert sum(bool(face.state().checked) for face in faces) == 1


def tab_order(window: QWidget, qtbot: QtBot, first: QWidget, count: int) -> list[str]:
    first.setFocus()
    order = []
    for _ in range(count):
        focused = QApplication.focusWidget()
        assert focused is not None
        order.append(focused.accessibleName())
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    return order


@pytest.mark.parametrize("how", ["unanswered", "from code", "clicked", "cleared"])
def test_a_scale_is_one_tab_stop(show: Show, qtbot: QtBot, how: str) -> None:
    before, after = QLineEdit(), QLineEdit()
    before.setAccessibleName("before")
    after.setAccessibleName("after")
    scale = PainScale("Left knee", "This morning")
    window = show(before, scale, after)
    stop = 0
    if how == "from code":
        scale.set_value(3)
        stop = 3
    elif how == "clicked":
        qtbot.mouseClick(scale.cells()[8], Qt.MouseButton.LeftButton)
        stop = 8
    elif how == "cleared":
        scale.set_value(3)
        scale.set_value(None)
    expected = ["before", scale.cells()[stop].accessibleName(), "after", "before"]
    assert tab_order(window, qtbot, before, 4) == expected
    before.setFocus()
    qtbot.keyClick(before, Qt.Key.Key_Backtab)
    assert after.hasFocus()
    qtbot.keyClick(after, Qt.Key.Key_Backtab)
    assert scale.cells()[stop].hasFocus()


def test_the_order_can_be_set_with_whole_scales(show: Show, qtbot: QtBot) -> None:
    scales = [PainScale("Left knee", f"Moment {number}") for number in range(3)]
    window = show(*scales)
    QWidget.setTabOrder(scales[2], scales[0])
    QWidget.setTabOrder(scales[0], scales[1])
    scales[0].set_value(5)
    stops = [
        scales[2].cells()[0].accessibleName(),
        scales[0].cells()[5].accessibleName(),
        scales[1].cells()[0].accessibleName(),
    ]
    assert tab_order(window, qtbot, scales[2], 3) == stops


def test_focus_follows_a_value_set_while_inside(scale: PainScale) -> None:
    scale.set_value(9)
    assert scale.cells()[9].hasFocus()
    assert scale.focusProxy() is scale.cells()[9]


@pytest.mark.parametrize(("small", "least"), [(False, 28), (True, 24)])
@pytest.mark.parametrize("percent", [100, 200])
def test_cells_are_big_enough_and_grow(
    show: Show, dress: Dress, small: bool, least: int, percent: int
) -> None:
    dress("light", percent)
    scale = PainScale("Left knee", "This morning", small=small)
    show(scale)
    for cell in scale.cells():
        bold = cell.font()
        bold.setBold(True)
        assert cell.height() >= max(least, QFontMetrics(bold).height())
        assert cell.width() >= max(least, QFontMetrics(bold).horizontalAdvance("10") + 8)


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_the_answer_is_filled_and_the_rest_has_a_strip(
    show: Show, dress: Dress, name: ThemeName
) -> None:
    dress(name, 100)
    scale = PainScale("Left knee", "This morning")
    show(scale)
    scale.set_value(4)
    theme = load_theme(name)
    chosen, other = (scale.cells()[number].grab().toImage() for number in (4, 7))
    assert chosen.pixelColor(8, chosen.height() // 2) == QColor(theme.ramp[4].fill)
    foot = other.pixelColor(other.width() // 2, other.height() - 3)
    assert foot == QColor(theme.ramp[7].color)
    assert other.pixelColor(8, other.height() // 2) == QColor(theme.roles["surface"])


def test_a_late_answer_has_a_dashed_edge(scale: PainScale) -> None:
    scale.set_value(4)
    plain = scale.cells()[4].grab().toImage()
    scale.set_late(True)
    late = scale.cells()[4].grab().toImage()
    edge = QColor(load_theme("light").roles["text"])

    def inked(row: int) -> list[bool]:
        return [late.pixelColor(x, row) == edge for x in range(8, late.width() - 8)]

    assert all(plain.pixelColor(x, 1) == edge for x in range(8, plain.width() - 8))
    assert True in inked(1)
    assert False in inked(1)


def test_names_are_translated(show: Show) -> None:
    words.install("pseudo")
    scale = PainScale("Left knee", "This morning")
    assert scale.cells()[0].accessibleName().startswith("⟦")


def test_effort_has_ten_cells_with_words(show: Show, qtbot: QtBot) -> None:
    scale = EffortScale()
    told: list[object] = []
    scale.effort_changed.connect(told.append)
    show(scale)
    scale.setFocus()
    names = [cell.accessibleName() for cell in scale.cells()]
    assert names[0] == "Effort 1 of 10, very easy"
    assert names[9] == "Effort 10 of 10, all out"
    assert len(names) == 10
    for keys in ("7", "0", "1", "0"):
        press(qtbot, keys)
    press_key(qtbot, Qt.Key.Key_Delete)
    assert told == [7, 1, 10, None]
