from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from diary.ui.widgets.button import push_button
from diary.ui.widgets.scroll import VerticalScroll


def a_scroll(qtbot: QtBot) -> tuple[VerticalScroll, list[QPushButton]]:
    content = QWidget()
    column = QVBoxLayout(content)
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
