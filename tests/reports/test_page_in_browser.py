"""The page in a real browser: it asks for nothing, runs nothing, looks and prints as it should."""

import base64
import re
from pathlib import Path

import pypdf
import pytest

from diary.paths import resource_path
from diary.reports.html import html_page
from tests.reports.browser import needs_browser, printed, screenshot, visited
from tests.reports.diaries import barely_begun, crowded, example, report_of
from tests.reports.looks import compared

pytestmark = [needs_browser, pytest.mark.slow]

HOSTILE = (
    "<script>document.title='ran'</script><img src=http://remote.example/a "
    "onerror=\"document.title='ran'\"></style><link rel=stylesheet href=http://remote.example/b>"
    "<style>@import 'http://remote.example/c'</style>\"' "
)
REMOTE = "<!DOCTYPE html><title>a</title><img src=http://remote.example/a><script>x(</script>"
MOST_SHEETS = 8
# Points of 1/72 inch.
SHEETS = {"A4": (595, 842), "letter": (612, 792)}


def page_of(folder: Path, *, words: str = "", days: int = 28, style: str = "") -> Path:
    """A page in a file; `style` is put behind its own style sheet."""
    report = report_of(crowded(words), 84) if words else report_of(example(), days)
    text = html_page(report).decode().replace("</style>", f"{style}</style>", 1)
    file = folder / "visit.html"
    file.write_text(text, encoding="utf-8")
    return file


def bundled_font() -> str:
    """A style sheet for the letters of the program, so that every machine draws the same ones."""
    font = base64.b64encode(resource_path("fonts", "DejaVuSans.ttf").read_bytes()).decode()
    source = f"src:url(data:font/ttf;base64,{font})"
    return f"@font-face{{font-family:Bundled;{source}}}*{{font-family:Bundled!important}}"


# ---- it stays by itself -------------------------------------------------------------------------


def test_a_page_that_asks_for_something_is_noticed(tmp_path: Path) -> None:
    """What the tests below would see if the page did what it must not."""
    file = tmp_path / "remote.html"
    file.write_text(REMOTE, encoding="utf-8")
    visit = visited(file, tmp_path)
    assert any("remote.example" in each for each in visit.asked)
    assert visit.console


def test_the_page_asks_for_nothing_and_runs_nothing(tmp_path: Path) -> None:
    visit = visited(page_of(tmp_path, words=HOSTILE), tmp_path)
    assert visit.asked == frozenset()
    assert visit.console == ()
    assert "<title>Knee diary report" in visit.dom
    assert not re.search(r"<(script|img|iframe|object|embed)\b", visit.dom)
    assert visit.dom.count("<style>") == 1
    assert visit.dom.count("&lt;script&gt;") > 40


# ---- it looks as it did -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("look", "size", "is_dark"),
    [("light", (1080, 4200), False), ("dark", (1080, 4200), True), ("narrow", (500, 6600), False)],
)
def test_the_page_looks_like_its_golden_picture(
    look: str,
    size: tuple[int, int],
    is_dark: bool,
    tmp_path: Path,
) -> None:
    page = page_of(tmp_path, style=bundled_font())
    fault = compared(f"page-{look}", screenshot(page, tmp_path, size, is_dark=is_dark))
    assert fault == ""


# ---- it prints ----------------------------------------------------------------------------------


@pytest.mark.parametrize("sheet", SHEETS)
def test_it_prints_on_both_papers(sheet: str, tmp_path: Path) -> None:
    page = page_of(tmp_path, days=84, style=f"@page{{size:{sheet}}}")
    read = pypdf.PdfReader(printed(page, tmp_path))
    for each in read.pages:
        width, height = (round(float(side)) for side in each.mediabox[2:])
        assert (width, height) == pytest.approx(SHEETS[sheet], abs=1)
    assert len(read.pages) <= MOST_SHEETS
    said = " ".join(" ".join(each.extract_text().split()) for each in read.pages)
    report = report_of(example(), 84)
    # The numbers that are folded away on a screen, and the room for writing by hand.
    assert report.pain_and_load.tables[0].caption in said
    assert report.responses.tables[0].caption in said
    assert all(field in said for field in report.space.fields)
    assert f"1 / {len(read.pages)}" in said
    assert said.count("self-reported diary, not a diagnosis") == len(read.pages)


def test_nothing_is_cut_off_at_the_edge_of_the_paper(tmp_path: Path) -> None:
    page = page_of(tmp_path, words="Donaudampfschifffahrt" * 30, style="@page{size:A4}")
    read = pypdf.PdfReader(printed(page, tmp_path))
    width, edge = SHEETS["A4"][0], 20
    rights: list[float] = []

    def seen(
        text: str, page: list[float], matrix: list[float], _font: object, _size: object
    ) -> None:
        if text.strip():
            rights.append(page[0] * matrix[4] + page[4])

    for each in read.pages:
        each.extract_text(visitor_text=seen)
    assert rights
    assert max(rights) < width - edge


def test_few_entries_make_a_short_page(tmp_path: Path) -> None:
    file = tmp_path / "visit.html"
    file.write_bytes(html_page(report_of(barely_begun())))
    assert len(pypdf.PdfReader(printed(file, tmp_path)).pages) <= 3
