"""The figures of a report as drawings for paper and page."""

import re
from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest

from diary.charts.drawn import Drawn
from diary.charts.kinds import Chart, PainAndLoadChart
from diary.charts.painter import drawn_of
from diary.charts.picture import ChartLook
from diary.domain.knee import Knee
from diary.reports import figures
from diary.reports.content_parts import FigureSection, VisitReport
from diary.reports.figures import (
    PAGE_SIZES,
    PAPER_SIZES,
    FigureSize,
    figure_svg,
    page_figure,
    paper_figure,
)
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
    for section in sections(name):
        key, drawing = section.key, paper_figure(section)
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


def test_paper_speaks_of_no_table() -> None:
    section = sections("crowded")[0]
    assert isinstance(section.chart, PainAndLoadChart)
    assert section.chart.labels.bare_marks.endswith("see the table")
    drawn: list[Chart] = []

    def noted(chart: Chart, look: ChartLook) -> Drawn:
        drawn.append(chart)
        return drawn_of(chart, look)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(figures, "drawn_of", noted)
        paper_figure(section)
    chart = drawn[-1]
    assert isinstance(chart, PainAndLoadChart)
    labels = chart.labels
    told = {labels.numbered, labels.more_marks, labels.bare_marks}
    assert told == {"More about the marks: page 2"}


def test_a_drawing_has_the_size_it_was_asked_for() -> None:
    size = PAPER_SIZES["where"]
    root = ET.fromstring(figure_svg(sections("crowded")[1], size))
    _x, _y, width, height = map(float, root.get("viewBox", "").split())
    assert width / height == pytest.approx(size.width / size.height, rel=0.01)


def test_a_drawing_with_many_marks_grows_until_its_days_are_named() -> None:
    size = FigureSize(880, 300)
    plain, full = (
        ET.fromstring(figure_svg(sections(name)[0], size)).get("viewBox", "").split()
        for name in ("four weeks", "crowded")
    )
    assert full[2] == plain[2]
    assert float(full[3]) > float(plain[3])


def test_the_map_has_the_knees_that_were_chosen() -> None:
    one, both = (len(paper_figure(sections(name)[1])) for name in ("one knee", "four weeks"))
    assert one < both
