"""Columns that look like pain: offered in the second step, listed in the third, never silent."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from diary.domain.knee import Knee, Moment
from diary.domain.person import Person
from diary.domain.table_match import (
    ColumnUse,
    DateOrder,
    DecimalMark,
    OddScore,
    TableField,
    TableLook,
    TableMatch,
    TableUnit,
)
from diary.texts.numbers import Formats
from diary.ui.import_wizard.match_step import MatchStep
from diary.ui.import_wizard.step_heading import CHECK, MATCH
from diary.ui.import_wizard.table_walk import NamedTable
from tests.builders import a_diary
from tests.ui.conftest import Build
from tests.ui.house import ZONE, House
from tests.ui.import_wizard.hands import add, part, press, read, said

USED = TableMatch(
    (ColumnUse(0, TableField.DATE), ColumnUse(1, TableField.DISTANCE, TableUnit.KM)),
    DateOrder.YEAR_FIRST,
    DecimalMark.POINT,
)
LOOK = TableLook(
    "key",
    ("date", "km", "left knee during", "left knee after"),
    (("2026-04-03", "8.25", "3", "12"),),
    20,
    USED,
    pains=(ColumnUse(2, TableField.PAIN_LEFT), ColumnUse(3, TableField.PAIN_LEFT)),
    odd_scores=(OddScore(2, 3, "12"),),
    odd_score_count=1,
    moments=(Moment.WORST, Moment.WORST, Moment.DURING, Moment.AFTER),
)
DIARY = (
    "Date,Left knee morning,Left knee evening,Right knee,Notes\n"
    "2026-03-01,0,2,0,stairs\n2026-03-02,1,3,1,\n2026-03-13,2,4,2,\n"
)


@pytest.fixture
def step(qtbot: QtBot) -> MatchStep:
    step = MatchStep(Formats(), ZONE)
    qtbot.addWidget(step)
    step.show_table(NamedTable("mine.csv", LOOK))
    return step


@pytest.fixture
def house(build: Build) -> House:
    return build(a_diary(person=Person(timezone=ZONE)))


def test_columns_of_pain_are_named_and_used_on_request(step: MatchStep) -> None:
    assert "2 columns look like pain: “left knee during”, “left knee after”." in (
        step.pains.accessibleName()
    )
    assert step.rows[2].use() is None
    assert step.first_field() is step.pains.button("use")
    step.pains.button("use").click()
    # Several columns may hold scores of one knee, each of its own moment.
    assert {use.field for use in step.match().uses[2:]} == {TableField.PAIN_LEFT}
    assert len(step.match().uses) == 4
    assert step.pains.isHidden()


def test_the_moment_of_a_column_is_shown_and_can_be_chosen(step: MatchStep) -> None:
    step.pains.button("use").click()
    assert step.rows[2].unit.currentText() == "during the run"
    assert step.rows[3].unit.currentText() == "after the run"
    box = step.rows[3].unit
    box.set_choice(Moment.MORNING)
    box.choice_changed.emit(Moment.MORNING)
    assert step.rows[3].use() == ColumnUse(3, TableField.PAIN_LEFT, None, Moment.MORNING)


def test_cells_that_are_no_scores_are_named_with_their_row(step: MatchStep) -> None:
    text = said(step, "import.odd_scores")
    assert text.startswith("1 value is not a score of 0 to 10")
    assert "“12” in row 2" in text


def test_a_guess_that_no_row_proves_is_confirmed_before_it_is_remembered(step: MatchStep) -> None:
    step.show_table(NamedTable("mine.csv", replace(LOOK, is_order_open=True)))
    assert "No row shows which comes first" in said(step, "import.order.doubt")
    assert not step.remember.isChecked()
    assert not step.remember.isEnabled()
    assert not step.check()
    step.order.confirm.click()
    assert step.check()
    assert step.remember.isChecked()


def test_a_table_with_unused_pain_is_asked_about_and_told_later(
    house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "my runs.csv"
    path.write_text(
        "Date,Miles,Time,Knee pain\n2025-08-13,3.0,28:10,0\n2025-08-25,3.2,30:11,2\n",
        encoding="utf-8",
    )
    dialog = read(house, qtbot, [path], MATCH)
    assert not dialog.match.pains.isHidden()
    dialog.main_button.click()
    qtbot.waitUntil(lambda: dialog.step == CHECK and not dialog.is_working)
    assert "1 column looks like pain and was left out" in dialog.check.tables.accessibleName()
    add(dialog, qtbot)
    assert "1 column looks like pain and was left out" in said(dialog, "import.outcome.more")


def test_a_pain_diary_is_listed_day_by_day_and_not_offered_twice(
    house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "pain.csv"
    path.write_text(DIARY, encoding="utf-8")
    dialog = read(house, qtbot, [path])
    model = dialog.check.scores.model
    rows = [[model.text_at(row, place) for place in range(6)] for row in range(model.rowCount())]
    assert len(rows) == 9
    assert rows[0][1:] == ["Left knee", "in the morning", "0", "New", "Left knee morning"]
    assert "Left knee evening" in said(dialog, "import.scores.columns")
    # There are no runs: neither their table nor their shoes stand in the way.
    assert not dialog.check.table.isVisible()
    assert "“Notes”" in dialog.check.tables.accessibleName()
    assert not dialog.main_button.isEnabled()
    part(dialog, "import.scores").click()  # type: ignore[attr-defined] # a chip
    assert dialog.main_button.text() == "Add 9 pain scores"
    add(dialog, qtbot)
    assert said(dialog, "import.outcome") == "9 pain scores added."
    assert house.context.undo.undo_text() == "import of 9 pain scores"
    [first, *_rest] = sorted(house.stored().days.values(), key=lambda day: day.on)
    score = first.knee(Knee.LEFT).score(Moment.WORST)
    assert score is not None
    assert score.value == 2
    dialog.accept()
    again = read(house, qtbot, [path])
    assert again.check.scores.model.text_at(0, 4) == "Already here: 0"
    assert again.main_button.text() == "Nothing to add"
    assert not again.main_button.isEnabled()


def test_the_columns_of_a_table_that_was_sure_can_be_reached(
    house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "sure.csv"
    path.write_text(DIARY, encoding="utf-8")
    dialog = read(house, qtbot, [path])
    button = dialog.check.tables.button("columns")
    assert isinstance(button, QPushButton)
    button.click()
    assert dialog.step == MATCH
    dialog.main_button.click()
    qtbot.waitUntil(lambda: dialog.step == CHECK and not dialog.is_working)
    # Who has said that they are scores need not tick it again.
    assert dialog.main_button.text() == "Add 9 pain scores"
    press(dialog, "import.back")
    assert dialog.step == MATCH
