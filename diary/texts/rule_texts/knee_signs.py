"""Pain that goes on, and signs that stay: R-PERSIST and the rules that count signs."""

from __future__ import annotations

from diary.domain.rules.findings import Rule
from diary.domain.rules.persistence import Persistence
from diary.texts.labels import label
from diary.texts.rule_texts.text import KNEES, ReminderText, Said, number
from diary.words import _, plural

SIGN_RULES = (Rule.SWELL, Rule.LOCK, Rule.SHARP, Rule.NIGHT, Rule.GIVEWAY)


def persist_title(said: Said) -> str:
    """Such as 'Left knee: pain for more than 2 weeks'."""
    evidence, settings, knee = said.evidence, said.settings, said.knee
    is_long = evidence.get("level") == Persistence.THREE_WEEKS
    days = settings.persist_days_2 if is_long else settings.persist_days_1
    weeks, rest = divmod(days, 7)
    if rest:
        text = _("{knee}: pain for more than {n} days")
        return text.format(knee=label(knee), n=days)
    return plural(
        "{knee}: pain for more than {n} week", "{knee}: pain for more than {n} weeks", weeks
    ).format(knee=label(knee), n=weeks)


def persist_text(said: Said) -> ReminderText:
    """R-PERSIST: how long it has gone on and how much of that was recorded."""
    evidence, settings, knee = said.evidence, said.settings, said.knee
    why = _("Your {knee} has hurt on and off for {days} days (scores of {least} or more).").format(
        knee=_(KNEES[knee]),
        days=evidence["days"],
        least=settings.persist_pain_day,
    )
    logged = _("Length {days} days, {logged} recorded.").format(
        days=evidence["days"], logged=evidence["logged"]
    )
    advice = _("A good time to ask a PT. Until then, consider a break from running.")
    if evidence["level"] == Persistence.THREE_WEEKS:
        advice = _("Consider seeing a doctor or PT. Your diary shows them what happened.")
    return ReminderText(persist_title(said), why, (logged,), advice)


def sign_title(said: Said) -> str:
    """Such as 'Left knee: swelling on 3 days'."""
    n = int(number(said.evidence, "days"))
    texts = {
        Rule.SWELL: plural("{knee}: swelling on {n} day", "{knee}: swelling on {n} days", n),
        Rule.LOCK: plural("{knee}: locking on {n} day", "{knee}: locking on {n} days", n),
        Rule.SHARP: plural(
            "{knee}: sharp pain inside on {n} day", "{knee}: sharp pain inside on {n} days", n
        ),
        Rule.NIGHT: plural("{knee}: woken by pain {n} time", "{knee}: woken by pain {n} times", n),
        Rule.GIVEWAY: plural("{knee}: gave way on {n} day", "{knee}: gave way on {n} days", n),
    }
    return texts[said.rule].format(knee=label(said.knee), n=n)


def sign_text(said: Said) -> ReminderText:
    """What was noted, on how many of which days, and whom to ask."""
    evidence, settings = said.evidence, said.settings
    windows = {
        Rule.SWELL: settings.sign_window_days,
        Rule.LOCK: settings.sign_window_days,
        Rule.SHARP: settings.sharp_window_days,
        Rule.NIGHT: settings.night_window_days,
        Rule.GIVEWAY: settings.giveway_window_days,
    }
    noted = {
        Rule.SWELL: _("You noted swelling of your {knee}"),
        Rule.LOCK: _("You noted that your {knee} locked"),
        Rule.SHARP: _("You noted sharp or stabbing pain inside your {knee} or on its inner side"),
        Rule.NIGHT: _("You noted that your {knee} woke you"),
        Rule.GIVEWAY: _("You noted that your {knee} gave way"),
    }
    counted = _("{noted} on {n} of the {window} days to {day}.").format(
        noted=noted[said.rule].format(knee=_(KNEES[said.knee])),
        n=evidence["days"],
        window=windows[said.rule],
        day=said.formats.weekday_day(said.on),
    )
    rested = evidence.get("run_free_days")
    lines: tuple[str, ...] = ()
    if isinstance(rested, int) and rested >= settings.sign_days:
        text = _("It was still there after {n} days without a run in the diary.")
        lines = (text.format(n=rested),)
    return ReminderText(sign_title(said), counted, lines, _sign_advice(said.rule))


def _sign_advice(rule: Rule) -> str:
    if rule in (Rule.SWELL, Rule.LOCK):
        return _(
            "Something that stays like this is worth having looked at."
            " Call your PT or doctor this week."
        )
    if rule is Rule.GIVEWAY:
        return _("Leave out rough ground and downhill for now, and call your PT or doctor.")
    return _("Tell your PT or doctor about it. Note when it comes and what brings it on.")
