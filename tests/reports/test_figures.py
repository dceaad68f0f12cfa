"""The figures of a report as drawings for paper and page."""

import re
from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest

from diary.domain.knee import Knee
from diary.reports.content_parts import FigureSection, VisitReport
from diary.reports.figures import PAGE_SIZES, PAPER_SIZES, figure_svg, figures_of, page_figure
from tests.builders import a_diary
from tests.reports.diaries import barely_begun, crowded, example, report_of

REPORTS: dict[str, Callable[[], VisitReport]] = {
    "nothing": lambda: report_of(a_diary()),
    "three entries": lambda: report_of(barely_begun()),
    "four weeks": lambda: report_of(example()),
    "one knee": lambda: report_of(example(), knees=(Knee.RIGHT,)),
    "crowded": lambda: report_of(crowded(), 84),
    "ten years": lambda: report_of(example(900), 3650),
}


def sections(name: str) -> list[FigureSection]:
    report = REPORTS[name]()
    return [report.pain_and_load, report.where.figure, report.responses]


@pytest.mark.parametrize("name", REPORTS)
def test_a_drawing_is_whole_and_refers_only_to_itself(name: str) -> None:
    for key, drawing in figures_of(REPORTS[name]()).items():
        root = ET.fromstring(drawing)
        ids = [found for each in root.iter() if (found := each.get("id")) is not None]
        assert len(ids) == len(set(ids))
        assert all(each.startswith(f"{key}-") for each in ids)
        referred = re.findall(r'(?:url\(|href=")#([\w.-]+)', drawing)
        assert set(referred) == set(ids)
        rest = drawing.replace('xmlns="http://www.w3.org/2000/svg"', "")
        assert not re.search(r"https?:|<text|<!--|<style|<image|<script", rest)


@pytest.mark.parametrize("name", REPORTS)
def test_both_colour_sets_belong_to_one_drawing(name: str) -> None:
    for section in sections(name):
        figure = page_figure(section)
        assert "#" not in figure.body.replace("url(#", "").replace('href="#', "")
        used = set(re.findall(r"var\((--[^)]+)\)", figure.body))
        assert used == {variable for variable, _light, _dark in figure.colors}
        assert any(light != dark for _variable, light, dark in figure.colors)


def test_figures_of_one_page_share_no_id() -> None:
    bodies = [page_figure(each).body for each in sections("crowded")]
    ids = [name for body in bodies for name in re.findall(r' id="([^"]+)"', body)]
    assert ids
    assert len(ids) == len(set(ids))


def test_every_figure_has_its_sizes() -> None:
    keys = {each.key for each in sections("four weeks")}
    assert set(PAGE_SIZES) == set(PAPER_SIZES) == keys


def test_a_drawing_has_the_size_it_was_asked_for() -> None:
    size = PAPER_SIZES["where"]
    root = ET.fromstring(figure_svg(sections("crowded")[1], size))
    _x, _y, width, height = map(float, root.get("viewBox", "").split())
    assert width / height == pytest.approx(size.width / size.height, rel=0.01)


def test_the_map_has_the_knees_that_were_chosen() -> None:
    one, both = (len(figures_of(REPORTS[name]())["where"]) for name in ("one knee", "four weeks"))
    assert one < both
