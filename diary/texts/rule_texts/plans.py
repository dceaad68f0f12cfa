"""Sessions, steps a minute and what a plan did: R-STRENGTH, R-CADENCE and R-PLATEAU."""

from __future__ import annotations

from diary.domain.exercise import SessionKind
from diary.domain.knee import Knee
from diary.domain.rules.cadence import RECENT_DAYS, is_to_stay
from diary.domain.rules.findings import Rule
from diary.domain.rules.plateau import FROM_DAYS, RECORDED_DAYS, plan_parts
from diary.domain.sessions_by_week import WEEK_DAYS, target_plan_on
from diary.domain.settings import SetBy
from diary.texts.labels import label
from diary.texts.rule_texts.text import ReminderText, Said, number
from diary.words import _, plural

PLAN_RULES = (Rule.STRENGTH, Rule.CADENCE, Rule.PLATEAU)


def plan_title(said: Said) -> str:
    """What was noticed, in a line."""
    evidence = said.evidence
    if said.rule is Rule.STRENGTH:
        newest, _earlier = _counts(said)
        return _("Strength sessions: {done} of {target} in a week").format(
            done=newest, target=evidence["target"]
        )
    if said.rule is Rule.CADENCE:
        if _is_held(said):
            return _("Steps a minute: stay where you are")
        return _("Steps a minute: {target} could be next").format(target=evidence["target"])
    return _("{knee}: {n} weeks of the plan, scores the same").format(
        knee=label(Knee(said.subject)), n=_weeks(said)
    )


def plan_text(said: Said) -> ReminderText:
    """Why it is said, and what could come next."""
    if said.rule is Rule.STRENGTH:
        return _strength(said)
    if said.rule is Rule.CADENCE:
        return _cadence(said)
    return _plateau(said)


def _strength(said: Said) -> ReminderText:
    newest, earlier = _counts(said)
    target = int(number(said.evidence, "target"))
    why = _(
        "Two weeks in a row under your target: {newest} in the last {days} days, {earlier} in the"
        " {days} before."
    ).format(newest=newest, earlier=earlier, days=WEEK_DAYS)
    plan = target_plan_on(said.diary, said.on, SessionKind.STRENGTH)
    is_set_by_pt = plan is not None and plan.set_by is SetBy.PT
    line = _("Your target is {n} a week.")
    if plan is not None:
        line = _("The target of your plan is {n} a week.")
        if is_set_by_pt:
            line = _("The target you agreed with your PT is {n} a week.")
    advice = _("Move one to a day that works, or lower the target to {n}.").format(n=target - 1)
    if is_set_by_pt:
        advice = _("Move one to a day that works, or ask your PT about a lower target.")
    elif target == 1:
        advice = _("Pick a day that works for one short session.")
    return ReminderText(plan_title(said), why, (line.format(n=target),), advice)


def _cadence(said: Said) -> ReminderText:
    evidence, formats = said.evidence, said.formats
    why = _(
        "Your easy runs of the last {days} days had {current} steps a minute in the middle; when"
        " you took this up it was {base}."
    ).format(
        days=RECENT_DAYS,
        current=formats.number(number(evidence, "current"), 0),
        base=formats.number(number(evidence, "base"), 0),
    )
    lines = (
        _("Compared are easy runs at about the same pace."),
        _("This is optional: taller and slower runners step slower by nature."),
    )
    if _is_held(said):
        return ReminderText(plan_title(said), why, lines, _stay_advice(said))
    advice = _(
        "If you like, try {target} for some minutes of an easy run. Shorter steps load the knee"
        " less; see how the morning is."
    ).format(target=evidence["target"])
    return ReminderText(plan_title(said), why, lines, advice)


def _stay_advice(said: Said) -> str:
    current, base = number(said.evidence, "current"), number(said.evidence, "base")
    share, cap = round(100 * (current / base - 1)), round(100 * said.settings.cadence_cap)
    text = _(
        "That is about {share} % above where you began, as far as this hint goes. Ask your PT"
        " before you go further."
    )
    if share > cap:
        text = _(
            "That is about {share} % above where you began; this hint goes no further than {cap} %."
            " Ask your PT before you go further."
        )
    return text.format(share=said.formats.number(share, 0), cap=said.formats.number(cap, 0))


def _plateau(said: Said) -> ReminderText:
    evidence, formats = said.evidence, said.formats
    then, now = number(evidence, "then"), number(evidence, "now")
    planned = int(number(evidence, "planned"))
    sessions = plural("{done} of {n} session done.", "{done} of {n} sessions done.", planned)
    why = _("Middle score {then} then, {now} now; {sessions}").format(
        then=formats.number(then, 0 if then.is_integer() else 1),
        now=formats.number(now, 0 if now.is_integer() else 1),
        sessions=sessions.format(done=evidence["done"], n=planned),
    )
    line = _("Compared are the first {n} days with a score since the plan began, and the last {n}.")
    advice = _("Good effort with no change yet is useful to know. Show this to your PT.")
    return ReminderText(plan_title(said), why, (line.format(n=RECORDED_DAYS),), advice)


def _is_held(said: Said) -> bool:
    """True when no more steps are proposed than there are."""
    return is_to_stay(number(said.evidence, "current"), number(said.evidence, "target"))


def _counts(said: Said) -> tuple[int, int]:
    counts = said.evidence["counts"]
    if not isinstance(counts, list | tuple):
        raise TypeError("counts")
    newest, earlier = counts
    return int(newest), int(earlier)


def _weeks(said: Said) -> int:
    """How many whole weeks the plan is old on the day; three where it is gone."""
    parts = plan_parts(said.diary, said.on)
    days = max(FROM_DAYS, said.on.toordinal() - parts[0].first) if parts else FROM_DAYS
    return days // WEEK_DAYS
