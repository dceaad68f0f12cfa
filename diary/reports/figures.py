"""The figures of a visit report as SVG: drawn as on screen, and without a word of text in them.

Letters are paths, ids are numbered behind a prefix and nothing is referred to outside the file, so
that several figures can stand in one page and none says what was typed. Shapes, hatches and numbers
carry everything; colours can be taken away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from xml.etree import ElementTree as ET

from diary.charts.drawn import Drawn
from diary.charts.kinds import Chart, PainAndLoadChart, RunResponsesChart, SpotsChart
from diary.charts.painter import FigurePainter, drawn_of
from diary.charts.picture import ChartLook
from diary.reports.content_parts import FigureSection
from diary.reports.figures_maps import figure_of_maps
from diary.style import load_theme
from diary.texts.report_figures import marks_on_paper, result_title

_SVG = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_COLOR = re.compile(r"#[0-9A-Fa-f]{6}\b")
_NOT_DRAWN = frozenset({"metadata", "style", "title", "desc"})


@dataclass(frozen=True, slots=True)
class FigureSize:
    """Width and height in pixels of 1/96 inch; `text_scale` 1.0 is text as on screen.

    With `is_brief` words that the text beside it says too are left out, and none speaks of a table,
    which paper does not have.
    """

    width: int
    height: int
    text_scale: float = 1.0
    is_brief: bool = False


# On the page the figure of the map stands beside what it feels like.
PAGE_SIZES: Mapping[str, FigureSize] = {
    "pain_and_load": FigureSize(820, 520),
    "where": FigureSize(440, 300),
    "responses": FigureSize(820, 420),
}
# On paper map and runs share the width of 180 mm.
PAPER_SIZES: Mapping[str, FigureSize] = {
    "pain_and_load": FigureSize(880, 360, is_brief=True),
    "where": FigureSize(430, 275),
    "responses": FigureSize(430, 345, text_scale=0.9, is_brief=True),
}


@dataclass(frozen=True, slots=True)
class PageFigure:
    """A figure in two sets of colours: `body` is what stands within the element `svg`.

    Its colours are CSS variables; `colors` has each variable with its light and its dark colour.
    """

    view_box: str
    body: str
    colors: tuple[tuple[str, str, str], ...]


def paper_figure(section: FigureSection) -> str:
    """A figure as it stands on paper, a file of its own."""
    return figure_svg(section, PAPER_SIZES[section.key])


def figure_svg(section: FigureSection, size: FigureSize) -> str:
    """A figure as a file of its own, on a light ground."""
    root = _drawn(section, size, "light")
    view_box = root.get("viewBox", "")
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view_box}">{_inner(root)}</svg>'


def page_figure(section: FigureSection) -> PageFigure:
    """A figure for the page, readable on a light and on a dark ground."""
    size = PAGE_SIZES[section.key]
    root = _drawn(section, size, "light")
    light, dark = _inner(root), _inner(_drawn(section, size, "dark"))
    pairs = list(zip(_COLOR.findall(light), _COLOR.findall(dark), strict=True))
    names = iter([_variable(*pair) for pair in pairs])
    body = _COLOR.sub(lambda _found: f"var({next(names)})", light)
    colors = sorted({(_variable(*pair), *pair) for pair in pairs})
    return PageFigure(root.get("viewBox", ""), body, tuple(colors))


def _variable(light: str, dark: str) -> str:
    return f"--c{light[1:]}-{dark[1:]}".lower()


def _drawn(section: FigureSection, size: FigureSize, theme: str) -> ET.Element:
    """The figure as a tree without names, comments and what is not drawn."""
    look = ChartLook(load_theme(theme), size.width, size.height, text_scale=size.text_scale)
    chart = _brief(section.chart) if size.is_brief else section.chart
    # What matplotlib wrote a moment ago, not a file of somebody else.
    root = ET.fromstring(_painter().svg(lambda: _figure(chart, look)))  # noqa: S314
    _strip(root)
    _rename(root, section.key)
    return root


@cache
def _painter() -> FigurePainter:
    return FigurePainter()


def _figure(chart: Chart, look: ChartLook) -> Drawn:
    """The figure, higher than asked for where not all of it has room."""
    if isinstance(chart, SpotsChart):
        return figure_of_maps(chart, look)
    drawn = drawn_of(chart, look)
    if drawn.wanted_height <= look.height:
        return drawn
    return drawn_of(chart, replace(look, height=drawn.wanted_height))


def _brief(chart: Chart) -> Chart:
    """The chart with the words of paper."""
    if isinstance(chart, PainAndLoadChart):
        words = marks_on_paper()
        named = replace(chart.labels, numbered=words, more_marks=words, bare_marks=words)
        return replace(chart, labels=named)
    if not isinstance(chart, RunResponsesChart):
        return chart
    labels = replace(
        chart.labels,
        pain_ticks={score: str(score) for score in chart.labels.pain_ticks},
        knees=chart.labels.sides,
        result_title=result_title(),
    )
    return replace(chart, labels=labels)


def _strip(element: ET.Element) -> None:
    """Take out what is not drawn, and the names of namespaces."""
    for child in list(element):
        if child.tag.removeprefix(_SVG) in _NOT_DRAWN:
            element.remove(child)
        else:
            _strip(child)
    element.tag = element.tag.removeprefix(_SVG)
    if _LINK in element.attrib:
        element.set("href", element.attrib.pop(_LINK))
    element.text = (element.text or "").strip()
    element.tail = ""


def _rename(root: ET.Element, prefix: str) -> None:
    """Number the ids that are referred to behind a prefix and drop all others."""
    wanted = {name for element in root.iter() for name in _references(element)}
    names: dict[str, str] = {}
    for element in root.iter():
        name = element.attrib.pop("id", None)
        if name in wanted and name not in names:
            names[name] = f"{prefix}-{len(names)}"
            element.set("id", names[name])
    for element in root.iter():
        for key, value in element.attrib.items():
            if key == "href":
                element.set(key, f"#{names[value[1:]]}")
            elif "url(#" in value:
                named = _REFERENCE.sub(lambda found: f"url(#{names[found[1]]})", value)
                element.set(key, named)
            elif key == "d":
                element.set(key, " ".join(value.split()))


def _references(element: ET.Element) -> Iterator[str]:
    for key, value in element.attrib.items():
        if key == "href":
            yield value.removeprefix("#")
        yield from _REFERENCE.findall(value)


def _inner(root: ET.Element) -> str:
    """The children of the root as text."""
    return "".join(ET.tostring(child, encoding="unicode") for child in root)
