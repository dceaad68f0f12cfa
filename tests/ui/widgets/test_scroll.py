from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from diary.ui.widgets.button import push_button
from diary.ui.widgets.scroll import VerticalScroll


def a_scroll(qtbot: QtBot) -> tuple[VerticalScroll, list[QPushButton]]:
    content = QWidget()
    column = QVBoxLayout(content)
    column.setContentsMargins(20, 20, 20, 20)
    buttons = [push_button(f"Button {number}") for number in range(30)]
    for button in buttons:
        column.addWidget(button)
    scroll = VerticalScroll(content)
    qtbot.addWidget(scroll)
    scroll.resize(300, 200)
    with qtbot.waitExposed(scroll):
        scroll.show()
    scroll.activateWindow()
    qtbot.waitUntil(scroll.isActiveWindow)
    return scroll, buttons


def at_the_edge(scroll: VerticalScroll, buttons: list[QPushButton]) -> QPushButton:
    """A button of which only the upper six pixels can be seen."""
    button, view = buttons[len(buttons) // 2], scroll.viewport()
    scroll.verticalScrollBar().setValue(button.y() - view.height() + 6)
    assert button.mapTo(view, QPoint()).y() == view.height() - 6
    return button


def test_a_button_at_the_edge_stays_under_the_pointer_while_it_is_pressed(qtbot: QtBot) -> None:
    scroll, buttons = a_scroll(qtbot)
    button = at_the_edge(scroll, buttons)
    presses: list[bool] = []
    button.clicked.connect(lambda: presses.append(True))
    handle = scroll.windowHandle()
    assert handle is not None
    QTest.mouseClick(
        handle,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        button.mapTo(scroll, QPoint(20, 2)),
    )
    assert presses == [True]


def test_what_gets_the_focus_by_a_key_comes_into_sight(qtbot: QtBot) -> None:
    scroll, buttons = a_scroll(qtbot)
    button = at_the_edge(scroll, buttons)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    place = button.mapTo(scroll.viewport(), QPoint())
    assert scroll.viewport().rect().contains(place)
    assert scroll.viewport().rect().contains(place + QPoint(0, button.height()))


def is_bar_at(scroll: VerticalScroll, most: int) -> bool:
    return scroll.verticalScrollBar().maximum() == most


def test_a_page_is_as_wide_with_something_to_scroll_as_without(qtbot: QtBot) -> None:
    scroll, buttons = a_scroll(qtbot)
    height = scroll.height_for(scroll.width())
    widths = set()
    for by in (-1, 0, 1):
        scroll.resize(300, height + by)
        most = max(0, -by)
        qtbot.waitUntil(partial(is_bar_at, scroll, most))
        widths.add(buttons[0].width())
    assert len(widths) == 1


def test_a_bar_without_a_way_to_go_is_not_seen(qtbot: QtBot) -> None:
    scroll, _buttons = a_scroll(qtbot)
    bar = scroll.verticalScrollBar()

    def is_seen() -> bool:
        picture = bar.grab().toImage()
        rows = range(picture.height())
        return len({picture.pixel(picture.width() // 2, row) for row in rows}) > 1

    assert is_seen()
    scroll.resize(300, scroll.height_for(300))
    qtbot.waitUntil(lambda: bar.maximum() == 0)
    assert not is_seen()
