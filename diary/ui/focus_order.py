"""The order in which Tab goes through a window; it always follows the reading order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def descendants_in_order(parent: QWidget) -> list[QWidget]:
    """The focusable widgets inside `parent` in the order in which they were put there.

    A widget that hands the focus to a part of itself stands for all its parts.
    """
    # Never asked of Qt's own chain: PySide hangs what `nextInFocusChain` returns, in the end the
    # window, below the widget asked, and lets all of it go together with that widget.
    found: list[QWidget] = []
    for widget in _children(parent):
        proxy = widget.focusProxy()
        takes_focus = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        if takes_focus if proxy is None else widget.isAncestorOf(proxy):
            found.append(widget)
        else:
            found += descendants_in_order(widget)
    return found


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


def _children(parent: QWidget) -> list[QWidget]:
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    return [child for child in parent.findChildren(QWidget, options=direct) if not child.isWindow()]
