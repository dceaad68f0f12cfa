"""What is said about signs that should be looked at: never what they are, only what to do.

The numbers of regions stand in `resources/emergency_numbers.toml`, each with its source.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta
from functools import cache

from diary.domain.event import Event
from diary.domain.knee import Knee, Quality, Sign, SwellingSize
from diary.domain.person import Contact
from diary.domain.rules.safety import Noted, SafetyNotice, StandingSigns, Urgency
from diary.paths import resource_path
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.words import _

_ONE_DAY = timedelta(days=1)


def safety_title(urgency: Urgency) -> str:
    """What to do, in one line."""
    if urgency is Urgency.NOW:
        return _("Get this looked at today.")
    return _("Worth a call to your PT or doctor this week.")


def advice_text(notice: SafetyNotice) -> str:
    """What to do, in full."""
    if notice.urgency is Urgency.SOON:
        return soon_advice()
    return now_advice([noted for each in notice.told for noted in each.signs.noted])


def noted_text(
    standing: Iterable[StandingSigns], today: date, formats: Formats, noted_at: Mapping[str, time]
) -> str:
    """What was noted, on which knee and day.

    Such as "You noted: could not put weight on it (left, today 18:42)." `noted_at`: local times of
    signs of today by their keys, as far as they are known.
    """
    noted = [
        _("{signs} ({knee}, {day})").format(
            signs=signs_text(each.signs.noted),
            knee=_("left") if each.knee is Knee.LEFT else _("right"),
            day=_when(each, today, formats, noted_at),
        )
        for each in standing
    ]
    return _("You noted: {noted}.").format(noted="; ".join(noted))


def signs_text(noted: Iterable[Noted]) -> str:
    """Signs as they stand within a sentence, such as "locking, giving way"."""
    return ", ".join(inside_sentence(_noted_label(each)) for each in noted)


def now_advice(noted: Iterable[Noted]) -> str:
    """What to do about signs that should not wait."""
    text = _(
        "This diary cannot tell what it is. Signs like this should be checked by a medical "
        "professional the same day: urgent care, your doctor, or your emergency number if you "
        "feel very unwell. Do not run on it until it has been checked."
    )
    if Sign.CALF_SWOLLEN in noted:
        calf = _("With chest pain or breathlessness call the emergency number now.")
        return f"{calf} {text}"
    return text


def soon_advice() -> str:
    """What to do about signs that are worth a call."""
    return _(
        "This diary cannot tell what it is. If the knee stays stuck or you cannot put weight "
        "on it, get it looked at today."
    )


def arranged_title(event: Event, formats: Formats) -> str:
    """That help is on its way, with the day on which it was arranged: "Help arranged 20 Nov"."""
    return _("Help arranged {day}").format(day=formats.short_day(event.on))


def arranged_besides_text(event: Event, formats: Formats) -> str:
    """That help is on its way for signs other than those told above it."""
    text = _("For the other signs help was arranged {day}.")
    found = text.format(day=formats.short_day(event.on))
    return f"{found} {event.text}".rstrip()


def contact_text(contact: Contact) -> str:
    """Whom to call: "My PT: Anna Berg, 030 1234"."""
    told = ", ".join(each for each in (contact.name, contact.phone) if each)
    return _("{who}: {told}").format(who=label(contact.kind), told=told)


@cache
def _numbers() -> dict[str, str]:
    table = tomllib.loads(resource_path("emergency_numbers.toml").read_text(encoding="utf-8"))
    return {region: each["number"] for each in table.values() for region in each["regions"]}


def emergency_number(region: str) -> str | None:
    """The number to propose in a region (ISO 3166 code of two letters); None = not known."""
    return _numbers().get(region.upper())


def inside_sentence(text: str) -> str:
    """A label as it stands within a sentence."""
    return text[:1].lower() + text[1:]


def _noted_label(noted: Noted) -> str:
    if isinstance(noted, SwellingSize):
        return _("swelling, {size}").format(size=inside_sentence(label(noted)))
    if isinstance(noted, Quality):
        return _("{feeling} pain on the inner side or deep inside").format(feeling=label(noted))
    return label(noted)


def _when(
    standing: StandingSigns, today: date, formats: Formats, noted_at: Mapping[str, time]
) -> str:
    if standing.on == today:
        times = [noted_at[key] for key in standing.sign_keys() if key in noted_at]
        if not times:
            return _("today")
        return _("today {time}").format(time=formats.time_of_day(max(times)))
    is_yesterday = standing.on == today - _ONE_DAY
    return _("yesterday") if is_yesterday else formats.weekday_day(standing.on)
