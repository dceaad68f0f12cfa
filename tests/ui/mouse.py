"""The mouse over a widget.

The one rule: the widget gets the event itself. Moving the pointer of the system instead reaches
whichever open window lies at that place of the screen, and nobody when it is there already.
"""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget


def move_mouse(
    widget: QWidget, at: QPoint, buttons: Qt.MouseButton = Qt.MouseButton.NoButton
) -> None:
    """Move the mouse to a place of a widget, with `buttons` held down."""
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(at),
        QPointF(widget.mapToGlobal(at)),
        Qt.MouseButton.NoButton,
        buttons,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, event)
