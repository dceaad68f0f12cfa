"""What reminders say: a title, why, the numbers behind it, and what to do next.

Numbers come from the evidence of the rule and are never worked out twice. The texts describe what
was entered; they name no condition and give no orders.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.rules.findings import EventKind, OpenReminder, Rule, RuleEvent
from diary.domain.rules.pain_level import ANY, LONG, SHORT, TOLERANCE, newest_values
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
_USUAL_BEFORE = {
    SHORT: mark("Your usual is the average of {n} days recorded 3 to 7 weeks before {day}."),
    LONG: mark("Your usual is the average of {n} days recorded 3 to 11 weeks before {day}."),
    ANY: mark("Your usual is the average of {n} days recorded more than a week before {day}."),
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


def open_text(reminder: OpenReminder, diary: Diary, formats: Formats) -> ReminderText:
    """The text of an open reminder on the day asked; older numbers name the day they are of."""
    if reminder.rule is Rule.SHOE:
        diary = _without_later_looks(diary, reminder.subject, reminder.asked_on)
    if reminder.rule is Rule.SHOE or reminder.fired_on == reminder.asked_on:
        return reminder_text(
            reminder.rule, reminder.subject, reminder.evidence, reminder.fired_on, diary, formats
        )
    latest = reminder.latest
    evidence = reminder.evidence if latest is None else latest
    title = reminder_title(reminder.rule, reminder.subject, evidence, diary)
    day = formats.weekday_day(reminder.fired_on)
    if latest is None:
        sentences = _former_sentences(reminder, diary, formats, day)
    else:
        sentences = _present_sentences(reminder, latest, diary, formats, day)
    advice = _("Keep an eye on it.")
    if reminder.rule is Rule.WORSE:
        advice = _worse_advice(reminder.fired_on, reminder.asked_on, formats)
    return ReminderText(
        title=title,
        why=" ".join(sentences),
        evidence_lines=_aged_lines(evidence, formats, day, is_former=latest is None),
        next=advice,
    )


def _without_later_looks(diary: Diary, shoe_id: str, asked_on: date) -> Diary:
    shoe = diary.shoes[shoe_id]
    looks = tuple(look for look in shoe.inspections if look.on <= asked_on)
    return replace(diary, shoes={**diary.shoes, shoe_id: replace(shoe, inspections=looks)})


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
    sentences = [
        _risen(knee, diary, formats),
        _week_sentence(knee, evidence, fired_on, diary, formats),
        *_painkillers(evidence),
    ]
    return ReminderText(
        title=title,
        why=" ".join(sentences),
        evidence_lines=_pain_lines(evidence, formats),
        next=_worse_advice(fired_on, fired_on, formats),
    )


def _risen(knee: Knee, diary: Diary, formats: Formats) -> str:
    text = _(
        "Over the last two weeks your {knee} averaged at least {points} points above your usual."
    )
    return text.format(knee=_(_KNEES[knee]), points=_points(diary.settings.worse_act, formats))


def _week_sentence(
    knee: Knee, evidence: Mapping[str, object], on: date, diary: Diary, formats: Formats
) -> str:
    """The numbers of the week that ends on a day."""
    numbers = _recent_and_base(evidence, formats)
    newest = newest_values(diary, knee, on)
    if not newest:
        return _("Last 7 days {recent} on average, your usual {base}.").format(**numbers)
    text = _("Last 7 days {recent} on average, your usual {base}, newest entries {newest}.")
    return text.format(**numbers, newest=", ".join(str(value) for value in newest))


def _worse_advice(fired_on: date, asked_on: date, formats: Formats) -> str:
    look_again_on = fired_on + timedelta(days=LOOK_AGAIN_DAYS)
    if asked_on > look_again_on:
        text = _(
            "Make the next two runs shorter or easier and see what the morning brings."
            " If your scores have not come down since {day}, call your PT."
        )
        return text.format(day=formats.weekday_day(fired_on))
    text = _(
        "Make the next two runs shorter or easier and see what the morning brings."
        " If your scores are not coming down by {day}, call your PT."
    )
    return text.format(day=formats.weekday_day(look_again_on))


def _present_sentences(
    reminder: OpenReminder,
    latest: Mapping[str, object],
    diary: Diary,
    formats: Formats,
    day: str,
) -> list[str]:
    """What holds on the day asked, of a reminder that fired on an earlier `day`."""
    knee, settings = Knee(reminder.subject), diary.settings
    is_worse = reminder.rule is Rule.WORSE
    least = settings.worse_act if is_worse else settings.worse_watch
    level = latest["level"]
    is_high = isinstance(level, int | float) and least is not None and level >= least - TOLERANCE
    began = _("This reminder came on {day}.").format(day=day)
    if is_high and not is_worse:
        return [_watched(knee, latest, formats), *_painkillers(latest)]
    first = _risen(knee, diary, formats) if is_high else began
    week = _week_sentence(knee, latest, reminder.asked_on, diary, formats)
    # Without the sentence about two weeks nothing says which days the painkillers are of.
    painkillers = _painkillers(latest) if is_high else []
    return [first, week, *painkillers]


def _former_sentences(
    reminder: OpenReminder, diary: Diary, formats: Formats, day: str
) -> list[str]:
    """What held on the `day` it fired, with too few entries since to say more."""
    knee, evidence = Knee(reminder.subject), reminder.evidence
    numbers = _recent_and_base(evidence, formats)
    if reminder.rule is Rule.WATCH:
        text = _(
            "On {day} your {knee} was a little above your usual over the two weeks before"
            " (usual {base}, the 7 days up to then {recent})."
        )
        sentences = [text.format(day=day, knee=_(_KNEES[knee]), **numbers)]
    else:
        points = _points(diary.settings.worse_act, formats)
        text = _(
            "On {day}, over the two weeks before, your {knee} averaged at least {points} points"
            " above your usual. The 7 days up to then {recent} on average, your usual {base}."
        )
        sentences = [text.format(day=day, knee=_(_KNEES[knee]), points=points, **numbers)]
    n = evidence.get("painkiller_days")
    if n:
        sentences.append(_("You took painkillers on {n} of those days.").format(n=n))
    return [*sentences, _("Too few entries since to say how it is now.")]


def _recent_and_base(evidence: Mapping[str, object], formats: Formats) -> dict[str, str]:
    return {name: formats.number(_number(evidence, name)) for name in ("recent", "base")}


def _points(value: float, formats: Formats) -> str:
    return formats.number(value, 1 if value * 10 % 1 == 0 else 2)


def _watch_text(
    title: str, knee: Knee, evidence: Mapping[str, object], formats: Formats
) -> ReminderText:
    why = [_watched(knee, evidence, formats), *_painkillers(evidence)]
    return ReminderText(
        title=title,
        why=" ".join(why),
        evidence_lines=_pain_lines(evidence, formats),
        next=_("Keep an eye on it."),
    )


def _watched(knee: Knee, evidence: Mapping[str, object], formats: Formats) -> str:
    text = _(
        "{knee} a little above your usual over the last two weeks"
        " (usual {base}, last 7 days {recent})."
    )
    return text.format(knee=label(knee), **_recent_and_base(evidence, formats))


def _painkillers(evidence: Mapping[str, object]) -> list[str]:
    n = evidence.get("painkiller_days")
    return [_("You took painkillers on {n} of these days.").format(n=n)] if n else []


def _pain_lines(evidence: Mapping[str, object], formats: Formats) -> tuple[str, ...]:
    usual = _(_USUAL_FROM[str(evidence["base_span"])]).format(n=evidence["n_base"])
    return (_rise(evidence, formats), usual, _recorded(evidence))


def _rise(evidence: Mapping[str, object], formats: Formats) -> str:
    text = _("Points above your usual: last 7 days {week}, two weeks {two}, newest entries {now}.")
    names = ("week", "two", "now")
    return text.format(**{name: formats.number(_number(evidence, name)) for name in names})


def _recorded(evidence: Mapping[str, object]) -> str:
    text = _("Recorded: {n_recent} of the last 7 days, {n_prev} of the 7 before.")
    return text.format(n_recent=evidence["n_recent"], n_prev=evidence["n_prev"])


def _aged_lines(
    evidence: Mapping[str, object], formats: Formats, day: str, *, is_former: bool
) -> tuple[str, ...]:
    """The numbers of a reminder that fired on an earlier `day`; former ones are of that day."""
    usual = _(_USUAL_BEFORE[str(evidence["base_span"])]).format(n=evidence["n_base"], day=day)
    if is_former:
        text = _("Points above your usual on {day}: 7 days {week}, two weeks {two}.")
        names = ("week", "two")
        rise = {name: formats.number(_number(evidence, name)) for name in names}
        return (text.format(day=day, **rise), usual)
    if evidence["two"] is None:
        return (usual, _recorded(evidence))
    return (_rise(evidence, formats), usual, _recorded(evidence))


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
