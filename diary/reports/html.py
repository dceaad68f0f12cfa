"""The visit report as one HTML page that works alone: no script, nothing fetched, nothing remote.

Every text is escaped by the template; what is put in as it is was drawn or written here: figures
(paths without words), the style sheet and colours.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from diary.paths import resource_path
from diary.reports.content_parts import FigureSection, VisitReport
from diary.reports.figures import PageFigure, page_figure
from diary.style import load_theme
from diary.texts.report_page import page_words

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"


def html_page(report: VisitReport) -> bytes:
    """The page in UTF-8; the same report gives the same bytes."""
    sections = (report.pain_and_load, report.where.figure, report.responses)
    figures = {each.key: page_figure(each) for each in sections if _is_drawn(each)}
    text = _template().render(
        report=report,
        words=page_words(),
        policy=POLICY,
        style=_style(figures.values(), report.footer),
        figures={
            key: {"view_box": each.view_box, "body": Markup(each.body)}  # noqa: S704 - drawn by us
            for key, each in figures.items()
        },
    )
    # Half a character pair, as a broken file may hold it, has no bytes of its own.
    return text.encode("utf-8", "replace")


def _is_drawn(section: FigureSection) -> bool:
    return not section.nothing


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(resource_path("report")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("visit.html")


# ---- style --------------------------------------------------------------------------------------


def _style(figures: Iterable[PageFigure], footer: str) -> Markup:
    """The style sheet with the colours of both themes; paper is always light."""
    pairs = {name: (light, dark) for each in figures for name, light, dark in each.colors}
    light, dark = load_theme("light").roles, load_theme("dark").roles
    pairs |= {f"--{role}": (light[role], dark[role]) for role in light}
    bright = "".join(f"{name}:{colors[0]};" for name, colors in sorted(pairs.items()))
    dim = "".join(f"{name}:{colors[1]};" for name, colors in sorted(pairs.items()))
    sheet = resource_path("report", "visit.css").read_text(encoding="utf-8")
    sheet = sheet.replace('"FOOTER"', css_text(footer))
    colors = f":root{{{bright}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{dim}}}}}\n"
    return Markup(colors + sheet)  # noqa: S704 - colours of the themes and a shipped file


def css_text(text: str) -> str:
    """A text as a string of a style sheet that nothing in it can end, nor the element around it.

    What is not a plain letter or digit is written as its number.
    """
    shown = (
        letter if letter.isascii() and letter.isalnum() else f"\\{ord(letter):06x}"
        for letter in text
        if ord(letter) and not "\ud800" <= letter <= "\udfff"
    )
    return f'"{"".join(shown)}"'
