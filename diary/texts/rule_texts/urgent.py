"""U1 and U2: signs that should be looked at."""

from __future__ import annotations

from datetime import date

from diary.domain.knee import Knee, Quality, Sign, SwellingSize
from diary.domain.rules.findings import Rule
from diary.domain.rules.safety import Noted, Urgency
from diary.texts.rule_texts.text import ReminderText, Said
from diary.texts.safety import now_advice, safety_title, signs_text, soon_advice
from diary.words import _

SAFETY_RULES = (Rule.NOW, Rule.SOON)


def urgent_title(said: Said) -> str:
    """What to do, without the full stop of a sentence."""
    urgency = Urgency.NOW if said.rule is Rule.NOW else Urgency.SOON
    return safety_title(urgency).rstrip(".")


def urgent_text(said: Said) -> ReminderText:
    """What was noted and what to do, in the words of the strip."""
    noted = _noted(said)
    noted_on = said.evidence["noted_on"]
    why = _("You noted: {signs} ({knee}, {day}).").format(
        signs=signs_text(noted),
        knee=_("left") if said.knee is Knee.LEFT else _("right"),
        day=said.formats.weekday_day(noted_on) if isinstance(noted_on, date) else "",
    )
    advice = now_advice(noted) if said.rule is Rule.NOW else soon_advice()
    return ReminderText(urgent_title(said), why, (), advice)


def _noted(said: Said) -> list[Noted]:
    keys = said.evidence["signs"]
    known: dict[str, Noted] = {
        str(each): each for kind in (Sign, SwellingSize, Quality) for each in kind
    }
    return [known[str(key)] for key in keys] if isinstance(keys, list | tuple) else []
