"""Every label and tooltip is made here, so that text from people is never read as markup."""

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from diary.ui.theme import FontRole, role_font, theme_watcher

TextRole = Literal[
    "body", "hint", "small", "title", "card_title", "strong", "error", "good", "warn"
]
_FONT_ROLES: dict[TextRole, FontRole] = {
    "title": "title",
    "card_title": "card_title",
    "strong": "strong",
    "small": "small",
}


class PlainLabel(QLabel):
    """A label that shows its text as it is and follows theme and text size."""

    def __init__(self, text: str, role: TextRole = "body", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role: TextRole = role
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setProperty("textRole", role)
        self._is_following = False
        self._follow_theme()

    def heightForWidth(self, width: int) -> int:
        # Layouts offer the whole width, also to a paragraph that may not be as wide.
        return super().heightForWidth(min(width, self.maximumWidth()))

    def set_role(self, role: TextRole) -> None:
        """Change size, weight and colour to those of another role."""
        if role == self._role:
            return
        self._role = role
        self.setProperty("textRole", role)
        self.style().unpolish(self)
        self.style().polish(self)
        self._follow_theme()

    def _follow_theme(self) -> None:
        """Take the font of the role; the style sheet alone dresses a role without one."""
        if self._role in _FONT_ROLES and not self._is_following:
            self._is_following = True
            theme_watcher().theme_changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        font_role = _FONT_ROLES.get(self._role)
        if font_role is not None:
            self.setFont(role_font(font_role))


class FlowingLabel(PlainLabel):
    """A paragraph that wants to stand in one line and wraps where it cannot."""

    def __init__(self, text: str, role: TextRole = "body", parent: QWidget | None = None) -> None:
        super().__init__(text, role, parent)
        self.setWordWrap(True)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        lines = self.text().split("\n")
        # A width rounded down would wrap the last word.
        width = max(metrics.horizontalAdvance(line) for line in lines) + 2
        margins = self.contentsMargins()
        width += margins.left() + margins.right()
        return QSize(width, self.heightForWidth(width))


class ElidedLabel(PlainLabel):
    """A one-line label that ends in an ellipsis where it is too narrow; its tooltip has it all."""

    def __init__(self, text: str, role: TextRole = "body", parent: QWidget | None = None) -> None:
        super().__init__(text, role, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def shown_text(self) -> str:
        """Return the text as it is drawn at the present width."""
        width = self.contentsRect().width()
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, width)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        hint.setWidth(min(hint.width(), self.fontMetrics().horizontalAdvance("MMMM…")))
        return hint

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = self.shown_text()
        set_plain_tooltip(self, "" if shown == self.text() else self.text())
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.drawText(self.contentsRect(), int(flags | Qt.TextFlag.TextSingleLine), shown)


def plain_label(
    text: str,
    *,
    role: TextRole = "body",
    word_wrap: bool = False,
    name: str | None = None,
) -> PlainLabel:
    """Return a label for any text; ``name`` becomes its object name."""
    label = PlainLabel(text, role)
    label.setWordWrap(word_wrap)
    if name is not None:
        label.setObjectName(name)
    return label


def flowing_label(text: str, *, role: TextRole = "body", name: str | None = None) -> FlowingLabel:
    """Return a paragraph for rows that wrap, such as those of ``FlowLayout``."""
    label = FlowingLabel(text, role)
    if name is not None:
        label.setObjectName(name)
    return label


def elided_label(text: str, *, role: TextRole = "body", name: str | None = None) -> ElidedLabel:
    """Return a one-line label that gives way when room is short."""
    label = ElidedLabel(text, role)
    if name is not None:
        label.setObjectName(name)
    return label


def set_plain_tooltip(widget: QWidget, text: str) -> None:
    """Give ``widget`` a tooltip that shows ``text`` as it is, wrapped; empty text takes it away."""
    markup = as_plain_markup(text)
    if widget.toolTip() != markup:
        widget.setToolTip(markup)


def as_plain_markup(text: str) -> str:
    """Return what a tooltip shows as ``text``, wrapped; spaces and line breaks stay.

    Qt decides by guessing whether a tooltip is markup, so the text is always sent as escaped
    markup.
    """
    return f'<p style="white-space:pre-wrap">{_escaped(text)}</p>' if text else ""


def _escaped(text: str) -> str:
    # Not `html.escape`: its module brings a table of every named character along.
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
