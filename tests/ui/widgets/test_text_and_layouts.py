from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QTextDocument
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from diary.style import load_theme
from diary.ui.theme import ThemeName, role_font
from diary.ui.widgets import item_layout
from diary.ui.widgets.card import Card
from diary.ui.widgets.emptying import take_all_out
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.scroll import VerticalScroll
from diary.ui.widgets.side_layout import SideLayout
from diary.ui.widgets.strip import MessageStrip
from diary.ui.widgets.text import (
    TextRole,
    elided_label,
    flowing_label,
    plain_label,
    set_plain_tooltip,
)
from tests.soak.hearing import listen_for_items

Dress = Callable[[ThemeName, int], None]
Show = Callable[..., QWidget]

MARKUP = "<b>Bold</b> & <img src=x> 1 < 2"


def box(width: int, height: int = 20, *, can_grow: bool = False) -> QWidget:
    widget = QWidget()
    widget.setMinimumSize(QSize(width, height))
    if not can_grow:
        widget.setMaximumSize(QSize(width, height))
    else:
        widget.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return widget


def flow(qtbot: QtBot, *children: QWidget, width: int) -> tuple[QWidget, FlowLayout]:
    parent = QWidget()
    layout = FlowLayout(parent, spacing=8, row_spacing=4)
    for child in children:
        layout.addWidget(child)
    qtbot.addWidget(parent)
    parent.resize(width, layout.heightForWidth(width))
    with qtbot.waitExposed(parent):
        parent.show()
    return parent, layout


def test_labels_never_read_markup(show: Show) -> None:
    for make in (plain_label, flowing_label, elided_label):
        label = make(MARKUP)
        assert isinstance(label, QLabel)
        assert label.textFormat() == Qt.TextFormat.PlainText
        assert label.text() == MARKUP


def test_tooltips_show_markup_as_it_is(qtbot: QtBot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    set_plain_tooltip(button, MARKUP + "\nsecond line")
    document = QTextDocument()
    document.setHtml(button.toolTip())
    assert document.toPlainText() == MARKUP + "\nsecond line"
    set_plain_tooltip(button, "")
    assert button.toolTip() == ""


@pytest.mark.parametrize(
    ("role", "color"),
    [("body", "text"), ("hint", "text2"), ("error", "danger"), ("title", "text")],
)
def test_roles_have_their_colour(show: Show, role: TextRole, color: str) -> None:
    label = plain_label("HHHH", role=role)
    show(label)
    label.ensurePolished()
    assert label.palette().color(label.foregroundRole()) == QColor(load_theme("light").roles[color])


def test_headings_follow_the_text_size(show: Show, dress: Dress) -> None:
    title = plain_label("Today", role="title", name="today.title")
    show(title)
    assert title.objectName() == "today.title"
    before = title.font().pointSizeF()
    dress("dark", 200)
    assert title.font().pointSizeF() == pytest.approx(2 * before)
    title.set_role("card_title")
    assert title.font().pointSizeF() == role_font("card_title").pointSizeF()


def test_an_elided_label_keeps_its_text_at_hand(qtbot: QtBot) -> None:
    label = elided_label("A very long name of a pair of shoes")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.grab()
    assert label.shown_text().endswith("…")
    assert "very long name" in label.toolTip()
    label.resize(600, 20)
    label.grab()
    assert label.shown_text() == label.text()
    assert label.toolTip() == ""


def test_a_full_row_starts_the_next(qtbot: QtBot) -> None:
    boxes = [box(100), box(100), box(100)]
    _, layout = flow(qtbot, *boxes, width=220)
    assert [b.geometry() for b in boxes] == [
        QRect(0, 0, 100, 20),
        QRect(108, 0, 100, 20),
        QRect(0, 24, 100, 20),
    ]
    assert layout.heightForWidth(220) == 44
    assert layout.heightForWidth(316) == 20
    assert layout.sizeHint() == QSize(316, 20)
    assert layout.minimumSize() == QSize(100, 20)


def test_what_can_grow_takes_the_rest_of_its_row(qtbot: QtBot) -> None:
    boxes = [box(100), box(50, can_grow=True), box(300)]
    _parent, _layout = flow(qtbot, *boxes, width=300)
    assert boxes[1].geometry() == QRect(108, 0, 192, 20)
    assert boxes[2].y() == 24


def test_rows_are_centred_vertically_and_mirrored(qtbot: QtBot) -> None:
    low, high = box(100, 20), box(100, 30)
    parent, layout = flow(qtbot, low, high, width=300)
    assert (low.y(), high.y()) == (5, 0)
    parent.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    layout.setGeometry(QRect(0, 0, 300, 30))
    assert (low.x(), high.x()) == (200, 92)


def test_hidden_children_take_no_room(qtbot: QtBot) -> None:
    boxes = [box(100), box(100), box(100)]
    _, layout = flow(qtbot, *boxes, width=340)
    boxes[1].hide()
    layout.setGeometry(QRect(0, 0, 340, 20))
    assert boxes[2].x() == 108


def test_children_can_be_taken(qtbot: QtBot) -> None:
    boxes = [box(50), box(60)]
    parent, layout = flow(qtbot, *boxes, width=300)
    found = [layout.itemAt(place) for place in range(2)]
    assert [child.widget() for child in found if child is not None] == boxes
    taken = layout.takeAt(0)
    assert taken is not None
    assert layout.takeAt(7) is None
    assert layout.itemAt(7) is None
    assert layout.count() == 1
    assert parent.isVisible()


@pytest.mark.parametrize(
    ("width", "is_below"), [(500, False), (300, False), (250, True), (120, True)]
)
def test_actions_go_below_where_room_is_short(qtbot: QtBot, width: int, is_below: bool) -> None:
    parent = QWidget()
    layout = SideLayout(parent, least_width=180)
    main = flowing_label("A line that is about two hundred pixels")
    actions = box(100, 30)
    layout.addWidget(main)
    layout.addWidget(actions)
    qtbot.addWidget(parent)
    parent.resize(width, layout.heightForWidth(width))
    layout.setGeometry(parent.rect())
    assert (actions.y() >= main.geometry().bottom()) == is_below
    if is_below:
        assert actions.x() == 0
    else:
        assert actions.geometry().right() == width - 1
        assert main.geometry().right() < actions.x()


def test_long_texts_push_their_actions_below(qtbot: QtBot) -> None:
    parent = QWidget()
    layout = SideLayout(parent)
    layout.addWidget(flowing_label("word " * 100))
    actions = box(100, 30)
    layout.addWidget(actions)
    layout.set_indent(28)
    qtbot.addWidget(parent)
    layout.setGeometry(QRect(0, 0, 600, layout.heightForWidth(600)))
    assert actions.x() == 28
    assert actions.geometry().bottom() + 1 == layout.heightForWidth(600)


@pytest.mark.parametrize("percent", [100, 200])
def test_a_card_shows_its_heading_and_body(show: Show, dress: Dress, percent: int) -> None:
    dress("light", percent)
    card = Card("Left knee", name="today.left")
    button = QPushButton("Rest of this knee 0")
    card.heading_actions.addWidget(button)
    card.body.addWidget(plain_label("Body"))
    show(card)
    assert card.accessibleName() == "Left knee"
    assert card.title_label.width() >= card.title_label.sizeHint().width()
    assert button.geometry().right() <= card.width()
    card.set_title("")
    assert not card.title_label.isVisible()
    image = card.grab().toImage()
    assert image.pixelColor(10, card.height() - 8) == QColor("#FFFFFF")


def test_a_page_scrolls_to_what_has_the_focus_and_is_no_stop(qtbot: QtBot) -> None:
    content = QWidget()
    layout = QVBoxLayout(content)
    buttons = [QPushButton(str(number)) for number in range(40)]
    for button in buttons:
        layout.addWidget(button)
    area = VerticalScroll(content, name="page")
    qtbot.addWidget(area)
    area.resize(300, 200)
    with qtbot.waitExposed(area):
        area.show()
    area.activateWindow()
    qtbot.waitUntil(area.isActiveWindow)
    assert area.focusPolicy() == Qt.FocusPolicy.NoFocus
    buttons[-1].setFocus()
    seen = QRect(buttons[-1].mapTo(area.viewport(), buttons[-1].rect().topLeft()), QSize(10, 10))
    assert area.viewport().rect().contains(seen)


def test_a_page_is_never_narrower_than_its_content(qtbot: QtBot) -> None:
    content = QWidget()
    layout = QVBoxLayout(content)
    area = VerticalScroll(content)
    qtbot.addWidget(area)
    with qtbot.waitExposed(area):
        area.show()
    layout.addWidget(box(700))
    qtbot.waitUntil(lambda: area.minimumWidth() > 700)
    assert area.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("make", [FlowLayout, SideLayout])
def test_a_layout_of_our_own_lets_go_of_its_items_as_those_of_qt_do(
    make: type[FlowLayout | SideLayout],
) -> None:
    parent = QWidget()
    layout = make(parent)
    for number in range(3):
        layout.addWidget(QLabel(str(number), parent))
    items = [layout.itemAt(index) for index in range(3)]
    layout.removeWidget(parent.findChildren(QLabel)[0])
    assert [layout.itemAt(index) for index in range(layout.count())] == items[1:]
    shiboken6.delete(parent)
    assert [shiboken6.isValid(item) for item in items[1:]] == [False, False]


def row_in_a_column() -> QWidget:
    parent = QWidget()
    row = FlowLayout(QVBoxLayout(parent))
    for number in range(3):
        row.addWidget(QLabel(str(number)))
    return parent


@pytest.mark.parametrize(
    "make", [row_in_a_column, lambda: Card("Runs"), lambda: MessageStrip("info", "Saved")]
)
def test_a_layout_within_another_can_let_go_of_its_items_too(
    monkeypatch: pytest.MonkeyPatch, make: Callable[[], QWidget]
) -> None:
    """What Python takes for gone while it is there stays for good."""
    heard: list[str] = []
    monkeypatch.setattr(item_layout, "_delete", vars(item_layout)["_delete"])
    listen_for_items(heard)
    shiboken6.delete(make())
    assert heard == []


@pytest.mark.parametrize("make", [FlowLayout, QVBoxLayout])
def test_what_is_taken_out_goes_with_its_items(
    qtbot: QtBot, make: type[FlowLayout | QVBoxLayout]
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    layout = make(parent)
    labels = [QLabel(str(number), parent) for number in range(3)]
    for label in labels:
        layout.addWidget(label)
    items = [layout.itemAt(index) for index in range(3)]
    take_all_out(layout)
    assert layout.count() == 0
    assert [shiboken6.isValid(item) for item in items] == [False] * 3
    # One of them may be the very one that was pressed.
    assert [shiboken6.isValid(label) for label in labels] == [True] * 3
    qtbot.waitUntil(lambda: not any(shiboken6.isValid(label) for label in labels))
