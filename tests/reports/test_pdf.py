"""The printed report as readers of PDF see it: two pages, tagged, with nothing else in it."""

from __future__ import annotations

import getpass
import io
import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typst
from matplotlib.image import imread
from pypdf import PdfReader
from pypdf.generic import StreamObject

from diary import words
from diary.domain.day import Care, Painkiller
from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.person import Person
from diary.domain.report_choice import Paper, PersonShown
from diary.paths import resource_path
from diary.reports import pdf as printing
from diary.reports.content import VisitReport
from diary.reports.pdf import page_pictures, pdf
from diary.reports.pdf_data import BOX, printable
from tests.builders import ON, ZONE, a_day, a_diary, a_run, a_shoe
from tests.reports.diaries import barely_begun, crowded, example, report_of
from tests.thorough import IS_THOROUGH

SHEETS_MM = {Paper.A4: (210.0, 297.0), Paper.LETTER: (215.9, 279.4)}
LIVE_MM = (180.0, 249.0)
POINT_MM = 25.4 / 72
TYPST = '#read("/etc/passwd") @cite $x^2$ \\u{1F600} ]) #import "a.typ" *b* _i_ `c` <d> \\ // e'
TYPED = {
    "greek": "Πόνος στο γόνατο μετά τον αγώνα",
    "cyrillic": "Боль в колене после пробежки",
    "cjk": "走った後に膝が痛い",
    "emoji": "fine 👍🏽 then 😀 and 👨‍👩‍👧",
    "right to left": "כאב בברך אחרי הריצה",
    "overrides": "a\u202e\u2067b\u200f c\ufeff",
    "control": "a\x00b\x07c\x1b[31md\u0085e\u2028f",
    "combining": "Z" + "\u0301\u0323" * 20,
    "surrogates": "a\U0001f9ff\U000e0041b",
    "private": "\ue000\uf400\uffff",
    "typst": TYPST,
    "long word": "q" * 400,
}


def read(report: VisitReport, paper: Paper = Paper.A4) -> PdfReader:
    return PdfReader(io.BytesIO(pdf(report, paper)))


def text_of(reader: PdfReader) -> str:
    """The words of all pages with single spaces; places where a long word may break are closed."""
    text = " ".join(page.extract_text() for page in reader.pages)
    return " ".join(text.replace("\u200b", "").split())


def heights_of(report: VisitReport, paper: Paper) -> list[dict[str, Any]]:
    """What the template measured of each page."""
    found = json.loads(printing._compiler(report, paper).query("<fit>"))
    return [each["value"] for each in found]


def assert_two_pages(report: VisitReport, paper: Paper) -> None:
    """Two sheets of the right size, each with room for what stands on it."""
    # Asked first: printing has the pages forgotten, and they would be set twice.
    heights = heights_of(report, paper)
    reader = read(report, paper)
    assert len(reader.pages) == 2
    for page in reader.pages:
        sides = [float(side) * POINT_MM for side in (page.mediabox.width, page.mediabox.height)]
        assert sides == pytest.approx(SHEETS_MM[paper], abs=0.1)
    assert len(heights) == 2
    for each in heights:
        assert each["height"] <= each["room"] == pytest.approx(243), each


@cache
def usual() -> VisitReport:
    return report_of(example())


REPORTS: dict[str, Callable[[], VisitReport]] = {
    "four weeks": usual,
    "twelve weeks": lambda: report_of(example(), 84),
    "ten years": lambda: report_of(example(400), 3650),
    "one knee": lambda: report_of(example(), 56, knees=(Knee.LEFT,)),
    "three entries": lambda: report_of(barely_begun()),
    "nothing": lambda: report_of(a_diary()),
    "one day": lambda: report_of(example(), 1),
    "crowded, a day": lambda: report_of(crowded(), 1, person=PersonShown.NAME),
    "crowded": lambda: report_of(crowded(), 28, person=PersonShown.NAME, has_start_times=True),
    "crowded, twelve weeks": lambda: report_of(
        crowded(), 84, person=PersonShown.NAME, has_start_times=True
    ),
    "crowded in long words": lambda: report_of(crowded("q" * 500), person=PersonShown.NAME),
    "crowded in wide letters": lambda: report_of(crowded("WЖ@ "), person=PersonShown.NAME),
}


# What may be printed on is as large on both papers: one of the reports is tried on both every day,
# the others on one or the other.
FULLEST = "crowded in long words"


def papers_of(name: str) -> list[Paper]:
    """The papers a report is tried on."""
    papers = list(Paper)
    if IS_THOROUGH or name == FULLEST:
        return papers
    return [papers[list(REPORTS).index(name) % len(papers)]]


@pytest.mark.parametrize("name", REPORTS)
def test_there_are_always_exactly_two_pages(name: str) -> None:
    report = REPORTS[name]()
    for paper in papers_of(name):
        assert_two_pages(report, paper)


@pytest.mark.parametrize(
    ("diary", "days", "papers"),
    [(example, 84, [Paper.A4]), (crowded, 28, [*Paper][: 2 if IS_THOROUGH else 1])],
    ids=["example", "crowded"],
)
def test_longer_languages_fit_too(
    diary: Callable[[], Diary], days: int, papers: list[Paper]
) -> None:
    words.install(words.PSEUDO)
    try:
        report = report_of(diary(), days, person=PersonShown.NAME)
        for paper in papers:
            assert_two_pages(report, paper)
    finally:
        words.install(words.ENGLISH)


@pytest.mark.parametrize("name", ["crowded, twelve weeks", "crowded in long words", "four weeks"])
def test_nothing_is_printed_beside_the_live_area(name: str) -> None:
    report = REPORTS[name]()
    for paper in papers_of(name):
        for picture in page_pictures(report, paper, 1.0):
            pixels = imread(io.BytesIO(picture))[:, :, :3]
            sides = [side / POINT_MM for side in SHEETS_MM[paper]]
            left, top = (
                (side - live / POINT_MM) / 2 for side, live in zip(sides, LIVE_MM, strict=True)
            )
            assert pixels.shape[:2] == pytest.approx((sides[1], sides[0]), abs=1)
            assert (pixels[:, : int(left) - 1] == 1).all()
            assert (pixels[:, -int(left) + 1 :] == 1).all()
            assert (pixels[: int(top) - 1] == 1).all()
            assert (pixels[-int(top) + 1 :] == 1).all()


def test_it_can_be_read_aloud() -> None:
    reader = read(usual())
    root: Any = reader.root_object
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    metadata = reader.xmp_metadata
    assert metadata is not None
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata.rdf_root.toxml()
    assert metadata.dc_title == {"x-default": usual().file_title}
    assert [str(each["/Title"]) for each in reader.outline if isinstance(each, dict)] == [
        "Summary",
        "Detail",
    ]
    kinds, texts = _structure(root["/StructTreeRoot"])
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Figure"} <= kinds
    for section in (usual().pain_and_load, usual().where.figure, usual().responses):
        assert printable(section.text) in texts


def _structure(node: Any) -> tuple[set[str], set[str]]:  # noqa: ANN401 - any part of a PDF
    """The kinds of elements below one, and the texts that stand in for figures."""
    kinds, texts = set[str](), set[str]()
    below = [node]
    while below:
        each = below.pop()
        each = each.get_object() if hasattr(each, "get_object") else each
        if isinstance(each, list):
            below += each
        elif isinstance(each, dict):
            kinds.add(str(each.get("/S")))
            texts.add(str(each.get("/Alt")))
            below.append(each.get("/K", []))
    return kinds, texts


@pytest.mark.parametrize("shown", PersonShown)
def test_what_the_file_tells_of_itself_does_not_name_the_person(shown: PersonShown) -> None:
    person = Person(name="Canary Berg", initials="C.B.", code="Canary 7")
    reader = read(report_of(replace(example(), person=person), person=shown))
    metadata = reader.xmp_metadata
    assert metadata is not None
    told = f"{reader.metadata} {metadata.rdf_root.toxml()}"
    assert "Knee diary report" in told
    assert not re.search(r"Canary|C\.B\.", told)


def test_every_font_is_in_the_file() -> None:
    for page in read(report_of(crowded(TYPED["cyrillic"]))).pages:
        resources: Any = page["/Resources"]
        fonts = resources["/Font"].values()
        assert len(fonts) == 2
        for font in fonts:
            [descendant] = font.get_object()["/DescendantFonts"]
            assert "DejaVuSansCondensed" in font.get_object()["/BaseFont"]
            assert "/FontFile2" in descendant.get_object()["/FontDescriptor"]


def test_the_same_report_gives_the_same_bytes_without_user_clock_and_path() -> None:
    report = usual()
    content = pdf(report, Paper.A4)
    assert content == pdf(report, Paper.A4)
    reader = PdfReader(io.BytesIO(content))
    assert set(reader.metadata or {}) == {"/Title", "/Creator"}
    streams = [
        each.get_data()
        for number in range(1, len(reader.xref[0]) + 1)
        if isinstance(each := reader.get_object(number), StreamObject)
    ]
    assert len(streams) > 5
    told = content + b"".join(streams)
    names = (getpass.getuser(), str(Path.home()), str(resource_path("report")), "CreationDate")
    for hidden in names:
        # A name as short as "root" stands in many a word.
        if len(hidden) > 4:
            assert hidden.encode() not in told


def test_what_matters_is_found_as_text() -> None:
    report = report_of(example(), 28)
    text = text_of(read(report))
    for known in (
        report.header.title,
        report.header.span,
        report.header.recorded,
        report.summary.title,
        *(line.label for line in report.summary.lines),
        *report.wishes.questions,
        report.wishes.goal,
        report.runs.newest.rows[0][0],
        report.notes.notes[0].text,
        report.space.fields[0],
        "page 1 of 2",
        "page 2 of 2",
        "7F3A",
    ):
        assert " ".join(known.split()) in text


@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED)
def test_whatever_was_typed_is_printed_as_text(typed: str) -> None:
    report = report_of(_with_text(typed), person=PersonShown.NAME)
    reader = read(report)
    text = text_of(reader)
    assert len(reader.pages) == 2
    assert "root:" not in text
    shown = " ".join(printable(typed).split())[:30]
    if all(unicodedata.bidirectional(letter) != "R" for letter in shown):
        assert shown.replace("\u0301", "").replace("\u0323", "")[:20] in text.replace(
            "\u0301", ""
        ).replace("\u0323", "")
    assert (BOX in shown) == ("a box stands for each" in text)


def _with_text(typed: str) -> Diary:
    return a_diary(
        days=[
            a_day(
                ON,
                left=3,
                note=typed,
                care={Care.PAINKILLER: True},
                painkiller=Painkiller(typed[:80].strip()),
            ),
        ],
        runs=[a_run(left=3, shoe_id="shoe-1", note=typed)],
        shoes=[a_shoe(name=typed[:40].strip() or "x")],
        person=Person(name=typed[:80], timezone=ZONE, goal=typed[:200], questions=(typed[:120],)),
    )


def test_every_character_of_the_fonts_can_be_printed() -> None:
    letters = "".join(filter(lambda letter: printable(letter) == letter, map(chr, range(0x30000))))
    assert {"Ω", "Ж", "ő", "→"} <= set(letters)
    assert len(letters) > 5000
    source = (
        b'#set document(title: "x")\n#set text(font: "DejaVu Sans", stretch: 87.5%)\n'
        b"#sys.inputs.letters #strong(sys.inputs.letters)"
    )
    content, warnings = typst.compile_with_warnings(
        source,
        format="pdf",
        font_paths=printing._fonts(),
        ignore_system_fonts=True,
        sys_inputs={"letters": letters},
        pdf_standards="ua-1",
    )
    assert content
    assert not warnings


def test_lists_that_are_cut_say_how_much_is_left() -> None:
    report = report_of(crowded(), 28)
    first, second = (" ".join(page.extract_text().split()) for page in read(report).pages)
    # Of safety signs their names too.
    left_out, names = first.split(" more in the diary file: ")
    next_line = report.safety.lines[-int(left_out.split()[-1])]
    assert names.startswith(f"{next_line.signs}, ")
    assert "more in the diary file" in second


@pytest.mark.parametrize("days", [84, 3650])
def test_every_run_is_listed_counted_by_week_or_said_to_be_left_out(days: int) -> None:
    report = report_of(example(400), days)
    page = " ".join(read(report).pages[1].extract_text().split())
    runs = page.split(" Signs ")[0]
    total = int(report.runs.newest.caption.split()[-2])
    listed = sum(f"{row[0]} {row[1]}" in runs for row in report.runs.newest.rows)
    assert f"{total - listed} runs before those, counted together" in runs
    table = report.runs.on_paper[listed - 1].table
    assert table is not None
    weeks = [row for row in table.rows if " ".join(row[:3]) in runs]
    # The newest weeks stand below the runs without a gap; what is left is older than all of them.
    assert weeks == [*table.rows[: len(weeks)]]
    assert weeks
    left = total - listed - sum(int(row[1]) for row in weeks)
    assert ("more run" in runs) == bool(left)
    assert not left or f"{left} more runs in the diary file" in runs


def test_what_goes_on_in_the_diary_file_is_counted() -> None:
    text = text_of(read(report_of(crowded(), 84)))
    assert "ore in the diary file" in text
    assert "More in the diary file" not in text


def test_both_knees_keep_rows_of_signs_where_all_were_ticked_as_often() -> None:
    page = read(report_of(crowded(), 84)).pages[1]
    strip = " ".join(page.extract_text().split()).split("Signs")[1].split("Care and plan")[0]
    assert strip.count("Left knee") == strip.count("Right knee") == 1


def test_the_strip_names_the_day_a_month_begins() -> None:
    text = text_of(read(usual()))
    assert "24 Oct 27 1 Nov 4 7" in text


def test_pictures_are_the_pages() -> None:
    pictures = page_pictures(usual(), Paper.LETTER, 2.0)
    assert len(pictures) == 2
    for picture in pictures:
        assert imread(io.BytesIO(picture)).shape[:2] == (1584, 1224)


def test_a_missing_font_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    source = printing._template().replace(b"DejaVu Sans", b"Some Other")
    monkeypatch.setattr(printing, "_template", lambda: source)
    with pytest.raises(RuntimeError, match="font"):
        pdf(usual(), Paper.A4)


def test_the_preview_shows_what_the_pdf_prints() -> None:
    shown = page_pictures(usual(), Paper.A4, 1.0)
    printed = printing._compiler(usual(), Paper.A4).compile(format="png", ppi=72.0)
    assert isinstance(printed, list)
    assert list(shown) == printed


def test_a_page_is_set_again_only_where_it_shows_something_else() -> None:
    wishes = replace(usual().wishes, goal="A marathon")
    first, second = page_pictures(usual(), Paper.A4, 1.0)
    other_first, other_second = page_pictures(replace(usual(), wishes=wishes), Paper.A4, 1.0)
    assert other_first != first
    assert other_second is second
    footer = page_pictures(replace(usual(), footer="Somebody else"), Paper.A4, 1.0)
    assert footer[0] != first
    assert footer[1] != second
