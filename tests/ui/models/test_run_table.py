from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QTableView
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from diary.domain.change import Change, ChangeSet, apply
from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.rules.facts import Facts
from diary.domain.run import Finish, Hills, Run, RunKind, Sport, Surface
from diary.domain.settings import DistanceUnit
from diary.texts.numbers import Formats
from diary.ui.models.run_columns import Column
from diary.ui.models.run_filter import NO_SHOE, RunFilter
from diary.ui.models.run_table import SCORES_ROLE, RunTableModel
from diary.ui.models.run_words import NO_SCORES, PainScores
from tests.builders import a_day, a_diary, a_knee_day, a_run, a_run_knee, a_shoe

ON = date(2026, 11, 20)
DOWN, UP = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder
SPOKEN = Qt.ItemDataRole.AccessibleTextRole


def back(days: int) -> date:
    return ON - timedelta(days=days)


def a_model(
    diary: Diary, formats: Formats | None = None, *, has_facts: bool = False
) -> RunTableModel:
    facts = Facts(diary) if has_facts else None
    model = RunTableModel(lambda: formats or Formats(), lambda: ON, facts=lambda: facts)
    model.load(diary)
    return model


def ids(model: RunTableModel) -> list[str]:
    return [run.id for run in model.shown_runs()]


def said(model: RunTableModel, column: Column, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - whatever the role holds
    return model.data(model.index(0, column), role)


def some_runs(count: int = 12) -> list[Run]:
    kinds, surfaces = list(RunKind), list(Surface)
    return [
        a_run(
            f"run-{n}",
            back(2 * n),
            distance_m=5000.0 + 700 * (n % 5),
            kind=kinds[n % len(kinds)],
            surface=surfaces[n % len(surfaces)],
            rpe=n % 10 + 1 if n % 3 else None,
            left=a_run_knee(during=n % 4),
        )
        for n in range(count)
    ]


def changed(diary: Diary, *changes: Change) -> tuple[Diary, ChangeSet]:
    change_set = ChangeSet(changes)
    return apply(diary, change_set), change_set


class Told:
    """What a model told its views."""

    def __init__(self, model: RunTableModel) -> None:
        self.said: list[str] = []
        model.modelReset.connect(lambda: self.said.append("reset"))
        model.rowsInserted.connect(lambda _, a, b: self.said.append(f"inserted {a}-{b}"))
        model.rowsRemoved.connect(lambda _, a, b: self.said.append(f"removed {a}-{b}"))
        model.dataChanged.connect(lambda a, b: self.said.append(f"changed {a.row()}-{b.row()}"))
        model.layoutChanged.connect(lambda: self.said.append("moved"))


def test_it_is_a_sound_model(qtmodeltester: ModelTester) -> None:
    diary = a_diary(runs=some_runs(), shoes=[a_shoe()])
    model = a_model(diary)
    qtmodeltester.check(model)
    model.sort(Column.DISTANCE, UP)
    later, change_set = changed(
        diary,
        Change(None, a_run("new", ON)),
        Change(diary.runs["run-3"], None),
        Change(diary.runs["run-4"], a_run("run-4", back(8), distance_m=40_000.0)),
    )
    model.take_change(later, change_set)
    model.set_filter(RunFilter(is_with_pain=True))
    model.load(a_diary())
    assert model.rowCount() == 0


def test_the_newest_run_comes_first() -> None:
    early = a_run("early", ON, started_at=datetime(2026, 11, 20, 6, tzinfo=UTC))
    late = a_run("late", ON, started_at=datetime(2026, 11, 20, 17, tzinfo=UTC))
    model = a_model(a_diary(runs=[early, a_run("old", back(3)), late]))
    assert ids(model) == ["late", "early", "old"]


def test_a_row_reads_as_the_person_writes() -> None:
    run = a_run(
        on=ON,
        kind=RunKind.LONG,
        surface=Surface.TRAIL,
        hills=Hills.HILLY,
        shoe_id="shoe-1",
        rpe=4,
        finish=Finish.CUT_SHORT_KNEE,
        left=a_run_knee(during=3, after=4),
    )
    next_day = a_day(ON + timedelta(days=1), left=a_knee_day(morning=2))
    diary = a_diary(days=[next_day], runs=[run], shoes=[a_shoe()])
    model = a_model(diary, Formats(decimal_mark=","), has_facts=True)
    assert [said(model, column) for column in Column] == [
        "Fri 20 Nov",
        "8,20",
        "45:10",
        "5:30",
        "Long, cut short",
        "Trail",
        "Hilly",
        "Blue 12",
        "4",
        "3 / 4 / 2",
        "",
        "L hold…",
    ]


def test_a_row_is_spelled_out_for_the_ear() -> None:
    run = a_run(on=ON, rpe=4, title="Park", left=a_run_knee(during=3), finish=Finish.CUT_SHORT_KNEE)
    model = a_model(a_diary(runs=[run]))
    assert said(model, Column.DATE, SPOKEN) == "Fri 20 Nov 2026, Park"
    assert said(model, Column.DISTANCE, SPOKEN) == "8.20 km"
    assert said(model, Column.PACE, SPOKEN) == "5:30 per km"
    assert said(model, Column.KIND, SPOKEN) == "Run, Cut short, knee"
    assert said(model, Column.EFFORT, SPOKEN) == "Effort 4 of 10, somewhat hard"
    left = "Left knee: during 3, after not answered, next morning not answered"
    assert said(model, Column.LEFT, SPOKEN) == left
    assert said(model, Column.SHOE, SPOKEN) == "Shoe: not given"
    for column in Column:
        header = model.headerData(column, Qt.Orientation.Horizontal, SPOKEN)
        assert isinstance(header, str)
        assert len(header) >= 4


def test_miles_are_in_headings_and_cells() -> None:
    model = a_model(a_diary(runs=[a_run(distance_m=16093.44)]), Formats(DistanceUnit.MI))
    assert said(model, Column.DISTANCE) == "10.00"
    assert model.headerData(Column.DISTANCE, Qt.Orientation.Horizontal) == "Dist, mi"
    assert said(model, Column.PACE, SPOKEN) == "4:31 per mi"


def test_another_sport_is_named_and_has_no_pain_of_its_own() -> None:
    ride = a_run("ride", ON, sport=Sport.RIDE)
    next_day = a_day(ON + timedelta(days=1), left=a_knee_day(morning=2))
    model = a_model(a_diary(days=[next_day], runs=[ride]))
    assert said(model, Column.KIND) == "Ride"
    assert said(model, Column.LEFT, SCORES_ROLE) == NO_SCORES


def test_a_persons_text_is_never_markup_in_a_tooltip() -> None:
    model = a_model(a_diary(runs=[a_run(note="<b>4 < 5</b>")]))
    tooltip = said(model, Column.DATE, Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;4 &lt; 5&lt;/b&gt;" in tooltip


@pytest.mark.parametrize("order", [UP, DOWN])
@pytest.mark.parametrize("column", list(Column))
def test_what_is_not_known_sorts_last(column: Column, order: Qt.SortOrder) -> None:
    empty = a_run("empty", back(40), distance_m=None, moving_s=60.0)
    full = [
        a_run(
            f"full-{n}",
            back(n),
            distance_m=5000.0 + n,
            moving_s=1800.0 + n,
            kind=RunKind.EASY if n else RunKind.LONG,
            surface=Surface.ROAD if n else Surface.TRAIL,
            hills=Hills.FLAT if n else Hills.HILLY,
            shoe_id=f"shoe-{n}",
            rpe=n + 1,
            left=a_run_knee(during=4 * n),
            right=a_run_knee(after=n),
        )
        for n in range(2)
    ]
    shoes = [a_shoe("shoe-0", "Blue"), a_shoe("shoe-1", "Red")]
    model = a_model(a_diary(runs=[*full, empty], shoes=shoes), has_facts=True)
    model.sort(column, order)
    shown = ids(model)
    if column in {Column.DATE, Column.TIME}:
        assert shown == sorted(shown, key=shown.index)
        assert set(shown) == {"empty", "full-0", "full-1"}
    else:
        assert shown[-1] == "empty"
    model.sort(column, UP if order == DOWN else DOWN)
    assert [each for each in ids(model) if each != "empty"] == [
        each for each in reversed(shown) if each != "empty"
    ]


def found(model: RunTableModel, run_filter: RunFilter) -> set[str]:
    model.set_filter(run_filter)
    return set(ids(model))


def test_each_filter_narrows_the_rows() -> None:
    runs = [
        a_run("red", back(1), shoe_id="red", note="Along the RIVER", left=3),
        a_run("blue", back(40), shoe_id="blue", title="River path", left=0),
        a_run("bare", back(2), note="uphill"),
    ]
    model = a_model(a_diary(runs=runs, shoes=[a_shoe("red", "Red 3"), a_shoe("blue", "Blue 12")]))
    assert found(model, RunFilter(text="river")) == {"red", "blue"}
    assert found(model, RunFilter(text="river red")) == {"red"}
    assert found(model, RunFilter(text="blue 12")) == {"blue"}
    assert found(model, RunFilter(shoe_id="red")) == {"red"}
    assert found(model, RunFilter(shoe_id=NO_SHOE)) == {"bare"}
    assert found(model, RunFilter(since=back(2))) == {"red", "bare"}
    assert found(model, RunFilter(is_with_pain=True)) == {"red"}
    assert found(model, RunFilter()) == {"red", "blue", "bare"}


def test_runs_come_go_and_change_without_a_reset() -> None:
    diary = a_diary(runs=some_runs(6))
    model = a_model(diary)
    told = Told(model)
    later, change_set = changed(diary, Change(None, a_run("new", back(3))))
    model.take_change(later, change_set)
    assert told.said == ["inserted 2-2"]
    assert ids(model)[2] == "new"
    model.take_change(diary, change_set.inverse())
    assert told.said[1:] == ["removed 2-2"]
    old = diary.runs["run-1"]
    later, change_set = changed(diary, Change(old, a_run("run-1", old.on, note="other")))
    model.take_change(later, change_set)
    # The result of the run two days later may rest on what was scored on this one.
    assert told.said[2:] == ["changed 0-0", "changed 1-1"]


def test_an_import_arrives_in_blocks() -> None:
    diary = a_diary(runs=some_runs(3))
    model = a_model(diary)
    told = Told(model)
    added = [a_run(f"added-{n}", back(20 + n)) for n in range(300)]
    later, change_set = changed(diary, *(Change(None, run) for run in added))
    model.take_change(later, change_set)
    assert told.said == ["inserted 3-302"]
    model.take_change(diary, change_set.inverse())
    assert told.said[1:] == ["removed 3-302"]


def test_the_next_morning_reaches_the_run_of_the_day_before() -> None:
    diary = a_diary(runs=[a_run("run-1", back(1)), a_run("run-2", back(5))])
    model = a_model(diary)
    told = Told(model)
    later, change_set = changed(diary, Change(None, a_day(ON, left=a_knee_day(morning=4))))
    model.take_change(later, change_set)
    assert told.said == ["changed 0-0"]
    assert said(model, Column.LEFT, SCORES_ROLE) == PainScores(None, None, 4)


def test_a_renamed_shoe_is_read_at_once_and_moves_in_order() -> None:
    runs = [a_run("one", back(1), shoe_id="a"), a_run("two", back(2), shoe_id="b")]
    diary = a_diary(runs=runs, shoes=[a_shoe("a", "Amber"), a_shoe("b", "Blue")])
    model = a_model(diary)
    model.sort(Column.SHOE, UP)
    told = Told(model)
    later, change_set = changed(diary, Change(diary.shoes["a"], a_shoe("a", "Zebra")))
    model.take_change(later, change_set)
    assert ids(model) == ["two", "one"]
    assert told.said == ["moved", "changed 1-1"]


def test_a_changed_run_can_fall_out_of_the_filter() -> None:
    diary = a_diary(runs=[a_run("one", back(1), left=3), a_run("two", back(2), left=4)])
    model = a_model(diary)
    model.set_filter(RunFilter(is_with_pain=True))
    later, change_set = changed(diary, Change(diary.runs["one"], a_run("one", back(1), left=0)))
    model.take_change(later, change_set)
    assert ids(model) == ["two"]


def test_the_unit_is_taken_over_when_settings_change() -> None:
    diary = a_diary(runs=some_runs(2))
    model = a_model(diary)
    told = Told(model)
    other = a_diary().settings
    model.take_change(diary, ChangeSet((Change(diary.settings, other),)))
    assert told.said == ["changed 0-1"]


def test_an_empty_change_set_loads_everything() -> None:
    model = a_model(a_diary())
    model.take_change(a_diary(runs=some_runs(4)), ChangeSet(()))
    assert model.rowCount() == 4


def selected_ids(view: QTableView, model: RunTableModel) -> Iterable[str]:
    return sorted(model.run_at(index.row()).id for index in view.selectionModel().selectedRows())


def test_the_selection_stays_with_its_run(qtbot: QtBot) -> None:
    diary = a_diary(runs=some_runs(8))
    model = a_model(diary)
    view = QTableView()
    qtbot.addWidget(view)
    view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    view.setModel(model)
    row = model.row_of("run-5")
    assert row is not None
    rows = QItemSelectionModel.SelectionFlag.Rows | QItemSelectionModel.SelectionFlag.Select
    view.selectionModel().select(model.index(row, 0), rows)
    later, change_set = changed(
        diary, Change(None, a_run("new", ON)), Change(diary.runs["run-2"], None)
    )
    model.take_change(later, change_set)
    model.sort(Column.DISTANCE, DOWN)
    assert selected_ids(view, model) == ["run-5"]


def test_knees_are_never_mixed() -> None:
    run = a_run(left=a_run_knee(during=1), right=a_run_knee(during=7))
    model = a_model(a_diary(runs=[run]))
    assert model.cells.scores(run, Column.LEFT).during == 1
    assert model.cells.scores(run, Column.RIGHT).during == 7
    assert Knee.RIGHT in run.knees


def answered() -> Diary:
    """Three runs: settled, held, and one that is waiting for its morning; and a ride."""
    days = [
        a_day(back(9), left=a_knee_day(morning=1), right=a_knee_day(morning=0)),
        a_day(back(8), left=a_knee_day(morning=1), right=a_knee_day(morning=0)),
        a_day(back(5), left=a_knee_day(morning=1)),
        a_day(back(4), left=a_knee_day(morning=4)),
    ]
    runs = [
        a_run("settled", back(9), left=a_run_knee(1, 1), right=a_run_knee(0)),
        a_run("back", back(5), left=a_run_knee(2, 3)),
        a_run("waiting", ON, left=a_run_knee(after=4)),
        a_run("ride", back(1), sport=Sport.RIDE),
    ]
    return a_diary(days, runs)


def result(model: RunTableModel, run_id: str, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - whatever the role holds
    row = model.row_of(run_id)
    assert row is not None
    return model.data(model.index(row, Column.RESPONSE), role)


def test_how_each_knee_took_a_run_is_in_the_row_and_spelled_out() -> None:
    model = a_model(answered(), has_facts=True)
    assert result(model, "settled") == "L settled, R settled"
    assert result(model, "back") == "L step back"
    assert result(model, "waiting") == "L hold…"
    assert result(model, "ride") == ""
    tip = Qt.ItemDataRole.ToolTipRole
    spoken = "left hold: repeat, do not build (4 after, waiting for the morning)"
    assert result(model, "waiting", tip) == spoken
    assert result(model, "waiting", SPOKEN) == f"Result: {spoken}"
    assert result(model, "ride", SPOKEN) == "Result: no scores on this run"
    assert result(model, "ride", tip) is None


def test_the_worst_result_comes_first_and_runs_without_one_last() -> None:
    model = a_model(answered(), has_facts=True)
    model.sort(Column.RESPONSE, DOWN)
    assert ids(model) == ["back", "waiting", "settled", "ride"]
    model.sort(Column.RESPONSE, UP)
    assert ids(model) == ["settled", "waiting", "back", "ride"]


def test_before_the_diary_is_loaded_no_result_is_said() -> None:
    model = a_model(answered())
    model.sort(Column.RESPONSE, DOWN)
    assert result(model, "back") == ""
    assert ids(model) == ["waiting", "ride", "back", "settled"]


def test_a_score_touches_the_results_of_the_week_after_it() -> None:
    diary = answered()
    model = a_model(diary, has_facts=True)
    told = Told(model)
    later, change_set = changed(diary, Change(None, a_day(back(7), left=3)))
    model.take_change(later, change_set)
    # The runs of the week after the day; the one two days before it is left alone.
    assert told.said == ["changed 0-0", "changed 1-1", "changed 2-2"]
