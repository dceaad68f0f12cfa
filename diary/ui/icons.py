"""Line icons from ``resources/icons``, tinted with a theme role and sharp at every pixel ratio."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from diary.ui.theme import ICON_PX, current_theme, disabled_ink, theme_watcher, tinted_svg

SIZE = ICON_PX


def icon_size() -> int:
    """Return the side of an icon beside body text, in pixels at the present text size."""
    return round(SIZE * theme_watcher().text_percent / 100)


def icon_pixmap(
    name: str, role: str = "text", size: int | None = None, ratio: float = 1.0
) -> QPixmap:
    """Return one icon as pixels; ``size`` is its side before the device pixel ratio."""
    side = icon_size() if size is None else size
    return _drawn(name, current_theme().roles[role], side, ratio)


def icon(name: str, role: str = "text", size: int | None = None) -> QIcon:
    """Return one icon for buttons and menus, with a paler form for disabled ones.

    The colour is that of the present theme; ``show_icon`` keeps it up to date.
    """
    side = icon_size() if size is None else size
    result = QIcon()
    for ratio in _ratios():
        result.addPixmap(icon_pixmap(name, role, side, ratio))
        result.addPixmap(_disabled_pixmap(name, side, ratio), QIcon.Mode.Disabled)
    return result


def show_icon(button: QAbstractButton, name: str, role: str = "text") -> None:
    """Put an icon on a button and renew it whenever theme or text size change."""
    old = button.findChild(_IconKeeper, options=Qt.FindChildOption.FindDirectChildrenOnly)
    if isinstance(old, _IconKeeper):
        old.change(name, role)
    else:
        _IconKeeper(button, name, role)


def add_clear_button(field: QLineEdit) -> None:
    """Give a search field a cross that empties it; Qt's own cross is too pale to be seen."""
    field.setClearButtonEnabled(True)
    action = field.findChild(QAction, "_q_qlineeditclearaction")
    if isinstance(action, QAction):
        _ActionKeeper(action, "close", "text2")


class _ActionKeeper(QObject):
    def __init__(self, action: QAction, name: str, role: str) -> None:
        super().__init__(action)
        self._action = action
        self._name = name
        self._role = role
        self._on_theme_changed()
        theme_watcher().theme_changed.connect(self._on_theme_changed)

    def _on_theme_changed(self) -> None:
        self._action.setIcon(icon(self._name, self._role))


class _IconKeeper(QObject):
    def __init__(self, button: QAbstractButton, name: str, role: str) -> None:
        super().__init__(button)
        self._button = button
        self._name = name
        self._role = role
        self._on_theme_changed()
        theme_watcher().theme_changed.connect(self._on_theme_changed)

    def change(self, name: str, role: str) -> None:
        self._name, self._role = name, role
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        side = icon_size()
        # Qt leaves 4 px between icon and text whatever the size of either.
        gap = side // 4 if self._button.text() else 0
        is_mirrored = self._button.layoutDirection() == Qt.LayoutDirection.RightToLeft
        tints = {
            QIcon.Mode.Normal: current_theme().roles[self._role],
            QIcon.Mode.Disabled: disabled_ink().name(),
        }
        shown = QIcon()
        for ratio in _ratios():
            for mode, tint in tints.items():
                pixmap = _with_gap(self._name, tint, side, ratio, gap, is_mirrored=is_mirrored)
                shown.addPixmap(pixmap, mode)
        self._button.setIcon(shown)
        self._button.setIconSize(QSize(side + gap, side))


def _ratios() -> list[float]:
    """The pixel ratios of the present screens; another screen makes `theme_changed` come."""
    return sorted({screen.devicePixelRatio() for screen in QGuiApplication.screens()}) or [1.0]


@lru_cache(maxsize=512)
def _with_gap(
    name: str, tint: str, side: int, ratio: float, gap: int, *, is_mirrored: bool
) -> QPixmap:
    """An icon and what is empty beside it.

    The same pixels each time: Qt keeps what it painted of every pixmap that it does not know yet.
    """
    pixmap = _drawn(name, tint, side, ratio)
    if gap == 0:
        return pixmap
    wider = QPixmap(round(pixmap.width() + gap * ratio), pixmap.height())
    wider.setDevicePixelRatio(ratio)
    wider.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wider)
    painter.drawPixmap(gap if is_mirrored else 0, 0, pixmap)
    painter.end()
    return wider


def _disabled_pixmap(name: str, side: int, ratio: float) -> QPixmap:
    return _drawn(name, disabled_ink().name(), side, ratio)


@lru_cache(maxsize=512)
def _drawn(name: str, tint: str, side: int, ratio: float) -> QPixmap:
    pixels = round(side * ratio)
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(tinted_svg(name, tint))).render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
