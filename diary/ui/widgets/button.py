"""Buttons in the four looks of the program, with plain text and icons that follow the theme."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QPushButton, QToolButton

from diary.ui.icons import show_icon
from diary.ui.widgets.text import set_plain_tooltip

ButtonKind = Literal["plain", "primary", "quiet", "danger"]
_INKS: dict[ButtonKind, str] = {
    "plain": "text",
    "primary": "onaccent",
    "quiet": "accent",
    "danger": "danger",
}


class _PushButton(QPushButton):
    """A button that Enter presses, as Space does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_on_enter(self, event):
            super().keyPressEvent(event)


class _IconButton(QToolButton):
    """A button with only an icon that Enter presses, as Space does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_on_enter(self, event):
            super().keyPressEvent(event)


def escaped_mnemonic(text: str) -> str:
    """Return ``text`` so that a button shows every ``&`` and makes no shortcut of it."""
    return text.replace("&", "&&")


def push_button(
    text: str,
    *,
    kind: ButtonKind = "plain",
    icon_name: str | None = None,
    name: str | None = None,
) -> QPushButton:
    """Return a button with the text as it is; ``name`` becomes its object name."""
    button = _PushButton(escaped_mnemonic(text))
    button.setProperty("kind", kind)
    button.setAccessibleName(text)
    # Without this every button of a dialog would answer to Enter.
    button.setAutoDefault(False)
    if icon_name is not None:
        show_icon(button, icon_name, _INKS[kind])
    if name is not None:
        button.setObjectName(name)
    return button


def menu_button(
    text: str, menu: QMenu, *, kind: ButtonKind = "plain", name: str | None = None
) -> QPushButton:
    """Return a button that opens ``menu`` and says so with an arrow."""
    button = push_button(text, kind=kind, name=name)
    button.setProperty("hasMenu", True)
    button.setMenu(menu)
    return button


def icon_button(icon_name: str, label: str, *, name: str | None = None) -> QToolButton:
    """Return a button that shows only an icon; ``label`` is its accessible name and tooltip."""
    button = _IconButton()
    button.setAccessibleName(label)
    set_plain_tooltip(button, label)
    show_icon(button, icon_name)
    if name is not None:
        button.setObjectName(name)
    return button


def press_on_enter(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Press ``button`` if the event is Enter alone; return whether it was."""
    is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
    if not is_enter or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return False
    # A key held down since it brought the focus here presses nothing.
    if not event.isAutoRepeat():
        button.click()
    return True
