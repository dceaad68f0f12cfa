"""What reminders say: a title, why, the numbers behind it, and what to do next.

Numbers come from the evidence of the rule and are never worked out twice. The texts describe what
was entered; they name no condition and give no orders.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.rules.findings import EventKind, Rule, RuleEvent
from diary.domain.rules.pain_level import ANY, LONG, SHORT, newest_values
from diary.domain.rules.shoe_wear import days_to_limit, shoe_wear
from diary.domain.shoe import Shoe, WearState
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.words import _, mark

LOOK_AGAIN_DAYS = 7

_KNEES = {Knee.LEFT: mark("left knee"), Knee.RIGHT: mark("right knee")}
_USUAL_FROM = {
    SHORT: mark("Your usual is the average of {n} days recorded 3 to 7 weeks before."),
    LONG: mark("Your usual is the average of {n} days recorded 3 to 11 weeks before."),
    ANY: mark("Your usual is the average of {n} days recorded more than a week before."),
}


@dataclass(frozen=True, slots=True)
class ReminderText:
    """The parts of a reminder's card that are text."""

    title: str
    why: str
    evidence_lines: tuple[str, ...]
    next: str


def reminder_text(
    rule: Rule,
    subject: str,
    evidence: Mapping[str, object],
    fired_on: date,
    diary: Diary,
    formats: Formats,
) -> ReminderText:
    """The text of a reminder from the evidence of its rule; `diary` gives names and entries."""
    title = reminder_title(rule, subject, evidence, diary)
    match rule:
        case Rule.WORSE:
            return _worse_text(title, Knee(subject), evidence, fired_on, diary, formats)
        case Rule.WATCH:
            return _watch_text(title, Knee(subject), evidence, formats)
        case Rule.SHOE:
            return _shoe_text(title, diary.shoes[subject], evidence, diary, formats)


def reminder_title(rule: Rule, subject: str, evidence: Mapping[str, object], diary: Diary) -> str:
    """The title alone, without looking through the entries."""
    match rule:
        case Rule.WORSE:
            return _("{knee} pain is rising").format(knee=label(Knee(subject)))
        case Rule.WATCH:
            return _("{knee} a little above your usual").format(knee=label(Knee(subject)))
        case Rule.SHOE:
            titles = {
                WearState.OVER: _("{shoe} is past its limit"),
                WearState.INSPECT: _("Look at the sole of {shoe}"),
            }
            near = _("{shoe} is near its limit")
            title = titles.get(WearState(str(evidence["state"])), near)
            return title.format(shoe=diary.shoes[subject].name)


def learning_text(knees: Iterable[Knee]) -> str:
    """What is said while knees have too few entries for a usual level; "" when none is learning."""
    names = ", ".join(_(_KNEES[knee]) for knee in knees)
    if not names:
        return ""
    text = _("The check for rising pain needs about 3 weeks of entries. Not enough yet: {knees}.")
    return text.format(knees=names)


def closing_text(event: RuleEvent, diary: Diary, formats: Formats) -> str:
    """What is said when a reminder ends; "" for a watch, which ends silently."""
    if event.rule is Rule.SHOE:
        shoe = diary.shoes[event.subject]
        is_retired = shoe.retired_on is not None and shoe.retired_on <= event.on
        text = _("{shoe} is retired.") if is_retired else _("{shoe} is in good range again.")
        return text.format(shoe=shoe.name)
    if event.rule is Rule.WATCH:
        return ""
    if event.event is EventKind.REBASE:
        text = _("{knee}: this has become your usual level. It is worth talking over with your PT.")
        return text.format(knee=label(Knee(event.subject)))
    text = _("{knee} is back near its usual: last 7 days {recent} on average.")
    recent = formats.number(_number(event.evidence, "recent"))
    return text.format(knee=label(Knee(event.subject)), recent=recent)


def _worse_text(
    title: str,
    knee: Knee,
    evidence: Mapping[str, object],
    fired_on: date,
    diary: Diary,
    formats: Formats,
) -> ReminderText:
    act = diary.settings.worse_act
    sentences = [
        _(
            "Over the last two weeks your {knee} averaged at least {points} points"
            " above your usual."
        ).format(knee=_(_KNEES[knee]), points=formats.number(act, 1 if act * 10 % 1 == 0 else 2))
    ]
    numbers = {
        "recent": formats.number(_number(evidence, "recent")),
        "base": formats.number(_number(evidence, "base")),
    }
    newest = newest_values(diary, knee, fired_on)
    if newest:
        text = _("Last 7 days {recent} on average, your usual {base}, newest entries {newest}.")
        entries = ", ".join(str(value) for value in newest)
        sentences.append(text.format(**numbers, newest=entries))
    else:
        sentences.append(_("Last 7 days {recent} on average, your usual {base}.").format(**numbers))
    look_again = formats.weekday_day(fired_on + timedelta(days=LOOK_AGAIN_DAYS))
    advice = _(
        "Make the next two runs shorter or easier and see what the morning brings."
        " If your scores are not coming down by {day}, call your PT."
    )
    return ReminderText(
        title=title,
        why=" ".join(sentences + _painkillers(evidence)),
        evidence_lines=_pain_lines(evidence, formats),
        next=advice.format(day=look_again),
    )


def _watch_text(
    title: str, knee: Knee, evidence: Mapping[str, object], formats: Formats
) -> ReminderText:
    text = _(
        "{knee} a little above your usual over the last two weeks"
        " (usual {base}, last 7 days {recent})."
    )
    why = text.format(
        knee=label(knee),
        base=formats.number(_number(evidence, "base")),
        recent=formats.number(_number(evidence, "recent")),
    )
    return ReminderText(
        title=title,
        why=" ".join([why, *_painkillers(evidence)]),
        evidence_lines=_pain_lines(evidence, formats),
        next=_("Keep an eye on it."),
    )


def _painkillers(evidence: Mapping[str, object]) -> list[str]:
    n = evidence.get("painkiller_days")
    return [_("You took painkillers on {n} of these days.").format(n=n)] if n else []


def _pain_lines(evidence: Mapping[str, object], formats: Formats) -> tuple[str, ...]:
    rise = _("Points above your usual: last 7 days {week}, two weeks {two}, newest entries {now}.")
    recorded = _("Recorded: {n_recent} of the last 7 days, {n_prev} of the 7 before.")
    usual = _(_USUAL_FROM[str(evidence["base_span"])])
    return (
        rise.format(
            **{name: formats.number(_number(evidence, name)) for name in ("week", "two", "now")}
        ),
        usual.format(n=evidence["n_base"]),
        recorded.format(n_recent=evidence["n_recent"], n_prev=evidence["n_prev"]),
    )


def _shoe_text(
    title: str, shoe: Shoe, evidence: Mapping[str, object], diary: Diary, formats: Formats
) -> ReminderText:
    used = _used(evidence, formats)
    match WearState(str(evidence["state"])):
        case WearState.OVER:
            why = _since_text(used, shoe, formats)
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
        title=title,
        why=why,
        evidence_lines=_shoe_lines(evidence, formats),
        next=advice,
    )


def _used(evidence: Mapping[str, object], formats: Formats) -> str:
    """Distance and limit: "628 of 650 km"."""
    return _("{distance} of {limit}").format(
        distance=formats.distance_value(_number(evidence, "distance_m"), 0),
        limit=formats.distance(_number(evidence, "limit_m"), 0),
    )


def _since_text(used: str, shoe: Shoe, formats: Formats) -> str:
    if shoe.first_used_on is None:
        return f"{used}."
    return _("{used} since {day}.").format(used=used, day=formats.day(shoe.first_used_on))


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
    numbers = (_number(evidence, name) for name in ("distance_m", "limit_m", "m_per_week"))
    # The rate says how many days lie ahead, and with the forecast so which day was asked.
    asked_on = reached_on - timedelta(days=days_to_limit(*numbers) or 0)
    runs = [run for run in diary.runs.values() if run.shoe_id == shoe.id]
    wear = shoe_wear(shoe, runs, diary.settings, asked_on)
    day = formats.short_day(reached_on)
    if wear.forecast_from is None or wear.forecast_to in (None, wear.forecast_from):
        return [_("At your pace it gets there around {day}.").format(day=day)]
    text = _("At your pace it gets there around {day} (between {first} and {last}).")
    first, last = formats.short_day(wear.forecast_from), formats.short_day(wear.forecast_to)
    return [text.format(day=day, first=first, last=last)]


def _shoe_lines(evidence: Mapping[str, object], formats: Formats) -> tuple[str, ...]:
    share = 100 * _number(evidence, "distance_m") / _number(evidence, "limit_m")
    lines = [_("{share} % of the limit used.").format(share=formats.number(share, 0))]
    m_per_week = _number(evidence, "m_per_week")
    if m_per_week:
        distance = formats.distance(m_per_week)
        lines.append(_("{distance} a week in this pair.").format(distance=distance))
    return tuple(lines)


def _number(evidence: Mapping[str, object], name: str) -> float:
    value = evidence[name]
    if not isinstance(value, int | float):
        raise TypeError(name)
    return value
