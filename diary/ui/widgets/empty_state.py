"""What a page shows instead of nothing: what is missing, why, and the way to it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from diary.ui.theme import em, theme_watcher
from diary.ui.widgets.button import ButtonKind, push_button
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.icon_label import IconLabel
from diary.ui.widgets.text import plain_label

_ICON = 48
_MARGIN, _GAP, _GAP_LOW = 20, 12, 8
# About 60 characters a line.
_WIDTH_EM = 26


class EmptyState(QWidget):
    """An icon, a title, one sentence and up to two buttons, the first of them the main one.

    ``action_requested`` carries the key of the button pressed.
    """

    action_requested = Signal(str)

    def __init__(
        self,
        icon_name: str,
        title: str,
        sentence: str = "",
        *,
        actions: Sequence[tuple[str, str]] = (),
        name: str | None = None,
    ) -> None:
        super().__init__()
        if name is not None:
            self.setObjectName(name)
        self._icon = IconLabel(icon_name, "text2", size=_ICON)
        self._title = plain_label(title, role="card_title", word_wrap=True)
        self._sentence = plain_label(sentence, role="hint", word_wrap=True)
        self._buttons: dict[str, QPushButton] = {}
        self._actions = QWidget()
        row = FlowLayout(self._actions, is_centred=True)
        for key, label in actions:
            kind: ButtonKind = "primary" if not self._buttons else "plain"
            button = push_button(label, kind=kind, name=None if name is None else f"{name}.{key}")
            button.clicked.connect(lambda _=False, key=key: self.action_requested.emit(key))
            row.addWidget(button)
            self._buttons[key] = button
        self._column = QWidget()
        self._layout = layout = QVBoxLayout(self._column)
        layout.addStretch(2)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        for text in (self._title, self._sentence):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(text)
        layout.addWidget(self._actions)
        layout.addStretch(3)
        middle = QHBoxLayout(self)
        middle.setContentsMargins(20, 0, 20, 0)
        middle.addStretch(1)
        # The column takes everything up to its greatest width.
        middle.addWidget(self._column, 1000)
        middle.addStretch(1)
        self._actions.setHidden(not actions)
        self._sentence.setHidden(not sentence)
        self._be_low(is_low=False)
        theme_watcher().theme_changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def set_text(self, title: str, sentence: str) -> None:
        """Say something else, for example after a filter was set."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._sentence.setHidden(not sentence)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # In a low window with large text the words and buttons need all the room there is.
        needed = self._column.heightForWidth(self._column.width())
        if not self._icon.isHidden():
            self._be_low(is_low=needed > self.height())
        elif needed + self._icon.sizeHint().height() + 2 * _MARGIN + _GAP < self.height():
            self._be_low(is_low=False)

    def button(self, key: str) -> QPushButton:
        """Return the button of an action; ``KeyError`` if there is none of that key."""
        return self._buttons[key]

    def buttons(self) -> list[QWidget]:
        """Return the buttons of all actions, the main one first."""
        return [*self._buttons.values()]

    def _be_low(self, *, is_low: bool) -> None:
        self._icon.setHidden(is_low)
        margin = 0 if is_low else _MARGIN
        self._layout.setContentsMargins(0, margin, 0, margin)
        self._layout.setSpacing(_GAP_LOW if is_low else _GAP)

    def _on_theme_changed(self) -> None:
        self._column.setMaximumWidth(_WIDTH_EM * em())
