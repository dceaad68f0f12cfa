"""The row of events: a mark on its day, at most six labels, and never one over another.

Marks without a label have the number they have in the table, as long as those can be read; signs
keep their cross.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.transforms import Transform

from diary.charts.fonts import PT_PER_PX, drawable, shortened, text_width
from diary.charts.lettering import Lettering
from diary.domain.pain_and_load import MarkKind, TimelineMark
from diary.style import Theme

MOST_LABELS = 6
# More numbers than this beside one another tell nothing; the table has the list.
MOST_NUMBERS = 14
LANES = 2
# Numbers may stand lower, so that none is left out.
NUMBER_LANES = 4
_GLYPH_PX = 9.0
_GAP = 6.0
_APART = 16.0
_NUMBERS_APART = 6.0
_LEAST_LABEL = 80.0
# How far a text may stand out over the right edge of the panels.
_OVER = 6.0
_IMPORTANCE = (
    MarkKind.SIGN,
    MarkKind.EVENT,
    MarkKind.PT_NOTE,
    MarkKind.SHOE_FIRST,
    MarkKind.SHOE_LAST,
)
# Of the shapes, those that look larger than they are.
_SHARE = {"s": 0.85, "D": 0.75}


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """A mark in the row: `lane` None is a short tick at its foot, where there is no room for more.

    `number` is its place in the list of marks, from 1; `text` is its label, its number or "".
    `x` and `end` are pixels from the left edge of the panels.
    """

    mark: TimelineMark
    number: int
    x: float
    end: float
    lane: int | None = None
    text: str = ""
    is_labelled: bool = False
    is_text_left: bool = False


def placed_marks(
    marks: Sequence[TimelineMark],
    texts: Sequence[str],
    x_of: Callable[[float], float],
    width: float,
    size_pt: float,
) -> list[PlacedMark]:
    """Every mark with its place; `x_of` turns a day number into pixels of a row of `width`."""
    row = _Row(width, size_pt)
    bare = [
        PlacedMark(
            mark,
            number,
            max(0.0, x_of(mark.on.toordinal())),
            min(width, x_of(mark.until.toordinal())),
        )
        for number, mark in enumerate(marks, 1)
    ]
    wanted = sorted(bare, key=lambda each: (_IMPORTANCE.index(each.mark.kind), -each.x))
    # Signs have the first pick of the room, then from left to right.
    chosen = sorted(
        wanted[:MOST_LABELS], key=lambda each: (each.mark.kind is not MarkKind.SIGN, each.x)
    )
    done: dict[int, PlacedMark] = {}
    for each in chosen:
        placed = row.label(each, drawable(texts[each.number - 1]))
        if placed is not None:
            done[each.number] = placed
    others = [each for each in bare if each.number not in done]
    is_numbered = len(others) <= MOST_NUMBERS
    # What should be looked at keeps its cross for as long as there is room.
    for each in sorted(others, key=lambda each: each.mark.kind is not MarkKind.SIGN):
        is_sign = each.mark.kind is MarkKind.SIGN
        shown = (str(each.number), "") if is_numbered else ("",)
        done[each.number] = row.without_label(each, shown) if is_numbered or is_sign else each
    return [done[each.number] for each in bare]


class _Row:
    """What is taken in every lane, as pairs of left and right edges."""

    def __init__(self, width: float, size_pt: float) -> None:
        self._width = width
        self._size_pt = size_pt
        self._half = _GLYPH_PX / 2 * size_pt / 9
        self._gap = _gap(size_pt)
        self._taken: list[list[tuple[float, float]]] = [[] for _lane in range(NUMBER_LANES)]

    def label(self, each: PlacedMark, text: str) -> PlacedMark | None:
        """The mark with its label in the first lane that has room; None when none has."""
        wide = text_width(text, self._size_pt)
        for least in (wide, min(wide, _LEAST_LABEL * self._size_pt / 9)):
            for lane in range(LANES):
                left, right = self._room(lane, each)
                if max(left, right) >= least:
                    is_left = right < least
                    short = shortened(text, self._size_pt, left if is_left else right)
                    return self._put(each, lane, short, is_left=is_left)
        return None

    def without_label(self, each: PlacedMark, texts: Sequence[str]) -> PlacedMark:
        """The mark with the first text there is room for, or as a tick."""
        for shown in texts:
            for lane in range(NUMBER_LANES):
                wide = text_width(shown, self._size_pt) if shown else -self._gap
                left, right = self._room(lane, each, _NUMBERS_APART)
                if max(left, right) >= wide:
                    is_left = right < wide
                    return self._put(each, lane, shown, is_left=is_left, is_labelled=False)
        return each

    def _edges(self, each: PlacedMark) -> tuple[float, float]:
        return each.x - self._half, max(each.x, each.end) + self._half

    def _room(self, lane: int, each: PlacedMark, apart: float = _APART) -> tuple[float, float]:
        """The room for a text left and right of the mark; less than any text needs if in the way.

        A mark alone may stand with its middle on the edge of the row.
        """
        low, high = self._edges(each)
        before, after = 0.0, self._width + _OVER
        apart *= self._size_pt / 9
        for taken_low, taken_high in self._taken[lane]:
            if taken_low - apart < high and low < taken_high + apart:
                return -self._width, -self._width
            if taken_low >= high:
                after = min(after, taken_low - apart)
            else:
                before = max(before, taken_high + apart)
        return low - self._gap - before, after - high - self._gap

    def _put(
        self,
        each: PlacedMark,
        lane: int,
        text: str,
        *,
        is_left: bool = False,
        is_labelled: bool = True,
    ) -> PlacedMark:
        wide = text_width(text, self._size_pt) + self._gap if text else 0.0
        low, high = self._edges(each)
        low, high = (low - wide, high) if is_left else (low, high + wide)
        self._taken[lane].append((low, high))
        return PlacedMark(
            each.mark, each.number, each.x, each.end, lane, text, is_labelled, is_left
        )


def marks_words(placed: Sequence[PlacedMark], numbered: str, more: str, bare: str) -> str:
    """What is said of marks without words: all have a number, some, or none; "" without any."""
    has_number = {bool(each.text) for each in placed if not each.is_labelled}
    if not has_number:
        return ""
    return numbered if has_number == {True} else bare if has_number == {False} else more


def glyph_line(
    kind: MarkKind,
    xs: Sequence[float],
    ys: Sequence[float],
    transform: Transform,
    theme: Theme,
    scale: float,
) -> Line2D:
    """The marks of one kind at many places."""
    shapes = {
        MarkKind.SIGN: "X",
        MarkKind.EVENT: "P",
        MarkKind.PT_NOTE: "D",
        MarkKind.SHOE_FIRST: "s",
        MarkKind.SHOE_LAST: "s",
    }
    color = mark_color(kind, theme)
    return Line2D(
        xs,
        ys,
        transform=transform,
        linestyle="none",
        marker=shapes[kind],
        markersize=_GLYPH_PX * PT_PER_PX * scale * _SHARE.get(shapes[kind], 1.0),
        markerfacecolor=theme.roles["surface"] if kind is MarkKind.SHOE_LAST else color,
        markeredgecolor=color,
        markeredgewidth=1.2 * PT_PER_PX if kind is MarkKind.SHOE_LAST else 0.0,
    )


def mark_color(kind: MarkKind, theme: Theme) -> str:
    """Safety signs stand out; everything else is quiet."""
    return theme.roles["danger" if kind is MarkKind.SIGN else "text2"]


def draw_row(
    figure: Figure,
    placed: Sequence[PlacedMark],
    corner: tuple[float, float],
    theme: Theme,
    *,
    lane_height: float,
    page: Transform,
    size_pt: float,
) -> None:
    """Draw the row from its top left corner on; `page` turns pixels into the figure's own."""
    left, top = corner
    scale = size_pt / 9
    lanes = 1 + max((each.lane or 0) for each in placed)
    foot = top + lanes * lane_height
    segments, colors = [], []
    for each in placed:
        color, middle = mark_color(each.mark.kind, theme), _middle(each, top, lane_height)
        if each.lane is None:
            segments.append([(left + each.x, foot), (left + each.x, foot + 4.0)])
        elif each.end - each.x > _GLYPH_PX * scale:
            segments.append([(left + each.x, middle), (left + each.end, middle)])
        else:
            continue
        colors.append(color)
    if segments:
        width = 1.8 * PT_PER_PX
        lines = LineCollection(segments, colors=colors, linewidths=width, transform=page)
        figure.add_artist(lines)
    for kind in MarkKind:
        shown = [each for each in placed if each.mark.kind is kind and each.lane is not None]
        if shown:
            xs = [left + each.x for each in shown]
            ys = [_middle(each, top, lane_height) for each in shown]
            figure.add_artist(glyph_line(kind, xs, ys, page, theme, scale))
    for each in placed:
        if each.text:
            middle = _middle(each, top, lane_height)
            figure.add_artist(_lettering(each, left, middle, theme, page, size_pt))


def _gap(size_pt: float) -> float:
    """Between a mark and its text: about as wide as a letter."""
    return _GAP * size_pt / 9


def _middle(each: PlacedMark, top: float, lane_height: float) -> float:
    return top + ((each.lane or 0) + 0.5) * lane_height


def _lettering(
    each: PlacedMark,
    left: float,
    middle: float,
    theme: Theme,
    page: Transform,
    size_pt: float,
) -> Lettering:
    away = _GLYPH_PX / 2 * size_pt / 9 + _gap(size_pt)
    x = each.x - away if each.is_text_left else max(each.x, each.end) + away
    text = Lettering(
        (left + x, middle),
        each.text,
        page,
        size_pt=size_pt,
        color=mark_color(each.mark.kind, theme),
        anchor="right" if each.is_text_left else "left",
    )
    text.set_gid("mark.label" if each.is_labelled else "mark.number")
    return text
