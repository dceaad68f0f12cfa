"""Theme and text size reach palette, style sheet, fonts and what is really painted."""

import gc
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from diary.paths import cache_path, resource_path
from diary.style import THEME_NAMES, load_theme
from diary.ui import theme
from diary.ui.focus_ring import FocusRing
from diary.ui.theme import ThemeName, apply_theme, current_theme, em, role_font, theme_watcher
from diary.ui.widgets.button import ButtonKind, icon_button, push_button
from diary.ui.widgets.chip import TickChip
from tests.surroundings.places import make_tiny_font

NAMES: list[ThemeName] = ["light", "dark", "contrast"]


@pytest.fixture(autouse=True)
def _light_again(qapp: QApplication) -> Iterator[None]:
    apply_theme(qapp, "light", 100)
    yield
    apply_theme(qapp, "light", 100)


def luminance(color: QColor) -> float:
    parts = [color.redF(), color.greenF(), color.blueF()]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, other: QColor) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def colors_in(image: QImage) -> Counter[str]:
    return Counter(
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    )


def _arrow() -> QWidget:
    return icon_button("chevron-right", "Next day")


def _words() -> QWidget:
    return push_button("HHHH")


def _tick() -> QWidget:
    return TickChip("HHHH")


def test_there_is_a_choice_for_every_theme_file() -> None:
    assert set(NAMES) == set(THEME_NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_palette_has_the_tokens_in_every_group(qapp: QApplication, name: ThemeName) -> None:
    apply_theme(qapp, name, 100)
    roles = load_theme(name).roles
    assert current_theme().name == name
    for group in (
        QPalette.ColorGroup.Active,
        QPalette.ColorGroup.Inactive,
        QPalette.ColorGroup.Disabled,
    ):
        palette = qapp.palette()
        assert palette.color(group, QPalette.ColorRole.Window) == QColor(roles["bg"])
        assert palette.color(group, QPalette.ColorRole.PlaceholderText) == QColor(roles["text2"])
    assert qapp.palette().color(QPalette.ColorRole.Text) == QColor(roles["text"])


@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_the_style_sheet_is_filled_in(qapp: QApplication, name: ThemeName) -> None:
    apply_theme(qapp, name, 100)
    sheet = qapp.styleSheet()
    assert "$" not in sheet
    assert "font-size" not in sheet
    for part in sheet.split('url("')[1:]:
        assert Path(part.split('"')[0]).is_file()


@pytest.mark.parametrize("name", NAMES)
def test_frames_of_tick_boxes_can_be_seen(
    qapp: QApplication, qtbot: QtBot, name: ThemeName
) -> None:
    apply_theme(qapp, name, 100)
    box = QCheckBox()
    qtbot.addWidget(box)
    box.resize(40, 30)
    image = box.grab().toImage()
    row = [image.pixelColor(x, 15) for x in range(6)]
    ground = QColor(load_theme(name).roles["bg"])
    assert max(contrast(pixel, ground) for pixel in row) >= 3.0


@pytest.mark.parametrize("name", NAMES)
def test_placeholders_are_as_dark_as_hints(
    qapp: QApplication, qtbot: QtBot, name: ThemeName
) -> None:
    apply_theme(qapp, name, 200)
    edit = QLineEdit()
    edit.setPlaceholderText("HHHHHHHH")
    qtbot.addWidget(edit)
    edit.resize(300, 50)
    painted = colors_in(edit.grab().toImage())
    roles = load_theme(name).roles
    assert painted[roles["text2"].lower()] > 20


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("make", [_arrow, _words, _tick])
def test_what_cannot_be_used_looks_so(
    qapp: QApplication, qtbot: QtBot, name: ThemeName, make: Callable[[], QWidget]
) -> None:
    """Its ink and its edge stand far less out than those of what can be used."""
    apply_theme(qapp, name, 100)
    ground = QColor(load_theme(name).roles["surface"])
    window, widget = QWidget(), make()
    qtbot.addWidget(window)
    widget.setParent(window)
    widget.resize(widget.sizeHint())
    strongest, edges = [], []
    for is_enabled in (True, False):
        widget.setEnabled(is_enabled)
        image = window.grab(widget.geometry()).toImage()
        strongest.append(max(contrast(QColor(each), ground) for each in colors_in(image)))
        edges.append(contrast(image.pixelColor(image.width() // 2, 0), ground))
    assert strongest[0] / strongest[1] >= 3.0, strongest
    assert edges[0] / edges[1] >= 2.0, edges
    assert strongest[1] >= 2.5


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", ["primary", "quiet", "danger"])
def test_buttons_of_every_kind_lose_their_colour(
    qapp: QApplication, qtbot: QtBot, name: ThemeName, kind: ButtonKind
) -> None:
    apply_theme(qapp, name, 100)
    button = push_button("HHHHHHHH", kind=kind)
    qtbot.addWidget(button)
    button.setEnabled(False)
    button.resize(button.sizeHint())
    painted = colors_in(button.grab().toImage())
    role = "danger" if kind == "danger" else "accent"
    assert load_theme(name).roles[role].lower() not in painted
    assert painted[theme.disabled_ink().name()] > 20


def test_text_grows_with_the_percentage(qapp: QApplication) -> None:
    apply_theme(qapp, "light", 100)
    small = em()
    apply_theme(qapp, "light", 200)
    assert qapp.font().pointSizeF() == pytest.approx(2 * theme.LINUX_BASE_PT)
    assert em() == pytest.approx(2 * small, abs=2)


def test_pictures_are_kept_where_they_may_be_thrown_away(qapp: QApplication) -> None:
    """A killed program leaves no folder behind, and a picture that was cleared away comes back."""
    kept = sorted((cache_path() / "style").iterdir())
    assert {file.suffix for file in kept} == {".svg"}
    kept[0].unlink()
    kept[1].write_text("half")
    apply_theme(qapp, "light", 150)
    apply_theme(qapp, "dark", 150)
    apply_theme(qapp, "contrast", 150)
    assert all("svg" in file.read_text(encoding="utf-8") for file in kept)


def test_pictures_need_no_cache_folder(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "a file"
    blocked.touch()
    monkeypatch.setattr(theme, "cache_path", lambda: blocked)
    apply_theme(qapp, "dark", 100)
    shown = [Path(part.split('"')[0]) for part in qapp.styleSheet().split('url("')[1:]]
    assert shown
    assert all(file.is_file() for file in shown)


def test_font_roles_have_their_sizes() -> None:
    base = role_font("body").pointSizeF()
    assert role_font("title").pointSizeF() == pytest.approx(1.5 * base)
    assert role_font("card_title").pointSizeF() == pytest.approx(1.15 * base)
    assert role_font("small").pointSizeF() >= theme.SMALLEST_PT
    assert role_font("strong").bold()
    assert not role_font("body").bold()


def test_tabular_figures_are_asked_for() -> None:
    font = theme.with_tabular_figures(role_font("body"))
    assert [tag.toString() for tag in font.featureTags()] == [b"tnum"]
    metrics = QFontMetrics(font)
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1


def test_everybody_hears_of_a_change(qapp: QApplication, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme_watcher().theme_changed, timeout=1000):
        apply_theme(qapp, "dark", 100)


def test_python_deletes_no_widget_while_qt_dresses_them(qapp: QApplication, qtbot: QtBot) -> None:
    """A forgotten dialog that is collected meanwhile ends the process."""
    was_collecting: list[bool] = []

    class Label(QWidget):
        def changeEvent(self, event: QEvent) -> None:
            was_collecting.append(gc.isenabled())
            super().changeEvent(event)

    label = Label()
    qtbot.addWidget(label)
    label.show()
    was_collecting.clear()
    apply_theme(qapp, "dark", 200)
    assert was_collecting
    assert not any(was_collecting)
    assert gc.isenabled()


def test_system_follows_the_desktop(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    apply_theme(qapp, "system", 100)
    assert current_theme().name == "light"
    monkeypatch.setattr(theme, "_resolved", lambda _app, name: "dark" if name == "system" else name)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert current_theme().name == "dark"
    apply_theme(qapp, "light", 100)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert current_theme().name == "light"


@pytest.mark.parametrize("has_symbols", [False, True], ids=["none", "one without our letters"])
def test_letters_are_drawn_on_a_system_without_fonts(tmp_path: Path, *, has_symbols: bool) -> None:
    config, fonts = tmp_path / "fonts.conf", tmp_path / "fonts"
    fonts.mkdir()
    if has_symbols:
        make_tiny_font(fonts / "tiny.ttf")
    config.write_text(
        f"<fontconfig><dir>{fonts}</dir><cachedir>{tmp_path}/cache</cachedir></fontconfig>"
    )
    code = (
        "from PySide6.QtWidgets import QApplication; from PySide6.QtGui import QFontInfo;"
        "app = QApplication([]); from diary.ui.theme import apply_theme;"
        "apply_theme(app, 'light', 100); print(QFontInfo(app.font()).family())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        text=True,
        env={
            "FONTCONFIG_FILE": str(config),
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": str(resource_path().parent),
            "XDG_CACHE_HOME": str(tmp_path / "cache"),
        },
    )
    assert done.stdout.strip() == "DejaVu Sans"


class Window(QWidget):
    """Two fields, the second in a scroll area that shows only its upper edge."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = QPushButton("First"), QPushButton("Second")
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.addWidget(self.second)
        self.area = QScrollArea()
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(content)
        layout = QVBoxLayout(self)
        layout.addWidget(self.first)
        layout.addWidget(self.area)
        self.resize(300, 200)

    def ring(self) -> FocusRing | None:
        found = self.findChild(FocusRing, "focus_ring")
        return found if isinstance(found, FocusRing) and found.isVisible() else None


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    shown = Window()
    qtbot.addWidget(shown)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    return shown


def test_a_ring_lies_two_pixels_clear_of_what_has_the_focus(window: Window) -> None:
    window.first.setFocus()
    ring = window.ring()
    assert ring is not None
    assert ring.geometry() == window.first.geometry().adjusted(-4, -4, 4, 4)
    image = window.grab().toImage()
    focus = QColor(load_theme("light").roles["focus"])
    middle = ring.geometry().center().y()
    assert image.pixelColor(ring.geometry().left(), middle) == focus
    assert image.pixelColor(ring.geometry().left() + 1, middle) == focus
    assert image.pixelColor(ring.geometry().left() + 2, middle) != focus


def test_the_ring_follows_and_goes(window: Window) -> None:
    window.first.setFocus()
    window.first.move(40, 50)
    ring = window.ring()
    assert ring is not None
    assert ring.geometry().topLeft() == window.first.pos() - QPoint(4, 4)
    window.first.clearFocus()
    assert window.ring() is None


def test_the_ring_stays_inside_a_scroll_area(window: Window) -> None:
    window.second.setFocus()
    content = window.area.widget()
    assert content is not None
    content.move(0, -8)
    ring = window.ring()
    assert ring is not None
    viewport = window.area.viewport()
    top_left = viewport.mapTo(window, viewport.rect().topLeft())
    assert ring.geometry().top() >= top_left.y()


def test_a_click_shows_no_ring_when_something_moves(window: Window) -> None:
    window.second.setFocus()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(window.windowHandle(), left, none, window.first.geometry().center())
    assert window.first.hasFocus()
    window.first.move(40, 50)
    window.resize(320, 220)
    assert window.ring() is None


def test_a_click_shows_no_ring_until_a_key_is_pressed(window: Window, qtbot: QtBot) -> None:
    window.second.setFocus()
    # Through the window, not the widget: only then Qt knows that a mouse button is down.
    handle, at = window.windowHandle(), window.first.geometry().center()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(handle, left, none, at)
    assert window.first.hasFocus()
    shown_at_press = window.ring()
    QTest.mouseRelease(handle, left, none, at)
    assert shown_at_press is None
    qtbot.keyClick(window.first, Qt.Key.Key_Shift)
    assert window.ring() is not None
