"""What a visit report says about care, the plan, shoes and the limits in use."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from diary.domain.day import PlanAnswer
from diary.domain.event import Event
from diary.domain.person import Season
from diary.domain.rules.shoe_wear import ShoeWear
from diary.domain.settings import SetBy, SettingChange
from diary.domain.shoe import Inspection, LimitChange, Shoe, WearState
from diary.texts.charts import event_text
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.texts.report import day_and_year, short_days_text
from diary.texts.safety import inside_sentence
from diary.texts.settings import setting_label, setting_value
from diary.words import _, mark, plural

_PLANS: Mapping[PlanAnswer, str] = {
    PlanAnswer.AS_PLANNED: mark("as planned"),
    PlanAnswer.CUT_SHORT: mark("cut short"),
    PlanAnswer.SKIPPED_KNEE: mark("skipped for the knee"),
    PlanAnswer.SKIPPED_OTHER: mark("skipped, other reason"),
    PlanAnswer.NONE_PLANNED: mark("no run planned"),
}
_HALF_A_YEAR = 182


# ---- care and plan ------------------------------------------------------------------------------


def care_text(done: int, answered: int, days: int) -> str:
    """On how many days: "on 4 days, answered on 20 of 28 days"."""
    text = plural("on {n} day, {answered}", "on {n} days, {answered}", done)
    return text.format(n=done, answered=_answered_text(answered, days))


def no_care_text(answered: int, days: int) -> str:
    """That care was asked about and none of it done: "none, answered on 12 of 28 days"."""
    return _("none, {answered}").format(answered=_answered_text(answered, days))


def _answered_text(answered: int, days: int) -> str:
    """Of the others nobody knows: "4 of 4" alone would read like every day."""
    text = plural("answered on {n} of {days} day", "answered on {n} of {days} days", days)
    return text.format(n=answered, days=days)


def own_care_text(days: int) -> str:
    """On how many days of what the person named."""
    return plural("{n} day", "{n} days", days).format(n=days)


def any_care_label() -> str:
    """The line of all care together."""
    return _("Care")


def strength_note(a_week: float, target: float | None, season: Season | None, f: Formats) -> str:
    """How often a week, and what is aimed at in the season: "2.1 a week, aim 3 (off season)"."""
    text = _("at least {n} a week").format(n=f.number(a_week))
    if target is None or season is None:
        return text
    return _("{text}, aim {target} ({season})").format(
        text=text, target=f.number(target, 0), season=inside_sentence(label(season))
    )


def minutes_note(minutes: int) -> str:
    """Minutes that were noted with it, all together."""
    return _("{n} min noted").format(n=minutes)


def painkillers_note(counts: Mapping[str, int]) -> str:
    """The names as typed with their days; "" when none is shown."""
    return ", ".join(f"{name} {days}" for name, days in counts.items())


def plan_label() -> str:
    """The line of answers to the plan question."""
    return _("Runs against the plan")


def plan_text(counts: Mapping[PlanAnswer, int]) -> str:
    """The answers with days: "as planned 12, cut short 1"."""
    return ", ".join(f"{_(_PLANS[answer])} {days}" for answer, days in counts.items())


def stage_label() -> str:
    """The line of the run-walk plan."""
    return _("Run-walk")


def stage_text(stage: int, on: date, formats: Formats) -> str:
    """The newest step: "step 3 on 15 Nov"."""
    return _("step {n} on {day}").format(n=stage, day=formats.short_day(on))


def events_label() -> str:
    """The line of events."""
    return _("Events")


def event_line(event: Event, formats: Formats) -> str:
    """An event with its days: "8 Nov Race: 10 km city run"."""
    days = short_days_text(event.on, event.until or event.on, formats)
    return _("{days} {event}").format(days=days, event=event_text(event))


def more_text(count: int) -> str:
    """That a list goes on."""
    return plural("and {n} more", "and {n} more", count).format(n=count)


# ---- shoes --------------------------------------------------------------------------------------


def shoes_caption() -> str:
    """What the table of shoes is."""
    return _("Pairs in use")


def shoes_head(formats: Formats, *, has_forecast: bool) -> tuple[str, ...]:
    """Its headings."""
    unit = formats.unit_label()
    return (
        _("Shoe"),
        _("Run so far / limit, {unit}").format(unit=unit),
        _("In these days, {unit}").format(unit=unit),
        _("State"),
        *((_("At this pace"),) if has_forecast else ()),
    )


def used_text(wear: ShoeWear, formats: Formats) -> str:
    """Distance and limit: "628 / 650"."""
    return _("{distance} / {limit}").format(
        distance=formats.distance_value(wear.distance_m, 0),
        limit=formats.distance_value(wear.limit_m, 0),
    )


def state_text(state: WearState, *, is_retired: bool) -> str:
    """How worn it is."""
    return _("Retired") if is_retired else label(state)


def forecast_text(wear: ShoeWear, on: date, formats: Formats) -> str:
    """When the limit is reached: "limit around 2 Dec (28 Nov to 9 Dec)"; "" where nobody knows."""
    if wear.forecast_on is None or wear.forecast_on <= on:
        return ""
    text = _("limit around {day}").format(day=_near_day(wear.forecast_on, on, formats))
    if wear.forecast_from is None or wear.forecast_to is None or wear.is_forecast_narrow:
        return text
    return _("{text} ({first} to {last})").format(
        text=text,
        first=_near_day(wear.forecast_from, on, formats),
        last=_near_day(wear.forecast_to, on, formats),
    )


def _near_day(day: date, on: date, formats: Formats) -> str:
    is_far = (day - on).days > _HALF_A_YEAR
    return day_and_year(day, formats) if is_far else formats.short_day(day)


def first_day_text(shoe: Shoe, on: date, formats: Formats) -> str:
    """When a pair was new."""
    return _("{shoe}: first used {day}").format(shoe=shoe.name, day=formats.day(on))


def retired_text(shoe: Shoe, on: date, formats: Formats) -> str:
    """When a pair was retired."""
    return _("{shoe}: retired {day}").format(shoe=shoe.name, day=formats.day(on))


def limit_changed_text(shoe: Shoe, change: LimitChange, formats: Formats) -> str:
    """When its limit became another."""
    limit = formats.distance(change.limit_m, 0)
    text = _("{shoe}: limit {limit} from {day}")
    return text.format(shoe=shoe.name, limit=limit, day=formats.day(change.on))


def sole_text(shoe: Shoe, look: Inspection, formats: Formats) -> str:
    """What a look at the sole showed."""
    found = ", ".join(inside_sentence(label(finding)) for finding in look.findings)
    text = _("{shoe}: sole on {day}: {what}")
    return text.format(shoe=shoe.name, day=formats.day(look.on), what=found or _("looks fine"))


def without_shoe_text(runs: int) -> str:
    """How many runs name no pair; "" = none."""
    if not runs:
        return ""
    return plural("{n} run without a shoe.", "{n} runs without a shoe.", runs).format(n=runs)


# ---- limits -------------------------------------------------------------------------------------


def pain_limits_text(green_max: int, amber_max: int) -> str:
    """The two pain limits."""
    text = _("Pain on a run: fine up to {green}, stop above {amber}.")
    return text.format(green=green_max, amber=amber_max)


def set_by_text(change: SettingChange | None, on: date | None, formats: Formats) -> str:
    """Who set them and when; None = nobody changed them."""
    if change is None or on is None:
        return _("As the diary comes, never changed.")
    day = formats.day(on)
    if change.set_by is SetBy.PT:
        who = _("the PT")
        if change.initials:
            who = _("the PT ({initials})").format(initials=change.initials)
        return _("Set by {who} on {day}.").format(who=who, day=day)
    if change.set_by is SetBy.ME:
        return _("Set by the runner on {day}.").format(day=day)
    return _("Set on {day}.").format(day=day)


def limit_change_text(change: SettingChange, on: date, formats: Formats) -> str:
    """An earlier change: "2 Nov 2026: stop above 3"."""
    value = change.value if isinstance(change.value, int | float) else None
    return _("{day}: {limit} {value}.").format(
        day=formats.day(on),
        limit=inside_sentence(setting_label(change.name)),
        value=setting_value(change.name, value, formats),
    )


def usual_text() -> str:
    """What "usual" is for reminders."""
    return _(
        "“Usual” in a reminder: the lower of the averages of weeks 3 to 7 and 3 to 11 before it."
    )


def own_number_text(heading: str, name: str, value: float | None, formats: Formats) -> str:
    """A number of a rule that is not the usual one."""
    return _("{heading}: {label} {value}.").format(
        heading=heading,
        label=inside_sentence(setting_label(name)),
        value=setting_value(name, value, formats),
    )
