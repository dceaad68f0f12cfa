"""A PT suggests an exercise: typed in the review window, and read back from the file of notes."""

from __future__ import annotations

from pathlib import Path

import pytest

from diary.domain.exercise import Exercise, Side
from diary.domain.offer import ExerciseOffer
from diary.formats.kneenotes import read_notes_file
from diary.services.review_notes import side_path
from diary.ui.review.offers_form import OffersForm
from tests.ui.house import cut_off
from tests.ui.review.conftest import OpenDesk
from tests.ui.review.desk import Desk
from tests.ui.tree import dump, unnamed


def form_of(desk: Desk) -> OffersForm:
    desk.window.reader.show_tab("notes")
    form = desk.window.reader.notes_tab.form
    form.kind.set_choice("exercise")
    form.kind.choice_changed.emit("exercise")
    return form


def test_an_exercise_is_suggested_in_the_words_of_the_pt(open_desk: OpenDesk, folder: Path) -> None:
    path = folder / "1.kneelog"
    desk = open_desk(path)
    form = form_of(desk)
    part = form.exercise
    part.called.set_text(" Step-down ")
    part.sets.set_text("3")
    part.seconds.set_text("12,5")
    part.side.set_choice(Side.BOTH)
    part.note.set_text("Slowly <b>")
    assert not unnamed(dump(form))
    assert not cut_off(form)
    form.add.click()
    notes = read_notes_file(side_path(path)).notes
    assert notes is not None
    (offer,) = notes.offers
    assert isinstance(offer, ExerciseOffer)
    wanted = Exercise("Step-down", sets=3, seconds=12.5, side=Side.BOTH, note="Slowly <b>")
    assert offer.exercise == wanted


@pytest.mark.parametrize(
    ("name", "sets"), [("", "3"), ("Step-down", "many"), ("Step-down", "2.5"), ("Step-down", "0")]
)
def test_what_is_no_exercise_is_told(
    open_desk: OpenDesk, folder: Path, name: str, sets: str
) -> None:
    path = folder / "1.kneelog"
    desk = open_desk(path)
    form = form_of(desk)
    form.exercise.called.set_text(name)
    form.exercise.sets.set_text(sets)
    form.add.click()
    assert form.add.accessibleDescription()
    assert not side_path(path).exists()
