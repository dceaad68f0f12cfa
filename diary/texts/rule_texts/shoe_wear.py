"""R-SHOE: a pair near or past its limit, or one whose sole shows wear."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from diary.domain.diary import Diary
from diary.domain.rules.shoe_wear import days_to_limit, shoe_wear
from diary.domain.shoe import Shoe, WearState
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.texts.rule_texts.text import ReminderText, Said, number
from diary.words import _


def without_later_looks(diary: Diary, shoe_id: str, asked_on: date) -> Diary:
    """The diary as it was on a day, as far as looks at one sole go."""
    shoe = diary.shoes[shoe_id]
    looks = tuple(look for look in shoe.inspections if look.on <= asked_on)
    return replace(diary, shoes={**diary.shoes, shoe_id: replace(shoe, inspections=looks)})


def shoe_title(said: Said) -> str:
    """Near the limit, past it, or a look at the sole."""
    titles = {
        WearState.OVER: _("{shoe} is past its limit"),
        WearState.INSPECT: _("Look at the sole of {shoe}"),
    }
    near = _("{shoe} is near its limit")
    title = titles.get(WearState(str(said.evidence["state"])), near)
    return title.format(shoe=said.diary.shoes[said.subject].name)


def shoe_text(said: Said) -> ReminderText:
    """R-SHOE on the day asked."""
    evidence, diary, formats = said.evidence, said.diary, said.formats
    shoe = diary.shoes[said.subject]
    used = _used(evidence, formats)
    match WearState(str(evidence["state"])):
        case WearState.OVER:
            why = _since_text(used, shoe, diary, formats)
            advice = _(
                "Look at the sole; if it still feels good, raise the limit. If not, retire it."
            )
        case WearState.INSPECT:
            why = " ".join([*_found_text(shoe, formats), f"{used}."])
            advice = _("If it still feels good, set a new limit. If not, retire it.")
        case _:
            why = " ".join([f"{used}.", *_forecast_text(shoe, evidence, diary, formats)])
            advice = _("Look at the sole. If you buy a new pair, swap over during 2 to 3 weeks.")
    return ReminderText(
        title=shoe_title(said),
        why=why,
        evidence_lines=_shoe_lines(evidence, formats),
        next=advice,
    )


def _used(evidence: Mapping[str, object], formats: Formats) -> str:
    """Distance and limit: "628 of 650 km"."""
    return _("{distance} of {limit}").format(
        distance=formats.distance_value(number(evidence, "distance_m"), 0),
        limit=formats.distance(number(evidence, "limit_m"), 0),
    )


def _since_text(used: str, shoe: Shoe, diary: Diary, formats: Formats) -> str:
    if shoe.first_used_on is None:
        return f"{used}."
    # Runs before the day that was typed are part of the distance.
    runs = (run.on for run in diary.runs.values() if run.shoe_id == shoe.id)
    first_on = min([shoe.first_used_on, *runs])
    return _("{used} since {day}.").format(used=used, day=formats.day(first_on))


def _found_text(shoe: Shoe, formats: Formats) -> list[str]:
    """When something was last found on the sole, and what."""
    looks = [inspection for inspection in shoe.inspections if inspection.findings]
    if not looks:
        return []
    look = max(looks, key=lambda inspection: inspection.on)
    found = ", ".join(label(finding) for finding in look.findings)
    return [_("Noted on {day}: {found}.").format(day=formats.short_day(look.on), found=found)]


def _forecast_text(
    shoe: Shoe, evidence: Mapping[str, object], diary: Diary, formats: Formats
) -> list[str]:
    reached_on = evidence.get("forecast_on")
    if not isinstance(reached_on, date):
        return []
    numbers = (number(evidence, name) for name in ("distance_m", "limit_m", "m_per_week"))
    # The rate says how many days lie ahead, and with the forecast so which day was asked.
    asked_on = reached_on - timedelta(days=days_to_limit(*numbers) or 0)
    runs = [run for run in diary.runs.values() if run.shoe_id == shoe.id]
    wear = shoe_wear(shoe, runs, diary.settings, asked_on)
    day = formats.short_day(reached_on)
    if wear.forecast_from is None or wear.forecast_to is None or wear.is_forecast_narrow:
        return [_("At your pace it gets there around {day}.").format(day=day)]
    text = _("At your pace it gets there around {day} (between {first} and {last}).")
    first, last = formats.short_day(wear.forecast_from), formats.short_day(wear.forecast_to)
    return [text.format(day=day, first=first, last=last)]


def _shoe_lines(evidence: Mapping[str, object], formats: Formats) -> tuple[str, ...]:
    share = 100 * number(evidence, "distance_m") / number(evidence, "limit_m")
    lines = [_("{share} % of the limit used.").format(share=formats.number(share, 0))]
    m_per_week = number(evidence, "m_per_week")
    if m_per_week:
        distance = formats.distance(m_per_week)
        lines.append(_("{distance} a week in this pair.").format(distance=distance))
    return tuple(lines)
