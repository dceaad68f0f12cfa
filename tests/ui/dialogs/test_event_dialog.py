"""The dialog of an event: a value in, a value out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from diary.domain.event import Event, EventKind
from diary.ui.dialogs.event_dialog import EventDialog
from tests.ui.tree import dump, twins, unnamed

ON = date(2026, 11, 15)
Open = Callable[..., tuple[EventDialog, list[Event]]]


@pytest.fixture
def ask(qtbot: QtBot) -> Iterator[Open]:
    """Return a function that opens the dialog, and what it hands back."""
    around = QWidget()
    qtbot.addWidget(around)
    around.show()

    def make(event: Event | None = None) -> tuple[EventDialog, list[Event]]:
        given: list[Event] = []
        dialog = EventDialog(around, event or Event("e1", ON), is_new=event is None)
        dialog.event_given.connect(given.append)
        dialog.open()
        return dialog, given

    yield make
    around.close()


def test_a_new_event_has_a_day_and_what_happened(ask: Open, qtbot: QtBot) -> None:
    dialog, given = ask()
    assert dialog.kind.hasFocus() or not dialog.isActiveWindow()
    dialog.kind.set_choice(EventKind.RACE)
    qtbot.keyClicks(dialog.text.edit, "10 km in the city and much, much more than there is room")
    dialog.submit()
    assert given == [Event("e1", ON, EventKind.RACE, text=given[0].text)]
    assert given[0].text == "10 km in the city and much, much more th"


def test_an_event_of_several_days(ask: Open) -> None:
    dialog, given = ask()
    dialog.first.set_day(date(2026, 11, 16))
    dialog.first.date_picked.emit(date(2026, 11, 16))
    assert dialog.last.day() == date(2026, 11, 16)
    dialog.last.set_day(date(2026, 11, 14))
    dialog.submit()
    assert not given
    error = dialog.findChild(QLabel, "event.error")
    assert error is not None
    assert error.text() == "Pick a last day that is not before the first."
    dialog.last.set_day(date(2026, 11, 20))
    dialog.last.date_picked.emit(date(2026, 11, 20))
    assert not error.isVisible()
    dialog.submit()
    assert (given[0].on, given[0].until) == (date(2026, 11, 16), date(2026, 11, 20))


def test_an_event_is_changed_and_keeps_what_is_not_asked(ask: Open) -> None:
    event = Event("e7", ON, EventKind.PT_VISIT, text="Anna", findings=("squat",))
    dialog, given = ask(event)
    dialog.text.set_text("Ben")
    dialog.submit()
    assert given == [Event("e7", ON, EventKind.PT_VISIT, text="Ben", findings=("squat",))]


def test_an_event_is_taken_out(ask: Open, qtbot: QtBot) -> None:
    event = Event("e7", ON, EventKind.HELP_ARRANGED)
    dialog, given = ask(event)
    assert dialog.kind.choice() is EventKind.HELP_ARRANGED
    with qtbot.waitSignal(dialog.removal_requested) as removed:
        qtbot.mouseClick(dialog.remove, Qt.MouseButton.LeftButton)
    assert removed.args == [event]
    assert not given


def test_everything_has_a_name(ask: Open) -> None:
    dialog, _given = ask(Event("e1", ON))
    nodes = dump(dialog)
    assert not unnamed(nodes)
    assert not twins(nodes)
