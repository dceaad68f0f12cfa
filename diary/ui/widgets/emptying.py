"""Takes everything out of a layout whose content is made anew."""

import shiboken6
from PySide6.QtWidgets import QLayout


def take_all_out(layout: QLayout) -> None:
    """Empty a layout; its widgets go later, since it may be one of them that was pressed."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            # It stays where it is until it goes: without its parent it would be Python's.
            widget.hide()
            # What comes in its place may have the same name.
            widget.setObjectName("")
            widget.deleteLater()
        # An item that was taken out belongs to nobody.
        shiboken6.delete(item)
