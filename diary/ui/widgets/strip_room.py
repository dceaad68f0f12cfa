"""The room of a strip between header and page: as high as the message, within what is left."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from diary.ui.theme import em
from diary.ui.widgets.scroll import VerticalScroll

# In a low window with large text the page below keeps some room; the message then scrolls.
MOST_OF_WINDOW = 0.4
# What menus, header, footer, status line and a little of the page take.
KEPT_EM = 13
_FOCUS_MARGIN = 8


class StripRoom(QWidget):
    """Holds `content` and follows its height, up to a share of the window's; hidden, it takes none.

    `name` is that of the part that scrolls, `kept_em` what the rest of the window always keeps.
    """

    def __init__(
        self,
        content: QWidget,
        *,
        name: str,
        most: float = MOST_OF_WINDOW,
        kept_em: float = KEPT_EM,
    ) -> None:
        super().__init__()
        self._most = most
        self._kept_em = kept_em
        self._content = content
        self._around: QWidget | None = None
        self._scroll = VerticalScroll(content, name=name)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 0, 20, 10)
        layout.addWidget(self._scroll)
        content.installEventFilter(self)
        self._focus_shown = QTimer(self)
        self._focus_shown.setSingleShot(True)
        self._focus_shown.timeout.connect(self._on_focus_shown_timeout)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_window = watched is self._around and event.type() == QEvent.Type.Resize
        if is_window or (watched is self._content and event.type() == QEvent.Type.LayoutRequest):
            self.fit()
        return super().eventFilter(watched, event)

    def fit(self) -> None:
        """Be as high as the message needs, as far as the window goes."""
        if self._around is not self.window():
            self._around = self.window()
            self._around.installEventFilter(self)
        wanted = self._content.heightForWidth(self._scroll.width())
        height = self._around.height()
        most = min(round(height * self._most), round(height - self._kept_em * em()))
        # Left to itself a bar that was there once stays: beside it the words need more room.
        bar = Qt.ScrollBarPolicy
        self._scroll.setVerticalScrollBarPolicy(
            bar.ScrollBarAlwaysOff if wanted <= most else bar.ScrollBarAlwaysOn
        )
        self._scroll.setFixedHeight(max(0, min(wanted, most)))
        self._focus_shown.start(0)

    @Slot()
    def _on_focus_shown_timeout(self) -> None:
        """What has the focus stays in sight when there is more or less than before."""
        focused = QApplication.focusWidget()
        if focused is not None and self._content.isAncestorOf(focused):
            self._scroll.ensureWidgetVisible(focused, 0, _FOCUS_MARGIN)
