"""A picture beside text; it follows the theme and is silent to screen readers unless named."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from diary.ui.icons import SIZE, icon_pixmap
from diary.ui.theme import theme_watcher


class IconLabel(QWidget):
    """One icon in a theme role; ``size`` is its side in pixels at 100 % text."""

    def __init__(
        self, name: str, role: str = "text", *, size: int = SIZE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._role = role
        self._size = size
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme_watcher().theme_changed.connect(self._on_theme_changed)

    def set_icon(self, name: str, role: str) -> None:
        """Show another icon."""
        self._name, self._role = name, role
        self.update()

    def sizeHint(self) -> QSize:
        side = round(self._size * theme_watcher().text_percent / 100)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        side = self.sizeHint().width()
        pixmap = icon_pixmap(self._name, self._role, side, self.devicePixelRatioF())
        at = QRectF(0, 0, side, side)
        at.moveCenter(QRectF(self.rect()).center())
        QPainter(self).drawPixmap(at, pixmap, QRectF(pixmap.rect()))

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
