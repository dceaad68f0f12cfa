"""What a screen reader needs of a page or dialog, each as a search for faults."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QTableView, QWidget

from diary.ui.widgets.chart_view import ChartView
from diary.ui.widgets.knee_map import KneeMap
from diary.ui.widgets.pain_scale import PainScale
from diary.ui.widgets.strip import MessageStrip
from diary.ui.widgets.wear_bar import WearBar
from tests.ui.tree import Node, dump, twins, unnamed

SCORE = re.compile(r"(Left|Right) knee, .+, \d+ of 10, .+")
AREA = re.compile(r"(Left|Right) knee: .+")
LEVEL = re.compile(r"(Safety|Act|Look|Note|Info\w*|Reminder)\b")
# The rows and cells of a table are read one by one; two runs may well be alike.
OF_TABLES = {QAccessible.Role.Cell, QAccessible.Role.ListItem, QAccessible.Role.Row}

Kind = TypeVar("Kind", bound=QWidget)


def faults(widget: QWidget) -> list[str]:
    """Everything that is wrong, in words."""
    nodes = dump(widget)
    return [fault for check in CHECKS for fault in check(widget, nodes)]


def _seen(widget: QWidget, kind: type[Kind]) -> list[Kind]:
    return [found for found in widget.findChildren(kind) if found.isVisible()]


def _names(_widget: QWidget, nodes: list[Node]) -> Iterator[str]:
    for node in unnamed(nodes):
        yield f"{node.role.name} without a name: {node.name!r}"
    for name in twins([node for node in nodes if node.role not in OF_TABLES]):
        yield f"two neighbours of one name: {name!r}"


def _scales(widget: QWidget, _nodes: list[Node]) -> Iterator[str]:
    for scale in _seen(widget, PainScale):
        cells = scale.cells()
        names = [cell.accessibleName() for cell in cells]
        wrong = [name for name in names if not SCORE.fullmatch(name)]
        if len(cells) != 11 or wrong:
            yield f"{scale.objectName()}: {len(cells)} cells, badly named {wrong}"
        if sum(cell.isChecked() for cell in cells) > 1:
            yield f"{scale.objectName()}: two scores at once"
        roles = {_role(cell) for cell in cells}
        if roles != {QAccessible.Role.RadioButton}:
            yield f"{scale.objectName()}: cells are {roles}"


def _maps(widget: QWidget, nodes: list[Node]) -> Iterator[str]:
    for knee_map in _seen(widget, KneeMap):
        inside = [node for node in dump(knee_map) if node.is_focusable]
        areas = [node for node in inside if AREA.fullmatch(node.name)]
        if len(areas) < 6:
            yield f"{knee_map.objectName()}: only {[node.name for node in areas]} are areas"
        for node in areas:
            if node.role != QAccessible.Role.CheckBox:
                yield f"{node.name} is a {node.role.name}"


def _tables(widget: QWidget, _nodes: list[Node]) -> Iterator[str]:
    for table in _seen(widget, QTableView):
        model, header = table.model(), table.horizontalHeader()
        if model.rowCount() == 0 or header.isHidden():
            continue
        if table.tabKeyNavigation():
            yield f"{table.objectName()} keeps the Tab key"
        for column in range(model.columnCount()):
            if table.isColumnHidden(column):
                continue
            if not str(model.headerData(column, Qt.Orientation.Horizontal) or "").strip():
                yield f"{table.objectName()}: column {column} has no name"
            index = model.index(0, column)
            spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
            shown = str(index.data() or "")
            if re.search(r"\d [/·] |[\N{EN DASH}#] /", shown) and not str(spoken or "").strip():
                yield f"{table.objectName()}: {shown!r} cannot be understood by ear"


def _charts(widget: QWidget, _nodes: list[Node]) -> Iterator[str]:
    for view in _seen(widget, ChartView):
        if not view.accessibleName() or len(view.accessibleDescription()) < 20:
            yield f"{view.objectName()}: the chart does not say itself"
        tables = widget.findChildren(QWidget, "charts.table_button")
        if not any(each.isVisible() for each in tables):
            yield f"{view.objectName()}: its table cannot be reached"


def _strips(widget: QWidget, _nodes: list[Node]) -> Iterator[str]:
    for strip in _seen(widget, MessageStrip):
        is_alert = _role(strip) == QAccessible.Role.AlertMessage
        if not is_alert and not LEVEL.match(strip.accessibleName()):
            yield f"{strip.objectName()}: says no level: {strip.accessibleName()!r}"


def _bars(widget: QWidget, _nodes: list[Node]) -> Iterator[str]:
    for bar in _seen(widget, WearBar):
        face = QAccessible.queryAccessibleInterface(bar)
        value = face.text(QAccessible.Text.Value)
        if not value or not re.search(r"[^\W\d]{2,}", bar.accessibleName()):
            yield f"{bar.objectName()}: value {value!r}, name {bar.accessibleName()!r}"


def _role(widget: QWidget) -> QAccessible.Role:
    return QAccessible.queryAccessibleInterface(widget).role()


CHECKS: tuple[Callable[[QWidget, list[Node]], Iterator[str]], ...] = (
    _names,
    _scales,
    _maps,
    _tables,
    _charts,
    _strips,
    _bars,
)
