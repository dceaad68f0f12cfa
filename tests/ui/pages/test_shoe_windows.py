"""A question on a card and a form leave the window whole and show no other one."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from diary.domain.diary import Diary
from diary.ui.dialogs.form_parts import Fold
from diary.ui.main_window.window import MainWindow
from tests.builders import a_diary, a_shoe
from tests.ui.conftest import Build
from tests.ui.house import Keyboard, focus_name
from tests.ui.shoe_hands import shoes_page

pytestmark = pytest.mark.begins_at("shoes")

Key = Qt.Key


def some_diary() -> Diary:
    return a_diary(shoes=[a_shoe("blue", "Blue 12"), a_shoe("red", "Red 3")])


class Strays(QObject):
    """Every window that is shown besides the main one."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[QWidget] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_shown = event.type() == QEvent.Type.Show and not isinstance(watched, MainWindow)
        if is_shown and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(watched)
        return False


@pytest.fixture
def strays(qapp: QApplication) -> Iterator[Strays]:
    made = Strays()
    qapp.installEventFilter(made)
    yield made
    qapp.removeEventFilter(made)


@pytest.mark.parametrize("way", ["left", "saved"])
def test_after_a_question_the_window_is_whole(
    build: Build, keys: Keyboard, strays: Strays, way: str
) -> None:
    house = build(some_diary())
    page = shoes_page(house)
    keys.press(Key.Key_Right)
    keys.press(Key.Key_Return)
    keys.tab()
    keys.press(Key.Key_Return)
    assert focus_name() == "shoes.card.red.limit_panel.limit.edit"
    if way == "left":
        keys.press(Key.Key_Escape)
    else:
        keys.ctrl(Key.Key_A)
        keys.type("800")
        keys.press(Key.Key_Return)
        assert house.diary.shoes["red"].limit_m == 800_000.0
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert page.card("red").panel() is None
    assert all(isValid(action) for action in house.window.menus.actions.values())
    for key in ("reminders", "today", "charts", "runs", "shoes"):
        house.window.show_page(key)
        assert house.window.current_page().key == key
    assert strays.shown == []


@pytest.mark.parametrize("key", ["limit", "sole", "retire"])
def test_a_question_opens_no_window(build: Build, strays: Strays, key: str) -> None:
    page = shoes_page(build(some_diary()))
    page.card("red").button(key).click()
    panel = page.card("red").panel()
    assert panel is not None
    assert panel.isVisible()
    assert strays.shown == []


@pytest.mark.parametrize("command", ["add", "new"])
def test_a_form_opens_one_window(build: Build, strays: Strays, qtbot: QtBot, command: str) -> None:
    house = build(some_diary())
    shoes_page(house)
    house.window.menus.actions[command].trigger()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), QDialog))
    form = QApplication.activeWindow()
    assert form is not None
    for fold in form.findChildren(Fold):
        fold.button.click()
    assert strays.shown == [form]
