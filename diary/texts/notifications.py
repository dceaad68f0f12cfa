"""What is said outside the window: one line, without numbers, notes or names that were typed.

With details hidden it says only that something is waiting.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from diary.domain.knee import Knee
from diary.domain.rule import Rule
from diary.texts.labels import label
from diary.words import _, mark

_TITLES: Mapping[Rule, str] = {
    Rule.WORSE: mark("{knee} pain is rising"),
    Rule.WATCH: mark("{knee}: a little above your usual"),
    Rule.PERSIST: mark("{knee}: pain for a long time"),
    Rule.SWELL: mark("{knee}: swelling that stays"),
    Rule.LOCK: mark("{knee}: locking that comes back"),
    Rule.SHARP: mark("{knee}: sharp pain that comes back"),
    Rule.NIGHT: mark("{knee}: pain at night"),
    Rule.GIVEWAY: mark("{knee}: giving way"),
    Rule.NEXTDAY: mark("{knee}: often not settled by morning"),
    Rule.RESP: mark("{knee}: step back after a run"),
    Rule.SKIP: mark("Runs cut short or left out for the knee"),
    Rule.SPIKE: mark("A much longer run than usual"),
    Rule.LAYOFF: mark("Running again after a break"),
    Rule.SHOE: mark("A pair of shoes is near its limit or past it"),
    Rule.FEAR: mark("Runs you held back on because of worry"),
    Rule.RECUR: mark("{knee}: pain again after a break"),
    Rule.REST: mark("Several days of running in a row"),
    Rule.STRENGTH: mark("Strength sessions under your target"),
    Rule.CADENCE: mark("A hint about steps a minute"),
    Rule.PLATEAU: mark("{knee}: some weeks of the plan, scores the same"),
    Rule.GAP: mark("Some days without entries"),
    Rule.VISIT: mark("A visit is coming up"),
    Rule.BACKUP: mark("No backup for some days"),
    Rule.NOW: mark("Get this looked at today"),
    Rule.SOON: mark("Worth a call to your PT or doctor this week"),
}


class Named(Protocol):
    """A reminder as far as its line needs it."""

    @property
    def rule(self) -> Rule:
        """Its rule."""

    @property
    def knee(self) -> Knee | None:
        """The knee it is about; None when it is about none."""


def reminder_line(reminder: Named) -> str:
    """One reminder in a few words."""
    knee = _("Knee") if reminder.knee is None else label(reminder.knee)
    return _(_TITLES[reminder.rule]).format(knee=knee)


def reminders_line(
    reminders: Sequence[Named], *, has_details: bool, is_urgent: bool = False
) -> str:
    """What is said about reminders; the first one stands for all."""
    if not has_details:
        if is_urgent:
            return _("Kneelog: a reminder is waiting. Please open it today.")
        return _("Kneelog: a reminder is waiting")
    line = reminder_line(reminders[0])
    return _("{title}, and more").format(title=line) if len(reminders) > 1 else line


def prompt_line(*, has_details: bool, has_reminders: bool) -> str:
    """The question for today's scores."""
    if not has_details:
        return _("Kneelog: your diary is waiting")
    if has_reminders:
        return _("How are your knees today? A reminder is waiting too.")
    return _("How are your knees today?")
