"""What is said about signs, and the table of emergency numbers."""

import re
import tomllib
from dataclasses import replace
from datetime import date, time

import pytest

from diary.domain.event import Event, EventKind
from diary.domain.knee import Knee, Quality, Sign, SwellingSize
from diary.domain.person import Contact, ContactKind
from diary.domain.rules.safety import Noted, SafetyNotice, SafetySigns, StandingSigns, Urgency
from diary.paths import resource_path
from diary.texts.numbers import Formats
from diary.texts.safety import (
    advice_text,
    arranged_besides_text,
    arranged_title,
    contact_text,
    emergency_number,
    noted_text,
    safety_title,
)

TODAY = date(2026, 11, 20)


def standing(
    *noted: Noted, on: date = TODAY, knee: Knee = Knee.LEFT, urgency: Urgency = Urgency.NOW
) -> StandingSigns:
    return StandingSigns(on, knee, SafetySigns(urgency, noted))


def test_every_sign_says_knee_day_and_the_time_that_is_known() -> None:
    found = (
        standing(Sign.NO_WEIGHT, SwellingSize.LARGE_FAST),
        standing(Sign.LOCKING, on=date(2026, 11, 19), knee=Knee.RIGHT),
        standing(Quality.SHARP, on=date(2026, 11, 2)),
    )
    said = noted_text(found, TODAY, Formats(), {"left.no_weight": time(18, 42)})
    assert said == (
        "You noted: could not put weight on it, swelling, large and fast (within hours) "
        "(left, today 18:42); locking (right, yesterday); "
        "sharp pain on the inner side or deep inside (left, Mon 2 Nov)."
    )


def test_a_swollen_calf_adds_when_to_call_the_emergency_number() -> None:
    calf = SafetyNotice(TODAY, (standing(Sign.CALF_SWOLLEN),))
    other = SafetyNotice(TODAY, (standing(Sign.STUCK),))
    soon = SafetyNotice(TODAY, (standing(Sign.LOCKING, urgency=Urgency.SOON),))
    assert advice_text(calf).startswith("With chest pain or breathlessness call the emergency")
    assert advice_text(other) in advice_text(calf)
    assert "the same day" in advice_text(other)
    assert "the same day" not in advice_text(soon)
    assert safety_title(Urgency.SOON) == "Worth a call to your PT or doctor this week."


def test_whom_to_call_and_what_is_arranged() -> None:
    anna = Contact(ContactKind.PT, "Anna Berg", "030 1234")
    assert contact_text(anna) == "My PT: Anna Berg, 030 1234"
    assert contact_text(Contact(ContactKind.EMERGENCY, phone="112")) == "Emergency number: 112"
    event = Event("help", TODAY, EventKind.HELP_ARRANGED)
    assert arranged_title(event, Formats()) == "Help arranged 20 Nov"
    besides = arranged_besides_text(replace(event, text="Anna, Monday"), Formats())
    assert besides == "For the other signs help was arranged 20 Nov. Anna, Monday"


@pytest.mark.parametrize(
    ("region", "number"),
    [("DE", "112"), ("GB", "999"), ("US", "911"), ("us", "911"), ("ZZ", None), ("", None)],
)
def test_a_region_that_is_known_proposes_its_number(region: str, number: str | None) -> None:
    assert emergency_number(region) == number


def test_every_number_has_a_source_and_every_region_one_number() -> None:
    table = tomllib.loads(resource_path("emergency_numbers.toml").read_text(encoding="utf-8"))
    regions = [region for entry in table.values() for region in entry["regions"]]
    assert len(regions) == len(set(regions))
    for entry in table.values():
        assert re.fullmatch(r"[0-9]{3}", entry["number"])
        assert entry["source"]
        assert all(re.fullmatch(r"[A-Z]{2}", region) for region in entry["regions"])
