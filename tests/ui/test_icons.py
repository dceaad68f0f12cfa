from collections import Counter

import pytest
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from diary.paths import resource_path
from diary.style import load_theme
from diary.ui.icons import add_clear_button, icon, icon_pixmap, icon_size, show_icon
from diary.ui.theme import ThemeName, apply_theme

NAMES: list[ThemeName] = ["light", "dark", "contrast"]


def colors_in(image: QImage) -> Counter[str]:
    return Counter(
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    )


@pytest.mark.parametrize("name", sorted(p.stem for p in resource_path("icons").glob("*.svg")))
def test_every_icon_is_drawn_in_the_colour_asked_for(name: str) -> None:
    svg = resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")
    assert 'viewBox="0 0 24 24"' in svg
    assert "currentColor" in svg
    painted = colors_in(icon_pixmap(name, "danger", 48).toImage())
    painted.pop("#000000", None)
    assert painted.most_common(1)[0][0] == load_theme("light").roles["danger"].lower()


def test_icons_are_sharp_and_kept(qapp: QApplication) -> None:
    pixmap = icon_pixmap("today", "text", 20, 2.0)
    assert (pixmap.width(), pixmap.devicePixelRatio()) == (40, 2.0)
    again = icon_pixmap("today", "text", 20, 2.0)
    assert again.cacheKey() == pixmap.cacheKey()
    apply_theme(qapp, "light", 150)
    assert icon_size() == 30
    assert not icon("today").isNull()


def test_icons_on_buttons_follow_the_theme(qapp: QApplication, qtbot: QtBot) -> None:
    button = QPushButton("Today")
    qtbot.addWidget(button)
    show_icon(button, "today")
    before = button.icon().cacheKey()
    apply_theme(qapp, "dark", 100)
    assert button.icon().cacheKey() != before
    show_icon(button, "run", "accent")
    assert len(button.children()) == 1


def test_the_cross_of_a_search_field_can_be_seen_in_every_theme(
    qapp: QApplication, qtbot: QtBot
) -> None:
    field = QLineEdit("blue")
    qtbot.addWidget(field)
    add_clear_button(field)
    for name in NAMES:
        apply_theme(qapp, name, 100)
        (action,) = field.findChildren(QAction)
        painted = colors_in(action.icon().pixmap(20, 20).toImage())
        assert load_theme(name).roles["text2"].lower() in painted
