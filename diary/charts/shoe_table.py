"""The table beside the bars of shoes: pattern, name, distance, and middle scores of each knee.

It is the legend of the bars too. Rows for which there is no room are named as such.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from matplotlib.collections import LineCollection
from matplotlib.patches import Rectangle

from diary.charts.fonts import PT_PER_PX
from diary.charts.legend import HATCH_PT
from diary.charts.sheet import EDGE, Sheet
from diary.domain.shoe_weeks import ShoePain, ShoeUse, ShoeWeeksSeries, UseKind
from diary.style import Theme
from diary.texts.shoe_chart import ShoesLabels, middle_words

_GAP = 12.0
_SWATCH_WIDTH, _SWATCH_HEIGHT = 22.0, 11.0
NAME_MOST = 150.0
_NAME_LEAST = 56.0
Anchor = Literal["left", "center", "right"]


class Pattern(NamedTuple):
    """How the bars of a use are filled; `is_full` with the colour of load, else with the ground."""

    is_full: bool
    hatch: str | None

    def colors(self, theme: Theme) -> tuple[str, str]:
        """Fill and edge; the pattern is drawn in the colour of the edge."""
        load, ground = theme.roles["load"], theme.roles["surface"]
        # The edge of a full bar tells it from its neighbours.
        return (load, ground) if self.is_full else (ground, load)


# Neighbours differ in brightness, so that they are told apart in grey and where bars are narrow.
_SHOE_PATTERNS = (
    Pattern(is_full=True, hatch=None),
    Pattern(is_full=False, hatch="////"),
    Pattern(is_full=True, hatch="\\\\\\"),
    Pattern(is_full=False, hatch="...."),
    Pattern(is_full=True, hatch="+++"),
    Pattern(is_full=False, hatch="---"),
)
_OTHERS = Pattern(is_full=False, hatch="xxxx")
_NONE = Pattern(is_full=False, hatch=None)


def pattern_of(use: ShoeUse, place: int) -> Pattern:
    """The pattern of a use: its own for each of the most used pairs."""
    if use.kind is UseKind.SHOE:
        return _SHOE_PATTERNS[place % len(_SHOE_PATTERNS)]
    return _OTHERS if use.kind is UseKind.OTHERS else _NONE


class TableColumn(NamedTuple):
    """A column of the table: its heading, how its cells stand, and its width in pixels."""

    heading: str
    anchor: Anchor
    width: float


class ShoeTable:
    """The table of a series on a sheet; `width` and `height` are what all of it needs.

    Names are cut at `name_most` pixels. A compact one has each name in a line of its own and says
    no distances. The title has the width of the table, or `title_room`.
    """

    def __init__(
        self,
        sheet: Sheet,
        series: ShoeWeeksSeries,
        labels: ShoesLabels,
        *,
        is_compact: bool = False,
        name_most: float = NAME_MOST,
        title_room: float | None = None,
    ) -> None:
        self._sheet = sheet
        self._series = series
        self._labels = labels
        self._is_compact = is_compact
        self._name_most = name_most
        self._title_most = title_room
        self._lines = [self._lines_of(place) for place in range(len(series.shown))]
        self._columns = self._sized()
        self._row = sheet.line * 1.25

    @property
    def width(self) -> float:
        """What the table needs with its names."""
        return self._indent + sum(column.width + self._gap for column in self._columns) - self._gap

    @property
    def height(self) -> float:
        """What all lines need with their heading and title."""
        lines = 1 + sum(map(len, self._lines)) + self._is_compact * len(self._lines)
        return self._title_height + lines * self._row + 4.0

    @property
    def _title_height(self) -> float:
        return self._sheet.title_room(0.0, self._title(), self._title_most or self.width)

    @property
    def _gap(self) -> float:
        return _GAP if self._is_compact else _GAP * self._sheet.scale

    @property
    def _indent(self) -> float:
        return 0.0 if self._is_compact else (_SWATCH_WIDTH + 6.0) * self._sheet.scale

    def draw(self, left: float, top: float, right: float, bottom: float) -> None:
        """Draw it between these edges; the last line says when there is more."""
        sheet = self._sheet
        top += self._title_height
        sheet.title(left, top - 5.0, self._title(), self._title_most or self.width)
        self._fit(right - left)
        self._write_line([column.heading for column in self._columns], left, top, role="text2")
        top += self._row
        self._draw_rule(left, right, top)
        for place, lines in enumerate(self._lines):
            is_last = place + 1 == len(self._lines)
            needed = len(lines) + self._is_compact + (not is_last)
            if top + needed * self._row > bottom + 1.0:
                sheet.write(left, top + self._row / 2, self._labels.more, "more")
                return
            self._draw_swatch(place, left, top + self._row / 2)
            if self._is_compact:
                self._write_name(place, left, top, right)
                top += self._row
            for cells in lines:
                self._write_line(cells, left, top, role="text")
                top += self._row
            self._draw_rule(left, right, top)

    def _fit(self, room: float) -> None:
        """Make the middles of a compact table narrower where even that has too little room."""
        over = self.width - room
        if self._is_compact and over > 0:
            kept, middles = self._columns[:2], self._columns[2:]
            share = max(0.0, 1 - over / max(1.0, sum(each.width for each in middles)))
            self._columns = [*kept, *(each._replace(width=each.width * share) for each in middles)]

    def _title(self) -> str:
        return self._labels.pain_title if self._series.knees else self._labels.shoe

    # ---- cells ----

    def _headings(self) -> list[tuple[str, Anchor]]:
        labels, has_knees = self._labels, bool(self._series.knees)
        side: Anchor = "right"
        if self._is_compact:
            first, second, _third = labels.moments
            texts = (
                ("", labels.runs, first, second, labels.morning) if has_knees else (labels.runs,)
            )
            return [(text, side) for text in texts]
        texts = ("", labels.scored, *labels.moments) if has_knees else (labels.runs,)
        return [(labels.shoe, "left"), *((text, side) for text in (labels.distance, *texts))]

    def _lines_of(self, place: int) -> list[list[str]]:
        """The lines of a use: one for each knee, the first one with name and distance."""
        use, labels = self._series.shown[place], self._labels
        head = [labels.names[place], labels.formats.number(use.distance_m / labels.unit_m, 0)]
        heads = [] if self._is_compact else head
        if not self._series.knees:
            return [[*heads, str(use.run_count)]]
        lines: list[list[str]] = []
        for pain in use.pains:
            lines.append([*(heads if not lines else [""] * len(heads)), *self._pain_cells(pain)])
        return lines

    def _pain_cells(self, pain: ShoePain) -> list[str]:
        labels = self._labels
        middles = [middle_words(middle, labels.formats) for middle in pain.middles]
        side = (labels.letters if self._is_compact else labels.sides)[pain.knee]
        return [side, str(pain.run_count), *middles]

    def _sized(self) -> list[TableColumn]:
        columns = []
        for number, (heading, anchor) in enumerate(self._headings()):
            texts = [heading, *(cells[number] for lines in self._lines for cells in lines)]
            width = max(map(self._sheet.text_width, texts))
            columns.append(TableColumn(heading, anchor, width))
        if not self._is_compact:
            name = columns[0]
            least, most = _NAME_LEAST * self._sheet.scale, self._name_most * self._sheet.scale
            columns[0] = name._replace(width=min(max(name.width, least), most))
        return columns

    # ---- drawing ----

    def _write_name(self, place: int, left: float, top: float, right: float) -> None:
        x = left + (_SWATCH_WIDTH + 6.0) * self._sheet.scale
        name = self._labels.names[place]
        middle = top + self._row / 2
        self._sheet.write(x, middle, name, "cell", role="text", room=right - x)

    def _write_line(self, cells: Sequence[str], left: float, top: float, role: str) -> None:
        x, middle = left + self._indent, top + self._row / 2
        gid = "heading" if role == "text2" else "cell"
        for text, column in zip(cells, self._columns, strict=True):
            if text:
                is_right = column.anchor == "right"
                self._sheet.write(
                    x + column.width if is_right else x,
                    middle,
                    text,
                    gid,
                    role=role,
                    anchor=column.anchor,
                    room=column.width + 1.0,
                )
            x += column.width + self._gap

    def _draw_swatch(self, place: int, left: float, middle: float) -> None:
        sheet = self._sheet
        width = _SWATCH_WIDTH * sheet.scale
        box = use_swatch(self._series.shown[place], place, (left, middle), width, sheet)
        sheet.add(box, f"swatch.{place}")

    def _draw_rule(self, left: float, right: float, at: float) -> None:
        right = min(right, left + self.width + EDGE)
        rule = LineCollection(
            [[(left, at), (right, at)]],
            colors=self._sheet.theme.roles["divider"],
            linewidths=PT_PER_PX,
            transform=self._sheet.page,
        )
        self._sheet.add(rule, "rule")


def use_swatch(
    use: ShoeUse, place: int, at: tuple[float, float], width: float, sheet: Sheet
) -> Rectangle:
    """A box with the pattern of a use, from the left edge `at` on around its height."""
    left, middle = at
    height = _SWATCH_HEIGHT * sheet.scale
    pattern = pattern_of(use, place)
    fill, edge = pattern.colors(sheet.theme)
    box = Rectangle(
        (left, middle - height / 2),
        width,
        height,
        transform=sheet.page,
        facecolor=fill,
        edgecolor=edge,
        linewidth=0.9 * PT_PER_PX,
        hatch=pattern.hatch,
    )
    box.set_hatch_linewidth(HATCH_PT * 1.6)
    return box
