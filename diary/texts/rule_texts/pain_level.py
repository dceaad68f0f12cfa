"""R-WORSE and R-WATCH: pain against what was usual.

An open reminder speaks in the numbers of the day it is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.rules.findings import OpenReminder, Rule
from diary.domain.rules.pain_level import ANY, LONG, SHORT, TOLERANCE, newest_values
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.texts.rule_texts.text import KNEES, ReminderText, Said, number
from diary.words import _, mark

LOOK_AGAIN_DAYS = 7

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


def aged_text(reminder: OpenReminder, said: Said) -> ReminderText:
    """Either rule on a later day; numbers that are older name the day they are of."""
    latest, evidence, diary, formats = reminder.latest, said.evidence, said.diary, said.formats
    day = formats.weekday_day(reminder.fired_on)
    if latest is None:
        sentences = _former_sentences(reminder, diary, formats, day)
    else:
        sentences = _present_sentences(reminder, latest, diary, formats, day)
    advice = _("Keep an eye on it.")
    if reminder.rule is Rule.WORSE:
        advice = _worse_advice(reminder.fired_on, reminder.asked_on, formats)
    return ReminderText(
        title=worse_title(said) if reminder.rule is Rule.WORSE else watch_title(said),
        why=" ".join(sentences),
        evidence_lines=_aged_lines(evidence, formats, day, is_former=latest is None),
        next=advice,
    )


def worse_title(said: Said) -> str:
    """The title of R-WORSE."""
    return _("{knee} pain is rising").format(knee=label(said.knee))


def watch_title(said: Said) -> str:
    """The title of R-WATCH."""
    return _("{knee} a little above your usual").format(knee=label(said.knee))


def worse_text(said: Said) -> ReminderText:
    """R-WORSE on the day it fired."""
    knee, evidence, diary, formats = said.knee, said.evidence, said.diary, said.formats
    sentences = [
        _risen(knee, diary, formats),
        _week_sentence(knee, evidence, said.on, diary, formats),
        *_painkillers(evidence),
    ]
    return ReminderText(
        title=worse_title(said),
        why=" ".join(sentences),
        evidence_lines=_pain_lines(evidence, formats),
        next=_worse_advice(said.on, said.on, formats),
    )


def _risen(knee: Knee, diary: Diary, formats: Formats) -> str:
    text = _(
        "Over the last two weeks your {knee} averaged at least {points} points above your usual."
    )
    return text.format(knee=_(KNEES[knee]), points=_points(diary.settings.worse_act, formats))


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
            "On {day} your {knee} was a little above your usual over the two weeks before."
            " The 7 days up to then {recent} on average, your usual {base}."
        )
        sentences = [text.format(day=day, knee=_(KNEES[knee]), **numbers)]
    else:
        points = _points(diary.settings.worse_act, formats)
        text = _(
            "On {day}, over the two weeks before, your {knee} averaged at least {points} points"
            " above your usual. The 7 days up to then {recent} on average, your usual {base}."
        )
        sentences = [text.format(day=day, knee=_(KNEES[knee]), points=points, **numbers)]
    n = evidence.get("painkiller_days")
    if n:
        sentences.append(_("You took painkillers on {n} of those days.").format(n=n))
    return [*sentences, _("Too few entries since to say how it is now.")]


def _recent_and_base(evidence: Mapping[str, object], formats: Formats) -> dict[str, str]:
    return {name: formats.number(number(evidence, name)) for name in ("recent", "base")}


def _points(value: float, formats: Formats) -> str:
    return formats.number(value, 1 if value * 10 % 1 == 0 else 2)


def watch_text(said: Said) -> ReminderText:
    """R-WATCH on the day it fired."""
    evidence, formats = said.evidence, said.formats
    why = [_watched(said.knee, evidence, formats), *_painkillers(evidence)]
    return ReminderText(
        title=watch_title(said),
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
    return text.format(**{name: formats.number(number(evidence, name)) for name in names})


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
        rise = {name: formats.number(number(evidence, name)) for name in names}
        return (text.format(day=day, **rise), usual)
    if evidence["two"] is None:
        return (usual, _recorded(evidence))
    return (_rise(evidence, formats), usual, _recorded(evidence))
