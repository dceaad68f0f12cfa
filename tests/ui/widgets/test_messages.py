from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QCursor, QEnterEvent, QHoverEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from diary.style import load_theme
from diary.ui.theme import ThemeName, set_reduced_motion
from diary.ui.widgets.announce import announce
from diary.ui.widgets.button import escaped_mnemonic, icon_button, menu_button, push_button
from diary.ui.widgets.empty_state import EmptyState
from diary.ui.widgets.strip import LEVEL_LOOKS, Level, MessageStrip
from diary.ui.widgets.text import PlainLabel
from diary.ui.widgets.toast import SHOWN_MS, Toast
from diary.ui.widgets.wear_bar import WearBar

Dress = Callable[[ThemeName, int], None]
Show = Callable[..., QWidget]

ACTIONS = [("why", "See why"), ("snooze", "Snooze 3 days")]
LONG = "You noted: could not put weight on it (left, today 18:42). " * 4


def labels(widget: QWidget) -> list[PlainLabel]:
    return [label for label in widget.findChildren(PlainLabel) if label.isVisible()]


@pytest.mark.parametrize(
    ("level", "word"),
    [("safety", "Safety"), ("act", "Act"), ("look", "Look"), ("note", "Note"), ("info", "Info")],
)
def test_the_name_of_a_strip_begins_with_its_level(show: Show, level: Level, word: str) -> None:
    strip = MessageStrip(level, "Left knee pain is rising.", "Scores 1, 2.", actions=ACTIONS)
    show(strip)
    assert strip.accessibleName() == f"{word}: Left knee pain is rising. Scores 1, 2."
    assert strip.focusPolicy() == Qt.FocusPolicy.NoFocus
    image = strip.grab().toImage()
    roles = load_theme("light").roles
    look = LEVEL_LOOKS[level]
    assert image.pixelColor(3, image.height() // 2) == QColor(roles[look.ink])
    assert image.pixelColor(image.width() // 2, 4) == QColor(roles[look.ground])


def test_buttons_of_a_strip_ask_for_their_action(show: Show, qtbot: QtBot) -> None:
    strip = MessageStrip("act", "Title", actions=ACTIONS, name="today.strip")
    asked: list[str] = []
    strip.action_requested.connect(asked.append)
    show(strip)
    qtbot.mouseClick(strip.button("snooze"), Qt.MouseButton.LeftButton)
    strip.button("why").setFocus()
    qtbot.keyClick(strip.button("why"), Qt.Key.Key_Space)
    assert asked == ["snooze", "why"]
    assert strip.button("why").objectName() == "today.strip.why"
    strip.set_message("info", "Other", actions=[("go", "Go")])
    with pytest.raises(KeyError):
        strip.button("why")
    assert strip.accessibleName() == "Info: Other"


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("width", [360, 700, 1200])
@pytest.mark.parametrize("text", ["", "Morning scores went 1, 2, 2, 4 over 4 days.", LONG])
def test_a_strip_cuts_nothing_off(
    show: Show, dress: Dress, percent: int, width: int, text: str
) -> None:
    dress("light", percent)
    strip = MessageStrip("act", "Left knee pain is rising.", text, actions=ACTIONS)
    show(strip, width=width, height=900)
    for label in labels(strip):
        assert label.height() >= label.heightForWidth(label.width())
    parts = [*labels(strip), *strip.findChildren(QPushButton)]
    for part in parts:
        place = part.rect().translated(part.mapTo(strip, QPoint()))
        assert strip.rect().contains(place)


def test_buttons_stand_beside_a_short_text_and_below_a_long_one(show: Show) -> None:
    short = MessageStrip("act", "Title.", "Text.", actions=ACTIONS)
    long = MessageStrip("safety", "Title.", LONG, actions=ACTIONS)
    show(short, long, width=800)

    def top(strip: MessageStrip) -> int:
        return strip.button("why").mapTo(strip, QPoint()).y()

    def text_bottom(strip: MessageStrip) -> int:
        last = labels(strip)[-1]
        return last.mapTo(strip, QPoint()).y() + last.height()

    assert top(short) < text_bottom(short)
    assert top(long) >= text_bottom(long)


@pytest.fixture
def toast(show: Show) -> Toast:
    field = QLineEdit()
    window = show(field)
    field.setFocus()
    return Toast(window)


def test_a_toast_says_its_text_and_stays_eight_seconds(toast: Toast, spoken: list[str]) -> None:
    assert not toast.isVisible()
    toast.show_message("Run deleted.", "Undo")
    assert toast.isVisible()
    assert spoken == ["Run deleted."]
    assert SHOWN_MS == 8000
    assert toast.timer.isActive()
    assert toast.timer.interval() == SHOWN_MS
    toast.timer.timeout.emit()
    assert not toast.isVisible()


def test_the_action_of_a_toast_is_asked_for_once(toast: Toast, qtbot: QtBot) -> None:
    asked: list[bool] = []
    toast.action_requested.connect(lambda: asked.append(True))
    toast.show_message("Run deleted.", "Undo")
    qtbot.mouseClick(toast.action_button(), Qt.MouseButton.LeftButton)
    assert asked == [True]
    assert not toast.isVisible()
    toast.show_message("Saved.")
    assert not toast.action_button().isVisible()


def test_a_toast_waits_while_it_has_the_focus(toast: Toast) -> None:
    toast.show_message("Run deleted.", "Undo")
    field = toast.window().findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    toast.action_button().setFocus()
    assert not toast.timer.isActive()
    toast.timer.timeout.emit()
    assert toast.isVisible()
    field.setFocus()
    assert toast.timer.isActive()


def test_a_toast_waits_while_the_mouse_is_over_it(toast: Toast) -> None:
    toast.show_message("Run deleted.", "Undo")
    at = QPointF(5, 5)
    QApplication.sendEvent(toast, QEnterEvent(at, at, at))
    assert not toast.timer.isActive()
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert toast.timer.isActive()


def test_a_pointer_at_rest_does_not_hold_a_toast(toast: Toast) -> None:
    toast.show_message("Run deleted.", "Undo")
    place = toast.mapToGlobal(toast.rect().center())
    toast.dismiss()
    before = QCursor.pos()
    QCursor.setPos(place)
    toast.show_message("Run deleted.", "Undo")
    toast.timer.timeout.emit()
    QCursor.setPos(before)
    assert not toast.isVisible()


def test_a_pointer_that_moves_on_a_toast_holds_it(toast: Toast) -> None:
    toast.show_message("Run deleted.", "Undo")
    at = QPointF(5, 5)
    moved = QHoverEvent(QEvent.Type.HoverMove, at, at, QPointF(4, 4))
    QApplication.sendEvent(toast, moved)
    toast.timer.timeout.emit()
    assert toast.isVisible()


def test_a_toast_takes_no_focus_and_keeps_inside_the_window(toast: Toast) -> None:
    field = toast.window().findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    toast.show_message("0 recorded for left and right, this morning and worst today. " * 3, "Undo")
    assert field.hasFocus()
    assert toast.window().rect().contains(toast.geometry())
    toast.window().resize(300, 400)
    assert toast.window().rect().contains(toast.geometry())
    for label in labels(toast):
        assert label.height() >= label.heightForWidth(label.width())


def test_a_toast_slides_only_if_motion_is_wanted(toast: Toast, qtbot: QtBot) -> None:
    toast.show_message("Run deleted.")
    at_rest = toast.pos()
    set_reduced_motion(is_reduced=False)
    toast.show_message("Run deleted.")
    assert toast.pos().y() > at_rest.y()
    qtbot.waitUntil(lambda: toast.pos() == at_rest)


def test_announcements_reach_listeners_and_qt(
    show: Show, spoken: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    events: list[object] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", events.append)
    field = QLineEdit()
    show(field)
    announce(field, "Saved 18:42", is_urgent=True)
    assert spoken == ["Saved 18:42"]
    assert len(events) == 1


def test_empty_states_offer_up_to_two_ways_out(show: Show, qtbot: QtBot) -> None:
    state = EmptyState(
        "run",
        "No runs yet",
        "Log one by hand or bring in files from your watch.",
        actions=[("log", "Log a run"), ("import", "Import…")],
        name="runs.empty",
    )
    asked: list[str] = []
    state.action_requested.connect(asked.append)
    show(state)
    assert labels(state)[0].text() == "No runs yet"
    assert state.button("log").property("kind") == "primary"
    qtbot.mouseClick(state.button("import"), Qt.MouseButton.LeftButton)
    assert asked == ["import"]
    state.set_text("No runs match", "")
    assert [label.text() for label in labels(state)] == ["No runs match"]


@pytest.mark.parametrize("percent", [100, 200])
def test_an_empty_state_cuts_nothing_off(show: Show, dress: Dress, percent: int) -> None:
    dress("light", percent)
    state = EmptyState("run", "No runs yet", LONG, actions=[("log", "Log a run")])
    show(state, width=500, height=900)
    for label in labels(state):
        assert label.height() >= label.heightForWidth(label.width())
        assert label.width() <= 500


@pytest.mark.parametrize(
    ("share", "maximum", "value"),
    [(0.0, 100, 0), (0.79, 100, 79), (0.97, 100, 97), (1.25, 125, 125), (-1.0, 100, 0)],
)
def test_a_wear_bar_has_value_and_words(show: Show, share: float, maximum: int, value: int) -> None:
    bar = WearBar(name="shoes.red.wear")
    show(bar)
    bar.set_wear(share, "Red 3, 628 of 650 km, near its limit")
    face = QAccessible.queryAccessibleInterface(bar)
    assert face.role() == QAccessible.Role.ProgressBar
    assert face.text(QAccessible.Text.Name) == "Red 3, 628 of 650 km, near its limit"
    assert (bar.maximum(), bar.value()) == (maximum, value)
    assert bar.height() == 12


def test_a_wear_bar_is_solid_then_hatched_then_notched(show: Show) -> None:
    bar = WearBar()
    show(bar)
    load, text, surface = (
        QColor(load_theme("light").roles[r]) for r in ("load", "text", "surface")
    )

    def colors(first: float, last: float) -> set[str]:
        image = bar.grab().toImage()
        span = range(round(first * image.width()), round(last * image.width()))
        return {image.pixelColor(x, y).name() for x in span for y in range(2, 10)}

    bar.set_wear(0.5, "half")
    assert colors(0.05, 0.45) == {load.name()}
    assert colors(0.55, 0.95) == {surface.name()}
    bar.set_wear(0.97, "near")
    assert colors(0.05, 0.75) == {load.name()}
    assert {load.name(), surface.name()} <= colors(0.82, 0.95)
    assert text.name() not in colors(0.05, 0.95)
    bar.set_wear(1.25, "over")
    assert text.name() in colors(0.78, 0.82)


def test_buttons_show_their_text_as_it_is(show: Show) -> None:
    button = push_button("R&R now", kind="primary", icon_name="check", name="page.rest")
    arrow = icon_button("chevron-left", "Previous day", name="page.previous")
    show(button, arrow)
    assert escaped_mnemonic("R&R") == "R&&R"
    assert button.shortcut().isEmpty()
    assert button.accessibleName() == "R&R now"
    assert (button.objectName(), arrow.objectName()) == ("page.rest", "page.previous")
    assert arrow.accessibleName() == "Previous day"
    assert min(arrow.width(), arrow.height()) >= 28
    assert button.height() >= 28


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_button_is_pressed_by_the_keyboard(show: Show, qtbot: QtBot, key: Qt.Key) -> None:
    buttons = [push_button("Rest"), icon_button("chevron-left", "Previous day")]
    pressed: list[str] = []
    for button in buttons:
        button.clicked.connect(lambda _=False, b=button: pressed.append(b.accessibleName()))
    show(*buttons)
    for button in buttons:
        button.setFocus()
        qtbot.keyClick(button, key)
    assert pressed == ["Rest", "Previous day"]
    qtbot.keyClick(buttons[0], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    held = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "", True
    )
    QApplication.sendEvent(buttons[0], held)
    assert len(pressed) == 2


def test_enter_opens_the_menu_of_a_button(show: Show, qtbot: QtBot) -> None:
    menu = QMenu()
    menu.addAction("3 days")
    button = menu_button("Snooze", menu)
    show(button)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert menu.isVisible()
    menu.close()


def test_a_menu_button_has_its_menu(show: Show) -> None:
    menu = QMenu()
    button = menu_button("Snooze", menu)
    show(button)
    assert button.menu() is menu
