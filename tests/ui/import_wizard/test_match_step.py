"""The second step: only for tables that were guessed; what is said is shown as it is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from diary.domain.person import Person
from diary.domain.table_match import (
    ColumnUse,
    DateOrder,
    DecimalMark,
    TableField,
    TableLook,
    TableMatch,
    TableUnit,
)
from diary.texts.numbers import Formats
from diary.ui.dialogs.form_parts import ChoiceBox
from diary.ui.import_wizard.match_step import MatchStep
from diary.ui.import_wizard.step_heading import CHECK, CHOOSE, MATCH
from diary.ui.import_wizard.table_walk import NamedTable
from tests.builders import a_diary
from tests.ui.conftest import Build
from tests.ui.house import ZONE, House, focus_name
from tests.ui.import_wizard.hands import add, part, press, read, said, write_runs

MATCHED = TableMatch(
    (
        ColumnUse(0, TableField.DATE),
        ColumnUse(1, TableField.DISTANCE, TableUnit.KM),
        ColumnUse(2, TableField.MOVING, TableUnit.CLOCK),
    ),
    DateOrder.DAY_FIRST,
    DecimalMark.COMMA,
)
LOOK = TableLook(
    "key",
    ("When", "How far", "Took", "Knee"),
    (("03/04/2026", "8,25", "45:10", "3"), ("", "10,1", "58:10", "")),
    128,
    MATCHED,
    frozenset({0, 1}),
)


@pytest.fixture
def step(qtbot: QtBot) -> MatchStep:
    step = MatchStep(Formats(), ZONE)
    qtbot.addWidget(step)
    step.show_table(NamedTable("mine.csv", LOOK))
    return step


def choose(box: ChoiceBox, key: object) -> None:
    """Choose as a person does."""
    box.set_choice(key)
    box.choice_changed.emit(key)


def test_each_column_is_shown_as_it_is_read(step: MatchStep) -> None:
    assert said(step, "import.table.name") == "“mine.csv”, 128 rows"
    assert (
        said(step, "import.column.0.read")
        == "Guessed: check it. “03/04/2026” is read as Fri 3 Apr 2026."
    )
    assert said(step, "import.column.1.read") == "Guessed: check it. “8,25” is read as 8.25 km."
    assert said(step, "import.column.2.read") == "“45:10” is read as 45:10."
    # The decimal mark says the same to a screen reader only: nothing is explained twice.
    assert step.order.mark.accessibleDescription() == "“8,25” is read as 8.25."
    assert step.match() == MATCHED
    assert step.first_field() is step.rows[3].field


def test_other_orders_and_units_are_shown_at_once(step: MatchStep) -> None:
    choose(step.order.order, DateOrder.MONTH_FIRST)
    assert said(step, "import.column.0.read").endswith("“03/04/2026” is read as Wed 4 Mar 2026.")
    choose(step.rows[1].unit, TableUnit.MILE)
    assert said(step, "import.column.1.read") == "“8,25” is read as 13.28 km."
    choose(step.rows[2].unit, TableUnit.HOUR_MINUTE)
    assert said(step, "import.column.2.read") == "“45:10” is read as 45:10:00."


def test_a_field_stands_in_one_column(step: MatchStep) -> None:
    choose(step.rows[3].field, TableField.DISTANCE)
    assert step.rows[1].use() is None
    assert step.rows[3].use() == ColumnUse(3, TableField.DISTANCE, TableUnit.KM)


def test_what_is_missing_is_said(step: MatchStep) -> None:
    assert step.check()
    choose(step.rows[0].field, None)
    assert not step.check()
    assert said(step, "import.match.error") == "Say which column is the date."
    choose(step.rows[0].field, TableField.DATE)
    for row in step.rows[1:]:
        choose(row.field, None)
    assert not step.check()
    choose(step.rows[3].field, TableField.PAIN)
    assert not step.check()
    assert "knee" in said(step, "import.match.error")
    choose(step.rows[3].field, TableField.PAIN_LEFT)
    assert step.check()


def test_a_cell_that_cannot_be_read_is_told_as_such(step: MatchStep) -> None:
    choose(step.rows[1].field, TableField.DATE)
    assert "cannot be read this way" in said(step, "import.column.1.read")


# ---- through the window --------------------------------------------------------------------------


@pytest.fixture
def house(build: Build) -> House:
    return build(a_diary(person=Person(timezone=ZONE)))


def a_table(folder: Path, name: str = "mine.csv") -> Path:
    path = folder / name
    path.write_text(
        "Wann;Weit;Gedauert\n03/04/2026;8,25;45:10\n13/04/2026;10,10;58:10\n", encoding="utf-8"
    )
    return path


def test_a_table_is_matched_checked_and_remembered(
    house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = read(house, qtbot, [a_table(tmp_path)], MATCH)
    uses = {0: TableField.DATE, 1: TableField.DISTANCE, 2: TableField.MOVING}
    for row in dialog.match.rows:
        choose(row.field, uses[row.column])
    choose(dialog.match.rows[1].unit, TableUnit.KM)
    choose(dialog.match.rows[2].unit, TableUnit.CLOCK)
    dialog.main_button.click()
    qtbot.waitUntil(lambda: dialog.step == CHECK and not dialog.is_working)
    shown = dialog.check.model.shown()
    assert sorted(each.run.distance_m or 0 for each in shown) == [8250.0, 10100.0]
    press(dialog, "import.back")
    assert dialog.step == MATCH
    assert dialog.match.rows[1].use() == ColumnUse(1, TableField.DISTANCE, TableUnit.KM)
    press(dialog, "import.back")
    assert dialog.step == CHOOSE
    dialog.reject()
    # A table with the same columns is not asked about again.
    again = read(house, qtbot, [a_table(tmp_path, "other.csv")])
    assert len(again.check.model.shown()) == 2


def test_it_is_not_remembered_when_that_is_not_wanted(
    house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = read(house, qtbot, [a_table(tmp_path)], MATCH)
    dialog.match.remember.click()
    uses = {0: TableField.DATE, 1: TableField.DISTANCE, 2: TableField.MOVING}
    for row in dialog.match.rows:
        choose(row.field, uses[row.column])
    dialog.main_button.click()
    qtbot.waitUntil(lambda: dialog.step == CHECK and not dialog.is_working)
    dialog.reject()
    assert read(house, qtbot, [a_table(tmp_path)], MATCH).step == MATCH


def test_every_drop_down_has_a_name(house: House, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = read(house, qtbot, [a_table(tmp_path)], MATCH)
    boxes = dialog.match.findChildren(QComboBox)
    names = [box.accessibleName() for box in boxes if box.isVisible()]
    assert len(set(names)) == len(names)
    assert "What “Weit” is" in names
    assert part(dialog, "import.remember").accessibleName() == "Remember for files like this"


def test_one_odd_table_does_not_hold_up_the_others(
    house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    runs = write_runs(tmp_path / "watch", 2)
    dialog = read(house, qtbot, [a_table(tmp_path), *runs], MATCH)
    choose(dialog.match.rows[0].field, None)
    dialog.main_button.click()
    assert said(dialog, "import.match.error") == "Say which column is the date."
    dialog.match.leave_out.click()
    assert not part(dialog, "import.column.0").isVisible()
    dialog.main_button.click()
    qtbot.waitUntil(lambda: dialog.step == CHECK and not dialog.is_working)
    assert dialog.main_button.text() == "Add 2 runs"
    # It can be taken back in.
    press(dialog, "import.back")
    assert dialog.match.is_left_out()
    dialog.main_button.click()
    qtbot.waitUntil(lambda: dialog.step == CHECK and not dialog.is_working)
    add(dialog, qtbot)
    rows = [dialog.done_step.files.item(row) for row in range(3)]
    assert "Left out." in {row.data(Qt.ItemDataRole.UserRole) for row in rows}


def test_when_all_is_left_out_the_columns_stay(house: House, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = read(house, qtbot, [a_table(tmp_path)], MATCH)
    dialog.match.leave_out.click()
    dialog.main_button.click()
    qtbot.waitUntil(lambda: not dialog.is_working)
    assert dialog.step == MATCH
    strip = part(dialog, "import.problem")
    assert "Nothing is left to add" in strip.accessibleName()


# ---- what was remembered -------------------------------------------------------------------------

HEADER = "Date,Distance,Time\n"


def write_table(path: Path, *rows: str, header: str = HEADER) -> Path:
    path.write_text(header + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def remember(house: House, qtbot: QtBot, path: Path) -> None:
    """Match a table, have it remembered, and add nothing."""
    dialog = read(house, qtbot, [path], MATCH)
    if dialog.match.order.is_open:
        dialog.match.order.confirm.click()
    dialog.main_button.click()
    qtbot.waitUntil(lambda: dialog.step == CHECK and not dialog.is_working)
    dialog.reject()


def test_what_was_remembered_is_shown_as_it_reads_this_table(
    house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    remember(
        house, qtbot, write_table(tmp_path / "a.csv", "20/03/2026,8.2,45:10", "05/04/2026,5,28:00")
    )
    other = write_table(tmp_path / "b.csv", "03/04/2026,3.1,28:00")
    dialog = read(house, qtbot, [other])
    told = dialog.check.tables.accessibleName()
    assert "Columns as last time: “03/04/2026” is read as Fri 3 Apr 2026." in told
    assert "“3.1” is read as 3.1 km." in told
    change = dialog.check.tables.button("columns")
    assert change is not None
    assert change.text() == "Change…"
    change.click()
    assert dialog.step == MATCH
    choose(dialog.match.order.order, DateOrder.MONTH_FIRST)
    dialog.main_button.click()
    qtbot.waitUntil(lambda: dialog.step == CHECK and not dialog.is_working)
    assert dialog.check.model.shown()[0].run.on.month == 3
    assert "as last time" not in dialog.check.tables.accessibleName()


def test_a_table_whose_days_speak_against_what_was_remembered_is_asked_about(
    house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    remember(
        house, qtbot, write_table(tmp_path / "a.csv", "20/03/2026,8.2,45:10", "05/04/2026,5,28:00")
    )
    other = write_table(
        tmp_path / "b.csv", "03/04/2026,3.1,28:00", "03/25/2026,3.1,28:00", "03/26/2026,4,31:00"
    )
    dialog = read(house, qtbot, [other], MATCH)
    assert "“03/25/2026” does not fit" in said(dialog, "import.order.doubt")
    assert dialog.match.order.order.choice() is DateOrder.MONTH_FIRST
    assert focus_name() == "import.date_order"
    dialog.main_button.click()
    assert dialog.step == MATCH
    dialog.match.order.confirm.click()
    dialog.main_button.click()
    qtbot.waitUntil(lambda: dialog.step == CHECK and not dialog.is_working)
    days = sorted((each.run.on.month, each.run.on.day) for each in dialog.check.model.shown())
    assert days == [(3, 4), (3, 25), (3, 26)]


def test_a_table_without_names_that_holds_other_columns_is_asked_about(
    house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    rows = ("2026-03-20,8.2,45:10", "2026-03-21,5.1,30:00")
    remember(house, qtbot, write_table(tmp_path / "a.csv", *rows, header=""))
    turned = write_table(
        tmp_path / "b.csv", "2026-03-20,45:10,5.1", "2026-03-21,30:00,3.1", header=""
    )
    dialog = read(house, qtbot, [turned], MATCH)
    assert dialog.match.isVisible()
    texts = said(dialog, "import.misfit") + said(dialog, "import.column.1.read")
    assert "45:10" in texts


def test_columns_of_pain_are_reached_though_nothing_was_guessed(
    house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    header = "Date,Distance (km),Time,Pain left during\n"
    rows = ("2026-03-13,8.2,45:10,3", "2026-03-14,5.0,30:10,6")
    path = write_table(tmp_path / "a.csv", *rows, header=header)
    dialog = read(house, qtbot, [path], MATCH)
    assert not dialog.match.pains.isHidden()
    dialog.main_button.click()
    qtbot.waitUntil(lambda: dialog.step == CHECK and not dialog.is_working)
    dialog.reject()
    # Also once "not imported" is what was remembered.
    again = read(house, qtbot, [path])
    press(again, "import.tables.columns")
    press(again, "import.pains.use")
    again.main_button.click()
    qtbot.waitUntil(lambda: again.step == CHECK and not again.is_working)
    assert len(again.check.plan.scores()) == 2
