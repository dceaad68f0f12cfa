"""Which answers ask for help today, and which for a call this week; never a diagnosis.

A sign stands on the day it is about and on the next, until no is answered there. Once help is
arranged a reminder of that takes its place, until a new sign should not wait.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeAlias

from diary.domain.diary import Diary
from diary.domain.event import FINDINGS_MOST, Event, EventKind
from diary.domain.knee import Area, Knee, KneeDay, Quality, Sign, SwellingSize
from diary.domain.rules.pain_series import day_value

# What is said to be noted: a sign, how large a swelling is, or what the pain feels like.
Noted: TypeAlias = Sign | SwellingSize | Quality

ASKS_FROM_SCORE = 7
ASKS_FROM_JUMP = 4
# So many whole days without a sign end what help was arranged for.
DAYS_OFF = 2
_ONE_DAY = timedelta(days=1)
_NOW = (
    Sign.NO_WEIGHT,
    Sign.HOT_OR_FEVERISH,
    Sign.STUCK,
    Sign.OUT_OF_SHAPE,
    Sign.NUMB_OR_COLD,
    Sign.CALF_SWOLLEN,
)
_SOON = (Sign.LOCKING, Sign.GIVING_WAY)
_ASKING = (Sign.BEGAN_WITH_FALL, Sign.LOCKING, Sign.SWELLING)


class Urgency(StrEnum):
    """When to have a knee looked at."""

    NOW = "now"
    SOON = "soon"


@dataclass(frozen=True, slots=True)
class SafetySigns:
    """What was noted on one knee and how soon it should be looked at."""

    urgency: Urgency
    noted: tuple[Noted, ...]


@dataclass(frozen=True, slots=True)
class StandingSigns:
    """Safety signs with the knee and the day they are about."""

    on: date
    knee: Knee
    signs: SafetySigns

    def sign_keys(self) -> tuple[str, ...]:
        """What tells these signs from others, such as `left.no_weight`."""
        return tuple(f"{self.knee}.{each}" for each in self.signs.noted)


@dataclass(frozen=True, slots=True)
class SafetyNotice:
    """What is to be said about signs on the day `on`.

    `standing` is the more urgent first, then the later day. With `arranged` help is on its way and
    no more than that is said; `standing` may be empty then.
    """

    on: date
    standing: tuple[StandingSigns, ...]
    arranged: Event | None = None

    @property
    def urgency(self) -> Urgency:
        """The urgency of the most urgent sign."""
        is_now = any(each.signs.urgency is Urgency.NOW for each in self.standing)
        return Urgency.NOW if is_now else Urgency.SOON

    def sign_keys(self) -> tuple[str, ...]:
        """What tells these signs from others, the most urgent first."""
        return tuple(dict.fromkeys(key for each in self.standing for key in each.sign_keys()))


def safety_signs(said: KneeDay) -> SafetySigns | None:
    """The safety signs among the answers about one knee on one day; None when there are none.

    The sets are those of the vocabulary; urgent ones hide the others.
    """
    yes = {sign for sign, is_on in said.signs.items() if is_on}
    now: list[Noted] = [sign for sign in _NOW if sign in yes]
    if said.swelling_size is SwellingSize.LARGE_FAST:
        now.append(SwellingSize.LARGE_FAST)
    if Sign.BEGAN_WITH_FALL in yes and yes & {Sign.SWELLING, Sign.POPPED}:
        now.append(Sign.BEGAN_WITH_FALL)
    if {Sign.POPPED, Sign.GIVING_WAY} <= yes:
        now.append(Sign.POPPED)
    if now:
        return SafetySigns(Urgency.NOW, tuple(now))
    soon: list[Noted] = [sign for sign in _SOON if sign in yes]
    if said.swelling_size is SwellingSize.CLEAR:
        soon.append(SwellingSize.CLEAR)
    if {Area.INNER, Area.INSIDE} & set(said.areas or ()):
        felt = set(said.qualities or ())
        soon += [each for each in (Quality.SHARP, Quality.STABBING) if each in felt]
    return SafetySigns(Urgency.SOON, tuple(soon)) if soon else None


def safety_notice(diary: Diary, on: date) -> SafetyNotice | None:
    """What is to be said on a day about its signs and those of the day before; None = nothing."""
    standing = _standing(diary, on)
    arranged = _arranged(diary, on, is_standing=bool(standing))
    notice = SafetyNotice(on, standing)
    if not arranged:
        return notice if standing else None
    known = {key for event in arranged for key in _keys_of(diary, event)}
    now = (each for each in standing if each.signs.urgency is Urgency.NOW)
    if any(key not in known for each in now for key in each.sign_keys()):
        return notice
    return replace(notice, arranged=arranged[-1])


def help_arranged(notice: SafetyNotice, event_id: str, today: date, text: str) -> Event:
    """The event that help was arranged for these signs: with whom and when, as typed.

    It is of the day itself, or of the day it is about when that lies further back than the signs
    of today do. Its findings are the keys of the signs, by which a new one is told.
    """
    knees = {each.knee for each in notice.standing}
    return Event(
        event_id,
        today if today - notice.on <= _ONE_DAY else notice.on,
        EventKind.HELP_ARRANGED,
        knee=knees.pop() if len(knees) == 1 else None,
        text=text,
        findings=notice.sign_keys()[:FINDINGS_MOST],
    )


def asks_more_signs(diary: Diary, on: date, knee: Knee) -> bool:
    """True when the day asks whether any of the rarer signs are there.

    For a day value of 7 or more, for one at least 4 above that of the day before (a day before
    without a score asks nothing), and for a fall or twist, locking or swelling. A rise within the
    day does not count: a run that hurts more than the morning did is what the scores are for.
    """
    signs = diary.day(on).knee(knee).signs
    if any(signs.get(sign) for sign in _ASKING):
        return True
    value = _value(diary, on, knee)
    if value is None or value < ASKS_FROM_JUMP:
        return False
    before = _value(diary, on - _ONE_DAY, knee)
    is_jump = before is not None and value - before >= ASKS_FROM_JUMP
    return value >= ASKS_FROM_SCORE or is_jump


def _value(diary: Diary, on: date, knee: Knee) -> int | None:
    return day_value(diary.days.get(on), diary.runs_on(on), knee)


# ---- what stands ------------------------------------------------------------------------------


def _standing(diary: Diary, on: date) -> tuple[StandingSigns, ...]:
    found = [*_signs_of(on, diary), *_left_over(diary, on)]
    return tuple(sorted(found, key=lambda each: each.signs.urgency is not Urgency.NOW))


def _signs_of(on: date, diary: Diary) -> Iterator[StandingSigns]:
    for knee in Knee:
        signs = safety_signs(diary.day(on).knee(knee))
        if signs is not None:
            yield StandingSigns(on, knee, signs)


def _left_over(diary: Diary, on: date) -> Iterator[StandingSigns]:
    """What the day before leaves: signs that are not answered again on the day."""
    before = on - _ONE_DAY
    for knee in Knee:
        said, now = diary.day(before).knee(knee), diary.day(on).knee(knee)
        today = safety_signs(now)
        kept = safety_signs(_not_answered_again(said, now))
        if kept is None:
            continue
        noted = tuple(each for each in kept.noted if today is None or each not in today.noted)
        if noted:
            yield StandingSigns(before, knee, replace(kept, noted=noted))


def _not_answered_again(said: KneeDay, now: KneeDay) -> KneeDay:
    signs = {sign: yes for sign, yes in said.signs.items() if now.signs.get(sign) is not False}
    is_sized_again = now.swelling_size is not None or now.signs.get(Sign.SWELLING) is False
    return replace(
        said,
        signs=signs,
        swelling_size=None if is_sized_again else said.swelling_size,
        areas=said.areas if now.areas is None else None,
        qualities=said.qualities if now.qualities is None else None,
    )


# ---- what is arranged -------------------------------------------------------------------------


def _arranged(diary: Diary, on: date, *, is_standing: bool) -> list[Event]:
    """The events, oldest first, that help was arranged for what is or just was there."""
    events = (each for each in diary.events.values() if each.kind is EventKind.HELP_ARRANGED)
    # What was arranged later counts for a day with signs only, not for those before them.
    near = (each for each in events if each.on <= on or is_standing)
    found = [each for each in near if _is_one_trouble(diary, *sorted((each.on, on)))]
    return sorted(found, key=lambda each: (each.on, each.id))


def _is_one_trouble(diary: Diary, first: date, last: date) -> bool:
    """True when from one day to the other the signs were never off for long enough."""
    seen_on = day = first
    while day < last:
        day += _ONE_DAY
        if any(_signs_of(day, diary)):
            seen_on = day
        elif (day - seen_on).days > DAYS_OFF:
            return False
    return True


def _keys_of(diary: Diary, event: Event) -> Iterable[str]:
    """What help was arranged for; an event from elsewhere is about what stood on its day."""
    return event.findings or SafetyNotice(event.on, _standing(diary, event.on)).sign_keys()
