"""Layouts remember sizes; what was polished or changed behind their back has to be asked again."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QWidget


def forget_sizes(widget: QWidget) -> None:
    """Let the layouts inside forget the sizes they remember, innermost first."""
    for inner in widget.findChildren(QLayout):
        inner.invalidate()
    layout = widget.layout()
    if layout is not None:
        layout.invalidate()
        layout.activate()
