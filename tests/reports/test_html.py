"""The report as one HTML page: whole, escaped, and with everything the content says."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.reports.content import VisitReport
from diary.reports.content_parts import Mark
from diary.reports.html import POLICY, css_text, html_page
from diary.style import load_theme
from tests.builders import a_diary
from tests.reports.diaries import barely_begun, crowded, example, report_of
from tests.reports.told import words_of

HOSTILE = (
    "<script>document.title='ran'</script><img src=http://x.example/a onerror=\"alert(1)\">"
    "</style></svg></title>\"'&amp;{{ 7*7 }}{% raw %}\u202e\u0007--> "
)
VOID = frozenset(["meta", "link", "input", "br"])


class Elements(HTMLParser):
    """Reads a page as its elements, and sees to it that each one is closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self.text.append(data)

    def values(self, name: str) -> list[str]:
        """The values of an attribute, wherever it stands."""
        return [value for _tag, found in self.found if (value := found.get(name)) is not None]

    @property
    def is_closed(self) -> bool:
        """True when nothing was left open."""
        return not self._open


def read(report: VisitReport) -> Elements:
    page = Elements()
    page.feed(html_page(report).decode())
    page.close()
    assert page.is_closed
    return page


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def hostile() -> Elements:
    return read(report_of(crowded(HOSTILE), 84))


@pytest.mark.parametrize(("diary", "days"), [(a_diary, 28), (barely_begun, 28), (example, 84)])
def test_everything_the_report_says_stands_on_the_page(
    diary: Callable[[], Diary], days: int
) -> None:
    report = report_of(diary(), days)
    page = read(report)
    said = flat(" ".join(page.text) + " ".join(page.values("abbr") + page.values("aria-label")))
    # Paper alone lists fewer of the newest runs.
    left_out = ("chart", "key", "language", "mark", "on_paper")
    texts = (text for text in words_of(report, *left_out) if not isinstance(text, Mark))
    shown = [flat(text) for text in texts if text.strip()]
    hidden = {
        flat(text)
        for each in (report.pain_and_load, report.where.figure, report.responses)
        if each.nothing
        for text in (each.text, each.note)
    }
    if report.signs.nothing:
        hidden |= set(map(flat, words_of(report.signs)))
    empty = [report.runs.newest, report.shoes.table, report.totals.table]
    empty += [report.plan.exercises, report.plan.steps]
    # Where there is a table these stand in it, and the plan stands among the care.
    hidden |= {flat(text) for text in (report.plan.title, report.plan.nothing)}
    hidden |= {flat(text) for line in report.plan.lines for text in words_of(line)}
    hidden |= {flat(text) for table in empty if not table.rows for text in words_of(table)}
    if not report.summary.lines:
        hidden |= {flat(report.summary.before_head), flat(report.summary.now_head)}
    if not report.wishes.goal:
        hidden.add(flat(report.wishes.goal_title))
    assert [text for text in shown if text not in said and text not in hidden] == []


def test_every_figure_has_a_table_and_says_what_it_shows() -> None:
    report = report_of(example())
    page = read(report)
    drawn = [found for tag, found in page.found if tag == "svg"]
    assert [each["aria-label"] for each in drawn] == [
        each.text for each in (report.pain_and_load, report.where.figure, report.responses)
    ]
    assert {each["role"] for each in drawn} == {"img"}
    captions = flat(" ".join(page.text))
    for each in (report.pain_and_load, report.where.figure, report.responses):
        assert each.tables[0].caption in captions


def test_ids_are_unique_and_everything_referred_to_is_there() -> None:
    page = read(report_of(crowded(), 84))
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    named = {
        name for key in ("aria-labelledby", "aria-controls", "for") for name in page.values(key)
    }
    links = {value[1:] for value in page.values("href") if value.startswith("#")}
    fills = set(re.findall(r"url\(#([^)]+)\)", " ".join(page.values("style"))))
    clips = set(re.findall(r"url\(#([^)]+)\)", " ".join(page.values("clip-path"))))
    assert named | links | fills | clips <= set(ids)


def test_nothing_on_the_page_leads_out_of_it(hostile: Elements) -> None:
    tags = {tag for tag, _found in hostile.found}
    assert not tags & {"script", "img", "iframe", "object", "embed", "form", "base", "video"}
    for tag, found in hostile.found:
        assert not [name for name in found if name.startswith("on")]
        for name in ("src", "srcset", "action", "xlink:href", "background", "poster"):
            assert name not in found
        assert (found.get("href") or "#")[0] == "#" or (tag, found["href"]) == ("link", "data:,")
    assert "url(http" not in " ".join(hostile.values("style"))


def test_what_a_person_typed_is_text_and_nothing_else(hostile: Elements) -> None:
    said = flat(" ".join(hostile.text))
    assert said.count("<script>document.title='ran'</script>") > 40
    assert "{{ 7*7 }}" in said


def test_the_policy_forbids_all_but_the_style_of_the_page(hostile: Elements) -> None:
    metas = {found.get("http-equiv"): found.get("content") for _tag, found in hostile.found}
    assert metas["Content-Security-Policy"] == POLICY
    assert POLICY.startswith("default-src 'none'")


def test_text_is_marked_up_for_those_who_cannot_see_it() -> None:
    page = read(report_of(example()))
    tags = [tag for tag, _found in page.found]
    assert dict(page.found[0][1]) == {"lang": "en"}
    assert tags.count("h1") == 1
    assert tags.count("h2") == 18
    first = next(found for tag, found in page.found if tag == "a")
    assert first["href"] == "#summary"
    assert {"header", "main", "footer"} <= set(tags)
    cells = [found for tag, found in page.found if tag == "th"]
    assert all(each.get("scope") for each in cells)


def test_no_word_of_a_figure_is_in_its_drawing() -> None:
    """Its letters are paths, so that only what the report says can be read in the file."""
    page = html_page(report_of(crowded("WHISPER "), 84, has_notes=False)).decode()
    drawings = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert len(drawings) == 3
    for drawing in drawings:
        body = drawing.partition(">")[2]
        assert "<text" not in body
        assert "<!--" not in body
        assert "WHISPER" not in body


def test_both_themes_are_on_the_page_and_paper_is_light() -> None:
    page = html_page(report_of(example())).decode()
    light, dark = load_theme("light").roles, load_theme("dark").roles
    bright, _, dim = page.partition("@media screen and (prefers-color-scheme:dark)")
    assert f"--text:{light['text']}" in bright
    assert f"--text:{dark['text']}" in dim
    assert "#" not in "".join(re.findall(r'style="([^"]*)"', page)).replace("url(#", "")


def test_the_same_report_gives_the_same_page() -> None:
    assert html_page(report_of(example())) == html_page(report_of(example()))


def test_one_knee_is_drawn_alone() -> None:
    page = flat(" ".join(read(report_of(example(), knees=(Knee.LEFT,))).text))
    assert page.count("Right knee") == page.count("Right knee: left out.") == 1
    assert "Left out of this report, by the runner's choice: right knee." in page


def test_half_a_character_does_not_stop_the_page() -> None:
    page = html_page(report_of(crowded("half \ud83d "), 84))
    assert b"half ?" in page


@pytest.mark.parametrize(
    "text", ['"; } </style><script>', "a\\62 c\n", "J.K. \N{GREEK SMALL LETTER OMEGA}"]
)
def test_a_text_in_the_style_sheet_cannot_end_it(text: str) -> None:
    shown = css_text(text)
    assert re.fullmatch(r'"(?:[A-Za-z0-9]|\\[0-9a-f]{6})*"', shown)
    back = re.sub(r"\\([0-9a-f]{6})", lambda found: chr(int(found[1], 16)), shown[1:-1])
    assert back == text
