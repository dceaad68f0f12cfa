"""The message strip above a page: level, what it is about, and what can be done."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from diary.ui.theme import color, em, theme_watcher
from diary.ui.widgets.button import push_button
from diary.ui.widgets.emptying import take_all_out
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.icon_label import IconLabel
from diary.ui.widgets.side_layout import SideLayout
from diary.ui.widgets.text import flowing_label
from diary.words import _

Level = Literal["safety", "act", "look", "note", "info"]


class LevelLook(NamedTuple):
    """The shape and the two colour roles of a level."""

    icon_name: str
    ink: str
    ground: str


LEVEL_LOOKS: dict[Level, LevelLook] = {
    "safety": LevelLook("octagon", "danger", "dangerbg"),
    "act": LevelLook("triangle", "warn", "warnbg"),
    "look": LevelLook("square", "warn", "warnbg"),
    "note": LevelLook("circle", "accent", "infobg"),
    "info": LevelLook("info", "accent", "infobg"),
}
BAR = 6
_RADIUS = 8.0
ICON = 18
_GAP = 10
# Buttons stand beside the text only if that leaves the text a readable line.
_LEAST_TEXT_EM = 18


def level_word(level: Level) -> str:
    """Return the word a level is shown and spoken with."""
    return {
        "safety": _("Safety"),
        "act": _("Act"),
        "look": _("Look"),
        "note": _("Note"),
        "info": _("Info"),
    }[level]


def paint_ground(widget: QWidget, level: Level) -> None:
    """Draw ground, frame and bar of a level on the whole of `widget`, in its paint event."""
    look = LEVEL_LOOKS[level]
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    frame = QRectF(widget.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
    outline = QPainterPath()
    outline.addRoundedRect(frame, _RADIUS, _RADIUS)
    painter.fillPath(outline, color(look.ground))
    bar = QRectF(frame.left(), frame.top(), BAR, frame.height())
    if widget.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        bar.moveRight(frame.right())
    painter.save()
    painter.setClipPath(outline)
    painter.fillRect(bar, color(look.ink))
    painter.restore()
    painter.setPen(QPen(color(look.ink), 1))
    painter.drawPath(outline)


class MessageStrip(QWidget):
    """One message with up to a few buttons; ``action_requested`` carries the button's key.

    The strip never takes the focus. Its accessible name begins with the word of its level.
    """

    action_requested = Signal(str)

    def __init__(
        self,
        level: Level,
        title: str,
        text: str = "",
        *,
        actions: Sequence[tuple[str, str]] = (),
        name: str | None = None,
    ) -> None:
        super().__init__()
        if name is not None:
            self.setObjectName(name)
        self._level: Level = level
        self._icon = IconLabel("info", "text", size=ICON)
        self._title = flowing_label("", role="strong")
        self._text = flowing_label("")
        self._words = QWidget()
        words = QHBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(_GAP)
        words.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        lines = FlowLayout(words, spacing=8, row_spacing=4)
        words.setStretchFactor(lines, 1)
        lines.setContentsMargins(0, 1, 0, 0)
        lines.addWidget(self._title)
        lines.addWidget(self._text)
        self._actions = QWidget()
        self._action_row = FlowLayout(self._actions)
        self._buttons: dict[str, QPushButton] = {}
        self._body = SideLayout(self)
        self._body.setContentsMargins(BAR + 10, 9, 10, 9)
        self._body.addWidget(self._words)
        self._body.addWidget(self._actions)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme_watcher().theme_changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.set_message(level, title, text, actions=actions)

    def set_message(
        self,
        level: Level,
        title: str,
        text: str = "",
        *,
        actions: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Show another message; ``actions`` are (key, label) of the buttons in order."""
        self._level = level
        look = LEVEL_LOOKS[level]
        self._icon.set_icon(look.icon_name, look.ink)
        self._title.setText(title)
        self._text.setText(text)
        self._text.setHidden(not text)
        spoken = f"{level_word(level)}: {title}"
        self.setAccessibleName(f"{spoken} {text}" if text else spoken)
        self._show_actions(actions)
        self.update()

    def button(self, key: str) -> QPushButton:
        """Return the button of an action; ``KeyError`` if the message has none of that key."""
        return self._buttons[key]

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_ground(self, self._level)

    def _show_actions(self, actions: Sequence[tuple[str, str]]) -> None:
        take_all_out(self._action_row)
        self._buttons = {}
        prefix = self.objectName()
        for key, label in actions:
            button = push_button(label, name=f"{prefix}.{key}" if prefix else None)
            button.clicked.connect(lambda _=False, key=key: self.action_requested.emit(key))
            self._buttons[key] = button
            self._action_row.addWidget(button)
        self._actions.setHidden(not actions)

    def _on_theme_changed(self) -> None:
        self._body.set_least_width(_LEAST_TEXT_EM * em())
        self._body.set_indent(self._icon.sizeHint().width() + _GAP)
