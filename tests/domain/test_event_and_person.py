from datetime import date, timedelta

import pytest
from hypothesis import given

from diary.domain.errors import InvalidValueError, Reason
from diary.domain.event import Event
from diary.domain.knee import Knee
from diary.domain.person import Contact, ContactKind, Person
from tests.builders import ON, Given, an_event, events, persons


@pytest.mark.parametrize(
    ("field", "given_as"),
    [
        ("id", {"id": ""}),
        ("on", {"on": date(1900, 1, 1)}),
        ("until", {"until": ON - timedelta(days=1)}),
        ("text", {"text": "x" * 201}),
        ("findings", {"findings": ("x",) * 21}),
        ("findings", {"findings": ("x" * 41,)}),
    ],
)
def test_a_wrong_event_names_its_field(field: str, given_as: Given) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Event(**{"id": "event-1", "on": ON, **given_as})
    assert caught.value.field == field


@given(events())
def test_an_event_ends_no_earlier_than_it_begins(event: Event) -> None:
    assert event.until is None or event.on <= event.until


def test_an_event_of_one_day_may_name_it_twice() -> None:
    assert an_event(until=ON).until == ON


@pytest.mark.parametrize(
    ("field", "given_as"),
    [
        ("tracked_knees", {"tracked_knees": ()}),
        ("name", {"name": "x" * 81}),
        ("initials", {"initials": "x" * 81}),
        ("code", {"code": "x" * 81}),
        ("goal", {"goal": "x" * 201}),
        ("timezone", {"timezone": ""}),
        ("running_since_year", {"running_since_year": 1899}),
        ("longest_recent_run_m", {"longest_recent_run_m": -1.0}),
        ("trouble_since_on", {"trouble_since_on": date(1900, 1, 1)}),
        ("next_visit_on", {"next_visit_on": date(2300, 1, 1)}),
        ("questions", {"questions": ("?",) * 4}),
        ("contacts", {"contacts": (Contact(ContactKind.PT, "A"), Contact(ContactKind.PT, "B"))}),
        ("questions", {"questions": ("x" * 121,)}),
    ],
)
def test_a_wrong_answer_about_the_person_names_its_field(field: str, given_as: Given) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Person(**given_as)
    assert caught.value.field == field


@given(persons())
def test_the_tracked_knees_are_one_or_both_in_order(person: Person) -> None:
    assert person.tracked_knees in ((Knee.LEFT,), (Knee.RIGHT,), (Knee.LEFT, Knee.RIGHT))


def test_no_tracked_knee_is_asked_for() -> None:
    with pytest.raises(InvalidValueError) as caught:
        Person(tracked_knees=())
    assert caught.value.reason is Reason.REQUIRED
    assert Person(tracked_knees=(Knee.RIGHT, Knee.LEFT)) == Person()


@pytest.mark.parametrize(
    ("field", "given_as"), [("name", {"name": "x" * 81}), ("phone", {"phone": "1" * 41})]
)
def test_a_contact_has_a_short_name_and_number(field: str, given_as: Given) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Contact(ContactKind.PT, **given_as)
    assert caught.value.field == field


def test_contacts_stand_in_order_and_an_empty_one_is_not_kept() -> None:
    emergency = Contact(ContactKind.EMERGENCY, phone="112")
    anna = Contact(ContactKind.PT, "Anna Berg")
    person = Person(contacts=(emergency, Contact(ContactKind.DOCTOR), anna))
    assert person.contacts == (anna, emergency)
    assert person.contact(ContactKind.EMERGENCY) == emergency
    assert person.contact(ContactKind.DOCTOR) is None
    assert Person(contacts=(Contact(ContactKind.PT),)) == Person()
