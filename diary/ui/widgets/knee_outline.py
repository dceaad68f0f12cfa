"""The knee drawing as shapes Qt can paint and hit, in units of the drawing."""

from dataclasses import dataclass
from itertools import pairwise
from math import hypot
from typing import Literal

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath, QTransform

from diary.style import Anchor, Path, knee_paths

Knee = Literal["left", "right"]
Direction = Literal["up", "down", "left", "right"]

# Neighbours in the left knee as its owner sees it.
_NEIGHBOURS: dict[str, dict[Direction, str]] = {
    "above": {"down": "front"},
    "front": {"up": "above", "down": "below", "left": "outer", "right": "inner"},
    "below": {"up": "front"},
    "outer": {"right": "front"},
    "inner": {"left": "front", "right": "behind"},
    "behind": {"left": "inner"},
}
_MIRRORED: dict[Direction, Direction] = {"left": "right", "right": "left"}
_MIRRORED_ANCHOR: dict[Anchor, Anchor] = {"left": "right", "right": "left", "center": "center"}


@dataclass(frozen=True, slots=True)
class WordSpot:
    """Where a word stands: the side of it that touches ``x``; ``y`` is its middle height."""

    anchor: Anchor
    x: float
    y: float


def painter_path(path: Path) -> QPainterPath:
    """Return a path of the style module as Qt draws it."""
    result = QPainterPath()
    for command, points in path:
        ends = [QPointF(x, y) for x, y in points]
        if command == "M":
            result.moveTo(ends[0])
        elif command == "L":
            result.lineTo(ends[0])
        elif command == "C":
            result.cubicTo(ends[0], ends[1], ends[2])
        else:
            result.closeSubpath()
    return result


class KneeOutline:
    """One knee: ``leg`` and ``back`` outlines, ``areas`` by key, and the places of the words.

    A left knee has its outer side on the left as its owner looks down at it, and on the right as
    somebody sees it who is opposite (``is_facing``); a right knee the other way round.
    """

    def __init__(self, knee: Knee, *, is_facing: bool = False) -> None:
        plan = knee_paths()
        self.width, self.height = plan.view_width, plan.view_height
        self.is_facing = is_facing
        self._is_mirrored = (knee == "right") != is_facing
        self.leg = self._placed(plan.leg)
        self.back = self._placed(plan.back)
        self.areas = {key: self._placed(path) for key, path in plan.areas.items()}
        self.words = {
            key: WordSpot(self._anchor(place.anchor), self._x(place.x), place.y)
            for key, place in plan.words.items()
        }
        self._edges = {
            key: [(point.x(), point.y()) for point in path.toFillPolygon().toList()]
            for key, path in self.areas.items()
        }

    @property
    def has_outer_left(self) -> bool:
        """True when the outer side is drawn on the left."""
        return not self._is_mirrored

    def area_at(self, x: float, y: float, reach: float) -> str:
        """Return the area a point lies in, else the nearest within ``reach``, else ""."""
        point = QPointF(x, y)
        for key, path in self.areas.items():
            if path.contains(point):
                return key
        away = {key: self.distance(key, x, y) for key in self.areas}
        nearest = min(away, key=lambda key: away[key])
        return nearest if away[nearest] <= reach else ""

    def distance(self, key: str, x: float, y: float) -> float:
        """Return how far a point lies from the edge of an area."""
        edge = self._edges[key]
        return min(_to_line(x, y, a, b) for a, b in pairwise(edge))

    def neighbour(self, key: str, direction: Direction) -> str | None:
        """Return the area an arrow key leads to as the person sees it; ``None`` at the end."""
        if self._is_mirrored:
            direction = _MIRRORED.get(direction, direction)
        return _NEIGHBOURS[key].get(direction)

    def _placed(self, path: Path) -> QPainterPath:
        drawn = painter_path(path)
        if not self._is_mirrored:
            return drawn
        return QTransform(-1, 0, 0, 1, self.width, 0).map(drawn)

    def _x(self, x: float) -> float:
        return self.width - x if self._is_mirrored else x

    def _anchor(self, anchor: Anchor) -> Anchor:
        return _MIRRORED_ANCHOR[anchor] if self._is_mirrored else anchor


def _to_line(x: float, y: float, a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the distance of a point from the line between ``a`` and ``b``."""
    across, down = b[0] - a[0], b[1] - a[1]
    length = across * across + down * down
    along = 0.0 if length == 0 else ((x - a[0]) * across + (y - a[1]) * down) / length
    along = min(1.0, max(0.0, along))
    return hypot(x - a[0] - along * across, y - a[1] - along * down)
