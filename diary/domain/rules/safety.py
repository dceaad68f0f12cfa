"""Which answers ask for help today, and which for a call this week; never a diagnosis.

A sign stands on the day it is about and on the next, until no is answered there. Once help is
arranged for it a reminder of that takes its place, until that very sign of that knee was answered
no or was off for some days; another sign, and the same one of the other knee, was not arranged for.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeAlias

from diary.domain.diary import Diary
from diary.domain.event import FINDINGS_MOST, Event, EventKind
from diary.domain.knee import (
    EMPTY_KNEE_DAY,
    Area,
    Knee,
    KneeDay,
    Quality,
    Sign,
    SwellingSize,
)
from diary.domain.rules.pain_series import day_value

# What is said to be noted: a sign, how large a swelling is, or what the pain feels like.
Noted: TypeAlias = Sign | SwellingSize | Quality

ASKS_FROM_SCORE = 7
ASKS_FROM_JUMP = 4
# So many whole days without a sign end what help was arranged for it.
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
# These are now signs with another answer only; see `noted_in`.
_NOW_TOGETHER = (SwellingSize.LARGE_FAST, Sign.BEGAN_WITH_FALL, Sign.POPPED)
_ALL_NOW: frozenset[Noted] = frozenset((*_NOW, *_NOW_TOGETHER))
_BY_NAME: dict[str, Noted] = {
    str(each): each
    for each in (*_NOW, *_NOW_TOGETHER, *_SOON, SwellingSize.CLEAR, Quality.SHARP, Quality.STABBING)
}
_ANY_YES = KneeDay(
    signs=dict.fromkeys(Sign, True), areas=(Area.INNER, Area.INSIDE), qualities=tuple(Quality)
)
_ASKING = (Sign.BEGAN_WITH_FALL, Sign.LOCKING, Sign.SWELLING)


class Urgency(StrEnum):
    """When to have a knee looked at."""

    NOW = "now"
    SOON = "soon"


@dataclass(frozen=True, slots=True)
class SafetySigns:
    """What was noted on one knee and how soon it should be looked at.

    `besides` are less urgent signs that are not told while the others stand.
    """

    urgency: Urgency
    noted: tuple[Noted, ...]
    besides: tuple[Noted, ...] = ()


@dataclass(frozen=True, slots=True)
class StandingSigns:
    """Safety signs with the knee and the day they are about."""

    on: date
    knee: Knee
    signs: SafetySigns

    def sign_keys(self) -> tuple[str, ...]:
        """What tells these signs from others, such as `left.no_weight`."""
        return _keys(self.knee, self.signs.noted)


@dataclass(frozen=True, slots=True)
class SafetyNotice:
    """What is to be said about signs on the day `on`, and about those of an older day besides.

    `standing` and `earlier` have no help arranged for them and are told in full, the more urgent
    first, then the later day. `arranged` is help on its way for other signs that stand; when there
    are only such, no more than that is said.
    """

    on: date
    standing: tuple[StandingSigns, ...]
    arranged: Event | None = None
    earlier: tuple[StandingSigns, ...] = ()

    @property
    def told(self) -> tuple[StandingSigns, ...]:
        """All that is told in full, the present day first."""
        return (*self.standing, *self.earlier)

    @property
    def urgency(self) -> Urgency:
        """The urgency of the most urgent sign that is told."""
        is_now = any(each.signs.urgency is Urgency.NOW for each in self.told)
        return Urgency.NOW if is_now else Urgency.SOON


def safety_signs(said: KneeDay) -> SafetySigns | None:
    """The safety signs among the answers about one knee on one day; None when there are none.

    The sets are those of the vocabulary; urgent ones hide the others.
    """
    return _urgent_first(noted_in(said))


def safety_notice(
    diary: Diary, on: date, *, today: date | None = None, shown: date | None = None
) -> SafetyNotice | None:
    """What is to be said on a day about its signs and those of the day before; None = nothing.

    After midnight `today` is still the day before `on`, and what stands there is said as well.
    `shown` is an older day on screen, whose signs are spoken of besides.
    """
    shown = on if shown is None else shown
    found = _standing(diary, on, min(on, today or on))
    older = [] if shown == on else _standing(diary, shown, shown)
    present = {(each.on, key) for each in found for key in _all_keys(each)}
    events = [each for each in diary.events.values() if each.kind is EventKind.HELP_ARRANGED]
    help_known = _ArrangedHelp(diary, events)
    standing, for_present = help_known.split(found)
    earlier, for_older = help_known.split(_without(older, present))
    if standing or earlier:
        return SafetyNotice(on, standing, _newest([*for_present, *for_older]), earlier)
    arranged = _newest([*for_present, *help_known.under_way(on)])
    arranged = arranged or _newest([*for_older, *help_known.under_way(shown)])
    return None if arranged is None else SafetyNotice(on, (), arranged)


def noted_keys(diary: Diary, on: date) -> frozenset[str]:
    """Every sign that is ticked on a day, as in `StandingSigns.sign_keys`."""
    day = diary.day(on)
    return frozenset(key for knee in Knee for key in _keys(knee, noted_in(day.knee(knee))))


def help_arranged(
    notice: SafetyNotice, new_id: Callable[[], str], today: date, text: str
) -> tuple[Event, ...]:
    """The events that help was arranged for what a notice tells: with whom and when, as typed.

    What stands now has one of today, or of the newest sign when that is later; signs of an older
    day have one of that day. The findings are the keys of the signs, by which others are told.
    """
    groups: dict[date, list[StandingSigns]] = {}
    now = max((today, *(each.on for each in notice.standing)))
    for each in notice.told:
        groups.setdefault(now if each in notice.standing else each.on, []).append(each)
    found = []
    for on, signs in groups.items():
        knees = {each.knee for each in signs}
        told = (key for each in signs for key in each.sign_keys())
        besides = (key for each in signs for key in _keys(each.knee, each.signs.besides))
        keys = tuple(dict.fromkeys((*told, *besides)))
        found += [
            Event(
                new_id(),
                on,
                EventKind.HELP_ARRANGED,
                knee=next(iter(knees)) if len(knees) == 1 else None,
                text=text,
                findings=keys[start : start + FINDINGS_MOST],
            )
            for start in range(0, len(keys), FINDINGS_MOST)
        ]
    return tuple(found)


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


def noted_in(said: KneeDay) -> tuple[Noted, ...]:
    """Every safety sign among the answers about one knee, those that should not wait first."""
    yes = {sign for sign, is_on in said.signs.items() if is_on}
    found: list[Noted] = [sign for sign in _NOW if sign in yes]
    if said.swelling_size is SwellingSize.LARGE_FAST:
        found.append(SwellingSize.LARGE_FAST)
    if Sign.BEGAN_WITH_FALL in yes and yes & {Sign.SWELLING, Sign.POPPED}:
        found.append(Sign.BEGAN_WITH_FALL)
    if {Sign.POPPED, Sign.GIVING_WAY} <= yes:
        found.append(Sign.POPPED)
    found += [sign for sign in _SOON if sign in yes]
    # The larger size is the clear one as well.
    if said.swelling_size in (SwellingSize.CLEAR, SwellingSize.LARGE_FAST):
        found.append(SwellingSize.CLEAR)
    if {Area.INNER, Area.INSIDE} & set(said.areas or ()):
        felt = set(said.qualities or ())
        found += [each for each in (Quality.SHARP, Quality.STABBING) if each in felt]
    return tuple(found)


def _urgent_first(found: Iterable[Noted]) -> SafetySigns | None:
    """Signs of one knee with how soon; what should not wait hides the others."""
    noted = tuple(found)
    now = tuple(each for each in noted if each in _ALL_NOW)
    soon = tuple(each for each in noted if each not in _ALL_NOW)
    if now:
        return SafetySigns(Urgency.NOW, now, soon)
    return SafetySigns(Urgency.SOON, soon) if soon else None


def _standing(diary: Diary, on: date, since: date) -> list[StandingSigns]:
    """What stands on a day, with all that stood on `since` and was not answered again."""
    days = [on - number * _ONE_DAY for number in range((on - since).days + 2)]
    found = []
    for day in days:
        for knee in Knee:
            signs = _urgent_first(_left_of(diary, day, on, knee))
            if signs is not None:
                found.append(StandingSigns(day, knee, signs))
    return sorted(found, key=lambda each: each.signs.urgency is not Urgency.NOW)


def _left_of(diary: Diary, day: date, on: date, knee: Knee) -> Iterator[Noted]:
    """The signs of a day that are not answered again up to `on`."""
    said, again = _said(diary, day, knee), set[Noted]()
    for number in range((on - day).days):
        later = _said(diary, day + (number + 1) * _ONE_DAY, knee)
        said = not_answered_again(said, later)
        again.update(noted_in(later))
    return (each for each in noted_in(said) if each not in again)


def _said(diary: Diary, day: date, knee: Knee) -> KneeDay:
    # Not `Diary.day`: on a clock that was never set the day before is none that a diary can have.
    found = diary.days.get(day)
    return EMPTY_KNEE_DAY if found is None else found.knee(knee)


def not_answered_again(said: KneeDay, now: KneeDay) -> KneeDay:
    """What was said of a knee without what a later day says of the same."""
    signs = {sign: yes for sign, yes in said.signs.items() if now.signs.get(sign) is not False}
    is_sized_again = now.swelling_size is not None or now.signs.get(Sign.SWELLING) is False
    return replace(
        said,
        signs=signs,
        swelling_size=None if is_sized_again else said.swelling_size,
        areas=said.areas if now.areas is None else None,
        qualities=said.qualities if now.qualities is None else None,
    )


def _without(
    found: Iterable[StandingSigns], known: Collection[tuple[date, str]]
) -> Iterator[StandingSigns]:
    """What is not known yet, by day and key."""
    for each in found:
        signs = _urgent_first(
            noted for noted in _all_noted(each) if (each.on, f"{each.knee}.{noted}") not in known
        )
        if signs is not None:
            yield replace(each, signs=signs)


def _all_noted(each: StandingSigns) -> tuple[Noted, ...]:
    return (*each.signs.noted, *each.signs.besides)


def _all_keys(each: StandingSigns) -> tuple[str, ...]:
    return _keys(each.knee, _all_noted(each))


def _keys(knee: Knee, noted: Iterable[Noted]) -> tuple[str, ...]:
    return tuple(f"{knee}.{each}" for each in noted)


# ---- what is arranged -------------------------------------------------------------------------


class _ArrangedHelp:
    """What help was arranged for, in one diary."""

    def __init__(self, diary: Diary, events: Iterable[Event]) -> None:
        self._diary = diary
        newest_first = sorted(events, key=lambda each: (each.on, each.id), reverse=True)
        self._events = [(each, _keys_of(diary, each)) for each in newest_first]

    def split(
        self, standing: Iterable[StandingSigns]
    ) -> tuple[tuple[StandingSigns, ...], list[Event]]:
        """The signs no help was arranged for, and the events of those it was."""
        rest, events = [], []
        for each in standing:
            left = []
            for noted in _all_noted(each):
                event = self._event_for(each.on, each.knee, noted)
                if event is None:
                    left.append(noted)
                else:
                    events.append(event)
            signs = _urgent_first(left)
            if signs is not None:
                rest.append(replace(each, signs=signs))
        return tuple(sorted(rest, key=lambda each: each.signs.urgency is not Urgency.NOW)), events

    def under_way(self, on: date) -> list[Event]:
        """Help for signs that are not off for long enough on a day, answered no or not."""
        return [
            event
            for event, keys in self._events
            if event.on <= on
            and any(
                self._is_one_trouble(knee, noted, event.on, on, is_no_an_end=False)
                for knee, noted in keys
            )
        ]

    def _event_for(self, on: date, knee: Knee, noted: Noted) -> Event | None:
        for event, keys in self._events:
            first, last = sorted((event.on, on))
            if (knee, noted) in keys and self._is_one_trouble(
                knee, noted, first, last, is_no_an_end=True
            ):
                return event
        return None

    def _is_one_trouble(
        self, knee: Knee, noted: Noted, first: date, last: date, *, is_no_an_end: bool
    ) -> bool:
        """True when from one day to the other a sign was not off for long, nor answered no."""
        seen_on = day = first
        said = replace(_ANY_YES, swelling_size=_size_of(noted))
        while day <= last:
            now = self._diary.day(day).knee(knee)
            if noted in noted_in(now):
                seen_on, said = day, now
            else:
                is_no = noted not in noted_in(not_answered_again(said, now))
                if (is_no and is_no_an_end) or (day - seen_on).days > DAYS_OFF:
                    return False
            day += _ONE_DAY
        return True


def _keys_of(diary: Diary, event: Event) -> set[tuple[Knee, Noted]]:
    """What help was arranged for; an event from elsewhere is about what stood on its day."""
    if not event.findings:
        return {
            (each.knee, noted)
            for each in _standing(diary, event.on, event.on)
            if event.knee in (None, each.knee)
            for noted in _all_noted(each)
        }
    split = (key.partition(".") for key in event.findings)
    found = {
        (Knee(knee), _BY_NAME[noted])
        for knee, _dot, noted in split
        if knee in set(Knee) and noted in _BY_NAME
    }
    # A large swelling gets smaller before it is gone.
    large = {knee for knee, noted in found if noted is SwellingSize.LARGE_FAST}
    return found | {(knee, SwellingSize.CLEAR) for knee in large}


def _size_of(noted: Noted) -> SwellingSize | None:
    return noted if isinstance(noted, SwellingSize) else None


def _newest(events: Iterable[Event]) -> Event | None:
    return max(events, key=lambda each: (each.on, each.id), default=None)
