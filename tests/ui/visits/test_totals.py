"""Totals of forms: added, changed and deleted, with the way back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.total import Direction, Scale, Total
from diary.ui.visits.total_form import TotalForm
from diary.ui.visits.totals_dialog import TotalsDialog
from tests.builders import a_total
from tests.ui.house import TODAY, House, cut_off
from tests.ui.tree import dump, twins, unnamed
from tests.ui.visits.conftest import month_diary

VisitHouse = Callable[..., House]


def with_totals(*totals: Total) -> Diary:
    return replace(month_diary(), totals={total.id: total for total in totals})


def opened(house: House, qtbot: QtBot) -> TotalsDialog:
    dialog = TotalsDialog(house.context, house.window)
    dialog.open()
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def the_form(dialog: TotalsDialog, button: QPushButton) -> TotalForm:
    button.click()
    form = dialog.findChildren(TotalForm)[-1]
    assert isinstance(form, TotalForm)
    return form


def test_a_total_is_added_and_taken_back(visit_house: VisitHouse, qtbot: QtBot) -> None:
    house = visit_house()
    dialog = opened(house, qtbot)
    form = the_form(dialog, dialog.add)
    form.knee.set_choice("left")
    form.total.edit.setText("71")
    form.submit()
    total = next(iter(house.diary.totals.values()))
    assert (total.scale, total.total, total.knee, total.on) == (Scale.AKPS, 71, Knee.LEFT, TODAY)
    assert dialog.list.item(0).text() == "AKPS, left knee: 71 of 100"
    assert house.context.undo.undo()
    assert not house.diary.totals
    assert dialog.nothing.isVisible()


def test_a_change_that_matters_is_told(visit_house: VisitHouse, qtbot: QtBot) -> None:
    before = a_total("total-1", TODAY - timedelta(14), 60)
    house = visit_house(with_totals(before, a_total("total-2", TODAY, 72)))
    dialog = opened(house, qtbot)
    spoken = dialog.list.item(0).data(0x0100)
    assert "changed by +12 (a change of 10 or more usually matters): better" in spoken


@pytest.mark.parametrize(
    ("scale", "typed", "text"),
    [
        (Scale.LEFS, "81", "Type the total, a whole number from 0 to 80."),
        (Scale.AKPS, "70.5", "Type the total, a whole number from 0 to 100."),
        (Scale.KOOS_PS, "", "Type the total, from 0 to 100."),
        (Scale.UWRI, "ten", "Type the total, a whole number from 0 to 36."),
    ],
)
def test_a_total_out_of_its_range_is_told(
    visit_house: VisitHouse, qtbot: QtBot, scale: Scale, typed: str, text: str
) -> None:
    house = visit_house()
    dialog = opened(house, qtbot)
    form = the_form(dialog, dialog.add)
    form.scale.set_choice(scale)
    form.scale.choice_changed.emit(scale)
    form.knee.set_choice("both")
    form.total.edit.setText(typed)
    form.submit()
    assert form.isVisible()
    assert form.total.edit.accessibleDescription() == text
    form.reject()


def test_everything_that_is_missing_is_told_at_once(visit_house: VisitHouse, qtbot: QtBot) -> None:
    house = visit_house()
    form = the_form(dialog := opened(house, qtbot), dialog.add)
    form.submit()
    assert form.knee.accessibleDescription() == "Choose a knee, or both."
    told = "Type the total, a whole number from 0 to 100."
    assert form.total.edit.accessibleDescription() == told
    form.reject()


def test_a_knee_is_asked_for(visit_house: VisitHouse, qtbot: QtBot) -> None:
    house = visit_house()
    form = the_form(dialog := opened(house, qtbot), dialog.add)
    form.total.edit.setText("70")
    form.submit()
    assert form.isVisible()
    assert form.knee.accessibleDescription() == "Choose a knee, or both."
    form.reject()


def test_four_answers_make_the_total_of_ostrc(visit_house: VisitHouse, qtbot: QtBot) -> None:
    house = visit_house()
    dialog = opened(house, qtbot)
    form = the_form(dialog, dialog.add)
    form.scale.set_choice(Scale.OSTRC_O2)
    form.scale.choice_changed.emit(Scale.OSTRC_O2)
    form.knee.set_choice("right")
    for row, answer in zip(form.answers, ("1", "2", "1"), strict=False):
        row.set_choice(answer)
        row.choice_changed.emit(answer)
    form.submit()
    assert form.isVisible()
    form.answers[3].set_choice("1")
    form.answers[3].choice_changed.emit("1")
    assert not form.total.edit.isEnabled()
    form.submit()
    total = next(iter(house.diary.totals.values()))
    assert (total.answers, total.total) == ((1, 2, 1, 1), 41)
    assert "clearly cost training" in dialog.list.item(0).data(0x0100)


def test_the_first_answer_may_end_it(visit_house: VisitHouse, qtbot: QtBot) -> None:
    house = visit_house()
    dialog = opened(house, qtbot)
    form = the_form(dialog, dialog.add)
    form.scale.set_choice(Scale.OSTRC_O2)
    form.scale.choice_changed.emit(Scale.OSTRC_O2)
    form.knee.set_choice("both")
    form.answers[0].set_choice("0")
    form.answers[0].choice_changed.emit("0")
    form.submit()
    total = next(iter(house.diary.totals.values()))
    assert (total.answers, total.total, total.knee) == ((0,), 0, None)


def test_koos_ps_keeps_its_direction_and_half_points(visit_house: VisitHouse, qtbot: QtBot) -> None:
    house = visit_house()
    dialog = opened(house, qtbot)
    form = the_form(dialog, dialog.add)
    form.scale.set_choice(Scale.KOOS_PS)
    form.scale.choice_changed.emit(Scale.KOOS_PS)
    form.knee.set_choice("left")
    form.total.edit.setText("37,5")
    form.direction.set_choice(Direction.LOW_IS_BETTER)
    form.submit()
    total = next(iter(house.diary.totals.values()))
    assert (total.total, total.direction) == (37.5, Direction.LOW_IS_BETTER)


def test_editing_keeps_the_id_and_deleting_has_a_way_back(
    visit_house: VisitHouse, qtbot: QtBot
) -> None:
    house = visit_house(with_totals(a_total("total-1", TODAY, 60)))
    dialog = opened(house, qtbot)
    form = the_form(dialog, dialog.edit)
    assert form.total.text() == "60"
    form.total.edit.setText("61")
    form.submit()
    assert house.diary.totals["total-1"].total == 61
    dialog.remove.click()
    assert not house.diary.totals
    undo = dialog.findChild(QPushButton, "totals.told.undo")
    assert isinstance(undo, QPushButton)
    undo.click()
    assert house.diary.totals["total-1"].total == 61


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut_off_and_everything_has_a_name(
    visit_house: VisitHouse, qtbot: QtBot, plain_look: Callable[..., None], percent: int
) -> None:
    plain_look("light", percent)
    house = visit_house(with_totals(a_total("total-1", TODAY, 60)))
    dialog = opened(house, qtbot)
    form = the_form(dialog, dialog.add)
    form.scale.set_choice(Scale.OSTRC_O2)
    form.scale.choice_changed.emit(Scale.OSTRC_O2)
    qtbot.waitUntil(form.isVisible)
    for window in (dialog, form):
        assert not cut_off(window)
        nodes = dump(window)
        assert not unnamed(nodes)
        assert not twins(nodes)
    form.reject()
    assert QApplication.activeModalWidget() is dialog
