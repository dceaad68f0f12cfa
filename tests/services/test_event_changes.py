"""Events are added, changed and taken out as changes that can be undone."""

from diary.domain.change import apply
from diary.domain.event import Event, EventKind
from diary.services.entries import NOTHING
from diary.services.event_changes import put_event, remove_event
from tests.builders import a_diary, an_event


def test_an_event_is_added_changed_and_removed() -> None:
    diary = a_diary()
    event = Event("e1", an_event().on, EventKind.RACE, text="10 km")
    with_race = apply(diary, put_event(diary, event))
    assert with_race.events == {"e1": event}
    assert put_event(with_race, event) == NOTHING
    changed = Event("e1", event.on, EventKind.ILLNESS)
    assert apply(with_race, put_event(with_race, changed)).events == {"e1": changed}
    assert apply(with_race, remove_event(with_race, "e1")) == diary
    assert remove_event(diary, "e1") == NOTHING
