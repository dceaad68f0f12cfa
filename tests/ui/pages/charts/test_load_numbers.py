from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from diary.domain.load import LoadMeasure
from diary.domain.period import Span
from diary.texts.load_numbers import change_words
from diary.texts.numbers import Formats
from diary.ui.pages.charts.load_numbers import load_numbers_table
from tests.builders import a_diary, a_run
from tests.ui.pages.charts.story import Open, settled

MONDAY = date(2026, 9, 7)
TODAY = MONDAY + timedelta(59)
FORMATS = Formats()


def test_a_row_for_every_week_the_newest_first() -> None:
    runs = [a_run(f"r{age}", MONDAY + timedelta(age), distance_m=5000.0) for age in range(0, 56, 2)]
    span = Span(MONDAY + timedelta(30), TODAY + timedelta(1))
    table = load_numbers_table(a_diary(runs=runs), LoadMeasure.DISTANCE, span, FORMATS, TODAY)
    assert table.title == "Load in numbers"
    assert len(table.headings) == len(table.rows[0]) == 10
    assert "Week, km" in table.headings
    texts = [[cell.text for cell in row] for row in table.rows]
    assert texts[0][:3] == ["Mon 2 Nov 2026", "0.0 so far", ""]
    assert texts[1][:4] == ["Mon 26 Oct 2026", "15.0", "\u221225", "0.80"]
    assert table.rows[1][2].value == pytest.approx(-25.0)
    assert table.rows[1][5].value == pytest.approx(2.6, abs=0.5)
    # Each belongs to the last of its days that is shown.
    assert list(table.columns) == [29, 25, 18, 11, 4]


def test_numbers_without_colour_alarm_or_infinity() -> None:
    runs = [a_run("r", MONDAY, distance_m=None, rpe=None, left=8)]
    span = Span(MONDAY, TODAY)
    for measure in LoadMeasure:
        table = load_numbers_table(a_diary(runs=runs), measure, span, FORMATS, TODAY)
        assert len(table.rows) == 9
        texts = {cell.text for row in table.rows for cell in row}
        assert not {"nan", "inf"} & texts
    assert [change_words(each, FORMATS) for each in (0.1, 0.0, -1.0)] == ["+10", "0", "\u2212100"]


def test_the_table_is_offered_beside_the_other_and_off_until_asked_for(open_page: Open) -> None:
    page = open_page()
    chip = page.controls.load_numbers
    assert chip.isHidden()
    page.controls.table.click()
    settled(page)
    assert not chip.isHidden()
    assert not chip.isChecked()
    assert page.plot.tables.choice.isHidden()
    chip.click()
    settled(page)
    assert page.controls.choice().has_load_numbers
    assert not page.plot.tables.choice.isHidden()
    page.plot.tables.choice.choice_changed.emit("Load in numbers")
    model = page.plot.tables.view.model()
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Week from"
    said = " ".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())
    assert "never reminds you because of them" in said
