"""The red lines below the fields of a form: shown by Save, gone once the field is right."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Build
from tests.ui.dialogs.run_form_hands import below, open_form, part, some_diary
from tests.ui.house import Keyboard

pytestmark = pytest.mark.begins_at("runs")

Key = Qt.Key
START, TIME, DISTANCE = "run_form.start", "run_form.time", "run_form.distance"
START_HINT, TIME_HINT = "Such as 18:05", "45, 45:10 or 1:05:00"


def type_in(form: QWidget, keys: Keyboard, name: str, text: str) -> None:
    part(form, f"{name}.edit").setFocus()
    keys.ctrl(Key.Key_A)
    keys.type(text)


def is_red(form: QWidget, name: str) -> bool:
    return bool(part(form, f"{name}.edit").property("hasError"))


@pytest.fixture
def form(build: Build, keys: Keyboard, qtbot: QtBot) -> QWidget:
    form = open_form(build(some_diary()), keys, qtbot)
    type_in(form, keys, DISTANCE, "8.2")
    type_in(form, keys, TIME, "10,5")
    type_in(form, keys, START, "2599")
    keys.ctrl(Key.Key_Return)
    assert is_red(form, START)
    assert is_red(form, TIME)
    assert below(form, START) != START_HINT
    assert below(form, TIME) != TIME_HINT
    return form


def test_an_error_goes_when_the_field_has_been_put_right(
    form: QWidget, keys: Keyboard, qtbot: QtBot
) -> None:
    type_in(form, keys, START, "7.30")
    # Not while it is typed.
    assert is_red(form, START)
    keys.tab()
    qtbot.waitUntil(lambda: not is_red(form, START))
    assert below(form, START) == START_HINT
    assert is_red(form, TIME)
    type_in(form, keys, TIME, "1:02:03")
    keys.tab()
    qtbot.waitUntil(lambda: not is_red(form, TIME))
    assert below(form, TIME) == TIME_HINT


def test_an_error_stays_while_the_field_is_wrong_and_no_other_comes(
    form: QWidget, keys: Keyboard, qtbot: QtBot
) -> None:
    type_in(form, keys, START, "26:00")
    type_in(form, keys, DISTANCE, "far")
    type_in(form, keys, TIME, "45")
    keys.tab()
    qtbot.waitUntil(lambda: not is_red(form, TIME))
    assert is_red(form, START)
    # What Save has not complained about is left until Save.
    assert not is_red(form, DISTANCE)
    keys.ctrl(Key.Key_Return)
    assert is_red(form, DISTANCE)


def test_nothing_moves_while_a_button_of_the_mouse_is_down(
    form: QWidget, keys: Keyboard, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    held = [Qt.MouseButton.LeftButton]

    def buttons() -> Qt.MouseButton:
        asked.append(True)
        return held[-1]

    monkeypatch.setattr(QApplication, "mouseButtons", buttons)
    type_in(form, keys, START, "7.30")
    part(form, "run_form.save").setFocus()
    qtbot.waitUntil(lambda: len(asked) > 2)
    assert is_red(form, START)
    held.append(Qt.MouseButton.NoButton)
    qtbot.waitUntil(lambda: not is_red(form, START))
