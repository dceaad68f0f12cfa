"""What was entered about what a reminder is about, and where nothing was.

Without entries nobody knows how a knee is: then nothing is called settled, or still so.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from diary.domain.diary import Diary
from diary.domain.knee import Knee, Sign
from diary.domain.period import local
from diary.domain.rule import Rule
from diary.domain.rules.facts import is_sharp
from diary.domain.rules.findings import RuleEvent
from diary.domain.rules.pain_series import day_value
from diary.services.reminder_states import ShownReminder
from diary.services.reminder_wakes import day_of

# So long without an entry nobody can say how it is.
SILENT_DAYS = 7
_LOOKED_BACK_DAYS = 200
# A run stays as long as it was, and a pair as far as it went, whatever is entered.
_WITHOUT_ENTRIES = frozenset({Rule.SPIKE, Rule.SHOE})
_PAIN_LEVEL = frozenset({Rule.WORSE, Rule.WATCH})
_SIGNS: Mapping[Rule, Sign] = {
    Rule.SWELL: Sign.SWELLING,
    Rule.LOCK: Sign.LOCKING,
    Rule.NIGHT: Sign.NIGHT_PAIN,
    Rule.GIVEWAY: Sign.GIVING_WAY,
}


def kept_since(diary: Diary) -> date | None:
    """The first day of which something was entered while it could be told; None = not known.

    A run that was imported later says nothing about when the diary began: the day of the import
    does.
    """
    imported_at = [
        run.source.imported_at
        for run in diary.runs.values()
        if run.source is not None and run.source.imported_at is not None
    ]
    typed = (run.on for run in diary.runs.values() if run.source is None)
    found = [min(diary.days, default=None), min(typed, default=None)]
    if imported_at:
        found.append(local(min(imported_at), diary.person.timezone).date())
    return min((on for on in found if on is not None), default=None)


def knee_of_event(event: RuleEvent) -> Knee | None:
    """The knee of an event; None when it is about none."""
    side = event.evidence.get("knee", event.subject)
    return Knee(str(side)) if side in list(Knee) else None


def is_known_since(card: ShownReminder, diary: Diary, on: date) -> bool:
    """True when what was entered since something was done with a card says how it is on a day.

    Cards that rest on no knee and on no lost run are what they are.
    """
    said, lead, knee = card.said, card.reminder, card.knee
    if said is None or (knee is None and card.rule is not Rule.SKIP):
        return True
    if card.rule in _PAIN_LEVEL and lead.latest is None and lead.fired_on != lead.asked_on:
        return False
    last = last_entry_on(diary, card.rule, knee, on)
    return last is not None and last > day_of(said, diary, on)


def silent_days(ending: RuleEvent, diary: Diary) -> int | None:
    """The days without an entry after which a reminder ended; None when it ended by entries."""
    rule = ending.rule
    if rule in _WITHOUT_ENTRIES:
        return None
    last = last_entry_on(diary, rule, knee_of_event(ending), ending.on)
    if last is None or last == ending.on:
        return None
    days = (ending.on - last).days
    least = diary.settings.persist_gap_days if rule is Rule.PERSIST else SILENT_DAYS
    return days if days >= least or _was_still_noted(ending, diary, last) else None


def last_entry_on(diary: Diary, rule: Rule, knee: Knee | None, until: date) -> date | None:
    """The last day up to one with an entry a rule reads; None when there is none for long.

    That is a score of the knee for a rule about pain, any answer for one about its signs, and
    anything at all for one about no knee.
    """
    days = (until - timedelta(days=back) for back in range(_LOOKED_BACK_DAYS))
    return next((on for on in days if _has_entry(diary, rule, knee, on)), None)


def _has_entry(diary: Diary, rule: Rule, knee: Knee | None, on: date) -> bool:
    day, runs = diary.days.get(on), diary.runs_on(on)
    if knee is None:
        return day is not None or bool(runs)
    if rule in _SIGNS or rule is Rule.SHARP:
        return day is not None and knee in day.knees
    return day_value(day, runs, knee) is not None


def _was_still_noted(ending: RuleEvent, diary: Diary, last: date) -> bool:
    """True when the last entry before the end noted the sign the reminder was about."""
    knee, day = knee_of_event(ending), diary.days.get(last)
    if knee is None or day is None:
        return False
    said = day.knee(knee)
    if ending.rule is Rule.SHARP:
        return is_sharp(said)
    sign = _SIGNS.get(ending.rule)
    return sign is not None and said.signs.get(sign) is True
