"""`kneelog reminders --notify`: one line on the desktop, for a timer of one's own."""

from __future__ import annotations

from datetime import datetime, timedelta

from diary.cli.call import DONE, WITH_PROBLEMS, Call, complain, say
from diary.domain.diary import Diary
from diary.domain.period import local
from diary.domain.rules.findings import Findings
from diary.services.notifying import (
    NotificationChoices,
    Situation,
    Told,
    due_by_hand,
    new_reminders,
    tellable,
)
from diary.texts.notifications import reminders_line
from diary.words import _


def notify(call: Call, findings: Findings, diary: Diary) -> int:
    """Show what is new and say what was shown or why nothing was; returns the exit status."""
    kept, path = call.parts.kept_notifications(), call.diary_path
    choices, told = kept.choices(), kept.told(path)
    around = _situation(call, findings, diary)
    notice = due_by_hand(around, choices, told)
    if notice is None:
        is_new = bool(new_reminders(around, told))
        _tell(call, _why_not(around.now, choices) if is_new else _("Nothing new to show."))
        return DONE
    line = reminders_line(
        notice.reminders, has_details=choices.has_details, is_urgent=notice.is_urgent
    )
    notifier = call.parts.notifier()
    if not notifier.can_show:
        complain([_("There is no way here to show a line on the desktop: no notify-send.")])
        return WITH_PROBLEMS
    if not notifier.show(line):
        complain([_("The desktop did not take the line. Is anybody logged in there?")])
        return WITH_PROBLEMS
    kept.note(path, Told(findings.on, notice.kind, notice.keys))
    _tell(call, _("Shown: {line}").format(line=line))
    return DONE


def _situation(call: Call, findings: Findings, diary: Diary) -> Situation:
    now = local(call.parts.clock.now(), call.parts.clock.zone())
    # Whoever asks by a timer did not start just now.
    started_at = now - timedelta(days=1)
    return Situation(now, findings.on, started_at, tellable(findings, diary))


def _why_not(now: datetime, choices: NotificationChoices) -> str:
    if choices.is_quiet(now.time()):
        text = _("Not shown: quiet hours until {time}.")
        return text.format(time=f"{choices.quiet_to:%H:%M}")
    return _("Not shown: that is all for today.")


def _tell(call: Call, text: str) -> None:
    """What became of it; beside a JSON document it goes where it does not disturb."""
    if call.is_json:
        complain([text])
    else:
        say()
        say(text)
