"""The order in which Tab goes through a window; it always follows the reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def chain_after(first: QWidget) -> Iterator[QWidget]:
    """Every widget of the window in the order of Tab, starting behind `first`."""
    widget = first.nextInFocusChain()
    while widget is not None and widget is not first:
        yield widget
        widget = widget.nextInFocusChain()


def descendants_in_order(parent: QWidget) -> list[QWidget]:
    """The focusable widgets inside `parent` in their present order.

    A widget that hands the focus to a part of itself stands for all its parts.
    """
    found: list[QWidget] = []
    for widget in chain_after(parent):
        if not parent.isAncestorOf(widget) or (found and found[-1].isAncestorOf(widget)):
            continue
        proxy = widget.focusProxy()
        takes_focus = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        if takes_focus if proxy is None else widget.isAncestorOf(proxy):
            found.append(widget)
    return found


def children_in_layout(parent: QWidget) -> list[QWidget]:
    """The widgets that stand directly in the layout of `parent`, in its order."""
    layout = parent.layout()
    if layout is None:
        return []
    places = [layout.itemAt(place) for place in range(layout.count())]
    widgets = [None if place is None else place.widget() for place in places]
    return [widget for widget in widgets if widget is not None]


def put_in_order(widgets: Sequence[QWidget]) -> None:
    """Let Tab go through these widgets one after the other.

    Of a widget that hands the focus to a part of itself give the whole, never the parts: what is
    left behind elsewhere in the order would be a stop there.
    """
    for widget in widgets:
        if widget.focusProxy() is not None:
            # Qt moves a whole only if it takes the focus itself; its part keeps its own policy.
            widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    for first, second in pairwise(widgets):
        QWidget.setTabOrder(first, second)
