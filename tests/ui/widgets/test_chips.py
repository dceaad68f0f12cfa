import sys
from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from diary.style import load_theme
from diary.ui.theme import ThemeName
from diary.ui.widgets.chip import ChoiceChip, TickChip
from diary.ui.widgets.chip_group import ChipGroup
from diary.ui.widgets.fields import ChoiceRow, LineField
from diary.ui.widgets.text import PlainLabel
from diary.ui.widgets.wear_bar import WearBar

Dress = Callable[[ThemeName, int], None]
Show = Callable[..., QWidget]

SIGNS = {"swelling": "Swelling", "locking": "Locking", "clicking": "Clicking or grinding"}
PLAN = {"as_planned": "Yes", "cut_short": "Cut short", "none_planned": "No run planned"}


@pytest.fixture
def group(show: Show) -> ChipGroup:
    made = ChipGroup(SIGNS, none_label="None of these", name="today.left.signs")
    show(made)
    return made


@pytest.fixture
def told(group: ChipGroup) -> list[dict[str, bool | None]]:
    heard: list[dict[str, bool | None]] = []
    group.answers_changed.connect(heard.append)
    return heard


def none_of_these(group: ChipGroup) -> TickChip:
    chip = group.none_chip()
    assert chip is not None
    return chip


def test_nothing_is_answered_to_begin_with(group: ChipGroup) -> None:
    assert group.answers() == dict.fromkeys(SIGNS)
    assert not none_of_these(group).isChecked()


def test_a_tick_answers_only_its_own_question(
    group: ChipGroup, told: list[dict[str, bool | None]], qtbot: QtBot
) -> None:
    qtbot.mouseClick(group.chip("locking"), Qt.MouseButton.LeftButton)
    assert told == [{"swelling": None, "locking": True, "clicking": None}]
    qtbot.mouseClick(group.chip("locking"), Qt.MouseButton.LeftButton)
    assert told[-1] == dict.fromkeys(SIGNS)


def test_none_of_these_says_no_to_all(
    group: ChipGroup, told: list[dict[str, bool | None]], qtbot: QtBot
) -> None:
    group.chip("swelling").click()
    none_of_these(group).setFocus()
    qtbot.keyClick(none_of_these(group), Qt.Key.Key_Space)
    assert told[-1] == dict.fromkeys(SIGNS, False)
    assert not group.chip("swelling").isChecked()
    none_of_these(group).click()
    assert told[-1] == dict.fromkeys(SIGNS)


def test_a_tick_after_none_of_these_leaves_the_other_noes(
    group: ChipGroup, told: list[dict[str, bool | None]]
) -> None:
    none_of_these(group).click()
    group.chip("clicking").click()
    assert told[-1] == {"swelling": False, "locking": False, "clicking": True}
    assert not none_of_these(group).isChecked()
    group.chip("clicking").click()
    assert told[-1] == dict.fromkeys(SIGNS, False)
    assert none_of_these(group).isChecked()


def test_answers_from_code_are_shown_silently(
    group: ChipGroup, told: list[dict[str, bool | None]]
) -> None:
    group.set_answers(dict.fromkeys(SIGNS, False))
    assert none_of_these(group).isChecked()
    group.set_answers({"swelling": True, "unknown": True})
    assert group.answers() == {"swelling": True, "locking": None, "clicking": None}
    assert group.chip("swelling").isChecked()
    assert not none_of_these(group).isChecked()
    assert told == []


def test_every_chip_is_a_named_stop(group: ChipGroup, qtbot: QtBot) -> None:
    none_of_these(group).setFocus()
    order = []
    for _ in range(4):
        focused = QApplication.focusWidget()
        assert focused is not None
        order.append((focused.objectName(), focused.accessibleName()))
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert order == [
        ("today.left.signs.none", "None of these"),
        ("today.left.signs.swelling", "Swelling"),
        ("today.left.signs.locking", "Locking"),
        ("today.left.signs.clicking", "Clicking or grinding"),
    ]


def test_own_chips_show_every_sign_they_were_given(show: Show) -> None:
    group = ChipGroup({})
    chip = group.add_chip("own", "R&R <b>long</b>")
    show(group)
    assert chip.accessibleName() == "R&R <b>long</b>"
    assert chip.shortcut().isEmpty()


@pytest.mark.parametrize("percent", [100, 200])
def test_a_chip_shows_its_whole_label_or_wraps(show: Show, dress: Dress, percent: int) -> None:
    dress("light", percent)
    label = "Cannot fully straighten or bend it"
    chip = TickChip(label)
    one_line = chip.sizeHint()
    assert one_line.height() >= 28
    assert chip.heightForWidth(one_line.width()) == one_line.height()
    narrow = chip.minimumSizeHint().width()
    assert narrow < one_line.width()
    assert chip.heightForWidth(narrow) > 2 * chip.fontMetrics().height()
    group = ChipGroup({"stuck": label})
    show(group, width=narrow + 40)
    shown = group.chip("stuck")
    assert shown.width() <= group.width()
    assert shown.height() >= shown.heightForWidth(shown.width())


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_a_ticked_chip_is_edged_and_marked(show: Show, dress: Dress, name: ThemeName) -> None:
    dress(name, 100)
    chip = TickChip("Swelling")
    show(chip)
    roles = load_theme(name).roles
    assert chip.grab().toImage().pixelColor(0, 14) == QColor(roles["border"])
    chip.setChecked(True)
    image = chip.grab().toImage()
    assert image.pixelColor(0, 14) == QColor(roles["accent"])
    assert image.pixelColor(1, 14) == QColor(roles["accent"])
    assert image.pixelColor(4, 14) == QColor(roles["infobg"])


@pytest.fixture
def row(show: Show) -> ChoiceRow:
    before, after = QLineEdit(), QLineEdit()
    before.setObjectName("before")
    after.setObjectName("after")
    made = ChoiceRow("Did you run as planned?", PLAN, name="today.plan")
    show(before, made, after)
    return made


def test_a_choice_is_made_by_click_and_told_once(row: ChoiceRow, qtbot: QtBot) -> None:
    told: list[object] = []
    row.choice_changed.connect(told.append)
    assert row.choice() is None
    qtbot.mouseClick(row.chip("cut_short"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(row.chip("cut_short"), Qt.MouseButton.LeftButton)
    assert told == ["cut_short"]
    row.set_choice("as_planned")
    row.set_choice(None)
    assert told == ["cut_short"]
    assert not any(row.chip(key).isChecked() for key in PLAN)


def test_a_choice_is_made_by_keys(row: ChoiceRow, qtbot: QtBot) -> None:
    told: list[object] = []
    row.choice_changed.connect(told.append)
    row.setFocus()
    for key in (
        Qt.Key.Key_Space,
        Qt.Key.Key_Right,
        Qt.Key.Key_Down,
        Qt.Key.Key_Right,
        Qt.Key.Key_Left,
        Qt.Key.Key_Delete,
    ):
        qtbot.keyClick(QApplication.focusWidget(), key)
    expected = ["as_planned", "cut_short", "none_planned", "as_planned", "none_planned", None]
    assert told == expected


def test_a_row_is_one_tab_stop(row: ChoiceRow, qtbot: QtBot) -> None:
    row.set_choice("cut_short")
    before = row.window().findChild(QLineEdit, "before")
    assert isinstance(before, QLineEdit)
    before.setFocus()
    order = []
    for _ in range(3):
        focused = QApplication.focusWidget()
        assert focused is not None
        order.append(focused.objectName())
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert order == ["before", "today.plan.cut_short", "after"]


def test_a_proposed_choice_is_dotted_and_no_answer(row: ChoiceRow) -> None:
    plain = row.chip("as_planned").grab().toImage()
    row.set_proposed("as_planned")
    dotted = row.chip("as_planned").grab().toImage()
    assert plain != dotted
    assert row.choice() is None
    row.set_proposed(None)
    assert row.chip("as_planned").grab().toImage() == plain


def test_choices_are_radio_buttons_named_with_their_question(row: ChoiceRow) -> None:
    face = QAccessible.queryAccessibleInterface(row.chip("cut_short"))
    assert face.role() == QAccessible.Role.RadioButton
    assert face.text(QAccessible.Text.Name) == "Cut short"
    assert face.text(QAccessible.Text.Description) == "Did you run as planned?"


def shown_texts(field: LineField) -> list[str]:
    labels = field.findChildren(PlainLabel)
    assert all(each.textFormat() == Qt.TextFormat.PlainText for each in labels)
    shown = [each for each in labels if each.isVisible()]
    return [each.text() for each in sorted(shown, key=lambda each: each.y())]


def test_an_error_stands_under_its_field_and_is_read_with_it(show: Show) -> None:
    field = LineField("Distance", unit="km", hint="The whole run", name="run.distance")
    show(field)
    assert field.edit.accessibleName() == "Distance, km"
    assert field.edit.accessibleDescription() == "The whole run"
    assert shown_texts(field) == ["Distance", "km", "The whole run"]
    field.set_error("Type a distance such as 8.2 or 8,2.")
    assert field.edit.accessibleDescription() == "Type a distance such as 8.2 or 8,2."
    assert shown_texts(field) == ["Distance", "km", "Type a distance such as 8.2 or 8,2."]
    field.set_text(" 8.2 ")
    assert field.text() == "8.2"
    assert shown_texts(field) == ["Distance", "km", "The whole run"]


def test_a_field_in_error_is_edged_in_danger(show: Show) -> None:
    field = LineField("Time")
    show(field)
    field.set_error("Type minutes (45).")
    image = field.edit.grab().toImage()
    edge = image.pixelColor(0, image.height() // 2)
    assert edge == QColor(load_theme("light").roles["danger"])


@pytest.mark.parametrize(
    "make",
    [lambda: TickChip("Swelling"), lambda: ChoiceChip("Yes"), WearBar],
    ids=["tick", "choice", "bar"],
)
def test_nothing_stays_of_one_that_is_gone(make: Callable[[], QWidget]) -> None:
    """Some hundred are made anew in every minute of use."""

    def come_and_go(count: int) -> None:
        for _ in range(count):
            shiboken6.delete(make())

    come_and_go(100)
    before = sys.getallocatedblocks()
    come_and_go(500)
    assert sys.getallocatedblocks() - before < 250
