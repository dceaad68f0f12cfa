"""Where one open reminder stands after what a person did with it: awake, asleep or put away.

It comes back when its time is over, when the day to look again is there, or when what was entered
since is reason enough; for rising pain, put off or taken on, that may be before its time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta, timezone

from diary.domain.day import Day
from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.period import diary_day, local
from diary.domain.reminder_state import DismissReason, ReminderKey, ReminderState, StateName
from diary.domain.rule import Level, Rule
from diary.domain.rules.findings import EventKind, Findings, OpenReminder, RuleEvent
from diary.domain.rules.pain_series import day_value
from diary.domain.rules.safety import safety_signs

# The numbers of rules.md: a sleeping reminder of rising pain wakes when it has grown by so much.
WAKES_FROM_RISE = 1.0
RECENT_DAYS = 7
QUIET_AFTER: Mapping[DismissReason, timedelta] = {
    DismissReason.HANDLED: timedelta(days=7),
    DismissReason.KNOWN: timedelta(days=14),
}
# So long at most does a reminder that fired stand in the way of the next of its rule.
MOVED_WITHIN = timedelta(days=14)
_ONE_DAY = timedelta(days=1)
_TOLERANCE = 1e-9
_FARTHEST_WEST = timezone(timedelta(hours=-12))
# A run, a visit or a missing copy stays what it is: no entry adds anything to it.
_NEVER_NEW = frozenset(
    {Rule.RESP, Rule.SPIKE, Rule.LAYOFF, Rule.CADENCE, Rule.GAP, Rule.VISIT, Rule.BACKUP}
)
_LEVELS = {"P14": 1, "P21": 2, "soon": 1, "inspect": 2, "over": 3}


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a reminder stands; `raised_on` is the day it came up or came back.

    `said` is what counts of what was done with it, `answers` all of it. `is_early`: it came back
    before its time.
    """

    state: StateName
    said: ReminderState | None
    raised_on: date
    is_back: bool = False
    is_early: bool = False
    answers: tuple[ReminderState, ...] = ()


def stand_of(
    reminder: OpenReminder, key: ReminderKey, findings: Findings, diary: Diary, on: date
) -> Stand:
    """Where an open reminder stands on a day."""
    answers = () if reminder.level is Level.SAFETY else _answers_to(key, findings, diary, on)
    if not answers:
        return Stand(StateName.OPEN, None, reminder.since)
    stand = _stand_after(reminder, answers[0], findings, diary, on)
    return replace(stand, answers=answers)


def _stand_after(
    reminder: OpenReminder, said: ReminderState, findings: Findings, diary: Diary, on: date
) -> Stand:
    """Where an open reminder stands after what was done with it last."""
    said_on = day_of(said, diary, on)
    if said.state is StateName.DISMISSED:
        back_on = _raised_again_on(reminder, said, said_on, findings, diary, on)
    else:
        back_on = _woken_on(reminder, said, said_on, diary, on)
    if back_on is None or back_on > on:
        return Stand(said.state, said, reminder.since)
    planned_on = said.recheck_on or said.until
    is_early = planned_on is not None and back_on < planned_on
    raised_on = max(reminder.since, back_on)
    return Stand(StateName.OPEN, said, raised_on, is_back=True, is_early=is_early)


def _answers_to(
    key: ReminderKey, findings: Findings, diary: Diary, on: date
) -> tuple[ReminderState, ...]:
    """What was done with a reminder up to a day: with it as it is, then the newest first.

    That may have been while it fired on another day, before a late entry moved it. What is about
    a reminder that did fire on its day belongs to that one.
    """
    fired_on, rule, subject, knee = key
    found = [
        each
        for each in diary.reminder_states.values()
        if (each.rule, each.subject, each.knee) == (rule, subject, knee)
        and day_of(each, diary, on) <= on
    ]
    moved = [each for each in found if each.fired_on != fired_on]
    if moved:
        fires = {each.on for each in findings.events if _is_fire_of(each, rule, subject, knee)}
        moved = [each for each in moved if _has_moved(each, fired_on, fires, diary, on)]
    moved.sort(key=lambda each: day_of(each, diary, on), reverse=True)
    return (*(each for each in found if each.fired_on == fired_on), *moved)


def _has_moved(
    said: ReminderState, fired_on: date, fires: Collection[date], diary: Diary, on: date
) -> bool:
    """True when something was done with a reminder that fires on another day now."""
    if said.fired_on in fires:
        return False
    if day_of(said, diary, on) >= fired_on:
        return True
    # It fires later than on the day it was put away: as long as no other fire lies between.
    is_next = not any(said.fired_on < each < fired_on for each in fires)
    return is_next and fired_on - said.fired_on < MOVED_WITHIN


def _is_fire_of(event: RuleEvent, rule: Rule, subject: str, knee: Knee | None) -> bool:
    is_fire = event.event is EventKind.FIRE and event.rule is rule and event.subject == subject
    return is_fire and (knee is None or event.evidence.get("knee") == knee.value)


def day_of(said: ReminderState, diary: Diary, on: date) -> date:
    """The day the diary was on when something was done with a reminder, as seen on a day.

    A person may have told no zone, or have travelled since: what may have been done on `on`
    somewhere was done then, and not a day later.
    """
    if said.at is None:
        return said.fired_on
    turnover = diary.settings.day_turnover
    day = diary_day(local(said.at, diary.person.timezone), turnover)
    earliest = diary_day(said.at.astimezone(_FARTHEST_WEST), turnover)
    return on if earliest <= on < day else day


# ---- asleep -------------------------------------------------------------------------------------


def _woken_on(
    reminder: OpenReminder, said: ReminderState, said_on: date, diary: Diary, on: date
) -> date | None:
    """The day a reminder that sleeps or was taken on comes back; None = not yet."""
    planned_on = said.recheck_on or said.until
    if reminder.rule is Rule.SHOE and planned_on is None:
        return _run_far_enough_on(reminder, said, diary, on)
    found = [] if planned_on is None else [planned_on]
    if reminder.rule is Rule.WORSE:
        found += _early_wakes(Knee(reminder.subject), said, said_on, diary, on)
    return min(found, default=None)


def _run_far_enough_on(
    reminder: OpenReminder, said: ReminderState, diary: Diary, on: date
) -> date | None:
    """The day of the run with which a pair has run so much more."""
    distance_m, value = reminder.evidence.get("distance_m"), said.value
    if value is None or not isinstance(distance_m, int | float):
        return None
    if distance_m < value + diary.settings.shoe_snooze_m - _TOLERANCE:
        return None
    runs = (run.on for run in diary.runs.values() if run.shoe_id == reminder.subject)
    return max((each for each in runs if each <= on), default=on)


def _early_wakes(
    knee: Knee, said: ReminderState, said_on: date, diary: Diary, on: date
) -> Iterable[date]:
    """The first day since then with a sign that should be looked at, and that of a real rise."""
    days = [said_on + _ONE_DAY * number for number in range((on - said_on).days + 1)]
    for day in days:
        told = diary.days.get(day)
        if told is None or safety_signs(told.knee(knee)) is None:
            continue
        if _is_after(told, knee, said, said_on):
            yield day
            break
    value = said.value
    if said.state is StateName.DOING:
        # What was taken on keeps no number: that of its day is as good.
        value = _recent(knee, said_on, diary)
    if value is not None:
        rise = value + WAKES_FROM_RISE - _TOLERANCE
        for day in days[1:]:
            recent = _recent(knee, day, diary)
            if recent is not None and recent >= rise:
                yield day
                break


def _is_after(told: Day, knee: Knee, said: ReminderState, said_on: date) -> bool:
    """True when the signs of a knee were answered after something was done with a reminder.

    Signs carry no time. That of the last answer of the day has to do, and the day where there is
    none; on the very day it may be that of another answer, and then the signs count as known.
    """
    if said.at is None or told.recorded_at is None:
        return told.on > said_on
    is_later = told.recorded_at > said.at
    return is_later and (told.on > said_on or not _has_other_answers(told, knee))


def _has_other_answers(told: Day, knee: Knee) -> bool:
    """True when a day has answers besides scores, which have times of their own, and a knee."""
    others = {
        other: replace(answers, morning=None, worst=None)
        for other, answers in told.knees.items()
        if other is not knee
    }
    return not replace(told, knees=others).is_empty


def _recent(knee: Knee, on: date, diary: Diary) -> float | None:
    """The average of the last 7 days, as R-WORSE takes it; None with too few entries."""
    days = (on - _ONE_DAY * age for age in range(RECENT_DAYS))
    values = [day_value(diary.days.get(day), diary.runs_on(day), knee) for day in days]
    known = [value for value in values if value is not None]
    if len(known) < diary.settings.worse_min_recent:
        return None
    return sum(known) / len(known)


# ---- put away -----------------------------------------------------------------------------------


def _raised_again_on(
    reminder: OpenReminder,
    said: ReminderState,
    said_on: date,
    findings: Findings,
    diary: Diary,
    on: date,
) -> date | None:
    """The day a reminder that was put away comes back: with something new, and not at once."""
    wait = None if said.reason is None else QUIET_AFTER.get(said.reason)
    new_on = _new_entry_on(reminder, said_on, diary, on)
    if wait is None or new_on is None:
        # What is not useful stays away until it has ended.
        return None
    days = [said_on + wait, _higher_level_on(reminder, said_on, findings)]
    return max(new_on, min(day for day in days if day is not None))


def _new_entry_on(reminder: OpenReminder, said_on: date, diary: Diary, on: date) -> date | None:
    """The first day after it was put away with an entry that the reminder could rest on."""
    rule, subject = reminder.rule, reminder.subject
    if rule in _NEVER_NEW:
        return None
    if rule is Rule.SHOE:
        days = {run.on for run in diary.runs.values() if run.shoe_id == subject}
    elif subject in list(Knee):
        days = {day for day, told in diary.days.items() if Knee(subject) in told.knees}
        days |= {run.on for run in diary.runs.values() if Knee(subject) in run.knees}
    else:
        dates = reminder.evidence if reminder.latest is None else reminder.latest
        counted = dates.get("dates")
        if isinstance(counted, list):
            days = {each for each in counted if isinstance(each, date)}
        else:
            days = {*diary.days, *(run.on for run in diary.runs.values())}
    return min((day for day in days if said_on < day <= on), default=None)


def _higher_level_on(reminder: OpenReminder, said_on: date, findings: Findings) -> date | None:
    """The day since then on which it reached a higher level than it had; None = it has not."""
    events = [each for each in findings.events if _is_of(each, reminder)]
    # One that fires later than it did before a correction was put away at the level it has then.
    before = [each for each in events if each.on <= said_on] or events[:1]
    for each in events:
        if each.on > said_on and _level(each) > _level(before[-1]):
            return each.on
    return None


def _is_of(event: RuleEvent, reminder: OpenReminder) -> bool:
    return (
        event.rule is reminder.rule
        and event.subject == reminder.subject
        and event.on >= reminder.fired_on
        and event.event in {EventKind.FIRE, EventKind.LEVEL}
    )


def _level(event: RuleEvent) -> int:
    told = event.evidence.get("level", event.evidence.get("state"))
    return _LEVELS.get(str(told), 0)
