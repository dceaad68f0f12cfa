"""When something is told outside the window: pure rules, asked again and again with the time.

Nothing is told twice, nothing that was on screen is told at all, and a message outside the window
is never the only place for what it says. Safety waits for nothing but, where the matter is worth a
call and no more, the end of the quiet hours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.rule import Level, Rule
from diary.domain.rules.findings import Findings
from diary.domain.settings import Settings
from diary.services.reminder_states import ShownReminder, shown, to_tell

# Nobody is spoken to while a start or an entry is a few seconds old.
REST = timedelta(seconds=30)
# No timer is shorter than the first; a computer that slept is caught up with after the second.
LEAST_WAIT, MOST_WAIT = timedelta(seconds=30), timedelta(minutes=15)
# Who has written nothing for so long is asked for nothing.
PROMPTED_DAYS = 14
MOST_A_DAY = 3
EVERY_DAY = frozenset(range(1, 8))


class NoticeKind(StrEnum):
    """What a message outside the window is about."""

    SAFETY = "safety"
    REMINDER = "reminder"
    SUMMARY = "summary"
    PROMPT = "prompt"


@dataclass(frozen=True, slots=True)
class NotificationChoices:
    """What the person wants to be told outside the window, and when.

    `has_reminders`: each new reminder as it comes. `has_summary`: once a day what is new.
    `has_prompt`: the question for today's scores at `prompt_at` on `prompt_days` (1 = Monday), the
    days of the diary: a time before its day turns is asked for in the night that follows.
    `most_a_day` counts everything but safety; 0 = nothing else is told. Quiet hours go past
    midnight when they end before they begin; equal times mean none.
    """

    has_safety: bool = True
    has_reminders: bool = False
    has_summary: bool = True
    has_prompt: bool = False
    prompt_at: time = time(20, 0)
    prompt_days: frozenset[int] = EVERY_DAY
    quiet_from: time = time(21, 0)
    quiet_to: time = time(8, 0)
    has_details: bool = False
    most_a_day: int = 1

    def is_quiet(self, at: time) -> bool:
        """True within the quiet hours; their end is not part of them."""
        if self.quiet_from <= self.quiet_to:
            return self.quiet_from <= at < self.quiet_to
        return at >= self.quiet_from or at < self.quiet_to

    @property
    def is_prompt_heard(self) -> bool:
        """False when the question would fall into the quiet hours."""
        return not self.is_quiet(self.prompt_at)

    @property
    def tells_anything(self) -> bool:
        """False when nothing is ever told."""
        others = self.has_reminders or self.has_summary or self.has_prompt
        return self.has_safety or (others and self.most_a_day > 0)


class Tellable(Protocol):
    """A reminder as far as telling needs it."""

    @property
    def rule(self) -> Rule:
        """Its rule."""

    @property
    def key(self) -> str:
        """What tells it from the others of a day: the rule, what it is about, and the knee."""

    @property
    def knee(self) -> Knee | None:
        """The knee it is about; None when it is about none."""

    @property
    def level(self) -> Level:
        """How much attention it asks for."""

    @property
    def raised_on(self) -> date:
        """The day it came up, or came back after a sleep."""

    @property
    def is_back(self) -> bool:
        """True when it came back after a sleep."""


@dataclass(frozen=True, slots=True)
class Told:
    """What was told on a day of the diary, or was on screen then (`kind` None)."""

    on: date
    kind: NoticeKind | None
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class Notice:
    """What is to be told now, the most important first; a question may have no reminders."""

    kind: NoticeKind
    reminders: tuple[Tellable, ...] = ()

    @property
    def keys(self) -> frozenset[str]:
        """What tells its reminders from others."""
        return frozenset(map(key_of, self.reminders))

    @property
    def is_urgent(self) -> bool:
        """True for a sign that should be looked at today."""
        return any(each.rule is Rule.NOW for each in self.reminders)


@dataclass(frozen=True, slots=True)
class Situation:
    """How things are: `now` and `started_at` are local times, `today` is the day of the diary.

    `reminders` are those that may be told at all, the most important first. `is_in_front`: the
    window is what the person looks at. `is_busy`: a form is open, or an entry is a few seconds old.
    `wants_answers`: today has scores without an answer, and the person is not away. `day_turnover`:
    when the day of the diary begins.
    """

    now: datetime
    today: date
    started_at: datetime
    reminders: tuple[Tellable, ...] = ()
    is_in_front: bool = False
    is_busy: bool = False
    wants_answers: bool = False
    last_entry_on: date | None = None
    day_turnover: time = Settings().day_turnover


def key_of(reminder: Tellable) -> str:
    """What tells a reminder from others, and from itself at another level.

    The day it came up may move with a late entry, so that is no part of it; but a sign is told anew
    for another day, and so is what the person asked to hear of again.
    """
    key = f"{reminder.key}:{reminder.level}"
    is_of_a_day = reminder.level is Level.SAFETY or reminder.is_back
    return f"{key}:{reminder.raised_on}" if is_of_a_day else key


def due(around: Situation, choices: NotificationChoices, told: Sequence[Told]) -> Notice | None:
    """What is to be told now; None = nothing."""
    if around.is_in_front:
        return None
    safety = _safety(around, choices, told)
    if safety is not None:
        return safety
    is_early = is_fresh(around.started_at, around.now)
    if around.is_busy or is_early or choices.is_quiet(around.now.time()):
        return None
    left = choices.most_a_day - _told_today(around, told)
    if left <= 0:
        return None
    new = _new(around, told)
    if _is_prompt_open(around, choices, told):
        if _clock(around) >= _prompt_moment(around, choices):
            is_told = choices.has_reminders or choices.has_summary
            return Notice(NoticeKind.PROMPT, new if is_told else ())
        # One of the messages of the day is kept for the question, which takes the rest along.
        left -= 1
    return _of_reminders(new, choices, left, is_first=not _told_today(around, told))


def due_by_hand(
    around: Situation, choices: NotificationChoices, told: Sequence[Told]
) -> Notice | None:
    """What is to be told to somebody who asks by a timer of their own: everything that is new.

    Quiet hours and the number a day hold as ever, the switches do not: asking is the switch.
    """
    new = new_reminders(around, told)
    is_held = choices.is_quiet(around.now.time()) or (
        _told_today(around, told) >= choices.most_a_day
    )
    if is_held:
        return _safety(around, choices, told)
    # Signs by themselves do not count, whoever asks.
    is_safety = all(each.level is Level.SAFETY for each in new)
    return Notice(NoticeKind.SAFETY if is_safety else NoticeKind.SUMMARY, new) if new else None


def is_fresh(then: datetime, now: datetime) -> bool:
    """True when that was a few seconds ago; a moment to come, as after the clock went back, is not.

    Both with a zone, whose hours need not be of one length.
    """
    return timedelta() <= now.astimezone(UTC) - then.astimezone(UTC) < REST


def new_reminders(around: Situation, told: Sequence[Told]) -> tuple[Tellable, ...]:
    """The reminders that were neither told nor on screen, signs too."""
    return tuple(each for each in around.reminders if not _is_known(each, told))


def seen(around: Situation, told: Sequence[Told]) -> Told | None:
    """What the person has on screen now and need not be told; None = nothing new."""
    keys = frozenset(map(key_of, new_reminders(around, told)))
    return Told(around.today, None, keys) if around.is_in_front and keys else None


def is_over(notice: Notice, around: Situation) -> bool:
    """True when what was told is no longer so."""
    if notice.kind is NoticeKind.PROMPT and not notice.reminders:
        return not around.wants_answers
    still = frozenset(map(key_of, around.reminders))
    return not (notice.keys & still)


def wait_from(around: Situation, choices: NotificationChoices) -> timedelta | None:
    """How long until it is worth looking again; None = never, nothing is told."""
    if not choices.tells_anything:
        return None
    moments = [choices.quiet_to, *([choices.prompt_at] if choices.has_prompt else [])]
    waits = [_until(around.now, moment) for moment in moments]
    if around.is_busy or is_fresh(around.started_at, around.now):
        waits.append(REST)
    return max(LEAST_WAIT, min(MOST_WAIT, *waits))


def tellable(findings: Findings, diary: Diary) -> tuple[ShownReminder, ...]:
    """The reminders that may be told at all, the most important first."""
    return tuple(to_tell(shown(findings, diary, findings.on), diary, findings.on))


# ---- inside -----------------------------------------------------------------------------------


def _is_known(reminder: Tellable, told: Sequence[Told]) -> bool:
    """True when it was told since it came up; what ended and came up after that is news."""
    key = key_of(reminder)
    return any(key in each.keys and reminder.raised_on <= each.on for each in told)


def _new(around: Situation, told: Sequence[Told]) -> tuple[Tellable, ...]:
    """Those among them that are no signs: signs have a message of their own."""
    found = new_reminders(around, told)
    return tuple(each for each in found if each.level is not Level.SAFETY)


def _told_today(around: Situation, told: Sequence[Told]) -> int:
    others = (None, NoticeKind.SAFETY)
    return sum(each.on == around.today and each.kind not in others for each in told)


def _safety(around: Situation, choices: NotificationChoices, told: Sequence[Told]) -> Notice | None:
    if not choices.has_safety:
        return None
    is_quiet = choices.is_quiet(around.now.time())
    signs = tuple(
        each
        for each in new_reminders(around, told)
        if each.level is Level.SAFETY and (each.rule is Rule.NOW or not is_quiet)
    )
    return Notice(NoticeKind.SAFETY, signs) if signs else None


def _is_prompt_open(around: Situation, choices: NotificationChoices, told: Sequence[Told]) -> bool:
    """True when today's question is still to come, or due."""
    is_asked_for = choices.has_prompt and choices.is_prompt_heard
    if not is_asked_for or around.today.isoweekday() not in choices.prompt_days:
        return False
    # After midnight the diary may still be on the evening before, whose question has passed.
    has_passed = around.now.date() > _prompt_moment(around, choices)[0]
    if has_passed or not around.wants_answers:
        return False
    last = around.last_entry_on
    if last is not None and (around.today - last).days > PROMPTED_DAYS:
        return False
    return not any(each.on == around.today and each.kind is NoticeKind.PROMPT for each in told)


def _clock(around: Situation) -> tuple[date, time]:
    return around.now.date(), around.now.time()


def _prompt_moment(around: Situation, choices: NotificationChoices) -> tuple[date, time]:
    """When today's scores are asked for: in the night after the day, before the day turns."""
    is_in_night = choices.prompt_at < around.day_turnover
    return around.today + timedelta(days=is_in_night), choices.prompt_at


def _of_reminders(
    new: tuple[Tellable, ...], choices: NotificationChoices, left: int, *, is_first: bool
) -> Notice | None:
    if not new or left <= 0:
        return None
    if choices.has_reminders:
        return Notice(NoticeKind.REMINDER, new)
    return Notice(NoticeKind.SUMMARY, new) if choices.has_summary and is_first else None


def _until(now: datetime, moment: time) -> timedelta:
    """From now to the next time the clock shows this; a full day when it shows it now."""
    at = now.replace(hour=moment.hour, minute=moment.minute, second=0, microsecond=0)
    return at - now if at > now else at + timedelta(days=1) - now
