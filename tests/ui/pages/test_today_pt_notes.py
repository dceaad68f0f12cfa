"""What the PT wrote about the day that is shown."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from diary.domain.pt_note import Pin
from diary.services.pt_notes import remove_note
from tests.builders import a_diary, a_note, a_run
from tests.ui.conftest import Build
from tests.ui.house import TODAY, House
from tests.ui.pages.test_today import YESTERDAY, page_of

NOTES = (
    a_note("note-1", Pin(TODAY), author="M.S."),
    a_note("note-2", Pin(run_id="r"), text="More <b>easy</b>\nruns"),
    a_note("note-3", Pin(YESTERDAY), text="Well done"),
    a_note("note-4", Pin(), text="Come back in three weeks"),
)


def a_noted_house(build: Build) -> House:
    run = a_run("r", on=TODAY)
    return build(a_diary(runs=[run], pt_notes={note.id: note for note in NOTES}))


def lines(house: House) -> list[str]:
    found = house.find("today.pt_notes").findChildren(QLabel, "today.pt_note")
    shown = [each for each in found if not each.isHidden()]
    assert all(each.textFormat() is Qt.TextFormat.PlainText for each in shown)
    return [each.text() for each in shown]


def test_notes_about_the_day_and_its_runs_are_shown_as_they_were_written(build: Build) -> None:
    house = a_noted_house(build)
    assert lines(house) == ["From my PT (M.S.): downhill?", "From my PT: More <b>easy</b> runs"]
    page_of(house).go_to(YESTERDAY)
    assert lines(house) == ["From my PT: Well done"]
    page_of(house).go_to(TODAY - timedelta(2))
    assert house.find("today.pt_notes").isHidden()


def test_a_note_goes_and_comes_back_with_undo(build: Build) -> None:
    house = a_noted_house(build)
    house.context.undo.push("deleting", remove_note(house.diary, "note-1"))
    assert lines(house) == ["From my PT: More <b>easy</b> runs"]
    house.context.undo.undo()
    assert len(lines(house)) == 2


def test_without_notes_nothing_is_said(build: Build) -> None:
    assert build(a_diary()).find("today.pt_notes").isHidden()


def test_a_long_note_shows_its_beginning_and_the_rest_when_it_is_wanted(build: Build) -> None:
    text = "Downhill again " * 60
    house = build(a_diary(pt_notes={"long": a_note("long", Pin(TODAY), text=text.strip())}))
    shown = lines(house)[0]
    assert shown.startswith("From my PT: Downhill")
    assert shown.endswith((" again…", " Downhill…"))
    assert len(shown) <= 241
    more = house.find("today.pt_note.more")
    assert isinstance(more, QPushButton)
    assert more in page_of(house).tab_stops()
    more.click()
    assert lines(house)[0].endswith("Downhill again")
    assert "…" not in lines(house)[0]
    more.click()
    assert lines(house) == [shown]


def test_a_short_note_has_nothing_to_unfold(build: Build) -> None:
    assert all(
        each.isHidden()
        for each in a_noted_house(build).window.findChildren(QPushButton, "today.pt_note.more")
    )
