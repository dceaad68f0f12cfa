"""What the safety strip shows: plain values made of a notice, no widgets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from diary.domain.diary import Diary
from diary.domain.rules.safety import SafetyNotice, Urgency
from diary.texts.numbers import Formats
from diary.texts.safety import (
    advice_text,
    arranged_besides_text,
    arranged_title,
    contact_text,
    noted_text,
    safety_title,
)
from diary.ui.widgets.strip import Level


@dataclass(frozen=True, slots=True)
class SafetyView:
    """What is said; `advice` is left out of the one-line form.

    `arranged` is about help for other signs. `contacts` are (whom to call with the number, the
    number). `level` gives shape and colour.
    """

    level: Level
    title: str
    noted: str
    advice: str = ""
    arranged: str = ""
    contacts: tuple[tuple[str, str], ...] = ()


def safety_view(
    notice: SafetyNotice,
    diary: Diary,
    today: date,
    formats: Formats,
    noted_at: Mapping[str, time],
) -> SafetyView:
    """The words for a notice; those about arranged help say no more than that."""
    arranged = notice.arranged
    if arranged is not None and not notice.told:
        return SafetyView("note", arranged_title(arranged, formats), arranged.text)
    return SafetyView(
        "safety" if notice.urgency is Urgency.NOW else "act",
        safety_title(notice.urgency),
        noted_text(notice.told, today, formats, noted_at),
        advice_text(notice),
        "" if arranged is None else arranged_besides_text(arranged, formats),
        tuple((contact_text(each), each.phone) for each in diary.person.contacts if each.phone),
    )
