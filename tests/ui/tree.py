"""What a screen reader is told: the accessible tree of a window, as a list of nodes."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True)
class Node:
    """One node; `parent` is the number of the one it hangs under."""

    depth: int
    parent: int
    role: QAccessible.Role
    name: str
    is_focusable: bool
    is_checked: bool


def dump(widget: QWidget) -> list[Node]:
    """Every node that can be seen, in order."""
    nodes: list[Node] = []
    _walk(QAccessible.queryAccessibleInterface(widget), 0, -1, nodes)
    return nodes


def _walk(face: QAccessibleInterface | None, depth: int, parent: int, nodes: list[Node]) -> None:
    if face is None or not face.isValid():
        return
    state = face.state()
    if state.invisible:
        return
    name = face.text(QAccessible.Text.Name)
    number = len(nodes)
    is_focusable, is_checked = bool(state.focusable), bool(state.checked)
    nodes.append(Node(depth, parent, face.role(), name, is_focusable, is_checked))
    for place in range(face.childCount()):
        _walk(face.child(place), depth + 1, number, nodes)


def unnamed(nodes: list[Node]) -> list[Node]:
    """Focusable nodes without a name, or with one that is made of symbols only."""
    return [
        node
        for node in nodes
        if node.is_focusable and not any(letter.isalnum() for letter in node.name)
    ]


def twins(nodes: list[Node]) -> list[str]:
    """Names that two focusable siblings share."""
    found = []
    seen: set[tuple[int, str]] = set()
    for node in nodes:
        if not node.is_focusable:
            continue
        key = (node.parent, node.name)
        if key in seen:
            found.append(node.name)
        seen.add(key)
    return found
