"""The one way to say something to a screen reader without moving the focus."""

from collections.abc import Callable

from PySide6 import QtGui
from PySide6.QtWidgets import QWidget

Listener = Callable[[QWidget, str], None]

# Everybody who wants to hear what is announced; the platform itself may be deaf.
listeners: list[Listener] = []


def announce(widget: QWidget, text: str, *, is_urgent: bool = False) -> None:
    """Let a screen reader say ``text``; ``is_urgent`` interrupts what it is saying."""
    for listener in tuple(listeners):
        listener(widget, text)
    # The event came with Qt 6.8.3.
    if not hasattr(QtGui, "QAccessibleAnnouncementEvent"):
        return
    event = QtGui.QAccessibleAnnouncementEvent(widget, text)
    if is_urgent:
        event.setPoliteness(QtGui.QAccessible.AnnouncementPoliteness.Assertive)
    QtGui.QAccessible.updateAccessibility(event)
