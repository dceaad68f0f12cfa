"""What stands on a sheet: whole titles, legends that go on, and the foot of a kept picture."""

from pathlib import Path
from xml.dom import minidom

import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from diary.charts.fonts import text_width, wrapped
from diary.charts.kinds import Chart, DelayChart
from diary.charts.painter import FigurePainter, drawn_of
from diary.charts.picture import ChartLook
from diary.domain.delays import Delay, delay_series
from diary.domain.knee import Knee, Moment
from diary.domain.load import LoadMeasure
from diary.domain.pain_and_load import range_of_days
from diary.style import load_theme
from diary.texts.delay_chart import delay_labels
from diary.texts.numbers import Formats
from tests.builders import a_day, a_diary, a_run, a_shoe, an_event
from tests.charts.diaries import Shown, back, full_diary
from tests.charts.example import LAST_ON
from tests.charts.kinds import CHARTS

# Pain and load says it beside its first title.
WITH_FOOT = [key for key in CHARTS if key != "pain-and-load"]
COVERAGE = {
    "delay": "Scores on 76 of 84 days",
    "spots": "Scores on 76 of 84 days",
    "signs": "answered on 66 of 84 days",
    "run-responses": "settled by morning after 12 of 17 runs",
    "shoes": "39 runs from Sat 29 Aug 2026 to Fri 20 Nov 2026",
    "plan": "13 of 13 weeks with an entry",
}
CAVEAT = {
    "delay": "This does not show that one causes the other.",
    "spots": "It does not say what hurts there or why.",
    "signs": "That one brought the other about cannot be read from it.",
    "run-responses": "None of this shows what else was done that day.",
    "shoes": "does not show that a shoe is the reason.",
    "plan": "this does not show what helps.",
}
# What breaks a file of XML, and what only looks as if it did.
AWKWARD = ("\x01a", "\uffff", "a\ufdd0b", "<!--", "x-->y", "a&b")


def look(
    width: int = 1200, height: int = 760, *, text_scale: float = 1.0, is_whole: bool = False
) -> ChartLook:
    return ChartLook(load_theme("light"), width, height, text_scale=text_scale, is_whole=is_whole)


def a_chart(key: str, days: int = 84) -> Chart:
    return CHARTS[key](Shown(full_diary(365), range_of_days(LAST_ON, days)))


def texts(figure: Figure, gid: str | None = None) -> list[str]:
    found = figure.findobj(Text)
    return [each.get_text() for each in found if gid in (None, each.get_gid())]


# ---- what leaves the window --------------------------------------------------------------------


@pytest.mark.parametrize("key", WITH_FOOT)
def test_a_kept_picture_carries_coverage_and_caveat_below_it(key: str) -> None:
    figure = drawn_of(a_chart(key), look(is_whole=True)).figure
    told = " ".join(texts(figure, "foot"))
    assert COVERAGE[key] in told
    assert CAVEAT[key] in told
    height = figure.get_size_inches()[1] * 96
    assert height > 760
    lowest = min(axes.get_position().y0 for axes in figure.axes)
    highest = max(
        figure.transFigure.inverted().transform(each.get_window_extent())[1][1]
        for each in figure.findobj(Text)
        if each.get_gid() == "foot"
    )
    assert highest < lowest


@pytest.mark.parametrize("key", WITH_FOOT)
def test_in_the_window_the_page_says_it(key: str) -> None:
    figure = drawn_of(a_chart(key), look()).figure
    assert not texts(figure, "foot")
    assert figure.get_size_inches()[1] * 96 == pytest.approx(760)


@pytest.mark.parametrize("key", WITH_FOOT)
def test_panels_of_a_kept_picture_stand_where_they_stood(key: str) -> None:
    painter = FigurePainter()
    wide = painter.paint(a_chart(key), look(1200, 1400))
    kept = painter.paint(a_chart(key), look(1200, 1400, is_whole=True))
    assert kept.height > wide.height
    for one, other in zip(wide.panels, kept.panels, strict=True):
        assert other.top == pytest.approx(one.top, abs=0.5)
        assert other.height == pytest.approx(one.height, abs=0.5)


@pytest.mark.parametrize("key", CHARTS)
def test_a_file_holds_whatever_a_person_typed(key: str, tmp_path: Path) -> None:
    days = [a_day(back(age), left=2, care_own=AWKWARD) for age in range(20)]
    runs = [
        a_run(f"r{age:02}", back(age), shoe_id=str(age % len(AWKWARD)), left=3) for age in range(20)
    ]
    shoes = [a_shoe(str(number), text) for number, text in enumerate(AWKWARD)]
    events = [
        an_event(f"e{number}", back(2 * number), text=text) for number, text in enumerate(AWKWARD)
    ]
    diary = a_diary(days, runs, shoes, events)
    chart = CHARTS[key](Shown(diary, range_of_days(LAST_ON, 21)))
    painter = FigurePainter()
    painter.save(chart, look(900, 600, is_whole=True), tmp_path / "a.svg")
    minidom.parseString((tmp_path / "a.svg").read_bytes())  # noqa: S318 - our own file
    painter.save(chart, look(900, 600, is_whole=True), tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_bytes().rstrip().endswith(b"%%EOF")


@pytest.mark.parametrize("key", CHARTS)
def test_no_text_of_a_file_is_cut_away_by_its_panel(key: str, tmp_path: Path) -> None:
    FigurePainter().save(a_chart(key), look(is_whole=True), tmp_path / "a.svg")
    document = minidom.parseString((tmp_path / "a.svg").read_bytes())  # noqa: S318 - our own file
    clipped = [
        each for each in document.getElementsByTagName("g") if each.hasAttribute("clip-path")
    ]
    texts_of = [node.data for each in clipped for node in each.childNodes if node.nodeType == 8]
    assert texts_of == []


# ---- texts that are too long for a line --------------------------------------------------------


def test_words_go_on_in_the_next_line() -> None:
    text = "Result; settled by morning: left 12 of 17, right 14 of 17"
    lines = wrapped(text, 18.0, 300.0)
    assert len(lines) > 1
    assert " ".join(lines) == text
    assert all(text_width(line, 18.0) <= 300.0 for line in lines)
    assert wrapped("", 18.0, 300.0) == []
    (cut,) = wrapped("Overlongwordwithoutanyspaceinit", 18.0, 100.0)
    assert cut.endswith("…")


@pytest.mark.parametrize("width", [560, 820, 1240])
@pytest.mark.parametrize("key", WITH_FOOT)
def test_large_text_cuts_no_title_and_no_number(key: str, width: int) -> None:
    figure = drawn_of(a_chart(key), look(width, 900, text_scale=2.0)).figure
    own = [text for gid in ("title", "axis", "foot") for text in texts(figure, gid)]
    assert own
    assert not [text for text in own if "…" in text]
    if key == "run-responses":
        assert "left 12 of 17, right 14 of 17" in " ".join(reversed(own))


@pytest.mark.parametrize(
    ("width", "text_scale"), [(560, 2.0), (680, 2.0), (820, 1.0), (1440, 2.0), (1560, 2.0)]
)
def test_the_longest_names_of_a_load_are_whole(width: int, text_scale: float) -> None:
    diary = full_diary(120)
    series = delay_series(
        diary,
        range_of_days(LAST_ON, 84),
        Knee.RIGHT,
        Moment.WORST,
        measure=LoadMeasure.EFFORT,
        delay=Delay.WEEK_BEFORE,
    )
    chart = DelayChart(series, delay_labels(series, Formats()))
    figure = drawn_of(chart, look(width, 900, text_scale=text_scale)).figure
    own = [text for gid in ("title", "axis") for text in texts(figure, gid)]
    assert not [text for text in own if "…" in text]
    titles = [each for each in figure.findobj(Text) if each.get_gid() in {"title", "axis"}]
    boxes = [each.get_window_extent() for each in titles]
    for number, box in enumerate(boxes):
        assert box.y0 >= 0
        assert not [other for other in boxes[:number] if box.shrunk(0.9, 0.9).overlaps(other)]


def test_a_long_entry_of_a_legend_goes_on_below() -> None:
    figure = drawn_of(a_chart("spots"), look(460, 900, text_scale=2.0)).figure
    legend = " ".join(texts(figure, "legend"))
    assert "Number: days it was named; none: never" in legend
    assert "…" not in legend
