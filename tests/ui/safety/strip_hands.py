"""What tests of the safety strip do: put signs into a diary, press, and look what is in sight."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtWidgets import QAbstractButton, QWidget

from diary.domain.change import Change
from diary.domain.day import Day
from diary.domain.event import Event
from diary.domain.knee import Knee, KneeDay, Sign
from diary.domain.person import Contact, ContactKind, Person
from tests.builders import a_day, a_diary
from tests.ui.conftest import Build
from tests.ui.house import TODAY, ZONE, House

YESTERDAY = TODAY - timedelta(days=1)
LEFT_ONLY = Person(tracked_knees=(Knee.LEFT,), timezone=ZONE)
NO_WEIGHT = KneeDay(signs={Sign.NO_WEIGHT: True})
LOCKED = KneeDay(signs={Sign.LOCKING: True})
ANNA = Contact(ContactKind.PT, "Anna Berg", "030 1234")
EMERGENCY = Contact(ContactKind.EMERGENCY, phone="112")


def with_signs(build: Build, said: KneeDay, on: date = TODAY, *events: Event) -> House:
    before = a_day(YESTERDAY - timedelta(days=3), left=2)
    return build(a_diary([before, Day(on, {Knee.LEFT: said})], events=events, person=LEFT_ONLY))


def give(house: House, said: KneeDay, on: date = TODAY) -> None:
    """Let a knee have these answers, as another part of the window would."""
    before = house.diary.days.get(on)
    house.context.undo.push("signs", Change(before, Day(on, {Knee.LEFT: said})))


def click(house: House, name: str) -> None:
    button = house.find(name)
    assert isinstance(button, QAbstractButton)
    assert button.isVisible()
    button.click()


def shown(house: House) -> QWidget | None:
    """The strip or its one line, whichever is in sight."""
    found = [house.window.findChild(QWidget, name) for name in ("safety.strip", "safety.line")]
    seen = [each for each in found if isinstance(each, QWidget) and each.isVisible()]
    assert len(seen) <= 1
    return seen[0] if seen else None


def said_in(house: House) -> str:
    strip = shown(house)
    return "" if strip is None else strip.accessibleName()
